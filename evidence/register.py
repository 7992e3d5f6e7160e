"""What the register says of an action: is it late, does it move, and did it work?

'Did it work?' holds what people said before the action beside what they said since, as readers may see it (D15), by
the core questions only, which everyone is asked in every round (D17). It is told in words with how sure it is: an
action that is done is no evidence that anything is better.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dialogs.model import Audience
from dialogs.pack import Area, Pack, Standard
from evidence.comparison import Held, comparison, core_places
from evidence.scope import Scope, scope
from store.action import Action, Status
from store.rounds import Round
from store.tx import Tx

STILL = timedelta(days=28)
"""An action that nobody has touched for so long does not move. Ours, to be argued with."""


class Verdict(StrEnum):
    """What can be said of a standard before and after an action."""

    NOT_COMPARED = "not-compared"
    """The core does not ask about it, so that two rounds cannot be held against each other."""
    NO_BEFORE = "no-before"
    """No round of talks was open before the action was opened."""
    NOT_ASKED_SINCE = "not-asked-since"
    """No round of talks has begun since it was opened."""
    HIDDEN = "hidden"
    """One of the two is not shown in figures."""
    COULD_BE_CHANCE = "could-be-chance"
    BETTER = "better"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Worked:
    """What people supported say on one standard or area, before an action and since.

    Attributes:
        held: Both results and how far apart they are; None where there are no two rounds to compare.
    """

    place: Area | Standard
    verdict: Verdict
    before: Round | None = None
    since: Round | None = None
    held: Held | None = None


class DidItWork:
    """Answers 'did it work?' for many actions of one reader; rounds that were compared once are not read again.

    Args:
        tx: A read transaction.
        pack: The code.
        only: The services that the reader sees; None for all.
    """

    def __init__(self, tx: Tx, pack: Pack, only: frozenset[int] | None) -> None:
        self._tx, self._pack, self._only = tx, pack, only
        self._core = core_places(pack, Audience.PERSON)
        places: tuple[Area | Standard, ...] = (*pack.areas, *pack.standards)
        self._places = {place.id: place for place in places}
        self._compared: dict[tuple[int, int, int], dict[str, Held]] = {}

    def of(self, action: Action) -> tuple[Worked, ...]:
        """One for each standard or area that the action is about, in the order of the code."""
        about = [place for name, place in self._places.items() if name in action.said.standards]
        here = scope(self._tx, self._pack, service_id=action.said.service_id, only=self._only) if about else None
        before, since = _around(here, action) if here else (None, None)
        return tuple(self._worked(place, action, before, since) for place in about)

    def _worked(self, place: Area | Standard, action: Action, before: Round | None, since: Round | None) -> Worked:
        if place.id not in self._core:
            return Worked(place, Verdict.NOT_COMPARED, before, since)
        if before is None:
            return Worked(place, Verdict.NO_BEFORE, before, since)
        if since is None:
            return Worked(place, Verdict.NOT_ASKED_SINCE, before)
        held = self._held(before, since, action.said.service_id).get(place.id)
        return Worked(place, _verdict(held), before, since, held)

    def _held(self, before: Round, since: Round, service_id: int) -> dict[str, Held]:
        key = before.id, since.id, service_id
        if key not in self._compared:
            first, second = (self._scope(one, service_id) for one in (before, since))
            areas = comparison(self._tx, first, second, Audience.PERSON) if first and second else ()
            self._compared[key] = {held.place.id: held for one in areas for held in (one.area, *one.standards)}
        return self._compared[key]

    def _scope(self, one: Round, service_id: int) -> Scope | None:
        return scope(self._tx, self._pack, round_id=one.id, service_id=service_id, only=self._only)


def is_overdue(action: Action, today: date) -> bool:
    """Whether its day has passed and there is still something to do."""
    due = action.said.due_on
    return action.status.open and due is not None and due < today.isoformat()


def is_still(action: Action, today: date) -> bool:
    """Whether it does not move: begun, or due to begin, and untouched for four weeks.

    One with a first day has four weeks from that day; what is done or no longer needed never stands still.
    """
    if not action.status.open:
        return False
    touched = action.moved_at[:10]
    if action.status is Status.NOT_STARTED and action.said.starts_on:
        touched = max(touched, action.said.starts_on)
    return date.fromisoformat(touched) + STILL < today


def is_without_change(action: Action, worked: Iterable[Worked]) -> bool:
    """Whether it is done, people were asked since, and nowhere do they say better things for sure."""
    verdicts = {one.verdict for one in worked}
    heard = verdicts & {Verdict.COULD_BE_CHANCE, Verdict.WORSE, Verdict.BETTER}
    return action.status is Status.DONE and bool(heard) and Verdict.BETTER not in verdicts


def _around(here: Scope, action: Action) -> tuple[Round | None, Round | None]:
    """The last round of talks that began before the action was opened, and the newest that began since."""
    opened = action.made_at[:10]
    talks = [one for one in here.rounds if one.is_talk]
    before = next((one for one in talks if one.opens_on <= opened), None)
    since = next((one for one in talks if one.opens_on > opened), None)
    return before, since


def _verdict(held: Held | None) -> Verdict:
    if held is None or held.apart is None:
        return Verdict.HIDDEN
    if held.apart.low > 0:
        return Verdict.BETTER
    return Verdict.WORSE if held.apart.high < 0 else Verdict.COULD_BE_CHANCE
