"""What a record is, what is kept of a new one, and how far the yes of its person goes."""

from __future__ import annotations

from dataclasses import dataclass

from store.crypto import DataKey

GOOD, MIXED, NOT_GOOD = "good", "mixed", "not_good"
SAYS = (GOOD, MIXED, NOT_GOOD)
NAMED, UNNAMED, NO = "named", "unnamed", "no"
NAMINGS = (NAMED, UNNAMED, NO)
READERS, MANAGERS, LEADS = "readers", "managers", "leads"
SEEN_BY = (READERS, MANAGERS, LEADS)
ANSWER = "answer"
"""Where the words of a record can come from."""


@dataclass(frozen=True, slots=True)
class Shows:
    """What a record says about an area or a standard: `good`, `mixed` or `not_good`."""

    standard: str
    says: str


@dataclass(frozen=True, slots=True)
class Record:
    """One record, opened.

    Attributes:
        service_id: 0 for the whole provider.
        person_id: Whom it is about, or whose words they are; None where it is about no one person.
        kind: One of the pack's `record_kinds`, or `quote`.
        happened_on: The day that it is about, such as `2026-11-22`.
        source: Who said or wrote it, as a role or an organisation.
        naming: How far the person's yes goes: `named`, `unnamed` or `no`; '' where it is about no one person.
        seen_by: `readers`, `managers` or `leads`.
        public: Whether it may be in what is published; of one person: whether they said yes to that too.
        file: Name of the sealed file; '' where there is none.
        asked_on: The day on which the person was asked; None where nobody has asked yet.
        asked_by, asked_how: Who asked, and in what way.
        taken_back_at: When the person took their yes back.
    """

    id: int
    service_id: int
    person_id: int | None
    kind: str
    happened_on: str
    title: str
    source: str
    words: str
    naming: str
    seen_by: str
    public: bool
    file: str
    mime: str
    file_name: str
    made_by: int | None
    made_at: str
    shows: tuple[Shows, ...] = ()
    from_kind: str = ""
    from_id: int | None = None
    asked_on: str | None = None
    asked_by: str = ""
    asked_how: str = ""
    taken_back_at: str | None = None

    @property
    def has_yes(self) -> bool:
        """Whether it may be quoted: the person was asked, and said yes."""
        return self.person_id is not None and self.naming in {NAMED, UNNAMED} and self.asked_on is not None

    @property
    def is_public(self) -> bool:
        """Whether it may be in what is published: only what every reader may see; of one person only with their yes."""
        return self.public and self.seen_by == READERS and (self.person_id is None or self.has_yes)


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is on disk already, sealed with `key`."""

    file: str
    key: DataKey
    mime: str
    name: str


@dataclass(frozen=True, slots=True)
class Yes:
    """What a person said when they were asked, on which day, by whom and in what way."""

    naming: str
    on: str
    by: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class NewRecord:
    """What is kept of a new record.

    Attributes:
        yes: For a record about one person; without it nobody has asked them, and nothing is quoted.
    """

    kind: str
    happened_on: str
    title: str
    service_id: int = 0
    person_id: int | None = None
    source: str = ""
    words: str = ""
    seen_by: str = READERS
    public: bool = False
    shows: tuple[Shows, ...] = ()
    yes: Yes | None = None
    file: NewFile | None = None
    from_kind: str = ""
    from_id: int | None = None


@dataclass(frozen=True, slots=True)
class Quotable:
    """A record that may be quoted, and how its person is named: '' without a name."""

    record: Record
    name: str
    audience: str
