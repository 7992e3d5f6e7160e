"""Which names are found in words that are about to be published, and that whoever says 'all the same' is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asking.names_to_ask import Place, keep, names_in, standing
from store import access_log, name_yes, people
from store.database import Database
from store.tx import Tx
from tests.asking.conftest import database, key_file, postgres_copy, postgres_server, postgres_url, where
from tests.asking.tools import a_house

__all__ = ["database", "key_file", "postgres_copy", "postgres_server", "postgres_url", "where"]

NAMES = {
    1: "Sam Okafor",
    2: "Will Brown",
    3: "Ana-María O'Neil",
    4: "Mrs Joan Green",
    5: "王小明",
    6: "أحمد علي",
    7: "X",
}
SUBJECT, AT = "assessment/1", "2026-11-22T13:00:00Z"


def names(words: str, *but: int) -> tuple[str, ...]:
    """The names that are found in some words, but for those of people who said yes to them."""
    return tuple(name for _, name in standing(NAMES, [Place("It", words, but=frozenset(but))]))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Sam chose the curtains.", ("Sam",)),
        ("sam chose the curtains", ("Sam",)),
        ("Sam’s room, Sam's key and Sams cat", ("Sam",)),
        ("SAM OKAFOR said so.", ("Sam Okafor",)),
        ("Sam Okafor said so. Sam was glad.", ("Sam Okafor", "Sam")),
        ("A sample of the same samba", ()),
        ("Mr. Okafor and Ms Brown came", ("Mr Okafor", "Ms Brown")),
        ("Okafor is a name, and brown is a colour.", ()),
        ("Will likes it.", ("Will",)),
        ("We will see, if that is the will of all, and she wills it.", ()),
        ("Ana-Maria sings; ana sings not", ("Ana-María",)),
        ("Ana-Mari\u0301a O’Neil", ("Ana-María O'Neil",)),
        ("Joan and Mrs Green", ("Joan", "Mrs Green")),
        ("昨天王小明来了", ("王小明",)),
        ("قال أحمد نعم", ("أحمد",)),
        ("X marks it", ()),
        ("", ()),
    ],
)
def test_a_name_is_found_as_a_whole_word(words: str, found: tuple[str, ...]) -> None:
    """In full, by first name, by title and last name, in any script; a word that is a name needs its capital letter."""
    assert names(words) == found


@given(st.text(), st.sampled_from(["Sam", "Ana-María", "أحمد", "王小明"]), st.text())
def test_a_name_between_spaces_is_always_found(before: str, name: str, after: str) -> None:
    """Whatever stands around it; and no text makes the search fail."""
    assert name in names(f"{before} . {name} . {after}")


def test_whoever_said_yes_in_these_words_is_not_asked_about() -> None:
    """A quote with the name is theirs; another person's name in it is still asked about."""
    assert names("Sam and Will went.", 1) == ("Will",)


async def test_a_yes_is_kept_for_these_words_only(database: Database) -> None:
    """Who said it, and when, stays with the first; other words, another name and another place to publish ask anew."""

    def play(tx: Tx) -> list[str | None]:
        a_house(tx)
        one, other = Place("It", "Ada sings."), Place("It", "Ada sings well.")
        keep(tx, SUBJECT, names_in(tx, SUBJECT, [one]), who="Mo", at=AT)
        keep(tx, SUBJECT, names_in(tx, SUBJECT, [one]), who="Ann", at=AT)
        spaced = Place("Elsewhere", "  Ada\nsings. ")
        found = [*names_in(tx, SUBJECT, [one, spaced, other]), *names_in(tx, "assessment/2", [one])]
        return [each.looked.who if each.looked else None for each in found]

    assert await database.write(play) == ["Mo", "Mo", None, None]
    notes = await database.read(access_log.recent)
    assert [one.did for one in notes if "names" in one.did] == ["said that names may be published in assessment 1"]
    kept = await database.read(lambda tx: tx.all("SELECT subject, mark, who, at FROM name_yes"))
    assert len(kept) == 1
    assert "Ada" not in str(kept)


async def test_who_is_forgotten_is_not_looked_for(database: Database) -> None:
    """Their name is nowhere any more, so nothing is found; and what was said goes with what it stood in."""

    def play(tx: Tx) -> tuple[int, int, int]:
        house = a_house(tx)
        place = Place("It", "Ada and Bo")
        before = names_in(tx, SUBJECT, [place])
        keep(tx, SUBJECT, before, who="Mo", at=AT)
        people.forget_identity(tx, house.person, AT)
        after = len(names_in(tx, SUBJECT, [place]))
        name_yes.remove(tx, SUBJECT)
        return len(before), after, len(name_yes.of(tx, SUBJECT))

    assert await database.write(play) == (2, 1, 0)
