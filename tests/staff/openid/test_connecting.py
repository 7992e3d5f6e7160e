"""Connecting an account with a sign-in that is there already."""

from __future__ import annotations

from tests.staff.office import Office
from tests.staff.openid.issuer import Issuer, query
from tests.staff.openid.walk import (
    AGAIN,
    KEYS,
    TAKEN,
    UNKNOWN,
    came,
    connected,
    member,
    noted,
    result,
    walked,
)


async def connecting(office: Office) -> str:
    """Someone who is signed in presses the button; where they are sent."""
    page = (await office.post(f"{KEYS}/connect", KEYS)).text
    start = page.index('href="http://127.0.0.1') + len('href="')
    return page[start : page.index('"', start)].replace("&amp;", "&")


async def test_who_is_signed_in_connects_their_account(joined: Office, issuer: Issuer) -> None:
    """That needs no address that anyone vouches for, as with Microsoft: afterwards the account signs them in."""
    issuer.without = {"email", "email_verified"}
    mo = await joined.sign_in("Mo", "keyworker")
    leave = await connecting(joined)
    assert query(leave)["prompt"] == "select_account"
    answer = await joined.get(await came(leave))
    assert answer.headers["location"] == f"{KEYS}?done=connected"
    assert "Let this account go" in (await joined.get(answer.headers["location"])).text
    await joined.post("/staff/sign-out")
    assert await walked(joined) is None
    assert "Mo connected their Example account" in await noted(joined)
    await joined.post(f"{KEYS}/disconnect", KEYS)
    assert (await noted(joined))[-1] == "Mo let their Example account go"
    assert not await connected(joined, mo)
    await joined.post("/staff/sign-out")
    assert await walked(joined) == UNKNOWN


async def test_an_account_is_connected_with_one_member(joined: Office) -> None:
    """Who brings someone else's is told so, and nothing changes."""
    await member(joined)
    assert await walked(joined) is None
    kay = await joined.sign_in("Kay")
    assert result(await joined.get(await came(await connecting(joined)))) == TAKEN
    assert not await connected(joined, kay)


async def test_connecting_ends_with_the_sign_in(joined: Office) -> None:
    """Who signed out, or is someone else by now, connects nothing; and it signs nobody in either."""
    mo = await joined.sign_in("Mo")
    back = await came(await connecting(joined))
    await joined.post("/staff/sign-out")
    assert result(await joined.get(back)) == AGAIN
    await joined.sign_in("Mo Again")
    back = await came(await connecting(joined))
    kay = await joined.sign_in("Kay")
    assert result(await joined.get(back)) == AGAIN
    assert not await connected(joined, mo)
    assert not await connected(joined, kay)
