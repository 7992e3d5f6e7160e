"""What is written, as a reader may see it: what shows it, and stories, only as far as a person's yes goes today."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.record_sight import Sight
from evidence.self_assessment.pointing import records_in
from evidence.self_assessment.sentences import day
from evidence.self_assessment.written import SectionPart, Shown, Whole, body_of
from store import changes, people, records
from store.changes import PUBLISHED
from store.records import NAMED, UNNAMED, Record
from store.tx import Tx

ADDRESSES = {"record": "/staff/records/", "change": "/staff/changes/"}


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that shows it, as a reader reads it; `link` is '' where there is no page of it."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Someone's words, and who says them; `name` is '' where they are not named."""

    words: str
    name: str
    record: int


def seen(tx: Tx, shown: tuple[Shown, ...], sight: Sight, *, public: bool) -> tuple[Seen, ...]:
    """What shows it, without what this reader may not see, or what is gone."""
    found = (_seen(tx, one, sight, public=public) for one in shown)
    return tuple(one for one in found if one)


def story(tx: Tx, part: SectionPart, sight: Sight, *, public: bool) -> Story | None:
    """The story of a section that is someone's own, as long as their yes stands."""
    record = records.get(tx, part.record) if part.record else None
    if record is None or not _may(record, sight, public=public) or not record.words:
        return None
    if record.person_id is None:
        return Story(record.words, "", record.id)
    person = people.get(tx, record.person_id)
    if not record.has_yes or person is None or person.forgotten_at:
        return None
    name = people.name_of(tx, person.id) if record.naming == NAMED else ""
    return Story(record.words, name or "", record.id)


def standing(tx: Tx, whole: Whole) -> tuple[tuple[object, ...], ...]:
    """How each record stands to which a self-assessment points: what is made of it holds only while this does."""
    found = ((number, records.get(tx, number)) for number in frozen(whole))
    return tuple((number, one and (one.naming, one.is_public, one.title, one.words)) for number, one in found)


def frozen(whole: Whole) -> tuple[int, ...]:
    """Numbers of the records that a self-assessment points to."""
    return tuple(sorted(records_in({name: body_of(part) for name, part in whole.written.items()})))


def quotes(tx: Tx, whole: Whole, sight: Sight, *, public: bool) -> tuple[tuple[int, str], ...]:
    """What stands in it of single people with their yes, for this reader: each record, and how it names them."""
    told = {part.record for part in whole.written.values()}
    found = (records.get(tx, number) for number in frozen(whole))
    return tuple(
        (one.id, one.naming if one.id in told else UNNAMED)
        for one in found
        if one and one.has_yes and _may(one, sight, public=public)
    )


def _seen(tx: Tx, one: Shown, sight: Sight, *, public: bool) -> Seen | None:
    if one.kind == "record":
        record = records.get(tx, int(one.ref)) if one.ref.isdigit() else None
        if record is None or not _may(record, sight, public=public):
            return None
        return Seen(f"{record.title}, {day(record.happened_on)}", f"{ADDRESSES['record']}{record.id}")
    if one.kind == "change":
        change = changes.get(tx, int(one.ref)) if one.ref.isdigit() else None
        if change is None or change.state != PUBLISHED:
            return None
        return Seen(f"‘{change.said}’ ‘{change.did}’", f"{ADDRESSES['change']}{change.id}")
    return Seen(one.words, "") if one.words else None


def _may(record: Record, sight: Sight, *, public: bool) -> bool:
    return record.is_public if public else sight.sees(record)
