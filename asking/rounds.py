"""When people are asked: which round an invitation belongs to, how a round ends, and what comes after it.

An invitation belongs to the round that is open on that day, that asks this audience in this service, and that began
last. Talks and surveys are one sort, keyworker summaries another, ladders a third: none ever takes another's
invitations.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime, timedelta

from asking.errors import RoundRefused
from asking.moment import stamp
from asking.round_dates import next_days, next_name, unlike
from evidence import ladder_results
from store import rounds
from store.rounds import Kind, Round
from store.tx import Tx

UNDO = timedelta(days=1)
"""How long a round that was closed early can be opened again; only then is the next one made."""
OPEN_DAYS = 60
"""Of a round that nobody planned."""


def open_for(tx: Tx, day: date, *, service_id: int, audience: str, summary: bool = False) -> Round | None:
    """The round that an invitation belongs to; None where nobody is asked there just now."""
    fitting = (
        one
        for one in rounds.open_on(tx, day.isoformat())
        if one.is_of(summary=summary) and one.asks(service_id, audience)
    )
    return next(fitting, None)


def round_for(tx: Tx, day: date, *, service_id: int, audience: str, summary: bool = False) -> int:
    """The round that an invitation belongs to; where there is none, one is opened.

    What is opened so asks only where no other round is open: it must not draw others' invitations to itself.
    """
    found = open_for(tx, day, service_id=service_id, audience=audience, summary=summary)
    if found is not None:
        return found.id
    others = [one for one in rounds.open_on(tx, day.isoformat()) if one.is_of(summary=summary)]
    if summary:
        last = day.replace(day=monthrange(day.year, day.month)[1])
        first, name, kind = day.replace(day=1), f"Keyworker summaries, {day:%B %Y}", Kind.SUMMARY
    else:
        first, last, name, kind = day, day + timedelta(days=OPEN_DAYS), f"Talks from {day:%B %Y}", Kind.TALK
    name = unlike(name, {one.name for one in rounds.all(tx)})
    return rounds.add(
        tx,
        name=name,
        kind=kind,
        opens_on=first.isoformat(),
        closes_on=last.isoformat(),
        services=(service_id,) if others else (),
        audiences=(audience,) if others else (),
    )


def areas_in(one: Round, areas: tuple[str, ...]) -> tuple[str, ...]:
    """Those of an audience's areas that a round asks about."""
    return tuple(area for area in areas if not one.areas or area in one.areas)


def close(tx: Tx, one: Round, now: datetime) -> None:
    """End a round before its last day. Nobody is invited any more; talks that were begun can be finished (D14).

    Raises:
        RoundRefused: It has not begun, or it has ended.
    """
    if one.closed_at or not one.is_open(now.date().isoformat()):
        raise RoundRefused(f"{one.name} is not open.", mend="Look at it again.")
    rounds.close(tx, one.id, stamp(now))
    ladder_results.keep(tx, stamp(now))


def reopen(tx: Tx, one: Round, now: datetime) -> None:
    """Undo `close`.

    Raises:
        RoundRefused: More than a day has passed, or its last day, or it never was closed by hand.
    """
    if not can_reopen(one, now):
        raise RoundRefused(f"{one.name} can no longer be opened again.", mend="Plan a new round.")
    rounds.reopen(tx, one.id)


def can_reopen(one: Round, now: datetime) -> bool:
    """Whether `reopen` would do it."""
    return _in_undo(one, now) and one.opens_on <= now.date().isoformat() <= one.closes_on


def _in_undo(one: Round, now: datetime) -> bool:
    return one.closed_early and one.closed_at is not None and stamp(now - UNDO) <= one.closed_at


def stop_series(tx: Tx, one: Round) -> None:
    """No round comes after this one. The round itself stays as it is.

    Raises:
        RoundRefused: The next one is there already.
    """
    if rounds.after(tx, one.id) is not None:
        raise RoundRefused("The next round is planned already.", mend="Open that one, and stop there.")
    rounds.change(tx, one.id, every=rounds.Every.ONCE)


def cancel(tx: Tx, one: Round, now: datetime) -> None:
    """Delete a round that has not begun, and with it the series that it belongs to.

    Raises:
        RoundRefused: It has begun, or somebody was invited.
    """
    if one.opens_on <= now.date().isoformat() or rounds.anybody_asked(tx, one.id):
        raise RoundRefused(f"{one.name} has begun.", mend="Close it instead.")
    if one.follows is not None:
        rounds.change(tx, one.follows, every=rounds.Every.ONCE)
    rounds.remove(tx, one.id)


def tend(tx: Tx, now: datetime) -> tuple[int, ...]:
    """End the rounds whose last day is over, and make the next one of each series.

    Safe to do at any time and any number of times: a round is followed once. Of those that would have come and gone
    while the program was off none is made, since nobody could have been asked.

    Returns:
        Ids of the rounds that were made.
    """
    for one in rounds.past_their_end(tx, now.date().isoformat()):
        rounds.close(tx, one.id, stamp(now))
    ladder_results.keep(tx, stamp(now))
    due = (one for one in rounds.to_be_followed(tx) if not _in_undo(one, now))
    return tuple(_follow(tx, one, now.date()) for one in due)


def _follow(tx: Tx, before: Round, today: date) -> int:
    opens, closes = next_days(before, today)
    names = {one.name for one in rounds.all(tx)}
    made = replace(before, opens_on=opens.isoformat(), closes_on=closes.isoformat())
    return rounds.add(
        tx,
        name=unlike(next_name(before, opens), names),
        opens_on=made.opens_on,
        closes_on=made.closes_on,
        kind=made.kind,
        code=made.code,
        areas=made.areas,
        services=made.services,
        audiences=made.audiences,
        every=made.every,
        follows=before.id,
    )
