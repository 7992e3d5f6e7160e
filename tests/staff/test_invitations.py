"""The pages about invitations: how far everyone is, inviting one and many, and what is refused with how to mend it."""

from __future__ import annotations

import re

import pytest

from store import invitations, not_asked, people, services
from store.tx import Tx
from tests.staff.inviting import are_invented, began, codes_in, ended, invited, link_of, log, said, speaks
from tests.staff.office import AT, Office

LIST = "/staff/invitations"
ROUND = "2"


async def number_of(office: Office, person: int) -> int:
    """The number of somebody's newest invitation."""
    return (await office.database.read(lambda tx: invitations.of_person(tx, person)))[-1].id


async def test_the_list_says_how_far_everyone_is(managed: Office) -> None:
    """Each state is one word, counted over all, and shown with each person."""
    states = ["informing", "asking", "stopped", "declined", "closed"]
    for number, state in enumerate(states):
        await began(managed, await invited(managed, "Rose Cottage" if number < 3 else "The Elms", number % 3), state)
    over = await invited(managed, "The Elms", 2)
    await ended(managed, over)
    page = (await managed.get(f"{LIST}?service=3")).text
    assert "6 people" in said((await managed.get(f"{LIST}?service=3&audience=person")).text)
    for word in ("Said no", "Finished", "Link ended", "Not invited"):
        assert word in page.partition("<tbody")[2], word
    page = said((await managed.get(f"{LIST}?service=4")).text)
    for word in ("Opened 1", "Started 1", "Stopped 1"):
        assert word in page, word
    assert "3 people" in said((await managed.get(f"{LIST}?service=4&audience=person&state=")).text)
    assert "1 person" in said((await managed.get(f"{LIST}?state=finished")).text)


async def test_a_link_runs_out_only_where_nothing_was_begun(managed: Office) -> None:
    """After its last day a link that nobody used has run out; a talk that was begun goes on (D14)."""
    await invited(managed, "Rose Cottage", 0)
    await began(managed, await invited(managed, "Rose Cottage", 1), "asking")
    managed.clock.turn(days=61)
    await managed.sign_in("Mo", "manager")
    page = said((await managed.get(f"{LIST}?service=4&audience=person&round={ROUND}")).text)
    assert "Ran out 1" in page
    assert "Started 1" in page
    assert "Nobody can be invited to them now" in page


async def test_who_works_for_one_service_sees_no_other(office: Office) -> None:
    """Names of another house are on no list, and their numbers do nothing."""
    await office.sign_in("Kim", "keyworker", "Rose Cottage")
    other = office.people["Mill Lane"][0]
    page = (await office.get(LIST)).text
    assert "Mill Lane" not in page
    assert (await office.get(f"{LIST}?service=1")).status_code == 404
    response = await office.post(LIST, page=LIST, do="invite", round=ROUND, people=str(other))
    assert "Invited: 0 people" in said(response.text)
    assert await office.database.read(lambda tx: invitations.of_person(tx, other)) == ()
    theirs = await invited(office, "Mill Lane")
    assert (await office.get(f"{LIST}/print?these={theirs}")).status_code == 404


async def test_one_is_invited_in_two_clicks(managed: Office) -> None:
    """The form is filled in already; its page then has the link, and the same link again in its code."""
    person = managed.people["Mill Lane"][3]
    page = (await managed.get(f"/staff/people/{person}/invite")).text
    assert "checked" in page
    assert "Autumn 2026" in page
    areas = re.findall(r'name="areas" type="checkbox" value="([^"]+)"', page)
    assert areas == ["duq.1"]
    response = await managed.post(f"/staff/people/{person}/invite", round=ROUND, areas="duq.1")
    assert response.status_code == 303
    page = (await managed.get(response.headers["location"])).text
    link = await link_of(managed, await number_of(managed, person))
    assert f'value="{link}"' in page
    assert codes_in(page) == [link, f"https://t.me/plainsay_bot?start={link.rpartition('/')[2]}"]
    assert " style=" not in page
    assert (f"invited, invitation {await number_of(managed, person)}", person) in await log(managed)
    again = await managed.post(f"/staff/people/{person}/invite", round=ROUND, areas="duq.1")
    assert again.headers["location"] == response.headers["location"]


async def test_nothing_ticked_and_nothing_known(managed: Office) -> None:
    """Without an area the form comes back; an area or round that does not exist is no error of ours."""
    path = f"/staff/people/{managed.people['Mill Lane'][3]}/invite"
    response = await managed.post(path, round=ROUND)
    assert response.status_code == 400
    assert "Tick what they are asked about." in response.text
    assert (await managed.post(path, round=ROUND, areas="nothing")).status_code == 400
    response = await managed.post(path, round="1", areas="duq.1")
    assert response.status_code == 409
    assert "This round is not open now." in said(response.text)


async def test_without_a_lead_nobody_real_is_invited(managed: Office) -> None:
    """The page says in plain words what is missing and who mends it, and nothing is made."""
    person = managed.people["Mill Lane"][3]
    empty = dict.fromkeys(("lead_name", "lead_contact", "deputy_name", "deputy_contact", "deputy_from"), "")
    await managed.database.write(lambda tx: services.set_safeguarding(tx, 1, **empty))
    response = await managed.post(f"/staff/people/{person}/invite", round=ROUND, areas="duq.1")
    assert response.status_code == 409
    assert "Mill Lane has no safeguarding lead yet." in said(response.text)
    assert "plainsay service" not in response.text
    assert await managed.database.read(lambda tx: invitations.of_person(tx, person)) == ()


async def test_a_language_that_nobody_signed_off(managed: Office) -> None:
    """Nobody real is asked in a draft: the page says how many sentences wait, and how that is mended."""
    person = managed.people["Mill Lane"][3]
    await speaks(managed, person, "pl")
    response = await managed.post(f"/staff/people/{person}/invite", round=ROUND, areas="duq.1")
    assert response.status_code == 409
    assert re.search(r"Nobody can be asked in Polish yet. \d+ of its sentences wait", said(response.text))
    await are_invented(managed)
    assert (await managed.post(f"/staff/people/{person}/invite", round=ROUND, areas="duq.1")).status_code == 303


async def test_all_of_a_service_with_who_was_left_out(managed: Office) -> None:
    """Everyone is invited but for who said no or wants to be asked no more; each refusal says how it is mended."""
    declined, gone, polish = managed.people["The Elms"][:3]

    def prepare(tx: Tx) -> None:
        not_asked.put(tx, person_id=declined, round_id=managed.round, why="declined", who="Mo", at=AT)
        people.stop(tx, gone, AT)
        people.speak(tx, polish, "pl")

    await managed.database.write(prepare)
    assert "Invite all 4 people not invited yet" in said((await managed.get(f"{LIST}?service=3&audience=person")).text)
    response = await managed.post(f"{LIST}/all", page=LIST, round=ROUND, service="3", audience="person")
    page = said(response.text)
    assert "Invited: 3 people" in page
    assert "Left out: 1 person" in page
    assert "Nobody can be asked in Polish yet." in page
    assert (await managed.database.read(lambda tx: invitations.of_person(tx, gone))) == ()
    response = await managed.post(LIST, page=LIST, do="invite", round=ROUND, people=str(declined))
    assert "They said no to being asked this time." in said(response.text)
    assert "note that on their page first" in said(response.text)


async def test_a_great_many_are_invited_with_progress(managed: Office) -> None:
    """Over a second long the page says how far it is, step by step, and ends with the result; without scripts."""

    def many(tx: Tx) -> None:
        for number in range(300):
            people.add(tx, service_id=4, audience="person", name=f"N {number:03}", at=AT)
        people.speak(tx, managed.people["Rose Cottage"][0], "pl")

    await managed.database.write(many)
    response = await managed.post(f"{LIST}/all", page=LIST, round=ROUND, service="4", audience="person")
    page = said(response.text)
    assert [int(one) for one in re.findall(r"(\d+) of 303 done", page)] == [50, 100, 150, 200, 250, 300, 303]
    assert "302 people have a link now." in page
    assert "Left out: 1 person" in page
    assert response.text.count("</html>") == 1
    assert response.headers["content-security-policy"]
    assert re.findall(r"sheets (\d+ to \d+)", page)[-1] == "301 to 302"


async def test_ticking_and_printing(managed: Office) -> None:
    """Who is invited is printed; who is not is named, with what to do first. A second time nobody is invited twice."""
    first, second = managed.people["Rose Cottage"][:2]
    response = await managed.post(LIST, page=LIST, do="invite", round=ROUND, people=str(first))
    assert "Invited: 1 person" in said(response.text)
    response = await managed.post(LIST, page=LIST, do="print", round=ROUND, people=str(first))
    assert response.headers["location"] == f"{LIST}/print?these={await number_of(managed, first)}"
    response = await managed.post(LIST, page=LIST, do="print", round=ROUND, people=str(second))
    assert "Invite them first." in said(response.text)
    response = await managed.post(LIST, page=LIST, do="invite", round=ROUND, people=str(first))
    assert len(await managed.database.read(lambda tx: invitations.of_person(tx, first))) == 1
    assert "Nobody was ticked" in said((await managed.post(LIST, page=LIST, do="invite", round=ROUND)).text)


@pytest.mark.parametrize(
    "fields", [{"do": "fly"}, {"do": "invite", "people": "x"}, {"do": "print", "people": "9" * 20}]
)
async def test_what_no_page_sends_is_refused(managed: Office, fields: dict[str, str]) -> None:
    """A form that was made up gives a plain refusal and changes nothing."""
    assert (await managed.post(LIST, page=LIST, round=ROUND, **fields)).status_code == 400
    for path in ("?state=flying", "?audience=cats", "?service=99", "?round=99", "/print?these=1-x", "/999"):
        assert (await managed.get(LIST + path)).status_code == 404, path


async def test_a_new_link_ends_the_old_one(managed: Office) -> None:
    """It asks first; then the old link is another, and ending a link can be undone with a new one."""
    number = await invited(managed)
    address, old = f"{LIST}/{number}", await link_of(managed, number)
    assert "The old link stops at once" in (await managed.get(f"{address}/renew")).text
    assert await link_of(managed, number) == old
    assert (await managed.post(f"{address}/renew")).status_code == 303
    assert await link_of(managed, number) != old
    assert (await managed.post(f"{address}/revoke")).status_code == 303
    page = (await managed.get(f"{address}?done=revoked")).text
    assert "The link is ended." in page
    assert codes_in(page) == []
    assert f"{address}/renew" in page
    assert (await managed.post(f"{address}/renew")).status_code == 303
    assert len(codes_in((await managed.get(address)).text)) == 2
    person = managed.people["Mill Lane"][0]
    assert (f"ended the link, invitation {number}", person) in await log(managed)


async def test_a_tablet_that_is_handed_over_opens_no_staff_page(managed: Office) -> None:
    """Staff are signed out before the person's page opens: neither the cookie nor a kept one opens anything."""
    number = await invited(managed)
    secret = managed.client.cookies["plainsay_staff"]
    assert "You are signed out" in (await managed.get(f"{LIST}/{number}/here")).text
    response = await managed.post(f"{LIST}/{number}/here")
    assert response.headers["location"] == (await link_of(managed, number)).partition("8000")[2]
    assert (await managed.get("/staff")).status_code == 401
    managed.client.cookies.set("plainsay_staff", secret, path="/staff")
    assert (await managed.get("/staff")).status_code == 401
    assert (f"sent by tablet, invitation {number}", managed.people["Mill Lane"][0]) in await log(managed)


async def test_an_ended_link_is_not_handed_over(managed: Office) -> None:
    """Then nobody is signed out, and the page says what to do."""
    number = await invited(managed)
    await ended(managed, number)
    response = await managed.post(f"{LIST}/{number}/here")
    assert response.status_code == 409
    assert "Renew it first." in said(response.text)
    assert (await managed.get("/staff")).status_code == 200


async def test_who_watches_has_no_page_here(managed: Office) -> None:
    """An invitation to watch someone says other things: it is not among these."""
    await managed.watching("Mill Lane", "The Elms staff")
    assert (await managed.get(f"{LIST}/1")).status_code == 404
