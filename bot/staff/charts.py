"""Charts of people who use few words: what two people saw, and what they think it means (D18)."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from evidence.charts import Chart, chart
from store import access_log, observations, people, rounds, services, words
from store.observations import Observation, Observer
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Listed:
    """An observation as the list shows it. No name: that comes only on opening it."""

    observation: Observation
    service: str
    round: str
    observers: tuple[Observer, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A chart with all that its page shows."""

    chart: Chart
    name: str
    decided: str


async def show_all(desk: Desk, visit: Visit) -> Response:
    """Who is watched, newest first, and how far the two are."""

    def read(tx: Tx) -> tuple[Frame, list[Listed]]:
        return frame(tx, visit.member), [_listed(tx, one) for one in observations.all(tx) if _is_theirs(tx, visit, one)]

    around, listed = await desk.database.read(read)
    return page("charts.html", visit=visit, frame=around, listed=listed)


async def show(desk: Desk, visit: Visit) -> Response:
    """One chart. Opening it is written down in the same transaction, and its notes count as read then."""
    observation_id = visit.number("observation")

    def write(tx: Tx) -> tuple[Frame, Opened]:
        found = observations.get(tx, observation_id)
        name = people.name_of(tx, found.person_id) if found else None
        if found is None or name is None:
            raise HTTPException(404)
        access_log.add(
            tx, at=desk.now(), who=visit.who, did=f"opened chart {observation_id}", person_id=found.person_id
        )
        made = chart(tx, desk.pack, found)
        _mark_read(tx, made, visit.who, desk.now())
        return frame(tx, visit.member), Opened(made, name, observations.decided(tx, found.id))

    around, opened = await desk.database.write(write)
    return page("chart_of_person.html", visit=visit, frame=around, opened=opened)


def _mark_read(tx: Tx, made: Chart, who: str, at: str) -> None:
    """The notes on the page count as read, and only those: a note that is not shown goes on waiting (D19)."""
    shown = {prompt.id for line in made.lines for prompt in (line.scene.does, line.scene.do)}
    for session_id in (one.session_id for one in made.observers if one.session_id is not None):
        for prompt, words_id in words.not_heard_in(tx, session_id).items():
            if prompt in shown:
                words.mark_heard(tx, words_id, who, at)


def _is_theirs(tx: Tx, visit: Visit, found: Observation) -> bool:
    person = people.get(tx, found.person_id)
    return person is not None and visit.sees(person.service_id)


def _listed(tx: Tx, found: Observation) -> Listed:
    person = people.get(tx, found.person_id)
    service = services.get(tx, person.service_id) if person else None
    asked = next((one.name for one in rounds.all(tx) if one.id == found.round_id), "")
    return Listed(found, service.name if service else "", asked, observations.observers(tx, found.id))
