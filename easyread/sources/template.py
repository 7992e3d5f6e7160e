"""What Jinja writes in a page: masked where a program fills it in, taken out where it is a sentence for people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from jinja2.ext import babel_extract

from easyread.sources.gettext_po import kind_of
from easyread.sources.made import Original
from easyread.text import Block

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
ELSE = re.compile(r"\{%[-+]?\s*(?:else|elif)\b")
MASK = re.compile(r"\{0[0\s]*\}")
OTHERWISE = "\x1e"
"""Stands where one of two texts is chosen: no sentence goes across it."""
FUNCTIONS = ("_", "gettext", "ngettext", "pgettext", "npgettext")


def masked(source: str) -> str:
    """The page with each Jinja tag as a placeholder or as spaces; every index stays what it is."""
    return TAG.sub(_mask, source)


def without_masks(text: str) -> str:
    """A text without the placeholders that `masked` put there."""
    return MASK.sub("", text)


def sentences(original: Original) -> Iterator[Block]:
    """The sentences that a template has translated: `_("Go back")`."""
    if "{{" not in original.text and "{%" not in original.text:
        return
    found = babel_extract(BytesIO(original.text.encode()), FUNCTIONS, (), {"encoding": "utf-8", "silent": "true"})
    for line, _function, message, _comments in found:
        for text in (message,) if isinstance(message, str) else message or ():
            if text and text.strip():
                yield original.block(kind_of(text), [(text, original.starts[line - 1])])


def _mask(found: re.Match[str]) -> str:
    text = found[0]
    if text.startswith("{{"):
        return "{" + re.sub(r"\S", "0", text[1:-1]).replace(" ", "0") + "}"
    spaces = re.sub(r"\S", " ", text)
    return OTHERWISE + spaces[1:] if ELSE.match(text) else spaces
