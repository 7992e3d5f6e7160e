"""What there is to record: each sentence and answer once, in the order of the talks, named after where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dialogs.model import Choice, Step
from dialogs.pack import Frame, Pack
from dialogs.wording import Text, texts_of
from easyread.speech.words import speakable

ROLES = {"text": "a line", "ask": "the question", "again": "the question, asked again", "label": "an answer"}
BUTTONS = "the program"
_APART = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing to say.

    Attributes:
        name: Readable and stable, such as `duq.1.person.day.ask`; its recording is called so.
        words: As they are spoken.
        place: The step or prompt that it stands in, or `the program` for its own buttons and notes.
        role: What it is there, such as `the question`.
        picture: Name of the picture beside it; '' where there is none.
        alt: What the picture shows.
    """

    name: str
    words: str
    place: str
    role: str
    picture: str = ""
    alt: str = ""


def script(pack: Pack, spoken: Iterable[str]) -> tuple[Piece, ...]:
    """All that there is to record.

    Args:
        pack: The talks.
        spoken: Every piece that can be read aloud, the program's own among them. The rest of the pack is only seen,
            or waits for a name.
    """
    wanted = dict.fromkeys(filter(None, map(speakable, spoken)))
    pictures, found = _pictures(pack), dict[str, Piece]()
    for text in texts_of(pack):
        words = speakable(text.words)
        if text.role in ROLES and words in wanted and words not in found:
            found[words] = _piece(text, words, pictures)
    for words in wanted:
        found.setdefault(words, Piece(f"program.{_slug(words)}", words, BUTTONS, "a button or a note"))
    return tuple(found.values())


def _piece(text: Text, words: str, pictures: dict[str, tuple[str, str]]) -> Piece:
    picture, alt = pictures.get(words) or pictures.get(text.place, ("", ""))
    return Piece(f"{text.place}.{text.role}", words, text.place, ROLES[text.role], picture, alt)


def _pictures(pack: Pack) -> dict[str, tuple[str, str]]:
    """The picture of each step and prompt by its id, and of each answer by its words."""
    found: dict[str, tuple[str, str]] = {}
    for frame in pack.frames.values():
        steps: list[Step] = [*frame.opening, frame.consent, *frame.company, *frame.before_questions, *frame.practice]
        for step in (*steps, frame.carry_on, frame.closing):
            found.setdefault(step.id, (step.picture, step.alt))
    for prompt in pack.prompts:
        found.setdefault(prompt.id, (prompt.question.picture, prompt.question.alt))
    for choice in _choices(pack):
        found.setdefault(speakable(choice.label), (choice.picture, ""))
    return found


def _choices(pack: Pack) -> Iterator[Choice]:
    for frame in pack.frames.values():
        yield from _of_frame(frame)
    for prompt in pack.prompts:
        yield from prompt.question.choices


def _of_frame(frame: Frame) -> Iterator[Choice]:
    yield from (*frame.scale.two, *frame.scale.three, *frame.scale.five)
    yield from (frame.consent.agree, frame.consent.decline, frame.carry_on.carry_on, frame.carry_on.stop)
    for company in frame.company:
        yield from company.choices


def _slug(words: str) -> str:
    """At most six words, for a file name."""
    return "-".join(_APART.sub(" ", words.lower()).split()[:6]) or "words"
