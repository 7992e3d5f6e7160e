"""Signing in with an account of the organisation: who gets in, and every way in which nobody does."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from asking.signin import SIGN_IN_LASTS
from bot.staff.openid import fetching
from bot.staff.openid.provider import Provider
from bot.staff.ways import A_PLACE
from store import members
from tests.staff.office import AT, Clock, Office
from tests.staff.openid.issuer import Issuer, query, served
from tests.staff.openid.walk import (
    AGAIN,
    BACK,
    DOWN,
    KEYS,
    START,
    STOPPED,
    TICKET,
    UNKNOWN,
    WRONG,
    Refused,
    came,
    connected,
    member,
    noted,
    result,
    walked,
    went,
)

FROM_HERE = {"address", "nonce", "state"}


async def test_a_verified_address_finds_its_member_once(joined: Office) -> None:
    """The first time by e-mail, however it is written; from then on by the account, and the log says both."""
    mo = await member(joined, "Mo@Example.org")
    assert await walked(joined) is None
    assert ">Mo<" in (await joined.get("/staff")).text
    assert await connected(joined, mo)
    assert await noted(joined) == [
        "Mo was found by e-mail, and their Example account connected",
        "Mo signed in to the staff pages as manager with their Example account",
    ]


async def test_the_account_stays_its_members(joined: Office, issuer: Issuer) -> None:
    """With a new address, or none, it is still theirs; the address alone opens nothing for another account."""
    await member(joined)
    assert await walked(joined) is None
    issuer.without = {"email", "email_verified"}
    assert await walked(joined) is None
    issuer.without, issuer.claims = set(), {"sub": "subject-2"}
    assert await walked(joined) == UNKNOWN


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "false"},
        {"email_verified": "no"},
        {"email_verified": []},
        {"email": None},
        {"email": ""},
        {"email": ["mo@example.org"]},
        {"email": "someone.else@example.org"},
        {"email": "mo@example.org.evil.test"},
        {"email": "MO\u212a@example.org"},
    ],
)
async def test_an_address_that_nobody_vouches_for_opens_nothing(
    joined: Office, issuer: Issuer, claims: dict[str, Any]
) -> None:
    """One that was typed in, or is not a member's: the same page for each, and nothing is connected or made."""
    mo = await member(joined)
    await member(joined, "mok@example.org", "Mok")
    issuer.claims = {"preferred_username": "mo@example.org", "upn": "mo@example.org", **claims}
    assert await walked(joined) == UNKNOWN
    assert not await connected(joined, mo)
    assert len(await joined.database.read(members.all)) == 2


async def test_nobody_is_told_whether_an_address_is_known(joined: Office, issuer: Issuer) -> None:
    """Not a member, a member who left, one whose address is unverified: pages are equal to the letter."""
    pages = [(await joined.get(await came(await went(joined)))).text]
    mo = await member(joined)
    await joined.database.write(lambda tx: members.end(tx, mo, who="Ada", at=AT))
    pages.append((await joined.get(await came(await went(joined)))).text)
    await member(joined)
    issuer.claims = {"email_verified": False}
    pages.append((await joined.get(await came(await went(joined)))).text)
    assert len(set(pages)) == 1
    assert "You cannot sign in with this account" in pages[0]


async def test_who_left_gets_in_no_more(joined: Office) -> None:
    """Their account opened the pages yesterday; with their access it ends."""
    mo = await member(joined)
    assert await walked(joined) is None
    await joined.database.write(lambda tx: members.end(tx, mo, who="Ada", at=AT))
    assert await walked(joined) == UNKNOWN


async def test_a_code_is_good_once(joined: Office) -> None:
    """Who saw the address that somebody came back with gets nothing from it, with their ticket or without."""
    await member(joined)
    leave = await went(joined)
    ticket = joined.client.cookies[TICKET]
    back = await came(leave)
    assert result(await joined.get(back)) is None
    joined.client.cookies.clear()
    assert result(await joined.get(back)) == AGAIN
    joined.client.cookies.set(TICKET, ticket, domain="plainsay.test", path="/staff")
    assert result(await joined.get(back)) == AGAIN


async def test_a_code_of_someone_else_opens_nothing(joined: Office) -> None:
    """A stranger's own code, sent to someone as a link, signs nobody in as the stranger: it is for another browser."""
    await member(joined)
    strangers = query(await came(await went(joined)))
    own = query(await went(joined))
    for state in (own["state"], strangers["state"], "", "é", "x" * 5000):
        await went(joined)
        answer = await joined.get(BACK, params={"code": strangers["code"], "state": state})
        assert result(answer) == AGAIN


async def test_another_code_with_the_right_state_opens_nothing(joined: Office) -> None:
    """A code that was begun with other secrets does not fit: the issuer itself refuses it (PKCE)."""
    await member(joined)
    strangers = query(await came(await went(joined)))
    own = query(await came(await went(joined)))
    answer = await joined.get(BACK, params={"code": strangers["code"], "state": own["state"]})
    assert result(answer) == WRONG


async def test_without_a_ticket_nobody_gets_in(joined: Office) -> None:
    """A browser that did not begin does not finish; nor one that takes longer than ten minutes."""
    await member(joined)
    back = await came(await went(joined))
    joined.client.cookies.clear()
    assert result(await joined.get(back)) == AGAIN
    back = await came(await went(joined))
    joined.clock.turn(minutes=10)
    assert result(await joined.get(back)) == AGAIN


async def test_the_ticket_is_closed(joined: Office) -> None:
    """Scripts cannot read it, other sites cannot send it, it lasts ten minutes, and shows none of the secrets."""
    response = await joined.get(START)
    cookie = response.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=lax", "Path=/staff", "Max-Age=600", "Secure"} <= set(cookie.split("; "))
    sent = query(response.headers["location"])
    assert not [value for name in FROM_HERE & sent.keys() if (value := sent[name]) in cookie]


async def test_an_answer_of_another_issuer_is_refused(joined: Office) -> None:
    """Where the answer names its issuer, it has to be ours."""
    await member(joined)
    back = await came(await went(joined))
    assert result(await joined.get(back.partition("&iss=")[0] + "&iss=https://evil.test")) == AGAIN


async def test_who_changes_their_mind_is_told_kindly(joined: Office) -> None:
    """Who presses cancel there comes back with an error, and nothing has happened."""
    state = query(await went(joined))["state"]
    answer = await joined.get(BACK, params={"error": "access_denied", "error_description": "<b>", "state": state})
    assert result(answer) == STOPPED
    assert "<b>" not in answer.text


async def test_an_issuer_that_is_gone_is_told_kindly(joined: Office, issuer: Issuer, provider: Provider) -> None:
    """On the way there and on the way back."""
    await member(joined)
    back = await came(await went(joined))
    issuer.says = {"token_endpoint": "http://127.0.0.1:1/token"}
    provider._known = None
    assert result(await joined.get(back)) == DOWN
    issuer.says = {"jwks_uri": "http://127.0.0.1:1/keys"}
    provider._known = None
    assert result(await joined.get(START)) == DOWN


@pytest.mark.parametrize(
    "says",
    [
        {"issuer": "https://evil.test"},
        {"issuer": "http://127.0.0.1/{tenantid}/v2.0"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"token_endpoint": "http://evil.test/token"},
        {"token_endpoint": None},
        {"jwks_uri": "ftp://id.example.org/keys"},
        {"filler": "x" * fetching.MOST_BYTES},
    ],
)
async def test_an_issuer_that_describes_itself_wrongly_is_not_used(
    joined: Office, issuer: Issuer, says: dict[str, Any]
) -> None:
    """Another issuer, addresses that others could read along, or far too much."""
    issuer.says = says
    assert result(await joined.get(START)) == DOWN


async def test_a_slow_issuer_holds_nobody_up(joined: Office, issuer: Issuer, provider: Provider) -> None:
    """While one waits for it others get their pages; after a while it is told kindly that it does not answer."""
    provider._timeout = 1.0
    issuer.slow_seconds = 60.0
    waiting = asyncio.create_task(joined.get(START))
    async with asyncio.timeout(0.9):
        for _ in range(20):
            assert (await joined.get("/staff")).status_code == 401
    assert not waiting.done()
    assert result(await waiting) == DOWN


async def test_one_place_cannot_try_for_ever(joined: Office) -> None:
    """After very many tries whoever is there waits, on the way there and on the way back."""
    for _ in range(A_PLACE):
        await joined.get(BACK)
    for path in (START, BACK):
        answer = await joined.get(path)
        assert answer.status_code == 429
        assert "Try again in 15 minutes." in answer.text


async def test_secrets_by_post_where_the_issuer_takes_them(joined: Office, issuer: Issuer) -> None:
    """Some take the client's secret in the form only."""
    await member(joined)
    issuer.says = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert await walked(joined) is None


async def test_the_sign_in_lasts_as_any_other(joined: Office) -> None:
    """It ends after twelve hours, whatever the issuer says."""
    await member(joined)
    assert await walked(joined) is None
    joined.clock.turn(seconds=int(SIGN_IN_LASTS.total_seconds()))
    assert (await joined.get("/staff")).status_code == 401


async def test_without_accounts_the_addresses_are_not_there(office: Office) -> None:
    """Where no issuer is set there is no button and nothing behind it."""
    await office.sign_in("Mo")
    assert "account" not in (await office.get(KEYS)).text
    for path in (START, BACK):
        assert (await office.get(path)).status_code == 404


async def test_what_the_log_says_names_nobody(joined: Office, issuer: Issuer, caplog: pytest.LogCaptureFixture) -> None:
    """A fault is logged with its code, without address, code or token."""
    issuer.claims = {"aud": "mo@example.org"}
    answer = await joined.get(await came(await went(joined)))
    assert result(answer) == WRONG
    assert "this code: A523" in answer.text
    ours = [record.getMessage() for record in caplog.records if record.name == "plainsay.openid"]
    assert ours == ["A523: A token was refused: InvalidClaimError."]


async def test_the_provider_of_the_tests_is_a_real_one() -> None:
    """The control: it refuses a code twice, and a client that does not know the secret."""
    async with served(Clock()) as issuer, httpx.AsyncClient() as browser:
        sent = await browser.post(f"{issuer.address}/token", data={"code": "x", "client_id": "plainsay"})
        assert sent.json() == {"error": "invalid_client"}
        assert Refused("x") != UNKNOWN
