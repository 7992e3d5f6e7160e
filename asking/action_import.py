"""A table of actions goes into the register: what would become of each action is shown first, and only then kept.

An action that is there already is known again (`asking.action_matching`). So the same file twice adds nothing twice,
and what somebody changed in the register since is left as it is, unless they say otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from asking import putting_back
from asking.action_differences import STATUS, differences
from asking.action_matching import matched, part_of
from asking.leads import Known, folded
from evidence.action_tables.model import Table, TableAction, TablePart, TimeKind
from evidence.action_tables.ours import BEFORE
from store import action_imports, action_notes, actions, import_changes, plans
from store.actions import Action, Expected, NewAction, Someone, Status
from store.errors import unknown
from store.import_changes import Changed
from store.plans import Plan
from store.tx import Tx


class Fate(StrEnum):
    """What becomes of an action of the table."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Planned:
    """One action of the table, and what would become of it.

    Attributes:
        known: Id of the action in the register that it is; 0 for none.
        differs: What is not the same in the register, in words.
        takes: The fields of the action that are changed if the file's words are wanted.
    """

    action: TableAction
    fate: Fate
    known: int = 0
    differs: tuple[str, ...] = ()
    takes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Target:
    """Where the actions go.

    Attributes:
        plan_id: 0 for a new plan, of this name.
        service_id: Where a new plan's actions are done; 0 for the whole provider.
    """

    plan_id: int = 0
    name: str = ""
    service_id: int = 0
    layout: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was done."""

    plan_id: int
    added: int
    same: int
    changed: int
    left: int


def likely_plan(tx: Tx, table: Table, among: Iterable[Plan]) -> int:
    """The open plan that holds most of the table's actions, where it holds half of them; else 0.

    Args:
        tx: A turn, to read in.
        table: The table.
        among: The plans that are looked at; of two that hold as many, the first is taken.
    """
    best, most = 0, max(len(table.actions) / 2, 1)
    for plan in among:
        if plan.closed_at is None:
            there = actions.of_plan(tx, plan.id)
            held = sum(one is not None for one in matched(table, there, plans.parts(tx, plan.id)))
            if held >= most and _alike(there, table):
                best, most = plan.id, held + 1
    return best


def _alike(there: Iterable[Action], table: Table) -> bool:
    """Numbers alone do not make two plans one: every plan begins at 1. Some words have to be the same, too."""
    words = {folded(one.said.what) for one in there}
    return sum(folded(one.what) in words for one in table.actions) * 2 >= len(table.actions)


def planned(tx: Tx, table: Table, plan_id: int) -> tuple[Planned, ...]:
    """What would become of each action, if the table went into this plan; 0 for a new one."""
    plan = plans.get(tx, plan_id) if plan_id else None
    if plan is None:
        return tuple(Planned(one, Fate.NEW) for one in table.actions)
    known = Known(tx)
    there = matched(table, actions.of_plan(tx, plan.id), plans.parts(tx, plan.id))
    return tuple(
        _planned(tx, one, its, known) if its else Planned(one, Fate.NEW)
        for one, its in zip(table.actions, there, strict=True)
    )


def _planned(tx: Tx, one: TableAction, there: Action, known: Known) -> Planned:
    new = _new(one, there.said.plan_id, there.said.service_id, None, known)
    found = tuple(differences(one, there.said, new, _news(tx, one, there.id)))
    takes: dict[str, Any] = {}
    for each in found:
        takes |= each.change
    return Planned(one, Fate.CHANGED if found else Fate.SAME, there.id, tuple(each.name for each in found), takes)


def keep(tx: Tx, table: Table, target: Target, *, take: Collection[int], at: str, by: int | None) -> Kept:
    """Adds what is new, and puts the file's words in place of the register's for the actions in `take`.

    A button that is pressed twice, or in two tabs, wants a new plan twice: the second time it is there already.

    Raises:
        UnknownRow: There is no such plan.
    """
    there = goes_to(tx, table, target)
    plan_id = there or _made(tx, target, at=at, by=by)
    plan = plans.get(tx, plan_id)
    if plan is None:
        raise unknown("plan")
    fates, before = planned(tx, table, plan_id), plans.parts(tx, plan_id)
    new_ones = [one.action for one in fates if one.fate is Fate.NEW]
    parts = _parts(
        tx, plan_id, table.parts if not there else [table.parts[one.part] for one in new_ones if one.part >= 0]
    )
    known, added, changed = Known(tx), list[int](), list[tuple[int, Changed]]()
    for one in fates:
        if one.fate is Fate.NEW:
            part_id = parts[table.parts[one.action.part]] if one.action.part >= 0 else None
            new = _new(one.action, plan.id, plan.service_id, part_id, known)
            added.append(actions.add(tx, new, at=at, by=by))
            _note(tx, added[-1], one.action.progress, at=at, by=by)
        elif one.fate is Fate.CHANGED and one.known in take:
            changed += [(one.known, was) for was in _change(tx, one, at=at, by=by)]
    if added or changed:
        number = action_imports.add(tx, plan_id=plan_id, made_plan=not there, at=at, by=by)
        action_imports.mark(tx, number, actions=added, parts=set(parts.values()) - {one.id for one in before})
        for action_id, was in changed:
            import_changes.add(tx, number, action_id, was)
    count = Counter(one.fate for one in fates)
    return Kept(plan_id, count[Fate.NEW], count[Fate.SAME], len(changed), count[Fate.CHANGED] - len(changed))


def goes_to(tx: Tx, table: Table, target: Target) -> int:
    """The plan that its actions would go to; 0 for a new one."""
    return target.plan_id or _twin(tx, table, target)


def _made(tx: Tx, target: Target, *, at: str, by: int | None) -> int:
    """A new plan."""
    return plans.add(
        tx,
        name=target.name,
        kind=plans.IMPORTED,
        service_id=target.service_id,
        layout=target.layout,
        at=at,
        by=by,
    )


def _twin(tx: Tx, table: Table, target: Target) -> int:
    """The open plan of this name and place that holds most of these actions already; 0 for none."""
    alike = (one for one in plans.all(tx) if (one.name, one.service_id) == (target.name, target.service_id))
    return likely_plan(tx, table, alike)


def _change(tx: Tx, one: Planned, *, at: str, by: int | None) -> Iterator[Changed]:
    """Takes what differs from the file, and nothing else. Gives what it was."""
    there = actions.get(tx, one.known)
    if there is not None:
        news = _news(tx, one.action, one.known)
        merged = replace(there.said, **one.takes)
        actions.change(tx, one.known, merged, at=at, by=by)
        yield putting_back.changed(there, merged, _note(tx, one.known, news, at=at, by=by))


def _note(tx: Tx, action_id: int, words: str, *, at: str, by: int | None) -> int:
    return action_notes.add(tx, action_id, words=words, status=None, by=by, at=at) if words else 0


def _new(one: TableAction, plan_id: int, service_id: int, part_id: int | None, known: Known) -> NewAction:
    begins = one.timescale.kind is TimeKind.BEGINS
    return NewAction(
        plan_id=plan_id,
        what=one.what,
        part_id=part_id,
        number=one.number,
        service_id=service_id,
        outcome=one.outcome,
        expected=tuple(
            Expected(each.text, each.timescale.said, each.timescale.due_on, each.seen_on) for each in one.expected
        ),
        leads=tuple(known.read(name, service_id) for name in one.leads),
        knows=tuple(Someone(name, known.named(name)) for name in one.knows),
        timescale=one.timescale.said,
        starts_on=one.timescale.due_on if begins else None,
        due_on=None if begins else one.timescale.due_on,
        refers_to=one.refers_to,
        status=one.status or STATUS.get(one.timescale.kind, Status.NOT_STARTED),
        more=dict(one.more),
    )


def _parts(tx: Tx, plan_id: int, wanted: Iterable[TablePart]) -> dict[TablePart, int]:
    """Parts with their ids in the plan; those that are not there yet are added."""
    there, found = plans.parts(tx, plan_id), dict[TablePart, int]()
    for one in wanted:
        its = part_of(one, there)
        found[one] = its.id if its else found.get(one) or plans.add_part(
            tx, plan_id=plan_id, number=one.number, title=one.title, group=one.group
        )  # fmt: skip
    return found


def _news(tx: Tx, one: TableAction, action_id: int) -> str:
    """What the table says of progress that no note says yet. How far it is, is no note."""
    known = {folded(line) for note in action_notes.of(tx, action_id) for line in note.words.splitlines()}
    known |= BEFORE
    return "\n".join(line for line in one.progress.splitlines() if folded(line) not in known)
