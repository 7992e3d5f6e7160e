"""The report on the ladders: where we stand, what we want to work towards, and the detailed plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dialogs.pack_ladders import builtin_ladders
from evidence.detailed_plan import MORE, of_ladders, of_others
from evidence.ladders import Agree, Scope, Score, Spread, scope, scores
from evidence.reports.document import (
    Block,
    Cell,
    Column,
    Heading,
    Line,
    Report,
    Row,
    Table,
    cell,
    paragraph,
)
from evidence.reports.kinds import Asked, ReportKind
from evidence.reports.progress_charts import CODEBOOK, MANAGERS_ONLY, over_rounds, ranges
from evidence.reports.published_people import as_published
from evidence.suppression import Shown
from store import settings
from store.action import Action
from store.tx import Tx

AGREE = {
    Agree.CLOSE: "They are close together.",
    Agree.SOME: "They are some way apart.",
    Agree.FAR: "They are far apart.",
}
TITLES = {
    "scores": "How far are we?",
    "summary": "What we want to work towards",
    "detailed": "Detailed plans",
}
SOURCE = "Statements in our own words after Progress for Providers, reablement edition (2012)."


def make(tx: Tx, asked: Asked) -> Report | None:
    """The newest round, or the one asked for; None before there is one."""
    here = _scope(tx, asked)
    if here is None:
        return None
    layout = asked.layout or "scores"
    where = here.service.name if here.service else "All services"
    provider = settings.get(tx, "provider") or ""
    return Report(
        name="progress",
        title=f"{TITLES[layout]} {where}" if layout == "scores" else f"{TITLES[layout]}: {where}",
        blocks=(*_BLOCKS[layout](tx, asked, here), paragraph(SOURCE, small=True)),
        made_on=asked.today.isoformat(),
        about=tuple(filter(None, (provider, f"{here.round.name}, {here.round.opens_on} to {here.round.closes_on}"))),
        wide=layout != "detailed",
        facts={
            "Code": f"{here.code.pack.name}, version {here.code.pack.version}",
            "Round": here.round.name,
            "Service": where,
        },
        codebook=CODEBOOK if layout == "scores" else (),
    )


def _scope(tx: Tx, asked: Asked) -> Scope | None:
    only, code = asked.reader.services, builtin_ladders()
    return scope(tx, code, round_id=asked.number, service_id=asked.service_id, only=only)


def _numbers(tx: Tx, asked: Asked) -> tuple[tuple[int, str], ...]:
    here = _scope(tx, asked)
    return tuple((one.id, one.name) for one in here.rounds) if here else ()


def _scores(tx: Tx, asked: Asked, here: Scope) -> Iterator[Block]:
    ended, found = here.round.closed_at is not None, scores(tx, here)
    titles = (Column("Section"), Column("Ladder"), Column("Now", numeric=True), Column("Managers", 2))
    rows = (
        Row(
            (
                cell(one.ladder.section),
                cell(_linked(asked, here, number, one.ladder.name), header=True),
                _now(one, _linked(asked, here, number, "").link),
                cell(Line(said(one.manager, ended=ended), _linked(asked, here, number, "").link)),
                cell(Line(said(one.staff, ended=ended), _linked(asked, here, number, "").link)),
            )
        )
        for number, one in enumerate(found, start=1)
    )
    yield Table("Where we stand on each ladder", (*titles, Column("Staff", 2)), tuple(rows), "ladders")
    yield paragraph("Now is the lower of what managers and staff say in the middle.", *_lower(found), small=True)
    address = "" if asked.reader.public else f"/staff/progress?round={here.round.id}&service={here.service_id}"
    yield from over_rounds(tx, here, links=not asked.reader.public)
    yield from ranges(found, address)


def _summary(tx: Tx, asked: Asked, here: Scope) -> Iterator[Block]:
    opened = _opened(tx, asked, here)
    titles = (Column("Section"), Column("Ladder"), Column("Now", numeric=True), Column("The next statement", 3))
    rows = (
        Row(
            (
                cell(one.ladder.section),
                cell(_linked(asked, here, number, one.ladder.name), header=True),
                _now(one, _linked(asked, here, number, "").link),
                cell(one.target or ("The last step is reached." if one.now else "Not known yet.")),
                cell(*(_action(asked, action) for action in opened if action.said.from_id == one.ladder.id)),
            )
        )
        for number, one in enumerate(scores(tx, here), start=1)
    )
    yield Table("What we want to work towards", (*titles, Column("What we do", 2)), tuple(rows), "ladders")
    if lower := tuple(_lower(scores(tx, here))):
        yield paragraph(*lower, small=True)


def _detailed(tx: Tx, asked: Asked, here: Scope) -> Iterator[Block]:
    # What else is planned in detail is for those who work on it: the register leaves it out of what is published too.
    others = () if asked.reader.public else of_others(tx, service_id=here.service_id, only=asked.reader.services)
    opened = (*_opened(tx, asked, here), *others)
    if not opened:
        yield paragraph("There is no plan yet.")
    for one in opened:
        ladder = here.code.ladder(one.said.from_id) if one not in others else None
        yield Heading(f"{ladder.name}: {one.said.what}" if ladder else one.said.what)
        found = tuple(Row((cell(name, header=True), cell(*text.splitlines()))) for name, text in _fields(one) if text)
        yield (
            Table(f"Detailed plan: {one.said.what}", (Column("What"), Column("What is planned", 3)), found)
            if found
            else paragraph("Nothing more is planned yet.")
        )


def _fields(one: Action) -> Iterator[tuple[str, str]]:
    said_ = one.said
    more = {name: said_.more.get(name, "") for name in MORE}
    first = ("priority", "why", "first_steps")
    yield from ((MORE[name], more[name]) for name in first)
    yield "Who", ", ".join(each.name for each in said_.leads)
    yield "By when", said_.timescale or said_.due_on or ""
    yield "Who must know, or help", ", ".join(each.name for each in said_.knows)
    yield from ((label, more[name]) for name, label in MORE.items() if name not in first)


def said(one: Spread, *, ended: bool) -> str:
    """What one group chose, in words."""
    if one.shown is Shown.NOBODY:
        return "Nobody has rated this."
    if one.shown is Shown.HIDDEN:
        return "Hidden to keep people private." if ended else "Shown when the round has ended."
    agree = AGREE[one.agree] if one.agree else ""
    if one.shown is Shown.WORDS:
        return f"Step {one.middle} is in the middle. {agree}"
    if one.raters == 1:
        return f"One chose step {one.middle}."
    if one.lowest == one.highest:
        return f"All {one.raters} chose step {one.middle}."
    return f"Step {one.middle} is in the middle of {one.raters}, from {one.lowest} to {one.highest}. {agree}"


def _opened(tx: Tx, asked: Asked, here: Scope) -> tuple[Action, ...]:
    """The actions that were opened from a ladder, as far as the reader may see them, in the ladders' order."""
    order = [one.id for one in here.code.ladders]
    found = of_ladders(tx, service_id=here.service_id, only=asked.reader.services)
    mine = [one for one in found if one.said.from_id in order]
    told = as_published(tx, mine, asked.reader)
    return tuple(sorted(told, key=lambda one: (order.index(one.said.from_id), one.place)))


def _lower(found: Iterable[Score]) -> Iterator[str]:
    """Said where a step is known of managers only."""
    if any(one.managers_only for one in found):
        yield "Managers only: what staff chose is hidden, or shown when the round has ended. They may stand lower."


def _now(one: Score, address: str) -> Cell:
    if one.now and one.managers_only:
        return cell(Line(f"Step {one.now}, {MANAGERS_ONLY}", address))
    return cell(Line(f"Step {one.now}", address, value=one.now, unit="number")) if one.now else cell("Not known")


def _linked(asked: Asked, here: Scope, number: int, name: str) -> Line:
    address = f"/staff/progress/ladders/{number}?round={here.round.id}&service={here.service_id}"
    return Line(name, "" if asked.reader.public else address)


def _action(asked: Asked, one: Action) -> Line:
    return Line(one.said.what, "" if asked.reader.public else f"/staff/actions/{one.id}")


_BLOCKS: dict[str, Callable[[Tx, Asked, Scope], Iterator[Block]]] = {
    "scores": _scores,
    "summary": _summary,
    "detailed": _detailed,
}
PROGRESS = ReportKind(
    "progress",
    "Progress on the ladders",
    "Where managers and staff say that we stand, what we want to work towards, and the detailed plans.",
    make,
    layouts=tuple(_BLOCKS),
    by_service=True,
    numbers=_numbers,
    which="Round",
    ready=lambda tx, asked: _scope(tx, asked) is not None,
)
