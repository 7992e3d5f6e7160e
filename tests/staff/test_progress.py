"""The pages about ladders: a round is started, rated on the tablet, read with what comes next, and worked towards."""

from __future__ import annotations

import re

import pytest

from bot.screen import screen
from bot.telegram.render import words
from dialogs.pack_ladders import builtin_ladders
from evidence.reports import kind_named
from evidence.reports.kinds import Asked, Reader
from locales import ENGLISH
from store import actions, invitations, members, people, plans, rounds
from store.action import NewAction, Someone
from store.tx import Tx
from tests.staff.office import AT, START, Office
from tests.staff.rating import at_first_ladder, rate_first

CODE = builtin_ladders()
HOUSE = "Mill Lane"


async def started(office: Office) -> int:
    """A manager starts a round in one house, with a manager and staff in it; gives the round's number."""
    where = office.houses[HOUSE]

    def staffed(tx: Tx) -> None:
        for audience, name in (("manager", "Mo"), ("staff", "Cy")):
            people.add(tx, service_id=where, audience=audience, name=name, at=AT)

    await office.database.write(staffed)
    await office.sign_in("Mo", "manager")
    page = (await office.get("/staff/progress")).text
    assert "Nobody has been asked yet." in page
    done = await office.post(
        "/staff/progress/start", name="Ladders", closes_on="2026-12-20", services=str(where), audiences="manager"
    )
    assert done.status_code == 303, done.text
    return int(done.headers["location"].removeprefix("/staff/invitations?round="))


async def test_starting_a_round_invites_those_who_rate(office: Office) -> None:
    """Managers of the house get an invitation to ladders, nobody else does, and the round has a plan of its own."""
    round_id = await started(office)

    def read(tx: Tx) -> tuple[list[str], str, list[str]]:
        one = rounds.get(tx, round_id)
        assert one is not None
        assert one.kind == "ladders"
        mine = [person for house in office.houses.values() for person in people.in_service(tx, house)]
        asked = [
            person.audience
            for person in mine
            for invitation in invitations.of_person(tx, person.id)
            if (invitation.round_id, invitation.code) == (round_id, "pfp")
        ]
        return asked, one.code, [plan.from_id for plan in plans.all(tx) if plan.kind == plans.LADDERS]

    asked, code, made = await office.database.read(read)
    assert set(asked) == {"manager"}
    assert code == "pfp"
    assert made == [str(round_id)]
    page = (await office.get(f"/staff/invitations?round={round_id}")).text
    assert "Mo" in page
    assert (await office.get(f"/staff/rounds/{round_id}")).status_code == 200


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Give it a name."),
        ({"closes_on": "soon"}, "Choose a day from tomorrow"),
        ({"closes_on": AT[:10]}, "Choose a day from tomorrow"),
        ({"services": "999"}, "Choose one service or more."),
        ({"audiences": "person"}, "Choose staff, managers or both."),
    ],
)
async def test_what_is_wrong_is_told(office: Office, fields: dict[str, str], sentence: str) -> None:
    """What is missing or wrong is told at its field, and what was typed is still there. People are never asked."""
    await office.sign_in("Mo", "manager")
    good = {
        "name": "Winter ladders", "closes_on": "2026-12-20", "services": str(office.houses[HOUSE]),
        "audiences": "staff",
    }  # fmt: skip
    refused = await office.post("/staff/progress/start", **{**good, **fields})
    assert refused.status_code == 400
    assert sentence in refused.text
    assert fields.get("name") == "" or "Winter ladders" in refused.text


async def test_from_rating_to_action(office: Office) -> None:
    """A manager rates step 2; the page shows it, the third statement comes next, and an action works towards it."""
    round_id = await started(office)
    await rate_first(office, round_id, "2")
    page = (await office.get(f"/staff/progress?round={round_id}")).text
    assert "Step 2" in page
    assert "1 person rated so far" in " ".join(page.split())
    ladder = (await office.get(f"/staff/progress/ladders/1?round={round_id}")).text
    target = CODE.ladders[0].statements[2]
    assert ladder.count(target) == 2
    assert all(statement.replace("'", "&#39;") in ladder for statement in CODE.ladders[0].statements)
    assert "What people say about the same thing" in ladder
    address = re.search(r'href="(/staff/actions/add\?[^"]+)"', ladder)
    assert address is not None
    form = (await office.get(address[1].replace("&amp;", "&"))).text
    assert target in form
    more = {"priority": "First", "why": "Nothing else works", "first_steps": "Ask", "see": "Smiles"}
    added = await office.post(
        "/staff/actions/add", what=target, service="0", plan="1", from_kind="ladder", from_id="pfp.1.1", **more
    )
    assert added.status_code == 303, added.text
    (action,) = await office.database.read(actions.all)
    assert (action.said.from_id, action.said.more["see"]) == ("pfp.1.1", "Smiles")
    summary = (await office.get(f"/staff/progress/summary?round={round_id}")).text
    assert summary.count('scope="row"') == 16
    assert f'href="/staff/actions/{action.id}"' in summary
    detailed = (await office.get(f"/staff/progress/detailed?round={round_id}")).text
    assert all(text in detailed for text in more.values())
    assert "Tools that may help" in detailed


async def test_the_report_has_three_layouts(office: Office) -> None:
    """Scores, summary (sixteen rows) and detailed plans are made of the same round."""
    round_id = await started(office)
    await rate_first(office, round_id, "2")
    kind = kind_named("progress")
    assert kind is not None
    assert kind.layouts == ("scores", "summary", "detailed")
    for layout in kind.layouts:
        asked = Asked(office.pack, START.date(), Reader(manages=True), layout=layout)
        made = await office.database.read(lambda tx, asked=asked: kind.make(tx, asked))
        assert made is not None
        assert all(len(table.rows) == 16 for table in made.tables)
        assert layout == "detailed" or any("Step 2" in text for text in made.texts())


async def test_detailed_plans_are_published_without_colleagues(office: Office) -> None:
    """Neither who leads nor who must know is named where they work here; for staff they are."""
    await started(office)

    def opened(tx: Tx) -> None:
        jo = members.add(tx, name="Jo Example", role="keyworker", services=None, at=AT)
        both = (Someone("Jo Example", jo), Someone("Jo Example, at night"), Someone("The council"))
        ladder = NewAction(1, "Ask.", leads=both, knows=both, from_kind="ladder", from_id="pfp.1.1")
        other = NewAction(1, "Tell.", leads=both, knows=both, more={"why": "It helps."})
        for new in (ladder, other):
            actions.add(tx, new, at=AT, by=None)

    await office.database.write(opened)
    kind = kind_named("progress")
    assert kind is not None
    for public in (False, True):
        asked = Asked(office.pack, START.date(), Reader(manages=True, public=public), layout="detailed")
        made = await office.database.read(lambda tx, asked=asked: kind.make(tx, asked))
        assert made is not None
        who = "Our staff, The council" if public else "Jo Example, Jo Example, at night, The council"
        for table in made.tables:
            said = {row.cells[0].text: row.cells[1].text for row in table.rows}
            assert (said["Who"], said["Who must know, or help"]) == (who, who)
        assert len(made.tables) == (1 if public else 2), "what did not begin with a ladder is not published"


async def test_scores_over_rounds(office: Office) -> None:
    """Two rounds stand side by side, each with the step of its own time and a link to its own ladder."""
    first = await started(office)
    await rate_first(office, first, "2")
    assert "Over rounds" not in (await office.get("/staff/progress")).text, "one round is no comparison"
    office.clock.turn(days=40)
    await office.sign_in("Mo", "manager")
    await office.database.write(lambda tx: rounds.close(tx, first, AT))
    where = str(office.houses[HOUSE])
    done = await office.post(
        "/staff/progress/start", name="A year on", closes_on="2027-01-20", services=where, audiences="manager"
    )
    second = int(done.headers["location"].removeprefix("/staff/invitations?round="))
    await rate_first(office, second, "4")
    page = (await office.get("/staff/progress")).text
    table = page[page.index(">Over rounds</caption>") :].partition("</table>")[0]
    heads = re.findall(r'<th class="govuk-table__header" scope="col">([^<]+)</th>', table)
    assert heads == ["Ladder", "Ladders", "A year on"], "the oldest first"
    rows = re.findall(r'<th class="govuk-table__header" scope="row">.*?</tr>', table, re.DOTALL)
    assert len(rows) == 16
    own = re.findall(r'href="/staff/progress/ladders/1\?round=(\d+)&amp;service=\d+">(.*?)</a>', rows[0])
    cells = {number: re.sub(r"<[^>]+>", "", html) for number, html in own}
    assert (cells[str(first)], cells[str(second)]) == ("Step 2", "Step 4")


async def test_a_house_does_not_see_another(office: Office) -> None:
    """A manager of another house gets no page of a round that does not ask there."""
    round_id = await started(office)
    await office.sign_in("Zed", "manager", "Harbour View")
    assert (await office.get(f"/staff/progress?round={round_id}")).status_code == 404
    assert "Nobody has been asked yet." in (await office.get("/staff/progress")).text


async def test_tools_and_other_codes(office: Office) -> None:
    """Sixteen tools, each with when it helps; mappings of ours are marked as ours, those of the source are not."""
    await office.sign_in("Mo", "manager")
    tools = (await office.get("/staff/tools")).text
    assert tools.count("It helps:") == 16
    codes = (await office.get("/staff/crosswalks")).text
    assert codes.count("Our own mapping") == 2
    assert codes.count("The source names no section.") == 9
    area = (await office.get("/staff/areas/duq.1")).text
    assert "Care Quality Commission, five key questions: Effective; Caring; Responsive (our own mapping)." in area


async def test_a_chat_shows_the_statements_with_their_numbers(office: Office) -> None:
    """The five statements stand in the message; the buttons under it are their numbers."""
    round_id = await started(office)
    turn = await at_first_ladder(office, round_id)
    shown = screen(turn, ENGLISH)
    said = words(shown, (), ENGLISH.gettext)
    assert all(f"{number}. {one}" in said for number, one in enumerate(CODE.ladders[0].statements, start=1))
    assert shown.numbered
    assert [button.choice for button in shown.main] == ["1", "2", "3", "4", "5"]


async def test_what_is_done_everywhere_stands_with_each_house(office: Office) -> None:
    """An action for all services is beside its ladder for the manager of one house too, and in that house's report."""
    round_id = await started(office)
    await rate_first(office, round_id, "2")
    elsewhere = office.houses["Harbour View"]

    def opened(tx: Tx) -> None:
        plan = plans.add(tx, name="Food", kind="register", at=AT, by=None)
        for what, where in (("Train everyone", 0), ("Train others", elsewhere)):
            new = NewAction(plan, what, service_id=where, from_kind="ladder", from_id="pfp.1.1")
            actions.add(tx, new, at=AT, by=None)
        more = {"why": "It is cold", "priority": "First"}
        actions.add(tx, NewAction(plan, "Cook at noon", more=more), at=AT, by=None)
        actions.add(tx, NewAction(plan, "Paint the hall"), at=AT, by=None)

    await office.database.write(opened)
    await office.sign_in("Hal", "manager", HOUSE)
    for page in ("ladders/1", "summary", "detailed"):
        told = (await office.get(f"/staff/progress/{page}?round={round_id}")).text
        assert "Train everyone" in told, page
        assert "Train others" not in told, page
        assert "Paint the hall" not in told, page
        assert ("Cook at noon" in told) is (page == "detailed"), "it began with no ladder, and has a detailed plan"
    kind = kind_named("progress")
    assert kind is not None
    house = office.houses[HOUSE]
    for layout in ("summary", "detailed"):
        reader = Reader(manages=True, services=frozenset({house}))
        asked = Asked(office.pack, START.date(), reader, service_id=house, layout=layout)
        made = await office.database.read(lambda tx, asked=asked: kind.make(tx, asked))
        assert made is not None
        told = "\n".join(made.texts())
        assert "Train everyone" in told, layout
        assert "Train others" not in told, layout
        assert ("It is cold" in told) is (layout == "detailed")


async def test_a_step_of_managers_only_says_so(office: Office) -> None:
    """While staff are asked too and the round is open, they may stand lower: on each page that names the step."""
    round_id = await started(office)
    await rate_first(office, round_id, "2")
    assert "managers only" not in (await office.get(f"/staff/progress?round={round_id}")).text, "nobody else is asked"
    await office.database.write(lambda tx: rounds.change(tx, round_id, audiences=("staff", "manager")))
    for page in ("", "/summary"):
        assert "managers only" in (await office.get(f"/staff/progress{page}?round={round_id}")).text, page
    ladder = (await office.get(f"/staff/progress/ladders/1?round={round_id}")).text
    assert "So far this is what managers say only." in ladder
    kind = kind_named("progress")
    assert kind is not None
    for layout in ("scores", "summary"):
        asked = Asked(office.pack, START.date(), Reader(manages=True), layout=layout)
        made = await office.database.read(lambda tx, asked=asked: kind.make(tx, asked))
        assert made is not None
        assert "Step 2, managers only" in list(made.texts()), layout
        assert any("They may stand lower." in one for one in made.texts()), layout
