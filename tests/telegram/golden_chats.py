"""Golden conversations in the chat: JSON files with what someone did and what they saw.

Only `promise`, `who` and each `does` are written by hand; `pytest tests/telegram --rewrite-chats` fills in the rest:

    {"promise": "One sentence.", "who": "person",
     "talk": [{"does": {"tap": "Next"}, "shows": [{"picture": "...", "text": ["..."], "buttons": [["..."]]}]}]}

`does` has one key: `start` (with the person's own link), `tap` (a button's label without its symbol), `say`, `voice`,
`photo` (its caption), `block` or `unblock`. `shows` has the messages that came; `changes` the buttons that a message
has now which had others before.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.pretend import Message
from store import uploads
from tests.telegram.office import Office
from tests.telegram.phone import Phone, key_in
from tests.telegram.samples import opus, png

Json = dict[str, Any]
FOLDER = Path(__file__).parent / "golden"


def golden_chats() -> list[Path]:
    """The golden conversations, by name."""
    return sorted(FOLDER.glob("*.json"))


def read(path: Path) -> Json:
    """A conversation as its file holds it."""
    written: Json = json.loads(path.read_text(encoding="utf-8"))
    return written


def write(path: Path, conversation: Json) -> None:
    """Put a conversation into its file."""
    path.write_text(layout(conversation), encoding="utf-8")


async def played(office: Office, written: Json) -> Json:
    """The same conversation as it goes now."""
    phone, token = office.phone(), await office.link(written["who"])
    talk = []
    for turn in written["talk"]:
        seen = await _seen(office, phone, _act(phone, token, turn["does"]))
        talk.append({"does": turn["does"], **seen})
    return {"promise": written["promise"], "who": written["who"], "talk": talk}


def layout(conversation: Json) -> str:
    """JSON with one message a line, so that a change is easy to see."""
    lines = ["{", *(f' "{key}": {_one(conversation[key])},' for key in ("promise", "who")), ' "talk": [']
    turns = [_turn(turn) for turn in conversation["talk"]]
    return "\n".join([*lines, ",\n".join(turns), " ]", "}"]) + "\n"


def _act(phone: Phone, token: str, does: Json) -> Callable[[], object]:
    """What someone does, by its name in the file."""
    ((did, what),) = does.items()
    user = phone.user
    acts: dict[str, Callable[[], object]] = {
        "start": lambda: user.start(token if what else ""),
        "tap": lambda: user.tap_raw(*key_in(user.inbox, what)),
        "say": lambda: user.say(what),
        "voice": lambda: user.voice(opus()),
        "photo": lambda: user.photo(png(), what),
        "block": user.block,
        "unblock": user.unblock,
    }
    return acts[did]


async def _seen(office: Office, phone: Phone, act: Callable[[], object]) -> Json:
    """What comes of it in the chat."""
    edits = {one.message_id: one.edits for one in phone.user.inbox}
    came = await phone.does(act)
    names = await _pictures(office)
    changed = [one for one in phone.user.inbox if one.edits > edits.get(one.message_id, one.edits)]
    seen: Json = {"shows": [_shown(one, names) for one in came]}
    return {**seen, "changes": [_buttons(one) for one in changed]} if changed else seen


async def _pictures(office: Office) -> dict[str, str]:
    """Name of each picture, or of the picture on each card, by the id that Telegram has it under."""
    found = await office.read(lambda tx: uploads.all_of(tx, office.channel.number))
    return {file_id: name.partition("/")[0] for name, file_id in found.items()}


def _shown(message: Message, names: dict[str, str]) -> Json:
    if message.voice:
        return {"voice": True}
    shown: Json = {"picture": names[message.file_id or ""]} if message.photo else {}
    return {**shown, "text": message.text.split("\n"), "buttons": _buttons(message)}


def _buttons(message: Message) -> list[list[str]]:
    return [[button.label for button in row] for row in message.rows]


def _turn(turn: Json) -> str:
    shown = [_one(each) for each in turn["shows"]]
    changes = f', "changes": {_one(turn["changes"])}' if "changes" in turn else ""
    listed = "[\n   " + ",\n   ".join(shown) + "]" if shown else "[]"
    return f'  {{"does": {_one(turn["does"])}, "shows": {listed}{changes}}}'


def _one(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
