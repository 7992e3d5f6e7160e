"""Promises of a summary: what is to be done, who does it, and by which day; and what became of those before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from asking import noticing
from asking.errors import SummaryRefused
from asking.moment import stamp
from asking.sight import NOTHING, Sight
from asking.summaries import before, changed, open_one
from store import noticed, people, promises
from store.noticed_staff import joined
from store.promises import STATES, Promise
from store.summaries import Summary
from store.tx import Tx

LATEST_DAYS = 92
"""A promise is for three months at most: later than that nobody remembers it."""
LONGEST_WORDS, LONGEST_NAME, MOST = 200, 60, 8


@dataclass(frozen=True, slots=True)
class Typed:
    """A promise as it was typed."""

    what: str = ""
    who: str = ""
    by_day: str = ""


def last_day(today: date) -> str:
    """The last day that a promise can have."""
    return (today + timedelta(days=LATEST_DAYS)).isoformat()


def wrong_with(typed: Typed, today: date) -> dict[str, str]:
    """What is not right: field → a sentence."""
    wrong: dict[str, str] = {}
    if not typed.what:
        wrong["what"] = "Write what will be done."
    if not typed.who:
        wrong["by_whom"] = "Write who does it."
    try:
        day = date.fromisoformat(typed.by_day)
    except ValueError:
        return {**wrong, "by_day": "Choose a day."}
    if not today <= day <= today + timedelta(days=LATEST_DAYS):
        wrong["by_day"] = "Choose a day from today to three months from now."
    return wrong


def promise(tx: Tx, summary: Summary, typed: Typed, now: datetime, seen: Sight = NOTHING) -> None:
    """Add a promise that nothing is wrong with. `seen` is what the detector saw in `said_in` of it.

    Raises:
        SummaryRefused: Both have signed, or there are as many as fit on the copy.
    """
    open_one(tx, summary.id)
    if len(promises.of_summary(tx, summary.id)) >= MOST:
        raise SummaryRefused(f"There are {MOST} promises.", mend="Take one away first. Few promises are kept better.")
    made = promises.add(
        tx, summary_id=summary.id, person_id=summary.person_id, what=typed.what, who=typed.who, by_day=typed.by_day
    )
    _notice(tx, summary, f"promise/{made}", said_in(typed), (now, seen))
    changed(tx, summary)


def withdraw(tx: Tx, summary: Summary, promise_id: int) -> None:
    """Take a promise out again.

    Raises:
        SummaryRefused: Both have signed.
    """
    open_one(tx, summary.id)
    promises.remove(tx, promise_id, summary.id)
    changed(tx, summary)


def of(tx: Tx, summary: Summary) -> tuple[Promise, ...]:
    """What is promised in this summary."""
    return promises.of_summary(tx, summary.id)


def last_time(tx: Tx, summary: Summary) -> tuple[Promise, ...]:
    """What was promised in the last summary before this one."""
    earlier = before(tx, summary)
    return promises.of_summary(tx, earlier.id) if earlier else ()


def said_in(typed: Typed) -> str:
    """What of a promise the detector looks at."""
    return joined((typed.what, typed.who))


def tick(
    tx: Tx, summary: Summary, promise_id: int, state: str, *, why: str, by: str, now: datetime, seen: Sight = NOTHING
) -> None:
    """Say what became of a promise of the last summary. `seen` is what the detector saw in `why`.

    Raises:
        SummaryRefused: Both have signed, or it is none of those promises.
    """
    open_one(tx, summary.id)
    found = next((one for one in last_time(tx, summary) if one.id == promise_id), None)
    if found is None or state not in STATES:
        raise SummaryRefused("This promise is not one of last time's.", mend="Open the page again.")
    promises.tick(tx, found, state, why=why[:LONGEST_WORDS], by=by, at=stamp(now))
    _notice(tx, summary, f"promise-why/{found.id}", why[:LONGEST_WORDS], (now, seen))
    changed(tx, summary)


def _notice(tx: Tx, summary: Summary, source: str, words: str, looked: tuple[datetime, Sight]) -> None:
    person, (now, seen) = people.get(tx, summary.person_id), looked
    service = person.service_id if person else 0
    text = noticed.Text(source, words, noticed.STAFF_WRITE, service, about_id=summary.person_id)
    noticing.notice(tx, text, now, seen)
