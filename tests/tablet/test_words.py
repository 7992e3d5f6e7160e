"""What the pages say, and its translations."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.commands.translate_lists import FOLDER, built_in_lists
from locales import Languages

STRANGE = ("", "..", "../en", "en/../../x", "x" * 300, "zz-ZZ", "-", "🙂")


def test_the_lists_of_sentences_are_fresh() -> None:
    """Every sentence of the code and the packs, as they stand, is listed; `plainsay translate extract` renews it."""
    for domain, text in built_in_lists().items():
        assert (FOLDER / f"{domain}.pot").read_text(encoding="utf-8") == text


def test_sentences_are_short_and_plain() -> None:
    """No sentence that the program says is over 10 words, and none has a contraction."""
    for message in read_po(BytesIO((FOLDER / "plainsay.pot").read_bytes())):
        text = str(message.id)
        assert len(text.split()) <= 10, text
        assert "'" not in text, text
        assert "’" not in text, text


def test_english_is_the_source() -> None:
    """English needs no translation file, and an unknown or strange language falls back to it."""
    for language in ("en", "en-GB", "tlh", *STRANGE):
        words = Languages().words(language)
        assert (words.language, words.direction, words.gettext("Next")) == ("en", "ltr", "Next")


def test_a_translation_is_used(tmp_path: Path) -> None:
    """A `.po` file is enough; what it lacks stays English, and its direction is the language's."""
    folder = tmp_path / "packaged" / "ar"
    folder.mkdir(parents=True)
    (folder / "plainsay.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "Next"\nmsgstr "التالي"\n', encoding="utf-8")
    words = Languages(packaged=tmp_path / "packaged").words("ar-EG")
    assert (words.language, words.direction) == ("ar", "rtl")
    assert (words.gettext("Next"), words.gettext("Back")) == ("التالي", "Back")


@pytest.mark.parametrize("language", STRANGE)
def test_a_language_is_never_a_path(tmp_path: Path, language: str) -> None:
    """A tag that is no language opens no file."""
    (tmp_path / "plainsay.po").write_text('msgid "Next"\nmsgstr "stolen"\n', encoding="utf-8")
    folder = tmp_path / "inner"
    folder.mkdir()
    assert Languages(packaged=folder).words(language).gettext("Next") == "Next"
