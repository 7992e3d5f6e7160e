"""`plainsay pictures`: a folder comes in whole or not at all, and every fault is told with its line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from asking import picture_folder
from tests.bot.test_cli import DEPUTY, LEAD, Plainsay, plainsay

__all__ = ["plainsay"]

HEAD = "concept,file,owner,licence,agreed_by,until,alt"
GOOD = 'kitchen,kitchen.png,Widgit,Licence 1,,,"A cooker, and a sink"'


def a_folder(tmp_path: Path, *lines: str, head: str = HEAD) -> str:
    """A folder with one good file and a list."""
    folder = tmp_path / "set"
    folder.mkdir(exist_ok=True)
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "green").save(out, "PNG")
    (folder / "kitchen.png").write_bytes(out.getvalue())
    (folder / "pictures.csv").write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")
    return str(folder)


def test_a_set_is_imported_listed_and_taken_away(plainsay: Plainsay, tmp_path: Path) -> None:
    """For everyone, for a service and for a person; a new one replaces the old; taken away, it is gone."""
    plainsay("service", "Mill Lane", *LEAD, *DEPUTY)
    plainsay("invite", "Ada Example", "--service", "Mill Lane")
    folder = a_folder(tmp_path, GOOD, "friends,kitchen.png,Us,Our photo,Ada,2199-01-31,Ada and Bo")
    assert plainsay("pictures", "import", folder) == (0, "Pictures in use: 2 more.\n", "")
    folder = a_folder(tmp_path, GOOD)
    for place in (("--service", "Mill Lane"), ("--person", "1"), ()):
        assert plainsay("pictures", "import", folder, *place)[0] == 0
    assert plainsay("pictures", "withdraw", "3")[:2] == (0, "Picture 3: taken away.\n")
    status, out, _ = plainsay("pictures", "withdraw", "3", "4")
    assert (status, out.splitlines()) == (
        1, ["Picture 3: there is none in use with this number.", "Picture 4: taken away."],
    )  # fmt: skip
    listed = [line.split("\t") for line in plainsay("pictures", "list")[1].splitlines()]
    assert [(line[0], line[1], line[2], line[3].split(",")[0]) for line in listed] == [
        ("2", "friends", "everyone", "until 2199-01-31"),
        ("5", "kitchen", "everyone", "no last day"),
        ("4", "kitchen", "person 1", "taken away"),
        ("3", "kitchen", "Mill Lane", "taken away"),
        ("1", "kitchen", "everyone", "a new one took its place"),
    ]


def test_every_fault_is_told_at_once(plainsay: Plainsay, tmp_path: Path) -> None:
    """Each with file, line, code and sentence; nothing is imported, not even what was well."""
    (tmp_path / "secret.png").write_bytes(b"x")
    folder = a_folder(
        tmp_path,
        GOOD,
        "unicorn,kitchen.png,Us,,,,A horse",
        "kitchen,kitchen.png,Us,Ours,,,Again",
        "door,nothing.png,Us,Ours,Ada,,A door",
        "home,../secret.png,Us,Ours,,2001-01-01,A house",
        "friends,pictures.csv,Us,Ours,,soon,Friends",
        "bedroom,,Us,Ours,,,",
    )
    status, out, err = plainsay("pictures", "import", folder)
    lines = err.splitlines()
    found = [line.split("pictures.csv:", 1)[1].split(": ")[:2] for line in lines[:-1]]
    assert (status, out, lines[-1]) == (1, "", "Nothing was imported. Faults: 11.")
    assert found == [
        ["3", "no-concept"], ["3", "no-licence"], ["4", "twice"], ["5", "no-file"], ["5", "no-end"],
        ["6", "outside"], ["6", "past"], ["7", "not-a-day"], ["7", "not-a-picture"], ["8", "no-file"], ["8", "no-alt"],
    ]  # fmt: skip
    assert plainsay("pictures", "list")[1] == "There are none yet.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import",), "C101: Name one folder."),
        (("import", "{none}"), "A402: There is no pictures.csv in "),
        (("import", "{head}"), "pictures.csv:1: There is no column concept, alt."),
        (("import", "{quote}"), "This line is no CSV"),
        (("import", "{long}"), "is too large."),
        (("import", "{good}", "--service", "Nowhere"), "A202: There is no service called 'Nowhere'."),
        (("import", "{good}", "--person", "9"), "A202: There is no person number 9."),
        (("withdraw",), "C101: Name pictures by their numbers."),
        (("withdraw", "kitchen"), "C101: Name pictures by their numbers."),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    plainsay: Plainsay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    """With a code and a way to mend it, and status 2."""
    (tmp_path / "none").mkdir()
    folder = a_folder(tmp_path, GOOD)
    if "{head}" in words:
        folder = a_folder(tmp_path, head="file,owner,licence")
    if "{quote}" in words:
        folder = a_folder(tmp_path, 'kitchen,"kitchen.png')
    if "{long}" in words:
        monkeypatch.setattr(picture_folder, "MOST_CHARACTERS", 10)
    typed = [str(tmp_path / "none") if word == "{none}" else folder if "{" in word else word for word in words]
    status, out, err = plainsay("pictures", *typed)
    assert (status, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1
