"""Every format is written from the same report and holds all of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from evidence.reports import formats
from tests.reports.sample import a_report

BEGINS = {
    "html": b"<!doctype html>",
    "pdf": b"%PDF-1.7",
    "docx": b"PK",
    "xlsx": b"PK",
    "csv": "\ufeff".encode(),
    "json": b"{",
}


class Texts(HTMLParser):
    """The texts of a page, as they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.found.append(data.strip())


def in_order(wanted: list[str], found: str) -> bool:
    """Whether each of some texts comes after the one before."""
    at = 0
    for text in wanted:
        at = found.find(text, at)
        if at < 0:
            return False
        at += len(text)
    return True


@pytest.mark.parametrize("name", formats.FORMATS)
def test_every_format_is_written(name: str) -> None:
    """Each format gives a file of its own kind, and the same bytes each time."""
    written = formats.write(a_report(), name)
    assert written.startswith(BEGINS[name])
    assert formats.file_name(a_report(), name) == f"evidence-2026-11-29.{name}"


def test_the_page_holds_every_text_in_order() -> None:
    """HTML: every text that a reader meets, in reading order, and the chart's words and numbers."""
    page = Texts()
    page.feed(formats.write(a_report(), "html").decode())
    assert in_order(list(a_report().texts()), "\n".join(page.found))
    assert "Most say good things." in page.found


def test_links_are_on_pages_for_staff_only() -> None:
    """An address of a staff page stands only where a base is given, and begins with it."""
    assert b"/staff/" not in formats.write(a_report(), "html")
    assert b"/staff/" not in formats.write(a_report(), "json")
    assert b'href="https://our.example/staff/areas/duq.1"' in formats.write(
        a_report(), "html", base="https://our.example"
    )


@pytest.mark.parametrize("name", ["html", "json", "csv"])
def test_json_and_text_keep_what_looks_like_markup(name: str) -> None:
    """What somebody wrote is shown as it is, and is never run."""
    nasty = "<script>alert(1)</script> & \x07 #{x}"
    report = a_report(say=lambda text: nasty if text in {"Row", "Chart"} else text)
    written = formats.write(report, name).decode()
    assert "\x07" not in written
    assert ("<script>" in written) == (name != "html")


def test_the_page_needs_nothing_from_elsewhere() -> None:
    """No script, no address of another file, no style in the text: what the page's own policy lets pass."""
    page = formats.write(a_report("ur", easy=True), "html").decode()
    assert not re.search(r"<script|<link|\sstyle=|https?://(?!www\.w3\.org)", page)
    assert '<html lang="ur" dir="rtl">' in page
    assert '<body class="easy">' in page


def test_json_has_the_numbers_behind_the_texts() -> None:
    """JSON: each block by its kind, with value and unit where a text shows a number."""
    whole = json.loads(formats.write(a_report(), "json"))
    table = next(block for block in whole["blocks"] if block["kind"] == "table")
    assert table["rows"][1]["cells"][2]["lines"] == [{"text": "46%", "value": 0.4567, "unit": "share"}]
    assert whole["facts"] == {"Code": "duq 1"}


def test_whose_words_are_in_it_is_in_no_file() -> None:
    """Which records it quotes is noted of whoever takes it along; no reader of any format is told their numbers."""
    one = replace(a_report(), quotes=((4711, "Ada Quoted"),))
    for name in BEGINS:
        assert b"Ada Quoted" not in formats.write(one, name)
    whole = json.loads(formats.write(one, "json"))
    assert "quotes" not in whole
    assert "4711" not in json.dumps(whole)


def test_headings_leave_no_level_out() -> None:
    """A heading that would pass over a level is raised, so that no chapter seems missing."""
    page = formats.write(a_report(), "html").decode()
    assert re.findall(r"<h(\d)", page) == ["1", "2", "3"]
