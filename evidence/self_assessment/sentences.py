"""How evidence is put into sentences by plain rules. What readers may not see is in none of them (D15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dialogs.model import Audience, Support
from dialogs.pack import Standard
from evidence.areas import AskedOfAll, Based, Basis
from evidence.comparison import Held
from evidence.interval import wilson
from evidence.result import Counts, Result, Says
from evidence.suppression import Shown

NUMBERS = (
    "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
)  # fmt: skip
GROUPS = {
    Audience.PERSON: "people supported",
    Audience.FAMILY: "families",
    Audience.STAFF: "staff",
    Audience.MANAGER: "managers",
}
WAYS = {
    Support.ALONE: "Who answered alone",
    Support.SUPPORTED: "Who had help to answer",
    Support.INTERPRETED: "Who had their answer put into words",
    Support.PROXY: "Where someone else answered for a person",
    Support.OBSERVED: "What others saw of people who use few words",
}
"""How people were heard."""
BASIS = {Basis.ROUND: "", Basis.PROVIDER: " in all services together"}


class Side(StrEnum):
    """On which side something stands."""

    FOR = "for"
    AGAINST = "against"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Ref:
    """What a sentence is made of, and where it can be looked at."""

    kind: str
    ref: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, the side that it speaks for, and what it is made of."""

    text: str
    refs: tuple[Ref, ...] = ()
    side: Side = Side.BOTH


def says(group: Audience, standard: Standard, based: Based, ref: Ref) -> Sentence | None:
    """What a group says on a standard; None where that is hidden, or nobody was heard."""
    result = based.result
    if result.says is None:
        return None
    who, where = GROUPS[group], BASIS[based.basis]
    quoted = f"‘{standard.statement.rstrip('.')}’"
    warns = standard.sign == "warning"
    if result.says is Says.GOOD:
        what = (
            f"most {who}{where} do not see this warning sign: " if warns else f"most {who}{where} say good things on "
        )
        return Sentence(_of_round(based, f"{what}{quoted}{_figures(result, 'good')}."), (ref,), Side.FOR)
    if result.says is Says.NOT_GOOD:
        what = (
            f"most {who}{where} see this warning sign: " if warns else f"most {who}{where} do not say good things on "
        )
        return Sentence(_of_round(based, f"{what}{quoted}{_figures(result, 'not_good')}."), (ref,), Side.AGAINST)
    what = f"{who}{where} say different things on {'the warning sign ' if warns else ''}{quoted}"
    return Sentence(_of_round(based, f"{what}{_figures(result, 'good', 'good: ')}."), (ref,), Side.BOTH)


def _of_round(based: Based, told: str) -> str:
    """Such as `In ‘Talks in May’, most …`, where the round has to be told."""
    return f"In ‘{based.round}’, {told}" if based.round else told[0].upper() + told[1:]


def glance(group: Audience, standard: Standard, result: Result) -> str:
    """What a group says on a standard in a few words, with the figure where it is shown; '' where nothing is."""
    if result.says is None:
        return ""
    who = "" if group is Audience.PERSON else f"{GROUPS[group]}: "
    counts, not_good = result.counts, result.says is Says.NOT_GOOD
    figure = f", {counts.not_good if not_good else counts.good} of {counts.people}" if counts else ""
    good = " good" if figure and result.says is Says.DIFFERENT else ""
    return f"{who}{_held_by_most(result.says, standard)}{figure}{good}"


def in_a_way(way: Support, standard: Standard, result: Result, ref: Ref) -> Sentence | None:
    """What is told by people who were heard in one way; None where that is hidden, or nobody was."""
    if result.says is None:
        return None
    which, what = "not_good" if result.says is Says.NOT_GOOD else "good", _held_by_most(result.says, standard)
    figures = _figures(result, which, "good: " if result.says is Says.DIFFERENT else "")
    return Sentence(f"{WAYS[way]}: {what}{figures}.", (ref,), _side(result.says))


def _held_by_most(says: Says, standard: Standard) -> str:
    warns = standard.sign == "warning"
    return {
        Says.GOOD: "most do not see this warning sign" if warns else "most say good things",
        Says.NOT_GOOD: "most see this warning sign" if warns else "most do not say good things",
        Says.DIFFERENT: "they say different things",
    }[says]


def _figures(result: Result, which: str, begins: str = "") -> str:
    """Such as ` (31 of 42; likely between 59% and 85%)`; '' where figures are not shown."""
    counts = result.counts
    if counts is None:
        return ""
    number = counts.good if which == "good" else counts.not_good
    likely = wilson(number, counts.people)
    return f" ({begins}{number} of {counts.people}; likely between {percent(likely.low)} and {percent(likely.high)})"


def others(own: Says | None, theirs: dict[Audience, Based], standard: Standard, ref: Ref) -> tuple[Sentence, ...]:
    """What other groups say beside people supported: the same, the opposite, or something on their own."""
    found = []
    same = [group for group, based in theirs.items() if own and based.result.says is own]
    against = [group for group, based in theirs.items() if {own, based.result.says} == {Says.GOOD, Says.NOT_GOOD}]
    if same:
        side = Side.FOR if own is Says.GOOD else Side.AGAINST if own is Says.NOT_GOOD else Side.BOTH
        found.append(Sentence(f"{_listed(same)} say the same.", (ref,), side))
    if against:
        side = Side.AGAINST if own is Says.GOOD else Side.FOR
        found.append(Sentence(f"{_listed(against)} say the opposite.", (ref,), side))
    rest = [says(group, standard, based, ref) for group, based in theirs.items() if group not in {*same, *against}]
    return (*found, *(one for one in rest if one))


def moved(held: Held, before: str, ref: Ref) -> Sentence | None:
    """How far the share of good moved; None where nobody can tell.

    Args:
        held: Two rounds held against each other.
        before: The name of the earlier one, where `held` does not know it.
        ref: Where it is looked at.
    """
    apart = held.apart
    if apart is None or apart.low <= 0 <= apart.high:
        return None
    low, high = sorted((abs(apart.low), abs(apart.high)))
    more = apart.difference > 0
    return Sentence(
        f"{'More' if more else 'Fewer'} people say good things on it than in {held.since or before}: likely between "
        f"{round(low * 100)} and {round(high * 100)} in 100 {'more' if more else 'fewer'}.",
        (ref,),
        Side.FOR if more else Side.AGAINST,
    )


def proportion(asked: AskedOfAll, everyone: int, ref: Ref) -> Sentence:
    """What proportion of everyone supported gets support like that: the code's own first question.

    Args:
        asked: What everyone is asked about the area, which is the same question for each.
        everyone: How many people are supported here.
        ref: Where it is looked at.
    """
    result, where, standard = asked.based.result, BASIS[asked.based.basis], asked.core.standards[0]
    warns = standard.sign == "warning"
    about = f"{'the warning sign ' if warns else ''}‘{standard.statement.rstrip('.')}’"
    if result.says is None:
        heard = "Nobody was heard" if result.shown is Shown.NOBODY else "Too few people were heard"
        return Sentence(f"{heard} to say for how many of the {people(everyone)} we support {about} is true.", (ref,))
    asks = (
        f"Everyone was asked about {about} in ‘{asked.based.round}’"
        if asked.based.round
        else f"Everyone is asked about {about}"
    )
    if result.counts is None:
        told = f"{asks}. {_in_words(result.says)}{where}. There are too few for figures."
    else:
        told = f"{asks}. {_shares(result.counts, where, warns=warns)}{_not_heard(asked.rest)}"
    return Sentence(told, (ref,), _side(result.says))


def _shares(counts: Counts, where: str, *, warns: bool) -> str:
    good, not_good = ("do not see it", "see it") if warns else ("say good things", "say what is not good")
    return (
        f"Of the {people(counts.people)} who were heard{where}, {counts.good} {good}, {counts.mixed} say both, and "
        f"{counts.not_good} {not_good}."
    )


def _not_heard(rest: int | None) -> str:
    return f" Of {people(rest)} we do not know it yet: they are not in this result." if rest else ""


def _in_words(said: Says) -> str:
    return {
        Says.GOOD: "Most people who were heard say good things",
        Says.NOT_GOOD: "Most people who were heard do not say good things",
        Says.DIFFERENT: "People who were heard say different things",
    }[said]


def _side(said: Says) -> Side:
    return {Says.GOOD: Side.FOR, Says.NOT_GOOD: Side.AGAINST}.get(said, Side.BOTH)


def many(number: int, one: str, more: str) -> str:
    """`Three records`, `One record`, `14 records`."""
    return f"{NUMBERS[number] if number < len(NUMBERS) else number} {one if number == 1 else more}"


def day(value: str) -> str:
    """`2026-05-03` → `3 May 2026`."""
    found = date.fromisoformat(value[:10])
    return f"{found.day} {found:%B %Y}"


def people(number: int) -> str:
    """`1 person`, `12 people`."""
    return "1 person" if number == 1 else f"{number} people"


def percent(share: float) -> str:
    """`0.456` → `46%`."""
    return f"{round(share * 100)}%"


def _listed(groups: Sequence[Audience]) -> str:
    names = [GROUPS[group] for group in groups]
    joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return joined[0].upper() + joined[1:]
