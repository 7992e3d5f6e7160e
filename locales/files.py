"""Translations as files: `.po` for translators' own tools, CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from locales.catalogue import VITAL, BadTranslation
from locales.languages import State

HEADER: Final = "# {name}. A draft, but for what reviews.yaml says that somebody has read and found right."
COLUMNS: Final = ("English", "Translation", "Signed off", "Needs sign-off", "Where", "Notes")
UTF_8_MARK: Final = "\ufeff"
"""Without it, spreadsheets take the file for another alphabet's."""


def as_po(language: str, states: Iterable[State]) -> bytes:
    """A `.po` file."""
    locale = Locale.parse(language.replace("-", "_"))
    catalogue = Catalog(locale=locale, project="plainsay", header_comment=HEADER.format(name=locale.english_name))
    catalogue.fuzzy = False
    for state in states:
        one = state.sentence
        catalogue.add(
            one.english,
            state.translated,
            locations=[(place, 0) for place in one.places],
            auto_comments=(*one.notes, *((VITAL,) if one.vital else ())),
        )
    body = io.BytesIO()
    # Without dates, so that the same words give the same file.
    write_po(body, catalogue, include_lineno=False, width=0, omit_header=True)
    head = f'{catalogue.header_comment}\nmsgid ""\nmsgstr ""\n"Language: {locale}\\n"\n'
    kind = (
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return f"{head}{kind}".encode() + body.getvalue()


def as_csv(states: Iterable[State]) -> bytes:
    """A CSV file that every spreadsheet opens."""
    body = io.StringIO()
    rows = csv.writer(body)
    rows.writerow(COLUMNS)
    for state in states:
        one, review = state.sentence, state.review
        signed = f"{review.by}, {review.on}" if review else ""
        vital = "yes" if one.vital else ""
        rows.writerow((one.english, state.translated, signed, vital, " ".join(one.places), ", ".join(one.notes)))
    return (UTF_8_MARK + body.getvalue()).encode()


def read_file(name: str, content: bytes) -> dict[str, str]:
    """English sentence → translation, from a `.po` or CSV file that a translator sends back. Empty ones are left out.

    Args:
        name: Of the file; its ending says what it is.
        content: What it holds.

    Raises:
        BadTranslation: It is neither, or lacks the columns English and Translation.
    """
    try:
        pairs = _from_csv(content) if name.casefold().endswith(".csv") else _from_po(content)
    except (PoFileError, ValueError, LookupError, csv.Error) as error:
        why = " ".join(str(error).split())
        raise BadTranslation(f"T102 {name}: this is no translation file ({why}). Export it again.") from error
    return {english: translated for english, translated in pairs if english and translated}


def _from_po(content: bytes) -> list[tuple[str, str]]:
    catalogue = read_po(io.BytesIO(content), abort_invalid=True)
    return [(str(one.id), str(one.string or "")) for one in catalogue if not one.fuzzy]


def _from_csv(content: bytes) -> list[tuple[str, str]]:
    text = content.decode("utf-8-sig")
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    missing = [name for name in COLUMNS[:2] if name not in (rows.fieldnames or ())]
    if missing:
        raise ValueError(f"there is no column '{missing[0]}'")
    return [(row["English"].strip(), (row["Translation"] or "").strip()) for row in rows]
