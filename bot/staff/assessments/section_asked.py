"""The questions of one page as a writer sees them: nothing stands there twice, and the contents say how far each is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import shorten

from bot.staff.assessments.drafting import Kept
from bot.staff.assessments.picked import Choice
from evidence.self_assessment.laid import Laid
from evidence.self_assessment.missing import Why
from evidence.self_assessment.sentences import Sentence
from evidence.self_assessment.showing import Story
from evidence.self_assessment.written import Answer
from evidence.self_assessment.years import Then

FIRST_SENTENCES = 2
"""Of a draft: so many stand there at once, the rest is folded."""
MOST_LETTERS = 64
"""Of a question in the contents."""
OF_THE_TIME = frozenset({"round", "summaries"})
"""What can be ticked for every question, and stands on the page once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on the page.

    Attributes:
        number: Its place on the page, from 1.
        choices: All that can be ticked for it, also what stands once for all questions.
        theirs: What somebody else saved meanwhile, by field, where it differs from what was typed.
        then: What was said when it was signed last; None where nothing was.
        used: Sentences of the draft that were taken, each with what it is made of.
        before: Standard → the number of the question above under which it is laid out already.
        quotes: Record → its words, where they do not stand under a question above.
    """

    number: int
    laid: Laid
    answer: Answer
    choices: tuple[Choice, ...]
    own: str
    theirs: dict[str, str]
    then: Then | None
    used: tuple[Kept, ...]
    before: dict[str, int]
    quotes: dict[int, Story]

    @property
    def short(self) -> str:
        """The question as the contents name it."""
        return f"{self.number}. {shorten(self.laid.question.question, MOST_LETTERS, placeholder=' …')}"

    @property
    def here(self) -> tuple[Choice, ...]:
        """What can be ticked under the question itself."""
        return tuple(one for one in self.choices if one.shown.kind not in OF_THE_TIME)

    @property
    def ticked(self) -> int:
        """How many things show it that stand under it, lines in own words among them."""
        return sum(one.ticked for one in self.here) + len(self.own.splitlines())

    @property
    def of_the_time(self) -> int:
        """How many of the rounds and summaries are ticked for it."""
        return sum(one.ticked for one in self.choices) - sum(one.ticked for one in self.here)

    @property
    def begins(self) -> tuple[Sentence, ...]:
        """How the draft begins, for a question without an answer: who has one does not need to read it again."""
        return () if self.answer.is_there else self.laid.draft[:FIRST_SENTENCES]

    @property
    def goes_on(self) -> tuple[Sentence, ...]:
        """The rest of the draft."""
        return self.laid.draft[len(self.begins) :]


@dataclass(frozen=True, slots=True)
class Source:
    """A round that ended in the time, or the summaries signed in it, with the questions that it can be ticked for.

    Attributes:
        under: Id and number of each question, and whether it is ticked for it.
    """

    value: str
    label: str
    why: Why | None
    under: tuple[tuple[str, int, bool], ...]


class Above:
    """What stands under the questions above, so that it is laid out once."""

    def __init__(self) -> None:
        self._standards: dict[str, int] = {}
        self._quotes: set[int] = set()

    def standards(self, laid: Laid, number: int) -> dict[str, int]:
        """Standard → the question under which it stands above; from now on those of this question stand there, too."""
        names = [one.standard.id for one in laid.standards if one.sentences]
        found = {name: self._standards[name] for name in names if name in self._standards}
        self._standards |= {name: number for name in names if name not in found}
        return found

    def quotes(self, laid: Laid, every: dict[int, Story]) -> dict[int, Story]:
        """The words of this question's records that do not stand above; from now on they do."""
        found = {one.id: every[one.id] for one in laid.records if one.id in every and one.id not in self._quotes}
        self._quotes |= found.keys()
        return found


def sources(every: Iterable[Asked]) -> tuple[Source, ...]:
    """What can be ticked for every question, each once, with all questions for which it can be."""
    found: dict[str, Source] = {}
    for asked in every:
        for one in asked.choices:
            if one.shown.kind in OF_THE_TIME:
                before = found[one.value].under if one.value in found else ()
                under = (*before, (asked.laid.question.id, asked.number, one.ticked))
                found[one.value] = Source(one.value, one.label, one.why, under)
    return tuple(found.values())
