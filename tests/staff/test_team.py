"""Colleagues: added, changed, shown a code, and ended everywhere; by whom, and what becomes of things."""

from __future__ import annotations

import re

import pytest

from asking import alerts, post, signin, staff_chats
from asking.alerts import Watch
from asking.permissions import Role
from store import access_log, carers, members, outbox, services, settings
from store import alerts as alert_rows
from store import staff_chats as chat_rows
from store.members import Member
from store.tx import Tx
from tests.staff.doors_team import a_keyworker
from tests.staff.office import AT, Office

KIM = {"member_name": "Kim Keyworker", "member_email": "kim@example.org", "member_role": "keyworker"}


async def known(office: Office, number: int) -> Member:
    """A member as they are now."""
    found = await office.database.read(lambda tx: members.get(tx, number))
    assert found
    return found


async def did(office: Office) -> set[str]:
    """What the access log says was done."""
    return {one.did for one in await office.database.read(access_log.recent)}


async def test_a_colleague_is_added(office: Office) -> None:
    """The page says so, offers a code, and the new one hears by e-mail how to sign in; no password is made."""
    await office.database.write(lambda tx: settings.put(tx, post.READY, "yes"))
    await office.sign_in("Ada", Role.ADMINISTRATOR)
    answer = await office.post("/staff/team/add", **KIM, member_services="1")
    page = (await office.get(answer.headers["location"])).text
    assert "Kim Keyworker is added" in page
    assert "Show a code to sign in" in page
    (letter,) = await office.database.read(lambda tx: outbox.waiting(tx, post.MAIL))
    mail = post.load(letter.body)
    assert (mail.to, mail.link.endswith("/staff/sign-in")) == ("kim@example.org", True)
    assert office.rung
    kim = await known(office, 2)
    assert (kim.role, kim.services) == ("keyworker", frozenset({1}))
    assert "added Kim Keyworker to the staff as keyworker" in await did(office)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"member_name": ""}, "Enter a name"),
        ({"member_email": "kim"}, "Enter an e-mail address"),
        ({"member_email": "ADA@example.org"}, "Someone else signs in with this e-mail"),
        ({"member_role": "king"}, "Choose what they do"),
        ({"member_services": ""}, "Choose at least one service"),
        ({"member_services": "99999999999999999999"}, "Choose at least one service"),
    ],
)
async def test_what_is_wrong_stands_beside_its_field(office: Office, fields: dict[str, str], says: str) -> None:
    """Nothing is added, and what was typed is still there."""
    number = await office.sign_in("Ada", Role.ADMINISTRATOR)
    await office.database.write(lambda tx: members.rename(tx, number, name="Ada", email="ada@example.org"))
    answer = await office.post("/staff/team/add", **{**KIM, "member_services": "1", **fields})
    assert answer.status_code == 400
    assert says in answer.text
    assert "Kim Keyworker" in answer.text or "member_name" in fields
    assert len(await office.database.read(members.all)) == 1


async def test_a_manager_lets_in_keyworkers_and_helpers_of_their_own_services(office: Office) -> None:
    """Nobody above, nobody elsewhere, nobody for all services."""
    await office.sign_in("Mo", Role.MANAGER, "Mill Lane")
    form = (await office.get("/staff/team/add")).text
    assert "Harbour View" not in form
    assert "All services" not in form
    assert "Administrator:" not in form
    for fields in ({"member_role": "lead"}, {"member_services": "2"}, {"member_services": "all"}):
        assert (await office.post("/staff/team/add", **{**KIM, "member_services": "1", **fields})).status_code == 400
    assert (await office.post("/staff/team/add", **KIM, member_services="1")).status_code == 303


async def test_a_manager_cannot_touch_who_is_above_or_works_elsewhere_too(office: Office) -> None:
    """They stand in the list; to change or end them, or to sign in as them, leads nowhere."""

    def made(tx: Tx) -> list[int]:
        return [
            members.add(tx, name="Sal", role=Role.LEAD, services=[1], at=AT),
            members.add(tx, name="Ben", role=Role.KEYWORKER, services=[1, 2], at=AT),
        ]

    numbers = await office.database.write(made)
    await office.sign_in("Mo", Role.MANAGER, "Mill Lane")
    for number in numbers:
        assert "Only an administrator can change this." in (await office.get(f"/staff/team/{number}")).text
        for what in ("change", "end", "code"):
            assert (await office.post(f"/staff/team/{number}/{what}", **KIM)).status_code == 404
        assert (await known(office, number)).ended_at is None
    assert "made a sign-in link" not in " ".join(await did(office))


async def test_another_role_signs_out_at_once(office: Office) -> None:
    """Every browser and every link of theirs ends; a new name alone ends nothing."""
    kim = await office.sign_in("Kim", Role.KEYWORKER, "Mill Lane")
    cookie = dict(office.client.cookies)
    await office.sign_in("Ada", Role.ADMINISTRATOR)
    fields = {**KIM, "member_services": "1"}
    again = await office.post(f"/staff/team/{kim}/change", **fields)
    assert "done=changed" in again.headers["location"]
    link = await office.database.write(lambda tx: signin.make_link(tx, office.clock(), kim))
    ada = dict(office.client.cookies)
    office.client.cookies.update(cookie)
    assert (await office.get("/staff")).status_code == 200
    office.client.cookies.update(ada)
    answer = await office.post(f"/staff/team/{kim}/change", **{**fields, "member_role": "board"})
    assert "done=again" in answer.headers["location"]
    assert (await office.client.post(f"/staff/sign-in/{link}", data={"go": "on"})).status_code == 401
    office.client.cookies.update(cookie)
    assert (await office.get("/staff")).status_code == 401


async def test_whoever_no_longer_cares_for_someone_is_not_their_keyworker(office: Office) -> None:
    """Another service, or a role without people, leaves the people without a keyworker."""
    kim = await a_keyworker(office, "Mill Lane")
    person = office.people["Mill Lane"][0]
    await office.database.write(lambda tx: tx.run("UPDATE person SET keyworker_id = :k WHERE id = :p", k=kim, p=person))
    await office.sign_in("Ada", Role.ADMINISTRATOR)
    await office.post(f"/staff/team/{kim}/change", **KIM, member_services="2")
    assert await office.database.read(lambda tx: carers.of_member(tx, kim)) == ()


async def test_an_end_is_everywhere(office: Office) -> None:
    """The page asks first and names who needs a new keyworker; then browser, link, chat and person are free of them."""
    kim = await office.sign_in("Kim", Role.KEYWORKER, "Mill Lane")
    cookie = dict(office.client.cookies)
    person = office.people["Mill Lane"][0]

    def tied(tx: Tx) -> str:
        tx.run("UPDATE person SET keyworker_id = :k, helper_id = :k WHERE id = :p", k=kim, p=person)
        chat_rows.open(tx, bot="7", lane="lane", address="42", member_id=kim, at=AT)
        return signin.make_link(tx, office.clock(), kim)

    link = await office.database.write(tied)
    await office.sign_in("Ada", Role.ADMINISTRATOR)
    page = (await office.get(f"/staff/team/{kim}/end")).text
    assert "This ends Kim’s access now, everywhere." in page
    assert "Ada Example: a new keyworker" in page
    assert (await known(office, kim)).ended_at is None
    answer = await office.post(f"/staff/team/{kim}/end")
    assert "1 person needs a new keyworker" in (await office.get(answer.headers["location"])).text
    assert await office.database.read(lambda tx: carers.of_member(tx, kim)) == ()
    assert await office.database.read(lambda tx: chat_rows.of_member(tx, kim)) == ()
    assert (await office.get(f"/staff/team/{kim}")).status_code == 404
    assert (await office.client.post(f"/staff/sign-in/{link}", data={"go": "on"})).status_code == 401
    office.client.cookies.update(cookie)
    assert (await office.get("/staff")).status_code == 401
    assert "ended the access of Kim, keyworker" in await did(office)


async def test_a_lead_who_leaves_is_told_of_nothing_more(office: Office) -> None:
    """The page says which services need another; alerts in their name and links for them end."""

    def tied(tx: Tx) -> tuple[int, str]:
        sal = members.add(tx, name="Sal Lead", role=Role.LEAD, services=None, at=AT)
        house = services.get(tx, 1)
        assert house
        alert_rows.open(tx, bot="7", lane="l", address="4", service_id=1, role="lead", name="Sal Lead", at=AT)
        return sal, alerts.make_link(tx, house, Watch.LEAD, office.clock())

    sal, link = await office.database.write(tied)
    await office.sign_in("Ada", Role.ADMINISTRATOR)
    assert "Mill Lane needs another safeguarding lead or deputy." in (await office.get(f"/staff/team/{sal}/end")).text
    answer = await office.post(f"/staff/team/{sal}/end")
    page = (await office.get(answer.headers["location"])).text
    assert "Sal Lead is the safeguarding lead of Mill Lane, and cannot sign in." in page
    assert await office.database.read(alert_rows.all_open) == ()
    opened = await office.database.write(
        lambda tx: alerts.open_chat(tx, payload=link, bot="7", lane="m", address="5", at=AT)
    )
    assert opened is None


async def test_another_of_the_same_name_keeps_their_alerts(office: Office) -> None:
    """Alerts go by the name: a keyworker called like the lead leaves, and the lead is still told."""

    def tied(tx: Tx) -> int:
        alert_rows.open(tx, bot="7", lane="l", address="4", service_id=1, role="lead", name="Sal Lead", at=AT)
        members.add(tx, name="Sal Lead", role=Role.LEAD, services=None, at=AT)
        return members.add(tx, name="Sal Lead", role=Role.KEYWORKER, services=[1], at=AT)

    other = await office.database.write(tied)
    await office.sign_in("Ada", Role.ADMINISTRATOR)
    assert "needs another safeguarding lead" not in (await office.get(f"/staff/team/{other}/end")).text
    await office.post(f"/staff/team/{other}/end")
    assert len(await office.database.read(alert_rows.all_open)) == 1


async def test_the_last_administrator_stays(office: Office) -> None:
    """They cannot end themselves nor become something less, and both say how to mend it."""
    ada = await office.sign_in("Ada", Role.ADMINISTRATOR)
    await office.database.write(lambda tx: members.add(tx, name="Al", role=Role.ADMINISTRATOR, services=[1], at=AT))
    for fields in ({"member_role": "board", "member_services": "all"}, {"member_services": "1"}):
        answer = await office.post(f"/staff/team/{ada}/change", **{**KIM, "member_role": "administrator", **fields})
        assert (answer.status_code, "Make someone else an administrator first" in answer.text) == (400, True)
    answer = await office.post(f"/staff/team/{ada}/end")
    assert (answer.status_code, "Make someone else an administrator first" in answer.text) == (409, True)
    assert (await office.get("/staff/team")).status_code == 200
    await office.database.write(lambda tx: members.add(tx, name="Alex", role=Role.ADMINISTRATOR, services=None, at=AT))
    assert (await office.post(f"/staff/team/{ada}/end")).headers["location"] == "/staff"
    assert (await office.get("/staff")).status_code == 401


async def test_a_code_signs_in_once_and_its_owner_is_told(office: Office) -> None:
    """It is a picture without inline style, with its address in words; the one whom it is for hears who made it."""
    kim = await a_keyworker(office, "Mill Lane")

    def reachable(tx: Tx) -> None:
        settings.put(tx, post.READY, "yes")
        members.rename(tx, kim, name="Kim Keyworker", email="kim@example.org")
        chat_rows.open(tx, bot="7", lane="lane", address="42", member_id=kim, at=AT)

    await office.database.write(reachable)
    await office.sign_in("Ada", Role.ADMINISTRATOR)
    page = (await office.post(f"/staff/team/{kim}/code")).text
    assert 'role="img" aria-label="Code to sign in as Kim Keyworker"' in page
    assert re.search(r"<svg [^>]*><path [^>]*d=\"M", page)
    assert "style=" not in page
    assert "It works once, for 15 minutes from now." in page
    assert "works on this computer only" in page  # nobody has served these pages under a name yet
    path = page.split("http://localhost:8000")[1].split("<")[0]
    (letter,) = await office.database.read(lambda tx: outbox.waiting(tx, post.MAIL))
    assert "Ada has just made a link to sign in as you." in post.load(letter.body).lines
    assert len(await office.database.read(lambda tx: outbox.waiting(tx, "7"))) == 1
    assert "made a sign-in link for Kim Keyworker as keyworker" in await did(office)
    statuses = [(await office.client.post(path, data={"go": "on"})).status_code for _ in range(2)]
    assert statuses == [303, 401]


async def test_ones_own_page(office: Office) -> None:
    """Where links go and where one is signed in; a chat is opened from here, and ended from here."""
    kim = await office.sign_in("Kim", Role.KEYWORKER, "Mill Lane")
    page = (await office.get("/staff/me")).text
    assert ("Not in Telegram." in page, page.count(">Here<")) == (True, 1)
    link = (await office.post("/staff/me/telegram")).text
    payload = link.split("?start=")[1].split('"')[0]

    def opened(tx: Tx) -> Member | None:
        return staff_chats.open_chat(tx, payload=payload, bot="7", lane="lane", address="42", at=AT)

    assert (await office.database.write(opened)) == await known(office, kim)
    assert await office.database.write(opened) is None
    assert "In Telegram, since 22 November 2026." in (await office.get("/staff/me")).text
    assert (
        "No more sign-in links"
        in (await office.get((await office.post("/staff/me/telegram/stop")).headers["location"])).text
    )
    assert await office.database.read(lambda tx: chat_rows.of_member(tx, kim)) == ()


async def test_signing_out_everywhere(office: Office) -> None:
    """Two browsers are signed in; after one of them says so, neither is, and a link that waits opens nothing."""
    kim = await office.sign_in("Kim", Role.KEYWORKER)
    first = dict(office.client.cookies)
    links = [await office.database.write(lambda tx: signin.make_link(tx, office.clock(), kim)) for _ in range(2)]
    await office.client.post(f"/staff/sign-in/{links[0]}", data={"go": "on"})
    assert (await office.get("/staff/me")).text.count("Since 22 November 2026") == 2
    assert "You are signed out" in (await office.post("/staff/me/sign-out")).text
    office.client.cookies.update(first)
    assert (await office.get("/staff")).status_code == 401
    assert (await office.client.post(f"/staff/sign-in/{links[1]}", data={"go": "on"})).status_code == 401
