"""Every text of a pack that people see or hear: gathered for translators, and put back in another language.

One walk serves both, so that what is not gathered cannot be translated, and the other way round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from dialogs.model import Audience, CarryOn, Choice, Closing, Company, Consent, Information, Practice, Question, Scale
from dialogs.pack_parts import Frame, Pack, Prompt

Say = Callable[["Text"], str]
A = TypeVar("A", Consent, Company, Practice, Question, CarryOn)
B = TypeVar("B", Information, Consent, Company, Practice, Question, CarryOn, Closing)

BEFORE_YES: Final = ("opening", "consent")
"""Parts of a talk that a person must understand to say yes or no."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and where it stands.

    Attributes:
        words: In the pack's own language.
        place: Id of its step, prompt or scale.
        part: `opening`, `consent`, `talk`, `question` or `scale`.
        role: `text`, `ask`, `again`, `label` or `alt`.
        audience: Whom it is for; a scale may be several audiences'.
    """

    words: str
    place: str
    part: str
    role: str
    audience: Audience


def texts_of(pack: Pack) -> list[Text]:
    """Every text that people see or hear, in the order of the talks; the same words may come more than once."""
    found: list[Text] = []

    def note(text: Text) -> str:
        found.append(text)
        return text.words

    reworded(pack, pack.language, note)
    return found


def reworded(pack: Pack, language: str, say: Say) -> Pack:
    """The same pack with other words. Ids, readings and everything that counts stay as they are.

    Args:
        pack: The pack as it was written.
        language: Of the other words.
        say: Gives the words that take the place of a text.
    """
    frames = {audience: _Walk(say, audience).frame(frame) for audience, frame in pack.frames.items()}
    prompts = tuple(_Walk(say, prompt.audience).prompt(prompt) for prompt in pack.prompts)
    return replace(pack, language=language, frames=frames, prompts=prompts)


@dataclass(frozen=True, slots=True)
class _Walk:
    """One audience's texts."""

    say: Say
    audience: Audience

    def frame(self, frame: Frame) -> Frame:
        return Frame(
            opening=tuple(self.step(step, "opening") for step in frame.opening),
            consent=self.consent(frame.consent),
            company=tuple(self.asking(step) for step in frame.company),
            before_questions=tuple(self.step(step, "talk") for step in frame.before_questions),
            practice=tuple(self.asking(step) for step in frame.practice),
            carry_on=self.carry_on(frame.carry_on),
            closing=self.step(frame.closing, "talk"),
            scale=self.scale(frame.scale),
        )

    def prompt(self, prompt: Prompt) -> Prompt:
        asked = self.asking(prompt.question, "question")
        again = self.word(asked.again, asked.id, "question", "again")
        return replace(prompt, question=replace(asked, again=again))

    def consent(self, step: Consent) -> Consent:
        shown = self.asking(step, "consent")
        labelled = (self.choice(step.agree, step.id, "consent"), self.choice(step.decline, step.id, "consent"))
        return replace(shown, agree=labelled[0], decline=labelled[1])

    def carry_on(self, step: CarryOn) -> CarryOn:
        shown = self.asking(step)
        on, stop = self.choice(step.carry_on, step.id, "talk"), self.choice(step.stop, step.id, "talk")
        return replace(shown, carry_on=on, stop=stop)

    def asking(self, step: A, part: str = "talk") -> A:
        """A step that asks: what stands before it, the question, and the answers that are its own."""
        shown = self.step(step, part)
        asked = replace(shown, ask=self.word(step.ask, step.id, part, "ask"))
        if isinstance(asked, Company | Question):
            return replace(asked, choices=self.choices(asked.choices, asked.id, part))
        return asked

    def step(self, step: B, part: str) -> B:
        text = tuple(self.word(line, step.id, part, "text") for line in step.text)
        return replace(step, text=text, alt=self.word(step.alt, step.id, part, "alt"))

    def scale(self, scale: Scale) -> Scale:
        two, three, five = (self.choices(one, "scale", "scale") for one in (scale.two, scale.three, scale.five))
        return Scale(two, three, five)

    def choices(self, choices: Iterable[Choice], place: str, part: str) -> tuple[Choice, ...]:
        return tuple(self.choice(choice, place, part) for choice in choices)

    def choice(self, choice: Choice, place: str, part: str) -> Choice:
        return replace(choice, label=self.word(choice.label, place, part, "label"))

    def word(self, words: str, place: str, part: str, role: str) -> str:
        return self.say(Text(words, place, part, role, self.audience)) if words else ""
