"""What is missing among the summaries of a month: for the manager, who sees how far they are, not what they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from asking.rounds import open_for
from asking.summaries import OVER, has_no_helper, month_of
from store import people, promises, services, sessions, summaries
from store.people import Person
from store.summaries import Summary
from store.tx import Tx


class Stage(StrEnum):
    """How far a person's summary of a month is."""

    NONE = "none"
    BEGUN = "begun"
    UNSIGNED = "unsigned"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one person's summary is.

    Attributes:
        answered: The person's own part has come to an end.
        overdue: Promises whose day is over, and which nobody has said are done.
    """

    person: Person
    stage: Stage
    summary: Summary | None
    answered: bool
    overdue: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """How many people of some services lack something.

    Attributes:
        without: Nobody has begun a summary with them this month.
        begun: Theirs is begun and not looked at together yet.
        unsigned: Theirs waits for one of the two to sign.
        overdue: Promises whose day is over, and which nobody has said are done.
        no_helper: Nobody independent is named to help them.
    """

    without: int = 0
    begun: int = 0
    unsigned: int = 0
    overdue: int = 0
    no_helper: int = 0

    def __bool__(self) -> bool:
        return any((self.without, self.begun, self.unsigned, self.overdue))


def standings(tx: Tx, service_ids: Iterable[int] | None, today: date) -> tuple[Standing, ...]:
    """How far the summary of each person supported is, in some services or (None) in all."""
    wanted = [one.id for one in services.all(tx)] if service_ids is None else sorted(service_ids)
    everyone = [one for house in wanted for one in people.in_service(tx, house) if one.audience == "person"]
    found, late = summaries.in_month(tx, month_of(today)), promises.overdue(tx, today.isoformat())
    return tuple(_standing(tx, one, found.get(one.id), late.get(one.id, 0)) for one in everyone)


def summary_gaps(tx: Tx, service_ids: Iterable[int] | None, today: date, *, keyworker: int | None = None) -> Gaps:
    """What is missing this month, in some services or (None) in all; of one keyworker's people, where one is named.

    Who is without a summary is missed only where summaries are made: a round of them is open there.
    """
    every = standings(tx, service_ids, today)
    if keyworker is not None:
        every = tuple(one for one in every if one.person.keyworker_id == keyworker)
    asked = {one: _made_in(tx, one, today) for one in {one.person.service_id for one in every}}
    found = [one for one in every if one.summary or asked[one.person.service_id]]
    stages = [one.stage for one in found]
    return Gaps(
        without=stages.count(Stage.NONE),
        begun=stages.count(Stage.BEGUN),
        unsigned=stages.count(Stage.UNSIGNED),
        overdue=sum(one.overdue for one in every),
        no_helper=sum(has_no_helper(tx, one.person) for one in found),
    )


def _made_in(tx: Tx, service_id: int, today: date) -> bool:
    return open_for(tx, today, service_id=service_id, audience="person", summary=True) is not None


def _standing(tx: Tx, person: Person, summary: Summary | None, overdue: int) -> Standing:
    if summary is None:
        return Standing(person, Stage.NONE, None, answered=False, overdue=overdue)
    session = sessions.by_invitation(tx, summary.invitation_id)
    answered = session is not None and session.state in OVER
    stage = Stage.DONE if summary.closed_at else Stage.UNSIGNED if summary.met_at else Stage.BEGUN
    return Standing(person, stage, summary, answered, overdue)
