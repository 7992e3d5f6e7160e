"""What `plainsay doctor` finds of e-mail: the server, and what waits."""

from __future__ import annotations

from datetime import datetime, timedelta

from asking.post import MAIL
from bot.finding import Finding
from bot.mail.server import MailServer
from bot.mail.state import CONDITION, MEANINGS, Condition
from bot.mail.transport import NotConnected, connected
from store import outbox, settings
from store.tx import Tx

WAITS_TOO_LONG = timedelta(minutes=5)


async def reached(server: MailServer) -> list[Finding]:
    """What the server says; nothing is sent."""
    try:
        async with connected(server):
            return [Finding(f"The mail server {server} answers. E-mails come from {server.sender}.")]
    except NotConnected as error:
        return [_finding(error.condition)]


def kept(tx: Tx, now: datetime) -> list[Finding]:
    """What the store says: how the running program fared, and what waits to be sent."""
    condition, _, since = (settings.get(tx, CONDITION) or "").rpartition(" ")
    found = [_finding(Condition(condition), f", {since}")] if condition in set(Condition) else []
    letters, oldest = outbox.queue(tx, MAIL)
    waits = f"E-mails that wait: {letters}."
    late = oldest and now - datetime.fromisoformat(oldest) > WAITS_TOO_LONG
    told = Finding(waits, "M105", "The oldest waits too long. Is the program running?") if late else Finding(waits)
    return [*found, told]


def _finding(condition: Condition, since: str = "") -> Finding:
    code, what, mend = MEANINGS[condition]
    return Finding(f"E-mail{since}: {what}", code, mend)
