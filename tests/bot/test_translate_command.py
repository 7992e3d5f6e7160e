"""`plainsay translate`: how far each language is, and the way of a file to a translator and back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bot.cli import run_command
from locales import Languages, catalogue

DANGER = "In danger, call 999."


def run(folder: Path, *typed: str) -> int:
    """Run it on a data folder."""
    return run_command(["translate", *typed, "--data", str(folder)])


def rows_of(file: Path) -> list[dict[str, str]]:
    """What a spreadsheet shows."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def change(file: Path, english: str, translated: str) -> None:
    """What a translator does in a spreadsheet."""
    rows = rows_of(file)
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, rows[0].keys(), delimiter=";")  # as spreadsheets in many countries write it
        writer.writeheader()
        writer.writerows({**row, "Translation": translated} if row["English"] == english else row for row in rows)


def test_the_status_of_every_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each language has a line that says whether real people can be invited in it."""
    assert run(tmp_path, "status") == 0
    lines = {line[:2]: line for line in capsys.readouterr().out.splitlines()[1:]}
    assert set(lines) == set(Languages().codes)
    assert lines["en"].endswith("yes")
    assert lines["pl"].endswith("only sample data")


@pytest.mark.parametrize("kind", ["csv", "po"])
def test_there_and_back_again(tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is exported and comes back unchanged changes nothing."""
    file = tmp_path / f"pl.{kind}"
    assert run(tmp_path, "export", str(file), "--language", "pl") == 0
    assert run(tmp_path, "import", str(file), "--language", "pl") == 0
    assert "Taken: 0." in capsys.readouterr().out
    assert not (tmp_path / "translations").exists()


def test_a_changed_sentence_is_used(tmp_path: Path) -> None:
    """It goes before the packaged one; all others stay."""
    file = tmp_path / "pl.csv"
    run(tmp_path, "export", str(file), "--language", "pl", "--vital")
    change(file, DANGER, "W niebezpieczeństwie dzwoń: 999.")
    assert run(tmp_path, "import", str(file), "--language", "pl") == 0
    words = Languages(tmp_path / "translations").words("pl")
    assert words.gettext(DANGER) == "W niebezpieczeństwie dzwoń: 999."
    assert words.gettext("Next") == Languages().words("pl").gettext("Next")


def test_only_what_differs_is_kept(tmp_path: Path) -> None:
    """A provider's own file holds its own wording alone, so that a later release still mends all other sentences."""
    file = tmp_path / "pl.csv"
    own = {"Next": "Idziemy dalej", "Back to my talk": "Wróć do rozmowy o mnie"}
    for english, other in own.items():
        run(tmp_path, "export", str(file), "--language", "pl")
        change(file, english, other)
        run(tmp_path, "import", str(file), "--language", "pl")
    assert catalogue.translated(tmp_path / "translations" / "pl", "plainsay") == own
    assert not (tmp_path / "translations" / "pl" / "duq.po").exists()


@pytest.mark.parametrize(
    ("english", "translated", "why"),
    [
        (DANGER, "W niebezpieczeństwie dzwoń pod 112.", "999"),
        ("You said: {answer}.", "To powiedziano: {odpowiedź}.", "{ }"),
        (DANGER, "999 " + "bardzo " * 16 + "długo.", "L01"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_reason(
    tmp_path: Path, english: str, translated: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A lost 999, a lost placeholder or a sentence that is too long stays out, and is named; status 1 says so."""
    file = tmp_path / "pl.csv"
    run(tmp_path, "export", str(file), "--language", "pl")
    change(file, english, translated)
    capsys.readouterr()
    assert run(tmp_path, "import", str(file), "--language", "pl") == 1
    told = capsys.readouterr().out
    assert english in told
    assert why in told
    assert Languages(tmp_path / "translations").words("pl").gettext(english) != translated


def test_a_sign_off_opens_a_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A named fluent reader who has read what is vital makes real invitations possible; one changed word ends it."""
    file = tmp_path / "pl.csv"
    run(tmp_path, "export", str(file), "--language", "pl", "--vital")
    signed = ("sign-off", str(file), "--language", "pl", "--by", "Ama Example", "--fluent", "first language")
    assert run(tmp_path, *signed) == 0
    assert "people can be invited" in capsys.readouterr().out
    assert Languages(tmp_path / "translations").may_invite("pl")
    change(file, DANGER, "W niebezpieczeństwie dzwoń: 999.")
    run(tmp_path, "import", str(file), "--language", "pl")
    assert not Languages(tmp_path / "translations").may_invite("pl")


def test_only_what_was_read_is_signed_off(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence that says something else by now than the reader's file is left out, and named."""
    file = tmp_path / "pl.csv"
    run(tmp_path, "export", str(file), "--language", "pl", "--vital")
    change(file, DANGER, "W niebezpieczeństwie dzwoń: 999.")
    assert run(tmp_path, "sign-off", str(file), "--language", "pl", "--by", "Ama", "--fluent", "first language") == 0
    told = capsys.readouterr().out
    assert DANGER in told
    assert "cannot be invited yet" in told


@pytest.mark.parametrize(
    "typed",
    [
        ("export", "x.csv"),
        ("export", "x.csv", "--language", "tlh-x"),
        ("export", "x.txt", "--language", "pl"),
        ("import", "missing.csv", "--language", "pl"),
        ("sign-off", "missing.csv", "--language", "pl", "--by", "A", "--fluent", "b"),
        ("sign-off", "x.csv", "--language", "pl"),
        ("status", "--language", "de"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, typed: tuple[str, ...]) -> None:
    """One sentence and status 2."""
    assert run(tmp_path, *typed) == 2


def test_a_new_language(tmp_path: Path) -> None:
    """A language that nobody had begun begins with an export; its first sentence is enough."""
    file = tmp_path / "de.csv"
    assert run(tmp_path, "export", str(file), "--language", "de") == 0
    change(file, "Next", "Weiter")
    assert run(tmp_path, "import", str(file), "--language", "de") == 0
    assert Languages(tmp_path / "translations").words("de").gettext("Next") == "Weiter"


def test_another_word_than_the_glossary_has_is_taken_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The translator is told which word the others use; the sentence is used all the same."""
    file = tmp_path / "pl.csv"
    run(tmp_path, "export", str(file), "--language", "pl")
    change(file, "Skip", "Dalej")
    capsys.readouterr()
    assert run(tmp_path, "import", str(file), "--language", "pl") == 0
    assert "look again at these words: 1\n  Skip\n    'skip' is 'pomi…' elsewhere." in capsys.readouterr().out
    assert Languages(tmp_path / "translations").words("pl").gettext("Skip") == "Dalej"
