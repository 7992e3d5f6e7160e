"""What a file added is known, and goes whole; what was there before this was known is found."""

from __future__ import annotations

from store import action_imports, action_notes, actions, members, plans
from store.action import Expected, NewAction, Someone
from store.database import Database
from store.migrations import m0027_imports
from store.tx import Tx
from tests.store.tools import AT, LATER


def imported(tx: Tx, by: int | None = None) -> tuple[int, int, int]:
    """A plan from a file with one action under one part."""
    plan = plans.add(tx, name="Plan", kind=plans.IMPORTED, at=AT, by=by)
    part = plans.add_part(tx, plan_id=plan, number="1", title="Food")
    new = NewAction(plan, "Ask", part, expected=(Expected("Minutes"),), leads=(Someone("The cook"),))
    number = actions.add(tx, new, at=AT, by=by)
    action_notes.add(tx, number, words="We asked", status=None, by=by, at=AT)
    return plan, part, number


async def test_an_import_goes_with_all_that_it_added(database: Database) -> None:
    """Nothing of it is left in any table; the plan goes where nothing else is in it."""

    def turn(tx: Tx) -> None:
        mo = members.add(tx, name="Mo", role="manager", services=None, at=AT)
        plan, part, number = imported(tx, mo)
        one = action_imports.add(tx, plan_id=plan, made_plan=True, at=AT, by=mo)
        action_imports.mark(tx, one, actions=[number], parts=[part])
        (found,) = action_imports.of_plan(tx, plan)
        assert (found.at, found.by, found.made_plan) == (AT, "Mo", True)
        assert action_imports.actions_of(tx, one) == {number}
        assert action_imports.take_back(tx, found, [number])
        for table in ("plan", "plan_part", "action", "action_import", *action_imports.OWN):
            assert tx.all(f"SELECT * FROM {table}") == [], table  # noqa: S608 - the names above

    await database.write(turn)


async def test_no_table_that_points_to_an_action_is_forgotten(database: Database) -> None:
    """Each either goes with the action or holds it: one that nobody thought of fails here."""

    def turn(tx: Tx) -> set[str]:
        lite = (
            "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = :c"
        )
        other = "SELECT table_name FROM information_schema.columns WHERE column_name = :c"
        return {row[0] for row in tx.all(other if tx.lock else lite, c="action_id")}

    assert await database.write(turn) == {*action_imports.OWN, *action_imports.LINKED}


async def test_what_was_read_before_is_known_by_its_moment(database: Database) -> None:
    """The migration finds the import that made a plan, and frees actions from parts of other plans."""

    def turn(tx: Tx) -> None:
        plan, part, number = imported(tx)
        later = actions.add(tx, NewAction(plan, "By hand"), at=LATER, by=None)
        hand = plans.add(tx, name="Hand", kind=plans.REGISTER, at=AT, by=None)
        astray = actions.add(tx, NewAction(hand, "Astray"), at=AT, by=None)
        tx.run("UPDATE action SET part_id = :part WHERE id = :id", part=part, id=astray)
        for statement in m0027_imports.DATA:
            tx.run(statement)
        (found,) = action_imports.of_plan(tx, plan)
        assert found.made_plan
        assert action_imports.actions_of(tx, found.id) == {number}
        assert action_imports.of_plan(tx, hand) == ()
        parts = {one.id: one.said.part_id for one in actions.all(tx)}
        assert parts == {number: part, later: None, astray: None}

    await database.write(turn)
