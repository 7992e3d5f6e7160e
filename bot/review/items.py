"""What there is to look at: every screen and question of a pack, and every sentence of the program, each with an id.

The same walk over a pack in another language gives the same ids, so that they can stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from dialogs.model import CarryOn, Choice, Closing, Company, Consent, Information, Practice, Question, Scale, Step
from dialogs.pack import Frame, Pack
from locales import Words
from locales.catalogue import Sentence

ID_CHARACTERS = 12


@dataclass(frozen=True, slots=True)
class Item:
    """A screen, a question, or a sentence that stands alone, in one language.

    Attributes:
        id: The same in every language.
        audience: Who is asked; '' for the program's own sentences.
        area: Of a question; '' for other screens.
        text: What is said before the question.
        again: The question in other words, where it may come a second time.
        picture: Name in the picture set; '' for none.
        alt: What the picture shows.
        choices: The answers, as first offered.
        own_answers: The answers are not those of the scale, which is an item of its own.
        note: Where a sentence stands.
    """

    id: str
    audience: str
    area: str
    text: tuple[str, ...]
    ask: str = ""
    again: str = ""
    picture: str = ""
    alt: str = ""
    choices: tuple[Choice, ...] = ()
    own_answers: bool = True
    note: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """All that a reader signs off with it."""
        labels = (choice.label for choice in self.choices) if self.own_answers else ()
        return tuple(dict.fromkeys(filter(None, (*self.text, self.ask, self.again, self.alt, *labels))))

    @property
    def speech(self) -> tuple[str, ...]:
        """What is read aloud."""
        return tuple(filter(None, (*self.text, self.ask, self.again, *(choice.label for choice in self.choices))))


def items_of(pack: Pack) -> Iterator[Item]:
    """Every item of a pack: for each audience the screens around the questions, then the questions in their order."""
    for audience, frame in pack.frames.items():
        for step in _screens(frame):
            yield _item(step, frame.scale, audience)
        yield _scale(frame.scale, audience)
        for prompt in pack.prompts:
            if prompt.audience is audience:
                yield _item(prompt.question, frame.scale, audience, prompt.area)


def sentence(one: Sentence) -> Item:
    """A sentence of the program, in English."""
    known = sha256(one.english.encode()).hexdigest()[:ID_CHARACTERS]
    places = dict.fromkeys(place.rpartition("/")[2].partition(".")[0].replace("_", " ") for place in one.places)
    return Item(f"program.{known}", "", "", (one.english,), note=", ".join((*places, *one.notes)))


def in_language(item: Item, words: Words) -> Item:
    """A sentence of the program in another language."""
    return replace(item, text=tuple(map(words.gettext, item.text)))


def _screens(frame: Frame) -> tuple[Step, ...]:
    before: tuple[Step, ...] = (*frame.opening, frame.consent, *frame.company, *frame.before_questions)
    return (*before, *frame.practice, frame.carry_on, frame.closing)


def _item(step: Step, scale: Scale, audience: str, area: str = "") -> Item:
    asks = "" if isinstance(step, Information | Closing) else step.ask
    again = step.again if isinstance(step, Question) else ""
    own, choices = _choices(step, scale)
    return Item(step.id, audience, area, step.text, asks, again, step.picture, step.alt, choices, own)


def _choices(step: Step, scale: Scale) -> tuple[bool, tuple[Choice, ...]]:
    """Whether the answers are the step's own, and which they are."""
    match step:
        case Consent():
            return True, (step.agree, step.decline)
        case CarryOn():
            return True, (step.carry_on, step.stop)
        case Practice():
            return False, scale.sized(step.size)
        case Company() | Question() if step.choices:
            return True, step.choices
        case Question(kind="choice"):
            return False, scale.three
    return True, ()


def _scale(scale: Scale, audience: str) -> Item:
    every = {choice.label: choice for choice in (*scale.five, *scale.three, *scale.two)}
    return Item(f"scale.{audience}", audience, "", (), choices=tuple(every.values()), note="The answers of every talk")
