"""Telling a safeguarding lead and deputy in their own chat that a worry waits. Not a word of it is sent (D16)."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from asking.errors import InvitationRefused
from asking.moment import stamp
from store import access_log, alerts, outbox, services
from store.alerts import AlertChat
from store.services import Service
from store.tx import Tx

LINK_LASTS = timedelta(hours=24)
SECRET_BYTES = 24
START = re.compile(r"alert-(?P<secret>[A-Za-z0-9_-]{32})")
"""What stands behind `start=` in the link. A person's link begins with a digit, so the two are never mixed up."""


class Watch(StrEnum):
    """Who is told."""

    LEAD = "lead"
    DEPUTY = "deputy"


@dataclass(frozen=True, slots=True)
class Alert:
    """A message to a lead or deputy: something waits, or someone has taken it.

    Attributes:
        to: Address of the chat.
        worry_id: 0 where it is about no worry.
        news: `new`, `again` (nobody has taken it yet), `taken`, `more` (was said), `yours` (is still open),
            `not_heard`, or `unreachable` (the other one).
        service, who: Name of the service; who has taken it, or cannot be reached.
    """

    to: str
    worry_id: int
    news: str
    service: str
    who: str = ""


def make_link(tx: Tx, service: Service, role: Watch, now: datetime) -> str:
    """Make a one-time link for a service's lead or deputy; gives what stands behind `start=`.

    Raises:
        InvitationRefused: The service names no such person yet.
    """
    name, expires_at = named(service, role), stamp(now + LINK_LASTS)
    if not name:
        raise InvitationRefused(f"{service.name} has no {role.value} yet.")
    secret = secrets.token_urlsafe(SECRET_BYTES)
    alerts.add_link(tx, _hashed(secret), service_id=service.id, role=role, name=name, expires_at=expires_at)
    return f"alert-{secret}"


def open_chat(tx: Tx, *, payload: str, bot: str, lane: str, address: str, at: str) -> Service | None:
    """Use a link up and open the chat that it came from.

    Returns:
        The service; None when the link is not good, or its service names someone else by now: nobody is told which.
    """
    found = START.fullmatch(payload)
    link = alerts.use_link(tx, _hashed(found["secret"]), at) if found else None
    service = services.get(tx, link.service_id) if link else None
    if link is None or service is None or link.name != named(service, Watch(link.role)):
        return None
    role, name = Watch(link.role), link.name
    alerts.open(tx, bot=bot, lane=lane, address=address, service_id=service.id, role=role, name=name, at=at)
    access_log.add(tx, at=at, who=name, did=f"opened a chat for alerts of {service.name} as {role}")
    return service


def tell(tx: Tx, *, service_id: int, worry_id: int, at: str, news: str = "new") -> int:
    """Put a message for everyone who is told of a service's worries; gives how many."""
    chats = watching(tx, service_id)
    for chat in chats:
        put(tx, chat, worry_id=worry_id, news=news, at=at)
    return len(chats)


def put(tx: Tx, chat: AlertChat, *, worry_id: int, news: str, at: str, who: str = "") -> None:
    """Put one message for one chat. It is a reply's equal: it waits behind nothing."""
    service = services.get(tx, chat.service_id)
    alert = Alert(alerts.address(tx, chat), worry_id, news, service.name if service else "", who)
    body = json.dumps({"kind": "alert", **asdict(alert)}).encode()
    outbox.put(tx, bot=chat.bot, lane=chat.lane, body=body, at=at)
    alerts.told(tx, chat, at)


def watching(tx: Tx, service_id: int) -> tuple[AlertChat, ...]:
    """The chats that are told of a service's worries: only those of who is lead and deputy today."""
    service = services.get(tx, service_id)
    if service is None:
        return ()
    return tuple(chat for chat in alerts.of_service(tx, service_id) if chat.name == named(service, Watch(chat.role)))


def stop(tx: Tx, chat_id: int, *, who: str, at: str) -> bool:
    """Tell someone nothing more of a service's worries; False where that had ended already.

    Args:
        tx: The transaction.
        chat_id: Their chat.
        who: Who ends it; it goes into the access log.
        at: When.
    """
    chat = alerts.get(tx, chat_id)
    service = services.get(tx, chat.service_id) if chat else None
    if chat is None or service is None or not alerts.stop(tx, chat_id, at):
        return False
    access_log.add(tx, at=at, who=who, did=f"ended alerts of {service.name} to {chat.name} as {chat.role}")
    return True


def is_watching(tx: Tx, bot: str, lane: str) -> bool:
    """Whether a chat is told of any service's worries."""
    return any(chat in watching(tx, chat.service_id) for chat in alerts.of_lane(tx, bot, lane))


def lost(tx: Tx, *, bot: str, lane: str, at: str) -> None:
    """A chat for alerts can no longer be reached: whoever else is told of those services learns that at once."""
    gone = alerts.of_lane(tx, bot, lane)
    if alerts.close(tx, bot, lane, at):
        for chat in gone:
            for other in watching(tx, chat.service_id):
                put(tx, other, worry_id=0, news="unreachable", at=at, who=chat.name)


def named(service: Service, role: Watch) -> str:
    """Who has a role in a service today; '' where nobody has."""
    return service.lead_name if role is Watch.LEAD else service.deputy_name


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
