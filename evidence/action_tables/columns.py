"""Which column is about what, found by the titles that people give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence.action_tables.model import Field, GridRow
from evidence.detailed_plan import MORE

LONGEST_TITLE = 90
WORDS: Mapping[Field, str] = {
    Field.NUMBER: r"(action |item |ref(erence)? )?(no|nr|num|number|ref|reference|id|item)s?( no| number)?",
    Field.ACTION: r"(key |agreed |planned |what )?(actions?|tasks?|activity|activities|steps?)"
    r"( required| needed| points?| to be taken| to take| we will take)?"
    r"|.*how (is this|will (this|we|it)|we will|this will)\b.*(achieve|do|action).*"
    r"|how we do it the action"
    r"|what( (needs to|will|must|do|are|is|has to) .*| we (will|must|are going to) do)?|how",
    Field.EXPECTED: r".*\bevidence\b.*|success criteria|measures?( of success)?|.*how (will we|we will) know.*",
    Field.TIMESCALE: r"(planned |agreed )?(time ?scales?|time ?frames?|by when|due|due (date|by|on))|deadlines?|"
    r"(target|completion|end|finish) date|dates?|when|complete(d)? by|when by|when will (this|it) be done.*",
    Field.LEAD: r"(action |lead )?(leads?|owners?|who)( (person|officer|manager|professional|name|leads))?"
    r"|(person|people|manager|officer|staff)?s? ?(responsible|accountable)( (manager|person|officer|lead|people)s?)?"
    r"|responsibility|who is responsible|who will (do|lead) (this|it)|by who(m)?|managers?",
    Field.PROGRESS: r"progress( .*)?|updates?|comments?|notes?|actions? taken|what (has|have) (happened|been done).*"
    r"|(current |latest )?position|how far (it is|we are)",
    Field.OUTCOME: r"(expected |intended |desired )?outcomes?\b.*|impact( .*)?|benefits?( .*)?"
    r"|what (will be|is) (different|better).*|difference( .*)?",
    Field.PART: r"(improvement |action )?area( (for|of) improvement)?|recommendations?|objectives?|themes?|part"
    r"|section",
    Field.STATUS: r"(current |action |overall |completion )?status( of (the )?actions?)?",
}
REGISTER: Mapping[str, Field | None] = {
    "no": Field.NUMBER,
    "action": Field.ACTION,
    "outcome for people": Field.OUTCOME,
    "part": Field.PART,
    "status": Field.STATUS,
    "timescale": Field.TIMESCALE,
    "who leads": Field.LEAD,
} | dict.fromkeys(
    ("id", "plan", "plan closed", "part no", "service", "first day", "last day", "overdue", "not moving", "put off",
     "first promised", "others who must know", "expected", "seen", "belongs with", "did it work", "did it get better",
     "opened", "done on", "last moved")
)  # fmt: skip
"""The columns of our own register: what each is read as, None for what is made anew each time."""
REGISTER_KNOWN = {"first day", "last day", "overdue", "who leads"}
"""By these it is known, in every format."""
PATTERNS = {meant: re.compile(one) for meant, one in WORDS.items()}
FIRST = (Field.PROGRESS, Field.OUTCOME, Field.EXPECTED)
"""What they find is theirs, though a wider pattern finds it too: 'what has happened'."""
LEAST_KNOWN = 2


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table.

    Attributes:
        meant: Column → what it is about; columns that mean nothing to us are absent.
        titles: Column → its title as it stands there.
        unsure: Columns that may mean several things, or mean the same as another.
        passed: Columns of our own register that are made anew each time, and never read.
    """

    meant: Mapping[int, Field]
    titles: Mapping[int, str]
    unsure: frozenset[int] = frozenset()
    passed: frozenset[int] = frozenset()

    def of(self, wanted: Field) -> int | None:
        """The column of something; None where there is none."""
        return next((place for place, meant in self.meant.items() if meant is wanted), None)

    def keeps(self, column: int) -> bool:
        """Whether what stands there is kept under its title: it means nothing to us."""
        return column not in self.meant and column not in self.passed

    def title(self, column: int) -> str:
        """A column's title, or its number in words."""
        return self.titles.get(column) or untitled(column)


def untitled(column: int) -> str:
    """How a column without a title is called."""
    return f"Column {column + 1}"


def key(title: str) -> str:
    """A title without what differs by chance: case, spaces and signs."""
    return " ".join(re.sub(r"[^\w]+", " ", title.casefold().replace("#", "no")).split())


DETAILED = frozenset(map(key, MORE.values()))
"""Titles of a detailed plan's fields. 'What will have changed' is not what is to be done."""


def meanings(title: str) -> tuple[Field, ...]:
    """What a title may mean; several where it is ambiguous."""
    said = key(title)
    if not said or len(said) > LONGEST_TITLE or said in DETAILED:
        return ()
    found = _meanings(said)
    if found or not re.search(r"[/|]| and ", title):
        return found
    every = dict.fromkeys(one for part in re.split(r"[/|]| and ", title) for one in _meanings(key(part)))
    return tuple(sorted(every, key=lambda one: one is Field.STATUS))


def _meanings(said: str) -> tuple[Field, ...]:
    found = [meant for meant, pattern in PATTERNS.items() if pattern.fullmatch(said)]
    first = [meant for meant in found if meant in FIRST]
    return tuple(first or found)


def is_register(titles: Iterable[str]) -> bool:
    """Whether these are the titles of our own register."""
    return {key(one) for one in titles} >= REGISTER_KNOWN


def is_titles(row: GridRow, *, known: Columns | None) -> bool:
    """Whether a row holds titles of columns. Once they are known, only a row where every title means something."""
    filled = [row.cells[place] for place in row.filled if key(row.cells[place]) not in DETAILED]
    found = [meanings(one) for one in filled]
    kinds = {one[0] for one in found if one}
    if len(kinds) < LEAST_KNOWN or any(len(one) > LONGEST_TITLE for one in filled):
        return False
    if is_register(filled):
        return True
    if known is None or not known.titles:
        return sum(map(bool, found)) * 2 >= len(filled)
    repeated = {key(one) for one in known.titles.values()}
    return all(one or key(text) in repeated for one, text in zip(found, filled, strict=True))


def columns(row: GridRow, chosen: Mapping[str, Field | None]) -> Columns:
    """The columns that a row of titles names.

    Args:
        row: The titles.
        chosen: Key of a title → what somebody said that it is about, None for nothing.
    """
    titles = {place: " ".join(row.cells[place].split()) for place in row.filled}
    meant: dict[int, Field] = {}
    unsure: set[int] = set()
    for place, title in titles.items():
        if key(title) in chosen:
            _take(meant, place, chosen[key(title)])
    register: Mapping[str, Field | None] = REGISTER if is_register(titles.values()) else {}
    for place, title in titles.items():
        if key(title) not in chosen:
            found = _of_register(register[key(title)]) if key(title) in register else meanings(title)
            free = [one for one in found if one not in meant.values()]
            if len(found) > 1 or (found and not free):
                unsure.add(place)
            _take(meant, place, free[0] if free else None)
    passed = frozenset(place for place, title in titles.items() if place not in meant and key(title) in register)
    return Columns(dict(sorted(meant.items())), titles, frozenset(unsure), passed)


def _of_register(meant: Field | None) -> tuple[Field, ...]:
    return (meant,) if meant else ()


def without_titles(width: int, chosen: Mapping[str, Field | None]) -> Columns:
    """The columns of a table that has no row of titles: only what somebody chose."""
    meant: dict[int, Field] = {}
    for place in range(width):
        _take(meant, place, chosen.get(key(untitled(place))))
    return Columns(meant, {})


def _take(meant: dict[int, Field], place: int, wanted: Field | None) -> None:
    if wanted is not None and wanted not in meant.values():
        meant[place] = wanted
