"""Each letter stands in a PDF once, so that it is copied and read aloud once.

typst (0.15) sets the dots and vowel signs of a letter apart from it where they are raised or lowered, and gives each
part the text of the whole. Whoever copies or hears Urdu, Arabic or Bengali then gets many letters twice. So what takes
no width of its own gets an empty text here; the letter that carries it keeps the whole one. Where a letter goes on
after such a part, as a Bengali vowel sign does after a dot below, the rest gets an empty text too.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

_ENTRY = re.compile(rb"(\d{10}) \d{5} n")
_LAST = re.compile(rb"startxref\n(\d+)\n")
_PAGE = re.compile(rb"/Type/Page/Resources (\d+) 0 R.*?/Contents (\d+) 0 R", re.DOTALL)
_FONT = re.compile(rb"/(f\d+) (\d+) 0 R")
_BELOW = re.compile(rb"/DescendantFonts\[(\d+) 0 R\]")
_WIDTHS = re.compile(rb"/W\[([^\]]*)\]")
_STREAM = re.compile(rb"(.*?<</Length )(\d+)(.*?>>\nstream\n)(.*)(\nendstream\nendobj\s*)\Z", re.DOTALL)
_STRING = rb"\((?:\\.|[^\\()])*\)"
_SHOWN = re.compile(
    rb"(/Span<</ActualText<FEFF[0-9A-F]*>>>BDC )?( ?0 Tr/(f\d+) [-\d. ]+ Tf [-\d. ]+ Tm"
    rb"(\[(?:" + _STRING + rb"|[-\d. ])*\]TJ|" + _STRING + rb"Tj))",
    re.DOTALL,
)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_CHAR = re.compile(rb"<([0-9A-F]{4})>\s*<([0-9A-F]*)>")
_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
_INSTEAD = re.compile(rb"<FEFF([0-9A-F]*)>")
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_SILENT = b"/Span<</ActualText<FEFF>>>BDC "
Widths = Mapping[int, float]
Texts = Mapping[int, bytes]
"""What each sign of a font stands for, in hexadecimal digits of UTF-16."""


@dataclass(frozen=True, slots=True)
class _Font:
    widths: Widths
    texts: Texts


def spoken_once(content: bytes) -> bytes:
    """A PDF as typst writes it, with each letter's text once."""
    start = int(_LAST.findall(content)[-1])
    offsets = [int(one) for one in _ENTRY.findall(content, start)]
    objects = {number: content[at:end] for number, at, end in _extents(offsets, start)}
    for resources, contents in (tuple(map(int, found)) for found in _PAGE.findall(b"".join(objects.values()))):
        fonts = {
            name: _Font(_widths(objects, int(font)), _texts(objects, int(font)))
            for name, font in _FONT.findall(objects[resources])
        }
        objects[contents] = _mended(objects[contents], fonts)
    return _joined(content[: min(offsets)], objects, content[start:])


def _extents(offsets: list[int], end: int) -> list[tuple[int, int, int]]:
    """Number, first and last byte of each object."""
    after = dict(zip(sorted(offsets), [*sorted(offsets)[1:], end], strict=True))
    return [(number, at, after[at]) for number, at in enumerate(offsets, start=1)]


def _widths(objects: Mapping[int, bytes], font: int) -> Widths:
    """The width of each sign of a font, from its list of first sign, last sign, width."""
    below = _BELOW.search(objects[font])
    listed = _WIDTHS.search(objects[int(below[1])]) if below else None
    numbers = [float(one) for one in listed[1].split()] if listed else []
    return {
        sign: width
        for first, last, width in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
        for sign in range(int(first), int(last) + 1)
    }


def _texts(objects: Mapping[int, bytes], font: int) -> Texts:
    """What each sign of a font stands for."""
    listed = _UNICODE.search(objects[font])
    found = _STREAM.fullmatch(objects[int(listed[1])]) if listed else None
    if found is None:
        return {}
    table = found[4] if b"beginbfchar" in found[4] else zlib.decompress(found[4])
    return {int(sign, 16): text for block in _CHARS.findall(table) for sign, text in _CHAR.findall(block)}


def _mended(page: bytes, fonts: Mapping[bytes, _Font]) -> bytes:
    found = _STREAM.fullmatch(page)
    if found is None:
        return page
    before, _, middle, stream, end = found.groups()
    last, is_after = b"", False

    def silenced(shown: re.Match[bytes]) -> bytes:
        nonlocal last, is_after
        span, whole, name, text = shown.groups()
        signs, font = _signs(text), fonts.get(name, _Font({}, {}))
        instead = _INSTEAD.findall(span)[0] if span else b""
        lone = bool(signs) and not any(font.widths.get(sign, 0.0) for sign in signs)
        # The rest of a letter whose dot was set in between: its first part stands for the whole already.
        rest = is_after and bool(instead) and instead == last
        is_after = lone
        if not lone and not rest:
            last = instead or (font.texts.get(signs[-1], b"") if signs else b"")
            return shown[0]
        return _SILENT + whole if span else _SILENT + whole + b"\nEMC"

    body = zlib.compress(_SHOWN.sub(silenced, zlib.decompress(stream)))
    return before + str(len(body)).encode() + middle + body + end


def _signs(text: bytes) -> list[int]:
    """The numbers of the signs that are shown: two bytes each."""
    strings = re.findall(_STRING, text, re.DOTALL)
    plain = b"".join(_ESCAPED.sub(_unescaped, one[1:-1]) for one in strings)
    return [int.from_bytes(plain[at : at + 2], "big") for at in range(0, len(plain), 2)]


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8) & 0xFF]) if sign.isdigit() else _NAMED.get(sign, sign)


def _joined(head: bytes, objects: Mapping[int, bytes], tail: bytes) -> bytes:
    """The file again, with the places where its objects are now."""
    made, offsets = bytearray(head), {}
    for number in sorted(objects):
        offsets[number] = len(made)
        made += objects[number]
    start = len(made)
    table = b"".join(b"%010d 00000 n\r\n" % offsets[number] for number in sorted(objects))
    trailer = tail[tail.index(b"trailer") : tail.index(b"startxref")]
    return (
        bytes(made)
        + b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(objects) + 1)
        + table
        + trailer
        + (b"startxref\n%d\n%%%%EOF" % start)
    )
