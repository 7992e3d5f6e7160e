"""Which languages there are, and when real people may be asked in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from locales import Languages, for_eye
from locales.catalogue import BadTranslation
from locales.languages import name_of
from locales.reviews import BadReviews, Review, sentence_hash, written

POT = """\
#. needs sign-off
msgid "In danger, call 999."
msgstr ""

msgid "Hello, {name}."
msgstr ""
"""


@pytest.fixture
def packaged(tmp_path: Path) -> Path:
    """A program that says two things, and an Urdu translation of one of them."""
    folder = tmp_path / "packaged"
    (folder / "ur").mkdir(parents=True)
    (folder / "plainsay.pot").write_text(POT, "utf-8")
    put(folder / "ur", {"In danger, call 999.": "خطرہ ہو تو 999 پر کال کریں۔"})
    return folder


def put(folder: Path, said: dict[str, str], domain: str = "plainsay") -> None:
    """Write a translation."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(f'msgid "{english}"\nmsgstr "{other}"\n\n' for english, other in said.items())
    (folder / f"{domain}.po").write_text(lines, "utf-8")


def sign(folder: Path, said: dict[str, str]) -> None:
    """Have an invented reader sign sentences off."""
    hashes = tuple(sentence_hash(english, other) for english, other in said.items())
    (folder / "reviews.yaml").write_text(written([Review("Ama B.", "first language", "2026-11-28", hashes)]), "utf-8")


def test_a_missing_sentence_is_said_in_english(packaged: Path) -> None:
    """Only that sentence, never the page; it is counted."""
    languages = Languages(packaged=packaged)
    words = languages.words("ur")
    assert words.direction == "rtl"
    assert words.gettext("In danger, call 999.").startswith("خطرہ")
    assert words.gettext("Hello, {name}.") == "Hello, {name}."
    assert [state.translated for state in languages.states("ur", "plainsay")].count("") == 1


def test_a_stale_sentence_is_counted(packaged: Path) -> None:
    """A translation whose English is no longer said is found, and nothing else about it changes."""
    put(packaged / "ur", {"In danger, call 999.": "999", "Good day.": "سلام"})
    assert Languages(packaged=packaged).stale("ur", "plainsay") == 1


def test_a_lost_placeholder_makes_a_translation_unusable(packaged: Path) -> None:
    """It could not be filled in, so the English is said."""
    put(packaged / "ur", {"Hello, {name}.": "سلام، {who}۔"})
    assert Languages(packaged=packaged).words("ur").gettext("Hello, {name}.") == "Hello, {name}."


def test_own_words_go_before_the_packaged(packaged: Path, tmp_path: Path) -> None:
    """A provider's own translation of one sentence leaves the others as they were."""
    put(tmp_path / "own" / "ur", {"Hello, {name}.": "سلام، {name}۔"})
    words = Languages(tmp_path / "own", packaged).words("ur")
    assert words.gettext("Hello, {name}.") == "سلام، {name}۔"
    assert words.gettext("In danger, call 999.").startswith("خطرہ")


def test_real_people_wait_for_a_sign_off(packaged: Path) -> None:
    """A language is for sample data alone until a named reader has signed off what is vital, and then for everyone."""
    assert [one.code for one in Languages(packaged=packaged).offered(drafts=True)] == ["en", "ur"]
    assert [one.code for one in Languages(packaged=packaged).offered(drafts=False)] == ["en"]
    sign(packaged / "ur", {"In danger, call 999.": "خطرہ ہو تو 999 پر کال کریں۔"})
    assert [one.code for one in Languages(packaged=packaged).offered(drafts=False)] == ["en", "ur"]
    assert Languages(packaged=packaged).words("ur").draft  # the other sentence is signed off by nobody


def test_a_sign_off_ends_with_its_words(packaged: Path) -> None:
    """When the translation changes, it is a draft again."""
    sign(packaged / "ur", {"In danger, call 999.": "خطرہ ہو تو 999 پر کال کریں۔"})
    put(packaged / "ur", {"In danger, call 999.": "خطرے میں 999 ملائیں۔"})
    assert not Languages(packaged=packaged).may_invite("ur")


def test_each_language_has_its_own_name() -> None:
    """People choose among names that they can read; staff see English ones."""
    offered = {one.code: one for one in Languages().offered(drafts=True)}
    assert offered["cy"].name == "Cymraeg"
    assert (offered["ur"].name, offered["ur"].direction) == ("اردو", "rtl")
    assert name_of("pl") == "Polish"


@pytest.mark.parametrize("language", Languages().codes[1:])
def test_every_language_is_whole(language: str) -> None:
    """Each sentence of the program and the packs is translated, none is stale, and each keeps its 999."""
    languages = Languages()
    for domain in languages.domains:
        states = languages.states(language, domain)
        assert [state.sentence.english for state in states if not state.translated] == []
        assert [state for state in states if ("999" in state.sentence.english) != ("999" in state.translated)] == []
        assert languages.stale(language, domain) == 0


def test_arabic_is_written_for_the_ear_and_shown_for_the_eye() -> None:
    """The voice needs vowel signs on nearly every word; on the page there are none."""
    words = Languages().words("ar")
    sentence = words.gettext("Nobody is listening now.")
    assert for_eye(sentence) != sentence
    assert words.shown(sentence) == for_eye(sentence)
    assert Languages().words("ur").shown(sentence) == sentence


def test_faults_in_files_are_told(packaged: Path) -> None:
    """A broken file is named, with what to do about it."""
    (packaged / "ur" / "reviews.yaml").write_text("- {by: 1}\n", "utf-8")
    with pytest.raises(BadReviews, match=r"T101 .*reviews.yaml"):
        Languages(packaged=packaged).may_invite("ur")
    (packaged / "ur" / "reviews.yaml").unlink()
    (packaged / "ur" / "plainsay.po").write_text('msgid "unfinished\n', "utf-8")
    with pytest.raises(BadTranslation, match=r"T102 .*plainsay.po"):
        Languages(packaged=packaged).words("ur").gettext("Next")
