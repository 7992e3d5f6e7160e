"""The report on the evidence: what people say in every area, as far as readers may see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dialogs.model import SOURCES, Audience
from evidence.areas import AreaEvidence, Basis, Heard, area_evidence
from evidence.reports import evidence_words as words
from evidence.reports.document import (
    Bar,
    Bars,
    Block,
    Cell,
    Column,
    Heading,
    Line,
    Report,
    Row,
    Table,
    bullets,
    cell,
)
from evidence.reports.kinds import Asked, ReportKind
from evidence.reports.links import number_link
from evidence.reports.one_area import CODEBOOK, blocks_of, page_of, parts
from evidence.scope import Scope, scope
from store import settings
from store.tx import Tx


def make(tx: Tx, asked: Asked) -> Report | None:
    """The evidence of one round, for a service or the whole provider; None before anybody was asked."""
    found = _scope(tx, asked)
    if found is None:
        return None
    wanted = frozenset(asked.pack.asked_areas)
    areas = [area_evidence(tx, found, area, today=asked.today) for area in asked.pack.areas if area.id in wanted]
    blocks = [*_overview(areas), *(block for one in areas for block in blocks_of(one, public=asked.reader.public))]
    where = found.service.name if found.service else "All services"
    return Report(
        name="evidence",
        title=f"What people say: {where}",
        blocks=(*blocks, Heading("How to read this"), bullets(*words.HOW_TO_READ)),
        made_on=asked.today.isoformat(),
        about=_about(tx, found),
        wide=True,
        facts={
            "Code": f"{found.pack.name}, version {found.pack.version}",
            "When we asked": f"{found.round.name}, {found.round.opens_on} to {found.round.closes_on}",
            "Service": where,
        },
        codebook=CODEBOOK,
    )


def _scope(tx: Tx, asked: Asked) -> Scope | None:
    only = asked.reader.services
    return scope(tx, asked.pack, round_id=asked.round_id, service_id=asked.service_id, only=only)


def _about(tx: Tx, found: Scope) -> tuple[str, ...]:
    lines = (
        settings.get(tx, "provider") or "",
        found.pack.name,
        f"{found.round.name}: {words.day(found.round.opens_on)} to {words.day(found.round.closes_on)}",
        words.published(found.round.closed_at),
    )
    return tuple(line for line in lines if line)


def _overview(areas: Sequence[AreaEvidence]) -> Iterator[Block]:
    """Every area on one page: a table of who was heard, and a chart of those results that have figures."""
    yield Heading("All areas")
    columns = (
        Column("Area", 4),
        *(Column(words.SOURCES[source], 2) for source in SOURCES),
        Column("How strong is the evidence?", 2),
    )
    yield Table("Who was heard, by area", columns, tuple(_heard_row(one) for one in areas), "people-heard")
    bars = tuple(bar for one in areas for bar in _bars(one))
    if bars:
        yield Bars(
            "What people supported say, area by area, to what everyone is asked",
            f"{len(bars)} bars, one for each thing that everyone is asked and that has figures. Each shows how many "
            "people say good, good and not good, and not good, and how many are not in the result yet.",
            bars,
        )


def _heard_row(one: AreaEvidence) -> Row:
    heard = (_heard(one.heard.get(source), page_of(one)) for source in SOURCES)
    strength = cell(Line(words.STRENGTH[one.strength.word], page_of(one)))
    return Row((cell(Line(one.area.name, page_of(one)), header=True), *heard, strength))


def _heard(found: Heard | None, address: str) -> Cell:
    if found is None:
        return cell("Not asked")
    return cell(Line(f"{found.heard} of {found.possible}", address, value=found.heard, unit="people"))


def _bars(one: AreaEvidence) -> Iterator[Bar]:
    for asked in one.asked_of_all.get(Audience.PERSON, ()):
        if counts := asked.based.result.counts:
            standard = asked.core.standards[0]
            borrowed = f" ({words.BORROWED_SHORT[asked.based.basis]})" if asked.based.basis is not Basis.ROUND else ""
            name = f"{one.area.name}: {words.sign(standard.sign)}{standard.statement}{borrowed}"
            yield Bar(name, parts(counts, asked.rest), number_link(one.scope, standard.id, core=True))


EVIDENCE = ReportKind(
    "evidence",
    "What people say",
    "Every area: who was heard, what people say on each standard, how strong the evidence is and who is missing.",
    make,
    by_round=True,
    by_service=True,
    ready=lambda tx, asked: _scope(tx, asked) is not None,
)
