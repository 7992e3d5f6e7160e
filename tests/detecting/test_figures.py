"""What the detector finds does not get worse unseen, in any language."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from asking.detecting.figures import HELD_OUT, LOOKED_AT, Figures, Outcome, Sentence, by_kind, looked, read, whole
from asking.detecting.lists import languages
from bot.cli import run_command
from dialogs.faults import PackFaults

HERE = Path(__file__).parent
FILES = sorted((HERE / "sentences").glob("*.yaml"))
FLOORS = yaml.safe_load((HERE / "floors.yaml").read_text(encoding="utf-8"))


def reaches(figures: Figures, floor: dict[str, int]) -> bool:
    """Whether figures are no worse than a floor."""
    return (
        100 * figures.hit >= floor["recall"] * figures.of and 100 * figures.false <= floor["alarms"] * figures.harmless
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_language_gets_worse(path: Path) -> None:
    """Recall stays above its floor and false alarms below theirs, on sentences that were written apart."""
    figures = whole(looked(read(path)))
    assert reaches(figures, FLOORS[path.stem]), figures


def test_every_language_is_measured() -> None:
    """A list without sentences or without a floor would be taken on trust."""
    assert {path.stem for path in FILES} == set(languages()) == set(FLOORS)


def test_a_detector_that_finds_nothing_fails() -> None:
    """The control: nothing found is under every floor, and everything found is over every limit of false alarms."""
    sentences = read(HERE / "sentences" / "en.yaml")
    nothing = whole(Outcome(one, frozenset()) for one in sentences)
    everything = whole(Outcome(one, frozenset({"hurt"})) for one in sentences)
    assert not reaches(nothing, FLOORS["en"])
    assert not reaches(everything, FLOORS["en"])


def test_halves_are_about_equal_and_always_the_same() -> None:
    """A sentence stays in its half, so that what was held out once stays held out."""
    halves = [one.half for one in read(HERE / "sentences" / "en.yaml")]
    assert 0.4 < halves.count(HELD_OUT) / len(halves) < 0.6
    assert [Sentence(words, frozenset(), "en").half for words in ("he hits me", "he hits you")] == [HELD_OUT, LOOKED_AT]


def test_a_wrong_kind_counts_for_the_whole_and_not_for_the_kind() -> None:
    """A person reads the words, so any hit is a find; the figures of a kind are stricter."""
    outcome = Outcome(Sentence("x", frozenset({"money"}), "en"), frozenset({"hurt"}))
    assert whole([outcome]) == Figures(1, 1, 0, 0)
    assert by_kind([outcome])["money"] == Figures(1, 0, 0, 0)
    assert by_kind([outcome])["hurt"] == Figures(0, 0, 1, 1)


def test_the_command_says_what_was_missed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each miss and each false alarm is a line, and beside the figures stands what they do not say."""
    file = tmp_path / "en.yaml"
    rows = [{"words": f"the weather is {n}", "kinds": ["hurt"]} for n in range(8)]
    rows += [{"words": f"he hits me {n}", "kinds": []} for n in range(8)]
    file.write_text(yaml.safe_dump(rows), encoding="utf-8")
    assert run_command(["detector", "--all", str(file)]) == 0
    told = capsys.readouterr().out
    assert "Not tested with speakers, nor on real speech." in told
    assert told.count("  missed (") == told.count("  false alarm (") == 8


def test_a_file_that_is_no_list_of_sentences_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Bad input is told with its name and a way to mend it."""
    file = tmp_path / "cy.yaml"
    file.write_text("words: x\n", encoding="utf-8")
    with pytest.raises(PackFaults):
        read(file)
    assert run_command(["detector", str(file)]) == 2
    assert "cy.yaml" in capsys.readouterr().err
