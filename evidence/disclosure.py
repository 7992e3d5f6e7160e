"""What is shown of a table and of its total together, so that what is hidden keeps five possible values.

`evidence.suppression` looks at numbers of people only. That is not enough: where 40 of 40 people say good things, so
do the three people of the hidden house. So what is not told in figures is looked at once more, with all that the table
says (`evidence.possible`). Where a part could have too few values, the next smallest figures become words;
where that does not help, the total's do.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from evidence.possible import Box, hidden, in_figures, in_words, is_safe
from evidence.result import Counts
from evidence.suppression import FEWEST_IN_FIGURES, Shown, shown_alone, shown_together

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a total.

    Attributes:
        people: How many people are in it now.
        published: Its result that was shown last; None where there is none.
        known: Whether readers know how many people are in it, as they do of a house.
    """

    people: int
    published: Counts | None
    known: bool = True


def disclose(parts: Mapping[K, Part], total: Counts | None) -> tuple[dict[K, Shown], Shown | None]:
    """How much is shown of each part, and of the total; None where the total has no published result.

    Args:
        parts: What makes up the total.
        total: Its result that was shown last.
    """
    shown = shown_together(
        {cell: part.published.people for cell, part in parts.items() if part.published},
        {cell: part.people for cell, part in parts.items() if not part.published},
        total.people if total else None,
    )
    if total is None:
        return shown, None
    level = shown_alone(total.people)
    for wanted, of_total in _ways(parts, shown, level):
        if of_total is Shown.HIDDEN or is_safe(*_known(parts, wanted, total, of_total)):
            return wanted, of_total
    raise AssertionError("a hidden total tells nothing")  # pragma: no cover - the last way is always safe


def _ways(parts: Mapping[K, Part], shown: dict[K, Shown], level: Shown) -> Iterator[tuple[dict[K, Shown], Shown]]:
    """What may be tried, from what shows most to what shows least."""
    yield shown, level
    figures = [cell for cell, how in shown.items() if how is Shown.FIGURES]
    fewer = dict(shown)
    for cell in sorted(figures, key=lambda cell: (_people(parts[cell]), str(cell))):
        fewer[cell] = Shown.WORDS
        yield dict(fewer), level
    if level is Shown.FIGURES:
        yield shown, Shown.WORDS
    yield shown, Shown.HIDDEN


def _people(part: Part) -> int:
    return part.published.people if part.published else part.people


def _known(
    parts: Mapping[K, Part], shown: Mapping[K, Shown], total: Counts, of_total: Shown
) -> tuple[list[Box], Box, int]:
    """What is known of the parts not told in figures, and of what is left of the total for them.

    First those that have to keep five values, and how many they are: the hidden ones, and those in words because they
    have under ten people. Of ten or more who are in words for the others' sake, figures would do no harm.
    """
    left = in_figures(total) if of_total is Shown.FIGURES else in_words(total)
    kept: list[Box] = []
    others: list[Box] = []
    for cell, how in shown.items():
        counts, people = parts[cell].published, _people(parts[cell])
        if how is Shown.FIGURES and counts:
            left = left.less((counts.good, counts.mixed, counts.not_good))
        elif how is Shown.WORDS and counts:
            (kept if people < FEWEST_IN_FIGURES else others).append(in_words(counts))
        elif how is not Shown.NOBODY:
            kept.append(hidden(people, people) if parts[cell].known else hidden(1, total.people))
    return _fitted([*kept, *others], left), left, len(kept)


def _fitted(cells: list[Box], left: Box) -> list[Box]:
    """Results move at different moments: people may be in the total and in no part, or the other way round."""
    more, fewer = left.most - sum(one.most for one in cells), left.most - sum(one.fewest for one in cells)
    if fewer < 0:
        return [hidden(max(0, one.fewest + fewer), one.most) for one in cells]
    return [*cells, hidden(0, more)] if more > 0 else cells
