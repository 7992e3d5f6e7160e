"""Whose words lead an action is said once, kept for each service apart, and read from later files too."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asking.action_import import Fate, Target, keep, planned
from asking.leads import TITLES, Known, folded, likely, of_register, say, unsay, waiting
from asking.permissions import Role
from evidence.action_tables.read import read
from store import actions, known_leads, members, plans
from store.action import Action, NewAction, Someone, Status
from store.database import Database
from store.members import Member
from store.tx import Tx

AT = "2026-11-22T13:00:00Z"
FILE = b"No,Key action,Lead\n1,Fix the gate.,Training Manager\n2,Paint it.,training  manager; Kim Doyle\n"


def a_member(name: str, number: int = 1) -> Member:
    """Somebody on the staff."""
    return Member(number, name, Role.MANAGER, None, "", AT, None, "")


def everything(_: Action) -> bool:
    """Somebody who may change every action."""
    return True


def an_action(tx: Tx, *leads: str, service_id: int = 0, status: Status = Status.NOT_STARTED) -> int:
    """An action that these words lead."""
    plan = plans.add(tx, name="Plan", kind=plans.IMPORTED, at=AT, by=None, service_id=service_id)
    new = NewAction(plan, "Do it.", service_id=service_id, leads=tuple(map(Someone, leads)), status=status)
    return actions.add(tx, new, at=AT, by=None)


def leads_of(tx: Tx, number: int) -> list[tuple[str, int | None]]:
    """Who leads an action, and as which member."""
    found = actions.get(tx, number)
    assert found
    return [(one.words, one.member_id) for one in found.said.leads]


@pytest.mark.parametrize("words", ["Kim Doyle", "kim  doyle", "Doyle, Kim", "Dr Kim Doyle", "Ms. DOYLE Kim"])
def test_a_name_is_the_same_in_any_order_and_with_a_title(words: str) -> None:
    """Case, spaces, titles and order do not count."""
    assert likely(words, [a_member("Kim Doyle", 7), a_member("Sam Carter")]) == a_member("Kim Doyle", 7)


@pytest.mark.parametrize(
    "words", ["Kim", "Doyle", "K Doyle", "Kim Doyle and Sam", "Training Manager", "Dr", "", "Kim2"]
)
def test_nothing_else_is_taken_for_a_name(words: str) -> None:
    """Part of a name, another one beside it, a job or a title alone are no colleague."""
    assert likely(words, [a_member("Kim Doyle"), a_member("Dr")]) is None


def test_two_of_one_name_are_no_suggestion() -> None:
    """Where two colleagues have the name, a person has to say which."""
    assert likely("Kim Doyle", [a_member("Kim Doyle", 1), a_member("Doyle Kim", 2)]) is None


NAME = st.lists(st.sampled_from(["kim", "doyle", "sam", "o'neil", "ann-marie", "zoë"]), min_size=1, max_size=3)


@given(NAME, NAME, st.randoms(), st.sampled_from(sorted(TITLES)))
def test_a_suggestion_is_the_same_words_and_no_others(
    first: list[str], other: list[str], chance: Random, title: str
) -> None:
    """Shuffled, with a title and in capitals it is found; other words never are."""
    mixed = [*first, title]
    chance.shuffle(mixed)
    staff = [a_member(" ".join(first).title())]
    assert likely(" ".join(mixed).upper(), staff) == staff[0]
    assert (likely(" ".join(other), staff) is not None) == (sorted(first) == sorted(other))


async def test_said_once_it_counts_for_every_action(database: Database) -> None:
    """The words are one line however they are spelt, with how much is to be done; saying it points every action."""

    def turn(tx: Tx) -> None:
        kim = members.add(tx, name="Kim Doyle", role=Role.MANAGER, services=None, at=AT)
        first, second = an_action(tx, "Training Manager"), an_action(tx, "The board", "training  manager")
        done = an_action(tx, "Training Manager", status=Status.DONE)
        assert [(one.words, one.open) for one in waiting(tx, everything)] == [("Training Manager", 2), ("The board", 1)]
        assert say(tx, "TRAINING MANAGER", kim, everything, at=AT, by=None) == 3
        assert leads_of(tx, first) == leads_of(tx, done) == [("Training Manager", kim)]
        assert leads_of(tx, second) == [("The board", None), ("training  manager", kim)]
        assert say(tx, "The board", None, everything, at=AT, by=None) == 1
        assert waiting(tx, everything) == ()
        assert {(one.words, one.member_id, one.outside) for one in of_register(tx, everything)} == {
            ("Training Manager", kim, False),
            ("The board", None, True),
        }

    await database.write(turn)


async def test_it_can_be_said_otherwise_and_taken_back(database: Database) -> None:
    """The newest word counts, once; what was taken back is asked about again."""

    def turn(tx: Tx) -> None:
        kim, sam = (members.add(tx, name=name, role=Role.MANAGER, services=None, at=AT) for name in ("Kim", "Sam"))
        number = an_action(tx, "Training Manager")
        for who in (kim, None, sam):
            say(tx, "Training Manager", who, everything, at=AT, by=None, again=True)
        assert leads_of(tx, number) == [("Training Manager", sam)]
        assert say(tx, "Training Manager", kim, everything, at=AT, by=None) == 0, "what was said stays"
        assert [one.member_id for one in known_leads.all(tx)] == [sam]
        assert unsay(tx, "training manager", everything) == 1
        assert leads_of(tx, number) == [("Training Manager", None)]
        assert known_leads.all(tx) == ()
        assert len(waiting(tx, everything)) == 1

    await database.write(turn)


async def test_the_manager_of_one_house_is_not_that_of_another(database: Database) -> None:
    """What is said counts for actions that one may change, and for files of those services only."""

    def turn(tx: Tx) -> None:
        kim = members.add(tx, name="Kim", role=Role.MANAGER, services=None, at=AT)
        here, there = an_action(tx, "The Manager", service_id=1), an_action(tx, "The Manager", service_id=2)
        say(tx, "The Manager", kim, lambda one: one.said.service_id == 1, at=AT, by=None)
        assert leads_of(tx, here) == [("The Manager", kim)]
        assert leads_of(tx, there) == [("The Manager", None)]
        known = Known(tx)
        assert known.read("the manager", 1) == Someone("Kim", kim, "the manager")
        assert known.read("the manager", 2) == Someone("the manager")
        assert [one.open for one in waiting(tx, everything)] == [1], "the one that is not said"
        assert say(tx, "The Manager", None, everything, at=AT, by=None) == 1, "what the other house said stays"
        assert leads_of(tx, here) == [("The Manager", kim)]
        (both,) = of_register(tx, everything)
        assert (both.said, both.member_id, both.outside, both.open) == (True, None, False, 2)

    await database.write(turn)


async def test_who_has_left_leads_nothing_any_more(database: Database) -> None:
    """Words that meant a colleague who has left are asked about again, and no file is read as theirs."""

    def turn(tx: Tx) -> None:
        kim = members.add(tx, name="Kim", role=Role.MANAGER, services=None, at=AT)
        an_action(tx, "Training Manager")
        say(tx, "Training Manager", kim, everything, at=AT, by=None)
        members.end(tx, kim, who="Ann", at=AT)
        assert [one.words for one in waiting(tx, everything)] == ["Training Manager"]
        assert Known(tx).read("Training Manager", 0) == Someone("Training Manager")

    await database.write(turn)


async def test_a_closed_plan_asks_nothing(database: Database) -> None:
    """What nobody works on any more needs no lead."""

    def turn(tx: Tx) -> None:
        number = an_action(tx, "Training Manager")
        found = actions.get(tx, number)
        assert found
        plans.close(tx, found.said.plan_id, AT)
        assert waiting(tx, everything) == ()

    await database.write(turn)


async def test_a_later_file_is_read_by_what_was_said(database: Database) -> None:
    """The same file again changes nothing; another plan of that service gets the colleague; the words stay."""

    def turn(tx: Tx) -> None:
        table = read(FILE)
        kim = members.add(tx, name="Kim Doyle", role=Role.MANAGER, services=None, at=AT)
        jo = members.add(tx, name="Jo Finch", role=Role.MANAGER, services=None, at=AT)
        first = keep(tx, table, Target(name="One"), take=(), at=AT, by=None)
        assert [folded(one.words) for one in waiting(tx, everything)] == ["training manager"]
        say(tx, "Training Manager", jo, everything, at=AT, by=None)
        assert {one.fate for one in planned(tx, table, first.plan_id)} == {Fate.SAME}
        second = keep(tx, table, Target(name="Two"), take=(), at=AT, by=None)
        gate, paint = actions.of_plan(tx, second.plan_id)
        assert gate.said.leads == (Someone("Jo Finch", jo, "Training Manager"),)
        assert paint.said.leads == (Someone("Jo Finch", jo, "training manager"), Someone("Kim Doyle", kim))
        assert waiting(tx, everything) == ()

    await database.write(turn)
