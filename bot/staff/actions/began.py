"""What led to an action, and what shows that something was seen: each only as far as whoever looks may see it."""

from __future__ import annotations

from dataclasses import dataclass

from asking.records import may_see
from bot.staff.actions.seen import sees
from bot.staff.desk import Desk
from bot.staff.guard import MOST_DIGITS, Visit
from evidence.self_assessment.written import read
from store import action_facts, actions, assessments, records
from store.action import Action, NewAction
from store.records import Record
from store.tx import Tx

FROM = ("wish", "assessment", "ladder", "standard", "record")
"""What can lead to an action, as `NewAction.from_kind` has it."""


@dataclass(frozen=True, slots=True)
class Began:
    """What an action began with.

    Attributes:
        text: What it is, in words.
        path: Where it is looked at; '' where whoever looks may not, or it is gone.
        link: What the link says, after `text`; the text itself is the link where this is ''.
    """

    text: str
    path: str = ""
    link: str = ""


A_RECORD = Began("A record")
"""All that is told of one to who may not see it, or once it is gone: neither what it is about nor that it is gone."""


def began(tx: Tx, desk: Desk, visit: Visit, said: NewAction) -> Began | None:
    """What led to an action; None where nobody said."""
    if said.from_kind == "wish":
        path = f"/staff/wishes#wish-{said.from_id}" if visit.manages else ""
        return Began("A wish that somebody agreed to share.", path, "Read it")
    if said.from_kind == "assessment":
        return _assessment(tx, desk, visit, said.from_id)
    if said.from_kind == "ladder":
        return _ladder(desk, visit, said.from_id)
    if said.from_kind == "standard":
        return _standard(desk, visit, said)
    if said.from_kind == "record":
        return record_seen(tx, visit, _number(said.from_id))
    return None


def record_seen(tx: Tx, visit: Visit, record_id: int) -> Began:
    """A record by its title, for who may see it; for all others 'A record', and nothing else."""
    found = records.get(tx, record_id)
    if found is None or not may_see(visit.member, found):
        return A_RECORD
    return Began(found.title, f"/staff/records/{found.id}")


def origin(tx: Tx, visit: Visit, kind: str, said: str) -> tuple[str, str]:
    """What led to a new action, as it was sent; nothing where that is none, or a record that they may not see."""
    unseen = kind == "record" and not record_seen(tx, visit, _number(said)).path
    return ("", "") if kind not in FROM or unseen else (kind, said)


def of_record(tx: Tx, visit: Visit, record: Record) -> tuple[tuple[Action, ...], tuple[Action, ...]]:
    """The actions that were opened from a record, and those of which it shows something, as far as they may see."""
    opened, shown = (
        tuple(one for one in (actions.get(tx, number) for number in numbers) if one and sees(one, visit))
        for numbers in action_facts.of_record(tx, record.id)
    )
    return opened, shown


def _assessment(tx: Tx, desk: Desk, visit: Visit, said: str) -> Began:
    number, _, question = said.partition(":")
    found = assessments.get(tx, _number(number))
    asked = next((one for one in desk.pack.reflections if one.id == question), None)
    text = f"A self-assessment: {asked.question}" if asked else "A self-assessment"
    if found is None or not (visit.reads and visit.sees(found.service_id)):
        return Began(text)
    here = f"/staff/assessments/{found.id}"
    section = next((one for one in read(tx, desk.pack, found).sections if asked in one.questions), None)
    return Began(text, f"{here}/{section.id}/questions#{question}" if section else here)


def _ladder(desk: Desk, visit: Visit, said: str) -> Began:
    place = next((n for n, one in enumerate(desk.ladders.ladders, 1) if one.id == said), 0)
    text = f"Progress: {desk.ladders.ladders[place - 1].name}" if place else "Progress"
    return Began(text, f"/staff/progress/ladders/{place}" if place and visit.reads else "")


def _standard(desk: Desk, visit: Visit, said: NewAction) -> Began:
    """What people say on it, where that is shown."""
    name = said.from_id
    found = next((one for one in desk.pack.standards if one.id == name), None)
    area = next((one for one in desk.pack.areas if one.id == (found.area if found else name)), None)
    if area is None:
        return Began("The evidence")
    place = f"/staff/areas/{area.id}?service={said.service_id}{f'#{name}' if found else ''}"
    return Began(f"The evidence on: {found.statement if found else area.name}", place if visit.reads else "")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0
