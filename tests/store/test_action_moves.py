"""What moved of an action is kept by itself, on both databases."""

from __future__ import annotations

from dataclasses import replace

from store import action_moves, actions, members
from store.action import Expected, NewAction, Someone, Status
from store.action_facts import still_to_do
from store.database import Database
from store.tx import Tx
from tests.store.test_actions import a_plan
from tests.store.tools import AT, LATER


async def test_each_move_is_kept_with_what_it_was(database: Database) -> None:
    """A last day, a lead and an outcome that change are noted with who did it; the newest stands first."""

    def turn(tx: Tx) -> None:
        mo = members.add(tx, name="Mo Manager", role="manager", services=None, at=AT)
        first = NewAction(a_plan(tx), "Supper is at 6.", due_on="2026-03-31", leads=(Someone("The cook"),))
        number = actions.add(tx, first, at=AT, by=mo)
        later = replace(first, due_on="2026-06-30")
        actions.change(tx, number, later, at=AT, by=mo)
        other = replace(later, leads=(Someone("Mo Manager", mo),), outcome="People eat when they are hungry.")
        actions.change(tx, number, other, at=LATER)
        found = action_moves.of(tx, number)
        assert {(one.at, one.by, one.part, one.was, one.now) for one in found} == {
            (AT, "Mo Manager", "due", "2026-03-31", "2026-06-30"),
            (LATER, "", "lead", "The cook", "Mo Manager"),
            (LATER, "", "outcome", "", "People eat when they are hungry."),
        }
        assert [one.at for one in found] == [LATER, LATER, AT]
        assert action_moves.days(tx) == {number: [("2026-03-31", "2026-06-30")]}
        assert [one.moved for one in still_to_do(tx)] == [(("2026-03-31", "2026-06-30"),)]

    await database.write(turn)


async def test_nothing_else_is_a_move(database: Database) -> None:
    """Words, evidence, status, spaces, and saying whom the words of a lead mean leave no trace here."""

    def turn(tx: Tx) -> None:
        mo = members.add(tx, name="Mo Manager", role="manager", services=None, at=AT)
        first = NewAction(a_plan(tx), "Supper is at 6.", outcome="They eat.", due_on="2026-03-31",
                          leads=(Someone("Mo Manager", mo), Someone("The cook")))  # fmt: skip
        number = actions.add(tx, first, at=AT, by=None)
        changed = replace(
            first, what="Supper is at 7.", outcome=" They  eat.", expected=(Expected("A menu"),), status=Status.DONE,
            leads=(Someone("Mo Manager", mo, "Training Manager"), Someone("the  Cook")),
        )  # fmt: skip
        actions.change(tx, number, changed, at=LATER)
        actions.put_status(tx, number, Status.IN_PROGRESS, at=LATER)
        assert action_moves.of(tx, number) == ()
        assert action_moves.days(tx) == {}

    await database.write(turn)


async def test_no_word_of_a_move_is_readable(database: Database) -> None:
    """What an outcome was, and the name of a lead, are sealed; only days are not."""

    def turn(tx: Tx) -> None:
        first = NewAction(a_plan(tx), "Supper.", outcome="Ada eats late.", leads=(Someone("Bob Cook"),))
        number = actions.add(tx, first, at=AT, by=None)
        actions.change(tx, number, replace(first, outcome="All eat late.", leads=()), at=LATER)
        rows = tx.all("SELECT body FROM action_move")
        assert len(rows) == 2
        assert not any(word in bytes(row[0]) for row in rows for word in (b"Ada", b"Bob"))

    await database.write(turn)
