"""Putting a record right: who may, what may not be changed, and when the person has to be asked anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from asking import permissions
from asking.errors import Held
from asking.permissions import Role
from asking.records import NONE, ONE, Wish, faults, may_see
from dialogs.pack import Pack
from store import records
from store.members import Member
from store.record_changes import Changed, Now
from store.records import ANSWER, SEEN_BY, NewFile, Record, Shows
from store.tx import Tx

PERSON_FIELDS = frozenset({"about", "person", "naming", "asked_on", "asked_by", "asked_how"})
"""What the form that changes a record does not ask: whose it is has a form of its own, and so has a yes, with how far
it goes."""
PERSON = "person"
"""What the history says was changed where it became somebody else's."""
LOST = frozenset({"kind", "title", "day", "source", "words", "file"})
"""What says something else after a change, and what it said is gone."""
KEEPERS = permissions.MANAGERS | permissions.LEADS
WIDEN = {records.MANAGERS: KEEPERS, records.LEADS: permissions.LEADS}
"""`seen_by` → who may open such a record to more."""
NOT_THEIRS = "A person’s own words stand in a record about that person. Add a new record for them."
WIDER = "More people can see it only if somebody allows it who may see it now by their role."


def may_change(who: Member, record: Record) -> bool:
    """Managers, leads, and whoever made it."""
    return may_see(who, record) and (Role(who.role) in KEEPERS or record.made_by == who.id)


def locks_words(record: Record) -> bool:
    """Whether its words are those of a person's answer: nobody puts other words into their mouth."""
    return record.from_kind == ANSWER


def as_wish(record: Record) -> Wish:
    """What the form begins with: what the record says."""
    return Wish(
        kind=record.kind,
        day=record.happened_on,
        service=str(record.service_id),
        title=record.title,
        source=record.source,
        words=record.words,
        shows={one.standard: one.says for one in record.shows},
        about=NONE if record.person_id is None else ONE,
        person=record.person_id or 0,
        naming=record.naming if record.asked_on else "",
        asked_on=record.asked_on or "",
        asked_by=record.asked_by,
        asked_how=record.asked_how,
        seen_by=record.seen_by,
        public=record.public,
    )


def meant(record: Record, wish: Wish) -> Wish:
    """What was typed, with all that cannot be changed as it is."""
    was = as_wish(record)
    kept = {name: getattr(was, name) for name in PERSON_FIELDS}
    if record.person_id is not None:
        kept |= {"public": was.public}
    if locks_words(record):
        kept |= {"words": was.words, "kind": was.kind}
    return replace(wish, **kept)


def ends_yes(record: Record, wish: Wish) -> bool:
    """Whether the person has to be asked anew: what they were asked about is other words now, not other spaces."""
    return record.has_yes and _asked_about(record.words, record.title) != _asked_about(wish.words, wish.title)


def other_words(history: tuple[Changed, ...], seen: int) -> bool:
    """Whether the words changed after the last change that somebody saw: what a person said was about those before."""
    return _since(history, seen, {"words", "title"})


def other_person(history: tuple[Changed, ...], seen: int) -> bool:
    """Whether it is about somebody else since the last change that somebody saw: it was not this person who was asked.

    That it was changed forth and back is no less.
    """
    return _since(history, seen, {PERSON})


def change_faults(
    tx: Tx, record: Record, wish: Wish, *, pack: Pack, who: Member, history: tuple[Changed, ...], today: date
) -> dict[str, str]:
    """A sentence for each field that is not right. What was right when it was made may stay as it is."""
    found = faults(tx, pack, who, wish, today)
    moved = wish.service != str(record.service_id)
    if "person" in found and moved:
        found["service"] = "Choose where the person lives or works whom it is about, or the whole organisation."
    if "about" in found:
        found["kind"] = NOT_THEIRS
    found = {name: sentence for name, sentence in found.items() if name not in PERSON_FIELDS}
    if not moved:
        found.pop("service", None)
    if wish.kind == record.kind:  # it may be one of an older code
        found.pop("kind", None)
    if record.person_id is not None:  # their yes has a form of its own; who may see it is narrowed whatever they said
        found.pop("public", None)
    if wish.seen_by in SEEN_BY and not may_show(who, record, wish.seen_by, history):
        found["seen_by"] = WIDER
    return found


def may_show(who: Member, record: Record, seen_by: str, history: tuple[Changed, ...]) -> bool:
    """Whether a member may set who sees a record. To fewer always; words of an answer never to more: a yes does that.

    To more, it takes a role that sees it as it is, or whoever made it, unless somebody else has narrowed it since.
    """
    if SEEN_BY.index(seen_by) >= SEEN_BY.index(record.seen_by):
        return True
    if locks_words(record):
        return False
    others = any("seen_by" in one.parts and one.by != who.id for one in history)
    return Role(who.role) in WIDEN[record.seen_by] or (record.made_by == who.id and not others)


def now_says(record: Record, wish: Wish, pack: Pack, *, file: NewFile | None, drops_file: bool) -> Now:
    """What is kept of a wish without faults. What it shows of an older code stays."""
    known = {one.id for one in pack.areas} | {one.id for one in pack.standards}
    older = {one.standard: one.says for one in record.shows if one.standard not in known}
    return Now(
        kind=wish.kind,
        happened_on=wish.day,
        title=wish.title,
        service_id=int(wish.service),
        source=wish.source,
        words=wish.words,
        seen_by=wish.seen_by,
        public=wish.public,
        shows=tuple(Shows(standard, says) for standard, says in sorted((older | wish.shows).items())),
        file=file,
        drops_file=drops_file and file is None and bool(record.file),
        ends_yes=ends_yes(record, wish),
    )


def parts_changed(record: Record, now: Now) -> tuple[str, ...]:
    """What kind of thing was changed, in the order of the form: never a word of it."""
    compared = {
        "kind": (record.kind, now.kind),
        "title": (record.title, now.title),
        "day": (record.happened_on, now.happened_on),
        "service": (record.service_id, now.service_id),
        "source": (record.source, now.source),
        "shows": (set(record.shows), set(now.shows)),
        "words": (record.words, now.words),
        "file": (False, now.file is not None or now.drops_file),
        "seen_by": (record.seen_by, now.seen_by),
        "public": (record.public, now.public and not now.ends_yes),
    }
    return tuple(name for name, (before, after) in compared.items() if before != after)


def _since(history: tuple[Changed, ...], seen: int, parts: set[str]) -> bool:
    return any(one.id > seen and parts & set(one.parts) for one in history)


def loses(parts: Iterable[str], held: Held | None) -> dict[str, str]:
    """A sentence for each part whose words or file would be gone, where a hold on the person stands."""
    return {part: f"{held} {held.mend}" for part in parts if part in LOST} if held else {}


def _asked_about(words: str, title: str) -> list[str]:
    """What the sheet showed that the person was asked with."""
    return (words or title).split()
