"""The file of verdicts, whatever hands and words are in it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.preview.ledger import CannotKeep, Ledger, replace_file
from bot.preview.verdicts import read, read_file
from dialogs.pack_schema import TriedSheet
from tests.support.counts import count

ENTRY = TriedSheet(prompt="duq.1.person.day", by="A group", on="2026-11-22", verdict="keep", understood="Who chooses")
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"], include_characters="\n\t")
WORDS = st.text(LETTERS, max_size=80)
FORMS = [
    "",
    "# Nothing yet.\n",
    "tried: []\n",
    "tried: []",
    "tried:   []   # none so far\n# End.\n",
    "tried:\n- {prompt: a, by: b, on: '2026-01-02', verdict: keep}\n",
    "tried:\n- {prompt: a, by: b, on: '2026-01-02', verdict: keep}",
    "---\ntried:\n    - prompt: a\n      by: b\n      on: 2026-01-02\n      verdict: leave_out\n\n\n# End.\n",
    "tried:\r\n  - prompt: a\r\n    by: b\r\n    on: 2026-01-02\r\n    verdict: keep\r\n",
]


@pytest.mark.parametrize("before", FORMS)
def test_every_form_of_a_file_is_added_to(tmp_path: Path, before: str) -> None:
    """Empty or full, wide or narrow, with comments or without: what was there stays, and the verdict comes after it."""
    path = tmp_path / "tried.yaml"
    path.write_bytes(before.encode())
    Ledger(path).add(ENTRY)
    assert read_file(path) == (*read(path.name, before), ENTRY)
    assert all(line in path.read_bytes().decode() for line in before.splitlines() if "[]" not in line)


def test_a_form_that_cannot_be_added_to_is_left_alone(tmp_path: Path) -> None:
    """A list on one line is refused with a way to mend it, for nothing may be written that might not be read."""
    path = tmp_path / "tried.yaml"
    text = "tried: [{prompt: a, by: b, on: '2026-01-02', verdict: keep}]\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CannotKeep, match="shape") as caught:
        Ledger(path).add(ENTRY)
    assert "lines of its own" in caught.value.mend
    assert path.read_text(encoding="utf-8") == text


@settings(max_examples=count(40, promised=2_000), deadline=None)
@given(st.lists(st.builds(TriedSheet, by=WORDS, understood=WORDS, note=WORDS), max_size=4))
def test_any_words_come_back(said: list[TriedSheet]) -> None:
    """Whatever a group says, in any script, is read back as it was typed; taking all back leaves no file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tried.yaml"
        ledger, kept = Ledger(path), []
        for number, one in enumerate(said):
            whole = {"prompt": f"p{number}", "by": one.by or "A", "on": "2026-11-22", "verdict": "keep"}
            entry = one.model_copy(update=whole)
            ledger.add(entry)
            kept.append(entry)
            assert read_file(path) == tuple(kept)
        while ledger.undo():
            kept.pop()
        assert not path.exists()


def test_a_file_keeps_its_rights_and_links(tmp_path: Path) -> None:
    """Writing through a link changes the file behind it, and who may read it stays as it was."""
    real, link = tmp_path / "real.yaml", tmp_path / "tried.yaml"
    real.write_text("tried: []\n", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    Ledger(link).add(ENTRY)
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert read_file(real) == (ENTRY,)


def test_a_half_written_file_is_never_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where writing ends half-way, the old file is whole, and nothing else is left behind."""
    path = tmp_path / "tried.yaml"
    path.write_bytes(b"old")

    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(OSError, match="Input/output"):
        replace_file(path, b"new")
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"old"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Where the system refuses, its reason is in the message."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotKeep, match="We cannot write the file: Not a directory"):
        Ledger(tmp_path / "file" / "tried.yaml").add(ENTRY)
