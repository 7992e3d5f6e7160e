"""First-time set-up, from the printed link to the check list, as a browser posts it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from asking import post, setting_up, signin
from asking.permissions import Role
from asking.setting_up import COPIED, KEY_APART, Step
from store import access_log, members, people, services, settings
from store.crypto import Keys
from store.database import open_database
from store.members import Member
from tests.staff.moving_in import an_office
from tests.staff.office import AT, Office

HOME = "/staff/setting-up"
ALEX = {"your_name": "Alex Reed", "your_email": "alex@example.org"}
FERNBANK = {"provider_name": "Fernbank Support", "zone": "Europe/Dublin", "language": "en"}
TWO = {
    "houses": "all",
    "lead_name": "Morgan Ellis",
    "lead_contact": "morgan@example.org",
    "deputy_name": "Priya Nair",
    "deputy_contact": "01632 960111",
    "deputy_from": "Northside Advocacy",
}


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Office]:
    """A new installation."""
    database = await open_database(tmp_path / "data" / "plainsay.db", Keys(tmp_path / "plainsay.key"))
    yield an_office(database, tmp_path / "recordings")
    await database.close()


@pytest.fixture
async def begun(empty: Office) -> Office:
    """The same with Alex signed in as its administrator."""
    response = await empty.client.post(await link(empty), data=ALEX)
    assert response.headers["location"] == f"{HOME}/provider"
    return empty


async def link(office: Office) -> str:
    """A fresh set-up link, as `plainsay run` prints it."""
    return f"/staff/set-up/{await office.database.write(lambda tx: signin.make_set_up_link(tx, office.clock()))}"


async def send(office: Office, step: str, **fields: str) -> str:
    """Post a step's form; gives where it leads on to."""
    response = await office.post(f"{HOME}/{step}", f"{HOME}/{step}", **fields)
    assert response.status_code == 303, response.text
    return response.headers["location"].removeprefix(HOME)


async def staff(office: Office) -> tuple[Member, ...]:
    """Who can sign in."""
    return await office.database.read(members.active)


async def test_the_link_makes_one_administrator(empty: Office) -> None:
    """Looking uses nothing up; whoever fills the form in is signed in as administrator; then the link is nothing."""
    path = await link(empty)
    for _ in range(2):
        page = await empty.get(path)
        assert page.status_code == 200
        assert "Step 1 of 6" in page.text
    response = await empty.client.post(path, data=ALEX)
    assert response.headers["location"] == f"{HOME}/provider"
    assert (await empty.get(f"{HOME}/provider")).status_code == 200
    (alex,) = await staff(empty)
    assert (alex.name, alex.email, alex.role, alex.services) == ("Alex Reed", "alex@example.org", "administrator", None)
    assert (await empty.get(path)).status_code == 401
    assert (await empty.client.post(path, data=ALEX | {"your_email": "b@example.org"})).status_code == 401
    assert len(await staff(empty)) == 1


@pytest.mark.parametrize(
    "fields", [{"your_name": ""}, {"your_name": "Alex"}, {"your_name": "Alex", "your_email": "at home"}]
)
async def test_who_is_not_named_is_asked_again(empty: Office, fields: dict[str, str]) -> None:
    """What is missing is named, what was typed stays, nobody is made, and the link still works."""
    path = await link(empty)
    response = await empty.client.post(path, data=fields)
    assert response.status_code == 400
    assert "Enter your e-mail address" in response.text
    assert all(f'value="{typed}"' in response.text for typed in fields.values())
    assert await staff(empty) == ()
    assert (await empty.client.post(path, data=ALEX)).status_code == 303


@pytest.mark.parametrize("token", ["x", "A" * 43, "%00", "é"])
async def test_an_invented_link_sets_nothing_up(empty: Office, token: str) -> None:
    """Neither looking nor posting gets anywhere, and what is typed is not judged."""
    await link(empty)
    for response in (await empty.get(f"/staff/set-up/{token}"), await empty.client.post(f"/staff/set-up/{token}")):
        assert response.status_code in {400, 401}
    assert (await empty.client.post(f"/staff/set-up/{token}", data={"your_name": ""})).status_code == 401
    assert await staff(empty) == ()


async def test_a_set_up_link_ends(empty: Office) -> None:
    """After a day, and as soon as a newer one is made."""
    old = await link(empty)
    new = await link(empty)
    assert [(await empty.get(path)).status_code for path in (old, new)] == [401, 200]
    empty.clock.turn(hours=24)
    assert (await empty.get(new)).status_code == 401


async def test_the_whole_way(begun: Office) -> None:
    """Six steps, each kept; home counts them, leads to the first that is missing, and is silent at the end."""
    assert await send(begun, "provider", **FERNBANK) == "/services"
    for name in ("Rowan House", "Mill Lane", "Harbour View"):
        assert await send(begun, "services", service_name=name, go="more") == "/services?done=added"
    assert await send(begun, "services", go="on") == "/safeguarding"
    home = (await begun.get("/staff")).text
    assert "Finish setting up: 3 of 6 done" in home
    assert (await begun.get(HOME)).headers["location"] == f"{HOME}/safeguarding"
    assert await send(begun, "safeguarding", **TWO) == "/safeguarding?done=named"
    kim = {"colleague_name": "Kim Doyle", "colleague_email": "", "works_as": "keyworker", "houses": "1"}
    assert await send(begun, "colleagues", **kim, go="on") == "/people"
    assert await send(begun, "people", person_name="Ada", house="1", go="on") == "/next"
    assert "Finish setting up" not in (await begun.get("/staff")).text
    assert (await begun.get(HOME)).headers["location"] == f"{HOME}/next"
    assert "Now ask someone" in (await begun.get(f"{HOME}/next")).text
    assert await begun.database.read(setting_up.done) == frozenset(Step)
    found = {one.name: (one.role, one.services) for one in await staff(begun)}
    assert found == {
        "Alex Reed": (Role.ADMINISTRATOR, None),
        "Morgan Ellis": (Role.LEAD, {1, 2, 3}),
        "Priya Nair": (Role.LEAD, {1, 2, 3}),
        "Kim Doyle": (Role.KEYWORKER, {1}),
    }
    assert await begun.database.read(lambda tx: people.name_of(tx, 1)) == "Ada"
    logged = await begun.database.read(access_log.recent)
    assert (logged[0].did, logged[0].person_id) == ("added a person", 1)
    assert "Ada" not in "".join(one.did for one in logged)


async def test_going_back_shows_what_was_typed(begun: Office) -> None:
    """Each page that was filled in shows it again, and can be kept again as it is."""
    await send(begun, "provider", **FERNBANK)
    await send(begun, "services", service_name="Rowan House", go="on")
    await send(begun, "safeguarding", **TWO)
    pages = {step: (await begun.get(f"{HOME}/{step}")).text for step in ("you", "provider", "services")}
    assert 'value="alex@example.org"' in pages["you"]
    assert 'value="Europe/Dublin" selected' in pages["provider"]
    assert "Rowan House" in pages["services"]
    assert 'value="Morgan Ellis"' in (await begun.get(f"{HOME}/safeguarding?change=1")).text
    assert await send(begun, "you", your_name="Alex R", your_email="alex@example.org") == "/provider"
    assert "Alex R" in (await begun.get("/staff")).text


@pytest.mark.parametrize(
    ("step", "fields", "sentence"),
    [
        ("you", {"your_name": "Alex", "your_email": "kim@example.org"}, "Somebody else signs in with this e-mail"),
        ("provider", FERNBANK | {"zone": "Mars/Base"}, "Choose where you are from the list"),
        ("provider", FERNBANK | {"language": "xx"}, "Choose a language from the list"),
        ("services", {"service_name": "rowan house", "phone": "1", "go": "more"}, "There is a service called"),
        ("services", {"phone": "01632 960001", "go": "on"}, "Enter what the service is called"),
        ("safeguarding", TWO | {"deputy_from": "Rowan House"}, "must come from outside Rowan House"),
        ("safeguarding", TWO | {"lead_contact": "alex@example.org"}, "signs in as administrator with this e-mail"),
        ("safeguarding", TWO | {"houses": "x"}, "Choose for which services"),
        ("colleagues", {"colleague_name": "Lou", "works_as": "lead", "houses": "1"}, "Choose what they do"),
        ("colleagues", {"colleague_name": "Lou", "works_as": "manager"}, "Choose at least one service"),
        (
            "colleagues",
            {"colleague_name": "Lou", "works_as": "manager", "colleague_email": "kim@example.org"},
            "Someone else signs in with this e-mail",
        ),
        ("people", {"person_name": "Ada", "house": "9", "go": "more"}, "Choose their service"),
        ("people", {"person_name": "", "house": "1", "go": "more"}, "Enter what they like to be called"),
    ],
)
async def test_what_is_refused_is_kept_and_explained(
    begun: Office, step: str, fields: dict[str, str], sentence: str
) -> None:
    """The page comes again with all that was typed and a sentence on how to mend it; nothing is kept."""
    await send(begun, "services", service_name="Rowan House", go="on")
    await begun.database.write(
        lambda tx: members.add(tx, name="Kim", role=Role.MANAGER, services=None, at=AT, email="kim@example.org")
    )
    before = await staff(begun), await begun.database.read(services.ever)
    response = await begun.post(f"{HOME}/{step}", f"{HOME}/{step}", **fields)
    assert response.status_code == 400
    assert sentence in response.text
    assert "Error: Step" in response.text
    typed = [value for name, value in fields.items() if name not in {"go", "houses", "works_as", "house", "zone"}]
    assert [value for value in typed if f'value="{value}"' not in response.text and value != "xx"] == []
    assert (await staff(begun), await begun.database.read(services.ever)) == before
    assert await begun.database.read(lambda tx: settings.get(tx, "provider")) is None


async def test_two_people_of_one_name_are_told_apart(begun: Office) -> None:
    """The second Ada of a house is refused, one of another house is not."""
    for house in ("Rowan House", "Mill Lane"):
        await send(begun, "services", service_name=house, go="more")
    await send(begun, "people", person_name="Ada", house="1", go="more")
    response = await begun.post(f"{HOME}/people", person_name="Ada", house="1", go="more")
    assert response.status_code == 400
    assert "Somebody there is called Ada already" in response.text
    assert await send(begun, "people", person_name="Ada", house="2", go="more") == "/people?done=added&house=2"


async def test_who_works_alone_says_so(begun: Office) -> None:
    """To go on without colleagues is a step done, not one that is asked about for ever."""
    assert Step.COLLEAGUES not in await begun.database.read(setting_up.done)
    assert await send(begun, "colleagues", go="on") == "/people"
    assert Step.COLLEAGUES in await begun.database.read(setting_up.done)


async def test_each_service_can_have_its_own_two(begun: Office) -> None:
    """One service is changed and the other stays; the page shows what is missing where."""
    for house in ("Rowan House", "Mill Lane"):
        await send(begun, "services", service_name=house, go="more")
    await send(begun, "safeguarding", **TWO | {"houses": "2"})
    page = (await begun.get(f"{HOME}/safeguarding")).text
    assert "Rowan House has no safeguarding lead yet." in page
    assert "Mill Lane has no" not in page
    assert "Rowan House has no" not in (await begun.get("/staff")).text  # one line says that there is more to set up
    assert (await begun.post(f"{HOME}/safeguarding", **TWO | {"houses": "7"})).status_code == 404


async def test_a_code_lets_the_lead_in(begun: Office) -> None:
    """The page leads to a code that signs the lead in as lead, and that page leads back here."""
    await send(begun, "services", service_name="Rowan House", go="on")
    await send(begun, "safeguarding", **TWO)
    page = (await begun.get(f"{HOME}/safeguarding")).text
    lead = re.findall(r'action="(/staff/team/\d+/code)"', page)[0]
    shown = await begun.post(lead, back="safeguarding")
    assert f'href="{HOME}/safeguarding">Back to setting up' in shown.text
    found = re.search(r"/staff/sign-in/[\w-]{43}", shown.text)
    assert found
    assert (await begun.client.post(found[0], data={"go": "on"})).status_code == 303
    assert (await begun.get("/staff/worries")).status_code == 200


async def test_who_is_named_is_told_how_to_sign_in(begun: Office) -> None:
    """Where e-mail is set up, a new lead and a new colleague get one each; to keep the same again sends nothing."""
    await begun.database.write(lambda tx: settings.put(tx, post.READY, "yes"))
    await send(begun, "services", service_name="Rowan House", go="on")
    for _ in range(2):
        await send(begun, "safeguarding", **TWO)
    kim = {"colleague_name": "Kim", "colleague_email": "kim@example.org", "works_as": "manager", "houses": "1"}
    await send(begun, "colleagues", **kim, go="more")
    assert await begun.database.read(lambda tx: tx.one("SELECT COUNT(*) FROM outbox WHERE bot = 'mail'")) == (2,)
    assert "Signs in at" in (await begun.get(f"{HOME}/colleagues")).text


async def test_the_check_list_says_what_is_missing_and_why(begun: Office) -> None:
    """Each line is done or says what can happen; copies are what an administrator says they are."""
    page = (await begun.get(f"{HOME}/next")).text
    assert (page.count(">Missing<"), page.count(">Done<")) == (6, 1)  # Telegram is connected here
    assert "Until then nobody can be invited." in page
    await begun.database.write(lambda tx: settings.put(tx, KEY_APART, "yes"))
    await begun.database.write(lambda tx: settings.put(tx, "address", "https://talk.example.org"))
    await begun.post(f"{HOME}/next", f"{HOME}/next", copied="yes")
    page = (await begun.get(f"{HOME}/next")).text
    assert (page.count(">Missing<"), page.count(">Done<")) == (3, 4)
    await begun.post(f"{HOME}/next", f"{HOME}/next", copied="no")
    assert await begun.database.read(lambda tx: settings.get(tx, COPIED)) == "no"
    await send(begun, "services", service_name="Rowan House", phone="999", go="on")
    await send(begun, "safeguarding", **TWO)
    assert (await begun.get(f"{HOME}/next")).text.count(">Missing<") == 2


async def test_empty_pages_say_what_to_do_first(begun: Office) -> None:
    """Without a service, later steps lead back to it instead of showing a form that cannot be filled in."""
    for step in ("safeguarding", "people"):
        assert "Add a service first." in (await begun.get(f"{HOME}/{step}")).text
    response = await begun.post(f"{HOME}/safeguarding", f"{HOME}/provider", **TWO)
    assert response.status_code == 400
    for role in (Role.MANAGER, Role.KEYWORKER, Role.BOARD, Role.LEAD, Role.HELPER):
        await begun.sign_in("Mo", role)
        assert "You do not work for a service yet" in (await begun.get("/staff")).text
    await begun.sign_in("Mo", Role.MANAGER)
    assert "You do not work for a service yet." in (await begun.get("/staff/services")).text
