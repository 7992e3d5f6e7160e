"""What has to be known of many actions at once, without opening a word of them."""

from __future__ import annotations

from dataclasses import dataclass

from store import action_moves
from store.action import Status
from store.action_beside import LEAD
from store.action_moves import Days
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Facts:
    """One action that is still to be done.

    Attributes:
        number: As people call it; '' where nobody gave it one.
        leads: Numbers of the members who lead it.
        unseen: The days of what will show that it is done, as far as nobody has seen it; the first one first.
        moved: How its last day moved, oldest first: what it was and became.
        led: Somebody leads it: a colleague who is still here, or somebody from outside.
    """

    id: int
    service_id: int
    number: str
    starts_on: str | None
    due_on: str | None
    status: Status
    moved_at: str
    leads: frozenset[int]
    unseen: tuple[str, ...] = ()
    led: bool = True
    moved: tuple[Days, ...] = ()


def still_to_do(tx: Tx) -> tuple[Facts, ...]:
    """Every action that is still to be done, in a plan that is not closed; what is due first comes first."""
    leads, led, unseen, put_off = _leads(tx), _led(tx), _unseen(tx), action_moves.days(tx)
    rows = tx.all(
        """SELECT a.id, a.service_id, a.number, a.starts_on, a.due_on, a.status, a.moved_at FROM action a
        JOIN plan p ON p.id = a.plan_id WHERE p.closed_at IS NULL AND a.status IN (:new, :going)
        ORDER BY a.due_on IS NULL, a.due_on, a.id""",
        new=str(Status.NOT_STARTED),
        going=str(Status.IN_PROGRESS),
    )
    return tuple(
        Facts(
            one, service, number, starts, due, Status(status), moved, frozenset(leads.get(one, ())),
            tuple(unseen.get(one, ())), one in led, tuple(put_off.get(one, ())),
        )
        for one, service, number, starts, due, status, moved in rows
    )  # fmt: skip


def _leads(tx: Tx) -> dict[int, set[int]]:
    leads: dict[int, set[int]] = {}
    sql = "SELECT action_id, member_id FROM action_person WHERE part = :part AND member_id IS NOT NULL"
    for action_id, member_id in tx.all(sql, part=LEAD):
        leads.setdefault(action_id, set()).add(member_id)
    return leads


def _led(tx: Tx) -> set[int]:
    """The actions that somebody leads: who has left leads nothing any more."""
    sql = """SELECT DISTINCT p.action_id FROM action_person p LEFT JOIN staff_member m ON m.id = p.member_id
        WHERE p.part = :part AND (p.member_id IS NULL OR m.ended_at IS NULL)"""
    return {row[0] for row in tx.all(sql, part=LEAD)}


def _unseen(tx: Tx) -> dict[int, list[str]]:
    """Action → the days of what nobody has seen yet."""
    found: dict[int, list[str]] = {}
    sql = """SELECT DISTINCT action_id, due_on FROM action_expected WHERE due_on IS NOT NULL AND seen_on IS NULL
        ORDER BY action_id, due_on"""
    for action_id, due_on in tx.all(sql):
        found.setdefault(action_id, []).append(due_on)
    return found


def remember_told(tx: Tx, action_id: int, member_id: int, *, due_on: str, step: str, at: str) -> bool:
    """Notes that somebody is told of a step now; False where they were told already."""
    sql = """INSERT INTO action_reminder (action_id, member_id, due_on, step, put_at)
        VALUES (:action, :member, :due_on, :step, :at) ON CONFLICT (action_id, member_id, due_on, step) DO NOTHING"""
    return tx.run(sql, action=action_id, member=member_id, due_on=due_on, step=step, at=at) == 1


def was_told(tx: Tx, member_id: int, *, due_on: str, step: str) -> bool:
    """Whether somebody was told of a step, whatever action stands for it."""
    sql = "SELECT 1 FROM action_reminder WHERE member_id = :id AND due_on = :due_on AND step = :step LIMIT 1"
    return tx.one(sql, id=member_id, due_on=due_on, step=step) is not None


def told_at(tx: Tx, member_id: int, put_at: str) -> frozenset[tuple[int, str]]:
    """Of what somebody is told by the message that was put at a moment: ids of actions, and their days."""
    sql = "SELECT action_id, due_on FROM action_reminder WHERE member_id = :id AND put_at = :at"
    return frozenset((action_id, due_on) for action_id, due_on in tx.all(sql, id=member_id, at=put_at))


def went(tx: Tx, member_id: int, *, put_at: str, at: str) -> None:
    """Notes that a message which was put at a moment went out: what else was put then may lapse."""
    sql = "UPDATE action_reminder SET went_at = :at WHERE member_id = :id AND put_at = :put_at AND went_at IS NULL"
    tx.run(sql, id=member_id, put_at=put_at, at=at)


def not_told(tx: Tx, member_id: int, put_at: str) -> None:
    """Notes that a message did not go: they are told anew, unless another one of that moment went."""
    sql = "DELETE FROM action_reminder WHERE member_id = :id AND put_at = :put_at AND went_at IS NULL"
    tx.run(sql, id=member_id, put_at=put_at)


def by_origin(tx: Tx, kind: str) -> dict[str, int]:
    """What led to an action, such as the number of a wish → the action."""
    rows = tx.all("SELECT from_id, id FROM action WHERE from_kind = :kind ORDER BY id", kind=kind)
    return {origin: action_id for origin, action_id in rows}  # noqa: C416 - rows are pairs of the driver


def of_record(tx: Tx, record_id: int) -> tuple[list[int], list[int]]:
    """The actions that were opened from a record, and those of which it shows that something was seen."""
    sql = "SELECT id FROM action WHERE from_kind = 'record' AND from_id = :id ORDER BY id"
    opened = [row[0] for row in tx.all(sql, id=str(record_id))]
    sql = "SELECT DISTINCT action_id FROM action_expected WHERE record_id = :id ORDER BY action_id"
    return opened, [row[0] for row in tx.all(sql, id=record_id)]
