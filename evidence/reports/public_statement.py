"""The short public statement: declaration, ratings and gaps, who took part, the action plan, what others say."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.reports.document import Block, Column, Heading, Line, Report, Row, Table, bullets, cell, paragraph
from evidence.reports.kinds import Asked, ReportKind
from evidence.reports.preview import found_for, marked
from evidence.reports.self_assessment import DRAFT, about, empty, facts
from evidence.self_assessment.checked import Checked, published
from evidence.self_assessment.declared import line
from evidence.self_assessment.declaring import actions_of, due_on, of
from evidence.self_assessment.mapping import mapping_of
from evidence.self_assessment.sentences import day
from evidence.self_assessment.written import Whole
from store import voices
from store.actions import Action, Status
from store.tx import Tx
from store.voices import Voice

STATUS = {
    Status.NOT_STARTED: "Not begun",
    Status.IN_PROGRESS: "Begun",
    Status.DONE: "Done",
    Status.NO_LONGER_NEEDED: "No longer needed",
}
AGREES = {"yes": "They agree with what we say.", "partly": "They agree with some of it.", "no": "They do not agree."}


def make(tx: Tx, asked: Asked) -> Report | None:
    """The statement; where nothing is begun (or, for the public, published), it says kindly how to begin."""
    found = found_for(tx, asked)
    if found is None:
        return empty(asked, "public-statement", "Public statement")
    whole, signed = found.whole, found.signed
    report = Report(
        name="public-statement",
        title=f"How we live up to the {asked.pack.name}",
        blocks=tuple(_blocks(tx, asked, whole, signed.version if signed else 0)),
        made_on=asked.today.isoformat(),
        about=(*about(tx, whole), f"Signed on {day(signed.signed_at)}." if signed else DRAFT),
        facts=facts(whole),
    )
    return marked(report) if found.preview else report


def _blocks(tx: Tx, asked: Asked, whole: Whole, version: int) -> Iterator[Block]:
    yield from _said(whole)
    yield Heading("How we rate ourselves")
    yield _ratings(whole)
    yield from _who(asked, whole)
    yield from _plan(actions_of(tx, whole.assessment.id))
    yield from _checked(published(tx, whole, version))
    yield from _checks(voices.of(tx, whole.assessment.id, voices.CHECK))
    yield from _challenges(voices.of(tx, whole.assessment.id, voices.CHALLENGE))
    yield Heading("What comes next")
    yield paragraph(f"We do this again by {day(due_on(whole))}. Do you see it differently? Please tell us.")


def _said(whole: Whole) -> Iterator[Block]:
    said = whole.said
    if not said.words:
        yield paragraph("The declaration is not written yet.")
        return
    yield paragraph(*said.words.splitlines())
    yield paragraph(Line(line(whole), bold=True))


def _ratings(whole: Whole) -> Table:
    columns = (Column("Area", 3), Column("Rating", 1), Column("What is not good enough yet", 4))
    rows = []
    for section in whole.sections:
        part = whole.part(section.id)
        rated = cell(of(whole, part) or "Not rated")
        rows.append(Row((cell(section.name, header=True), rated, cell(*part.gaps.splitlines()))))
    return Table("Our ratings and gaps", columns, tuple(rows))


def _who(asked: Asked, whole: Whole) -> Iterator[Block]:
    mapping = mapping_of(asked.pack.id)
    took = [(group.name, whole.who.groups[group.id]) for group in mapping.groups if group.id in whole.who.groups]
    lines = [
        f"{name}: {', '.join(one for one in (took_part.how, took_part.many, took_part.when) if one)}"
        for name, took_part in took
        if took_part.is_there
    ]
    if lines:
        yield Heading("Who took part")
        yield bullets(*(Line(one, bullet=True) for one in lines))
    used = [one.name for one in mapping.used if one.id in whole.who.used and one.id != "other"]
    used += [whole.who.other] if whole.who.other else []
    if used:
        yield Heading("What we looked at")
        yield bullets(*(Line(one, bullet=True) for one in used))


def _plan(found: tuple[Action, ...]) -> Iterator[Block]:
    yield Heading("What we will do")
    if not found:
        yield paragraph("There are no actions yet.")
        return
    rows = tuple(
        Row((cell(one.said.what), cell(day(one.said.due_on) if one.said.due_on else one.said.timescale),
             cell(STATUS[one.status])))
        for one in found
    )  # fmt: skip
    yield Table("Our action plan", (Column("Action", 5), Column("By when", 2), Column("How far it is", 2)), rows)


def _checked(found: tuple[Checked, ...]) -> Iterator[Block]:
    """What experts by experience wrote themselves, over a link of their own."""
    if not found:
        return
    yield Heading("Who checked this themselves")
    for one in found:
        yield paragraph(Line(f"{one.who}, {one.on}", bold=True), one.sentence)
        if one.words:
            yield bullets(*(Line(f"{area}: ‘{' '.join(words.split())}’", bullet=True) for area, words in one.words))
        if one.reply:
            yield paragraph(f"We answer: {one.reply}")


def _checks(found: tuple[Voice, ...]) -> Iterator[Block]:
    if not found:
        return
    yield Heading("What experts by experience say")
    for one in found:
        agrees = AGREES.get(one.text("agrees"), "")
        if one.is_out:
            yield paragraph(taken_out(one), agrees)
            continue
        who = Line(f"{one.text('who')}, {day(one.text('on'))}", bold=True)
        reply = one.text("reply").splitlines()
        yield paragraph(who, *one.text("words").splitlines(), agrees)
        if reply:
            yield paragraph(f"We answer: {reply[0]}", *reply[1:])


def taken_out(one: Voice) -> str:
    """What readers see in place of what experts said and somebody took out after it was signed."""
    why = one.text("out_why")
    return (
        f"What experts by experience said on {day(one.text('on'))} was taken out on {day(one.text('out_on'))} "
        f"because: {why}{'' if why.endswith(('.', '!', '?')) else '.'}"
    )


def _challenges(found: tuple[Voice, ...]) -> Iterator[Block]:
    told = [one for one in found if one.public_at]
    if not told:
        return
    yield Heading("Who sees it differently, and what we answer")
    for one in told:
        yield paragraph(f"‘{one.text('words')}’", f"We answer: {one.text('reply')}")


PUBLIC_STATEMENT = ReportKind(
    "public-statement",
    "Public statement",
    "One or two pages for everyone: how we rate ourselves, what is not good enough, what we do, and what others say.",
    make,
)
