"""`plainsay actions import`: a table of actions goes into the register from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.action_tables.councils import as_docx, as_xlsx, dudley
from tests.bot.test_cli import Plainsay, plainsay

__all__ = ["plainsay"]


def test_the_preview_is_printed_and_only_a_yes_adds(plainsay: Plainsay, tmp_path: Path) -> None:
    """What was said stands beside the day that was understood; the same plan in another format adds nothing twice."""
    word, excel = tmp_path / "plan.docx", tmp_path / "plan.xlsx"
    word.write_bytes(as_docx(dudley()))
    excel.write_bytes(as_xlsx(dudley()))
    status, out, _ = plainsay("actions", "import", str(word))
    assert status == 0
    assert "[End March 2010: 2010-03-31]  new" in out
    assert "There is no 5.7 before it." in out
    assert out.endswith("19 parts, 80 actions: 80 new, 0 there already, 0 differ; 0 rows cannot be read.\n"
                        "Type --yes to add them.\nNothing was added.\n")  # fmt: skip
    status, out, _ = plainsay("actions", "import", str(word), "--yes")
    assert (status, out.splitlines()[-1]) == (0, "Added to plan 1: 80 actions.")
    status, out, _ = plainsay("actions", "import", str(excel), "--yes")
    assert "80 actions: 0 new, 80 there already" in out
    assert out.endswith("Nothing was added.\n")


def test_a_column_is_named_and_faults_are_listed(plainsay: Plainsay, tmp_path: Path) -> None:
    """Status 1 where a row could not be read; all others are added."""
    table = tmp_path / "plan.csv"
    table.write_text("No,Stuff,Lead\n1,Fix it.,Jo\nx,Sing.,Jo\n")
    assert plainsay("actions", "import", str(table), "--yes")[0] == 1
    status, out, _ = plainsay("actions", "import", str(table), "--yes", "--column", "Stuff=action", "--name", "Ours")
    assert status == 1
    assert "row 3: x · Sing. · Jo: 'x' is no number of an action." in out
    assert out.endswith("Added to plan 1: 1 actions.\n")


def test_a_named_plan_is_found_again_though_something_differs(plainsay: Plainsay, tmp_path: Path) -> None:
    """By its name, or by what is in it whichever service it is of: nothing is added twice."""
    assert plainsay("service", "Mill Lane")[0] == 0
    table = tmp_path / "plan.csv"
    table.write_text("No,Action,By when\n1,Fix it.,May 2030\n2,Paint.,June 2030\n")
    named = ("actions", "import", str(table), "--yes", "--service", "Mill Lane", "--name", "Ours")
    assert plainsay(*named)[1].endswith("Added to plan 1: 2 actions.\n")
    table.write_text("No,Action,By when\n1,Fix it.,July 2030\n2,Paint.,June 2030\n")
    for again in (named, named[:4], named[:6], (*named[:4], "--name", "Ours")):
        _, out, _ = plainsay(*again)
        assert out.startswith("Into plan 1, 'Ours', Mill Lane.\n")
        assert "0 new, 1 there already, 1 differ;" in out
    _, out, _ = plainsay(*named[:4], "--name", "Another")
    assert out.startswith("Into a new plan, 'Another', the whole provider.\n")
    assert out.endswith("Added to plan 2: 2 actions.\n")


@pytest.mark.parametrize(
    ("content", "more", "says"),
    [
        (b"%PDF-1.7", (), "It is a PDF"),
        (b"PK\x03\x04", (), "It is damaged."),
        (b"No,Action\n1,x\n", ("--service", "Nowhere"), "There is no service called 'Nowhere'."),
        (b"No,Action\n1,x\n", ("--column", "Action=everything"), "Type TITLE=MEANING"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    plainsay: Plainsay, tmp_path: Path, content: bytes, more: tuple[str, ...], says: str
) -> None:
    """With how to mend it, and status 2."""
    table = tmp_path / "plan.csv"
    table.write_bytes(content)
    status, out, err = plainsay("actions", "import", str(table), "--yes", *more)
    assert (status, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


def test_a_file_that_is_not_there_is_said(plainsay: Plainsay, tmp_path: Path) -> None:
    """As any other thing that was typed wrong."""
    status, _, err = plainsay("actions", "import", str(tmp_path / "nothing.csv"))
    assert status == 2
    assert "No such file or directory" in err
