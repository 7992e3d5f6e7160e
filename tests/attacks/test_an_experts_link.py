"""Somebody finds the link of an expert by experience, or staff want to answer in the expert's place.

What a link shows is the easy-read summary of one version, and what was said only where it was said.
"""

from __future__ import annotations

from asking import devices, experts, links
from asking.devices import Device
from bot.http.device import STAFF
from bot.tablet.expert import Expert as ExpertPages
from tests.attacks.control import anything, succeeds_without
from tests.attacks.site import Site
from tests.bot.experts import NUMBER, checks, home, manager, one, send

WORDS = "Nobody goes out at night."


async def opens(site: Site, at: str) -> bool:
    """Whether a link opens in a browser that was never here."""
    async with site.visitor() as finder:
        return (await finder.get(at)).status_code == 200


async def test_another_experts_link_cannot_be_made(site: Site) -> None:
    """From one link no other can be made, and a person's link is none; the page is that of any such link."""
    signature = (await home(site, 1)).partition("-")[2]

    async def with_another_number() -> bool:
        return await opens(site, f"/s/e{NUMBER}-{signature}")

    await succeeds_without(with_another_number, (links, "is_of_expert", anything))
    person = (await site.links())["Person"]
    assert not await opens(site, f"/s/e{person}")
    async with site.visitor() as finder:
        ours, never = await finder.get(f"/s/e{NUMBER}-{signature}"), await finder.get("/s/1-AAAAAAAAAAAAAAAAAAAAAA")
    assert (ours.status_code, ours.content) == (never.status_code, never.content)


async def test_an_ended_link_opens_nothing(site: Site) -> None:
    """A manager ends it with one press, and a new one ends the one before."""
    mo, at = await manager(site), await home(site)
    assert await opens(site, at)
    await mo.posts("/staff/assessments/1/experts", do="again", expert=str(NUMBER))

    async def old_one_opens() -> bool:
        return await opens(site, at)

    await succeeds_without(old_one_opens, (links, "is_of_expert", anything))
    newer = await home(site)
    assert await opens(site, newer)
    await mo.posts("/staff/assessments/1/experts", do="end", expert=str(NUMBER))
    assert not await opens(site, newer)


async def test_a_link_runs_out(site: Site) -> None:
    """After its day a link with which nothing was sent opens nothing."""
    at = await home(site)
    sql = "UPDATE expert SET expires_at = :at WHERE id = :id"
    await site.rooms.database.write(lambda tx: tx.run(sql, at="2026-11-28T00:00:00Z", id=NUMBER))

    async def opens_it() -> bool:
        return await opens(site, at)

    await succeeds_without(opens_it, (experts, "stamp", lambda _: "2026-01-01T00:00:00Z"))


async def test_what_was_said_is_not_shown_elsewhere(site: Site) -> None:
    """Whoever only has the link sees that something was said, and nothing of it; before it is sent and after."""
    at = await home(site)
    async with site.visitor() as browser:
        await browser.get(at)
        await send(browser, f"{at}/area/2", says="partly", words=WORDS)
        assert WORDS in (await browser.get(f"{at}/answers")).text

    async def reads_it() -> bool:
        async with site.visitor() as finder:
            pages = [(await finder.get(f"{at}{path}")).text for path in ("", "/area/2", "/answers")]
        return WORDS in " ".join(pages)

    tags = await site.rooms.database.read(lambda tx: tx.one("SELECT device FROM expert_answer WHERE expert_id = 2"))
    assert tags
    everywhere = Device(tags[0])
    await succeeds_without(reads_it, (devices, "of_expert", lambda *_: everywhere))


async def test_what_is_sent_cannot_be_changed(site: Site) -> None:
    """Whoever has the link, the expert too, changes no word after 'Send'."""
    at = await home(site)
    async with site.visitor() as browser:
        await checks(browser, at)

    async def changes_it() -> bool:
        async with site.visitor() as finder:
            await send(finder, f"{at}/area/2", says="yes", words="All is well.")
        sent = await one(site)
        said = await site.rooms.database.read(lambda tx: experts.experts.answers(tx, sent))
        return said["duq.2"].words == "All is well."

    await succeeds_without(changes_it, (experts.Check, "is_open", True))


async def test_staff_cannot_answer_for_them(site: Site) -> None:
    """In a browser in which somebody of the staff is signed in nothing is taken, sent or taken back."""
    at = await home(site)

    async def answers_for_them() -> bool:
        async with site.visitor(cookies={STAFF: "yes"}) as staff:
            await send(staff, f"{at}/area/1", says="yes", words="All is well.")
        row = "SELECT 1 FROM expert_answer WHERE expert_id = 2"
        return await site.rooms.database.read(lambda tx: tx.one(row)) is not None

    await succeeds_without(answers_for_them, (ExpertPages, "is_staff", lambda *_: False))
