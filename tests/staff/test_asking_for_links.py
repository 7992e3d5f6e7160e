"""The page that sends links: the same answer for everyone, and a link only for who works here."""

from __future__ import annotations

import asyncio
import logging
import re
import threading
from datetime import datetime, timedelta

import pytest

from asking import letting_in, post, staff_chats
from asking.links import ADDRESS
from asking.post import Mail
from bot.http.limits import Limit
from store import access_log, members, outbox, settings
from store import staff_chats as chat_rows
from store.errors import NotSaved
from store.tx import Tx
from tests.staff.office import AT, START, Office

KNOWN, UNKNOWN = "kim@example.org", "nobody@example.org"
SENT = "If we know this address, we have sent you a link."
BASE = "https://talk.example.org"


@pytest.fixture
async def mailed(office: Office) -> Office:
    """An office that can send e-mail, and Kim Keyworker, who has an address."""

    def made(tx: Tx) -> None:
        settings.put(tx, post.READY, "yes")
        settings.put(tx, ADDRESS, BASE)
        members.add(tx, name="Kim Keyworker", role="keyworker", services=[1], email=KNOWN, at=AT)

    await office.database.write(made)
    return office


def _lou_has_left(tx: Tx) -> None:
    lou = members.add(tx, name="Lou", role="lead", services=None, email="lou@example.org", at=AT)
    members.end(tx, lou, who="Ada", at=AT)


async def mails(office: Office) -> list[Mail]:
    """The e-mails that wait."""
    letters = await office.database.write(lambda tx: outbox.waiting(tx, post.MAIL))  # after what is being written
    return [post.load(letter.body) for letter in letters]


async def asks(office: Office, email: str) -> tuple[int, str]:
    """Someone asks for a link; gives the answer without what they typed."""
    response = await office.client.post("/staff/sign-in", data={"email": email})
    return response.status_code, response.text.replace(email, "")


async def test_a_link_comes_and_signs_in(mailed: Office) -> None:
    """Whoever works here gets an e-mail to their address, however they write it, with a link that works once."""
    status, text = await asks(mailed, " Kim@Example.org ")
    assert (status, SENT in text) == (200, True)
    (mail,) = await mails(mailed)
    assert (mail.to, mail.subject) == (KNOWN, "Your link to sign in")
    assert mail.link.startswith(f"{BASE}/staff/sign-in/")
    assert mailed.rung
    path = mail.link.removeprefix(BASE)
    assert (await mailed.client.post(path, data={"go": "on"})).status_code == 303
    assert "Kim Keyworker" in (await mailed.get("/staff")).text
    assert (await mailed.client.post(path, data={"go": "on"})).status_code == 401
    assert "was sent a sign-in link" in {one.did for one in await mailed.database.read(access_log.recent)}


async def test_nobody_learns_who_works_here(mailed: Office) -> None:
    """An unknown address, one of someone who left, and a known one get the same page."""
    await mailed.database.write(_lou_has_left)
    answers = {await asks(mailed, email) for email in (KNOWN, UNKNOWN, "lou@example.org")}
    assert len(answers) == 1
    assert [mail.to for mail in await mails(mailed)] == [KNOWN]


async def test_the_answer_waits_for_no_link(mailed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is there before anything is looked up, so that its time tells nothing either; the link comes all the same."""
    ready, ask = threading.Event(), letting_in.ask

    def slow(tx: Tx, email: str, *, now: datetime) -> None:
        assert ready.wait(20)
        ask(tx, email, now=now)

    monkeypatch.setattr(letting_in, "ask", slow)
    assert SENT in (await asks(mailed, KNOWN))[1]
    ready.set()
    assert [mail.to for mail in await mails(mailed)] == [KNOWN]


async def test_where_nothing_can_be_kept_nobody_is_told_more(
    mailed: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A full disk is logged by its code, without the address."""

    async def full(_turn: object) -> None:
        raise NotSaved("database", "The disk is full.", "Free some space.")

    monkeypatch.setattr(type(mailed.database), "write", lambda _self, turn: full(turn))
    with caplog.at_level(logging.WARNING):
        assert (await asks(mailed, KNOWN))[0] == 200
        await asyncio.sleep(0)
    assert [record.getMessage()[:5] for record in caplog.records if record.name == "plainsay.staff"] == ["A510:"]
    assert "kim" not in caplog.text


async def test_the_address_in_the_link_is_ours(mailed: Office) -> None:
    """Whatever host the browser names, the link leads to where the pages were served: nobody can catch it."""
    await mailed.client.post("/staff/sign-in", data={"email": KNOWN}, headers={"host": "evil.example"})
    (mail,) = await mails(mailed)
    assert mail.link.startswith(BASE)


async def test_one_address_gets_a_few_links_and_then_waits(mailed: Office) -> None:
    """The sixth within a quarter of an hour is refused, with how long to wait, for known and unknown alike."""
    for email in (KNOWN, UNKNOWN):
        answers = [await asks(mailed, email) for _ in range(6)]
        assert [status for status, _ in answers] == [200] * 5 + [429]
        assert "Try again in 15 minutes." in answers[-1][1]
    assert len(await mails(mailed)) == 5
    mailed.clock.turn(minutes=15, seconds=1)
    assert (await asks(mailed, KNOWN))[0] == 200


async def test_one_place_cannot_try_many_addresses(mailed: Office) -> None:
    """After thirty from one place the rest waits, and the answer says when to come back."""
    statuses = [(await asks(mailed, f"a{number}@example.org"))[0] for number in range(31)]
    assert statuses == [200] * 30 + [429]
    refused = await mailed.client.post("/staff/sign-in", data={"email": KNOWN})
    assert refused.headers["retry-after"] == str(15 * 60)


@pytest.mark.parametrize(
    "email", ["", "kim", "kim@", "kim@example.org\nbcc: x@example.org", "a" * 250 + "@example.org"]
)
async def test_what_is_no_address_is_said(mailed: Office, email: str) -> None:
    """One sentence beside the field, with what was typed still there, and nothing is sent."""
    response = await mailed.client.post("/staff/sign-in", data={"email": email})
    assert response.status_code == 400
    assert "Enter your e-mail address, such as kim@example.org" in response.text
    assert await mails(mailed) == []


async def test_a_chat_gets_the_link_too(mailed: Office) -> None:
    """Whoever opened a chat gets the same link there, and without a mail server it goes there alone."""

    def opened(tx: Tx) -> None:
        settings.put(tx, post.READY, "no")
        chat_rows.open(tx, bot="7", lane="lane", address="42", member_id=1, at=AT)

    await mailed.database.write(opened)
    assert "in Telegram" in (await mailed.get("/staff/sign-in")).text
    await asks(mailed, KNOWN)
    assert await mails(mailed) == []
    (letter,) = await mailed.database.read(lambda tx: outbox.waiting(tx, "7"))
    assert re.search(rb'"kind": "staff", "to": "42", "news": "link", "link": "https://talk', letter.body)
    assert staff_chats.KIND == "staff"


async def test_where_nothing_is_set_up_the_page_says_whom_to_ask(office: Office) -> None:
    """No form that would lead nowhere: whom to ask, and how an administrator gets in."""
    office.telegram = ""
    page = (await office.get("/staff/sign-in")).text
    assert "<form" not in page
    assert "Ask a manager or an administrator for a code." in page
    assert "plainsay sign-in NAME" in page


async def test_the_way_there_is_on_the_pages_that_need_it(office: Office) -> None:
    """From the page of who is not signed in."""
    assert 'href="/staff/sign-in"' in (await office.get("/staff")).text


def test_a_limit_forgets() -> None:
    """What is refused does not count on, and what rested is forgotten: nobody can fill the memory."""
    limit = Limit(2, timedelta(minutes=1))
    assert [limit.wait("a", START) for _ in range(2)] == [timedelta()] * 2
    assert limit.wait("a", START + timedelta(seconds=20)) == timedelta(seconds=40)
    assert limit.wait("a", START + timedelta(seconds=60)) == timedelta()
    for number in range(10_100):
        limit.wait(f"{number}", START + timedelta(minutes=5))
    assert len(limit._asked) <= 10_000
