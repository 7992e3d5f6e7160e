"""A worry is never shown to whom it is about: each surface on which it could show, with another lead as the control."""

from __future__ import annotations

import re

import pytest

from asking import worry_access
from asking.alerts import Watch
from asking.permissions import Role
from asking.worries import raise_worry
from store import access_log, members, outbox, worries, worry_hiding
from store.members import Member
from store.tx import Tx
from tests.staff.channels import BOT, opened_alerts
from tests.staff.office import Office

WORDS = "It is always the same one who shouts at me"
ABOUT = "Lou Harm"
"""A lead of the house, whom the worry is about; nothing in the words says so."""


async def told(office: Office, words: str = WORDS, about: tuple[str, ...] = (ABOUT,), house: str = "Mill Lane") -> int:
    """Somebody tells a worry and picks whom it is about."""

    def told_it(tx: Tx) -> int:
        return raise_worry(
            tx,
            office.clock(),
            service_id=office.houses[house],
            person_id=office.people[house][0],
            session_id=None,
            words=words,
            origin=worries.STAFF,
            about_staff=about,
        )

    return await office.database.write(told_it)


async def member(office: Office, name: str) -> Member:
    """Someone on the staff."""
    found = await office.database.read(members.active)
    return next(one for one in found if one.name == name)


@pytest.mark.parametrize(("who", "sees"), [(ABOUT, False), ("Ann Other", True)])
async def test_pages_counts_banner_and_title(office: Office, who: str, sees: bool) -> None:
    """The one it is about gets a 404 for each address of it, and no list, count, banner or title tells of it."""
    await office.sign_in(ABOUT, Role.LEAD, "Mill Lane")
    worry = await told(office)
    if sees:
        await office.sign_in(who, Role.LEAD, "Mill Lane")
    for path in ("", "/print"):
        assert (await office.get(f"/staff/worries/{worry}{path}")).status_code == (200 if sees else 404)
    home, every = (await office.get("/staff")).text, (await office.get("/staff/worries")).text
    for mark, page in (
        ("A worry waits for you", home),
        ("Someone is needed now", home),
        (f"Worry {worry}<", every),
        ("<title>(1) ", home),
        ("top__count", home),
    ):
        assert (mark in page) is sees, mark
    assert (await office.get("/staff/worries/open.json")).json() == {"open": int(sees)}


@pytest.mark.parametrize("path", ["take", "note", "close", "reopen", "back", "together", "hide", "unhide", "action"])
async def test_no_form_reaches_it(office: Office, path: str) -> None:
    """Whoever it is about cannot take it, end it, or let themselves see it."""
    await office.sign_in(ABOUT, Role.LEAD, "Mill Lane")
    worry = await told(office)
    answer = await office.post(f"/staff/worries/{worry}/{path}", who=ABOUT, name=ABOUT)
    assert answer.status_code == 404
    found = await office.database.read(lambda tx: worries.without_words(tx, worry))
    assert found is not None
    assert found.acknowledged_at is None


async def test_the_year_in_numbers_leaves_it_out(office: Office) -> None:
    """Six worries, one of them about Lou: Lou's page counts five, another lead's counts six."""
    await office.sign_in(ABOUT, Role.LEAD, "Mill Lane")
    for about in ((ABOUT,), (), (), (), (), ()):
        await told(office, about=about)
    shown = re.compile(r"Worries that were told</dt><dd[^>]*>(\d+)<")
    assert shown.findall((await office.get("/staff/worries/numbers")).text) == ["5"]
    await office.sign_in("Ann Other", Role.LEAD, "Mill Lane")
    assert shown.findall((await office.get("/staff/worries/numbers")).text) == ["6"]


@pytest.mark.parametrize(
    ("about", "hears"), [("Sal Lead", {"deputy"}), ("Dee Deputy", {"lead"}), ("", {"lead", "deputy"})]
)
async def test_no_message_goes_to_whom_it_is_about(office: Office, about: str, hears: set[str]) -> None:
    """Lead and deputy have a chat each: the one it is about is told nothing, now, later, or when it is taken."""
    await opened_alerts(office, "Mill Lane", lane="lead")
    await opened_alerts(office, "Mill Lane", Watch.DEPUTY, lane="deputy")
    worry = await told(office, about=(about,) if about else ())
    await office.sign_in("Ann Other", Role.LEAD, "Mill Lane")
    await office.post(f"/staff/worries/{worry}/take", f"/staff/worries/{worry}", who="Ann Other")
    letters = await office.database.read(lambda tx: outbox.waiting(tx, BOT))
    assert {one.lane for one in letters} == hears
    assert len(letters) == 2 * len(hears)


@pytest.mark.parametrize(
    "words", ["Sal hits me", "sal's mean", "SAL LEAD took it", "it was sals fault", "Mr. Lead hit me"]
)
async def test_a_name_in_the_words_is_enough(office: Office, words: str) -> None:
    """First or last name, however it is written: the lead of that name hears nothing, the deputy does."""
    await opened_alerts(office, "Mill Lane", lane="lead")
    await opened_alerts(office, "Mill Lane", Watch.DEPUTY, lane="deputy")
    await told(office, words, about=())
    letters = await office.database.read(lambda tx: outbox.waiting(tx, BOT))
    assert {one.lane for one in letters} == {"deputy"}


async def test_managers_named_in_it_hear_of_none(office: Office) -> None:
    """A manager learns that one is open, so that they find the lead; not where it is about them."""
    await office.sign_in("Kim Boss", Role.MANAGER, "Mill Lane")
    await told(office, "Kim locks my door", about=())
    assert "Someone is needed now" not in (await office.get("/staff")).text
    await told(office, "Somebody locks my door", about=())
    assert "Someone is needed now" in (await office.get("/staff")).text


async def test_the_access_log_hides_its_lines(office: Office) -> None:
    """A line of the log about a worry is not for whom it is about; other lines are."""
    await office.sign_in("Ann Other", Role.LEAD, "Mill Lane")
    worry = await told(office)
    await office.get(f"/staff/worries/{worry}")
    await office.sign_in(ABOUT, Role.LEAD, "Mill Lane")
    lines = [note.did for note in await office.database.read(access_log.recent)]
    assert f"read worry {worry}" in lines
    for name, sees in ((ABOUT, False), ("Ann Other", True)):
        who = await member(office, name)
        for line in lines:
            about_it = f"worry {worry}" in line
            may = await office.database.read(lambda tx, who=who, line=line: worry_access.may_read_log(tx, who, line))
            assert may is (sees or not about_it), line


async def test_who_is_taken_for_named_by_mistake_can_be_let_in(office: Office) -> None:
    """Another Lou hit somebody: the other lead says so, and Lou may know of it again. Names are kept sealed."""
    number = await office.sign_in(ABOUT, Role.LEAD, "Mill Lane")
    worry = await told(office, "Lou next door hit me", about=())
    await office.sign_in("Ann Other", Role.LEAD, "Mill Lane")
    page = (await office.get(f"/staff/worries/{worry}")).text
    assert "Lou Harm: a name like theirs stands in the words" in page
    await office.post(f"/staff/worries/{worry}/unhide", f"/staff/worries/{worry}", name=ABOUT)

    def hidden(tx: Tx) -> frozenset[int]:
        return worry_hiding.kept_from(tx, worry_hiding.known_by(ABOUT, number))

    assert await office.database.read(hidden) == frozenset()


async def test_who_has_it_and_is_then_found_to_be_meant_has_it_no_more(office: Office) -> None:
    """A lead takes a worry, another says that it is about them: it is nobody's again, and they find nothing of it."""
    await office.sign_in(ABOUT, Role.LEAD, "Mill Lane")
    worry = await told(office, about=())
    await office.post(f"/staff/worries/{worry}/take", f"/staff/worries/{worry}", who=ABOUT)
    await office.sign_in("Ann Other", Role.LEAD, "Mill Lane")
    await office.post(f"/staff/worries/{worry}/hide", f"/staff/worries/{worry}", hide=ABOUT)
    found = await office.database.read(lambda tx: worries.without_words(tx, worry))
    assert found is not None
    assert found.acknowledged_at is None
    await office.sign_in(ABOUT, Role.LEAD, "Mill Lane")  # another sign-in of the same name
    assert (await office.get(f"/staff/worries/{worry}")).status_code == 404


async def test_a_new_name_does_not_open_it(office: Office) -> None:
    """Whoever is called something else from now on is still the same person."""
    number = await office.sign_in(ABOUT, Role.LEAD, "Mill Lane")
    worry = await told(office)
    await office.database.write(lambda tx: members.rename(tx, number, name="Lou Other", email=""))
    assert (await office.get(f"/staff/worries/{worry}")).status_code == 404
