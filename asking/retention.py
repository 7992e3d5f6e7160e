"""How long each kind of thing is kept, and deleting what is older: once a day, a bounded number at a time.

The usual periods are ours (†): a provider checks them against its own rules and changes them on the staff pages. A
period that is made shorter starts to hold a week later, so that nobody deletes by a slip. What the rules delete is
logged as numbers. Of someone with a hold nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from asking.errors import PeriodRefused
from asking.forgetting import forget
from asking.moment import stamp
from dialogs.pack import Pack
from store import holds, settings
from store import retention as kept
from store.errors import Tampered
from store.retention import Found, Period
from store.tx import Tx

MOST: Final = 200
"""Rows of one kind that one round deletes: turns of people who answer wait for it."""
MOST_PEOPLE: Final = 10
"""People whom one round forgets: that takes longer."""
MOST_NOTES: Final = 2000
"""Notes of who looked that go at once: each round reads their chain."""
COUNTED: Final = 100_000
WAITS: Final = timedelta(days=7)
"""† After which a shorter period holds."""
SWEPT: Final = "retention swept"
"""Setting: when the rules were last carried out to the end."""
LATE: Final = timedelta(days=2)
"""When `doctor` and the home page say that they were not."""

Find = Callable[[Tx, str, frozenset[int], int], Found]
Clear = Callable[[Tx, Pack, Found, datetime], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that is kept for a while.

    Attributes:
        name: As the database knows it.
        what: What it is, and from when the period runs, in words for staff.
        days: The usual period.
        least, most: What a provider can choose.
        limit: How many one round deletes.
    """

    name: str
    what: str
    after: str
    days: int
    least: int
    most: int
    find: Find
    clear: Clear
    limit: int = MOST


def _words(tx: Tx, _: Pack, ids: Found, __: datetime) -> tuple[str, ...]:
    kept.empty_words(tx, ids)
    return ()


def _comments(tx: Tx, _: Pack, ids: Found, __: datetime) -> tuple[str, ...]:
    kept.delete_comments(tx, ids)
    return ()


def _recordings(tx: Tx, _: Pack, ids: Found, __: datetime) -> tuple[str, ...]:
    return kept.delete_recordings(tx, ids)


def _drafts(tx: Tx, _: Pack, ids: Found, __: datetime) -> tuple[str, ...]:
    kept.empty_drafts(tx, ids)
    return ()


def _links(tx: Tx, _: Pack, ids: Found, now: datetime) -> tuple[str, ...]:
    kept.end_links(tx, ids, stamp(now))
    return ()


def _left(tx: Tx, pack: Pack, ids: Found, now: datetime) -> tuple[str, ...]:
    gone = [forget(tx, pack, person_id=one, with_answers=False, at=stamp(now)) for one in ids]
    return tuple(file for files in gone for file in files)


def _worries(tx: Tx, _: Pack, ids: Found, __: datetime) -> tuple[str, ...]:
    return kept.delete_worries(tx, ids)


def _experts(tx: Tx, _: Pack, ids: Found, __: datetime) -> tuple[str, ...]:
    kept.delete_experts(tx, ids)
    return ()


def _noticed(tx: Tx, _: Pack, ids: Found, __: datetime) -> tuple[str, ...]:
    kept.delete_noticed(tx, ids)
    return ()


def _looks(tx: Tx, _: Pack, ids: Found, __: datetime) -> tuple[str, ...]:
    kept.delete_looks(tx, ids)
    return ()


def _arrived(tx: Tx, _: Pack, ids: Found, __: datetime) -> tuple[str, ...]:
    kept.delete(tx, "inbox", ids)
    return ()


def _sent(tx: Tx, _: Pack, ids: Found, __: datetime) -> tuple[str, ...]:
    kept.delete(tx, "outbox", ids)
    return ()


A_YEAR: Final = 365
KINDS: Final[tuple[Kind, ...]] = (
    Kind("words", "Words of an answer", "someone read them", 2 * A_YEAR, 30, 10 * A_YEAR, kept.words, _words),
    Kind("comments", "Words beside answers", "someone read them", 2 * A_YEAR, 30, 10 * A_YEAR, kept.comments,
         _comments),
    Kind("recordings", "Recordings and photos", "someone heard or saw them", A_YEAR, 30, 10 * A_YEAR,
         kept.recordings, _recordings),
    Kind("drafts", "Drafts by a machine of what a recording says", "someone wrote what it really says", 30, 1, A_YEAR,
         kept.drafts, _drafts),
    Kind("links", "Links that nobody used, and who sent them", "they ran out", 180, 7, 3 * A_YEAR, kept.links,
         _links),
    Kind("left", "The name of someone who left, and all that is known of them but their answers", "they left",
         2 * A_YEAR, 30, 10 * A_YEAR, kept.left, _left, MOST_PEOPLE),
    Kind("worries", "Worries", "they were dealt with", 7 * A_YEAR, A_YEAR, 75 * A_YEAR, kept.worries, _worries),
    Kind("noticed", "Where the detector found a sign of a worry, without the words",
         "it was found there, once those words are gone", 30, 1, 10 * A_YEAR, kept.noticed, _noticed),
    Kind("experts", "What an expert by experience wrote about a self-assessment", "they were asked", 3 * A_YEAR, A_YEAR,
         10 * A_YEAR, kept.experts, _experts),
    Kind("looks", "Notes of who looked at whom", "they looked", 3 * A_YEAR, A_YEAR, 20 * A_YEAR, kept.looks, _looks,
         MOST_NOTES),
    Kind("arrived", "What came in from chats", "it was handled", 3, 2, 30, kept.arrived, _arrived),
    Kind("sent", "What went out by chat and e-mail", "it was sent", 3, 1, 30, kept.sent, _sent),
)  # fmt: skip
"""Every kind, in the order in which the page shows them."""


def kind_of(name: str) -> Kind | None:
    """One kind; None where there is none of that name."""
    return next((one for one in KINDS if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Rule:
    """How long a kind is kept now.

    Attributes:
        days: What holds now.
        soon: What holds from `soon_at` on; None where nothing was changed lately.
    """

    kind: Kind
    days: int
    soon: int | None = None
    soon_at: str = ""
    who: str = ""


def rules(tx: Tx, now: datetime) -> tuple[Rule, ...]:
    """All of them, as they hold at a moment."""
    chosen = kept.periods(tx)
    return tuple(_rule(one, chosen.get(one.name), now) for one in KINDS)


def days_of(tx: Tx, name: str, now: datetime) -> int:
    """How many days a kind is kept.

    Raises:
        PeriodRefused: There is no such kind.
    """
    found = next((rule for rule in rules(tx, now) if rule.kind.name == name), None)
    if found is None:
        raise PeriodRefused(f"Nothing is called {name}.")
    return found.days


def change(tx: Tx, name: str, days: int, *, who: str, now: datetime) -> Rule:
    """Choose another period. A longer one holds at once, a shorter one a week later.

    Raises:
        PeriodRefused: There is no such kind, or the period is too short or too long.
    """
    kind = kind_of(name)
    if kind is None:
        raise PeriodRefused(f"Nothing is called {name}.")
    if not kind.least <= days <= kind.most:
        raise PeriodRefused(f"{kind.what} can be kept for {kind.least} to {kind.most} days.")
    was = days_of(tx, name, now)
    waits = stamp(now + WAITS) if days < was else stamp(now)
    kept.keep_period(tx, Period(name, days, was, waits, who, stamp(now)))
    return _rule(kind, kept.periods(tx)[name], now)


def preview(tx: Tx, now: datetime, days: dict[str, int] | None = None) -> dict[str, int]:
    """How much of each kind would go at a moment, by name; with other periods where these are given."""
    held = holds.held(tx)
    wanted = {rule.kind.name: rule.days for rule in rules(tx, now)} | (days or {})
    return {one.name: len(one.find(tx, stamp(now - timedelta(days=wanted[one.name])), held, COUNTED)) for one in KINDS}


def sweep(tx: Tx, pack: Pack, now: datetime) -> tuple[str, ...]:
    """Delete what is older than its period, a bounded part of it; done to the end, not again before tomorrow.

    Returns:
        Files to delete once this is saved.
    """
    swept = settings.get(tx, SWEPT)
    if swept is not None and swept[:10] == stamp(now)[:10]:
        return ()
    files: list[str] = []
    is_whole, held = True, holds.held(tx)
    for rule in rules(tx, now):
        kind = rule.kind
        ids = kind.find(tx, stamp(now - timedelta(days=rule.days)), held, kind.limit)
        if ids and (gone := _cleared(tx, pack, kind, ids, now)) is not None:
            files += gone
            kept.note(tx, kind=kind.name, gone=len(ids), at=stamp(now))
            is_whole = is_whole and len(ids) < kind.limit
    if is_whole:
        settings.put(tx, SWEPT, stamp(now))
    return tuple(files)


def _cleared(tx: Tx, pack: Pack, kind: Kind, ids: Found, now: datetime) -> tuple[str, ...] | None:
    """Files to delete; None where nothing went: notes that somebody tampered with stay, and `doctor` says so."""
    try:
        return kind.clear(tx, pack, ids, now)
    except Tampered:
        return None


def is_late(tx: Tx, now: datetime) -> bool:
    """Whether the rules were not carried out lately. Never carried out is late too, once there was a first day."""
    swept = settings.get(tx, SWEPT)
    return swept is not None and swept < stamp(now - LATE)


def _rule(kind: Kind, chosen: Period | None, now: datetime) -> Rule:
    if chosen is None:
        return Rule(kind, kind.days)
    if chosen.waits_until > stamp(now):
        return Rule(kind, chosen.was_days, chosen.days, chosen.waits_until, chosen.who)
    return Rule(kind, chosen.days, who=chosen.who)
