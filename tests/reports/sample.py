"""A report that has one of everything, in any language."""

from __future__ import annotations

from collections.abc import Callable

from evidence.reports.document import (
    Bar,
    Bars,
    Block,
    Column,
    Heading,
    Line,
    NewPage,
    Part,
    Picture,
    Pictured,
    Report,
    Row,
    Table,
    Tone,
    bullets,
    cell,
    paragraph,
)

Words = Callable[[str], str]
LONG = 40
"""Rows of the table: more than fit on a page."""


def a_report(language: str = "en", say: Words = str, *, wide: bool = False, easy: bool = False) -> Report:
    """One of everything.

    Args:
        language: Of its texts.
        say: Puts a text into that language.
        wide: On the long side of the paper.
        easy: As easy read.
    """
    return Report(
        name="evidence",
        title=say("What people say"),
        blocks=(*_words(say), a_table(say), a_chart(say), NewPage(), *_pictures(say)),
        made_on="2026-11-29",
        about=(say("Sample provider"),),
        language=language,
        wide=wide,
        easy=easy,
        facts={"Code": "duq 1"},
    )


def _words(say: Words) -> tuple[Block, ...]:
    return (
        Heading(say("First part"), 2, "first"),
        paragraph(say("People were heard."), Line(say("Twelve people"), link="/staff/areas/duq.1", value=12)),
        Heading(say("Deeper"), 4),
        bullets(say("One thing"), say("Another thing")),
        paragraph(say("A note."), small=True),
    )


def a_table(say: Words = str) -> Table:
    """A table over two pages, with a group, a list in a cell, numbers and shares."""
    columns = (Column(say("Name"), 3), Column(say("People"), numeric=True), Column(say("Share"), numeric=True))
    listed = (Line(say("Bold"), bold=True), Line(say("Listed"), bullet=True), Line(say("Listed too"), bullet=True))
    numbers = (cell(Line("12", value=12, unit="people")), cell(Line("46%", value=0.4567, unit="share")))
    rows = (Row((cell(say("Row")), cell(Line(str(one), value=one, unit="number")), cell())) for one in range(LONG))
    return Table(
        say("Table: who/what?"),
        columns,
        (Row((cell(say("Group")),), spanning=True), Row((cell(*listed, header=True), *numbers)), *rows),
    )


def a_chart(say: Words = str) -> Bars:
    """Two bars of four parts."""
    parts = tuple(
        Part(say(name), value, tone)
        for name, value, tone in (
            ("Good", 5, Tone.GOOD),
            ("Mixed", 3, Tone.MIXED),
            ("Not good", 2, Tone.NOT_GOOD),
            ("Rest", 4, Tone.REST),
        )
    )
    return Bars(say("Chart"), say("Most say good things."), (Bar(say("Families"), parts), Bar(say("Staff"), parts)))


def _pictures(say: Words) -> tuple[Block, ...]:
    return (
        Pictured(Picture(say("A house"), name="home"), (Line(say("We eat at 6.")), Line(say("The food is hot.")))),
        Picture("", name="a-bit"),
    )
