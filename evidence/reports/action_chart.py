"""How far the plans are, as a chart: one bar a plan, or one bar a part where it is about one plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evidence.action_tables.ours import CHART
from evidence.register import progress
from evidence.reports.action_codebook import STATUS
from evidence.reports.action_layouts import OnePlan
from evidence.reports.action_register import is_late
from evidence.reports.document import Bar, Bars, Block, Part, Tone
from evidence.reports.kinds import Asked
from store.action import Action, Status

TONES = {
    Status.DONE: Tone.GOOD,
    Status.IN_PROGRESS: Tone.PLAIN,
    Status.NOT_STARTED: Tone.REST,
    Status.NO_LONGER_NEEDED: Tone.MIXED,
}
"""Each status in the order of the bars."""


def blocks(found: Sequence[OnePlan], asked: Asked) -> Iterator[Block]:
    """The chart, with the same in words."""
    bars = tuple(_bars(found, asked))
    every = " ".join(f"{one.plan.name}: {says(one, asked)}" for one in found)
    yield Bars(CHART, every, bars, counted=True)


def _bars(found: Sequence[OnePlan], asked: Asked) -> Iterator[Bar]:
    for one in found:
        link = "" if asked.reader.public else f"/staff/plans/{one.plan.id}"
        if len(found) > 1:
            yield _bar(one.plan.name, (entry.action for entry in one.entries), link)
        else:
            for part in (*one.parts, None):
                under = [entry.action for entry in one.of(part)]
                if under:
                    other = "Further actions" if one.parts else one.plan.name
                    yield _bar(f"{part.number} {part.title}".strip() if part else other, under, link)


def _bar(name: str, under: Iterable[Action], link: str) -> Bar:
    every = [one.status for one in under]
    return Bar(name, tuple(Part(STATUS[one], every.count(one), tone) for one, tone in TONES.items()), link)


def says(one: OnePlan, asked: Asked) -> str:
    """How far a plan is, in words."""
    every = [entry.action for entry in one.entries]
    return progress((each.status for each in every), sum(is_late(each, one.plan, asked.today) for each in every))
