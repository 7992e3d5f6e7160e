"""The tests' small vocabulary for experts by experience, over the sample provider: one of whom has not begun."""

from __future__ import annotations

from dataclasses import dataclass

from httpx import AsyncClient, Response

from asking import experts as rules
from asking.permissions import Role
from store import experts
from store.experts import Expert
from store.tx import Tx
from tests.attacks.site import HOST, Site, form_token

NUMBER = 2
"""Of the expert in the sample who has a link and has not begun."""


async def one(site: Site, number: int = NUMBER) -> Expert:
    """An expert, as they are now."""
    found = await site.rooms.database.read(lambda tx: experts.get(tx, number))
    assert found
    return found


async def home(site: Site, number: int = NUMBER) -> str:
    """Where an expert's link leads."""

    def read(tx: Tx) -> str:
        found = experts.get(tx, number)
        assert found
        return f"/s/{rules.token_of(tx, found)}"

    return await site.rooms.database.read(read)


async def send(browser: AsyncClient, path: str, **fields: str) -> Response:
    """A form is sent as a browser sends it, and where it leads is opened."""
    return await browser.post(path, data=fields, headers={"Origin": HOST}, follow_redirects=True)


async def checks(browser: AsyncClient, at: str, *, shows: str = "name") -> Response:
    """They say of each area what they think, how they checked, and send it."""
    said = (("yes", ""), ("partly", "Nobody goes out at night."), ("no", ""), ("dont_know", ""), ("yes", ""))
    for number, (says, words) in enumerate(said, 1):
        assert (await send(browser, f"{at}/area/{number}", says=says, words=words)).status_code == 200
    assert (await send(browser, f"{at}/how", says="visited", words="I had tea there.")).status_code == 200
    return await send(browser, f"{at}/answers", shows=shows)


@dataclass
class Manager:
    """A manager at their desk."""

    browser: AsyncClient
    token: str

    async def posts(self, path: str, **fields: str) -> Response:
        """What they press."""
        return await send(self.browser, path, form_token=self.token, **fields)


async def manager(site: Site) -> Manager:
    """One who is signed in."""
    browser = await site.signed_in(Role.MANAGER)
    return Manager(browser, await form_token(browser))
