"""The ladders as charts: where we stood each time we asked, and how far apart those are who rate us."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dialogs.ladders import STEPS
from evidence.ladders import Scope, Score, Spread, scores
from evidence.reports.document import Bar, Bars, Block, Meaning, Part, Tone
from store.tx import Tx

ROUNDS = 4
"""So many of the newest rounds are beside each other: more would be too small to read."""
CODEBOOK = (
    Meaning("Section", "", "The part of the ladders that it belongs to."),
    Meaning("Ladder", "", "Its name."),
    Meaning("Now", "", f"The step on which we stand, 1 to {STEPS}: the lower of managers’ and staff’s middle."),
    Meaning("Now", "Not known", "Nobody has rated it, or it is hidden."),
    Meaning("Managers", "", "The step in the middle of what managers chose (of two, the lower), how many, the range."),
    Meaning("Staff", "", "The same of staff. In words where fewer than ten chose; hidden where fewer than five did."),
)  # fmt: skip


def over_rounds(tx: Tx, here: Scope, address: str) -> Iterator[Block]:
    """A bar for each ladder and round, where anything is known of two rounds or more.

    Args:
        tx: A read transaction.
        here: The round and the place.
        address: Of the page that tells the same, '' for none.
    """
    shown = [one for one in here.rounds if one.opens_on <= here.round.opens_on][:ROUNDS]
    yield from beside([(one.name, scores(tx, here, one)) for one in reversed(shown)], address)


def beside(every: Sequence[tuple[str, tuple[Score, ...]]], address: str) -> Iterator[Block]:
    """The same of rounds that were read: each with its name, the oldest first."""
    known = [(name, found) for name, found in every if any(each.now for each in found)]
    if len(known) < len(("then", "now")):
        return
    bars = tuple(
        Bar(f"{found[place].ladder.name}: {name}", (Part("Step", now),), address)
        for place in range(len(known[0][1]))
        for name, found in known
        if (now := found[place].now)
    )
    yield Bars("Each ladder, each time we asked", _says(known), bars, stacked=False)


def _says(known: Sequence[tuple[str, tuple[Score, ...]]]) -> str:
    """How many ladders went up, down or stayed, between the first and the last of those rounds."""
    (first_name, first), (last_name, last) = known[0], known[-1]
    both = [(a.now, b.now) for a, b in zip(first, last, strict=True) if a.now and b.now]
    up, down = sum(b > a for a, b in both), sum(b < a for a, b in both)
    return (
        f"From {first_name} to {last_name}: {up} {_ladders(up)} went up, {down} went down, "
        f"{len(both) - up - down} stayed. For {len(last) - len(both)} we do not know both. Five is the last step."
    )


def _ladders(number: int) -> str:
    return "ladder" if number == 1 else "ladders"


def ranges(found: Sequence[Score], address: str) -> Iterator[Block]:
    """From the lowest to the highest step that each group chose, where that may be shown."""
    bars = tuple(
        Bar(f"{one.ladder.name}: {who}", _range(chosen), address)
        for one in found
        for who, chosen in (("Managers", one.manager), ("Staff", one.staff))
        if chosen.lowest and (chosen.raters or 0) > 1
    )
    if bars:
        says = (
            f"{len(bars)} bars, one for each ladder and group of which it may be shown. The second part goes from the "
            "lowest step that somebody chose to the highest. Where it is short, they agree."
        )
        yield Bars("How far apart they are", says, bars)


def _range(one: Spread) -> tuple[Part, ...]:
    low, high = one.lowest or 1, one.highest or 1
    below = Part("Lower steps, which nobody chose", low - 1, Tone.REST)
    return below, Part("From the lowest to the highest step", high - low + 1)
