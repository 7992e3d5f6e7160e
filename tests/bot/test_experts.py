"""Experts by experience check a self-assessment themselves, from the invitation to what is published, over HTTP."""

from __future__ import annotations

import re

from asking import experts as rules
from asking import retention
from asking.forgetting import forget
from asking.permissions import Role
from store import assessments, experts, holds, people, worries
from store.tx import Tx
from tests.attacks.site import NOW, Site
from tests.bot.experts import checks, home, manager, one, send

STAFF = "/staff/assessments/1/experts"


async def published_page(site: Site) -> str:
    """What everyone reads of the first self-assessment: its page, statement and easy-read summary."""
    mo = await manager(site)
    found = re.search(r"/published/[\w-]+", (await mo.browser.get("/staff/assessments/1/versions")).text)
    assert found
    async with site.visitor() as anyone:
        pages = [(await anyone.get(f"{found[0]}{end}")).text for end in ("", "/statement", "/easy")]
    return " ".join(pages)


async def test_from_asking_to_publishing(site: Site) -> None:
    """A manager asks, the expert answers and sends, the manager replies and publishes, and everyone reads in words."""
    mo = await manager(site)
    page = await mo.posts(STAFF, do="invite", name="Alex of the self-advocates", language="en", person="0")
    link = re.search(r"/s/e3-[\w-]+", page.text)
    assert link, page.text[-3000:]
    sheet = (await mo.browser.get(f"{STAFF}/3/sheet")).text
    assert link[0] in sheet
    assert "<svg" in sheet
    async with site.visitor() as browser:
        first = (await browser.get(link[0])).text
        assert "Is what we say true?" in first
        area = (await browser.get(f"{link[0]}/area/1")).text
        assert "Support that fits you" in area
        assert "We say:" in area
        top = re.search(r'class="picture" src="([^"]+)"', area)
        assert top
        assert area.count(top[1]) == 1, "the picture on top is none of the answers': it would point at one"
        await send(browser, f"{link[0]}/area/1", says="no", words="")
        assert "We keep your answers." in (await send(browser, link[0], do="stop")).text
        assert "Carry on" in (await browser.get(link[0])).text
        sent = await checks(browser, link[0])
        assert "You sent your answers." in sent.text
        assert "A manager reads it." in sent.text
    read = (await mo.browser.get(f"{STAFF}/3")).text
    assert "Written by the expert themselves" in read
    assert "‘Nobody goes out at night.’" in read
    assert "I had tea there." in read
    assert "Written by the expert themselves" in (await mo.browser.get("/staff/assessments/1/said")).text
    assert "An expert by experience has checked our self-assessment." in (await mo.browser.get("/staff")).text
    assert "Alex of the self-advocates" not in await published_page(site)
    await mo.posts(f"{STAFF}/3", do="reply", reply="We will look at nights.")
    assert "It is published with version 1." in (await mo.posts(f"{STAFF}/3", do="publish")).text
    everyone = await published_page(site)
    assert (
        "They agree with us in two of five areas. They agree with some of it in one. They do not agree in one. "
        "They do not know, or did not say, in one." in everyone
    )
    assert "Alex of the self-advocates checked this." in everyone
    assert "We answer: We will look at nights." in everyone


async def test_taken_back_before_and_out_after(site: Site) -> None:
    """Before it is published what was sent goes when they say so; afterwards nobody sees it from that press on."""
    mo, at = await manager(site), await home(site)
    async with site.visitor() as browser:
        await checks(browser, at)
        assert "We deleted what you wrote." in (await send(browser, f"{at}/back")).text
        assert (
            await site.rooms.database.read(lambda tx: tx.one("SELECT * FROM expert_answer WHERE expert_id = 2")) is None
        )
        assert (await one(site)).back_at
        await checks(browser, at, shows="unnamed")
        await mo.posts(f"{STAFF}/2", do="publish")
        everyone = await published_page(site)
        assert "An expert by experience checked this." in everyone
        assert "uses support elsewhere" not in everyone
        assert "We show it to everyone now." in (await browser.get(at)).text
        assert "We do not show it any more." in (await send(browser, f"{at}/back")).text
        assert "An expert by experience checked this." not in await published_page(site)
    assert "wants what they said taken out" in (await mo.browser.get("/staff")).text
    assert (await mo.posts(f"{STAFF}/2", do="publish")).status_code == 400
    gone = await mo.posts(f"{STAFF}/2", do="out", why="They asked for it.")
    assert "because: They asked for it." in gone.text
    assert "Nobody goes out at night." not in gone.text
    assert "because: They asked for it." in (await mo.browser.get("/staff/assessments/1/said")).text
    assert not (await one(site)).waits


async def test_what_may_not_be_shown_is_not(site: Site) -> None:
    """Who says 'No, do not show it' is read by managers and published by nobody; nothing can be changed for them."""
    mo, at = await manager(site), await home(site)
    async with site.visitor() as browser:
        assert (await send(browser, f"{at}/answers", shows="name")).status_code == 400  # nothing is said yet
        await checks(browser, at, shows="no")
    assert "It may not be shown in public." in (await mo.browser.get(f"{STAFF}/2")).text
    assert (await mo.posts(f"{STAFF}/2", do="publish")).status_code == 400
    assert (await mo.posts(f"{STAFF}/2", do="reply")).status_code == 400
    assert (await mo.posts(STAFF, do="end", expert="2")).status_code == 400


async def test_a_worry_told_there_is_told_at_once(site: Site) -> None:
    """By a tap, in words, and by the detector: each reaches those who keep people safe; a second press is no other."""
    at = await home(site)
    before = await site.rooms.database.read(lambda tx: len(worries.all(tx)))
    async with site.visitor() as browser:
        page = (await browser.get(f"{at}/help")).text
        nonce = re.search(r'name="nonce" value="([^"]+)"', page)
        assert nonce
        for _ in range(2):
            told = await send(browser, f"{at}/worry", nonce=nonce[1])
            assert "Saved." in told.text
        await send(browser, f"{at}/worry", nonce="another", do="more", words="A man there shouts at her.")
        await send(browser, f"{at}/area/1", says="no", words="One of the staff hits people there.")
    found = await site.rooms.database.read(worries.all)
    assert len(found) - before == 3
    lead = await site.signed_in(Role.LEAD)
    for worry in sorted(found, key=lambda each: each.id)[-3:]:
        page = (await lead.get(f"/staff/worries/{worry.id}")).text
        assert "An expert by experience, over the link" in page
        where = re.search(r'href="([^"]+)">Open where it was found', page)
        assert where
        assert "What A person who uses support elsewhere says" in (await lead.get(where[1])).text


async def test_nothing_but_the_version_they_were_asked_about(site: Site) -> None:
    """A newer version is not what an older link shows, and what they said stands beside no other version."""
    mo, at = await manager(site), await home(site)

    def signed_anew(tx: Tx) -> None:
        body = dict(assessments.versions(tx, 1)[0].body)
        body["duq.1"] = {**body["duq.1"], "easy": "This is brand new."}
        assessments.sign(tx, 1, body, at="2026-11-29T09:00:00Z", by="Mo")

    async with site.visitor() as browser:
        await checks(browser, at)
        await mo.posts(f"{STAFF}/2", do="publish")
        await site.rooms.database.write(signed_anew)
        await site.rooms.database.write(lambda tx: assessments.publish(tx, 1, 2, "2026-11-29T09:00:00Z"))
    assert "uses support elsewhere" not in await published_page(site)
    assert "version 2 was signed since: ask again" in (await mo.browser.get(STAFF)).text
    await mo.posts(STAFF, do="invite", name="New", language="en", person="0")
    async with site.visitor() as browser:
        assert "This is brand new." in (await browser.get(f"{await home(site, 3)}/area/1")).text


async def test_every_page_can_be_heard(site: Site) -> None:
    """The sound of a page is made of what it shows; how somebody listens is kept on the device."""
    at = await home(site)
    async with site.visitor() as browser:
        for path in ("", "/area/1", "/how", "/answers", "/help"):
            assert (await browser.get(f"{at}{path}/listen.mp3?turn=0&piece=0")).headers["content-type"] == "audio/mpeg"
        again = await send(browser, f"{at}/listen", at="/area/1", always="yes", rate="slower")
        assert "We always read to you." in again.text
        assert "Support that fits you" in again.text
        assert (await send(browser, f"{at}/listen", at="/area/9", always="yes")).status_code == 400


async def test_a_hold_keeps_what_was_sent(site: Site) -> None:
    """While nothing of a person may be deleted, what they sent is not taken back or out; both pages say so."""

    def asked(tx: Tx) -> None:
        person = people.in_service(tx, 1)[0].id
        found = assessments.get(tx, 1)
        assert found
        rules.invite(tx, site.rooms.languages, found, rules.Asked("Kim", "en", person_id=person), by="Mo", now=NOW)
        holds.put(tx, person_id=person, why="A hearing", who="Mo", at="2026-11-29T09:00:00Z")

    await site.rooms.database.write(asked)
    mo, at = await manager(site), await home(site, 3)
    async with site.visitor() as browser:
        await checks(browser, at)
        assert "We cannot delete anything now." in (await send(browser, f"{at}/back")).text
    refused = await mo.posts(f"{STAFF}/3", do="out", why="A slip.")
    assert refused.status_code == 400
    assert "somebody put a hold on it" in refused.text
    assert "Nobody goes out at night." in refused.text


async def test_what_is_known_of_a_person_goes_with_them(site: Site) -> None:
    """Somebody who is known here is forgotten with what they wrote; what is older than its period goes by itself."""

    def asked(tx: Tx) -> int:
        person = people.in_service(tx, 1)[0].id
        found = assessments.get(tx, 1)
        assert found
        who = rules.Asked("Kim", "en", person_id=person)
        number = rules.invite(tx, site.rooms.languages, found, who, by="Mo", now=NOW)
        made = experts.get(tx, number)
        assert made
        experts.answer(tx, made, "duq.1", says="yes", words="Mine.", device="", at="2026-11-29T09:00:00Z")
        assert experts.answers(tx, made)["duq.1"].words == "Mine."
        forget(tx, site.rooms.pack, person_id=person, with_answers=False, at="2026-11-29T09:00:00Z")
        assert experts.get(tx, number) is None
        kind = retention.kind_of("experts")
        assert kind
        old = kind.find(tx, "2026-06-01T00:00:00Z", frozenset(), 10)
        kind.clear(tx, site.rooms.pack, old, NOW)
        assert 1 in old
        assert experts.get(tx, 1) is None
        assert experts.get(tx, 2) is not None
        return number

    assert await site.rooms.database.write(asked) == 3
