"""What a card says and shows, and what can be wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from easyread.fonts import is_right_to_left


@dataclass(frozen=True, slots=True)
class CardChoice:
    """An answer. Its number is its place, from 1.

    Attributes:
        label: One or two words.
        picture: Name in the picture set; '' for none.
    """

    label: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A question on one picture.

    Attributes:
        question: What is asked.
        picture: Name in the picture set.
        choices: The answers, in the order of their numbers.
        text: Lines before the question.
        language: Of all the words. It says which fonts draw them and which side they start on.
    """

    question: str
    picture: str
    choices: tuple[CardChoice, ...]
    text: tuple[str, ...] = ()
    language: str = "en"

    @property
    def right_to_left(self) -> bool:
        """Whether the card is mirrored: the picture on the right, and words that start there."""
        return is_right_to_left(self.language)


@dataclass(frozen=True, slots=True)
class CardFault:
    """Something that keeps a card from being drawn.

    Attributes:
        code: Stable, for scripts and docs.
        line: The words that it is about.
        problem: What is wrong, without a full stop.
        mend: What to do, one plain sentence.
    """

    code: str
    line: str
    problem: str
    mend: str

    def __str__(self) -> str:
        return f"{self.code}: '{self.line}': {self.problem}. {self.mend}"


class CardError(Exception):
    """A card cannot be drawn as it should be, so it is not drawn at all."""

    def __init__(self, *faults: CardFault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults

    @property
    def code(self) -> str:
        """The code of its first fault."""
        return self.faults[0].code
