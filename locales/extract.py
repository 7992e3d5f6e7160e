"""Collects every sentence that the program says to people; `plainsay translate extract` writes the list.

Only file names are kept as places, without line numbers, so that the list changes only when the words do.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

from locales.catalogue import VITAL

ROOT = Path(__file__).resolve().parents[1]

SOURCES = (
    *(("bot/screen.py", "python"), ("bot/sentences.py", "python")),
    *(("bot/tablet/**/*.py", "python"), ("bot/tablet/templates/*.html", "jinja2")),
    ("bot/telegram/*.py", "python"),
    ("bot/answering.py", "python"),
    ("bot/changing.py", "python"),
    ("bot/after_worry.py", "python"),
    ("bot/knowing.py", "python"),
    ("bot/invitation_words.py", "python"),
    ("bot/staff/people/saying.py", "python"),
    ("bot/staff/records/sheet_words.py", "python"),
    ("evidence/reports/you_said.py", "python"),
)
"""Where people are spoken to. Staff pages are not among them, but for what is printed there for people."""

ABOUT_WORRIES = (
    *("bot/tablet/templates/help.html", "bot/tablet/templates/told.html", "bot/tablet/templates/more.html"),
    *("bot/tablet/templates/contacts.html", "bot/tablet/templates/not_sent.html", "bot/tablet/worries.py"),
    *("bot/telegram/helping.py", "bot/telegram/render.py", "bot/telegram/not_saved.py"),
    *("bot/invitation_words.py", "bot/after_worry.py", "bot/tablet/templates/message.html"),
)
"""Where people are told what they are asked to, how to get help, and what becomes of a worry."""

HEADER = """\
# {about} English is the source.
# Keep to the easy-read rules: short sentences, plain words, no contractions.
msgid ""
msgstr ""
"Project-Id-Version: plainsay\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def extracted(root: Path = ROOT) -> str:
    """The text of `plainsay.pot` as the code stands."""
    catalogue = Catalog()
    for pattern, method in SOURCES:
        for path in sorted(root.glob(pattern)):
            place = path.relative_to(root).as_posix()
            vital = (VITAL,) if place in ABOUT_WORRIES else ()
            for _line, message, comments, _context in extract_from_file(
                method, path, comment_tags=("For translators:",)
            ):
                catalogue.add(message, locations=[(place, 0)], auto_comments=(*comments, *vital))
    return written(catalogue, "Every sentence that Plainsay itself says to people.")


def written(catalogue: Catalog, about: str) -> str:
    """A list of sentences as the text of a `.pot` file."""
    body = io.BytesIO()
    write_po(body, catalogue, omit_header=True, include_lineno=False, sort_output=False, width=0)
    return HEADER.format(about=about) + body.getvalue().decode()
