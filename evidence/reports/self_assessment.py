"""The whole self-assessment: one table an area (question, response, evidence of good), example, rating."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.record_sight import Sight
from evidence.reports.document import (
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
    paragraph,
)
from evidence.reports.kinds import Asked, ReportKind
from evidence.reports.preview import found_for, marked
from evidence.self_assessment.choosing import State
from evidence.self_assessment.declared import NOBODY, line
from evidence.self_assessment.mapping import mapping_of
from evidence.self_assessment.missing import Now, Why, results_now
from evidence.self_assessment.sentences import day
from evidence.self_assessment.showing import quotes, seen, story
from evidence.self_assessment.written import AREAS, Answer, Section, Whole
from evidence.self_assessment.years import Year, years
from store import services, settings
from store.tx import Tx

COLUMNS = (Column("Questions to ask", 3), Column("Response", 5), Column("Evidence of good", 3))
OVER_YEARS = "Our ratings over the years"
NOTHING = (
    "There is no self-assessment yet.",
    "A manager can begin one on the staff pages, under ‘Make it better’, ‘Self-assessments’.",
    "It takes twelve months of evidence and lays it out beside each question of the code.",
    "Answer one question at a time. Everything is kept, and nothing is published before somebody signs it.",
)


def make(tx: Tx, asked: Asked) -> Report | None:
    """The report; where nothing is begun, it says kindly how to begin."""
    found = found_for(tx, asked)
    if found is None:
        return empty(asked, "self-assessment", "Self-assessment")
    whole, signed = found.whole, found.signed
    state = f"Version {signed.version}, signed on {day(signed.signed_at)} by {signed.signed_by}." if signed else DRAFT
    report = Report(
        name="self-assessment",
        title=f"{asked.pack.name}: self-assessment",
        blocks=(*_blocks(tx, asked, whole), *_years(tx, asked, found)),
        made_on=asked.today.isoformat(),
        about=(*about(tx, whole), state, line(whole) or NOBODY),
        wide=True,
        quotes=quotes(tx, whole, sight_of(asked), public=asked.reader.public),
        facts=facts(whole),
    )
    return marked(report) if found.preview else report


DRAFT = "This is a draft. Nobody has signed it."


def about(tx: Tx, whole: Whole) -> tuple[str, ...]:
    """Who it is of, and which time it is about."""
    one = whole.assessment
    service = services.get(tx, one.service_id) if one.service_id else None
    who = settings.get(tx, "provider") or "Our organisation"
    named = (whole.about.name,) if whole.about.name else ()
    return (f"{who}, {service.name}" if service else who, f"{day(one.since)} to {day(one.until)}", *named)


def facts(whole: Whole) -> dict[str, str]:
    """What readers of the data need beside the words."""
    one = whole.assessment
    return {
        "assessment": str(one.id),
        "code": one.code,
        "code_version": one.code_version,
        "mapping_version": mapping_of(one.code).version,
        "since": one.since,
        "until": one.until,
        "route": whole.about.route,
        "answered": f"{whole.all_answered} of {whole.questions}",
    }


def empty(asked: Asked, name: str, title: str) -> Report:
    """What stands in place of a report while there is nothing to report."""
    return Report(
        name=name, title=title, blocks=(bullets(*NOTHING),), made_on=asked.today.isoformat(), facts={"empty": "yes"}
    )


def sight_of(asked: Asked) -> Sight:
    """What this report's reader may see."""
    return Sight(asked.reader.services, manages=asked.reader.manages, leads=asked.reader.leads)


def _blocks(tx: Tx, asked: Asked, whole: Whole) -> Iterator[Block]:
    yield paragraph(f"{whole.all_answered} of {whole.questions} questions are answered.")
    public = asked.reader.public
    results = results_now(tx, asked.pack, whole, today=asked.today) if public else {}
    for number, section in enumerate(whole.sections, 1):
        name = f"{number}. {section.name}" if whole.about.route == AREAS else section.name
        yield Heading(name, 2, section.id)
        yield _table(tx, asked, whole, section, results)
        yield from _below(tx, asked, whole, section)


def _years(tx: Tx, asked: Asked, found: State) -> Iterator[Block]:
    """How the ratings went, where there is a year to compare with."""
    rated = years(tx, asked.pack, Year(found.whole, found.signed), public=asked.reader.public)
    if not rated.years:
        return
    yield Heading(OVER_YEARS, 2, "years")
    columns = (Column("Area", 2), *(Column(year.name) for year in rated.years))
    rows = tuple(
        Row((cell(name, header=True), *(cell(year.rating(number) or "Not rated") for year in rated.years)))
        for number, name in rated.sections
    )
    yield Table(OVER_YEARS, columns, rows)
    if not rated.one_scale:
        yield paragraph("The scale is not the same in all years. The ratings stand as they were given.", small=True)


def _table(tx: Tx, asked: Asked, whole: Whole, section: Section, results: dict[str, dict[str, Now]]) -> Table:
    said = ((one, whole.part(section.id).answer(one.id)) for one in section.questions)
    rows = tuple(
        Row(
            (
                cell(one.question),
                _response(answer, public=asked.reader.public),
                _shown(tx, asked, answer, results.get(one.id, {})),
            )
        )
        for one, answer in said
    )
    return Table(f"What we asked ourselves: {section.name}", COLUMNS, rows)


def _response(answer: Answer, *, public: bool) -> Cell:
    """Its lines. One that is a sentence of the draft leads staff to what it is made of."""
    links = {} if public else {one.text: next((ref.link for ref in one.refs if ref.link), "") for one in answer.used}
    return cell(*(Line(one.strip(), links.get(one.strip(), "")) for one in answer.response.splitlines()))


def _shown(tx: Tx, asked: Asked, answer: Answer, results: dict[str, Now]) -> Cell:
    public = asked.reader.public
    out = {name for name, now in results.items() if now.why is not Why.CHANGED}
    shown = tuple(one for one in answer.shown if one.kind != "standard" or one.ref not in out)
    found = seen(tx, shown, sight_of(asked), public=public)
    return cell(*(Line(one.text, "" if public else one.link, bullet=True) for one in found))


def _below(tx: Tx, asked: Asked, whole: Whole, section: Section) -> Iterator[Block]:
    part = whole.part(section.id)
    told = story(tx, part, sight_of(asked), public=asked.reader.public)
    if part.example or told:
        yield Heading("Example of good", 3)
        if part.example:
            yield paragraph(*part.example.splitlines())
        if told:
            yield paragraph(f"‘{told.words}’", told.name or "Told to us, with a yes to be quoted without a name.")
    if part.gaps:
        yield Heading("What is not good enough yet", 3)
        yield paragraph(*part.gaps.splitlines())
    if part.rating:
        yield Heading("How we rate ourselves", 3)
        of = f" of {whole.about.ratings[-1]}" if whole.about.scale == "numbers" else ""
        yield paragraph(Line(f"{part.rating}{of}", bold=True), *part.why.splitlines())


SELF_ASSESSMENT = ReportKind(
    "self-assessment",
    "Self-assessment",
    "Every question of the code with what we say, and what shows it: one table for each area.",
    make,
)
