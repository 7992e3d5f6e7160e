"""What a person has said in a talk, in the words of its screens: the 'my answers' page."""

from __future__ import annotations

from dataclasses import dataclass

from asking.talk import Talk
from dialogs.events import Reply
from dialogs.model import Flow, Question
from store import answers, people
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Said:
    """One answer that counts.

    Attributes:
        prompt: The question's id, by which it can be taken back.
        asked: The question.
        answer: Labels of the choices, joined by a comma; '' for the other replies.
        words: What was written; '' otherwise.
        at: When, as a stamp.
    """

    prompt: str
    asked: str
    answer: str
    reply: Reply
    words: str
    at: str


def said_in(tx: Tx, talk: Talk) -> tuple[Said, ...]:
    """The answers of this talk that count, in the order of its questions."""
    if talk.row_id is None:
        return ()
    kept = {answer.prompt: answer for answer in answers.of_session(tx, talk.row_id)}
    name = people.name_of(tx, talk.subject.id) or "" if talk.subject != talk.person else ""
    questions = [step for step in talk.flow.steps if isinstance(step, Question) and step.id in kept]
    return tuple(
        Said(
            prompt=question.id,
            asked=question.ask.replace("{person}", name),
            answer=", ".join(_labels(talk.flow, question, kept[question.id].choices)),
            reply=Reply(kept[question.id].reply),
            words=kept[question.id].words,
            at=kept[question.id].at,
        )
        for question in questions
    )


def _labels(flow: Flow, question: Question, chosen: tuple[str, ...]) -> list[str]:
    scale = flow.scale
    labels = {choice.id: choice.label for choice in (*scale.five, *scale.two, *scale.three, *question.choices)}
    return [labels.get(choice, choice) for choice in chosen]
