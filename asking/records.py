"""Records as staff add them: who may see which, what is wrong with a new one, and the person's yes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from asking import quoted
from asking.errors import Held
from asking.permissions import CARERS, LEADS, MANAGERS, READERS, Role
from dialogs.pack import Pack, RecordKind
from evidence.record_sight import Sight
from store import access_log, holds, people, records, services
from store.members import Member
from store.records import NAMED, NAMINGS, NO, SAYS, SEEN_BY, UNNAMED, NewFile, NewRecord, Record, Shows, Yes
from store.tx import Tx

QUOTE = RecordKind("quote", "A person’s own words")
"""A kind that every code has."""
STORY = "story"
WRITERS = CARERS | LEADS
"""Who may add a record, and know whom one is about."""
ONE, NONE = "one", "none"
NOT_OPEN = "What only some of our staff may see is not published. Take the tick out, or let all readers see it."
PUBLISHED_WITHOUT = "Nothing about one person is published without their yes. Take the tick out, or ask them."


@dataclass(frozen=True, slots=True)
class Wish:
    """A record as it was typed, each thing as text; '' for what was left out.

    Attributes:
        about: `one` person, or `none`.
        shows: Standard or area → `good`, `mixed` or `not_good`.
        naming: `named`, `unnamed`, `no`, or '' where nobody asked yet.
    """

    kind: str = ""
    day: str = ""
    service: str = ""
    title: str = ""
    source: str = ""
    words: str = ""
    shows: dict[str, str] = field(default_factory=dict)
    about: str = ""
    person: int = 0
    naming: str = ""
    asked_on: str = ""
    asked_by: str = ""
    asked_how: str = ""
    seen_by: str = ""
    public: bool = False


def kinds(pack: Pack) -> tuple[RecordKind, ...]:
    """Every kind that a record can have."""
    return (*(one for one in pack.record_kinds if one.id != QUOTE.id), QUOTE)


def sight(who: Member) -> Sight:
    """What a member may see of the records."""
    role = Role(who.role)
    return Sight(
        who.services,
        reads=role in READERS | CARERS,
        cares=role in CARERS,
        manages=role in MANAGERS,
        leads=role in LEADS,
        member=who.id,
    )


def may_see(who: Member, record: Record) -> bool:
    """Whether a member may see a record. Whoever made one does; the board sees nothing of one person without a yes."""
    return sight(who).sees(record)


def may_remove(who: Member, record: Record) -> bool:
    """Managers, leads, and whoever made it."""
    return may_see(who, record) and (Role(who.role) in MANAGERS | LEADS or record.made_by == who.id)


def faults(tx: Tx, pack: Pack, who: Member, wish: Wish, today: date) -> dict[str, str]:
    """A sentence for each field that is not right, in the order of the form."""
    found = _plain_faults(pack, wish, today)
    service = _number(wish.service)
    known = wish.service == "0" or (service and services.get(tx, service))
    if not known or not who.sees(service):
        found["service"] = "Choose the service that it is about."
    return found | _person_faults(tx, wish, service, today)


def held(tx: Tx, record: Record) -> Held | None:
    """The hold on the person whom it is about: while it stands, nothing of the record goes, by nobody."""
    hold = holds.standing(tx, record.person_id) if record.person_id is not None else None
    return Held(hold.at) if hold else None


def new(wish: Wish, file: NewFile | None = None) -> NewRecord:
    """What is kept of a wish without faults."""
    about = wish.about == ONE
    yes = Yes(wish.naming, wish.asked_on, wish.asked_by, wish.asked_how) if about and wish.naming else None
    return NewRecord(
        kind=wish.kind,
        happened_on=wish.day,
        title=wish.title,
        service_id=int(wish.service),
        person_id=wish.person if about else None,
        source=wish.source,
        words=wish.words,
        seen_by=wish.seen_by,
        public=wish.public,
        shows=tuple(Shows(standard, says) for standard, says in wish.shows.items()),
        yes=yes,
        file=file,
    )


def yes_faults(yes: Yes, today: date, *, public: bool) -> dict[str, str]:
    """What is wrong with what the person is said to have answered, and whether it goes as far as publishing."""
    naming, asked_on, asked_by, asked_how = yes.naming, yes.on, yes.by, yes.how
    found = {} if naming in NAMINGS else {"naming": "Choose what the person said."}
    if not (day := _day(asked_on)) or day > today:
        found["asked_on"] = "Enter the day on which they were asked, up to today."
    if not asked_by:
        found["asked_by"] = "Enter who asked them."
    if not asked_how:
        found["asked_how"] = "Enter how they were asked, such as: with the easy-read sheet."
    if public and naming not in {NAMED, UNNAMED}:
        found["public"] = PUBLISHED_WITHOUT
    return found


def take_back(tx: Tx, record: Record, who: str, at: str) -> bool:
    """The person takes their yes back. Words of an answer are the lead's to see again."""
    seen_by = records.LEADS if record.from_kind == records.ANSWER else ""
    quoted.on_pages(tx, record.id, at)
    taken = records.take_back(tx, record.id, at=at, seen_by=seen_by)
    if taken:
        did = f"took the yes for record {record.id} back"
        access_log.add(tx, at=at, who=who, did=did, person_id=record.person_id)
    return taken


def answer(tx: Tx, record: Record, yes: Yes, who: str, at: str, *, public: bool = False) -> bool:
    """Keeps what the person said, in place of any answer before: also where they allow less than they did.

    Words of an answer are for all readers from a yes on, else for the lead only.
    """
    seen_by = ""
    if record.from_kind == records.ANSWER:
        seen_by = records.LEADS if yes.naming == NO else records.READERS
    quoted.on_pages(tx, record.id, at)
    kept = records.say(tx, record, yes, public=public, seen_by=seen_by)
    if kept:
        did = f"noted what the person said to record {record.id}"
        access_log.add(tx, at=at, who=who, did=did, person_id=record.person_id)
    if kept and public:
        quoted.on_pages(tx, record.id, at)
    return kept


def _plain_faults(pack: Pack, wish: Wish, today: date) -> dict[str, str]:
    found = {}
    if wish.kind not in {one.id for one in kinds(pack)}:
        found["kind"] = "Choose what kind of record it is."
    if not wish.title:
        found["title"] = "Enter a title, in a few words."
    if not (day := _day(wish.day)) or day > today:
        found["day"] = "Enter the day that it is about, up to today."
    if not wish.source:
        found["source"] = "Enter who said or wrote it, such as: the tenants."
    if wish.kind == QUOTE.id and not wish.words:
        found["words"] = "Enter the words that the person said."
    known = {one.id for one in pack.areas} | {one.id for one in pack.standards}
    if not wish.shows or not set(wish.shows) <= known or not set(wish.shows.values()) <= set(SAYS):
        found["shows"] = "Choose at least one thing that it shows."
    if wish.seen_by not in SEEN_BY:
        found["seen_by"] = "Choose who may see it."
    elif wish.public and wish.seen_by != records.READERS:
        found["public"] = NOT_OPEN
    return found


def _person_faults(tx: Tx, wish: Wish, service: int, today: date) -> dict[str, str]:
    if wish.about not in {ONE, NONE}:
        return {"about": "Choose if it is about one person."}
    if wish.about == NONE:
        return {"about": "These are one person’s words. Choose whose."} if wish.kind == QUOTE.id else {}
    found = {}
    person = people.get(tx, wish.person)
    if person is None or person.forgotten_at or service not in {0, person.service_id}:
        found["person"] = "Choose whom it is about. They must be from the service that you chose."
    if wish.naming:
        asked = Yes(wish.naming, wish.asked_on, wish.asked_by, wish.asked_how)
        found |= yes_faults(asked, today, public=wish.public)
    elif wish.public:
        found["public"] = PUBLISHED_WITHOUT
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else 0  # noqa: PLR2004 - a 64-bit key
