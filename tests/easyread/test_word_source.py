"""What is taken from Word documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as DocumentObject
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from easyread.lint import lint_file
from easyread.sources import WORD
from easyread.text import Kind, Look
from tests.easyread.tools import rule


def word_file(folder: Path, fill: Callable[[DocumentObject], object]) -> Path:
    """A Word document that a test fills."""
    document = docx.Document()
    fill(document)
    file = folder / "letter.docx"
    document.save(str(file))
    return file


def _letter(document: DocumentObject) -> None:
    document.add_heading("Your review", 1)
    document.add_paragraph("")
    body = document.add_paragraph("Please ")
    body.add_run("come").italic = True
    body.add_run(" on ")
    body.add_run("Monday").underline = True
    body.add_run("; we wait.")
    document.add_paragraph("Bring a friend", style="List Bullet")
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "When", "You can stop at any time."
    document.add_paragraph("as you like", style="Quote").add_run(" it").italic = False
    document.add_paragraph().add_run("do not run").font.all_caps = True
    hidden = document.add_paragraph("Seen").add_run(" not seen")
    hidden.font.hidden = True


def test_word_gives_paragraphs_lists_and_cells(tmp_path: Path) -> None:
    """A Word document gives its paragraphs in order, with the number of the paragraph as the line."""
    made = WORD.blocks(word_file(tmp_path, _letter).read_bytes())
    assert [(it.kind, it.raw, it.first_line) for it in made] == [
        (Kind.HEADING, "Your review", 1),
        (Kind.BODY, "Please come on Monday; we wait.", 3),
        (Kind.ITEM, "Bring a friend", 4),
        (Kind.LABEL, "When", 5),
        (Kind.BODY, "You can stop at any time.", 6),
        (Kind.BODY, "as you like it", 7),
        (Kind.BODY, "DO NOT RUN", 8),
        (Kind.BODY, "Seen", 9),
    ]


def test_word_marks_come_from_runs_and_styles(tmp_path: Path) -> None:
    """Italics and underline are seen whether the words have them or their style; a run can take them off."""
    made = WORD.blocks(word_file(tmp_path, _letter).read_bytes())
    marked = [(it.raw[mark.start : mark.end], mark.look) for it in made for mark in it.marks]
    assert marked == [("come", Look.ITALIC), ("Monday", Look.UNDERLINED), ("as you like", Look.ITALIC)]


def test_word_findings_name_the_paragraph(tmp_path: Path) -> None:
    """A finding in a letter has the paragraph's number and the place in it."""
    found = lint_file(word_file(tmp_path, _letter), rules=[rule("L19"), rule("L24")])
    assert [(it.line, it.column) for it in found if it.rule == "L19"] == [(3, 22)]
    assert [(it.line, it.column) for it in found if it.rule == "L24"] == [(3, 8), (3, 16), (7, 1), (8, 1)]


CHANGED = """\
<w:p {ns}><w:r><w:t xml:space="preserve">We </w:t></w:r>
<w:del w:id="1"><w:r><w:delText>utilise; </w:delText></w:r></w:del>
<w:ins w:id="2"><w:r><w:t xml:space="preserve">use </w:t></w:r></w:ins>
<w:hyperlink><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>trans</w:t><w:softHyphen/><w:t>port</w:t></w:r></w:hyperlink>
<w:r><w:br/><w:t>Now</w:t></w:r></w:p>"""
BOX = """\
<w:p {ns}><w:r><w:t>Outside</w:t><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A red door"/></wp:inline>
</w:drawing><w:pict><w:txbxContent><w:p><w:r><w:t>Inside</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"""


@pytest.mark.parametrize(
    ("xml", "found"),
    [
        (CHANGED, [(Kind.BODY, "We use trans\u00adport\nNow")]),
        (BOX, [(Kind.ALT, "A red door"), (Kind.BODY, "Outside"), (Kind.BODY, "Inside")]),
    ],
)
def test_word_shows_what_the_page_shows(tmp_path: Path, xml: str, found: list[tuple[Kind, str]]) -> None:
    """Tracked changes count as accepted, a text box is a text of its own, links have no marks, alt texts are taken."""
    element = parse_xml(xml.replace("\n", "").format(ns=nsdecls("w", "wp")))
    file = word_file(tmp_path, lambda document: document.element.body.insert(0, element))
    made = WORD.blocks(file.read_bytes())
    assert [(it.kind, it.raw) for it in made] == found
    assert [it for it in made if it.marks] == []
