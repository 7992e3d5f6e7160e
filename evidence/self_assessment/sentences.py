"""How evidence is put into sentences by plain rules. What readers may not see is in none of them (D15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dialogs.model import Audience
from dialogs.pack import Standard
from evidence.areas import Based, Basis
from evidence.comparison import Held
from evidence.interval import wilson
from evidence.result import Result, Says
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
BASIS = {Basis.ROUND: "", Basis.PROVIDER: " in all services together", Basis.WHOLE: " in all services together"}


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
            f"Most {who}{where} do not see this warning sign: " if warns else f"Most {who}{where} say good things on "
        )
        return Sentence(f"{what}{quoted}{_figures(result, 'good')}.", (ref,), Side.FOR)
    if result.says is Says.NOT_GOOD:
        what = (
            f"Most {who}{where} see this warning sign: " if warns else f"Most {who}{where} do not say good things on "
        )
        return Sentence(f"{what}{quoted}{_figures(result, 'not_good')}.", (ref,), Side.AGAINST)
    begins = who[0].upper() + who[1:]
    what = f"{begins}{where} say different things on {'the warning sign ' if warns else ''}{quoted}"
    return Sentence(f"{what}{_figures(result, 'good', 'good: ')}.", (ref,), Side.BOTH)


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
    """How far the share of good moved since the round before; None where nobody can tell."""
    apart = held.apart
    if apart is None or apart.low <= 0 <= apart.high:
        return None
    low, high = sorted((abs(apart.low), abs(apart.high)))
    more = apart.difference > 0
    return Sentence(
        f"{'More' if more else 'Fewer'} people say good things on it than in {before}: likely between "
        f"{round(low * 100)} and {round(high * 100)} in 100 {'more' if more else 'fewer'}.",
        (ref,),
        Side.FOR if more else Side.AGAINST,
    )


def proportion(based: Based, everyone: int, ref: Ref) -> Sentence:
    """What proportion of everyone supported gets support like that: the code's own first question."""
    result, counts = based.result, based.result.counts
    if result.shown in {Shown.HIDDEN, Shown.NOBODY} or result.says is None:
        heard = "Nobody was heard" if result.shown is Shown.NOBODY else "Too few people were heard"
        return Sentence(f"{heard} to say how many of the {people(everyone)} we support get support like this.", (ref,))
    where = BASIS[based.basis]
    if counts is None:
        return Sentence(f"{_in_words(result.says)}{where}. There are too few for figures.", (ref,), _side(result.says))
    rest = max(0, everyone - counts.people) if based.basis is Basis.ROUND else None
    not_heard = f"{_not_heard(rest)} " if rest else ""
    return Sentence(
        f"Of the {people(counts.people)} who were heard{where}, {counts.good} say only good things, {counts.mixed} say "
        f"both good and not good, and {counts.not_good} say only what is not good. {not_heard}".strip(),
        (ref,),
        _side(result.says),
    )


def _not_heard(rest: int) -> str:
    return f"Of {people(rest)} we do not know it yet: they are not in this result."


def _in_words(said: Says) -> str:
    return {
        Says.GOOD: "Most people who were heard say only good things",
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
