"""One area in the report on the evidence: its result, each standard by who says it, and who is missing."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.model import Audience
from dialogs.pack import Standard
from evidence.areas import AreaEvidence, AskedOfAll, Based, Basis, Missing, StandardEvidence
from evidence.reports import evidence_words as words
from evidence.reports.document import (
    Bar,
    Bars,
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Line,
    Meaning,
    Part,
    Row,
    Table,
    Tone,
    bullets,
    cell,
    paragraph,
)
from evidence.reports.links import number_link
from evidence.result import Counts, Result
from evidence.suppression import Shown

COLUMNS = (
    Column("Who", 4),
    Column("What they say", 5),
    Column(words.GOOD, 2, numeric=True),
    Column(words.MIXED, 2, numeric=True),
    Column(words.NOT_GOOD, 2, numeric=True),
    Column("People", 2, numeric=True),
    Column("Share of good", 2, numeric=True),
    Column("Likely between", 2, numeric=True),
    Column("and", 2, numeric=True),
)

CODEBOOK = (
    Meaning("Who", "", "The group that says it. ‘(all services)’: fewer than five people live here."),
    Meaning("What they say", words.SAYS["good"], "More than half of these people say good."),
    Meaning("What they say", words.SAYS["not_good"], "More than half of them say not good."),
    Meaning("What they say", words.SAYS["different"], "Neither."),
    Meaning("What they say", words.HIDDEN, "Fewer than five people, or somebody could subtract."),
    Meaning("What they say", words.NOBODY, "Nobody in this group was heard."),
    Meaning(words.GOOD, "", "How many people say good things only. On a warning sign: that it is not there."),
    Meaning(words.MIXED, "", "How many people say both."),
    Meaning(words.NOT_GOOD, "", "How many people say the opposite only."),
    Meaning("People", "", "How many people that is in all; each counts once. Empty where figures are not shown."),
    Meaning("Share of good", "", "Good of people, 0 to 1 in XLSX and JSON."),
    Meaning("Likely between", "", "The lower end of the Wilson 95% interval of that share."),
    Meaning("and", "", "Its upper end."),
)
"""What the columns of the tables of results mean."""


def blocks_of(found: AreaEvidence, *, public: bool) -> Iterator[Block]:
    """Everything about one area; what is only for staff is left out where it will be published."""
    yield Heading(found.area.name, 2, found.area.id)
    yield paragraph(
        Line(f"How strong is the evidence? {words.STRENGTH[found.strength.word]}.", page_of(found), bold=True)
    )
    yield bullets(*(words.REASONS[reason] for reason in found.strength.reasons))
    yield from _asked_of_all(found)
    yield from _differences(found)
    for sign, (title, means) in words.SIGNS.items():
        yield from _standards(found, sign, title, means)
    if not public:
        yield _missing(found)
        yield from _with_care(found)


def page_of(found: AreaEvidence, standard: str = "") -> str:
    """The address of the page that a figure comes from."""
    place = f"#{standard}" if standard else ""
    return f"/staff/areas/{found.area.id}?round={found.scope.round.id}&service={found.scope.service_id}{place}"


def parts(counts: Counts, rest: int | None = None) -> tuple[Part, ...]:
    """A result as the parts of a bar, with those who are not in it where that is known."""
    made = (
        Part(words.GOOD, counts.good, Tone.GOOD),
        Part(words.MIXED, counts.mixed, Tone.MIXED),
        Part(words.NOT_GOOD, counts.not_good, Tone.NOT_GOOD),
    )
    return made if rest is None else (*made, Part(words.REST, rest, Tone.REST))


def _asked_of_all(found: AreaEvidence) -> Iterator[Block]:
    """How many people get support like that, by what everyone is asked; by standard, then by who says it."""
    if not any(found.asked_of_all.values()):
        return
    yield Heading("How many people get support like this?", 3)
    yield paragraph("Everyone in a group is asked this, each time we ask.")
    rows: dict[tuple[Standard, ...], list[Row]] = {}
    for source, every in found.asked_of_all.items():
        for one in every:
            rows.setdefault(one.core.standards, []).extend(_asked(found, source, one))
    heads = {about: Row((Cell(tuple(_about(found, about))),), spanning=True) for about in rows}
    every_row = tuple(row for about, some in rows.items() for row in (heads[about], *some))
    yield Table(f"{found.area.name}: what everyone is asked", COLUMNS, every_row, "core")
    yield paragraph(Line(found.spread.sentence, page_of(found)))


def _asked(found: AreaEvidence, source: Audience, one: AskedOfAll) -> Iterator[Row]:
    address = page_of(found, one.core.standards[0].id)
    yield _row(_name(source, one.based), one.based.result, address)
    if one.rest:
        line = Line(f"{words.REST}: {words.people(one.rest)}.", address, value=one.rest, unit="people")
        yield Row((Cell((line,)),), spanning=True)


def _about(found: AreaEvidence, standards: tuple[Standard, ...]) -> Iterator[Line]:
    for one in standards:
        yield Line(f"{words.sign(one.sign)}{one.statement}", page_of(found, one.id), bold=True)


def _differences(found: AreaEvidence) -> Iterator[Block]:
    if not found.differences:
        return
    yield Heading("Who does not say the same", 3)
    yield Bullets(
        tuple(
            Line(
                f"{one.standard.statement} Good: {_names(one.good)}. Not good: {_names(one.not_good)}.",
                page_of(found, one.standard.id),
            )
            for one in found.differences
        )
    )


def _names(sources: tuple[Audience, ...]) -> str:
    return ", ".join(words.SOURCES[source] for source in sources)


def _standards(found: AreaEvidence, sign: str, title: str, means: str) -> Iterator[Block]:
    standards = [one for one in found.standards if one.standard.sign == sign]
    if not standards:
        return
    yield Heading(title, 3)
    yield paragraph(means)
    bars = [
        Bar(one.standard.statement, parts(counts), number_link(found.scope, one.standard.id))
        for one in standards
        if (counts := one.own[Audience.PERSON].result.counts) and one.own[Audience.PERSON].basis is Basis.ROUND
    ]
    if bars:
        yield Bars(
            f"{found.area.name}: {title}, people supported",
            f"{len(bars)} bars, one a line of the table below that has figures. Each shows how many people say good, "
            "good and not good, and not good.",
            tuple(bars),
        )
    rows = tuple(row for one in standards for row in _rows(found, one))
    yield Table(f"{found.area.name}: {title}", COLUMNS, rows, "standards")


def _rows(found: AreaEvidence, one: StandardEvidence) -> Iterator[Row]:
    address = page_of(found, one.standard.id)
    yield Row((Cell(tuple(_head(one, address))),), spanning=True)
    for source in words.SOURCES:
        if source in one.asked and source in one.own:
            based = one.own[Audience(source)]
            yield _row(_name(Audience(source), based), based.result, address)
    for name, result in ((words.ANSWERED_FOR, one.answered_for), (words.OBSERVED, one.observed)):
        if result.shown is not Shown.NOBODY:
            yield _row(name, result, address)
    if Audience.PERSON in one.asked:
        for support, result in one.by_support.items():
            if result.shown is not Shown.NOBODY:
                yield _row(f"Of people supported: {words.SUPPORT[support].lower()}", result, address)


def _head(one: StandardEvidence, address: str) -> Iterator[Line]:
    yield Line(one.standard.statement, address, bold=True)
    if not one.asked:
        yield Line("Nobody is asked this. Records can show it.")
    elif Audience.PERSON not in one.asked:
        yield Line("People supported are not asked this.")
    if one.records:
        yield Line(f"Look also at: {'; '.join(one.records)}.")
    if one.not_heard:
        yield Line(f"{words.REST}: {words.people(one.not_heard)}.", address, value=one.not_heard, unit="people")


def _name(source: Audience, based: Based) -> str:
    borrowed = words.BORROWED_SHORT.get(based.basis)
    return f"{words.SOURCES[source]} ({borrowed})" if borrowed else words.SOURCES[source]


def _row(name: str, result: Result, address: str) -> Row:
    """One group's result as far as it is shown: in words always, in figures where there are any."""
    first = (cell(name, header=True), cell(Line(_says(result), address)))
    if result.counts is None or result.likely is None:
        return Row((*first, *(Cell() for _ in COLUMNS[2:])))
    counts = result.counts
    numbers = (counts.good, counts.mixed, counts.not_good, counts.people)
    shares = (counts.good / counts.people, result.likely.low, result.likely.high)
    return Row(
        (
            *first,
            *(cell(Line(str(number), address, value=number, unit="people")) for number in numbers),
            *(cell(Line(f"{round(100 * share)}%", address, value=share, unit="share")) for share in shares),
        )
    )


def _says(result: Result) -> str:
    if result.shown is Shown.HIDDEN:
        return words.HIDDEN
    return words.SAYS[result.says] if result.says else words.NOBODY


def _missing(found: AreaEvidence) -> Table:
    """People not heard on this area, service by service."""
    columns = [Column("Service", 4)]
    for source in found.heard:
        columns.append(Column(words.SOURCES[source], 2, numeric=True))
        if source is Audience.PERSON:
            columns += [Column(words.ANSWERED_FOR, 2, numeric=True), Column(words.OBSERVED, 2, numeric=True)]
    rows = tuple(Row((cell(one.service, header=True), *_of_service(one, page_of(found)))) for one in found.missing)
    return Table(f"{found.area.name}: people not heard yet", tuple(columns), rows, "people-heard")


def _of_service(one: Missing, address: str) -> Iterator[Cell]:
    for source, heard in one.heard.items():
        yield _number(f"{heard.missing} of {heard.possible}", heard.missing, address)
        if source is Audience.PERSON:
            yield _number(str(heard.answered_for), heard.answered_for, address)
            yield _number(str(heard.observed), heard.observed, address)


def _number(text: str, value: int, address: str) -> Cell:
    return cell(Line(text, address, value=value, unit="people"))


def _with_care(found: AreaEvidence) -> Iterator[Block]:
    if not found.heard[Audience.PERSON].heard:
        return
    yield Heading("Read with care", 3)
    if not found.flags:
        yield paragraph("Some answers may need care. This is hidden to keep people private.")
        return
    yield paragraph("These answers still count. They are never held against anyone.")
    yield bullets(*(words.FLAGS.get(flag, words.OTHER_FLAG) for flag in found.flags))
