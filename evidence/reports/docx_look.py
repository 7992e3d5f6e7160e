"""How our Word documents look, and what python-docx has no words for."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final, TypeVar

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor

from easyread import fonts
from evidence.reports.document import Report
from evidence.reports.pictured import size_of
from evidence.reports.plain import clean

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

P = TypeVar("P")
INK = RGBColor(0x1D, 0x25, 0x28)
A4_CM = (21.0, 29.7)
MARGIN_CM = 1.8
HIGHEST_CM = (14.0, 22.0)
"""A picture on the long and on the short side of the paper: with its title it stays on one page."""
PAIR = (1, 3)
TIMES = {"Title": 1.9, "Heading 1": 1.4, "Heading 2": 1.2, "Heading 3": 1.05, "Caption": 1.0}
"""How much larger than the text these are."""


class Look:
    """One document in the making.

    Args:
        report: The report that it is made of.
    """

    HEAD: Final = "E6ECEF"
    GROUP: Final = "F3F6F7"
    TIGHT: Final = Pt(2)

    def __init__(self, report: Report) -> None:
        self.report = report
        self.document: WordDocument = Document()
        self._paper()
        self._styles()
        self._footer()

    def turn(self, paragraph: P) -> P:
        """Turns a paragraph round where the language runs from right to left."""
        if self.report.right_to_left:
            _put(paragraph._p.get_or_add_pPr(), "w:bidi")  # type: ignore[attr-defined]  # noqa: SLF001 - as below
        return paragraph

    def to_end(self, paragraph: Any) -> None:
        """Sets numbers to the end of their line; in a paragraph that was turned round, Word's 'right' is that end."""
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def table(self, rows: int, shares: list[int], caption: str) -> Any:
        """A table with lines and widths, and a name that is read aloud."""
        table: Any = self.document.add_table(rows, len(shares), style="Table Grid")
        self._size(table, shares)
        _put(table._tbl.tblPr, "w:tblCaption", val=clean(caption))  # noqa: SLF001 - as below
        for row in table.rows:
            _put(row._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001 - as below
        return table

    def pair(self) -> tuple[Any, Any]:
        """Two cells side by side without lines."""
        table: Any = self.document.add_table(1, 2)
        self._size(table, list(PAIR))
        _put(table.rows[0]._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001 - as below
        return table.rows[0].cells[0], table.rows[0].cells[1]

    def repeat(self, row: Any) -> None:
        """Makes a row the table's titles, on every page."""
        _put(row._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001 - python-docx has no name for it

    def fill(self, cell: Any, colour: str) -> None:
        """Colours a cell."""
        _put(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=colour)  # noqa: SLF001 - as above

    def picture(self, paragraph: Any, content: bytes, wide_cm: float, alt: str) -> None:
        """A picture with the words that are read aloud in its place; none where it is mere decoration."""
        wide, high = size_of(content)
        width = min(Cm(wide_cm), Emu(int(Cm(HIGHEST_CM[not self.report.wide]) * wide / high)))
        made = paragraph.add_run().add_picture(io.BytesIO(content), width=width)
        made._inline.docPr.set("descr", clean(alt))  # noqa: SLF001 - as above

    def new_numbers(self) -> str:
        """A numbering that begins at 1; without it, Word counts on from the list before. Returns its id."""
        numbering: Any = self.document.part.numbering_part.element
        style: Any = self.document.styles["List Number"].element
        abstract = numbering.num_having_numId(style.pPr.numPr.numId.val).abstractNumId.val
        made = numbering.add_num(abstract)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return str(made.numId)

    def number(self, paragraph: Any, numbers: str) -> None:
        """Makes a paragraph an item of a numbered list."""
        found = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - as above
        found.get_or_add_ilvl().val = 0
        found.get_or_add_numId().val = int(numbers)

    @property
    def _across_cm(self) -> float:
        return (A4_CM[1] if self.report.wide else A4_CM[0]) - 2 * MARGIN_CM

    def _size(self, table: Any, shares: list[int]) -> None:
        table.autofit = False
        whole = sum(shares) or 1
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Cm(self._across_cm * share / whole)
            for cell in column.cells:
                cell.width = column.width
        if self.report.right_to_left:
            _put(table._tbl.tblPr, "w:bidiVisual")  # noqa: SLF001 - as above

    def _paper(self) -> None:
        section = self.document.sections[0]
        wide, high = (Cm(side) for side in (reversed(A4_CM) if self.report.wide else A4_CM))
        section.page_width, section.page_height = wide, high
        section.orientation = WD_ORIENT.LANDSCAPE if self.report.wide else WD_ORIENT.PORTRAIT
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN_CM)

    def _styles(self) -> None:
        styles, size = self.document.styles, 16 if self.report.easy else 9.5 if self.report.wide else 10.5
        small = styles.add_style("Small", WD_STYLE_TYPE.PARAGRAPH)
        small.base_style = styles["Normal"]
        for name in ("Normal", "Title", *(f"Heading {level}" for level in (1, 2, 3)), "Caption", "Small"):
            self._font(styles[name])
        normal: Any = styles["Normal"]
        normal.font.size, small.font.size = Pt(size), Pt(size * 0.88)
        normal.paragraph_format.line_spacing = 1.5 if self.report.easy else 1.15
        for name, times in (
            ("Title", 1.9),
            ("Heading 1", 1.4),
            ("Heading 2", 1.2),
            ("Heading 3", 1.05),
            ("Caption", 1),
        ):
            styles[name].font.size, styles[name].font.bold = Pt(size * times), True

    def _font(self, style: Any) -> None:
        family = fonts.load().serving(self.report.language)[0].name
        style.font.name, style.font.color.rgb = family, INK
        found = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            found.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            found.set(qn(f"w:{script}"), family)
        _put(style.element.get_or_add_rPr(), "w:lang", val=self.report.language, bidi=self.report.language)

    def _footer(self) -> None:
        made = self.turn(self.document.sections[0].footer.paragraphs[0])
        made.add_run(f"{clean(self.report.title)}   ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        made._p.append(field)  # noqa: SLF001 - as above


def _put(parent: Any, tag: str, **values: str) -> None:
    """Adds an element, in place of one of the same name."""
    for old in parent.findall(qn(tag)):
        parent.remove(old)
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    parent.append(made)
