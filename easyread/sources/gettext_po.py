"""Translations (.po) and their templates (.pot): the translated text, or the original where there is none yet."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from easyread.sources.made import Original
from easyread.text import Block, Kind

LABEL_WORDS = 3


def blocks(source: str) -> tuple[Block, ...]:
    """The blocks of a catalogue, one a message (one a plural form).

    Raises:
        babel.messages.pofile.PoFileError: It is not a gettext file.
    """
    catalogue = read_po(StringIO(source), abort_invalid=True)
    original = Original(source)
    return tuple(made for message in catalogue if message.id for made in _message(message, original))


def _message(message: Message, original: Original) -> Iterator[Block]:
    line = message.lineno or 1
    start = original.starts[line - 1]
    translated = [text for text in _forms(message.string) if text]
    at = max(original.text.find("\nmsgstr", start), start) if translated else start
    for text in translated or _forms(message.id):
        if text.strip():
            yield original.block(_kind(text), [(text, at)], line)


def _forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def _kind(text: str) -> Kind:
    is_sentence = text.rstrip().endswith((".", "?", "!", "…", "؟", "。", "।"))
    return Kind.BODY if is_sentence or len(text.split()) > LABEL_WORDS else Kind.LABEL
