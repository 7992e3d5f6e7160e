"""Word documents (.docx): paragraphs, list items, table cells and alt texts. A line is the number of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from easyread.sources.gettext_po import kind_of
from easyread.sources.made import tidied_marks, tidy
from easyread.text import Block, Kind, Look, Mark, Place

# Words that were struck out in a tracked change, and the second copy that old readers get of a drawing.
NOT_SHOWN = "ancestor::w:del or ancestor::w:moveFrom or ancestor::*[local-name()='Fallback']"
PIECES = {"tab": " ", "br": "\n\n", "cr": "\n\n", "softHyphen": "\u00ad", "noBreakHyphen": "-"}
# Marks that Word itself puts under a link are no choice of the author.
LINKS = frozenset({"Hyperlink", "FollowedHyperlink"})


def blocks(content: bytes) -> tuple[Block, ...]:
    """The blocks of a document, in its order.

    Raises:
        ValueError: It is not a Word document.
    """
    try:
        document = docx.Document(BytesIO(content))
        return tuple(_blocks(document))
    except Exception as error:  # whatever a broken archive or broken XML makes the libraries raise
        raise ValueError("It cannot be read as a Word document.") from error


def _blocks(document: Document) -> Iterator[Block]:
    shown = document.element.body.xpath(f".//w:p[not({NOT_SHOWN})]")
    for number, element in enumerate(shown, start=1):
        yield from _paragraph(element, Paragraph(element, document), number)


def _paragraph(element: BaseOxmlElement, paragraph: Paragraph, number: int) -> Iterator[Block]:
    for picture in _own(element, "wp:docPr[@descr]"):
        if tidy(picture.get("descr", "")):
            yield _block(Kind.ALT, picture.get("descr", ""), [], number)
    text, marks = "", []
    # Not `paragraph.runs`: words that were put in by a tracked change are not among them.
    for run in (Run(run, paragraph) for run in _own(element, "w:r")):
        said = _said(run)
        marks += [Mark(len(text), len(text) + len(said), look) for look in _looks(run, paragraph)]
        text += said
    if text.strip():
        yield _block(_kind(element, paragraph, text), text, marks, number)


def _own(element: BaseOxmlElement, what: str) -> Iterator[BaseOxmlElement]:
    """Elements of a paragraph, without those of a text box that stands in it."""
    for found in element.xpath(f".//{what}[not({NOT_SHOWN})]"):
        if found.xpath("ancestor::w:p[1]")[0] is element:
            yield found


def _block(kind: Kind, text: str, marks: list[Mark], number: int) -> Block:
    tidied = tidy(text)
    return Block(kind, tidied, (Place(0, len(tidied), number, 1),), number, tidied_marks(text, marks))


def _kind(element: BaseOxmlElement, paragraph: Paragraph, text: str) -> Kind:
    style = (paragraph.style.name if paragraph.style else None) or ""
    if style.startswith(("Heading", "Title", "Subtitle")):
        return Kind.HEADING
    if style.startswith("List") or element.xpath("./w:pPr/w:numPr"):
        return Kind.ITEM
    # Easy read often stands in a table, pictures left and words right: a cell can hold sentences.
    return kind_of(text) if element.xpath("ancestor::w:tc") else Kind.BODY


def _said(run: Run) -> str:
    """The text of a run as the page shows it."""
    if run.font.hidden:
        return ""
    names = ((child.tag.rpartition("}")[2], child.text or "") for child in run._r)  # noqa: SLF001 -- soft hyphens are not in run.text
    text = "".join(text if name == "t" else PIECES.get(name, "") for name, text in names)
    return text.upper() if run.font.all_caps else text


def _looks(run: Run, paragraph: Paragraph) -> Iterator[Look]:
    style = run.style.name if run.style else ""
    if _is_set("italic", run, paragraph):
        yield Look.ITALIC
    if _is_set("underline", run, paragraph) and style not in LINKS and not run._r.xpath("ancestor::w:hyperlink"):  # noqa: SLF001 -- a link
        yield Look.UNDERLINED


def _is_set(what: str, run: Run, paragraph: Paragraph) -> bool:
    """Whether a run looks so: as it says itself, else as its style says, else as the paragraph's style says."""
    value = getattr(run.font, what)
    for first in (run.style, paragraph.style):
        style = first
        while value is None and style is not None:
            value = getattr(style.font, what)
            style = style.base_style
    return bool(value)
