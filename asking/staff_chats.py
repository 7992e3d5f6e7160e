"""A member's own chat, where their sign-in links go. They open it with a one-time link that only they are shown."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from asking.moment import stamp
from store import access_log, members, outbox, staff_chats
from store.members import Member
from store.tx import Tx

LINK_LASTS = timedelta(hours=24)
SECRET_BYTES = 24
PREFIX = "staff-"
START = re.compile(r"staff-(?P<secret>[A-Za-z0-9_-]{32})")
"""What stands behind `start=` in the link. A person's link begins with a digit, so the two are never mixed up."""
WAITS = "waits"
"""News: something waits, and what it says stands in its lines. For whoever has no chat for alerts."""
KIND = "staff"
"""Of the letter in the outbox."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to someone on the staff. It names nobody but staff: anyone may read it on a locked screen.

    Attributes:
        to: Address of the chat.
        news: `link` (you asked for it), `shown` (someone else made one for you), `actions` (some are due), or `WAITS`.
        link: That signs in, or where the actions are; '' where there is none.
        who: Who made it.
        lines: What it says of the actions: their numbers only.
        due: Whom it reminds of their actions: it is looked at once more before it goes; 0 for none.
        at: When it was put.
    """

    to: str
    news: str
    link: str = ""
    who: str = ""
    lines: tuple[str, ...] = ()
    due: int = 0
    at: str = ""


def make_link(tx: Tx, who: Member, now: datetime) -> str:
    """Make a one-time link to open a chat with; gives what stands behind `start=`. Earlier ones end."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    staff_chats.add_link(tx, _hashed(secret), member_id=who.id, expires_at=stamp(now + LINK_LASTS))
    access_log.add(tx, at=stamp(now), who=who.name, did="made a link to get sign-in links in Telegram")
    return f"{PREFIX}{secret}"


def open_chat(tx: Tx, *, payload: str, bot: str, lane: str, address: str, at: str) -> Member | None:
    """Use a link up and open the chat that it came from. None when the link is not good: nobody is told why."""
    found = START.fullmatch(payload)
    member_id = staff_chats.use_link(tx, _hashed(found["secret"]), at) if found else None
    who = members.get(tx, member_id) if member_id is not None else None
    if who is None or who.ended_at:
        return None
    staff_chats.open(tx, bot=bot, lane=lane, address=address, member_id=who.id, at=at)
    access_log.add(tx, at=at, who=who.name, did="opened a chat for sign-in links")
    return who


def put(
    tx: Tx,
    who: Member,
    *,
    at: str,
    news: str,
    link: str = "",
    by: str = "",
    lines: tuple[str, ...] = (),
    due: int = 0,
) -> int:
    """Put a message for each of a member's chats; gives how many. See `Notice`."""
    chats = staff_chats.of_member(tx, who.id)
    for chat in chats:
        notice = Notice(chat.address, news, link, by, lines, due, at)
        body = json.dumps({"kind": KIND, **asdict(notice)}).encode()
        outbox.put(tx, bot=chat.bot, lane=chat.lane, body=body, at=at)
    return len(chats)


def is_open(tx: Tx, bot: str, lane: str) -> bool:
    """Whether sign-in links go to a chat."""
    return staff_chats.whose(tx, bot, lane) is not None


def lost(tx: Tx, *, bot: str, lane: str, at: str) -> None:
    """A chat can no longer be reached: no link goes there any more, until it is opened anew."""
    member_id = staff_chats.whose(tx, bot, lane)
    who = members.get(tx, member_id) if member_id is not None else None
    if who and staff_chats.close(tx, bot, lane):
        access_log.add(tx, at=at, who=who.name, did="no longer gets sign-in links in Telegram: the chat was closed")


def close(tx: Tx, who: Member, *, at: str) -> bool:
    """End all chats of a member, as they wish; False where there was none."""
    closed = staff_chats.close_all(tx, who.id) > 0
    if closed:
        access_log.add(tx, at=at, who=who.name, did="ended sign-in links in Telegram")
    return closed


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
