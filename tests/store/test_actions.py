"""The register of actions is kept whole, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store import action_notes, actions, members, plans
from store.action import Expected, NewAction, Someone, Status
from store.database import Database
from store.errors import UnknownRow
from store.tx import Tx
from tests.store.tools import AT, LATER

WHAT = "Supper is at 6, not at 5."


def a_plan(tx: Tx, name: str = "Our plan") -> int:
    """A plan of the register."""
    return plans.add(tx, name=name, kind=plans.REGISTER, at=AT, by=None)


def full(tx: Tx, plan_id: int) -> NewAction:
    """An action that uses every field."""
    mo = members.add(tx, name="Mo Manager", role="manager", services=None, at=AT)
    part = plans.add_part(tx, plan_id=plan_id, number="2", title="People decide when they eat", group="Everyday life")
    return NewAction(
        plan_id=plan_id,
        what=WHAT,
        part_id=part,
        number="2.8",
        service_id=0,
        outcome="People eat when they are hungry.",
        expected=(Expected("The new rota", "by May", "2026-05-31"), Expected("Minutes", "", None, "2026-05-02")),
        leads=(Someone("Mo Manager", mo), Someone("The cook")),
        knows=(Someone("Night staff"),),
        timescale="End of May",
        starts_on="2026-04-01",
        due_on="2026-05-31",
        refers_to=("2.1",),
        standards=("duq.1.good.1", "duq.1"),
        more={"first_steps": "Ask the cook."},
        from_kind="wish",
        from_id="7",
    )


async def test_what_is_added_is_read_back(database: Database) -> None:
    """Every field of an action comes back as it was, with standards in order."""

    def turn(tx: Tx) -> None:
        plan = a_plan(tx)
        new = full(tx, plan)
        one = actions.get(tx, actions.add(tx, new, at=AT, by=None))
        assert one is not None
        assert one.said == replace(new, standards=("duq.1", "duq.1.good.1"))
        other = actions.add(tx, NewAction(plan_id=a_plan(tx, "Another"), what="Paint the hall"), at=AT, by=None)
        assert [found.id for found in actions.of_plan(tx, plan)] == [one.id]
        assert [found.id for found in actions.all(tx)] == [one.id, other]
        assert actions.all(tx)[0].said == one.said
        assert [part.group for part in plans.parts(tx, plan)] == ["Everyday life"]

    await database.write(turn)


async def test_a_change_puts_all_of_it_anew(database: Database) -> None:
    """What was expected and who led before is gone where the change leaves it out; done is dated once."""

    def turn(tx: Tx) -> None:
        new = full(tx, a_plan(tx))
        number = actions.add(tx, new, at=AT, by=None)
        actions.change(tx, number, replace(new, expected=(), leads=(), status=Status.DONE), at=LATER)
        actions.put_status(tx, number, Status.DONE, at="2026-12-01T00:00:00Z")
        found = actions.get(tx, number)
        assert found is not None
        assert (found.said.expected, found.said.leads, found.done_at) == ((), (), LATER)
        actions.put_status(tx, number, Status.IN_PROGRESS, at="2026-12-02T00:00:00Z")
        again = actions.get(tx, number)
        assert again is not None
        assert again.done_at is None

    await database.write(turn)


async def test_notes_and_what_was_seen_move_it(database: Database) -> None:
    """A note, or evidence that was seen, is a move; notes come newest first with who wrote them."""

    def turn(tx: Tx) -> None:
        number = actions.add(tx, full(tx, a_plan(tx)), at=AT, by=None)
        mo = members.all(tx)[0].id
        action_notes.add(tx, number, words="Asked the cook.", status=Status.IN_PROGRESS, by=mo, at=AT)
        action_notes.add(tx, number, words="It works.", status=None, by=None, at=LATER)
        assert [(one.by, one.words, one.status) for one in action_notes.of(tx, number)] == [
            ("", "It works.", ""),
            ("Mo Manager", "Asked the cook.", "in-progress"),
        ]
        actions.see(tx, number, 0, seen_on="2026-05-30", record_id=None, at=LATER)
        found = actions.get(tx, number)
        assert found is not None
        assert (found.moved_at, found.said.expected[0].seen_on) == (LATER, "2026-05-30")
        with pytest.raises(UnknownRow):
            actions.see(tx, number, 9, seen_on="2026-05-30", record_id=None, at=LATER)

    await database.write(turn)


async def test_what_people_said_then_stays_as_it_was(database: Database) -> None:
    """The basis of an action is kept once: what is said later does not take its place."""

    def turn(tx: Tx) -> None:
        number = actions.add(tx, full(tx, a_plan(tx)), at=AT, by=None)
        for people in (9, 12):
            action_notes.put_basis(tx, number, "duq.1.good.1", round_id=1, source="person", result={"people": people})
        (found,) = action_notes.basis(tx, number)
        assert found.result == '{"people": 9}'

    await database.write(turn)


async def test_its_words_are_sealed(database: Database) -> None:
    """No word of an action, nor the name of someone who does not sign in, is readable in the database."""

    def turn(tx: Tx) -> None:
        number = actions.add(tx, full(tx, a_plan(tx)), at=AT, by=None)
        action_notes.add(tx, number, words="Asked the cook.", status=None, by=None, at=AT)
        for table in ("action", "action_expected", "action_person", "action_note"):
            kept = repr(tx.all(f"SELECT * FROM {table}"))  # noqa: S608 - the names above
            assert not any(word in kept for word in ("Supper", "rota", "cook", "hungry"))

    await database.write(turn)


async def test_a_part_is_one_of_its_own_plan(database: Database) -> None:
    """An action under a part of another plan would stand on neither plan's page: the store takes none."""

    def turn(tx: Tx) -> None:
        here, there = a_plan(tx), a_plan(tx, "Another")
        part = plans.add_part(tx, plan_id=there, number="1", title="Food")
        with pytest.raises(UnknownRow):
            actions.add(tx, NewAction(here, "Ask", part), at=AT, by=None)
        number = actions.add(tx, NewAction(there, "Ask", part), at=AT, by=None)
        with pytest.raises(UnknownRow):
            actions.change(tx, number, NewAction(here, "Ask", part), at=AT)
        actions.change(tx, number, NewAction(here, "Ask"), at=AT)

    await database.write(turn)
