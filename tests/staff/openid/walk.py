"""What someone does with an account of the organisation, in the words of the tests."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
from httpx import Response

from store import access_log, accounts, members
from tests.staff.office import AT, Office

COOKIE = "__Host-plainsay_staff"
TICKET = "plainsay_account"
KEYS = "/staff/me/keys"
START, BACK = "/staff/openid/start", "/staff/openid/callback"
REASONS = {
    "You cannot sign in with this account": 403,
    "This account is connected already": 403,
    "That took too long": 400,
    "You did not sign in": 400,
    "Example does not answer": 503,
    "Signing in with Example did not work": 400,
}


@dataclass(frozen=True)
class Refused:
    """A page that let nobody in."""

    heading: str


async def member(office: Office, email: str = "mo@example.org", name: str = "Mo", role: str = "manager") -> int:
    """Someone on the staff, with an e-mail address."""
    return await office.database.write(
        lambda tx: members.add(tx, name=name, role=role, services=None, at=AT, email=email)
    )


async def went(office: Office) -> str:
    """Where someone is sent who presses the button."""
    response = await office.get(START)
    assert response.status_code == 303, response.text
    return response.headers["location"]


async def came(address: str) -> str:
    """They sign in there; the path and query of where they are sent back to."""
    async with httpx.AsyncClient() as browser:
        response = await browser.get(address)
    assert response.status_code == 302, response.text
    back = urlsplit(response.headers["location"])
    assert f"{back.scheme}://{back.netloc}{back.path}" == f"https://plainsay.test{BACK}"
    return f"{back.path}?{back.query}"


async def walked(office: Office) -> Refused | None:
    """There and back: None for whoever got in."""
    return result(await office.get(await came(await went(office))))


def result(answer: Response) -> Refused | None:
    """None for an answer that lets someone in; else a kind page, and never a cookie."""
    if answer.headers.get("location") == "/staff":
        assert answer.cookies.get(COOKIE)
        return None
    assert COOKIE not in answer.cookies
    heading = next((one for one in REASONS if one in answer.text), answer.text)
    assert answer.status_code == REASONS.get(heading), heading
    return Refused(heading)


UNKNOWN, TAKEN, AGAIN, STOPPED, DOWN, WRONG = map(Refused, REASONS)


async def noted(office: Office) -> list[str]:
    """What the access log says, oldest first."""
    return [f"{one.who} {one.did}" for one in reversed(await office.database.read(access_log.recent))]


async def connected(office: Office, who: int) -> bool:
    """Whether someone has an account."""
    return await office.database.read(lambda tx: accounts.connected_at(tx, who)) is not None
