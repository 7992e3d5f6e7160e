"""What a file changed in actions that were there before goes back to what it was, where nobody changed it since.

Each field is looked at by itself: one that somebody changed after the file stays as they wanted it, and is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from store import action_notes, actions, import_changes
from store.action import Action, Expected, NewAction, Someone, Status
from store.action_imports import Import
from store.action_moves import DUE, LEAD, OUTCOME
from store.import_changes import Changed, Kept
from store.tx import Tx

MORE: Final = "more: "
"""What the name of a further field begins with."""
NOTE: Final = "progress"
NAMES: Final = {
    "what": "what is to be done",
    "outcome": "the outcome for people",
    "expected": "the evidence expected",
    "leads": "who leads",
    "when": "the timescale",
    "refers_to": "what it belongs with",
    "status": "how far it is",
    NOTE: "the progress",
}
"""Fields in words, in the order of the page."""
MOVES: Final = {"when": DUE, "leads": LEAD, "outcome": OUTCOME}
CHANGED, ELSEWHERE = "somebody changed it since", "the action stands in another plan now"


@dataclass(frozen=True, slots=True)
class Back:
    """An action that a file changed.

    Attributes:
        restores: What goes back to what it was: fields.
        stays: What does not: field → why.
    """

    kept: Kept
    action: Action
    restores: tuple[str, ...]
    stays: Mapping[str, str]

    @property
    def going(self) -> tuple[str, ...]:
        """What goes back, in words."""
        return tuple(name_of(one) for one in self.restores)

    @property
    def staying(self) -> tuple[tuple[str, str], ...]:
        """What does not, in words, and why."""
        return tuple((name_of(one), why) for one, why in self.stays.items())


def name_of(field: str) -> str:
    """A field in words."""
    return f"‘{field.removeprefix(MORE)}’" if field.startswith(MORE) else NAMES[field]


def changed(before: Action, after: NewAction, note: int) -> Changed:
    """What a file changes in an action, to be kept with its import."""
    was, now = _fields(before.said), _fields(after)
    differ = [one for one in (*was, *(one for one in now if one not in was)) if was.get(one) != now.get(one)]
    return Changed({one: was.get(one) for one in differ}, {one: now.get(one) for one in differ}, note, before.moved_at)


def standing(tx: Tx, one: Import) -> tuple[Back, ...]:
    """What an import changed that is not put back: of each action what can be, and what cannot and why."""
    found = ((kept, actions.get(tx, kept.action_id)) for kept in import_changes.of_import(tx, one.id))
    return tuple(_standing(tx, one, kept, action) for kept, action in found if action)


def put_back(tx: Tx, one: Import, back: Back, *, at: str, by: int | None) -> None:
    """Puts back what can be. What cannot be stays with its import, to be seen."""
    if not back.restores:
        return
    kept, action, restores = back.kept, back.action, set(back.restores)
    said = _with(action.said, {name: kept.changed.was[name] for name in restores - {NOTE}})
    actions.change(tx, action.id, said, at=at, by=by)
    import_changes.unmove(
        tx, action.id, parts=[MOVES[name] for name in sorted(restores & set(MOVES))], moments={one.at, at}
    )
    if NOTE in restores:
        import_changes.without_note(tx, kept.changed.note)
    if not back.stays and action.moved_at == one.at:
        import_changes.moved_before(tx, action.id, kept.changed.moved_at)
    left = {name: value for name, value in kept.changed.was.items() if name not in restores}
    note = 0 if NOTE in restores else kept.changed.note
    now = {name: kept.changed.now[name] for name in left}
    import_changes.keep(tx, kept.id, replace(kept.changed, was=left, now=now, note=note))


def _standing(tx: Tx, one: Import, kept: Kept, action: Action) -> Back:
    why = {name: _why_not(kept.changed, action, name) for name in (*kept.changed.was, *_note(tx, kept))}
    if action.said.plan_id != one.plan_id:
        why = dict.fromkeys(why, ELSEWHERE)
    order = [*NAMES, *(name for name in why if name.startswith(MORE))]
    restores = tuple(name for name in order if why.get(name) == "")
    return Back(kept, action, restores, {name: why[name] for name in order if why.get(name)})


def _why_not(changed: Changed, action: Action, name: str) -> str:
    """Why a field does not go back; '' where it does."""
    is_now = name == NOTE or _said(name, _fields(action.said).get(name)) == _said(name, changed.now[name])
    return "" if is_now else CHANGED


def _note(tx: Tx, kept: Kept) -> Iterator[str]:
    if kept.changed.note in {note.id for note in action_notes.of(tx, kept.action_id)}:
        yield NOTE


def _said(name: str, value: Any) -> Any:
    """What counts of a field: that it is known by now whom the words of a lead mean is no change of them."""
    return [one["said"] or one["name"] for one in value] if name == "leads" and value else value


def _fields(said: NewAction) -> dict[str, Any]:
    """All that taking what differs from a file can change, as JSON has it."""
    return {
        "what": said.what,
        "outcome": said.outcome,
        "expected": [asdict(one) for one in said.expected],
        "leads": [asdict(one) for one in said.leads],
        "when": [said.timescale, said.starts_on, said.due_on],
        "refers_to": list(said.refers_to),
        "status": str(said.status),
        **{f"{MORE}{title}": text for title, text in said.more.items()},
    }


def _with(said: NewAction, was: Mapping[str, Any]) -> NewAction:
    """An action with some fields as they were."""
    full = {**_fields(said), **was}
    timescale, starts_on, due_on = full["when"]
    return replace(
        said,
        what=full["what"],
        outcome=full["outcome"],
        expected=tuple(Expected(**one) for one in full["expected"]),
        leads=tuple(Someone(**one) for one in full["leads"]),
        timescale=timescale,
        starts_on=starts_on,
        due_on=due_on,
        refers_to=tuple(full["refers_to"]),
        status=Status(full["status"]),
        more={
            name.removeprefix(MORE): text for name, text in full.items() if name.startswith(MORE) and text is not None
        },
    )
