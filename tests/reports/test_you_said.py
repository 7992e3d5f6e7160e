"""The poster of 'You said, we did' in people's languages: what is written in one, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.reports.document import Pictured
from evidence.reports.formats import write
from evidence.reports.kinds import Asked, Reader
from evidence.reports.you_said import you_said
from locales import Languages
from store import changes
from store.changes import NewChange, Text
from store.tx import Tx
from tests.reports.test_pdf import faults, text_of
from tests.staff.office import AT, Office

FOOD = NewChange("The food is cold.", "Now we eat at 6.", picture="food", unknowable=True)
LAMPS = NewChange("The garden is dark.", "We have new lamps.", picture="garden", unknowable=True)
TEXTS = {"pl": Text("Jedzenie jest zimne.", "Teraz jemy o 6."), "ar": Text("الطعام بارد.", "نأكل الآن في 6.")}


@pytest.fixture
async def told(managed: Office) -> Office:
    """Two changes, the first in two more languages; nobody is sure of the Arabic."""

    def made(tx: Tx) -> None:
        for new in (FOOD, LAMPS):
            changes.publish(tx, changes.add(tx, new, at=AT, by="Mo"), at=AT, by="Mo", tell_after=AT)
        for language, text in TEXTS.items():
            changes.translate(tx, 1, language, text, checked_by="Ola" if language == "pl" else "", at=AT)

    await managed.database.write(made)
    return managed


def asked(office: Office, language: str) -> Asked:
    """The poster in a language."""
    words = Languages().words(language)
    return Asked(pack=office.pack, today=office.clock().date(), reader=Reader(), words=words)


@pytest.mark.parametrize("language", TEXTS)
async def test_it_holds_what_is_written_in_the_language(told: Office, tmp_path: Path, language: str) -> None:
    """Title, frame and texts are in it; a draft says so; every format is written, and the PDF passes."""
    wanted = asked(told, language)
    report = await told.database.read(lambda tx: you_said(tx, wanted))
    assert report
    (block,) = [one for one in report.blocks if isinstance(one, Pictured)]
    said = [line.text for line in block.lines]
    assert TEXTS[language].did in said
    assert not any(word in text for text in said for word in ("food", "People", "What we did"))
    assert (wanted.words.shown(wanted.words.gettext("This is a draft translation.")) in said) == (language == "ar")
    assert (report.language, report.right_to_left) == (language, language == "ar")
    for form in ("html", "docx", "csv"):
        assert write(report, form)
    content = write(report, "pdf")
    assert faults(content, tmp_path) == []
    assert report.title.split()[0] in text_of(content)


async def test_where_nothing_is_written_there_is_no_poster(told: Office) -> None:
    """In Welsh there is none; in English there are both."""
    assert await told.database.read(lambda tx: you_said(tx, asked(told, "cy"))) is None
    english = await told.database.read(lambda tx: you_said(tx, asked(told, "en")))
    assert english
    assert sum(isinstance(one, Pictured) for one in english.blocks) == 2


async def test_the_page_of_reports_offers_the_languages(told: Office) -> None:
    """And sends what was chosen; one that there is not is English."""
    assert '<option value="pl">' in (await told.get("/staff/reports")).text
    assert "Teraz jemy o 6." in (await told.get("/staff/reports/you-said?language=pl")).text
    assert "Now we eat at 6." in (await told.get("/staff/reports/you-said?language=xx")).text
