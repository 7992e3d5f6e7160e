"""What shows each standard: the questions, by who is asked, and the kinds of record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bot.local import AUDIENCES
from bot.preview.plain import counted
from dialogs.model import Audience
from dialogs.pack import Pack, Prompt, Standard


@dataclass(frozen=True, slots=True)
class Row:
    """One standard or warning sign.

    Attributes:
        asked: Who is asked, and the questions to them; only those who are asked.
        records: Names of the kinds of record that can show it.
        mark: '' where people supported are asked about it.
    """

    standard: Standard
    asked: tuple[tuple[str, tuple[Prompt, ...]], ...]
    records: tuple[str, ...]
    mark: str


def rows(pack: Pack, area: str) -> tuple[Row, ...]:
    """The standards and warning signs of an area, in the code's order."""
    return tuple(_row(pack, standard) for standard in pack.standards_of(area))


def counts(pack: Pack) -> Iterator[tuple[str, str]]:
    """What a pack holds: a name and a figure."""
    signs = Counter(standard.sign for standard in pack.standards)
    by_audience = Counter(prompt.audience for prompt in pack.prompts)
    yield "Areas", str(len(pack.areas))
    yield "What good looks like", counted(signs["good"], "standard")
    yield "What bad looks like", counted(signs["warning"], "warning sign")
    yield "What the code asks us", counted(len(pack.reflections), "question")
    yield "What we ask", counted(len(pack.prompts), "question")
    for audience in Audience:
        if by_audience[audience]:
            yield AUDIENCES[audience], counted(by_audience[audience], "question")


def _row(pack: Pack, standard: Standard) -> Row:
    showing = [prompt for prompt in pack.prompts if standard.id in prompt.reading.standards]
    asked = tuple(
        (AUDIENCES[audience], prompts)
        for audience in Audience
        if (prompts := tuple(prompt for prompt in showing if prompt.audience is audience))
    )
    names = {kind.id: kind.name for kind in pack.record_kinds}
    records = tuple(names.get(kind, kind) for kind in standard.records)
    return Row(standard, asked, records, _mark(showing))


def _mark(showing: list[Prompt]) -> str:
    if not showing:
        return "We ask nobody. Only records show it."
    return "" if any(prompt.audience is Audience.PERSON for prompt in showing) else "We do not ask people about it."
