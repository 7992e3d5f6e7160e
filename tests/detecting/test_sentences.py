"""The sentences that the detector is measured with: enough of them, of every kind, half of them harmless."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from locales import Languages

FOLDER = Path(__file__).with_name("sentences")
FILES = sorted(FOLDER.glob("*.yaml"))
LATER = sorted(FOLDER.with_name("later").glob("*.yaml"))
KINDS = {
    "hurt",
    "scared",
    "money",
    "touched",
    "locked_in",
    "not_fed",
    "medicine",
    "wanting_to_die",
    "restraint",
    "threats",
}
FIELDS = {"words", "kinds", "note"}
FEWEST, FEWEST_ENGLISH = 60, 400
FEWEST_LATER, FEWEST_LATER_ENGLISH = 24, 150
FEWEST_OF_A_KIND, FEWEST_OF_A_KIND_ENGLISH = 3, 15
LEAST_HARMLESS, MOST_HARMLESS = 0.4, 0.6


def faults(rows: Any, language: str) -> list[str]:
    """What is wrong with one language's sentences; empty where they are as promised."""
    badly = [f"not a sentence: {row}" for row in rows if not well_formed(row)]
    return badly or [*twice(rows), *too_few(rows, language)]


def well_formed(row: Any) -> bool:
    """Whether a row has words and a list of kinds, each once, and nothing else but a note."""
    if not isinstance(row, dict) or not {"words", "kinds"} <= set(row) <= FIELDS:
        return False
    kinds = row["kinds"]
    written = all(isinstance(row[name], str) and row[name].strip() for name in {"words", "note"} & set(row))
    return written and isinstance(kinds, list) and set(kinds) <= KINDS and len(set(kinds)) == len(kinds)


def twice(rows: list[dict[str, Any]]) -> list[str]:
    """Sentences that stand there more than once, however they are spaced or capitalised."""
    counts = Counter(" ".join(row["words"].casefold().split()) for row in rows)
    return [f"twice: {words}" for words, count in counts.items() if count > 1]


def too_few(rows: list[dict[str, Any]], language: str) -> list[str]:
    """Where there are fewer sentences than promised: in all, of a kind, harmless, or telling."""
    fewest, of_a_kind = (FEWEST_ENGLISH, FEWEST_OF_A_KIND_ENGLISH) if language == "en" else (FEWEST, FEWEST_OF_A_KIND)
    found = [] if len(rows) >= fewest else [f"only {len(rows)} sentences"]
    kinds = Counter(kind for row in rows for kind in row["kinds"])
    found += [f"only {kinds[kind]} of {kind}" for kind in sorted(KINDS) if kinds[kind] < of_a_kind]
    share = sum(not row["kinds"] for row in rows) / max(len(rows), 1)
    return found if LEAST_HARMLESS <= share <= MOST_HARMLESS else [*found, f"{share:.0%} harmless"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_language_has_enough_sentences_of_every_kind(file: Path) -> None:
    """60 sentences or more (English 400), none twice, 3 or more of each kind (English 15), about half harmless."""
    assert faults(yaml.safe_load(file.read_text(encoding="utf-8")), file.stem) == []


def test_the_check_can_fail() -> None:
    """A row without kinds, an unknown kind, a sentence twice, a missing kind and too little harmless are all found."""
    rows = yaml.safe_load((FOLDER / "en.yaml").read_text(encoding="utf-8"))
    assert faults([*rows, {"words": "he hit me"}], "en")
    assert faults([*rows, {"words": "he was odd with me", "kinds": ["odd"]}], "en")
    assert faults([*rows, {"words": "He  HIT me", "kinds": ["hurt"]}], "en") == ["twice: he hit me"]
    assert faults([row for row in rows if "money" not in row["kinds"]], "en") == ["only 0 of money"]
    assert any("harmless" in fault for fault in faults([row for row in rows if row["kinds"]], "en"))


@pytest.mark.parametrize("file", LATER, ids=lambda file: file.stem)
def test_later_sentences_are_new_and_half_harmless(file: Path) -> None:
    """24 or more (English 150), each kind at least once, none of them among those that lists were made better with."""
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))
    known = yaml.safe_load((FOLDER / file.name).read_text(encoding="utf-8"))
    assert all(map(well_formed, rows))
    assert twice([*rows, *known]) == []
    assert len(rows) >= (FEWEST_LATER_ENGLISH if file.stem == "en" else FEWEST_LATER)
    assert {kind for row in rows for kind in row["kinds"]} == KINDS
    assert LEAST_HARMLESS <= sum(not row["kinds"] for row in rows) / len(rows) <= MOST_HARMLESS


def test_every_language_that_ships_has_sentences() -> None:
    """No language is offered whose detector nobody could measure."""
    assert {file.stem for file in FILES} == {file.stem for file in LATER} == set(Languages().codes)
