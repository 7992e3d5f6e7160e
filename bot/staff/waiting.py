"""Words and recordings: what nobody has read or heard yet, and what was of late (D19)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from starlette.responses import Response

from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from store import answers, media, services, words
from store.media import Media
from store.tx import Tx
from store.words import Written

MOST_LISTED = 100
LATELY = 20
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """A recording or written words as a list shows them: no name, no words.

    Attributes:
        kind: `recording` or `words`.
        question: '' when its answer or prompt is gone.
        overdue: Nobody has heard or read it within one working day.
    """

    kind: str
    id: int
    service: str
    question: str
    at: str
    heard_at: str | None
    heard_by: str | None
    overdue: bool


async def show_all(desk: Desk, visit: Visit) -> Response:
    """What waits, oldest first, and what was heard or read of late."""

    def read(tx: Tx) -> tuple[Frame, list[Waiting], list[Waiting]]:
        open_ones = _together(tx, desk, media.not_heard(tx), words.not_heard(tx))
        lately = _together(tx, desk, media.heard_lately(tx, LATELY), words.heard_lately(tx, LATELY))
        lately.sort(key=lambda one: one.heard_at or "", reverse=True)
        return frame(tx), open_ones[:MOST_LISTED], lately[:LATELY]

    around, found, lately = await desk.database.read(read)
    return page("waiting.html", visit=visit, frame=around, waiting=found, lately=lately)


def recording(tx: Tx, desk: Desk, found: Media) -> Waiting:
    """A recording, with the question that it answers."""
    answer = answers.of_media(tx, person_id=found.person_id, media_id=found.id)
    service, question = _place(tx, desk, answer.service_id, answer.prompt) if answer else ("", "")
    overdue = found.heard_at is None and is_overdue(found.stored_at, desk.clock())
    return Waiting("recording", found.id, service, question, found.stored_at, found.heard_at, found.heard_by, overdue)


def written(tx: Tx, desk: Desk, found: Written) -> Waiting:
    """Written words, with the question that they answer."""
    service, question = _place(tx, desk, found.service_id, found.prompt)
    overdue = found.heard_at is None and is_overdue(found.at, desk.clock())
    return Waiting("words", found.id, service, question, found.at, found.heard_at, found.heard_by, overdue)


def is_overdue(at: str, now: datetime) -> bool:
    """Whether more than one working day has gone by. Saturdays and Sundays do not count; bank holidays do.

    Args:
        at: A stamp of when it came.
        now: The present moment.
    """
    start = datetime.fromisoformat(at)
    if start.weekday() >= SATURDAY:
        start = datetime.combine(start + timedelta(days=7 - start.weekday()), time(), start.tzinfo)
    last = start + timedelta(days=1)
    if last.weekday() >= SATURDAY:
        last += timedelta(days=2)
    return now > last


def _together(tx: Tx, desk: Desk, heard: Sequence[Media], read: Sequence[Written]) -> list[Waiting]:
    """Both kinds, oldest first; no more of each than is listed."""
    found = [recording(tx, desk, one) for one in heard[:MOST_LISTED]]
    found += [written(tx, desk, one) for one in read[:MOST_LISTED]]
    return sorted(found, key=lambda one: (one.at, one.kind, one.id))


def _place(tx: Tx, desk: Desk, service_id: int, prompt: str) -> tuple[str, str]:
    service = services.get(tx, service_id)
    asked = next((one.question.ask for one in desk.pack.prompts if one.id == prompt), "")
    return service.name if service else "", asked.replace("{person}", "this person")
