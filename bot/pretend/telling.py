"""The methods by which a bot gets its updates."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from bot.pretend.errors import WEBHOOK_ACTIVE, WEBHOOK_CAME, Refused, bad
from bot.pretend.faults import Kind
from bot.pretend.params import Params
from bot.pretend.updates import LONGEST_POLL_SECONDS, MOST
from bot.pretend.webhook import Deliverer, Hook
from bot.pretend.world import World

Json = dict[str, Any]
SECRET = re.compile(r"[A-Za-z0-9_-]*")
SECRET_LENGTH = 256
PORTS = (443, 80, 88, 8443)
MOST_CONNECTIONS = 40
Reply = Callable[[Json], Awaitable[None]]


async def get_updates(world: World, params: Params) -> list[Json]:
    """The next updates, as soon as there are any."""
    if world.deliverer is not None:
        raise Refused(409, WEBHOOK_ACTIVE)
    world.updates.allow(params.nested("allowed_updates", "allowed updates"))
    limit = params.whole("limit", MOST)
    told = await world.updates.poll(
        params.whole("offset"),
        limit if 1 <= limit <= MOST else MOST,
        min(max(params.whole("timeout"), 0), LONGEST_POLL_SECONDS),
    )
    if told and world.faults.strike(frozenset({Kind.TWICE}), "getUpdates"):
        told = [*world.updates.told_again(), *told]
    if len(told) > 1 and world.faults.strike(frozenset({Kind.SHUFFLED}), "getUpdates"):
        told = world.faults.chance.sample(told, len(told))
    return told


async def set_webhook(world: World, params: Params, reply: Reply) -> bool:
    """Tell updates to an address from now on."""
    url = params.text("url")
    if not url:
        return await delete_webhook(world, params)
    secret = params.text("secret_token")
    if len(secret) > SECRET_LENGTH:
        raise bad("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    most = params.whole("max_connections", MOST_CONNECTIONS)
    hook = Hook(url, _reached(world, url), secret, most if 1 <= most <= MOST else MOST_CONNECTIONS)
    world.updates.allow(params.nested("allowed_updates", "allowed updates"))
    await _stop(world, params)
    world.updates.end_poll(Refused(409, WEBHOOK_CAME))
    world.deliverer = Deliverer(
        hook,
        updates=world.updates,
        faults=world.faults,
        reply=reply,
        backoff=world.backoff,
        now=world.clock,
        changes=world.changes,
    )
    return True


async def delete_webhook(world: World, params: Params) -> bool:
    """Go back to being asked."""
    await _stop(world, params)
    return True


def webhook_info(world: World, params: Params) -> Json:
    """Where updates are told, how many wait, and what went wrong last."""
    del params
    deliverer = world.deliverer
    info: Json = {
        "url": deliverer.hook.url if deliverer else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if deliverer is not None:
        info["max_connections"] = deliverer.hook.max_connections
        if deliverer.last_error:
            info["last_error_date"] = int(deliverer.last_error_at)
            info["last_error_message"] = deliverer.last_error
    if world.updates.allowed:
        info["allowed_updates"] = world.updates.allowed
    return info


async def _stop(world: World, params: Params) -> None:
    if world.deliverer is not None:
        await world.deliverer.close()
        world.deliverer = None
    if params.flag("drop_pending_updates"):
        world.updates.drop()


def _reached(world: World, url: str) -> str:
    """Where an address leads on this computer. Nothing leaves it, whatever a bot asks for."""
    for public, here in world.reach.items():
        if url.startswith(public):
            return here + url.removeprefix(public)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise bad("invalid webhook URL specified") from error
    if _is_here(parts.hostname or ""):
        return url
    if parts.scheme != "https":
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in (None, *PORTS):
        raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    return ""


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
