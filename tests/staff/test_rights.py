"""The staff pages about what people are owed: their data, forgetting with days to undo it, holds, and periods."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

from asking import forget_steps, retention
from asking.permissions import Role
from asking.profiles import Profile, keep
from bot.rights import Rights
from store import access_log, forgettings, holds, people
from tests.staff.office import AT, SOUND, Office
from tests.staff.test_people import words

SAID = "The lift is broken."


async def carried_out(office: Office) -> int:
    """The program's own round, some days later."""
    office.clock.turn(days=forget_steps.UNDO_DAYS, minutes=1)
    return await Rights(office.database, office.pack, office.files, office.clock).go_round()


async def test_forgetting_asks_first_and_leaves_no_name(managed: Office) -> None:
    """The page says what goes and what stays; the name is typed; after some days there is nobody, on no page."""
    ada = managed.people["Mill Lane"][0]
    await managed.database.write(lambda tx: keep(tx, ada, Profile(hearing="left ear"), at=AT))
    page = words((await managed.get(f"/staff/people/{ada}/forget")).text)
    for told in ("What goes", "How they like to communicate", "What stays, without a name", "Worries stay."):
        assert told in page
    for wrong in ({"name": "Somebody Else", "answers": "too"}, {"name": "Ada Example"}):
        assert (await managed.post(f"/staff/people/{ada}/forget", **wrong)).status_code == 400
    asked = await managed.post(f"/staff/people/{ada}/forget", name=" ada  example", answers="too")
    assert asked.status_code == 303
    page = words((await managed.get(asked.headers["location"])).text)
    assert "Ada Example will be forgotten on 29 November 2026" in page
    assert (await managed.get(f"/staff/people/{ada}")).status_code == 200
    assert await carried_out(managed) == 1
    await managed.sign_in("Mo", Role.MANAGER)
    assert (await managed.get(f"/staff/people/{ada}")).status_code == 404
    assert await managed.database.read(lambda tx: tx.all("SELECT * FROM profile")) == []


async def test_it_can_be_undone(managed: Office) -> None:
    """One press, and nothing is gone, whatever day it becomes."""
    ada = managed.people["Mill Lane"][0]
    await managed.post(f"/staff/people/{ada}/forget", name="Ada Example", answers="keep")
    undone = await managed.post(f"/staff/people/{ada}/keep")
    assert "is kept. Nothing was deleted." in words((await managed.get(undone.headers["location"])).text)
    assert await carried_out(managed) == 0
    assert await managed.database.read(lambda tx: people.name_of(tx, ada)) == "Ada Example"


async def test_a_hold_stops_forgetting_until_it_is_lifted(office: Office) -> None:
    """With a hold nobody can ask; one that is put meanwhile makes it wait, and it is done when it is lifted."""
    await office.sign_in("Ad", Role.ADMINISTRATOR)
    ada = office.people["Mill Lane"][0]
    assert (await office.post(f"/staff/people/{ada}/data/hold")).status_code == 400  # no reason was given
    assert (await office.post(f"/staff/people/{ada}/data/hold", why="A complaint")).status_code == 303
    refused = await office.post(f"/staff/people/{ada}/forget", name="Ada Example", answers="too")
    assert "Nothing of this person may be deleted" in words(refused.text)
    await office.post(f"/staff/people/{ada}/data/lift")
    await office.post(f"/staff/people/{ada}/forget", name="Ada Example", answers="too")
    await office.post(f"/staff/people/{ada}/data/hold", why="A complaint")
    assert "A complaint" in (await office.get(f"/staff/people/{ada}/data")).text
    assert await carried_out(office) == 0
    assert await office.database.write(lambda tx: holds.lift(tx, ada, who="Ad", at=AT))
    assert await carried_out(office) == 1
    assert await office.database.read(lambda tx: forgettings.waiting(tx, ada)) is None


async def test_the_file_holds_everything_and_no_worry(signed_in: Office) -> None:
    """Words, recording and name are in it; a worry is not, nor whether there is one. Making it is noted."""
    ada = signed_in.people["Mill Lane"][0]
    await signed_in.words("Mill Lane", SAID)
    await signed_in.recording("Mill Lane")
    await signed_in.worry("Mill Lane", "Someone hit me.")
    sent = await signed_in.post(f"/staff/people/{ada}/data/file")
    assert sent.headers["content-type"] == "application/zip"
    assert "Ada" not in sent.headers["content-disposition"]
    with ZipFile(BytesIO(sent.content)) as archive:
        data, page = json.loads(archive.read("about.json")), archive.read("about.html").decode()
        assert archive.read("media/001.ogg") == SOUND
    assert data["tables"]["identity"][0]["name"] == "Ada Example"
    assert SAID in str(data["tables"]["answer"])
    assert SAID in page
    assert "hit me" not in json.dumps(data) + page
    assert "does not say whether there is one" in page
    newest = (await signed_in.database.read(access_log.recent))[0]
    assert (newest.did, newest.person_id) == ("made a file of all that we know of a person", ada)


async def test_the_page_tells_what_was_agreed_and_who_looked(managed: Office) -> None:
    """What is held, in words; and a look is listed there the next time."""
    ada = managed.people["Mill Lane"][0]
    await managed.get(f"/staff/people/{ada}")
    page = words((await managed.get(f"/staff/people/{ada}/data")).text)
    assert "What Ada Example agreed to" in page
    assert "Mo Manager looked at their page" in page
    assert "is made by the safeguarding lead or deputy" in page
    easy = words((await managed.get(f"/staff/people/{ada}/data/easy")).text)
    for line in ("Your name is Ada Example.", "Worries are never on this page.", "Mo Manager looked at your page."):
        assert line in easy


async def test_a_period_is_looked_at_before_it_changes(office: Office) -> None:
    """What would go is shown first; a shorter period holds a week later, a longer one at once."""
    await office.sign_in("Ad", Role.ADMINISTRATOR)
    page = words((await office.post("/staff/keeping", kind="words", days="60", do="look")).text)
    assert "Words of an answer: 60 days?" in page
    assert "Nothing is older today, so nothing goes" in page

    async def days() -> int:
        return await office.database.read(lambda tx: retention.days_of(tx, "words", office.clock()))

    assert await days() == 730
    await office.post("/staff/keeping", kind="words", days="60", do="keep")
    assert await days() == 730
    assert "From 29 November 2026: 60 days" in words((await office.get("/staff/keeping")).text)
    office.clock.turn(days=7)
    await office.sign_in("Ad", Role.ADMINISTRATOR)
    assert await days() == 60
    await office.post("/staff/keeping", kind="words", days="900", do="keep")
    assert await days() == 900
    for wrong in ("2", "", "x", "99999999"):
        assert (await office.post("/staff/keeping", kind="words", days=wrong, do="look")).status_code == 400


async def test_the_page_says_what_a_hold_does_to_the_notes_of_who_looked(office: Office) -> None:
    """They are one chain: whoever wonders why old notes stay reads it where the periods are."""
    await office.sign_in("Ad", Role.ADMINISTRATOR)
    ada = office.people["Mill Lane"][0]
    sentence = "1 person has a hold: nothing of them goes."
    assert sentence not in words((await office.get("/staff/keeping")).text)
    await office.database.write(lambda tx: holds.put(tx, person_id=ada, why="x", who="Ad", at=AT))
    page = words((await office.get("/staff/keeping")).text)
    assert sentence in page
    assert "So all of them stay that were written since we first knew this person, about everyone." in page
