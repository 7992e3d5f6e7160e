"""A wrong file changed actions that were there before: taking it back puts back what nobody changed since."""

from __future__ import annotations

from store import action_moves, action_notes, import_changes, plans
from store.action import Action
from store.tx import Tx
from tests.staff.office import Office
from tests.staff.test_actions_import import kept, pressed, uploaded
from tests.staff.test_people import words
from tests.staff.test_taking_back import FILE, FOUND, link_on, read_in

OTHER = """No,Key action,Evidence,Timescale,Lead,Progress,Outcome,Costs
Area 9 - Elsewhere,,,,,,,
1,Ask the cook.,Photos,June 2031,Zed,We shouted,Less fun,A lot
2,Buy a pan.,,,Sam,,,
Area 2 - Time,,,,,,,
3,Sleep longer.,,Completed,Jo,,,
4,Sing.,,,Jo,,,
"""


async def wrong_file(office: Office, data: str = OTHER) -> tuple[str, Action]:
    """A plan from a file, and then a wrong file into it with all that differs ticked; gives the plan and action 1."""
    plan = await read_in(office)
    before = (await kept(office))[0]
    await read_over(office, data)
    return plan, before


async def read_over(office: Office, data: str) -> None:
    """Read a file into the plan, and take all that differs from it; then an hour goes by."""
    page = (await uploaded(office, data.encode())).text
    every = [str(one.id) for one in await kept(office)]
    assert (await pressed(office, page, "/staff/actions/import/add", take=every)).status_code == 303
    office.clock.turn(hours=1)


async def first(office: Office) -> Action:
    """Action 1 as it is now."""
    return (await kept(office))[0]


async def notes(office: Office, action_id: int) -> list[str]:
    """What its notes say."""
    return [one.words for one in await office.database.read(lambda tx: action_notes.of(tx, action_id))]


async def test_all_that_it_changed_goes_back(managed: Office) -> None:
    """Words, days, leads, evidence, heading, further columns and its note, as if the file had never been read."""
    plan, before = await wrong_file(managed)
    after = await first(managed)
    assert (after.said.timescale, after.said.outcome, after.said.more) == ("June 2031", "Less fun", {"Costs": "A lot"})
    assert "We shouted" in await notes(managed, after.id)
    link = await link_on(managed, plan)
    page = words((await managed.get(link)).text)
    assert "1 action will go" in page
    assert "1 action will say again what it said before the file" in page
    assert (
        "1 Ask the cook.: the outcome for people, the evidence expected, who leads, the timescale, the progress" in page
    )
    assert "‘Costs’" in page
    assert "What cannot be put back" not in page
    assert await first(managed) == after, "looking changes nothing"
    sent = await managed.post(link)
    assert sent.headers["location"] == f"{plan}?done=back&back=1&restored=1"
    page = words((await managed.get(sent.headers["location"])).text)
    assert "1 action is taken back. 1 action says what it said before the file." in page
    assert await first(managed) == before
    assert await notes(managed, before.id) == ["We asked"]
    assert await managed.database.read(lambda tx: action_moves.of(tx, before.id)) == ()
    assert [one.title for one in await managed.database.read(lambda tx: plans.parts(tx, 1))] == ["Food", "Time"]
    assert len(FOUND.findall((await managed.get(plan)).text)) == 1
    await managed.post(await link_on(managed, plan))
    assert await kept(managed) == (), "the first file can be taken back whole again"


async def test_what_somebody_changed_since_stays_and_is_named(managed: Office) -> None:
    """They put the outcome right by hand: that stays, the rest goes back, and the page says why."""
    plan, before = await wrong_file(managed)
    now = await first(managed)
    typed = {"what": now.said.what, "outcome": "More fun", "service": "0", "plan": "1", "number": "1",
             "part": str(now.said.part_id), "timescale": "June 2031", "expected-0": "Photos",
             "other_leads": "Zed", "due_on": now.said.due_on or ""}  # fmt: skip
    assert (await managed.post(f"/staff/actions/{now.id}/change", **typed)).status_code == 303
    moved = (await first(managed)).moved_at
    link = await link_on(managed, plan)
    page = words((await managed.get(link)).text)
    assert "What cannot be put back" in page
    assert "the outcome for people: somebody changed it since" in page
    managed.clock.turn(hours=1)
    await managed.post(link)
    after = await first(managed)
    assert (after.said.outcome, after.said.timescale, after.said.leads) == (
        "More fun", before.said.timescale, before.said.leads,
    )  # fmt: skip
    assert after.moved_at > moved
    page = words((await managed.get(link)).text)
    assert "the outcome for people: somebody changed it since" in page
    assert "Put back what the file changed" not in page


async def test_that_it_is_known_by_now_who_leads_is_no_change(managed: Office) -> None:
    """Somebody said who Zed is: the words are those of the file still, and the ones before come back."""
    plan, before = await wrong_file(managed)
    who = (await managed.get("/staff/actions/who")).text
    field = who.split('">Zed</label>')[0].rpartition('for="')[2]
    await managed.post("/staff/actions/who", **{field: "outside"})
    await managed.post(await link_on(managed, plan))
    assert (await first(managed)).said.leads == before.said.leads


async def test_an_action_that_went_to_another_plan_keeps_what_it_says_there(managed: Office) -> None:
    """It is none of the file's plan any more, and the page says so of each thing."""
    plan, _ = await wrong_file(managed)
    now = await first(managed)

    def moved(tx: Tx) -> None:
        other = plans.add(tx, name="Other", kind=plans.REGISTER, at=now.made_at, by=None)
        tx.run("UPDATE action SET plan_id = :plan, part_id = NULL WHERE id = :id", plan=other, id=now.id)

    await managed.database.write(moved)
    page = words((await managed.get(await link_on(managed, plan))).text)
    assert "the outcome for people: the action stands in another plan now" in page
    assert "will say again" not in page


async def test_a_later_file_holds_what_the_one_before_changed(managed: Office) -> None:
    """The one before cannot put back what the later one changed again; once that is taken back, it can."""
    plan, before = await wrong_file(managed)
    await read_over(managed, OTHER.replace("Less fun", "No fun").replace("4,Sing.", "5,Dance."))
    later, earlier, _ = FOUND.findall((await managed.get(plan)).text)
    page = words((await managed.get(earlier)).text)
    assert "the outcome for people: somebody changed it since" in page
    await managed.post(later)
    assert (await first(managed)).said.outcome == "Less fun"
    await managed.post(earlier)
    assert (await first(managed)) == before


async def test_a_file_that_changed_and_added_nothing_new_is_taken_back_too(managed: Office) -> None:
    """It is listed on the plan though no action came of it, and is gone from the list once all is put back."""
    plan, before = await wrong_file(managed, FILE.replace("Fun", "No fun"))
    link = await link_on(managed, plan)
    page = words((await managed.get(link)).text)
    assert "1 action will say again what it said before the file" in page
    assert "will go" not in page
    sent = await managed.post(link)
    assert sent.headers["location"] == f"{plan}?done=back&back=0&restored=1"
    assert "1 action says what it said before the file." in words((await managed.get(sent.headers["location"])).text)
    assert await first(managed) == before
    assert await managed.database.read(lambda tx: import_changes.of_import(tx, 2)) == ()
    assert (await managed.post(link)).status_code == 404
