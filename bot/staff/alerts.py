"""Who is told of worries in Telegram: one-time links for leads and deputies, and an end to their alerts."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from asking import alerts
from asking.alerts import Watch
from asking.errors import InvitationRefused
from bot.staff.desk import Desk, Frame, frame, page
from bot.staff.guard import Visit
from store import access_log, services
from store.alerts import AlertChat
from store.services import Service
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Watched:
    """A service, and who is told of its worries in which role."""

    service: Service
    chats: dict[Watch, list[AlertChat]]


@dataclass(frozen=True, slots=True)
class Made:
    """A link that was made. `payload` is '' where the service names nobody in that role."""

    service: Service
    role: Watch
    name: str
    payload: str


def watched(tx: Tx) -> list[Watched]:
    """Every service, with the chats that are told of its worries."""
    return [Watched(service, _by_role(alerts.watching(tx, service.id))) for service in services.all(tx)]


async def make_link(desk: Desk, visit: Visit) -> Response:
    """Make a one-time link for a service's lead or deputy. It is on this page only: nothing keeps it."""
    service_id, role, bot = visit.posted_number("service"), _posted_role(visit), desk.telegram()
    if not bot:
        raise HTTPException(404)

    def write(tx: Tx) -> tuple[Frame, Made]:
        service = services.get(tx, service_id)
        if service is None or not visit.sees(service_id):
            raise HTTPException(404)
        return frame(tx, visit.member), _made(tx, desk, visit, service, role)

    around, made = await desk.database.write(write)
    link = f"{bot}?start={made.payload}" if made.payload else ""
    return page("alert_link.html", status=200 if link else 409, visit=visit, frame=around, made=made, link=link)


async def stop(desk: Desk, visit: Visit) -> Response:
    """End the alerts to one chat. Where they had ended already nothing more happens."""
    chat_id = visit.number("chat")
    await desk.database.write(lambda tx: alerts.stop(tx, chat_id, who=visit.who, at=desk.now()))
    return RedirectResponse("/staff/worries#alerts", status_code=303)


def _made(tx: Tx, desk: Desk, visit: Visit, service: Service, role: Watch) -> Made:
    try:
        payload = alerts.make_link(tx, service, role, desk.clock())
    except InvitationRefused:
        return Made(service, role, "", "")
    did = f"made a link for alerts of {service.name} as {role}"
    access_log.add(tx, at=desk.now(), who=visit.who, did=did)
    return Made(service, role, alerts.named(service, role), payload)


def _by_role(chats: tuple[AlertChat, ...]) -> dict[Watch, list[AlertChat]]:
    return {role: [chat for chat in chats if chat.role == role] for role in Watch}


def _posted_role(visit: Visit) -> Watch:
    value = visit.field("role")
    if value not in set(Watch):
        raise HTTPException(400)
    return Watch(value)
