"""A table of actions goes into the register: what would become of each action is shown first, and only then kept.

An action is known by its number in its plan, or by its words where it has none. So the same file twice adds nothing
twice, and what somebody changed in the register since is left as it is, unless they say otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from asking.leads import Known
from evidence.action_tables.model import Table, TableAction, TablePart, TimeKind
from evidence.action_tables.ours import BEFORE
from store import action_imports, action_notes, actions, plans
from store.actions import Action, Expected, NewAction, Someone, Status
from store.errors import unknown
from store.plans import Plan
from store.tx import Tx

Key = tuple[str, int]
STATUS = {TimeKind.DONE: Status.DONE, TimeKind.ONGOING: Status.IN_PROGRESS}
"""What a timescale says of how far it is. All other actions are not started."""
NAMES = {
    "what": "what is to be done",
    "outcome": "the outcome for people",
    "expected": "the evidence expected",
    "leads": "who leads",
    "timescale": "the timescale",
    "progress": "the progress",
}


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
    """

    action: TableAction
    fate: Fate
    known: int = 0
    differs: tuple[str, ...] = ()


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


def likely_plan(tx: Tx, table: Table, service_id: int) -> int:
    """The open plan of a service that holds most of the table's actions, where it holds half of them; else 0."""
    wanted = set(_keys((one.number, one.what) for one in table.actions))
    best, most = 0, len(wanted) / 2
    for plan in plans.all(tx):
        if plan.service_id == service_id and plan.closed_at is None and wanted:
            held = wanted & set(_known(tx, plan.id))
            if len(held) >= most and _alike(tx, plan, table):
                best, most = plan.id, len(held) + 1
    return best


def _alike(tx: Tx, plan: Plan, table: Table) -> bool:
    """Numbers alone do not make two plans one: every plan begins at 1. Some words have to be the same, too."""
    words = {_folded(one.said.what) for one in actions.of_plan(tx, plan.id)}
    return sum(_folded(one.what) in words for one in table.actions) * 2 >= len(table.actions)


def planned(tx: Tx, table: Table, plan_id: int) -> tuple[Planned, ...]:
    """What would become of each action, if the table went into this plan; 0 for a new one."""
    known = _known(tx, plan_id) if plan_id else {}
    found: list[Planned] = []
    for key, one in zip(_keys((one.number, one.what) for one in table.actions), table.actions, strict=True):
        there = known.get(key)
        if there is None:
            found.append(Planned(one, Fate.NEW))
        else:
            differs = tuple(_differs(tx, one, there))
            found.append(Planned(one, Fate.CHANGED if differs else Fate.SAME, there.id, differs))
    return tuple(found)


def keep(tx: Tx, table: Table, target: Target, *, take: Collection[int], at: str, by: int | None) -> Kept:
    """Adds what is new, and puts the file's words in place of the register's for the actions in `take`.

    A button that is pressed twice, or in two tabs, wants a new plan twice: the second time it is there already.

    Raises:
        UnknownRow: There is no such plan.
    """
    there = target.plan_id or _twin(tx, table, target)
    plan_id = there or _made(tx, target, at=at, by=by)
    plan = plans.get(tx, plan_id)
    if plan is None:
        raise unknown("plan")
    fates, before = planned(tx, table, plan_id), plans.parts(tx, plan_id)
    parts = _parts(tx, plan_id, table)
    known, added = Known(tx), list[int]()
    for one in fates:
        part_id = parts[table.parts[one.action.part]] if one.action.part >= 0 else None
        new = _new(one.action, plan, part_id, known)
        if one.fate is Fate.NEW:
            added.append(actions.add(tx, new, at=at, by=by))
            _note(tx, added[-1], one.action.progress, at=at, by=by)
        elif one.fate is Fate.CHANGED and one.known in take:
            _change(tx, one, new, at=at, by=by)
    if added:
        number = action_imports.add(tx, plan_id=plan_id, made_plan=not there, at=at, by=by)
        action_imports.mark(tx, number, actions=added, parts=set(parts.values()) - {one.id for one in before})
    count = Counter(one.fate for one in fates)
    changed = sum(one.fate is Fate.CHANGED and one.known in take for one in fates)
    return Kept(plan_id, count[Fate.NEW], count[Fate.SAME], changed, count[Fate.CHANGED] - changed)


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
    """The open plan of this name and place that holds these actions already; 0 for none."""
    for plan in plans.all(tx):
        alike = (plan.name, plan.service_id, plan.closed_at) == (target.name, target.service_id, None)
        if alike and table.actions and {one.fate for one in planned(tx, table, plan.id)} == {Fate.SAME}:
            return plan.id
    return 0


def _change(tx: Tx, one: Planned, new: NewAction, *, at: str, by: int | None) -> None:
    """What the file does not say stays: how far it is, what was seen, which standards it is about."""
    there = actions.get(tx, one.known)
    if there is None:
        return
    seen = {each.text: each for each in there.said.expected}
    expected = tuple(
        replace(each, seen_on=seen[each.text].seen_on or each.seen_on, record_id=seen[each.text].record_id)
        if each.text in seen else each for each in new.expected
    )  # fmt: skip
    said = there.said
    status = new.status if new.status is not Status.NOT_STARTED else said.status
    merged = replace(
        new,
        part_id=new.part_id or said.part_id,
        expected=expected,
        status=status,
        knows=said.knows or new.knows,
        standards=said.standards,
        more=said.more | new.more,
        from_kind=said.from_kind,
        from_id=said.from_id,
    )
    actions.change(tx, one.known, merged, at=at, by=by)
    _note(tx, one.known, _news(tx, one.action, one.known), at=at, by=by)


def _note(tx: Tx, action_id: int, words: str, *, at: str, by: int | None) -> None:
    if words:
        action_notes.add(tx, action_id, words=words, status=None, by=by, at=at)


def _new(one: TableAction, plan: Plan, part_id: int | None, known: Known) -> NewAction:
    begins = one.timescale.kind is TimeKind.BEGINS
    return NewAction(
        plan_id=plan.id,
        what=one.what,
        part_id=part_id,
        number=one.number,
        service_id=plan.service_id,
        outcome=one.outcome,
        expected=tuple(
            Expected(each.text, each.timescale.said, each.timescale.due_on, each.seen_on) for each in one.expected
        ),
        leads=tuple(known.read(name, plan.service_id) for name in one.leads),
        knows=tuple(Someone(name, known.named(name)) for name in one.knows),
        timescale=one.timescale.said,
        starts_on=one.timescale.due_on if begins else None,
        due_on=None if begins else one.timescale.due_on,
        refers_to=one.refers_to,
        status=one.status or STATUS.get(one.timescale.kind, Status.NOT_STARTED),
        more=dict(one.more),
    )


def _parts(tx: Tx, plan_id: int, table: Table) -> dict[TablePart, int]:
    """The table's parts with their ids in the plan; those that are not there yet are added."""
    there = {TablePart(one.number, one.title, one.group): one.id for one in plans.parts(tx, plan_id)}
    return {
        one: there.get(one) or plans.add_part(tx, plan_id=plan_id, number=one.number, title=one.title, group=one.group)
        for one in table.parts
    }


def _known(tx: Tx, plan_id: int) -> dict[Key, Action]:
    found = actions.of_plan(tx, plan_id)
    return dict(zip(_keys((one.said.number, one.said.what) for one in found), found, strict=True))


def _keys(of: Iterable[tuple[str, str]]) -> Iterator[Key]:
    """The number, or the words; and how many stood before it that were the same."""
    seen: Counter[str] = Counter()
    for number, what in of:
        name = number or _folded(what)
        seen[name] += 1
        yield name, seen[name]


def _differs(tx: Tx, one: TableAction, there: Action) -> Iterator[str]:
    said = there.said
    if _folded(one.what) != _folded(said.what):
        yield NAMES["what"]
    if _folded(one.outcome) != _folded(said.outcome):
        yield NAMES["outcome"]
    expected = [(_folded(each.text), each.timescale.said) for each in one.expected]
    if expected != [(_folded(each.text), each.timescale) for each in said.expected]:
        yield NAMES["expected"]
    if [_folded(each) for each in one.leads] != [_folded(each.words) for each in said.leads]:
        yield NAMES["leads"]
    if one.timescale.said != said.timescale:
        yield NAMES["timescale"]
    if _news(tx, one, there.id):
        yield NAMES["progress"]


def _news(tx: Tx, one: TableAction, action_id: int) -> str:
    """What the table says of progress that no note says yet. How far it is, is no note."""
    known = {_folded(line) for note in action_notes.of(tx, action_id) for line in note.words.splitlines()}
    known |= BEFORE
    return "\n".join(line for line in one.progress.splitlines() if _folded(line) not in known)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
