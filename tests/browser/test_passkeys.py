"""Passkeys in a real browser, with a virtual authenticator in place of a finger: added, used, taken away, refused."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from playwright.async_api import CDPSession, Page, expect

from store import members, passkeys
from tests.browser.axe import check_axe
from tests.browser.browser import PHONE, TABLET_HOST, Pages
from tests.staff.live import LiveOffice, live_office
from tests.staff.office import AT

KEYS, SIGN_IN, USE = "/staff/me/keys", "/staff/sign-in", "/staff/keys/sign-in"
REFUSED = "This passkey did not work"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveOffice]:
    """One served office for this module."""
    with live_office(tmp_path_factory.mktemp("office")) as found:
        yield found


def at(live: LiveOffice, path: str, host: str = "localhost") -> str:
    """An address; a browser allows passkeys on localhost without HTTPS."""
    return f"http://{host}:{live.port}{path}"


async def with_device(page: Page) -> tuple[CDPSession, str]:
    """A phone that always agrees: it checks its holder and keeps its passkeys itself."""
    devices = await page.context.new_cdp_session(page)
    await devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = await devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devices, made["authenticatorId"]


async def signed_in(page: Page, live: LiveOffice) -> int:
    """With a link, as someone new; gives their number."""
    member, path = await asyncio.to_thread(lambda: live.do(live.office.link("Kim Keyworker", "keyworker")))
    await page.goto(at(live, path))
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url("**/staff")
    return member


async def add(page: Page, live: LiveOffice, name: str = "My phone") -> None:
    """On the page, as a member does it."""
    await page.goto(at(live, KEYS))
    await page.get_by_label("Name of the passkey").fill(name)
    await page.get_by_role("button", name="Add a passkey").click()
    await page.wait_for_url("**/staff/me/keys?done=added")


async def sign_out(page: Page) -> None:
    """With the button that is on every page."""
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("You are signed out")


async def use(page: Page, live: LiveOffice) -> None:
    """Press the button on the page where staff sign in."""
    await page.goto(at(live, SIGN_IN))
    await page.get_by_role("button", name="Use a passkey").click()


async def test_add_sign_out_sign_in_take_away(new_page: Pages, live: LiveOffice) -> None:
    """Someone adds a passkey, signs in with it, takes it away with a confirmation, and gets in with it no more."""
    page = await new_page(viewport=PHONE)
    devices, device = await with_device(page)
    await signed_in(page, live)
    await add(page, live)
    await expect(page.get_by_role("alert").filter(has_text="Done")).to_contain_text("from now on")
    await check_axe(page)
    await sign_out(page)
    await use(page, live)
    await page.wait_for_url("**/staff")
    await page.goto(at(live, KEYS))
    await expect(page.get_by_text("Last used on 22 November 2026")).to_be_visible()
    found = await devices.send("WebAuthn.getCredentials", {"authenticatorId": device})
    assert [one["rpId"] for one in found["credentials"]] == ["localhost"]
    await page.get_by_role("link", name="Take away My phone").click()
    await check_axe(page)
    await page.get_by_role("button", name="Take it away").click()
    await expect(page.get_by_text("You have no passkey yet.")).to_be_visible()
    await check_axe(page)
    await sign_out(page)
    await use(page, live)
    await expect(page.get_by_role("heading", level=1)).to_have_text(REFUSED)
    await check_axe(page)


async def test_who_left_is_refused(new_page: Pages, live: LiveOffice) -> None:
    """The phone still has its passkey; the pages do not open."""
    page = await new_page()
    await with_device(page)
    member = await signed_in(page, live)
    await add(page, live)
    await asyncio.to_thread(
        lambda: live.do(live.office.database.write(lambda tx: members.end(tx, member, who="Ada", at=AT)))
    )
    await use(page, live)
    await expect(page.get_by_role("heading", level=1)).to_have_text(REFUSED)
    await page.goto(at(live, "/staff"))
    await expect(page.get_by_role("button", name="Sign out")).to_have_count(0)


async def test_a_copied_phone_is_refused(new_page: Pages, live: LiveOffice) -> None:
    """A second phone with the same key that has signed less often is a copy."""
    page = await new_page()
    await with_device(page)
    member = await signed_in(page, live)
    await add(page, live)
    kept = await asyncio.to_thread(
        lambda: live.do(live.office.database.read(lambda tx: passkeys.of_member(tx, member)))
    )
    await asyncio.to_thread(
        lambda: live.do(live.office.database.write(lambda tx: passkeys.use(tx, kept[0].id, sign_count=1000, at=AT)))
    )
    await sign_out(page)
    await use(page, live)
    await expect(page.get_by_role("heading", level=1)).to_have_text(REFUSED)


async def test_the_same_phone_adds_one_passkey(new_page: Pages, live: LiveOffice) -> None:
    """It knows that it has one, and the page says so; nothing that was typed is lost."""
    page = await new_page()
    await with_device(page)
    await signed_in(page, live)
    await add(page, live)
    await page.goto(at(live, KEYS))
    await page.get_by_label("Name of the passkey").fill("Again")
    await page.get_by_role("button", name="Add a passkey").click()
    await expect(page.get_by_role("status")).to_have_text("This device has a passkey for you already.")
    await expect(page.get_by_label("Name of the passkey")).to_have_value("Again")
    await check_axe(page)


async def test_a_phone_that_does_not_check_its_holder_is_refused(new_page: Pages, live: LiveOffice) -> None:
    """Without finger, face or PIN there is no passkey, and the page says what to do."""
    page = await new_page()
    devices, device = await with_device(page)
    await devices.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    await signed_in(page, live)
    await page.goto(at(live, KEYS))
    await page.get_by_label("Name of the passkey").fill("My phone")
    await page.get_by_role("button", name="Add a passkey").click()
    await expect(page.get_by_role("status")).to_have_text("No passkey was made. Try once more.")
    await expect(page.get_by_role("button", name="Add a passkey")).to_be_enabled()


async def test_under_another_name_there_is_no_button(new_page: Pages, live: LiveOffice) -> None:
    """Where browsers allow no passkeys the page says so; the button is not there, nor behind the address."""
    page = await new_page()
    await page.goto(at(live, SIGN_IN, TABLET_HOST))
    await expect(page.get_by_role("button", name="Use a passkey")).to_have_count(0)
    ask = "fetch('/staff/keys/challenge', {method: 'POST', body: new URLSearchParams()}).then(one => one.status)"
    assert await page.evaluate(ask) == 404


async def test_an_answer_from_another_page_is_refused(new_page: Pages, live: LiveOffice) -> None:
    """A page under another port of this computer may ask the same phone; what it gets opens nothing here."""
    page = await new_page()
    await with_device(page)
    await signed_in(page, live)
    await add(page, live)
    await sign_out(page)
    await page.route(
        "http://localhost:8008/**", lambda route: route.fulfill(body="<p>Elsewhere", content_type="text/html")
    )
    challenge = await page.request.post(at(live, "/staff/keys/challenge"), form={"credential": ""})
    options = await challenge.json()
    await page.goto("http://localhost:8008/")
    answer = await page.evaluate(SIGN, options)
    sent = await page.request.post(
        at(live, USE), form={"credential": answer}, headers={"Origin": at(live, "")}, max_redirects=0
    )
    assert sent.status == 401
    assert REFUSED in await sent.text()


async def test_the_phone_above_would_have_got_in(new_page: Pages, live: LiveOffice) -> None:
    """The control: the same script on our own page gets in, so that it was the page that was refused."""
    page = await new_page()
    await with_device(page)
    await signed_in(page, live)
    await add(page, live)
    await sign_out(page)
    challenge = await page.request.post(at(live, "/staff/keys/challenge"), form={"credential": ""})
    await page.goto(at(live, SIGN_IN))
    answer = await page.evaluate(SIGN, await challenge.json())
    sent = await page.request.post(at(live, USE), form={"credential": answer}, max_redirects=0)
    assert (sent.status, sent.headers["location"]) == (303, "/staff")


async def test_without_scripts_the_page_is_whole(new_page: Pages, live: LiveOffice) -> None:
    """No dead button: the form is not there, and a sentence says what is needed."""
    page = await new_page(java_script_enabled=False, viewport=PHONE)
    await signed_in(page, live)
    await page.goto(at(live, KEYS))
    await expect(page.get_by_text("This browser cannot make a passkey here.")).to_be_visible()
    await expect(page.get_by_role("button", name="Add a passkey")).to_be_hidden()
    await page.goto(at(live, SIGN_IN))
    await expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()


async def test_a_name_is_asked_for_before_the_phone(new_page: Pages, live: LiveOffice) -> None:
    """Without a name the page says what is missing, and the phone is not asked."""
    page = await new_page(viewport=PHONE)
    await with_device(page)
    await signed_in(page, live)
    await page.goto(at(live, KEYS))
    await page.get_by_role("button", name="Add a passkey").click()
    summary = page.locator(".govuk-error-summary")
    await expect(summary).to_contain_text("Write a name for this passkey")
    await check_axe(page)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


SIGN = """async (options) => {
    const bytes = (t) => Uint8Array.from(atob(t.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    const text = (b) => btoa(String.fromCharCode(...new Uint8Array(b)))
        .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    const found = await navigator.credentials.get(
        { publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: [] } });
    const said = found.response;
    return JSON.stringify({ id: found.id, rawId: text(found.rawId), type: found.type, response: {
        clientDataJSON: text(said.clientDataJSON), authenticatorData: text(said.authenticatorData),
        signature: text(said.signature), userHandle: text(said.userHandle) } });
}"""
"""What our own script does, in short."""
