"""What a person said in their part of the summary, and which of it they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dialogs.events import Reply
from dialogs.model import Audience, Flow, Question, Scale
from dialogs.pack import Pack
from store import answers, sessions, summaries
from store.answers import Answer
from store.summaries import Summary
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that someone said.

    Attributes:
        answer_id: The answer, as it was given.
        prompt: Id of the question.
        picture: Of the question, from the set.
        answer: Labels of what was chosen; '' for the other replies.
        words: What was written; '' otherwise.
        device: Where it was said, as `asking.devices` tells devices apart.
    """

    answer_id: int
    prompt: str
    asked: str
    picture: str
    answer: str
    reply: Reply
    words: str
    shared: bool
    device: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """How questions and answers are said in a language."""

    questions: Mapping[str, Question]
    scale: Scale

    def labels(self, prompt: str, chosen: Iterable[str]) -> str:
        """What the choices of an answer are called."""
        asked = self.questions.get(prompt)
        own = asked.choices if asked else ()
        known = {one.id: one.label for one in (*self.scale.five, *self.scale.two, *self.scale.three, *own)}
        return ", ".join(known.get(choice, choice) for choice in chosen)


def wording_of_flow(flow: Flow) -> Wording:
    """The words of the talk itself."""
    return Wording({step.id: step for step in flow.steps if isinstance(step, Question)}, flow.scale)


def wording_of_pack(pack: Pack) -> Wording:
    """The words of the pack as it is now, for the staff pages."""
    frame = pack.frames.get(Audience.PERSON)
    monthly = {prompt.id: prompt.question for prompt in pack.prompts if prompt.area in pack.monthly}
    return Wording(monthly, frame.scale if frame else Scale((), (), ()))


def things(tx: Tx, summary: Summary, wording: Wording) -> tuple[Thing, ...]:
    """All that the person said, in the order of the questions, for the person alone.

    In a closed summary that is what was shared as both signed it, and what counts now where nothing was.
    """
    session = sessions.by_invitation(tx, summary.invitation_id)
    if session is None:
        return ()
    if not summary.closed_at:
        return said(tx, session.id, wording, summaries.shared(tx, summary.id))
    chosen = summaries.shared(tx, summary.id)
    live = {one.id for one in answers.of_session(tx, session.id)}
    every = answers.of_session(tx, session.id, changed=True)
    return _in_order((one for one in every if one.id in chosen or one.id in live), wording, chosen)


def said(tx: Tx, session_id: int, wording: Wording, chosen: frozenset[int] = frozenset()) -> tuple[Thing, ...]:
    """What counts now of what was said in a talk."""
    return _in_order(answers.of_session(tx, session_id), wording, chosen)


def _in_order(found: Iterable[Answer], wording: Wording, chosen: frozenset[int]) -> tuple[Thing, ...]:
    order = {prompt: place for place, prompt in enumerate(wording.questions)}
    made = (_thing(one, wording, shared=one.id in chosen) for one in found)
    return tuple(sorted(made, key=lambda one: order.get(one.prompt, len(order))))


def shared(tx: Tx, summary: Summary, wording: Wording) -> tuple[Thing, ...]:
    """What the person shares, and nothing else: the only thing that anyone else sees of it."""
    return tuple(one for one in things(tx, summary, wording) if one.shared)


def _thing(answer: Answer, wording: Wording, *, shared: bool) -> Thing:
    asked = wording.questions.get(answer.prompt)
    return Thing(
        answer.id,
        answer.prompt,
        asked.ask if asked else answer.prompt,
        asked.picture if asked else "speech",
        wording.labels(answer.prompt, answer.choices),
        Reply(answer.reply),
        answer.words,
        shared,
        answer.device,
    )
