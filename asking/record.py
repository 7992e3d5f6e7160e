"""Turns what the engine says happened into rows and tallies, all in the turn's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from asking.noticing import notice_said
from asking.sight import NOTHING, Sight
from asking.worries import raise_worry
from dialogs.events import (
    Answered,
    AnswersTakenBack,
    CompanyTold,
    ConsentAgreed,
    ConsentDeclined,
    Event,
    Finished,
    PairDiffered,
    Paused,
    QuestionSkipped,
    RunNoticed,
    WorryTold,
)
from dialogs.model import Audience, Flow, Question
from dialogs.pack import Pack
from evidence.standing import recount
from store import answers, consents, flags, worries
from store.invitations import Invitation
from store.people import Person
from store.tx import Tx
from store.worries import Spoken

ANSWER_CHANGED = (Answered, QuestionSkipped, AnswersTakenBack)
SETTLED = (Finished, Paused, AnswersTakenBack)
"""After these, and only after these, results may move: a talk that is half told is no result."""


@dataclass(frozen=True, slots=True)
class Place:
    """Whose talk it is, whom it is about (someone else only for an observer), and where it counts.

    Attributes:
        spoken: A worry's recording, where a worry is told by voice.
        channel: Where it was said, such as `web`.
        seen: What the detector saw in what is said.
        device: On which device, as `asking.devices` tells them apart.
    """

    person: Person
    subject: Person
    invitation: Invitation
    flow: Flow
    row_id: int
    at: str
    spoken: Spoken | None = None
    channel: str = ""
    seen: Sight = NOTHING
    device: str = ""


def record(tx: Tx, place: Place, pack: Pack, events: tuple[Event, ...]) -> tuple[str, ...]:
    """Keep everything that these events say, and recount the person where an answer changed.

    Returns:
        Names of media files that no longer belong to any answer; delete them after the commit.
    """
    gone: tuple[str, ...] = ()
    if any(isinstance(event, Finished) for event in events):
        flags.clear(tx, place.row_id, "")  # runs are noticed anew at each arrival at the end
    for event in events:
        gone += _keep(tx, place, event)
    settle = any(isinstance(event, SETTLED) for event in events)
    if settle or any(isinstance(event, ANSWER_CHANGED) for event in events):
        recount_person(tx, place, pack, settle=settle)
    return gone


def recount_person(tx: Tx, place: Place, pack: Pack, *, settle: bool) -> None:
    """Bring the person's standings, and so the tallies, in line with the answers that count now."""
    flow = place.flow
    same = (flow.code, flow.code_version) == (pack.id, pack.version)
    recount(
        tx,
        person_id=place.subject.id,
        round_id=place.invitation.round_id,
        service_id=place.subject.service_id,
        source=place.subject.audience,
        code=flow.code,
        code_version=flow.code_version,
        readings=pack.readings if same else flow.readings,
        area_of=pack.area_of,
        settle=settle,
    )


def _keep(tx: Tx, place: Place, event: Event) -> tuple[str, ...]:
    match event:
        case Answered():
            _keep_answer(tx, place, event)
        case QuestionSkipped(prompt):
            answers.retract(tx, person_id=place.subject.id, session_id=place.row_id, prompt=prompt, at=place.at)
            _clear_flags(tx, place, prompt)
        case AnswersTakenBack(prompts):
            for prompt in prompts:
                _clear_flags(tx, place, prompt)
            return _take_back(tx, place, prompts)
        case ConsentAgreed(version, words) | ConsentDeclined(version, words):
            agreed = isinstance(event, ConsentAgreed)
            consents.add(
                tx,
                session_id=place.row_id,
                version=version,
                words=words,
                agreed=agreed,
                at=place.at,
                language=place.flow.language,
                channel=place.channel,
            )
        case CompanyTold(helpers):
            consents.supported(tx, session_id=place.row_id, support=helpers.support, helper=helpers.helper)
        case PairDiffered(prompt):
            flags.add(tx, session_id=place.row_id, prompt=prompt, flag="pair_differs", at=place.at)
        case RunNoticed(run):
            flags.add(tx, session_id=place.row_id, prompt="", flag=run, at=place.at)
        case WorryTold(words):
            _keep_worry(tx, place, words)
        case _:
            pass
    return ()


def _keep_answer(tx: Tx, place: Place, event: Answered) -> None:
    new = answers.NewAnswer(
        session_id=place.row_id,
        person_id=place.subject.id,
        service_id=place.subject.service_id,
        round_id=place.invitation.round_id,
        code=place.flow.code,
        code_version=place.flow.code_version,
        prompt=event.prompt,
        source=place.subject.audience,
        reply=event.reply,
        choices=event.choices,
        shown=event.order,
        size=event.size,
        support=event.helpers.support,
        helper=place.person.audience if place.flow.audience is Audience.OBSERVER else event.helpers.helper,
        present=event.helpers.present,
        words=event.words,
        media_id=event.media,
        at=place.at,
        language=place.flow.language,
        device=place.device,
    )
    answers.add(tx, new)
    notice_said(tx, place, f"answer/{place.row_id}/{event.prompt}", event.words)
    _clear_flags(tx, place, event.prompt)
    if event.helpers.helper == "staff":  # D13: about their own support; the reader of the evidence should know
        flags.add(tx, session_id=place.row_id, prompt=event.prompt, flag="staff_helped", at=place.at)


def _clear_flags(tx: Tx, place: Place, prompt: str) -> None:
    """A new answer makes its flags out of date, and those of a pair that it belongs to."""
    flags.clear(tx, place.row_id, prompt)
    for step in place.flow.steps:
        if isinstance(step, Question) and step.reverse_of == prompt:
            flags.clear(tx, place.row_id, step.id)


def _take_back(tx: Tx, place: Place, prompts: tuple[str, ...]) -> tuple[str, ...]:
    gone = answers.take_back(tx, person_id=place.subject.id, session_id=place.row_id, prompts=prompts, at=place.at)
    return tuple(recording.file for recording in gone)


def _keep_worry(tx: Tx, place: Place, words: str) -> None:
    """Kept, and whoever keeps people safe is told, in the same transaction."""
    raise_worry(
        tx,
        datetime.fromisoformat(place.at),
        service_id=place.subject.service_id,
        person_id=place.person.id,
        about_id=None if place.subject == place.person else place.subject.id,
        session_id=place.row_id,
        words=words,
        origin=worries.TAP,
        spoken=place.spoken,
        language=place.flow.language,
    )
