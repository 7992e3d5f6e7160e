"""PDFs: independently checked, read back exactly in every language, and laid out as paper."""

from __future__ import annotations

import asyncio
import io
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pdfua import Severity, validate

from asking.plans import in_words
from evidence.reports import pdf
from evidence.reports.document import Column, Paragraph, Report, Row, Table, cell
from locales import Languages
from tests.reports.pdf_text import pieces_of, turned
from tests.reports.sample import a_report
from tests.support.ready import built_in_pack

TURNED = {"ar", "ur"}
"""Drawn from the left end of each line: whoever shows the file turns them round."""
PACK = built_in_pack()


def faults(content: bytes, folder: Path) -> list[str]:
    """What an independent checker of PDF/UA finds wrong."""
    file = folder / "report.pdf"
    file.write_bytes(content)
    return [f"{one.rule_id}: {one.message}" for one in validate(str(file)).findings if one.severity >= Severity.WARNING]


def text_of(content: bytes) -> str:
    """The text of every page, as a reader copies it."""
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@pytest.mark.parametrize("look", [{}, {"wide": True}, {"easy": True}])
def test_every_layout_passes_the_check(look: dict[str, bool], tmp_path: Path) -> None:
    """Upright, on the long side and as easy read: the independent checker finds nothing."""
    assert faults(pdf.write(a_report(**look)), tmp_path) == []  # type: ignore[arg-type]


def spoken(language: str) -> Report:
    """A report whose texts are the questions to people, in a language."""
    pack = in_words(PACK, Languages().words(language, PACK.id), language)
    asked = iter([one.question.ask for one in pack.prompts if one.audience == "person" and "{" not in one.question.ask])
    said: dict[str, str] = {}

    def say(text: str) -> str:
        if text not in said:
            said[text] = next(asked)
        return said[text]

    return a_report(language, say, easy=True)


@pytest.mark.parametrize("language", sorted(Languages().codes))
def test_languages_are_read_exactly(language: str, tmp_path: Path) -> None:
    """The PDF passes the check, and gives back each text exactly as it is, in the order of its tags."""
    report = spoken(language)
    content = pdf.write(report)
    assert faults(content, tmp_path) == []
    found, at = bare(turned(content) if language in TURNED else "".join(pieces_of(content))), 0
    for text in report.texts():
        assert bare(text) in found[at:], text
        at = found.index(bare(text), at) + len(bare(text))


@pytest.mark.parametrize("language", ["ar", "bn", "ur"])
def test_without_our_care_letters_stand_twice(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: as it comes from the typesetter, the same file is longer than its texts."""
    monkeypatch.setattr(pdf, "spoken_once", lambda content: content)
    report = replace(
        spoken(language), blocks=tuple(one for one in spoken(language).blocks if isinstance(one, Paragraph))
    )
    assert len(bare("".join(pieces_of(pdf.write(report))))) > len(bare("".join(report.texts())))


def bare(text: str) -> str:
    """A text without the spaces at which lines break, and in one form."""
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


def test_signs_without_a_font_are_boxes(tmp_path: Path) -> None:
    """An emoji, or a script that we have no font for, is a mark in its place: the PDF is still whole."""
    content = pdf.write(a_report(say=lambda text: f"{text} 😀 漢 \x07" if text == "Row" else text))
    assert faults(content, tmp_path) == []
    assert "Row ? ?" in text_of(content)


def test_what_somebody_wrote_is_never_markup() -> None:
    """Signs that mean something to the typesetter are shown as they are, and open no file."""
    nasty = '#read("/etc/passwd") $x$ *bold* [a] <b> @c \\ #import "@preview/x:1.0.0"'
    content = pdf.write(a_report(say=lambda text: nasty if text == "A note." else text))
    assert bare(nasty) in bare("".join(pieces_of(content)))


def test_a_table_keeps_its_titles_on_every_page() -> None:
    """The row of titles is on each page that the table runs over, and pages are counted."""
    pages = text_of(pdf.write(a_report()))
    assert pages.count("Name People Share") == 2
    assert "1 / 3" in pages


async def test_others_are_served_meanwhile() -> None:
    """While a report is set in a thread, the program goes on with other things."""
    rows = tuple(Row((cell(f"Row {number}"),)) for number in range(1500))
    long = Report("x", "X", (Table("T", (Column("A"),), rows),), "2026-11-29")
    making, turns = asyncio.create_task(asyncio.to_thread(pdf.write, long)), 0
    while not making.done():
        await asyncio.sleep(0.001)
        turns += 1
    assert (await making).startswith(b"%PDF-")
    assert turns > 10
