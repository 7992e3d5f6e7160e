"""The register of actions: what is to be done, what will show it, who leads, by when. Every word is sealed."""

from __future__ import annotations

from dataclasses import replace

from store import action_beside, action_moves
from store.action import Action, Expected, NewAction, Someone, Status
from store.action_beside import opened, sealed
from store.errors import unknown
from store.tx import Row, Tx

__all__ = ["Action", "Expected", "NewAction", "Someone", "Status"]

_COLUMNS = """id, place, made_at, moved_at, done_at, plan_id, part_id, service_id, number, starts_on, due_on, status,
    from_kind, from_id, body"""


def add(tx: Tx, new: NewAction, *, at: str, by: int | None) -> int:
    """Adds an action after those of its plan, and returns its id.

    Raises:
        UnknownRow: The plan has no such part.
    """
    _check_part(tx, new)
    row = tx.one("SELECT COALESCE(MAX(place), -1) + 1 FROM action WHERE plan_id = :id", id=new.plan_id)
    action_id = tx.insert(
        """INSERT INTO action (plan_id, part_id, place, service_id, number, body, starts_on, due_on, status, from_kind,
        from_id, made_at, made_by, moved_at, done_at) VALUES (:plan_id, :part_id, :place, :service_id, :number, :body,
        :starts_on, :due_on, :status, :from_kind, :from_id, :at, :by, :at, :done_at)""",
        **_values(tx, new),
        place=row[0] if row else 0,
        from_kind=new.from_kind,
        from_id=new.from_id,
        at=at,
        by=by,
        done_at=at if new.status is Status.DONE else None,
    )
    action_beside.put(tx, action_id, new)
    return action_id


def change(tx: Tx, action_id: int, new: NewAction, *, at: str, by: int | None = None) -> None:
    """Puts what is said now in place of what was said before. What moved is kept: last day, leads, outcome.

    Raises:
        UnknownRow: There is no such action, or its plan has no such part.
    """
    before = get(tx, action_id)
    _check_part(tx, new)
    # In another plan it stands last, and is no longer one of those that a file brought into its plan.
    sql = """UPDATE action SET place = CASE WHEN plan_id = :plan_id THEN place ELSE
            (SELECT COALESCE(MAX(o.place), -1) + 1 FROM action o WHERE o.plan_id = :plan_id) END,
        import_id = CASE WHEN plan_id = :plan_id THEN import_id END,
        plan_id = :plan_id, part_id = :part_id, service_id = :service_id, number = :number, body = :body,
        starts_on = :starts_on, due_on = :due_on, status = :status, moved_at = :at,
        done_at = CASE WHEN :status = 'done' THEN COALESCE(done_at, :at) END WHERE id = :id"""
    if before is None or not tx.run(sql, id=action_id, at=at, **_values(tx, new)):
        raise unknown("action")
    action_beside.clear(tx, action_id)
    action_beside.put(tx, action_id, new)
    action_moves.note(tx, action_id, before.said, new, at=at, by=by)


def link(tx: Tx, action_id: int, standards: tuple[str, ...], more: dict[str, str]) -> None:
    """Says what it is about. That does not move it: nothing was done for it.

    Args:
        tx: A turn that writes.
        action_id: The action.
        standards: In place of those that it had.
        more: The further fields, in place of those that it had.

    Raises:
        UnknownRow: There is no such action.
    """
    found = get(tx, action_id)
    if found is None:
        raise unknown("action")
    new = replace(found.said, standards=standards, more=more)
    tx.run("UPDATE action SET body = :body WHERE id = :id", id=action_id, body=_values(tx, new)["body"])
    action_beside.clear(tx, action_id)
    action_beside.put(tx, action_id, new)


def without_standards(tx: Tx) -> tuple[Action, ...]:
    """The actions still to be done that say nothing of what they are about, in plans that are not closed."""
    columns = ", ".join(f"a.{name.strip()}" for name in _COLUMNS.split(","))
    sql = f"""SELECT {columns} FROM action a JOIN plan p ON p.id = a.plan_id
        WHERE p.closed_at IS NULL AND a.status IN (:new, :going)
        AND NOT EXISTS (SELECT 1 FROM action_standard s WHERE s.action_id = a.id)
        ORDER BY a.plan_id, a.place, a.id"""
    return _read(tx, tx.all(sql, new=str(Status.NOT_STARTED), going=str(Status.IN_PROGRESS)))


def put_status(tx: Tx, action_id: int, status: Status, *, at: str) -> None:
    """Says how far it is."""
    sql = """UPDATE action SET status = :status, moved_at = :at,
        done_at = CASE WHEN :status = 'done' THEN COALESCE(done_at, :at) END WHERE id = :id"""
    if not tx.run(sql, id=action_id, status=str(status), at=at):
        raise unknown("action")


def see(tx: Tx, action_id: int, place: int, *, seen_on: str | None, record_id: int | None, at: str) -> None:
    """Notes that what was expected was seen on a day, or (None) was not after all."""
    sql = """UPDATE action_expected SET seen_on = :seen_on, record_id = :record_id
        WHERE action_id = :id AND place = :place"""
    if not tx.run(sql, id=action_id, place=place, seen_on=seen_on, record_id=record_id):
        raise unknown("evidence of an action")
    tx.run("UPDATE action SET moved_at = :at WHERE id = :id", id=action_id, at=at)


def get(tx: Tx, action_id: int) -> Action | None:
    """One action, kept from other writers until the turn ends."""
    row = tx.one(f"SELECT {_COLUMNS} FROM action WHERE id = :id{tx.lock}", id=action_id)
    return _read(tx, [row])[0] if row else None


def all(tx: Tx) -> tuple[Action, ...]:  # noqa: A001 - read as actions.all(tx)
    """Every action, plan by plan, in the order of its plan."""
    return _read(tx, tx.all(f"SELECT {_COLUMNS} FROM action ORDER BY plan_id, place, id"))


def of_plan(tx: Tx, plan_id: int) -> tuple[Action, ...]:
    """The actions of one plan, in its order."""
    sql = f"SELECT {_COLUMNS} FROM action WHERE plan_id = :id ORDER BY place, id"
    return _read(tx, tx.all(sql, id=plan_id))


def _check_part(tx: Tx, new: NewAction) -> None:
    """An action under a part of another plan would stand on neither plan's page."""
    part = new.part_id
    if part and not tx.one("SELECT 1 FROM plan_part WHERE id = :id AND plan_id = :plan", id=part, plan=new.plan_id):
        raise unknown("part of a plan")


def _values(tx: Tx, new: NewAction) -> dict[str, object]:
    words = {"what": new.what, "outcome": new.outcome, "timescale": new.timescale, "refers_to": new.refers_to}
    return {
        "plan_id": new.plan_id,
        "part_id": new.part_id,
        "service_id": new.service_id,
        "number": new.number,
        "body": sealed(tx, {**words, "more": new.more}),
        "starts_on": new.starts_on,
        "due_on": new.due_on,
        "status": str(new.status),
    }


def _read(tx: Tx, rows: list[Row]) -> tuple[Action, ...]:
    """The actions of these rows; what stands in other tables is read for one of them, or for all at once."""
    if not rows:
        return ()
    beside = action_beside.read(tx, rows[0][0] if len(rows) == 1 else None)
    return tuple(_action(tx, row, beside.of(row[0])) for row in rows)


def _action(tx: Tx, row: Row, beside: action_beside.OfOne) -> Action:
    action_id, place, made_at, moved_at, done_at, plan_id, part_id, service_id, number = row[:9]
    starts_on, due_on, status, from_kind, from_id, body = row[9:]
    words = opened(tx, body)
    said = NewAction(
        plan_id=plan_id,
        what=words["what"],
        part_id=part_id,
        number=number,
        service_id=service_id,
        outcome=words["outcome"],
        expected=beside.expected,
        leads=beside.leads,
        knows=beside.knows,
        timescale=words["timescale"],
        starts_on=starts_on,
        due_on=due_on,
        refers_to=tuple(words["refers_to"]),
        status=Status(status),
        standards=beside.standards,
        more=words["more"],
        from_kind=from_kind,
        from_id=from_id,
    )
    return Action(action_id, place, made_at, moved_at, done_at, said)
