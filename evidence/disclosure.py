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

from evidence.possible import Box, hidden, in_figures, in_words, needed, possible
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
        if of_total is Shown.HIDDEN or _is_safe(parts, wanted, total, of_total):
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


def _is_safe(parts: Mapping[K, Part], shown: Mapping[K, Shown], total: Counts, of_total: Shown) -> bool:
    """Whether each part keeps its five possible values that is hidden, or in words because it has under ten people.

    Of ten or more who are in words for the others' sake, figures would do no harm.
    """
    left = in_figures(total) if of_total is Shown.FIGURES else in_words(total)
    kept: list[Box] = []
    others: list[Box] = []
    for cell, how in shown.items():
        part, counts = parts[cell], parts[cell].published
        if how is Shown.FIGURES and counts:
            left = left.less((counts.good, counts.mixed, counts.not_good))
        elif how is Shown.WORDS and counts:
            (kept if counts.people < FEWEST_IN_FIGURES else others).append(in_words(counts))
        elif how is not Shown.NOBODY:
            kept.append(hidden(part.people, part.people) if part.known else hidden(1, total.people))
    return all(_keeps(one, [*kept[:at], *kept[at + 1 :], *others], left) for at, one in enumerate(kept))


def _keeps(judged: Box, others: list[Box], left: Box) -> bool:
    """Whether one part keeps its values, at the moment that is worst for it.

    Results move at different moments: people may be in the total and in no part, or the other way round. Readers may
    know when each of them was heard. So all people of the part that is judged count as in the total, as far as they
    fit; of the other hidden parts any number may be in it.
    """
    fits = hidden(min(judged.fewest, left.most), min(judged.most, left.most)) if _is_hidden(judged) else judged
    loose = [hidden(0, one.most) if _is_hidden(one) else one for one in others]
    if fits.fewest + sum(one.fewest for one in loose) > left.most:
        loose = [hidden(0, one.most) for one in others]
    more = left.fewest - fits.most - sum(one.most for one in loose)
    cells = [fits, *loose, *([hidden(0, more)] if more > 0 else [])]
    return possible(cells, 0, left, later=max(0, judged.fewest - left.most)) >= needed(judged)


def _is_hidden(box: Box) -> bool:
    return box.low == (0, 0, 0) and min(box.high) == box.most
