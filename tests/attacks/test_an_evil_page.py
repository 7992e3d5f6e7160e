"""Another site, open in a second tab of someone who is signed in here.

It sends forms in their name, hides our page under its own, or sends them on to where it wants them.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.responses import RedirectResponse

from asking.permissions import Role
from bot.http import security
from bot.http.origin import SameSite, host_of
from bot.http.security import HEADERS, SecurityHeaders
from bot.http.stack import Walls
from bot.staff import guard
from bot.staff.cookie import OVER_HTTP, OVER_HTTPS
from tests.attacks.control import anything, succeeds_without
from tests.attacks.raw import Request, send
from tests.attacks.site import Site
from tests.staff.doors import FIELDS, HERE, TABLE, asked
from tests.staff.office import Office, form_token_on

EVIL = {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}
LIKE_OURS = (
    "null",
    "http://evil.example",
    "http://plainsay.test.evil.example",
    "http://[",
    "file:",
    "https://plainsay.test:1",
    "http://plainsay.test@evil.example",
)
PUBLIC = "https://talk.example.org"


async def test_it_takes_no_worry_in_a_leads_name(filled: Office) -> None:
    """A form on another site is refused for its Origin and for the hidden token that it cannot know: two locks."""
    await filled.sign_in("Sal", Role.LEAD)

    async def takes_it() -> bool:
        form = {"form_token": "guessed", "who": "Eve"}
        return (await filled.client.post("/staff/worries/1/take", data=form, headers=EVIL)).status_code == 303

    assert not await takes_it()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(SameSite, "_is_own", anything)
        assert not await takes_it()  # the token alone holds
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(guard.hmac, "compare_digest", anything)
        assert not await takes_it()  # and so does the Origin
    await succeeds_without(takes_it, (SameSite, "_is_own", anything), (guard.hmac, "compare_digest", anything))


async def test_every_form_has_that_lock(filled: Office) -> None:
    """Each address that takes a form refuses one without our token, whoever is signed in."""
    await filled.sign_in("Mo", Role.ADMINISTRATOR)
    for address in (one for one in TABLE if one.startswith("POST")):
        status, _ = await asked(filled, address, {**FIELDS, "form_token": "guessed"})
        assert status == 403, address
    token = form_token_on((await filled.get("/staff")).text)
    assert (await asked(filled, "POST /staff/sign-out", {"form_token": token}))[0] == 200


async def test_it_signs_nobody_in_as_someone_else(office: Office) -> None:
    """Its own good sign-in link, sent as a form from another site, is refused: nobody works in a stranger's name."""
    _, path = await office.link("Eve", Role.MANAGER)

    async def signs_in() -> bool:
        return (await office.client.post(path, data={"go": "on"}, headers=EVIL)).status_code == 303

    await succeeds_without(signs_in, (SameSite, "_is_own", anything))


async def test_what_calls_itself_by_our_name(site: Site) -> None:
    """Names that only look like ours are another site's."""
    token, kind = (await site.links())["Person"].encode(), (b"content-type", b"application/x-www-form-urlencoded")
    for origin in LIKE_OURS:
        headers = [(b"host", b"plainsay.test"), (b"origin", origin.encode()), kind]
        asked_for = Request("POST", b"/s/" + token, headers, (b"turn=0&do=back",))
        assert (await send(site.app, asked_for)).status == 403, origin
        assert host_of(origin) != "plainsay.test"


async def test_no_page_is_shown_inside_another(site: Site) -> None:
    """Pages of people, of staff, for everyone, and errors: a browser puts none of them into a frame."""
    token = (await site.links())["Person"]
    browser = await site.signed_in(Role.ADMINISTRATOR)

    async def frames_one() -> bool:
        answers = [await browser.get(path) for path in ("/", "/staff", "/staff/team", f"/s/{token}", "/nothing")]
        return any(
            "frame-ancestors 'none'" not in one.headers.get("content-security-policy", "")
            or one.headers.get("x-frame-options") != "DENY"
            for one in answers
        )

    await succeeds_without(frames_one, (SecurityHeaders, "__call__", _undressed))


async def _undressed(self: Any, scope: Any, receive: Any, send_on: Any) -> None:
    await self._app(scope, receive, send_on)


async def test_it_reads_nothing_of_ours(site: Site) -> None:
    """No answer lets another site read it, and no script of another site runs in it."""
    browser = await site.signed_in(Role.LEAD)
    answer = await browser.get("/staff/worries", headers={"Origin": "http://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "script-src 'self'" in HEADERS["Content-Security-Policy"]
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


async def test_no_redirection_leads_to_it(site: Site) -> None:
    """Whatever host a request names, a redirection of ours names none: it stays where the browser is."""
    for host in (b"evil.example", b"plainsay.test", b"evil.example:80/", b"[", b"a b", b""):
        for target in (b"/staff/", b"/s/x/", b"//evil.example/staff/", b"/staff?next=//evil.example", b"/static/look/"):
            answer = await send(site.app, Request("GET", target, [(b"host", host)]))
            assert re.match(r"^$|/(?![/\\])", answer.header("location")), (target, answer.header("location"))


async def test_a_redirection_with_a_host_would_be_seen(site: Site) -> None:
    """Control: without that care, a slash too many leads to whichever host the request named."""

    async def leads_away() -> bool:
        answer = await send(site.app, Request("GET", b"/staff/", [(b"host", b"evil.example")]))
        return answer.header("location").startswith("http://evil.example")

    await succeeds_without(leads_away, (security, "_keep_here", lambda *_: None))


async def test_every_redirection_of_a_form_stays_here(filled: Office) -> None:
    """Each form that leads on leads to a page of ours, with addresses of others in each of its fields."""
    await filled.sign_in("Mo", Role.ADMINISTRATOR)
    token = form_token_on((await filled.get("/staff")).text)
    evil = dict.fromkeys(("next", "at", "to", "back", "url", "return", "place"), "//evil.example")
    for address in (one for one in TABLE if one.startswith("POST") and "sign-out" not in one and "{" not in one):
        answer = await filled.client.post(address.split()[1], data={**FIELDS, **evil, "form_token": token})
        assert re.match(r"^$|/(?![/\\])", answer.headers.get("location", "")), address


async def test_cookies_over_http_and_https(site: Site) -> None:
    """Over HTTPS the cookie is this host's alone; over HTTP it is closed as far as a browser lets it be."""
    assert RedirectResponse("/").status_code == 307
    for public, host, name, wanted in (
        ("", "plainsay.test", OVER_HTTP, {"httponly", "samesite=lax", "path=/staff"}),
        (PUBLIC, "talk.example.org", OVER_HTTPS, {"httponly", "samesite=lax", "path=/", "secure"}),
        (PUBLIC, "192.168.1.5:8000", OVER_HTTP, {"httponly", "samesite=lax", "path=/staff"}),
    ):
        walled = site.over(Walls(), public)
        link = await _link(site)
        form = [(b"host", host.encode()), (b"content-type", b"application/x-www-form-urlencoded")]
        answer = await send(walled.app, Request("POST", f"/staff/sign-in/{link}".encode(), form, (b"go=on",)))
        (cookie, mark) = [value for key, value in answer.headers if key == "set-cookie"]
        assert cookie.startswith(f"{name}=")
        assert mark.startswith("staff_here=yes;"), "that somebody is signed in, for people's pages: no secret"
        assert {part.strip().lower() for part in cookie.split(";")} >= wanted
        assert "domain" not in cookie.lower()


async def _link(site: Site) -> str:
    from asking import signin  # noqa: PLC0415 - only here
    from store import members  # noqa: PLC0415 - as above

    number = await site.rooms.database.write(
        lambda tx: members.add(tx, name="Kim", role=Role.BOARD, services=None, at="2026-11-29T10:00:00Z")
    )
    return await site.rooms.database.write(lambda tx: signin.make_link(tx, site.rooms.clock(), number))


async def test_a_cookie_that_was_slipped_in_is_not_looked_at(site: Site) -> None:
    """Over HTTPS a cookie without the prefix, which a site beside ours could set, signs nobody in."""
    secret = await site.secret(Role.LEAD)
    walled = site.over(Walls(), PUBLIC)
    host = (b"host", b"talk.example.org")
    for name, status in ((OVER_HTTP, 401), (OVER_HTTPS, 200)):
        cookie = (b"cookie", f"{name}={secret}".encode())
        assert (await send(walled.app, Request("GET", b"/staff", [host, cookie]))).status == status
    assert HERE
