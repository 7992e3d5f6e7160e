"""What someone does with passkeys, in the words of the tests."""

from __future__ import annotations

import json
from typing import Any

from httpx import Response

from store import access_log, passkeys
from store.passkeys import Passkey
from tests.staff.keys.device import Device
from tests.staff.office import Office, form_token_on

BASE = "https://plainsay.test"
HERE = "/staff/me/keys"
COOKIE = "__Host-plainsay_staff"


def a_device(**changes: Any) -> Device:
    """A phone on our own page."""
    return Device(**{"origin": BASE, "site": "plainsay.test", **changes})


async def token(office: Office) -> str:
    """Of the forms of whoever is signed in."""
    return form_token_on((await office.get("/staff")).text)


async def asked_to_add(office: Office) -> dict[str, Any]:
    """What the browser asks a device to make."""
    response = await office.client.post(f"{HERE}/challenge", data={"form_token": await token(office)})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


async def send_new(office: Office, answer: str, name: str = "My phone") -> Response:
    """Send what a device made."""
    fields = {"form_token": await token(office), "name": name, "credential": answer}
    return await office.client.post(f"{HERE}/add", data=fields)


async def added(office: Office, who: str = "Mo", **changes: Any) -> tuple[int, Device]:
    """Someone new, who added a passkey and signed out."""
    member = await office.sign_in(who)
    device = a_device(**changes)
    answer = await send_new(office, device.made(await asked_to_add(office)))
    assert answer.headers.get("location") == f"{HERE}?done=added", answer.text
    await office.post("/staff/sign-out")
    return member, device


async def asked_to_sign(office: Office) -> dict[str, Any]:
    """What the browser asks a device to sign."""
    response = await office.client.post("/staff/keys/challenge", data={"credential": ""})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


async def send_signed(office: Office, answer: str) -> Response:
    """Send what a device signed."""
    return await office.client.post("/staff/keys/sign-in", data={"credential": answer})


async def signs_in(office: Office, device: Device) -> bool:
    """Whether someone gets in with it."""
    answer = await send_signed(office, device.signed(await asked_to_sign(office)))
    return got_in(answer)


def got_in(answer: Response) -> bool:
    """Whether an answer lets someone in; else it is the one page that tells nothing."""
    if answer.headers.get("location") == "/staff":
        assert COOKIE in answer.cookies
        return True
    assert answer.status_code == 401
    assert "This passkey did not work" in answer.text
    assert COOKIE not in answer.cookies
    return False


async def kept(office: Office, member: int) -> tuple[Passkey, ...]:
    """Someone's passkeys."""
    return await office.database.read(lambda tx: passkeys.of_member(tx, member))


async def noted(office: Office) -> list[str]:
    """What the access log says, oldest first."""
    return [f"{one.who} {one.did}" for one in reversed(await office.database.read(access_log.recent))]


def changed(answer: str, **response: Any) -> str:
    """An answer with parts of its response replaced."""
    whole = json.loads(answer)
    whole["response"] |= response
    return json.dumps(whole)
