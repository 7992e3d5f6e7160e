"""Words, recordings and photos: what nobody has read, heard or seen yet, and what was of late (D19)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.responses import Response

from asking.working_days import is_overdue
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from dialogs.model import Audience
from locales import SOURCE
from store import answers, comments, media, people, services, sessions, words
from store.comments import Comment
from store.media import Media
from store.tx import Tx
from store.words import Written

MOST_LISTED = 100
LATELY = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """A recording, a photo or written words as a list shows them: no name, no words.

    Attributes:
        kind: `recording`, `photo`, `words` or, for words beside the answers, `comment`.
        question: What it answers, or what was on the screen; '' when that is not known, or there was nothing.
        overdue: Nobody has heard, seen or read it within one working day.
        added: The audience of the one who added it beside the answers; '' for an answer.
        language: Of the talk that it was said in; most say it in that one.
    """

    kind: str
    id: int
    service: str
    question: str
    at: str
    heard_at: str | None
    heard_by: str | None
    overdue: bool
    added: str = ""
    language: str = SOURCE


async def show_all(desk: Desk, visit: Visit) -> Response:
    """What waits, oldest first, and what was heard, seen or read of late."""

    def found_in(tx: Tx) -> tuple[Frame, list[Waiting], list[Waiting]]:
        heard = [one for one in media.not_heard(tx) if _owner_is_theirs(tx, visit, one)][:MOST_LISTED]
        open_ones = [recording(tx, desk, one) for one in heard]
        read = [one for one in words.not_heard(tx) if visit.sees(one.service_id)][:MOST_LISTED]
        open_ones += [written(tx, desk, one) for one in read]
        beside = [one for one in comments.not_heard(tx) if visit.sees(one.service_id)][:MOST_LISTED]
        open_ones += [comment(tx, desk, one) for one in beside]
        open_ones.sort(key=lambda one: (one.at, one.kind, one.id))
        return frame(tx, visit.member), open_ones[:MOST_LISTED], _lately(tx, desk, visit)

    around, found, lately = await desk.database.read(found_in)
    return page("waiting.html", visit=visit, frame=around, waiting=found, lately=lately)


def recording(tx: Tx, desk: Desk, found: Media) -> Waiting:
    """A recording or photo, with the question that it answers or that was on the screen."""
    kind = "photo" if is_photo(found) else "recording"
    beside = comments.of_media(tx, found.id)
    if beside:
        return _added(tx, desk, beside, kind, found)
    answer = answers.of_media(tx, person_id=found.person_id, media_id=found.id)
    service, question = _place(tx, desk, answer.service_id, answer.prompt) if answer else ("", "")
    overdue = found.heard_at is None and is_overdue(found.stored_at, desk.clock())
    one = Waiting(kind, found.id, service, question, found.stored_at, found.heard_at, found.heard_by, overdue)
    return replace(one, language=answer.language) if answer else one


def written(tx: Tx, desk: Desk, found: Written) -> Waiting:
    """Written words, with the question that they answer."""
    service, question = _place(tx, desk, found.service_id, found.prompt)
    overdue = found.heard_at is None and is_overdue(found.at, desk.clock())
    one = Waiting("words", found.id, service, question, found.at, found.heard_at, found.heard_by, overdue)
    return replace(one, language=found.language)


def comment(tx: Tx, desk: Desk, found: Comment) -> Waiting:
    """Words that were added beside the answers, with the question that was on the screen."""
    return _added(tx, desk, found, "comment", found)


def is_photo(found: Media) -> bool:
    """Whether it is to be seen, not heard."""
    return found.mime.startswith("image/")


def _owner_is_theirs(tx: Tx, visit: Visit, found: Media) -> bool:
    owner = people.get(tx, found.person_id)
    return owner is not None and visit.sees(owner.service_id)


def _lately(tx: Tx, desk: Desk, visit: Visit) -> list[Waiting]:
    heard = (one for one in media.heard_lately(tx, LATELY) if _owner_is_theirs(tx, visit, one))
    found = [recording(tx, desk, one) for one in heard]
    found += [written(tx, desk, one) for one in words.heard_lately(tx, LATELY) if visit.sees(one.service_id)]
    found += [comment(tx, desk, one) for one in comments.heard_lately(tx, LATELY) if visit.sees(one.service_id)]
    return sorted(found, key=lambda one: one.heard_at or "", reverse=True)[:LATELY]


def _added(tx: Tx, desk: Desk, found: Comment, kind: str, heard: Comment | Media) -> Waiting:
    """Something beside the answers; it was heard with `heard`: its recording or photo, or itself."""
    service, question = _place(tx, desk, found.service_id, found.prompt)
    overdue = heard.heard_at is None and is_overdue(found.at, desk.clock())
    who = _teller(tx, found)
    one = Waiting(kind, heard.id, service, question, found.at, heard.heard_at, heard.heard_by, overdue, who)
    return replace(one, language=found.language)


def _teller(tx: Tx, found: Comment) -> str:
    """Who added it: what is in the talk of someone who watches is kept with whom they watch (D18)."""
    person = people.get(tx, found.person_id)
    own = any(one.id == found.session_id for one in sessions.of_person(tx, found.person_id))
    return person.audience if person and own else Audience.OBSERVER


def _place(tx: Tx, desk: Desk, service_id: int, prompt: str) -> tuple[str, str]:
    service = services.get(tx, service_id)
    asked = next((one.question.ask for one in desk.pack.prompts if one.id == prompt), "")
    return service.name if service else "", asked.replace("{person}", "this person")
