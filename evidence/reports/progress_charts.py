"""The ladders as charts: where we stood each time we asked, and how far apart those are who rate us."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dialogs.ladders import STEPS
from evidence.ladders import Scope, Score, Spread, moved, scores
from evidence.reports.document import Bar, Bars, Block, Cell, Column, Line, Meaning, Part, Row, Table, Tone, cell
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Asked:
    """One round that was read: what we know of each ladder."""

    round_id: int
    name: str
    scores: tuple[Score, ...]


MANAGERS_ONLY = "managers only"
"""Beside a step, where what staff chose is hidden or not shown yet."""
ROUNDS = 4
"""So many of the newest rounds are beside each other: more would be too small to read."""
CODEBOOK = (
    Meaning("Section", "", "The part of the ladders that it belongs to."),
    Meaning("Ladder", "", "Its name."),
    Meaning("Now", "", f"The step on which we stand, 1 to {STEPS}: the lower of managers’ and staff’s middle."),
    Meaning("Now", "Not known", "Nobody has rated it, or it is hidden."),
    Meaning("Now", "managers only", "Staff are hidden, or not shown before the round has ended: they may stand lower."),
    Meaning("Managers", "", "The step in the middle of what managers chose (of two, the lower), how many, the range."),
    Meaning("Staff", "", "The same of staff. In words where fewer than ten chose; hidden where fewer than five did."),
)  # fmt: skip


def over_rounds(tx: Tx, here: Scope, *, links: bool) -> Iterator[Block]:
    """Each ladder in the newest rounds up to this one, where anything is known of two of them.

    Args:
        tx: A read transaction.
        here: The round and the place.
        links: Whether numbers lead to the staff pages.
    """
    shown = [one for one in here.rounds if one.opens_on <= here.round.opens_on][:ROUNDS]
    found = [Asked(one.id, one.name, scores(tx, here, one)) for one in reversed(shown)]
    yield from beside(found, here.service_id if links else None)


def beside(every: Sequence[Asked], service_id: int | None) -> Iterator[Block]:
    """A table of the steps and a chart of what moved, of rounds that were read, the oldest first.

    Args:
        every: The rounds.
        service_id: Of the place, for links; None for none.
    """
    known = [one for one in every if any(each.now for each in one.scores)]
    if len(known) < len(("then", "now")):
        return
    names = [one.ladder.name for one in known[0].scores]
    columns = (Column("Ladder", 4), *(Column(one.name, 2, numeric=True) for one in known))
    rows = (Row((cell(name, header=True), *_steps(known, place, service_id))) for place, name in enumerate(names))
    yield Table("Each ladder, each time we asked", columns, tuple(rows), "ladders")
    moved = [_moved(known, place, service_id) for place in range(len(names))]
    yield Bars(f"What moved from {known[0].name} to {known[-1].name}", _says(known), tuple(filter(None, moved)))


def _steps(known: Sequence[Asked], place: int, service_id: int | None) -> Iterator[Cell]:
    for one in known:
        now = one.scores[place].now
        link = _address(place, one.round_id, service_id)
        if now and one.scores[place].managers_only:
            yield cell(Line(f"{now}, {MANAGERS_ONLY}", link))
        else:
            yield cell(Line(str(now), link, value=now, unit="number")) if now else cell("Not known")


def _moved(known: Sequence[Asked], place: int, service_id: int | None) -> Bar | None:
    """From the first to the last of the rounds; None where one of the two is not known."""
    both = moved(known[0].scores[place], known[-1].scores[place])
    if both is None:
        return None
    before, since = both.before, both.since
    parts = (
        Part("Steps in both", min(before, since)),
        Part("Steps won", max(0, since - before), Tone.GOOD),
        Part("Steps lost", max(0, before - since), Tone.NOT_GOOD),
    )
    return Bar(known[0].scores[place].ladder.name, parts, _address(place, known[-1].round_id, service_id))


def _address(place: int, round_id: int, service_id: int | None) -> str:
    return "" if service_id is None else f"/staff/progress/ladders/{place + 1}?round={round_id}&service={service_id}"


def _says(known: Sequence[Asked]) -> str:
    """How many ladders went up, down or stayed, between the first and the last of those rounds."""
    first, last = known[0], known[-1]
    both = [found for a, b in zip(first.scores, last.scores, strict=True) if (found := moved(a, b))]
    up, down = sum(one.since > one.before for one in both), sum(one.since < one.before for one in both)
    stayed, unknown = len(both) - up - down, len(last.scores) - len(both)
    narrowed = sum(one.narrowed for one in both)
    alone = f" For {narrowed} only those are compared who are known in both: managers, or staff." if narrowed else ""
    return (
        f"From {first.name} to {last.name}: {up} {'ladder' if up == 1 else 'ladders'} went up, {down} went down, "
        f"{stayed} stayed. For {unknown} we do not know both.{alone} Five is the last step."
    )


def ranges(found: Sequence[Score], address: str) -> Iterator[Block]:
    """From the lowest to the highest step that each group chose, where that may be shown; a chart a group."""
    managers = [(one.ladder.name, one.manager) for one in found]
    staff = [(one.ladder.name, one.staff) for one in found]
    for who, every in (("managers", managers), ("staff", staff)):
        shown = [(name, chosen) for name, chosen in every if chosen.lowest and (chosen.raters or 0) > 1]
        if shown:
            says = (
                f"{len(shown)} bars, one for each ladder of which it may be shown. The second part goes from the "
                "lowest step that somebody chose to the highest. Where it is short, they agree."
            )
            bars = tuple(Bar(name, _range(chosen), address) for name, chosen in shown)
            yield Bars(f"How far apart {who} are", says, bars)


def _range(one: Spread) -> tuple[Part, ...]:
    low, high = one.lowest or 1, one.highest or 1
    below = Part("Lower steps, which nobody chose", low - 1, Tone.REST)
    return below, Part("From the lowest to the highest step", high - low + 1)
