"""What every format needs of a report: levels of headings without gaps, text without control signs, bare numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from evidence.reports.document import Bars, Block, Cell, Heading, Line, Report, Tone

TOP = 1
LOWEST = 4
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"[-−]?\d[\d.,\s]*%?")
_PATTERNS = {Tone.GOOD: "good", Tone.MIXED: "mixed", Tone.NOT_GOOD: "not-good", Tone.REST: "rest", Tone.PLAIN: "plain"}


def clean(text: str) -> str:
    """A text without signs that no file format takes: control signs, and halves of signs."""
    return _CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def levelled(report: Report) -> Iterator[tuple[Block, int]]:
    """Each block, with the level that it has if it is a heading: never more than one below the heading before.

    A level that is passed over is a chapter missing to whoever hears the page.
    """
    last = TOP
    for block in report.blocks:
        if isinstance(block, Heading):
            last = min(block.level, last + 1, LOWEST)
        yield block, last


def number_in(cell: Cell) -> float | None:
    """The number that a cell is, where the cell shows that number and nothing else."""
    if len(cell.lines) != 1:
        return None
    line = cell.lines[0]
    if line.value is None or line.unit == "day" or not _NUMBER.fullmatch(line.text.strip()):
        return None
    return line.value if abs(_read(line.text) - line.value) <= _slack(line) else None


def day_in(cell: Cell) -> date | None:
    """The day that a cell is, where it shows that day and nothing else."""
    if len(cell.lines) != 1 or cell.lines[0].unit != "day":
        return None
    try:
        return date.fromisoformat(cell.lines[0].text)
    except ValueError:
        return None


def _read(text: str) -> float:
    bare = re.sub(r"[\s,%]", "", text).replace("−", "-")
    return float(bare) / (100 if "%" in text else 1) if re.fullmatch(r"-?\d+(\.\d+)?", bare) else float("inf")


def _slack(line: Line) -> float:
    """How far a rounded text may be from its number."""
    return 0.0051 if "%" in line.text else 0.51


def tones(block: Bars) -> tuple[tuple[str, str], ...]:
    """The key of a chart: the name of each part and its pattern, each once."""
    found: dict[str, str] = {}
    for bar in block.bars:
        for part in bar.parts:
            found.setdefault(part.name, _PATTERNS[part.tone])
    return tuple(found.items())


def pattern_of(tone: Tone) -> str:
    """The name of a tone's pattern in templates."""
    return _PATTERNS[tone]


def widest(block: Bars) -> float:
    """The sum that fills a bar's whole length: of the longest bar, and never 0."""
    return max((sum(part.value for part in bar.parts) for bar in block.bars), default=0) or 1


def shown(value: float) -> str:
    """A number as a chart shows it: `12`, `3.5`."""
    return f"{value:g}"
