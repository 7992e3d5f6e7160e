"""What is taken from HTML pages and from templates."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from hypothesis import given
from hypothesis import strategies as st

from easyread.lint import lint_file
from easyread.sources import HTML, html
from easyread.text import Kind
from tests.easyread.tools import rule, saved

TEMPLATE = """\
{% extends "base.html" %}
<!doctype html>
<html lang="{{ language }}">
<head><title>{{ name }} | Home</title><style>p { color: red; }</style></head>
<body>
{# utilise; a note #}
<h1>Hello {{ person.name }}</h1>
<p class="{% if late %}x{% endif %}">You {% if tired %}stop{% else %}go on{% endif %}
   now &amp; then.</p>
<ul>{% for one in several %}<li>{{ one }} and <b>more</b><li>Last{% endfor %}</ul>
<label>Name <input placeholder="Your name" value="not; read"></label>
<button aria-label="{{ _("Go; back") }}">{{ _("Back") }}</button>
<input type="submit" value="Send it">
<img src="a;b.png" alt="A red door">
<p>{{ ngettext("%(num)d day", "%(num)d days", n) }}</p>
<table><tr><th>Area</th><td>One<br>two</td></tr></table>
<script>if (a; b) utilise;</script>
<p>Press <code>utilise; it</code> <span aria-hidden="true" title="">*</span></p>
<p lang="pl">Po polsku</p>
</body>
"""
PIECES = ("<p>", "</p>", "{{", "}}", "{% else %}", "<i>", "</li>", "<!--", "a; b", "&amp;", '"', "<img alt='", "\n")


def test_html_gives_what_people_read_or_hear() -> None:
    """Texts, labels and alt texts are taken, each as its kind; script, style, code and Jinja's own words are not."""
    mask = "{" + "0" * (len("{{ person.name }}") - 2) + "}"
    found = [(made.kind, made.raw.replace(mask, "NAME")) for made in HTML.blocks(TEMPLATE)]
    assert found == [
        (Kind.LABEL, "{00000000} | Home"),
        (Kind.HEADING, "Hello NAME"),
        (Kind.BODY, "You stop\ngo on now & then."),
        (Kind.ITEM, "{0000000} and more"),
        (Kind.ITEM, "Last"),
        (Kind.LABEL, "Name"),
        (Kind.LABEL, "Your name"),
        (Kind.LABEL, "Send it"),
        (Kind.ALT, "A red door"),
        (Kind.LABEL, "Area"),
        (Kind.LABEL, "One\ntwo"),
        (Kind.BODY, "Press 0 *"),
        (Kind.BODY, "Po polsku"),
        (Kind.LABEL, "Go; back"),
        (Kind.LABEL, "Back"),
        (Kind.LABEL, "%(num)d day"),
        (Kind.LABEL, "%(num)d days"),
    ]


def test_html_places_are_those_of_the_file() -> None:
    """A block stands where its first word stands, and attributes and translated words where they are written."""
    places = {made.raw: made.place(0) for made in HTML.blocks(TEMPLATE)}
    assert places["A red door"] == (14, 25)
    assert places["Go; back"] == (12, 27)
    assert places["Area"] == (16, 16)
    body = next(made for made in HTML.blocks(TEMPLATE) if made.raw.startswith("You stop"))
    assert [body.place(body.raw.index(word)) for word in ("You", "stop", "now")] == [(8, 38), (8, 56), (9, 4)]


def test_html_parts_have_their_own_language() -> None:
    """A part with `lang` is checked in that language; one that a program fills in is checked as the whole."""
    languages = {made.raw: made.language for made in HTML.blocks(TEMPLATE)}
    assert (languages["Po polsku"], languages["Last"]) == ("pl", "")
    assert [made.language for made in HTML.blocks("<html lang=fr><p>Oui<p lang=de>Ja")] == ["fr", "de"]


@given(st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_html_is_checked_whatever_it_holds(text: str) -> None:
    """Broken pages are checked too, and every finding stands on a line of the page."""
    for made in HTML.blocks(text):
        for hit in range(len(made.raw)):
            line, column = made.place(hit)
            assert 1 <= line <= text.count("\n") + 1
            assert column >= 1


def test_html_warnings_can_be_accepted(tmp_path: Path) -> None:
    """A comment of HTML or of the template, above the text or beside it, accepts a warning with a reason."""
    page = "<p>Did staff not ask?</p>\n"
    assert [it.rule for it in lint_file(saved(tmp_path, "a.html", page), rules=[rule("L07")])] == ["L07"]
    for comment in ("<!-- lint: L07 ok, it is about this -->", "{# lint: L07 ok, it is about this #}"):
        assert not lint_file(saved(tmp_path, "a.html", f"{comment}\n{page}"), rules=[rule("L07")])
        assert not lint_file(saved(tmp_path, "a.html", f"{page.strip()} {comment}\n"), rules=[rule("L07")])


def test_html_reads_each_tag_once_however_deep() -> None:
    """Twice as deep a page takes twice the steps, not four times."""
    assert 1.5 < _steps(200) / _steps(100) < 2.5


def _steps(depth: int) -> int:
    """How many lines of the reader run for a page with so many tags inside each other."""
    lines = 0

    def trace(frame: FrameType, event: str, _argument: object) -> Callable[[FrameType, str, object], object] | None:
        nonlocal lines
        lines += event == "line"
        return trace if frame.f_code.co_filename == html.__file__ else None

    page = "<i><div>We came." * depth + "</div></i>" * depth
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        HTML.blocks(page)
    finally:
        sys.settrace(before)
    return lines


def test_html_marks_a_look_once() -> None:
    """Italics inside italics are one stretch, and go on in the next block."""
    first, second = HTML.blocks("<p>We <i>came <em>home</em> now<p>today</i> again</p>")
    assert [(mark.start, mark.end) for mark in first.marks] == [(3, 16)]
    assert [(mark.start, mark.end) for mark in second.marks] == [(0, 5)]
