"""An account of the organisation in a real browser: to another site and back, under our content security policy."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import Page, expect

from bot.accounts import Accounts
from bot.staff.openid.provider import Provider
from store import members
from store.tx import Tx
from tests.browser.axe import check_axe
from tests.browser.browser import PHONE, Pages
from tests.staff.live import LiveOffice, live_office
from tests.staff.office import AT, Clock
from tests.staff.openid.issuer import CLIENT, SECRET, Issuer, served

SIGN_IN = "/staff/sign-in"


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LiveOffice, Issuer]]:
    """A served office, and the organisation's sign-in at another site (`localhost` and `127.0.0.1`)."""
    clock, stack = Clock(), AsyncExitStack()
    provider = Provider(Accounts("", CLIENT, SECRET, "Example", ""), clock)
    with (
        live_office(tmp_path_factory.mktemp("office"), clock=clock, provider=provider) as live,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("NO_PROXY", "127.0.0.1")
        issuer = live.do(stack.enter_async_context(served(clock)))
        provider.settings = Accounts(issuer.address, CLIENT, SECRET, "Example", at(live, ""))
        yield live, issuer
        live.do(stack.aclose())


def at(live: LiveOffice, path: str) -> str:
    """An address."""
    return f"http://localhost:{live.port}{path}"


async def press(page: Page, live: LiveOffice) -> None:
    """As staff do it."""
    await page.goto(at(live, SIGN_IN))
    await page.get_by_role("link", name="Sign in with Example").click()


async def test_connect_sign_out_and_in(new_page: Pages, joined: tuple[LiveOffice, Issuer]) -> None:
    """Someone connects their account once; from then on one press signs them in, without JavaScript too."""
    live, issuer = joined
    issuer.claims = {"sub": "kim", "email_verified": False}
    page = await new_page(viewport=PHONE, java_script_enabled=False)
    path = (await asyncio.to_thread(lambda: live.do(live.office.link("Kim Keyworker", "keyworker"))))[1]
    await page.goto(at(live, path))
    await page.get_by_role("button", name="Sign in").click()
    await page.goto(at(live, "/staff/me/keys"))
    await page.get_by_role("button", name="Connect your Example account").click()
    await page.get_by_role("link", name="Go to Example").click()
    await page.wait_for_url("**/staff/me/keys?done=connected")
    await page.get_by_role("button", name="Sign out").first.click()
    await press(page, live)
    await page.wait_for_url("**/staff")
    await expect(page.get_by_text("Kim Keyworker").first).to_be_visible()


async def test_an_account_of_nobody_is_told_kindly(new_page: Pages, joined: tuple[LiveOffice, Issuer]) -> None:
    """A page that says what to do, and not whether anyone is known."""
    live, issuer = joined
    issuer.claims = {"sub": "nobody", "email": "nobody@example.org"}
    page = await new_page(viewport=PHONE)
    await press(page, live)
    await expect(page.get_by_role("heading", level=1)).to_have_text("You cannot sign in with this account")
    await check_axe(page)
    await page.get_by_role("link", name="Back to sign in").click()
    await expect(page.get_by_role("link", name="Sign in with Example")).to_be_visible()
    await check_axe(page)


async def test_a_member_is_found_by_their_address(new_page: Pages, joined: tuple[LiveOffice, Issuer]) -> None:
    """Where the organisation vouches for it, one press is enough from the first time on."""
    live, issuer = joined
    issuer.claims = {"sub": "bea", "email": "bea@example.org"}

    def bea(tx: Tx) -> int:
        return members.add(tx, name="Bea Board", role="board", services=None, email="bea@example.org", at=AT)

    await asyncio.to_thread(lambda: live.do(live.office.database.write(bea)))
    page = await new_page()
    await press(page, live)
    await page.wait_for_url("**/staff")
    await expect(page.get_by_text("Bea Board").first).to_be_visible()
