"""Markdown tables."""

from __future__ import annotations

from dataclasses import dataclass

from bench.measure import Spread


@dataclass(frozen=True, slots=True)
class Table:
    """What one part found.

    Attributes:
        notes: Sentences that stand under the table: what the figures rest on.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def markdown(table: Table) -> str:
    """The table as Markdown. The first column is words, the others are figures."""
    rule = ("---", *("---:" for _ in table.header[1:]))
    lines = [f"## {table.title}", "", *(_line(row) for row in (table.header, rule, *table.rows)), ""]
    lines += [f"{note}\n" for note in table.notes]
    return "\n".join(lines)


def plain(figure: float) -> str:
    """A figure with as many digits as it deserves: three."""
    if abs(figure) >= 100:
        return f"{figure:,.0f}"
    return f"{figure:.1f}" if abs(figure) >= 10 else f"{figure:.2f}"


def shown(found: Spread) -> str:
    """A median, and the lowest and highest round where there were several."""
    if found.rounds == 1:
        return plain(found.median)
    return f"{plain(found.median)} ({plain(found.low)} to {plain(found.high)})"


def times(found: Spread) -> str:
    """A ratio, like `6.1 × (5.8 to 6.6)`."""
    if found.rounds == 1:
        return f"{plain(found.median)} ×"
    return f"{plain(found.median)} × ({plain(found.low)} to {plain(found.high)})"


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
