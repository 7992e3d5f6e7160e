"""What a person has said in a talk, in the words of its screens: the 'my answers' page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from asking.comments import TAKE_BACK
from asking.talk import Talk
from dialogs.events import Reply
from dialogs.model import Flow, Question
from store import answers, comments, media, people
from store.answers import Answer
from store.comments import Comment
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Said:
    """One answer that counts, or something that was added beside the answers.

    Attributes:
        prompt: The question's id, or the comment's, by which it can be taken back.
        asked: The question; '' for something added where nothing was asked.
        answer: Labels of the choices, joined by a comma; '' for the other replies.
        words: What was written; '' otherwise.
        at: When, as a stamp.
        added: What was added beside the answers, and then `reply` says nothing; '' for an answer.
        device: Where it was said, as `asking.devices` tells devices apart.
    """

    prompt: str
    asked: str
    answer: str
    reply: Reply
    words: str
    at: str
    added: Literal["", "words", "voice", "photo"] = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class Here:
    """What was said on one device.

    Attributes:
        elsewhere: There is more, which was said on another one, or where is not known.
    """

    said: tuple[Said, ...]
    elsewhere: bool = False


def said_here(tx: Tx, talk: Talk) -> Here:
    """What is shown of a talk on the device that it was opened on: what was said there, and nothing else."""
    every = said_in(tx, talk)
    mine = tuple(one for one in every if one.device and one.device == talk.device.tag)
    return Here(mine, elsewhere=len(every) > len(mine))


def is_known_here(tx: Tx, talk: Talk) -> bool:
    """Whether the person has put something in on this device: before that, whoever holds the link may be anybody."""
    return bool(talk.here and talk.session.trail) or bool(said_here(tx, talk).said)


def said_in(tx: Tx, talk: Talk) -> tuple[Said, ...]:
    """The answers of this talk that count, in the order of its questions; then what was added, oldest first.

    Wherever they were given: for `said_here`, and for nobody to look at.
    """
    if talk.row_id is None:
        return ()
    kept = {answer.prompt: answer for answer in answers.of_session(tx, talk.row_id)}
    name = people.name_of(tx, talk.subject.id) or "" if talk.subject != talk.person else ""
    questions = [step for step in talk.flow.steps if isinstance(step, Question) and step.id in kept]
    asked = {step.id: step.ask.replace("{person}", name) for step in talk.flow.steps if isinstance(step, Question)}
    added = tuple(_added(tx, one, asked.get(one.prompt, "")) for one in comments.of_session(tx, talk.row_id))
    return _answers(talk.flow, questions, kept, asked) + added


def _answers(flow: Flow, questions: list[Question], kept: dict[str, Answer], asked: dict[str, str]) -> tuple[Said, ...]:
    return tuple(
        Said(
            prompt=question.id,
            asked=asked[question.id],
            answer=", ".join(_labels(flow, question, kept[question.id].choices)),
            reply=Reply(kept[question.id].reply),
            words=kept[question.id].words,
            at=kept[question.id].at,
            device=kept[question.id].device,
        )
        for question in questions
    )


def _added(tx: Tx, comment: Comment, asked: str) -> Said:
    found = media.get(tx, comment.media_id) if comment.media_id is not None else None
    kind: Literal["words", "voice", "photo"] = "words"
    if found:
        kind = "photo" if found.mime.startswith("image/") else "voice"
    words = comments.words_of(tx, comment)
    return Said(f"{TAKE_BACK}{comment.id}", asked, "", Reply.WROTE, words, comment.at, kind, comment.device)


def _labels(flow: Flow, question: Question, chosen: tuple[str, ...]) -> list[str]:
    scale = flow.scale
    labels = {choice.id: choice.label for choice in (*scale.five, *scale.two, *scale.three, *question.choices)}
    return [labels.get(choice, choice) for choice in chosen]
