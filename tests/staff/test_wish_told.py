"""The whole way of a wish: taken, done, written up, published; and whoever wished hears of it in their own channel."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from httpx import AsyncClient, Response

from asking.changes import UNDO
from asking.post import MAIL
from bot.changing import Telling
from dialogs.model import Audience
from store import (
    action_notes,
    actions,
    changes,
    outbox,
    plans,
    services,
    told,
    wishes,
)
from store.action import NewAction, Status
from store.outbox import Letter
from store.tx import Tx
from tests.asking.test_reminding import NUMBER, with_chat, with_mail
from tests.staff.month import DAY, Home, moved_in, post
from tests.staff.office import AT
from tests.tablet.browsing import PageReader

WISH = "I want to eat later, says Ada."
CHANGE = {"said": "We want to eat later.", "did": "Now we eat at 7."}
OUT = "duq.2.person.out"
DONE = "Write what changed"


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    """A house with one person, who wishes for something."""
    async with moved_in(tmp_path / "data") as opened:
        summary = await opened.begin()

        def wished(tx: Tx) -> None:
            wishes.add(tx, summary_id=summary.id, person_id=opened.person, service_id=opened.house, words=WISH, at=AT)

        await opened.rooms.database.write(wished)
        yield opened


async def form_of(client: AsyncClient, page: str) -> dict[str, str]:
    """What the page of a change would send along by itself."""
    reader = PageReader((await client.get(page)).text)
    form = next(form for _, _, form in reader.buttons if form and form.action == "/staff/changes/write")
    return {name: value for name, value in form.fields if name in {"wish_id", "action_id"}}


async def written(client: AsyncClient, page: str, **fields: str) -> str:
    """Write it with what its page carries, choose a picture and publish; gives the page of the change."""
    sent = {**CHANGE, "service": "1", **(await form_of(client, page)), **fields}
    response = await post(client, "/staff/changes/write", **sent)
    assert response.status_code == 303, response.text
    made = str(response.headers["location"]).partition("?")[0]
    await post(client, f"{made}/picture", picture="food")
    assert (await post(client, f"{made}/publish")).headers["location"].endswith("published")
    return made


async def told_now(home: Home) -> int:
    """The time to undo is over, and the caretaker goes round; gives how many messages were put."""
    home.clock.moment += UNDO + timedelta(minutes=1)
    rooms = home.rooms
    return await Telling(rooms.database, home.clock, rooms.languages).go_round()


async def letters(home: Home, lane: str) -> tuple[Letter, ...]:
    """What waits to be sent."""
    return await home.rooms.database.read(lambda tx: outbox.waiting(tx, lane))


async def done(client: AsyncClient, action: int = 1) -> Response:
    """Somebody says that an action is done."""
    return await post(client, f"/staff/actions/{action}/note", words="Talked with the cook.", status="done")


@pytest.mark.parametrize("channel", ["mail", "chat", "page"])
@pytest.mark.parametrize("kind", wishes.KINDS)
async def test_a_wish_comes_back_to_whoever_wished(home: Home, kind: str, channel: str) -> None:
    """Taken as either kind, done and written up from the action's page: they hear of it by e-mail, chat or page."""
    write, person = home.rooms.database.write, home.person
    if channel == "mail":
        await write(lambda tx: with_mail(tx, person))
    elif channel == "chat":
        await write(lambda tx: with_chat(tx, person, 1))
    mo = await home.sign_in("Mo")
    await post(mo, "/staff/wishes/1/take", kind=kind, due=DAY)
    assert "/staff/changes/write?wish=1" in (await mo.get("/staff/wishes")).text
    answer = await done(mo)
    page = (await mo.get(answer.headers["location"])).text
    assert DONE in page
    assert "/staff/changes/write?action=1" in page
    assert "was not told" in (await mo.get("/staff")).text
    form = (await mo.get("/staff/changes/write?action=1")).text
    assert WISH in form
    made = await written(mo, "/staff/changes/write?action=1")
    assert await told_now(home) == (channel != "page")
    if channel != "page":
        (letter,) = await letters(home, MAIL if channel == "mail" else NUMBER)
        assert b"Now we eat at 7." in letter.body
    shown = (await home.client().get(f"{await home.link(await home.begin())}/changed")).text
    assert "Now we eat at 7." in shown
    for place in ("/staff/wishes", "/staff/actions/1"):
        assert f'"{made}"' in (await mo.get(place)).text
    assert "was not told" not in (await mo.get("/staff")).text
    assert await told_now(home) == 0, "nobody is told twice"


@pytest.mark.parametrize("channel", ["mail", "chat", "page"])
async def test_a_wish_that_nobody_took_comes_back_too(home: Home, channel: str) -> None:
    """It was simply done: written from the list of wishes, they hear of it, and nobody is asked to take it."""
    write, person = home.rooms.database.write, home.person
    if channel == "mail":
        await write(lambda tx: with_mail(tx, person))
    elif channel == "chat":
        await write(lambda tx: with_chat(tx, person, 1))
    mo = await home.sign_in("Mo")
    assert "/staff/changes/write?wish=1" in (await mo.get("/staff/wishes")).text
    assert await form_of(mo, "/staff/changes/write?wish=1") == {"wish_id": "1", "action_id": ""}
    made = await written(mo, "/staff/changes/write?wish=1")
    page = (await mo.get("/staff/wishes")).text
    assert f'"{made}"' in page
    assert "/staff/changes/write?wish=1" not in page
    assert "/staff/wishes/1/take" in page
    assert "wish waits for someone" not in (await mo.get("/staff")).text
    assert await told_now(home) == (channel != "page")
    if channel != "page":
        (letter,) = await letters(home, MAIL if channel == "mail" else NUMBER)
        assert b"Now we eat at 7." in letter.body
    shown = (await home.client().get(f"{await home.link(await home.begin())}/changed")).text
    assert "Now we eat at 7." in shown


async def test_a_draft_of_what_changed_still_lets_it_wait(home: Home) -> None:
    """Until it is published nobody heard of it; a correction of the summary leaves the wish that it leads to."""
    mo = await home.sign_in("Mo")
    await post(mo, "/staff/changes/write", **CHANGE, service="1", wish_id="1")
    assert "wish waits for someone" in (await mo.get("/staff")).text

    def corrected(tx: Tx) -> int:
        wishes.remove_of_summary(tx, 1)
        return len(wishes.all(tx))

    assert await home.rooms.database.write(corrected) == 1


async def test_from_the_wish_the_action_is_carried_too(home: Home) -> None:
    """Whoever begins at the wish writes of its action as well; the wish's own words are shown and not copied."""
    mo = await home.sign_in("Mo")
    await post(mo, "/staff/wishes/1/take", kind="action", due=DAY)
    assert await form_of(mo, "/staff/changes/write?wish=1") == {"wish_id": "1", "action_id": "1"}
    reader = (await mo.get("/staff/changes/write?wish=1")).text
    box = reader.partition('name="said"')[2].partition("</textarea>")[0]
    assert "eat later" not in box
    await written(mo, "/staff/changes/write?wish=1")
    found = await home.rooms.database.read(lambda tx: changes.get(tx, 1))
    assert found
    assert (found.wish_id, found.action_id) == (1, 1)


async def test_a_wish_of_another_house_cannot_be_told_of(home: Home) -> None:
    """A number that is put into the form by hand is refused, and an edit keeps what the change came of."""

    def elsewhere(tx: Tx) -> None:
        other = services.add(tx, name="Far House", phone="01632 960000")
        wishes.add(tx, summary_id=1, person_id=home.person, service_id=other, words="Far away.", at=AT)

    await home.rooms.database.write(elsewhere)
    mo = await home.sign_in("Mo")
    assert "Far away." not in (await mo.get("/staff/changes/write?wish=2")).text
    for fields in ({"wish_id": "2"}, {"wish_id": "77"}, {"action_id": "9"}):
        assert (await post(mo, "/staff/changes/write", **CHANGE, service="1", **fields)).status_code == 400
    assert (await post(mo, "/staff/changes/write", **CHANGE, service="1", wish_id="1")).status_code == 303
    await post(mo, "/staff/changes/1/edit", **CHANGE, service="1", wish_id="2")
    found = await home.rooms.database.read(lambda tx: changes.get(tx, 1))
    assert found
    assert found.wish_id == 1


async def test_the_answers_that_led_to_an_action_are_ticked_until_unticked(home: Home) -> None:
    """Those that say 'not good' on what it is about, in the round that it was opened on; only what stays is linked."""
    rooms = home.rooms
    standard = next(one for one in rooms.pack.prompts if one.id == OUT).reading.standards[0]

    def opened(tx: Tx) -> None:
        plan = plans.add(tx, name="Plan", kind=plans.REGISTER, at=AT, by=None)
        new = NewAction(plan, "Two drivers.", service_id=home.house, standards=(standard,), status=Status.DONE)
        number = actions.add(tx, new, at=AT, by=home.staff["Mo"])
        action_notes.put_basis(tx, number, standard, round_id=1, source=Audience.PERSON, result={})

    await rooms.database.write(opened)
    mo = await home.sign_in("Mo")
    page = (await mo.get("/staff/changes/write?action=1")).text
    value = f"1 {OUT} no"
    offered = page.partition("Whose answers led to it?")[2].partition("</fieldset>")[0]
    assert f'value="{value}" checked' in offered
    assert f"1 {OUT} yes" not in offered
    for sent, linked in (({}, 0), ({"answers": "1 duq.2.person.out yes"}, 0), ({"answers": value}, 1)):
        made = await post(mo, "/staff/changes/write", **CHANGE, service="1", action_id="1", **sent)
        number = int(made.headers["location"].partition("?")[0].rpartition("/")[2])
        found = await rooms.database.read(lambda tx, number=number: told.chosen(tx, number))
        assert len(found) == linked


async def test_who_leads_but_does_not_manage_is_told_whom_to_ask(home: Home) -> None:
    """A keyworker who says that it is done cannot write to people, and learns what to do."""
    mo = await home.sign_in("Mo")
    await post(mo, "/staff/wishes/1/take", kind="action", due=DAY)

    def theirs(tx: Tx) -> None:
        tx.run("UPDATE action_person SET member_id = :kim WHERE action_id = 1", kim=home.staff["Kim"])

    await home.rooms.database.write(theirs)
    kim = await home.sign_in("Kim")
    page = (await kim.get((await done(kim)).headers["location"])).text
    assert "Tell a manager what is different now" in page
    assert "/staff/changes/write" not in page
