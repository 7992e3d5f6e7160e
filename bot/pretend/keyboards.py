"""Buttons under a message: their shape, their number and how much they may carry."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlsplit

from bot.pretend.errors import Refused, bad

Json = dict[str, Any]
MOST_BUTTONS = 100
DATA_BYTES = 64
"""Most bytes of `callback_data`."""
OTHER_KINDS = frozenset({"keyboard", "remove_keyboard", "force_reply"})
ACTIONS = frozenset(
    [
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    ]
)


class Button(NamedTuple):
    """A button as a person sees it. It carries data for the bot, or an address."""

    label: str
    data: str | None = None
    url: str | None = None


def rows_of(markup: Json | None) -> tuple[tuple[Button, ...], ...]:
    """The rows of an inline keyboard."""
    if not markup:
        return ()
    return tuple(
        tuple(Button(button["text"], button.get("callback_data"), button.get("url")) for button in row)
        for row in markup["inline_keyboard"]
    )


def checked(markup: Any) -> Json | None:
    """A reply markup that Telegram would take; None where there is none, or an empty one.

    Args:
        markup: Whatever the request had as `reply_markup`, read from JSON.

    Raises:
        Refused: Its shape is wrong, or it is too large.
    """
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return _other(markup)
    rows = _rows(markup["inline_keyboard"], "inline_keyboard")
    kept = [[_button(button) for button in row] for row in rows if row]
    if sum(len(row) for row in kept) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def checked_inline(markup: Any) -> Json | None:
    """An inline keyboard, the only kind that can stand under a message that is edited.

    Raises:
        Refused: It is of another kind, or `checked` refuses it.
    """
    made = checked(markup)
    if made is not None and "inline_keyboard" not in made:
        raise bad("inline keyboard expected")
    return made


def _other(markup: Json) -> Json | None:
    kinds = OTHER_KINDS & markup.keys()
    if "keyboard" not in kinds:
        return {next(iter(kinds)): True} if kinds else None
    rows = _rows(markup["keyboard"], "keyboard")
    labels = [[button if isinstance(button, str) else _label(button) for button in row] for row in rows]
    return {"keyboard": labels}


def _rows(rows: Any, name: str) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        of = " of the InlineKeyboardMarkup" if name == "inline_keyboard" else ""
        raise bad(f'field "{name}"{of} must be an Array of Arrays')
    return rows


def _label(button: Any) -> str:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise _unreadable('Field "text" must be of type String')
    label: str = button["text"]
    return label


def _button(button: Any) -> Json:
    label = _label(button)
    if not label.strip():
        raise bad("BUTTON_TEXT_INVALID")
    actions = ACTIONS & button.keys()
    if not actions:
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad("BUTTON_TYPE_INVALID")
    if "callback_data" in actions:
        _check_data(button["callback_data"])
    if "url" in actions:
        _check_url(button["url"])
    return dict(button)


def _check_data(data: Any) -> None:
    if not isinstance(data, str):
        raise _unreadable('Field "callback_data" must be of type String')
    if not 1 <= len(data.encode()) <= DATA_BYTES:
        raise bad("BUTTON_DATA_INVALID")


def _check_url(url: Any) -> None:
    if not isinstance(url, str):
        raise _unreadable('Field "url" must be of type String')
    parts = urlsplit(url)
    named = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    if not named and parts.scheme != "tg":
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _unreadable(why: str) -> Refused:
    return bad(f"can't parse inline keyboard button: {why}")
