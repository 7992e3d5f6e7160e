"""Which questions work: what many people skip, do not know, or leave at is a bad question, and no bad answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from dialogs.model import Audience, Step
from dialogs.pack import Pack, Prompt
from evidence.interval import wilson
from evidence.suppression import FEWEST_IN_FIGURES, Shown, shown_alone
from store import question_quality as kept
from store.question_quality import ANSWERED, DID_NOT_KNOW, RATHER_NOT_SAY, SEEN, SKIPPED, Met
from store.tx import Tx

AT_REST = timedelta(days=1)
"""A talk that nobody has gone on with for so long was left, for now."""
MANY_SKIP = 0.10
"""More than one in ten, even at the low end of the likely range: of ten people that is three. Fewer may be chance.

A question for one's own words is an offer, and to skip it is usual: it is not marked for that."""
MANY_DO_NOT_KNOW = 0.20
"""'I don't know' is an honest answer, which some give to any question: more than one in five points to the question."""
MANY_LEAVE = 0.05
"""Sixteen questions at most: were one in twenty to leave at each, more than half would never finish."""
SLOW_TIMES, SLOW_SECONDS = 2, 30
"""Twice as long as people need for a question of this talk, and half a minute at least."""


class Mark(StrEnum):
    """What is wrong with a question. Pages say what to do about each."""

    SKIPPED = "skipped"
    DID_NOT_KNOW = "did_not_know"
    RATHER_NOT_SAY = "rather_not_say"
    LEFT = "left"
    SLOW = "slow"


class Some(StrEnum):
    """How many, in words, where there are too few people for figures. 'None' and 'all' are never said."""

    FEW = "few"
    SEVERAL = "several"
    MOST = "most"


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds from seeing a question to answering it. Half of the people are between `low` and `high`."""

    median: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Quality:
    """How one question works, in people.

    Attributes:
        shown: To how many it was shown.
        gone_back: Who saw it and went another way, or took their answer back.
        left: Whose talk stands there; they may have answered it before.
        times: Only with figures, and where at least ten were timed.
    """

    prompt: Prompt
    level: Shown
    shown: int = 0
    answered: int = 0
    did_not_know: int = 0
    rather_not_say: int = 0
    skipped: int = 0
    gone_back: int = 0
    left: int = 0
    times: Times | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def lost(self) -> int:
        """To how many it gave no answer that says something."""
        return self.shown - self.answered

    def some(self, people: int) -> Some:
        """How many of those who saw it, in words."""
        if 2 * people > self.shown:
            return Some.MOST
        return Some.SEVERAL if 4 * people > self.shown else Some.FEW


@dataclass(frozen=True, slots=True)
class Between:
    """How many left before the first question, and at the rest between two sittings."""

    before: int
    rest: int


def qualities(
    tx: Tx, pack: Pack, *, round_id: int, now: datetime, service_id: int = 0
) -> tuple[tuple[Quality, ...], dict[Audience, Between]]:
    """How each question of a round works, the worst first, and who left between questions.

    Args:
        tx: A read transaction.
        pack: The code.
        round_id: The round.
        now: The moment.
        service_id: 0 for all services; of one there are words only, and no marks.
    """
    still = (now - AT_REST).strftime("%Y-%m-%dT%H:%M:%SZ")
    by_step: dict[str, list[Met]] = defaultdict(list)
    for one in kept.met(tx, round_id=round_id, service_id=service_id, still=still):
        by_step[one.step].append(one)
    found = [_quality(prompt, by_step.get(prompt.id, ())) for prompt in pack.prompts]
    if service_id:
        # Figures of one service, taken from those of all, would tell of the small ones.
        return tuple(_in_words(one) for one in sorted(found, key=lambda one: one.level is Shown.HIDDEN)), {}
    usual = _usual(found)
    marked = (_marked(one, usual.get(one.prompt.audience, 0)) for one in found)
    return tuple(sorted(marked, key=_worst_first)), _between(pack, by_step)


def quartiles(seconds: Counter[int]) -> Times:
    """Median and middle half of whole seconds: each the smallest that at least that share of people needed."""
    total, seen = seconds.total(), 0
    found: list[int] = []
    wanted = [total, 2 * total, 3 * total]
    for value in sorted(seconds):
        seen += seconds[value]
        while len(found) < len(wanted) and 4 * seen >= wanted[len(found)]:
            found.append(value)
    low, median, high = found
    return Times(median, low, high)


def _quality(prompt: Prompt, rows: Iterable[Met]) -> Quality:
    did: Counter[int] = Counter()
    seconds: Counter[int] = Counter()
    left = 0
    for one in rows:
        did[one.did] += one.people
        left += one.people if one.left else 0
        if one.seconds is not None:
            seconds[one.seconds] += one.people
    level = shown_alone(did.total())
    timed = level is Shown.FIGURES and seconds.total() >= FEWEST_IN_FIGURES
    return Quality(
        prompt,
        level,
        did.total(),
        did[ANSWERED],
        did[DID_NOT_KNOW],
        did[RATHER_NOT_SAY],
        did[SKIPPED],
        did[SEEN],
        left,
        quartiles(seconds) if timed else None,
    )


def _in_words(one: Quality) -> Quality:
    return replace(one, level=Shown.WORDS, times=None) if one.level is Shown.FIGURES else one


def _usual(found: Iterable[Quality]) -> dict[Audience, float]:
    """How long people of each audience need for a question: the middle one of the medians."""
    medians: dict[Audience, list[int]] = defaultdict(list)
    for one in found:
        if one.times:
            medians[one.prompt.audience].append(one.times.median)
    return {who: sorted(values)[len(values) // 2] for who, values in medians.items()}


def _marked(one: Quality, usual: float) -> Quality:
    if one.level is not Shown.FIGURES:
        return one
    limits = (
        (Mark.SKIPPED, 0 if one.prompt.is_open else one.skipped, MANY_SKIP),
        (Mark.DID_NOT_KNOW, one.did_not_know, MANY_DO_NOT_KNOW),
        (Mark.RATHER_NOT_SAY, one.rather_not_say, MANY_SKIP),
        (Mark.LEFT, one.left, MANY_LEAVE),
    )
    marks = [mark for mark, people, limit in limits if wilson(people, one.shown).low > limit]
    if one.times and one.times.median >= max(SLOW_SECONDS, SLOW_TIMES * usual):
        marks.append(Mark.SLOW)
    values = {name: getattr(one, name) for name in Quality.__slots__}
    return Quality(**{**values, "marks": tuple(marks)})


def _worst_first(one: Quality) -> tuple[int, int, float, str]:
    order = {Shown.FIGURES: 0, Shown.WORDS: 1}.get(one.level, 2)
    lost = wilson(one.lost, one.shown).low if one.shown else 0.0
    return order, -len(one.marks), -lost, one.prompt.id


def _between(pack: Pack, by_step: dict[str, list[Met]]) -> dict[Audience, Between]:
    """Frames share no step ids with each other where a pack gives each audience its own."""
    found: dict[Audience, Between] = {}
    for audience, frame in pack.frames.items():
        steps: tuple[Step, ...] = (*frame.opening, frame.consent, *frame.company)
        steps = (*steps, *frame.before_questions, *frame.practice)
        before = {step.id for step in steps}
        rest = {step for step in by_step if step.startswith(f"{frame.carry_on.id}.")}
        found[audience] = Between(_left(by_step, before), _left(by_step, rest))
    return found


def _left(by_step: dict[str, list[Met]], steps: Iterable[str]) -> int:
    return sum(one.people for step in steps for one in by_step.get(step, ()) if one.left)
