"""What a driver can make a person do. Each act takes the person and what the driver says about it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any

from bot.pretend.media import opus_seconds
from bot.pretend.messages import Message
from bot.pretend.people import User

Json = dict[str, Any]


class NotDone(Exception):
    """An act that this person can't do. Says why."""


def do(user: User, about: Json) -> Json:
    """Let a person do something.

    Args:
        user: The person.
        about: `act` names it; the rest depends on the act.

    Raises:
        NotDone: There is no such act, something is missing, or it can't be done.
    """
    act = ACTS.get(str(about.get("act")))
    if act is None:
        raise NotDone(f"no act {about.get('act')!r}; there are {', '.join(ACTS)}")
    try:
        return act(user, about)
    except KeyError as error:
        raise NotDone(f"{error} is missing or unknown") from error
    except (ValueError, TypeError, AssertionError) as error:
        raise NotDone(str(error)) from error


def _numbered(message: Message) -> Json:
    return {"message_id": message.message_id}


def _meet(user: User, about: Json) -> Json:
    """Nothing but being there, so that a driver learns the number of someone new."""
    del user, about
    return {}


def _start(user: User, about: Json) -> Json:
    return _numbered(user.start(str(about.get("payload") or "")))


def _say(user: User, about: Json) -> Json:
    return _numbered(user.say(str(about["text"])))


def _tap(user: User, about: Json) -> Json:
    return {"query_id": user.tap(str(about["button"]), about.get("message_id"))}


def _tap_raw(user: User, about: Json) -> Json:
    return {"query_id": user.tap_raw(str(about["data"]), int(about["message_id"]))}


def _voice(user: User, about: Json) -> Json:
    mime, data = str(about.get("mime") or "audio/ogg"), _bytes(about)
    return _numbered(user.voice(data, int(about.get("duration") or opus_seconds(data)), mime))


def _photo(user: User, about: Json) -> Json:
    return _numbered(user.photo(_bytes(about), str(about.get("caption") or "")))


def _sticker(user: User, about: Json) -> Json:
    return _numbered(user.sticker(str(about.get("emoji") or "👍")))


def _edit(user: User, about: Json) -> Json:
    return _numbered(user.edit(int(about["message_id"]), str(about["text"])))


def _block(user: User, about: Json) -> Json:
    user.block() if about.get("on", True) else user.unblock()
    return {}


def _forbid_voice(user: User, about: Json) -> Json:
    user.forbid_voice = bool(about.get("on", True))
    return {}


def _bytes(about: Json) -> bytes:
    try:
        return base64.b64decode(str(about["data"]), validate=True)
    except binascii.Error as error:
        raise NotDone("data is not base64") from error


ACTS: dict[str, Callable[[User, Json], Json]] = {
    "meet": _meet,
    "start": _start,
    "say": _say,
    "tap": _tap,
    "tap_raw": _tap_raw,
    "voice": _voice,
    "photo": _photo,
    "sticker": _sticker,
    "edit": _edit,
    "block": _block,
    "forbid_voice": _forbid_voice,
}
