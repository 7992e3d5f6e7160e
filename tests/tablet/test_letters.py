"""The fonts that pages send, and names that are set apart in a line."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from bot.tablet.names import Part, parted
from easyread.fonts import LATIN, load
from tests.tablet.browsing import Person

CSS = (files("bot.look") / "static" / "fonts.css").read_text(encoding="utf-8")


def test_the_style_sheet_names_the_fonts_that_there_are() -> None:
    """Every font but the Latin one is named, by an address with the first twelve signs of its hash."""
    named = re.findall(r'url\("/fonts/([^?]+)\?v=(\w+)"\)', CSS)
    assert named == [(font.file, font.sha256[:12]) for font in load().fonts if font.script != LATIN]


async def test_fonts_are_kept_for_a_year(person: Person) -> None:
    """An address with the font's version is kept; one without it for a day; others lead nowhere."""
    font = load().fonts[-1]
    kept = await person.client.get(f"/fonts/{font.file}?v={font.sha256[:12]}")
    assert (kept.status_code, kept.headers["content-type"]) == (200, "font/ttf")
    assert "max-age=31536000" in kept.headers["cache-control"]
    assert kept.content == load().body(font)
    old = await person.client.get(f"/fonts/{font.file}?v=0")
    assert "max-age=86400" in old.headers["cache-control"]


@pytest.mark.parametrize("path", ["noto-sans-400.ttf", "build.py", "manifest.json", "..%2fbuild.py", "none.ttf"])
async def test_nothing_else_is_served(person: Person, path: str) -> None:
    """Neither what lies beside the fonts, nor the one for Latin letters, which every device has."""
    assert (await person.client.get(f"/fonts/{path}")).status_code == 404


@pytest.mark.parametrize(
    ("left_open", "line", "names"),
    [
        ("{provider} asks.", "24/7 Care asks.", ["24/7 Care"]),
        ("Staff in {service} work for {provider}.", "Staff in 3 Oaks work for A (B).", ["3 Oaks", "A (B)"]),
        ("{service}, {service}.", "a.b, a.b.", ["a.b"] * 2),
        ("{listener} hears {questions}.", "Ann hears 6.", ["Ann"]),
        ("{person}?", "{service}?", ["{service}"]),
        ("{provider} asks.", "Something else.", []),
        ("{provider} asks.", " asks.", []),
    ],
)
def test_the_names_in_a_line(left_open: str, line: str, names: list[str]) -> None:
    """Each name is a part of its own, and the parts make the line; nothing is guessed in another line."""
    parts = parted(left_open, line)
    assert "".join(part.text for part in parts) == line
    assert [part.text for part in parts if part.is_name] == names


def test_a_line_without_names() -> None:
    """It is one part."""
    assert parted("Hello.", "Hello.") == (Part("Hello.", is_name=False),)
