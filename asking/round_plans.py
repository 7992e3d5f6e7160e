"""Planning a round: what is asked of whom and when, with sensible defaults, and what it comes to before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from asking.round_dates import LONGEST_NAME, later, unlike
from dialogs.model import SOURCES, Audience
from dialogs.pack import Pack
from dialogs.planner import plan
from store import progress, rounds
from store.rounds import Every, Kind, Round
from store.tx import Tx

LONGEST_DAYS = 366
FARTHEST_DAYS = 2 * 366
"""Nobody plans farther ahead than that, but a year that was typed wrongly is."""


class Sort:
    """What a manager can plan, as the first page offers it: a kind and how often it comes."""

    SUMMARY, TALK, SURVEY, ONCE = "summary", "talk", "survey", "once"


SORTS = (Sort.SUMMARY, Sort.TALK, Sort.SURVEY, Sort.ONCE)


@dataclass(frozen=True, slots=True)
class Wish:
    """A round that is to be. Days as they were typed; lists as ids, all of them where all are meant."""

    kind: Kind
    name: str
    areas: tuple[str, ...]
    services: tuple[int, ...]
    audiences: tuple[str, ...]
    opens_on: str
    closes_on: str
    every: Every


@dataclass(frozen=True, slots=True)
class Asked:
    """What a plan comes to for one audience.

    Attributes:
        people: How many could be asked now.
        first: How many questions a first talk has before the rest.
        after: How many more it can have after it.
    """

    people: int
    first: int
    after: int


def default(sort: str, pack: Pack, services: tuple[int, ...], today: date) -> Wish:
    """A plan to begin with.

    Args:
        sort: One of `SORTS`.
        pack: The code.
        services: Those that whoever plans works for.
        today: The day.
    """
    kind, every, days = {
        Sort.SUMMARY: (Kind.SUMMARY, Every.MONTH, 0),
        Sort.TALK: (Kind.TALK, Every.QUARTER, 30),
        Sort.SURVEY: (Kind.SURVEY, Every.YEAR, 60),
        Sort.ONCE: (Kind.TALK, Every.ONCE, 30),
    }[sort]
    opens, closes = today, today + timedelta(days=days)
    if kind is Kind.SUMMARY:
        opens = today if today.day == 1 else later(today.replace(day=1), 1)
        closes = later(opens, 1) - timedelta(days=1)
    audiences = (Audience.PERSON.value,) if kind is Kind.SUMMARY else tuple(source.value for source in SOURCES)
    return Wish(kind, "", pack.asked_areas, services, audiences, opens.isoformat(), closes.isoformat(), every)


def made_name(tx: Tx, wish: Wish) -> str:
    """The name of a round that was given none; no other round has it."""
    opens = date.fromisoformat(wish.opens_on)
    name = {
        Kind.SUMMARY: f"Keyworker summaries, {opens:%B %Y}",
        Kind.TALK: f"Talks, {opens:%B %Y}",
        Kind.SURVEY: f"Survey {opens:%Y}",
    }[wish.kind]
    return unlike(name, {one.name for one in rounds.all(tx)})


def faults(tx: Tx, wish: Wish, today: date, *, before: Round | None = None) -> dict[str, str]:
    """What is wrong with a plan: name of a field → a sentence, in the order of the form.

    Args:
        tx: A transaction.
        wish: The plan.
        today: The day.
        before: The round that it changes, if it is there already.
    """
    found = {"name": _name_fault(tx, wish, before)}
    found |= dict.fromkeys(("areas", "services", "audiences"), "")
    if wish.kind is not Kind.SUMMARY and not wish.areas:
        found["areas"] = "Choose at least one area"
    if not wish.services:
        found["services"] = "Choose at least one service"
    if not wish.audiences:
        found["audiences"] = "Choose at least one group"
    found |= _day_faults(wish, today, before)
    return {name: sentence for name, sentence in found.items() if sentence}


def _name_fault(tx: Tx, wish: Wish, before: Round | None) -> str:
    if len(wish.name) > LONGEST_NAME:
        return f"Use {LONGEST_NAME} letters at most"
    own = before.id if before else 0
    if wish.name and any(one.name == wish.name and one.id != own for one in rounds.all(tx)):
        return "There is one with this name already. Use another name"
    return ""


def _day_faults(wish: Wish, today: date, before: Round | None) -> dict[str, str]:
    opens, closes = _day(wish.opens_on), _day(wish.closes_on)
    found: dict[str, str] = {}
    if opens is None or abs((opens - today).days) > FARTHEST_DAYS:
        found["opens_on"] = "Enter the first day"
    elif opens < today and not (before and before.opens_on == wish.opens_on):
        found["opens_on"] = "The first day must be today or later"
    if closes is None or abs((closes - today).days) > FARTHEST_DAYS:
        found["closes_on"] = "Enter the last day"
    elif closes < today:
        found["closes_on"] = "The last day must be today or later"
    elif opens is not None and closes < opens:
        found["closes_on"] = "The last day must not be before the first day"
    elif opens is not None and (closes - opens).days > LONGEST_DAYS:
        found["closes_on"] = "A year is the longest"
    if not found and opens and closes and wish.every is not Every.ONCE and closes >= _comes_again(opens, wish.every):
        found["every"] = "The next one would begin before this one ends. Choose an earlier last day"
    return found


def _comes_again(opens: date, every: Every) -> date:
    return later(opens, {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}[every])


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def asked_of(tx: Tx, pack: Pack, wish: Wish) -> Mapping[Audience, Asked]:
    """How many people a plan asks, and how many questions each would get."""
    could = progress.possible(tx)
    found: dict[Audience, Asked] = {}
    for audience in (source for source in SOURCES if source in wish.audiences):
        people = sum(could.get((service, audience.value), 0) for service in wish.services)
        found[audience] = Asked(people, *_questions(pack, wish, audience))
    return found


def _questions(pack: Pack, wish: Wish, audience: Audience) -> tuple[int, int]:
    """How many questions before the first rest, and after it, for someone new to talks; none in a summary."""
    areas = tuple(area for area in pack.areas_for(audience) if area in wish.areas)
    if wish.kind is Kind.SUMMARY or not areas:
        return 0, 0
    first, *rest = plan(pack, "", audience, areas, seed=0).sittings
    return len(first), sum(len(sitting) for sitting in rest)


def overlaps(tx: Tx, wish: Wish) -> tuple[Round, ...]:
    """The rounds of the same sort that are open, or will be, in the same days for some of the same people."""
    return tuple(
        one
        for one in rounds.all(tx)
        if one.closed_at is None
        and one.is_of(summary=wish.kind is Kind.SUMMARY)
        and one.opens_on <= wish.closes_on
        and wish.opens_on <= one.closes_on
        and any(one.asks(service, audience) for service in wish.services for audience in wish.audiences)
    )


def save(tx: Tx, pack: Pack, wish: Wish, *, every_service: bool) -> int:
    """Plan it.

    Args:
        tx: The transaction to write in.
        pack: The code.
        wish: A plan without faults.
        every_service: All services are meant, later ones too.
    """
    kept = stored(wish, pack, every_service=every_service)
    return rounds.add(
        tx,
        name=wish.name or made_name(tx, wish),
        opens_on=kept.opens_on,
        closes_on=kept.closes_on,
        kind=kept.kind,
        code=pack.id,
        areas=kept.areas,
        services=kept.services,
        audiences=kept.audiences,
        every=kept.every,
    )


def stored(wish: Wish, pack: Pack, *, every_service: bool) -> Wish:
    """A plan as it is kept: an empty list where all are meant, so that what comes later is in it."""
    whole = wish.kind is Kind.SUMMARY or set(wish.areas) >= set(pack.asked_areas)
    return replace(
        wish,
        areas=() if whole else wish.areas,
        services=() if every_service else wish.services,
        audiences=() if set(wish.audiences) >= {source.value for source in SOURCES} else wish.audiences,
    )
