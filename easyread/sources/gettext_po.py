"""Translations (.po) and their templates (.pot): what is translated, or is to be.

The originals in a translation are left out: they are checked where they come from. A note for translators such as
'alt for person' says that the words are an alt text, and 'label for staff' that they are a label.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from easyread.sources.made import Original
from easyread.text import Block, Kind

LABEL_WORDS = 3
NOTED = {"alt": Kind.ALT, "label": Kind.LABEL}
Forms = str | tuple[str, ...] | list[str] | None


def blocks(source: str) -> tuple[Block, ...]:
    """The blocks of a catalogue: each translation in its own language; in a template, which has none, each original.

    Plural forms are blocks of their own. A fuzzy translation is left out: programs do not show it.

    Raises:
        babel.messages.pofile.PoFileError: It is not a gettext file.
    """
    catalogue = read_po(StringIO(source), abort_invalid=True)
    language = str(catalogue.locale or catalogue.locale_identifier or "").replace("_", "-")
    original = Original(source)
    return tuple(made for message in catalogue if message.id for made in _message(message, original, language))


def _message(message: Message, original: Original, language: str) -> Iterator[Block]:
    line = message.lineno or 1
    start = original.starts[line - 1]
    said: list[tuple[Forms, str]] = [] if language else [(message.id, "msgid")]
    if message.string != message.id and not message.fuzzy:
        said.append((message.string, "\nmsgstr"))
    for forms, keyword in said:
        at = max(original.text.find(keyword, start), start)
        for text in [forms] if isinstance(forms, str) else forms or ():
            if text.strip():
                kind = _noted(message) or kind_of(text)
                yield original.block(kind, [(text, at)], line, language=language)


def _noted(message: Message) -> Kind | None:
    """What the notes for translators say that it is, where they agree."""
    roles = {note.partition(" for ")[0] for note in message.auto_comments if " for " in note}
    return NOTED.get(roles.pop()) if len(roles) == 1 else None


def kind_of(text: str) -> Kind:
    """A message of a few words without a stop is a label, anything else a body text."""
    is_sentence = text.rstrip().endswith((".", "?", "!", "…", "؟", "\u06d4", "。", "।"))
    return Kind.BODY if is_sentence or len(text.split()) > LABEL_WORDS else Kind.LABEL
