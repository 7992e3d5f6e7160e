"""The staff's page about reminders: who, when, by which channel, what stands in the way, and nobody woken."""

from __future__ import annotations

from datetime import datetime

import pytest

from asking import post, profiles, reminding
from asking.profiles import Profile
from asking.reminding import BOT
from store import access_log, chats, invitations, members, outbox, people, reminders, rounds, settings
from store.tx import Tx
from tests.staff.office import AT, Office

PAGE = "/staff/reminders"
AREA = ("duq.1",)
END = "2027-01-31T00:00:00Z"


async def invite(office: Office, house: str, number: int, name: str, **known: str) -> int:
    """Someone of a house with a name of their own has a link since the start; gives their number.

    Args:
        office: The office.
        house: Their house.
        number: Which one of the house.
        name: What they are called.
        known: `email`, or `zone`.
    """
    person = office.people[house][number]

    def made(tx: Tx) -> None:
        people.rename(tx, person, name)
        invitations.add(
            tx, person_id=person, round_id=office.round, code="duq", areas=AREA, created_at=AT, expires_at=END
        )
        if known.get("email"):
            profiles.keep(tx, person, Profile(email=known["email"]), at=AT)
        settings.put(tx, post.READY, "yes")
        tx.run("UPDATE person SET zone = :zone WHERE id = :id", zone=known.get("zone", ""), id=person)

    await office.database.write(made)
    return person


async def text_of(office: Office, path: str = PAGE) -> str:
    """All that a page says, in one line."""
    return " ".join((await office.get(path)).text.split())


async def row_of(office: Office, name: str, path: str = PAGE) -> str:
    """What the page says beside a name."""
    page = await text_of(office, path)
    assert name in page, page
    return page.partition(f">{name}</a>")[2].partition("</tr>")[0]


async def waits(office: Office) -> int:
    """How many messages wait to be sent."""
    return (await office.database.read(outbox.totals)).waiting


async def test_each_persons_reminders_and_what_comes_next(managed: Office) -> None:
    """Who was reminded when by what, who asked for it, and when the next one goes by the person's own clock."""
    ada = await invite(managed, "Mill Lane", 0, "Ada", email="ada@example.org")
    await invite(managed, "Mill Lane", 1, "Bo", email="bo@example.org", zone="Asia/Kolkata")
    await invite(managed, "Mill Lane", 2, "Cy")

    def reminded(tx: Tx) -> None:
        made = reminders.add(tx, invitation_id=1, channel="telegram", at=AT, asked_by="Mo Manager")
        reminders.sent(tx, made, AT)

    await managed.database.write(reminded)
    assert ada
    first = await row_of(managed, "Ada")
    assert "Reminded on 22 November 2026, in Telegram. Mo Manager asked for it." in first
    assert "Next: 28 December 2026 at 09:00, by e-mail." in first
    assert "Next: 26 November 2026 at 18:30, in Asia/Kolkata, by e-mail." in await row_of(managed, "Bo")
    third = await row_of(managed, "Cy")
    assert "No chat and no e-mail address that works." in third
    assert "Send a reminder now" not in third
    looked = await managed.database.read(lambda tx: access_log.recent(tx, 1))
    assert looked[0].did == "looked at the list of reminders"


async def test_who_said_not_now_or_stop_is_shown(managed: Office) -> None:
    """Without a reason; staff cannot take it back, and no button would remind them."""
    ada = await invite(managed, "Mill Lane", 0, "Ada", email="ada@example.org")
    bo = await invite(managed, "Mill Lane", 1, "Bo", email="bo@example.org")
    now = managed.clock()
    await managed.database.write(lambda tx: reminding.not_now(tx, ada, managed.round, days=7, now=now))
    await managed.database.write(lambda tx: reminding.stop(tx, bo, now))
    first, second = await row_of(managed, "Ada"), await row_of(managed, "Bo")
    assert "They asked to wait until 29 November 2026 at 13:00." in first
    assert "They asked not to be reminded. Their link still works." in second
    assert "Send a reminder now" not in second
    only = await text_of(managed, f"{PAGE}?show=wait")
    assert "2 people" in only
    assert "Who said not now, or stop (2)" in only


async def test_a_reminder_by_hand_goes_at_once_by_day(managed: Office) -> None:
    """It is put with its row and the name of who wanted it, the bell rings, and a second press is refused."""
    ada = await invite(managed, "Mill Lane", 0, "Ada", email="ada@example.org")
    answer = await managed.post(f"{PAGE}/{ada}/now", PAGE, round=str(managed.round))
    assert answer.status_code == 303
    assert "A reminder is on its way." in await text_of(managed, answer.headers["location"])
    assert (await waits(managed), len(managed.rung)) == (1, 1)
    again = await managed.post(f"{PAGE}/{ada}/now", PAGE, round=str(managed.round))
    assert "They were reminded in the last 3 days." in await text_of(managed, again.headers["location"])
    (row,) = await managed.database.read(lambda tx: reminders.of_person(tx, ada))
    assert (row.asked_by, row.channel, await waits(managed)) == ("Mo Manager", "email", 1)
    assert "A reminder waits to be sent since 22 November 2026, by e-mail. Mo Manager asked for it." in await row_of(
        managed, "Ada"
    )


@pytest.mark.parametrize(("zone", "why"), [("Asia/Tokyo", "It is night where they are."), ("", "")])
async def test_at_night_it_is_refused_with_the_reason(managed: Office, zone: str, why: str) -> None:
    """In Tokyo it is ten in the evening while the office is at work."""
    ada = await invite(managed, "Mill Lane", 0, "Ada", email="ada@example.org", zone=zone)
    answer = await managed.post(f"{PAGE}/{ada}/now", PAGE, round=str(managed.round))
    page = await text_of(managed, answer.headers["location"])
    assert ("No reminder was sent" in page) is bool(why)
    assert why in page
    assert await waits(managed) == (0 if why else 1)


async def test_the_switch_is_the_providers(office: Office) -> None:
    """A manager of everything turns reminders off and on; whoever works for one house only sees it."""
    await office.sign_in("Mo", "manager")
    assert (await office.post(f"{PAGE}/off", PAGE)).status_code == 303
    assert "Reminders are turned off. Nobody is reminded." in await text_of(office)
    await office.sign_in("Kim", "keyworker", "Mill Lane")
    page = await text_of(office)
    assert "Reminders are turned off." in page
    assert "Turn reminders on" not in page
    assert (await office.post(f"{PAGE}/on", PAGE)).status_code == 403
    await office.sign_in("Mo", "manager", "Mill Lane")
    assert (await office.post(f"{PAGE}/on", PAGE)).status_code == 404
    await office.sign_in("Ann", "administrator")
    assert "Reminders are on." in await text_of(office, (await office.post(f"{PAGE}/on", PAGE)).headers["location"])
    did = [one.did for one in await office.database.read(lambda tx: access_log.recent(tx, 20))]
    assert {"turned reminders off", "turned reminders on"} <= set(did)


async def test_other_houses_and_invented_numbers(office: Office) -> None:
    """A keyworker sees their own house, and reminds nobody elsewhere; a round that is none is refused in words."""
    ada = await invite(office, "Mill Lane", 0, "Ada", email="ada@example.org")
    await invite(office, "Harbour View", 0, "Bo", email="bo@example.org")
    await office.sign_in("Kim", "keyworker", "Harbour View")
    page = await text_of(office)
    assert ">Bo</a>" in page
    assert ">Ada</a>" not in page
    assert (await office.post(f"{PAGE}/{ada}/now", PAGE, round=str(office.round))).status_code == 404
    bo = office.people["Harbour View"][0]
    answer = await office.post(f"{PAGE}/{bo}/now", PAGE, round="99")
    assert "They have no link that works." in await text_of(office, answer.headers["location"])
    assert (await office.post(f"{PAGE}/{bo}/now", PAGE, round="x")).status_code == 400
    assert "No reminder was sent" not in await text_of(office, f"{PAGE}?refused=<b>&show=none&page=99&service=12")
    assert await waits(office) == 0


async def test_the_forgotten_are_not_listed(managed: Office) -> None:
    """Nor can they be reminded; and whoever left is said to be asked no more."""
    ada = await invite(managed, "Mill Lane", 0, "Ada", email="ada@example.org")
    await invite(managed, "Mill Lane", 1, "Bo", email="bo@example.org")
    await managed.database.write(lambda tx: people.stop(tx, managed.people["Mill Lane"][1], AT))
    await managed.database.write(lambda tx: people.forget_identity(tx, ada, AT))
    page = await text_of(managed)
    assert ">Ada</a>" not in page
    assert ">Bo</a>" not in page
    assert "They are asked no more." in await row_of(managed, "Bo", f"{PAGE}?show=all")
    assert (await managed.post(f"{PAGE}/{ada}/now", PAGE, round=str(managed.round))).status_code == 404


async def test_a_chat_is_the_way_where_there_is_one(managed: Office) -> None:
    """The page names the channel that the next reminder takes."""
    ada = await invite(managed, "Mill Lane", 0, "Ada")

    def opened(tx: Tx) -> None:
        settings.put(tx, BOT, "1")
        chats.open(tx, bot="1", lane="l", address="7", person_id=ada, invitation_id=1, version=1, at=AT)

    await managed.database.write(opened)
    assert "Next: 26 November 2026 at 13:00, in Telegram." in await row_of(managed, "Ada")


async def test_between_rounds_the_page_says_so(managed: Office) -> None:
    """Nobody is asked, so nobody is reminded."""
    managed.clock.moment = datetime.fromisoformat("2027-01-02T12:00:00Z")
    await managed.sign_in("Mo", "manager")
    assert "Nobody is asked at the moment, so nobody is reminded." in await text_of(managed)
    assert await managed.database.read(lambda tx: rounds.on(tx, "2027-01-02")) is None
    assert await managed.database.read(members.active)
