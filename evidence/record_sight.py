"""Who may see which record: the one rule, for lists, pages, drafts and reports alike."""

from __future__ import annotations

from dataclasses import dataclass

from store.records import ANSWER, LEADS, MANAGERS, READERS, Record


@dataclass(frozen=True, slots=True)
class Sight:
    """What a reader may see; without anything more it is what the board sees.

    Attributes:
        services: The services they see; None for all, and only then what is about the whole organisation.
        reads: Whether they read evidence at all.
        cares, manages, leads: Whether they know the people supported, records for managers are open to them, or those
            for the safeguarding lead.
        member: Their number: whoever made a record sees it; 0 where nobody is signed in.
    """

    services: frozenset[int] | None = None
    reads: bool = True
    cares: bool = False
    manages: bool = False
    leads: bool = False
    member: int = 0

    @property
    def knows(self) -> bool:
        """Whether they may know of one person what that person did not allow others."""
        return self.cares or self.manages or self.leads

    def sees(self, record: Record) -> bool:
        """Whether a record is one of theirs: of one person without a yes only for those who know the people."""
        if self.services is not None and record.service_id not in self.services:
            return False
        if not self.knows:
            return self._is_open(record) and (record.person_id is None or record.has_yes)
        return self._is_open(record) or self._made(record)

    def _is_open(self, record: Record) -> bool:
        return {
            READERS: self.reads or self.knows,
            MANAGERS: self.manages or self.leads,
            LEADS: self.leads,
        }[record.seen_by]

    def _made(self, record: Record) -> bool:
        """Words of an answer that were proposed as a quote stay the lead's, whoever proposed them."""
        return record.made_by is not None and record.made_by == self.member and record.from_kind != ANSWER
