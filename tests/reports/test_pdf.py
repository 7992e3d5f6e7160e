"""PDFs: independently checked, read back exactly in every language, and laid out as paper."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from pdfua import Severity, validate

from evidence.reports import pdf
from tests.reports.sample import a_report


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
