"""No field of the staff pages takes words that nobody thought of: the detector looks at them, or a reason stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.staff.free_text import NOT_SEEN, SEEN

TEMPLATES = ROOT / "bot/staff/templates"
MACROS = "forms.html"
"""The fields themselves, which every form names."""
MACRO = re.compile(r"form\.(?:area|text)\(\s*\"?([\w-]+)\"?")
TAG = re.compile(r"<(textarea|input)\b((?:\{\{.*?\}\}|\{%.*?%\}|[^>])*)>", re.DOTALL)
WORDS = {"", "text", "search", "email", "tel", "url"}
"""Types of an input that take words; '' is the usual one."""


def fields_of(html: str) -> frozenset[str]:
    """What the fields of a template are called that take words; those that are only read have no name."""
    found = set(MACRO.findall(html))
    for tag, said in TAG.findall(html):
        kind, name = re.search(r'\btype="([^"]*)"', said), re.search(r'\bname="([^"]*)"', said)
        if name and (tag == "textarea" or (kind[1] if kind else "") in WORDS):
            found.add(name[1])
    return frozenset(found)


def every_field() -> frozenset[tuple[str, str]]:
    """Template and field, of all staff pages."""
    pages: list[Path] = [one for one in TEMPLATES.rglob("*.html") if one.name != MACROS]
    found = {one.relative_to(TEMPLATES).as_posix(): fields_of(one.read_text(encoding="utf-8")) for one in pages}
    return frozenset((page, name) for page, names in found.items() for name in names)


def test_every_field_is_seen_or_has_its_reason() -> None:
    """A new field is in neither list, and one that is gone stands in one: both are told by name."""
    listed = SEEN | NOT_SEEN.keys()
    assert every_field() - listed == set(), "say in tests/staff/free_text.py whether the detector looks at it"
    assert listed - every_field() == set(), "it is there no more"
    assert SEEN & NOT_SEEN.keys() == set()
    assert all(reason.strip() for reason in NOT_SEEN.values())


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ('{{ form.area("note", "A note") }}', {"note"}),
        ('{{ form.text("who", "Who") }}', {"who"}),
        ("{% for key in keys %}{{ form.area(key, key) }}{% endfor %}", {"key"}),
        ('<textarea id="a" name="a-{{ one.id }}" rows="2">', {"a-{{ one.id }}"}),
        ('<input id="b"{% if one > 2 %} checked{% endif %} name="b">', {"b"}),
        (
            '<input type="search" name="find"><input type="hidden" name="token"><input type="checkbox" name="yes">',
            {"find"},
        ),
        ('<input type="text" readonly value="{{ link }}">', set()),
    ],
)
def test_a_field_is_found_however_it_is_written(html: str, names: set[str]) -> None:
    """By a macro or by hand, with its name made of others; ticks and what is hidden are no words."""
    assert fields_of(html) == names
