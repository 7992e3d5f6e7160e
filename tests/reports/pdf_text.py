"""Reads a PDF's text as the standard says: what stands for a letter takes the place of its parts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from unicodedata import bidirectional

import pikepdf

_CHAR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_BLOCK = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of marked content: what its signs stand for, as they are painted, how high, and in which paragraph."""

    signs: tuple[str, ...] = ()
    height: float = 0.0
    part: Any = None


def pieces_of(content: bytes) -> list[str]:
    """The texts of the document, piece by piece, in the order in which it is read aloud: of its tags, not its paint."""
    return ["".join(one.signs) for one in _pieces(content)]


def turned(content: bytes) -> str:
    """The text of a document that is written from right to left, without its spaces.

    Each line is painted from its left end, which is its last sign. Whoever shows or copies it turns the signs of a line
    round, but for numbers and Latin letters (Unicode annex 9); each sign keeps what it stands for, as a letter with its
    vowel sign.
    """
    spoken = [one for one in _pieces(content) if any(one.signs)]
    lines = (list(line) for _, line in groupby(spoken, key=lambda one: (one.part, one.height)))
    made: list[str] = []
    for line in lines:
        signs = [sign for one in reversed(line) for sign in reversed(one.signs) if sign.strip()]
        for runs_on, run in groupby(signs, key=lambda sign: bidirectional(sign[0]) in {"L", "EN", "ES", "ET", "CS"}):
            made += list(run)[:: -1 if runs_on else 1]
    return "".join(made)


def _pieces(content: bytes) -> list[Piece]:
    with pikepdf.open(io.BytesIO(content)) as document:
        pages = {page.objgen: _page(page) for page in (one.obj for one in document.pages)}
        return list(_read(document.Root.StructTreeRoot, pages, None))


def _read(element: Any, pages: dict[Any, dict[int, Piece]], page: Any, part: Any = None) -> Iterator[Piece]:
    """What stands under an element of the tree of tags: numbers of marked content, or further elements."""
    if isinstance(element, int):
        yield replace(pages[page].get(element, Piece()), part=part)
        return
    page = element.Pg.objgen if "/Pg" in element else page
    if "/MCID" in element:
        yield replace(pages[page].get(int(element.MCID), Piece()), part=part)
        return
    if element.get("/S") != "/Span":
        part = element.objgen
    below = element.get("/K")
    for one in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(one, int | pikepdf.Dictionary):
            yield from _read(one, pages, page, part)


def _page(page: Any) -> dict[int, Piece]:
    """The text of each piece of marked content, by its number. A line of Arabic is painted from its left end."""
    fonts = {str(name): _signs(font) for name, font in page.Resources.Font.items()}
    made: dict[int, Piece] = {}
    height = 0.0
    shown: list[str] = []
    open_: list[tuple[int | None, str | None, int]] = []
    font: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page):
        operator = str(step.operator)
        if operator in {"BDC", "BMC"}:
            open_.append((*_marked(step.operands), len(shown)))
        elif operator == "EMC":
            number, instead, start = open_.pop()
            if instead is not None:
                shown[start:] = [instead]
            if number is not None:
                made[number] = Piece((*made.get(number, Piece()).signs, *shown), height)
                shown = []
        elif operator == "cm":
            height = float(step.operands[5])
        elif operator == "Tf":
            font = fonts[str(step.operands[0])]
        elif operator in {"Tj", "TJ"}:
            shown += _letters(step.operands[0], font)
    return made


def _marked(operands: Any) -> tuple[int | None, str | None]:
    """The number of marked content, and what is to be read in place of what follows."""
    given = operands[1] if len(operands) > 1 else None
    if not isinstance(given, pikepdf.Dictionary):
        return None, None
    number = int(given["/MCID"]) if "/MCID" in given else None
    return number, str(given["/ActualText"]) if "/ActualText" in given else None


def _letters(operand: Any, font: dict[int, str]) -> list[str]:
    strings = [operand] if isinstance(operand, pikepdf.String) else [one for one in operand if _is_text(one)]
    raw = b"".join(bytes(one) for one in strings)
    return [font[int.from_bytes(raw[at : at + 2], "big")] for at in range(0, len(raw), 2)]


def _is_text(one: Any) -> bool:
    return isinstance(one, pikepdf.String)


def _signs(font: Any) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode("latin-1")
    return {
        int(sign, 16): bytes.fromhex(text).decode("utf-16-be")
        for block in _BLOCK.findall(table)
        for sign, text in _CHAR.findall(block)
    }
