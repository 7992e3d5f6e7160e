"""The pages about rounds: how far one is, who was not asked, ending it, and which questions work."""

from __future__ import annotations

import re
from functools import partial

import pytest

from asking.rounds import tend
from bot.staff.sheets import safe
from store import consents, invitations, not_asked, observations, people, rounds, sessions, shown
from store.tx import Tx
from tests.staff.office import AT, Office
from tests.staff.pack import AREA, prompt_id

OLD = "2026-11-01T09:00:00Z"


def flat(html: str) -> str:
    """The words of a page, without tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


@pytest.fixture
async def managed(office: Office) -> Office:
    """A manager of all services is signed in."""
    await office.sign_in("Mo", "manager")
    return office


async def test_closing_asks_first_and_can_be_undone_for_a_day(managed: Office) -> None:
    """What it does is said before; then there is a button that opens the round again, until a day has passed."""
    path = f"/staff/rounds/{managed.round}"
    page = flat((await managed.get(f"{path}/close")).text)
    assert "Who has begun can still finish, in their own time" in page
    assert "The results stay as they are now." in page
    assert (await managed.post(f"{path}/close")).headers["location"] == f"{path}?done=closed"
    assert "Open it again" in (await managed.get(path)).text
    assert (await managed.post(f"{path}/reopen")).status_code == 303
    assert "Close it now" in (await managed.get(path)).text
    await managed.post(f"{path}/close")
    managed.clock.turn(hours=25)
    await managed.sign_in("Mo", "manager")
    assert "Open it again" not in (await managed.get(path)).text
    refused = await managed.post(f"{path}/reopen")
    assert refused.status_code == 409
    assert "can no longer be opened again" in refused.text


async def test_a_series_is_ended_or_its_next_round_deleted(managed: Office) -> None:
    """The next round stands in the list when the one before has ended; deleting it ends the series."""
    await managed.database.write(lambda tx: rounds.change(tx, managed.round, every="quarter"))
    page = (await managed.get(f"/staff/rounds/{managed.round}")).text
    assert "Comes again: every three months." in flat(page)
    await managed.database.write(lambda tx: rounds.close(tx, managed.round, "2026-11-20T00:00:00Z"))
    (second,) = await managed.database.write(lambda tx: tend(tx, managed.clock()))
    assert "Planned" in flat((await managed.get("/staff/rounds")).text)
    assert "You can plan a new one." in (await managed.get(f"/staff/rounds/{second}/cancel")).text
    answer = await managed.post(f"/staff/rounds/{second}/cancel")
    assert answer.headers["location"] == "/staff/rounds?done=cancelled"
    assert (await managed.get(f"/staff/rounds/{second}")).status_code == 404
    assert await managed.database.write(lambda tx: tend(tx, managed.clock())) == ()


def some_talks(tx: Tx, office: Office) -> None:
    """In Mill Lane: 1 said no, 2 opened, 1 finished, 1 is away, 1 is watched, 1 was invited, and one is forgotten."""
    house = office.people["Mill Lane"]

    def invited(person: int, *, agreed: bool | None = None, state: str = "asking", begun: bool = True) -> int:
        made = invitations.add(
            tx, person_id=person, round_id=office.round, code="duq", areas=(AREA,), created_at=AT, expires_at=AT
        )
        if not begun:
            return 0
        invitations.opened(tx, made, AT)
        talk = sessions.start(
            tx, invitation_id=made, person_id=person, flow_id="flow-1", state=state, body="{}", at=OLD, step="x"
        )
        if agreed is not None:
            consents.add(tx, session_id=talk, version="1", words="?", agreed=agreed, at=AT, language="en")
        return talk

    office.talks[house[0]] = invited(house[0], agreed=True, state="closed")
    office._add_answer(tx, house[0], "choose", ("yes",))
    office.talks[house[1]] = invited(house[1], agreed=True)
    office._add_answer(tx, house[1], "choose", (), reply="did_not_know")
    invited(house[2], agreed=False, state="declined")
    invited(house[3], begun=False)
    not_asked.put(tx, person_id=house[4], round_id=office.round, why="away", who="Mo", at=AT)
    observations.add(tx, person_id=house[5], round_id=office.round, at=AT)
    people.forget_identity(tx, house[6], AT)
    people.stop(tx, house[7], AT)


async def test_how_far_a_round_is(managed: Office) -> None:
    """By service and audience; and who was not asked and why, with their names and a way to invite them."""
    await managed.database.write(partial(some_talks, office=managed))
    page = (await managed.get(f"/staff/rounds/{managed.round}")).text
    row = re.search(r"Mill Lane</th>(.*?)</tr>", page, re.DOTALL)
    assert row
    assert re.findall(r"numeric\">(?:<a[^>]*>)?([^<]*)<", row[1]) == ["22", "1", "5%", "4", "3", "2", "1"]
    left = flat(page)
    assert "Mill Lane: 43 people" in left  # 22 without the three who were asked, 24 of family and staff
    assert "Away Bo Invented Invite Bo Invented" in left
    assert "Said no when they were asked Cy Madeup" in left
    assert "Two people write down what they see instead" in left
    noted = await managed.database.read(lambda tx: tx.all("SELECT did FROM access_log WHERE who = 'Mo'"))
    assert (f"saw who was not asked in round {managed.round}, by name",) in noted


@pytest.mark.parametrize("role", ["board", "lead"])
async def test_readers_get_no_names(office: Office, role: str) -> None:
    """Who reads what many people say sees numbers, and 'fewer than five' where they are small."""
    await office.database.write(partial(some_talks, office=office))
    await office.sign_in("Lou", role)
    page = (await office.get(f"/staff/rounds/{office.round}")).text
    for name in ("Ada Example", "Bo Invented", "Cy Madeup", "/staff/people/"):
        assert name not in page
    assert "People supported: away. Fewer than five people." in flat(page)


async def test_a_keyworker_sees_names_of_their_own_house_only(office: Office) -> None:
    """The names of another house stand on no page of theirs."""
    await office.database.write(partial(some_talks, office=office))
    await office.sign_in("Kim", "keyworker", "The Elms")
    page = flat((await office.get(f"/staff/rounds/{office.round}")).text)
    assert "The Elms" in page
    assert "Mill Lane" not in page
    assert "Away" not in page


def met_question(tx: Tx, office: Office, skipped: int, answered: int) -> None:
    """So many people of Mill Lane finished a talk, and the first of them skipped its question."""
    for number, person in enumerate(office.people["Mill Lane"][: skipped + answered]):
        made = invitations.add(
            tx, person_id=person, round_id=office.round, code="duq", areas=(AREA,), created_at=AT, expires_at=AT
        )
        talk = sessions.start(
            tx, invitation_id=made, person_id=person, flow_id="flow-1", state="closed", body="{}", at=OLD
        )
        did, seconds = "skipped" if number < skipped else "chose", None if number < 5 else 9
        shown.note(tx, session_id=talk, prompt=prompt_id("person", "choose"), did=did, seconds=seconds)


async def test_a_question_that_many_skip_is_said_to_the_author(managed: Office) -> None:
    """In plain words, with what to do about it; and in a file for a spreadsheet."""
    path = f"/staff/rounds/{managed.round}/questions"
    assert "Too few people have talked with us to say anything." in (await managed.get(path)).text
    await managed.database.write(partial(met_question, office=managed, skipped=6, answered=14))
    page = flat((await managed.get(path)).text)
    assert "Many skip it. Read it aloud with two or three people." in page
    assert "Shown to 20 people. Skipped: 6." in page
    assert "Half of the people need 9 seconds or less." in page
    file = await managed.get(f"{path}.csv")
    assert file.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in file.headers["content-disposition"]
    line = file.content.decode("utf-8-sig").splitlines()[1]
    assert "Do you choose what you do today?,duq.1.person.choose,20,14,0,0,6,0,9,9,9,Many skip it." in line
    assert "Hidden to keep people private." in flat((await managed.get(f"{path}?audience=family")).text)
    assert (await managed.get(f"{path}?audience=nobody")).status_code == 404


async def test_few_people_are_told_in_words(managed: Office) -> None:
    """From five to nine people there is no number of anything, on the page or in the file."""
    await managed.database.write(partial(met_question, office=managed, skipped=1, answered=6))
    path = f"/staff/rounds/{managed.round}/questions"
    page = flat((await managed.get(path)).text)
    assert "5 to 9 Most Few or nobody Few or nobody Few or nobody Few or nobody –" in page
    file = (await managed.get(f"{path}.csv")).text
    assert "5 to 9,Most,Few or nobody,Few or nobody,Few or nobody,Few or nobody,,,," in file


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_a_cell_is_never_worked_out(cell: str) -> None:
    """What a spreadsheet would take for a formula stays text."""
    assert safe(cell) == f"'{cell}"
    assert safe(f"a{cell}") == f"a{cell}"
