"""Somebody who works here no more, or does something else here now: with a browser still open, a link, an old phone.

They want to go on reading. What they were allowed to see ends at the moment in which someone ends it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest

from asking import passkeys, signin, team
from asking.permissions import Role
from asking.team import Colleague
from store import members, staff
from store import passkeys as passkey_rows
from store.members import Member
from store.tx import Tx
from tests.attacks.control import nothing, succeeds_without
from tests.staff.live import LiveOffice, live_office
from tests.staff.office import AT, Office, form_token_on


@pytest.fixture(scope="module", name="live")
def served_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveOffice]:
    """The staff pages on a real port."""
    with live_office(tmp_path_factory.mktemp("live")) as served:
        yield served


@contextmanager
def signed_in(live: LiveOffice, role: str) -> Iterator[httpx.Client]:
    """A browser with a sign-in of its own."""
    with httpx.Client(base_url=f"http://127.0.0.1:{live.port}") as browser:
        assert browser.post(live.sign_in_path(role), data={"go": "on"}).status_code == 303
        yield browser


def newest(live: LiveOffice) -> int:
    """The member who was added last."""
    return live.do(live.office.database.read(lambda tx: members.active(tx)[-1].id))


def test_an_open_browser_shows_nothing_more(live: LiveOffice) -> None:
    """Over a real connection: an administrator ends Mo's access, and the page that Mo loads next is closed."""
    with signed_in(live, Role.LEAD) as mo, signed_in(live, Role.ADMINISTRATOR) as ada:
        number = newest(live) - 1
        assert mo.get("/staff/worries").status_code == 200
        token = form_token_on(ada.get("/staff").text)
        ended = ada.post(f"/staff/team/{number}/end", data={"form_token": token, "sure": "yes"})
        assert ended.status_code == 303, ended.text[:300]
        assert mo.get("/staff/worries").status_code == 401
        assert ada.get("/staff").status_code == 200


def test_another_role_closes_what_was_open(live: LiveOffice) -> None:
    """Over a real connection: a lead becomes a board member; the old browser is signed out, a form in it is refused."""
    with signed_in(live, Role.LEAD) as mo, signed_in(live, Role.ADMINISTRATOR) as ada:
        number = newest(live) - 1
        token = form_token_on(mo.get("/staff/worries").text)
        fields = {"member_name": "Mo Manager", "member_role": "board", "member_services": "all", "member_email": ""}
        fields["form_token"] = form_token_on(ada.get("/staff").text)
        assert "done=again" in ada.post(f"/staff/team/{number}/change", data=fields).headers["location"]
        assert mo.get("/staff/worries").status_code == 401
        assert mo.post("/staff/worries/1/take", data={"form_token": token}).status_code == 401


async def leaves(office: Office, member: int) -> None:
    """Only the row says so: sign-ins and links are left, as if nobody had thought of them."""
    sql = "UPDATE staff_member SET ended_at = :at WHERE id = :id"
    await office.database.write(lambda tx: tx.run(sql, at=AT, id=member))


def as_before(tx: Tx, number: int) -> Member | None:
    """Without the look at whether somebody is still here."""
    found = members.get(tx, number)
    return replace(found, ended_at=None) if found else None


def as_lead(tx: Tx, number: int) -> Member | None:
    """With the role of then."""
    found = members.get(tx, number)
    return replace(found, role=Role.LEAD) if found else None


async def test_the_end_counts_for_the_next_page(office: Office) -> None:
    """The sign-in looks at each page whether its member is still here; if it did not, the page would open."""
    member = await office.sign_in("Mo", Role.LEAD)
    await leaves(office, member)

    async def reads() -> bool:
        return (await office.get("/staff/worries")).status_code == 200

    await succeeds_without(reads, (signin, "_active", as_before))


async def test_the_role_of_now_counts(office: Office) -> None:
    """Who signed in as a lead and is on the board now reads no worry; with the role of then, they would."""
    member = await office.sign_in("Mo", Role.LEAD)
    await office.database.write(lambda tx: members.place(tx, member, role=Role.BOARD, services=None))

    async def reads() -> bool:
        return (await office.get("/staff/worries")).status_code == 200

    await succeeds_without(reads, (signin, "_active", as_lead))


async def test_a_link_that_waits_is_over(office: Office) -> None:
    """A sign-in link that was sent before they left opens nothing."""
    member, path = await office.link("Mo", Role.LEAD)
    await leaves(office, member)

    async def gets_in() -> bool:
        return (await office.client.post(path, data={"go": "on"})).status_code == 303

    await succeeds_without(gets_in, (signin, "_active", as_before))


async def test_a_copied_cookie_is_dead_after_signing_out(office: Office) -> None:
    """Signing out ends it in the database, so that a copy of the cookie is worth nothing."""
    await office.sign_in("Mo", Role.LEAD)
    copied = office.client.cookies["plainsay_staff"]

    async def replays(copied: str) -> bool:
        await office.post("/staff/sign-out")
        office.client.cookies.clear()
        office.client.cookies.set("plainsay_staff", copied, path="/staff")
        return (await office.get("/staff/worries")).status_code == 200

    assert not await replays(copied)
    office.client.cookies.clear()
    await office.sign_in("Mo", Role.LEAD)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(staff, "end_session", nothing)
        assert await replays(office.client.cookies["plainsay_staff"])


async def test_a_lost_phone_is_signed_out(office: Office) -> None:
    """Whoever takes a passkey away is signed out everywhere but where they did it; e-mail links that wait end too."""
    member, path = await office.link("Mo", Role.LEAD)

    async def phone_stays(path: str) -> bool:
        here = await office.database.write(lambda tx: signin.sign_in(tx, path.rsplit("/", 1)[1], now=office.clock()))
        assert here
        phone = await office.database.write(lambda tx: signin.start(tx, here.who, now=office.clock(), how="a passkey"))

        def lost(tx: Tx) -> None:
            values = {"credential": phone.secret, "member_id": member, "public_key": b"k", "sign_count": 0, "name": "x"}
            key = passkey_rows.add(tx, at=AT, **values)
            passkeys.remove(tx, here.who, key, now=office.clock(), but=signin.kept_as(here.secret))

        await office.database.write(lost)
        now = office.clock()
        assert await office.database.read(lambda tx: signin.signed_in(tx, here.secret, now))
        return await office.database.read(lambda tx: signin.signed_in(tx, phone.secret, now)) is not None

    assert not await phone_stays(path)
    again = await office.database.write(lambda tx: signin.make_link(tx, office.clock(), member))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(staff, "end_other_sessions", nothing)
        assert await phone_stays(f"/{again}")


async def test_a_link_to_an_address_that_changed_is_over(office: Office) -> None:
    """Where someone's e-mail address is changed, the link that went to the old one opens nothing."""
    ada = await office.sign_in("Ada", Role.ADMINISTRATOR)
    member, path = await office.link("Mo", Role.MANAGER)
    who = await office.database.read(lambda tx: members.get(tx, ada))
    assert who

    async def old_address_gets_in() -> bool:
        changed = Colleague("Mo", f"new{office.clock().minute}@example.org", Role.MANAGER, None)
        await office.database.write(lambda tx: team.change(tx, member, changed, who=who, at=AT))
        link = await office.database.read(lambda tx: signin.whose_link(tx, path.rsplit("/", 1)[1], office.clock()))
        return link is not None

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(staff, "drop_links", nothing)
        assert await old_address_gets_in()
    office.clock.turn(minutes=1)
    assert not await old_address_gets_in()
