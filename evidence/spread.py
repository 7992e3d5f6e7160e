"""An area at a glance: on how many of its standards people say what. Made of results that are shown anyway."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from evidence.result import Result, Says
from evidence.suppression import Shown


@dataclass(frozen=True, slots=True)
class Spread:
    """Numbers of standards, never of people. On a warning sign 'good' means that people do not see it.

    Attributes:
        good, different, not_good: What most people say, where it is shown.
        hidden: Somebody was heard, and nothing is shown.
        nobody: Nobody was heard yet.
        round: The name of the round, where that has to be told.
    """

    good: int = 0
    different: int = 0
    not_good: int = 0
    hidden: int = 0
    nobody: int = 0
    round: str = ""

    @property
    def asked(self) -> int:
        """Standards that people are asked about."""
        return self.good + self.different + self.not_good + self.hidden + self.nobody

    @property
    def sentence(self) -> str:
        """Such as `People are asked about 9 standards and warning signs here. Most say good things on 5.`."""
        most = {"good things": self.good, "what is not good": self.not_good}
        said = " and ".join(f"{what} on {number}" for what, number in most.items() if number)
        people = f"In ‘{self.round}’, people were" if self.round else "People are"
        parts = (
            f"{people} asked about {self.asked} standards and warning signs here.",
            f"Most say {said}." if said else "",
            f"They say different things on {self.different}." if self.different else "",
            f"Hidden to keep people private: {self.hidden}." if self.hidden else "",
            f"Nobody was heard yet on {self.nobody}." if self.nobody else "",
        )
        return " ".join(part for part in parts if part)


def spread(results: Iterable[Result]) -> Spread:
    """Count what is shown of each standard."""
    kinds = Counter(one.says or one.shown for one in results)
    return Spread(
        kinds[Says.GOOD], kinds[Says.DIFFERENT], kinds[Says.NOT_GOOD], kinds[Shown.HIDDEN], kinds[Shown.NOBODY]
    )
