"""Whose a record is, put right: a story about the wrong person is a harm to two people.

What the person before said about it was never about this one: it ends, and whoever it is about now has to be asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from asking import quoted
from asking.record_changing import PERSON, locks_words, may_change
from asking.records import NONE, ONE, QUOTE, held
from dialogs.model import Audience
from store import access_log, people, record_whose
from store.members import Member
from store.people import Person
from store.records import Record
from store.tx import Tx

ABOUT = frozenset({Audience.PERSON, Audience.FAMILY})
"""Whom a record can be about."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom it is about, as it was chosen: `one` with the number of a person, or `none`."""

    about: str = ""
    person: int = 0

    @property
    def person_id(self) -> int | None:
        """Whom it is about; None for no one person."""
        return self.person if self.about == ONE else None


def may_give(who: Member, record: Record) -> bool:
    """Whoever may change it. Words of somebody's answer are theirs, whatever anybody thinks."""
    return may_change(who, record) and not locks_words(record)


def wrong_with(tx: Tx, who: Member, record: Record, whose: Whose) -> dict[str, str]:
    """A sentence for each field that is not right."""
    if refused := held(tx, record):
        return {"about": f"{refused} {refused.mend}"}
    if whose.about not in {ONE, NONE}:
        return {"about": "Choose if it is about one person."}
    if whose.about == NONE:
        return {"about": "These are one person’s words. Choose whose."} if record.kind == QUOTE.id else {}
    person = people.get(tx, whose.person)
    known = person is not None and not person.forgotten_at and person.audience in ABOUT
    if not known or not person or not who.sees(person.service_id):
        return {"person": "Choose whom it is about."}
    return {}


def give(tx: Tx, record: Record, whose: Whose, *, who: Member, at: str) -> bool:
    """Keeps whom it is about; False where that is as it was. In the log it stands with both people.

    A record of one service goes to the service of whom it is about.
    """
    if whose.person_id == record.person_id:
        return False
    person = people.get(tx, whose.person) if whose.person_id is not None else None
    service = _place(record, person)
    quoted.on_pages(tx, record.id, at, of_nobody=True)
    parts = (PERSON, "service") if service != record.service_id else (PERSON,)
    parts = (*parts, "public") if record.public else parts
    record_whose.give(tx, record, whose.person_id, service_id=service, parts=parts, at=at, by=who.id)
    for one in (record.person_id, whose.person_id):
        if one is not None:
            access_log.add(tx, at=at, who=who.name, did=f"changed whose record {record.id} is", person_id=one)
    return True


def _place(record: Record, person: Person | None) -> int:
    return person.service_id if person and record.service_id else record.service_id
