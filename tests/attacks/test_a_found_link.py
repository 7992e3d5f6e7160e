"""Somebody finds a person's link: on paper in a bin, in a forwarded message, in the history of a tablet.

They want to read what the person said, or to answer in their place. What a link shows is kept small, and it ends.
"""

from __future__ import annotations

import re

from httpx import AsyncClient

from asking import links, opening
from bot.http.security import HEADERS, SecurityHeaders
from store import invitations
from tests.attacks.control import anything, succeeds_without
from tests.attacks.site import AT, Site

ELSEWHERE = re.compile(r"""(?:src|href|action)="(?!/|tel:|mailto:|\?|#)([^"]*)\"""")
LATER = "2099-01-01T00:00:00Z"


def number_in(token: str) -> int:
    """The invitation of a link."""
    return int(token.partition("-")[0])


async def opens(site: Site, token: str) -> bool:
    """Whether a link opens a talk, in a browser that was never here."""
    async with site.visitor() as finder:
        return (await finder.get(f"/s/{token}")).status_code == 200


async def test_a_link_that_was_ended_opens_nothing(site: Site) -> None:
    """Staff end a link with one press. Its page is that of any link that opens nothing."""
    token = (await site.links())["Person"]
    assert await opens(site, token)
    await site.rooms.database.write(
        lambda tx: tx.run("UPDATE invitation SET revoked_at = :at WHERE id = :id", at=AT, id=number_in(token))
    )
    assert not await opens(site, token)
    async with site.visitor() as finder:
        ended, never = await finder.get(f"/s/{token}"), await finder.get("/s/1-AAAAAAAAAAAAAAAAAAAAAA")
    assert (ended.status_code, ended.content) == (never.status_code, never.content)


async def test_a_new_link_ends_the_old_one(site: Site) -> None:
    """A person who lost their paper gets a new one; whoever finds the old one gets nothing."""
    token = (await site.links())["Person"]
    await site.rooms.database.write(
        lambda tx: tx.run("UPDATE invitation SET version = version + 1 WHERE id = :id", id=number_in(token))
    )

    async def old_one_opens() -> bool:
        return await opens(site, token)

    await succeeds_without(old_one_opens, (links, "is_genuine", anything))


async def test_a_link_runs_out(site: Site) -> None:
    """After its day a link that was never used opens nothing."""
    token = (await site.links())["Person"]
    sql = "UPDATE invitation SET expires_at = :at WHERE id = :id"
    await site.rooms.database.write(lambda tx: tx.run(sql, at="2026-11-28T00:00:00Z", id=number_in(token)))

    async def opens_it() -> bool:
        return await opens(site, token)

    await succeeds_without(opens_it, (opening, "stamp", lambda _: "2026-01-01T00:00:00Z"))


async def test_another_persons_link_is_not_far(site: Site) -> None:
    """From one link no other can be made: the number before it is not what opens."""
    ours = await site.links()
    signature = ours["Person"].partition("-")[2]
    for other in (ours["Family"], ours["Staff member"]):
        assert not await opens(site, f"{number_in(other)}-{signature}")


async def test_no_other_site_hears_of_a_link(site: Site) -> None:
    """No page behind a link loads anything from elsewhere, or tells where somebody came from."""
    token = (await site.links())["Person"]
    async with site.visitor() as browser:
        for path in ("", "/help", "/answers", "/language", "/reminders", "/changed"):
            page = await browser.get(f"/s/{token}{path}")
            assert ELSEWHERE.findall(page.text) == []
            assert page.headers["referrer-policy"] == "same-origin"
    assert ELSEWHERE.findall('<img src="https://evil.example/x.png">')  # the control: it would be seen


async def test_nothing_of_it_is_kept_on_the_way(site: Site) -> None:
    """Pages behind a link, and their sounds and pictures, are in no cache: not the browser's, not a proxy's."""
    token = (await site.links())["Person"]

    async def is_kept() -> bool:
        async with site.visitor() as browser:
            pages = [await browser.get(f"/s/{token}{path}") for path in ("", "/answers", "/help", "/x")]
        return any(page.headers.get("cache-control") != "no-store" for page in pages)

    async def plain(self: SecurityHeaders, scope: object, receive: object, send: object) -> None:
        await self._app(scope, receive, send)  # type: ignore[arg-type]

    await succeeds_without(is_kept, (SecurityHeaders, "__call__", plain))
    assert HEADERS["X-Robots-Tag"] == "noindex, nofollow"


async def test_looking_changes_nothing(site: Site) -> None:
    """A preview of a link in a chat, or a finder who only looks, leaves no trace in the talk; a press does."""
    token = (await site.links())["Person"]

    async def rows() -> object:
        return await site.rooms.database.read(lambda tx: tx.all("SELECT COUNT(*) FROM session"))

    before = await rows()
    async with site.visitor() as finder:
        for path in ("", "/help", "/answers", "/answers/all", "/language"):
            assert (await finder.get(f"/s/{token}{path}")).status_code == 200
        assert await rows() == before
        await press(finder, token)
    assert await rows() != before


async def press(browser: AsyncClient, token: str) -> None:
    """The first press of a talk."""
    page = (await browser.get(f"/s/{token}")).text
    fields = dict(re.findall(r'name="(turn|do)" value="(\w+)"', page))
    assert (await browser.post(f"/s/{token}", data={"turn": fields["turn"], "do": "continue"})).status_code == 303


def test_an_invitation_has_an_end() -> None:
    """Every link that can be made has a day after which it opens nothing."""
    assert "expires_at" in invitations.add.__kwdefaults__ or "expires_at" in invitations.add.__annotations__
