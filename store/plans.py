"""Plans of actions, and their parts: the improvement areas or recommendations that actions stand under."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.errors import unknown
from store.tx import Row, Tx

REGISTER, SELF_ASSESSMENT, LADDERS, IMPORTED = "register", "self-assessment", "ladders", "imported"
KINDS = (REGISTER, SELF_ASSESSMENT, LADDERS, IMPORTED)
_PLAN = "id, name, kind, service_id, layout, from_id, made_at, closed_at"
_PART = "id, plan_id, place, group_name, number, title"


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan.

    Attributes:
        kind: One of `KINDS`.
        service_id: 0 for the whole provider.
        layout: How it is printed, such as `stockton`; '' for the usual way.
        from_id: What it was made from, such as the number of a self-assessment, or the print of a file.
        closed_at: When nothing in it was to be done any more.
    """

    id: int
    name: str
    kind: str
    service_id: int
    layout: str
    from_id: str
    made_at: str
    closed_at: str | None

    @property
    def is_removable(self) -> bool:
        """Whether it may be taken away, where nothing stands in it: nothing else hangs on it."""
        return self.kind in {REGISTER, IMPORTED} and not self.from_id


@dataclass(frozen=True, slots=True)
class Part:
    """A heading in a plan: an improvement area or a recommendation. `group` is the heading over several of them."""

    id: int
    plan_id: int
    place: int
    group: str
    number: str
    title: str

    @property
    def name(self) -> str:
        """Its title, after its number where it has one."""
        return f"{self.number}. {self.title}" if self.number else self.title


def add(
    tx: Tx,
    *,
    name: str,
    kind: str,
    at: str,
    by: int | None,
    service_id: int = 0,
    layout: str = "",
    from_id: str = "",
) -> int:
    """Adds a plan and returns its id."""
    return tx.insert(
        """INSERT INTO plan (name, kind, service_id, layout, from_id, made_at, made_by)
        VALUES (:name, :kind, :service_id, :layout, :from_id, :at, :by)""",
        name=name,
        kind=kind,
        service_id=service_id,
        layout=layout,
        from_id=from_id,
        at=at,
        by=by,
    )


def get(tx: Tx, plan_id: int) -> Plan | None:
    """One plan, kept from other writers until the turn ends."""
    row = tx.one(f"SELECT {_PLAN} FROM plan WHERE id = :id{tx.lock}", id=plan_id)
    return _plan(row) if row else None


def all(tx: Tx) -> tuple[Plan, ...]:  # noqa: A001 - read as plans.all(tx)
    """Every plan: open ones first, then the newest first."""
    rows = tx.all(f"SELECT {_PLAN} FROM plan ORDER BY closed_at IS NOT NULL, id DESC")
    return tuple(_plan(row) for row in rows)


def rename(tx: Tx, plan_id: int, *, name: str, layout: str) -> None:
    """Gives a plan another name and layout."""
    _change(tx, plan_id, "name = :name, layout = :layout", name=name, layout=layout)


def close(tx: Tx, plan_id: int, at: str | None) -> None:
    """Closes a plan, or (None) opens it again."""
    _change(tx, plan_id, "closed_at = :at", at=at)


def is_empty(tx: Tx, plan_id: int) -> bool:
    """Whether no part and no action stands in a plan."""
    sql = "SELECT 1 FROM action WHERE plan_id = :id UNION ALL SELECT 1 FROM plan_part WHERE plan_id = :id"
    return not tx.all(sql, id=plan_id)


def remove(tx: Tx, plan_id: int) -> bool:
    """Takes a plan away that was made by hand or from a file, where nothing stands in it; False where it stays.

    Plans of other kinds say more than their actions, such as which round of ladders there was.
    """
    found = get(tx, plan_id)
    if found is None or not found.is_removable or not is_empty(tx, plan_id):
        return False
    theirs = "import_id IN (SELECT id FROM action_import WHERE plan_id = :id)"
    tx.run(f"DELETE FROM action_import_change WHERE {theirs}", id=plan_id)
    tx.run("DELETE FROM action_import WHERE plan_id = :id", id=plan_id)
    return tx.run("DELETE FROM plan WHERE id = :id", id=plan_id) == 1


def add_part(tx: Tx, *, plan_id: int, number: str, title: str, group: str = "") -> int:
    """Adds a part after those that are there, and returns its id."""
    row = tx.one("SELECT COALESCE(MAX(place), -1) + 1 FROM plan_part WHERE plan_id = :id", id=plan_id)
    return tx.insert(
        """INSERT INTO plan_part (plan_id, place, group_name, number, title)
        VALUES (:plan_id, :place, :group, :number, :title)""",
        plan_id=plan_id,
        place=row[0] if row else 0,
        group=group,
        number=number,
        title=title,
    )


def parts(tx: Tx, plan_id: int) -> tuple[Part, ...]:
    """The parts of a plan, in order."""
    rows = tx.all(f"SELECT {_PART} FROM plan_part WHERE plan_id = :id ORDER BY place, id", id=plan_id)
    return tuple(Part(*row) for row in rows)


def change_part(tx: Tx, part_id: int, *, number: str, title: str, group: str) -> None:
    """Puts what a part is called in place of what it was called."""
    sql = "UPDATE plan_part SET number = :number, title = :title, group_name = :group_name WHERE id = :id"
    if not tx.run(sql, id=part_id, number=number, title=title, group_name=group):
        raise unknown("part of a plan")


def order_parts(tx: Tx, wanted: Iterable[int]) -> None:
    """Puts the parts of a plan in this order: all of them, by id."""
    rows = [{"id": part_id, "place": place} for place, part_id in enumerate(wanted)]
    tx.many("UPDATE plan_part SET place = :place WHERE id = :id", rows)


def remove_part(tx: Tx, part_id: int) -> bool:
    """Takes a part away where no action stands under it; False where one does."""
    sql = "DELETE FROM plan_part WHERE id = :id AND NOT EXISTS (SELECT 1 FROM action WHERE part_id = :id)"
    return tx.run(sql, id=part_id) == 1


def _change(tx: Tx, plan_id: int, what: str, **values: object) -> None:
    if not tx.run(f"UPDATE plan SET {what} WHERE id = :id", id=plan_id, **values):
        raise unknown("plan")


def _plan(row: Row) -> Plan:
    return Plan(*row)
