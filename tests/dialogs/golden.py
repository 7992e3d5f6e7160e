"""Golden conversations: JSON files with what a person did and what the engine said. Any flow can be used.

A file holds one talk. Only `promise`, `seed` and each `did` are written by hand; `--rewrite-golden` fills in the rest:

    {"promise": "One sentence.", "seed": 1,
     "start": {"events": [...], "state": "..."},
     "talk": [{"did": "Chose", "with": {"choices": ["yes"]}, "events": [...], "state": "..."}]}

`did` is the name of an input; `with` holds its fields. The turn is the current one, unless `with` names another.
Events are shown short: steps and choices by id, fields with their default value left out.

A talk on the built-in pack also names its recipe: `"talk_of": {"audience": "person", "areas": ["duq.1"], "seed": 3,
"first": true}`. These files are not written by hand: `duq_talks.yaml` says in which manner each goes.

To add your own: `@pytest.mark.parametrize("path", golden_files(FOLDER))` and `check_golden(flow, path, rewrite=...)`
with the `rewrite_golden` fixture.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any

from dialogs.engine import current, start, step
from dialogs.events import Event
from dialogs.inputs import Input
from dialogs.model import Choice, Flow
from dialogs.session import Session, dump, load
from dialogs.transitions import INPUTS

HEAD = ("promise", "talk_of", "seed")
_INPUTS = {kind.__name__: kind for kind in INPUTS}


def golden_files(folder: Path) -> list[Path]:
    """The goldens in one folder, by name."""
    return sorted(folder.glob("*.json"))


def check_golden(flow: Flow, path: Path, *, rewrite: bool = False) -> None:
    """Play the file's talk on the flow and compare every event and state with the file, or rewrite the file."""
    written = json.loads(path.read_text(encoding="utf-8"))
    played = play(flow, written)
    if rewrite:
        path.write_text(layout(played), encoding="utf-8")
    else:
        assert played == written, f"{path.name}: see `git diff` after `pytest tests/dialogs --rewrite-golden`"


def play(flow: Flow, written: dict[str, Any]) -> dict[str, Any]:
    """The same talk with the events and states as they are now. The session is stored and read between all steps."""
    session, events = start(flow, "golden", seed=written["seed"])
    began = {"events": [short(event) for event in events], "state": session.state.value}
    talk = []
    for turn in written["talk"]:
        session = load(dump(session))
        session, events = step(flow, session, given(session, turn["did"], turn.get("with", {})))
        assert events[-1] == current(flow, load(dump(session))), "the last event is the screen that is shown on return"
        said = {key: turn[key] for key in ("did", "with") if key in turn}
        talk.append({**said, "events": [short(event) for event in events], "state": session.state.value})
    head = {key: written[key] for key in HEAD if key in written}
    return {**head, "start": began, "talk": talk}


def given(session: Session, did: str, fields_: dict[str, Any]) -> Input:
    """The input by name, at the session's turn unless told otherwise."""
    kind = _INPUTS[did]
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in fields_.items()}
    if any(field.name == "turn" for field in fields(kind)):
        values = {"turn": session.turn, **values}
    return kind(**values)


def short(event: Event) -> dict[str, Any]:
    """An event as a small dictionary."""
    return {"event": type(event).__name__, **_short_fields(event)}


def _short_fields(value: Any) -> dict[str, Any]:
    shown = {}
    for field in fields(value):
        item = getattr(value, field.name)
        if item != field.default or field.default is MISSING:
            shown[field.name] = _short(item)
    return shown


def _short(item: Any) -> Any:
    if isinstance(item, tuple):
        return [_short(each) for each in item]
    if isinstance(item, Choice):
        return item.id
    if is_dataclass(item):
        return item.id if hasattr(item, "id") else _short_fields(item)
    return item


def layout(played: dict[str, Any]) -> str:
    """JSON with one event a line, so that a change is easy to see."""
    start_, talk = played["start"], played["talk"]
    turns = [_turn({key: turn[key] for key in ("did", "with") if key in turn}, turn) for turn in talk]
    lines = [
        "{",
        *(f' "{key}": {_one(played[key])},' for key in HEAD if key in played),
        f' "start": {_turn({}, start_)},',
        ' "talk": [\n  ' + ",\n  ".join(turns) + "\n ]" if turns else ' "talk": []',
        "}",
    ]
    return "\n".join(lines) + "\n"


def _turn(said: dict[str, Any], turn: dict[str, Any]) -> str:
    head = "".join(f'"{key}": {_one(value)}, ' for key, value in said.items())
    events = ",\n    ".join(_one(event) for event in turn["events"])
    return f'{{{head}"state": {_one(turn["state"])}, "events": [\n    {events}]}}'


def _one(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
