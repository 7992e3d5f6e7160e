"""`plainsay staff`: who can sign in, from the command line."""

from __future__ import annotations

import pytest

from tests.bot.test_cli import Plainsay, plainsay

__all__ = ["plainsay"]


@pytest.fixture
def house(plainsay: Plainsay) -> Plainsay:
    """Mill Lane, and an administrator."""
    plainsay("service", "Mill Lane", "--lead", "Kim Lead", "--lead-contact", "01632 960001")
    plainsay("staff", "add", "Ada", "--role", "administrator", "--email", "ada@example.org")
    return plainsay


def test_someone_is_added_listed_and_ended(house: Plainsay) -> None:
    """Each says what came of it; who has left stands in no list and gets no link."""
    status, out, _ = house("staff", "add", "Kim Lead", "--role", "lead", "--service", "Mill Lane")
    assert (status, out) == (0, "Kim Lead can sign in as lead. plainsay sign-in 'Kim Lead' makes a link.\n")
    listed = "Ada  administrator  all services  ada@example.org\nKim Lead  lead  Mill Lane\n"
    assert house("staff", "list")[1] == listed
    status, out, _ = house("staff", "end", "kim lead")
    assert (status, out.splitlines()) == (
        0,
        [
            "The access of Kim Lead, lead, has ended everywhere.",
            "Mill Lane needs another safeguarding lead or deputy.",
        ],
    )
    assert "Kim" not in house("staff", "list")[1]
    assert house("sign-in", "Kim Lead")[0] == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add",), "C101: Nobody is named."),
        (("add", "Kim"), "C101: No role is named."),
        (("add", "Kim", "--role", "board", "--service", "Nowhere"), "A202: There is no service called 'Nowhere'."),
        (("add", "Kim", "--role", "board", "--email", "kim"), "C101: Enter an e-mail address"),
        (("add", "Kim", "--role", "board", "--email", "ADA@example.org"), "C101: Someone else signs in"),
        (("end", "Kim"), "A202: Nobody on the staff is Kim."),
        (("end", "ada@example.org"), "A511: The last administrator cannot leave"),
    ],
)
def test_what_cannot_be_is_one_sentence(house: Plainsay, words: tuple[str, ...], says: str) -> None:
    """With its code and how to mend it, and status 2; nobody is added or ended."""
    status, out, err = house("staff", *words)
    assert (status, out, err.startswith(says)) == (2, "", True), err
    assert house("staff", "list")[1].count("\n") == 1


def test_before_anybody_is_there(plainsay: Plainsay) -> None:
    """The list says so."""
    assert plainsay("staff", "list")[:2] == (0, "Nobody is on the staff yet.\n")
