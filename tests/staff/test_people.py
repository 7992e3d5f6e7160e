"""The pages about people: the list, adding and changing someone, who leaves and who is forgotten."""

from __future__ import annotations

import re

import pytest

from asking.permissions import Role
from asking.profiles import Profile, keep
from store import access_log, invitations, members, not_asked, people
from tests.staff.office import AT, Office

MAY = {"name": "May Example", "audience": "family", "service": "1", "language": "en"}


def words(html: str) -> str:
    """The text of a page's main part, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).split())


async def looks(office: Office) -> list[str]:
    """What the access log says, oldest first."""
    found = await office.database.read(access_log.recent)
    return [one.did for one in reversed(found)]


async def added(office: Office, **fields: str) -> int:
    """Adds someone by the form and gives their number."""
    response = await office.post("/staff/people/add", **{**MAY, "audience": "person", **fields})
    assert response.status_code == 303, words(response.text)
    return int(response.headers["location"].split("/")[-1].split("?")[0])


async def test_the_list_is_paged_searched_and_noted_once(managed: Office) -> None:
    """Fifty a page, found by part of a name; a look at a page is one note, not fifty."""
    before = len(await looks(managed))
    page = (await managed.get("/staff/people")).text
    assert page.count("people__who") == 50
    assert await looks(managed) == [*(await looks(managed))[:before], "looked at the list of people"]
    assert "89 people, page 1 of 2" in words(page)
    rest = (await managed.get("/staff/people?page=2")).text
    assert rest.count("people__who") == 39
    found = (await managed.get("/staff/people?find=bo+inv&audience=person&service=4")).text
    assert re.findall(r"people__who.*?>([^<>]+)</a>", found, re.DOTALL) == ["Bo Invented"]
    assert "Nobody fits" in (await managed.get("/staff/people?find=unicorn")).text
    assert (await managed.get("/staff/people?page=x")).status_code == 404


async def test_a_list_of_five_hundred_is_quick(managed: Office) -> None:
    """However many there are, it is one page of fifty, and asks the database no question for each person."""

    def many(tx: object) -> None:
        for number in range(411):
            people.add(tx, service_id=1, audience="person", name=f"N {number:03}", at=AT)  # type: ignore[arg-type]

    await managed.database.write(many)
    page = (await managed.get("/staff/people?show=&page=3")).text
    assert "500 people, page 3 of 10" in words(page)
    assert page.count("people__who") == 50


async def test_a_keyworker_sees_their_own_people_first(office: Office) -> None:
    """Without a choice the list shows whose keyworker they are; where that is nobody, everyone."""
    kim = await office.sign_in("Kim", Role.KEYWORKER, "Mill Lane")
    assert "48 people" in words((await office.get("/staff/people")).text)
    ada = office.people["Mill Lane"][0]
    await office.database.write(
        lambda tx: tx.run("UPDATE person SET keyworker_id = :kim WHERE id = :id", kim=kim, id=ada)
    )
    assert "1 person." in words((await office.get("/staff/people")).text)
    assert "48 people" in words((await office.get("/staff/people?show=")).text)


async def test_the_list_tells_who_is_missing_what(managed: Office) -> None:
    """Communication needs, no keyworker, and not asked yet each have a list of their own."""
    ada = managed.people["Mill Lane"][0]
    await managed.database.write(lambda tx: keep(tx, ada, Profile(needs=("aloud",), hearing="left ear"), at=AT))
    page = words((await managed.get("/staff/people?show=needs")).text)
    assert "1 person." in page
    assert "read aloud; hearing: left ear" in page
    await managed.post(f"/staff/people/{ada}/not-asked", why=not_asked.AWAY)
    assert "88 people" in words((await managed.get("/staff/people?show=not-asked")).text)
    assert "45 people" in words((await managed.get("/staff/people?show=alone")).text)
    gone = await managed.sign_in("Kim", Role.KEYWORKER)
    await managed.database.write(
        lambda tx: tx.run("UPDATE person SET keyworker_id = :kim WHERE id = :id", kim=gone, id=ada)
    )
    assert "44 people" in words((await managed.get("/staff/people?show=alone")).text)
    await managed.sign_in("Mo", Role.MANAGER)
    await managed.database.write(lambda tx: members.end(tx, gone, who="Mo", at=AT))
    assert "45 people" in words((await managed.get("/staff/people?show=alone")).text)


async def test_someone_is_added_and_taken_out_again(managed: Office) -> None:
    """Who was added by mistake is gone with one press, and may be added again."""
    made = await added(managed, name="  Zed   Example ")
    page = (await managed.get(f"/staff/people/{made}?done=added")).text
    assert "Zed Example is added." in words(page)
    response = await managed.post(f"/staff/people/{made}/undo")
    assert (response.status_code, response.headers["location"]) == (303, "/staff/people?done=undone")
    assert await managed.database.read(lambda tx: people.name_of(tx, made)) is None
    assert (await managed.get(f"/staff/people/{made}")).status_code == 404
    assert await added(managed, name="Zed Example") != made


async def test_undo_is_only_for_who_was_just_added(managed: Office) -> None:
    """Someone who was invited is not taken out by the button of a page that stayed open."""
    made = await added(managed, name="Zed")
    await managed.database.write(
        lambda tx: invitations.add(
            tx, person_id=made, round_id=managed.round, code="duq", areas=("duq.1",), created_at=AT, expires_at=AT
        )
    )
    assert (await managed.post(f"/staff/people/{made}/undo")).status_code == 409
    assert "Undo" not in (await managed.get(f"/staff/people/{made}?done=added")).text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Say what they like to be called."),
        ({"service": ""}, "Choose a service."),
        ({"service": "99"}, "Choose a service."),
        ({"audience": "observer"}, "Say who they are."),
        ({"relative_of": ""}, "Say whose family they are."),
        ({"relative_of": "99999"}, "Say whose family they are."),
        ({"audience": "staff"}, "Only family belongs to a person."),
        ({"language": "xx"}, "Choose a language from the list."),
        ({"email": "may@example"}, "Write an e-mail address such as"),
        ({"zone": "Mars/Base"}, "Choose a place from the list."),
        ({"keyworker": "77"}, "They do not work for this service."),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    managed: Office, fields: dict[str, str], sentence: str
) -> None:
    """The form comes back with each mistake at its field, and all that was typed."""
    response = await managed.post(
        "/staff/people/add", **{**MAY, "email": "may@example.org", "relative_of": "1", **fields}
    )
    assert response.status_code == 400
    assert sentence in response.text
    assert 'value="family" checked' in response.text or "audience" in fields
    assert "may@example.org" in response.text or "email" in fields


async def test_a_name_that_is_taken_is_refused_kindly(managed: Office) -> None:
    """However it is written; in another house, or for another kind of person, it is free."""
    taken = await managed.post("/staff/people/add", **{**MAY, "audience": "person", "name": "ada  EXAMPLE"})
    assert taken.status_code == 400
    assert "There is someone called ada EXAMPLE there already." in words(taken.text)
    assert await added(managed, name="Ada Example", audience="manager")


async def test_what_is_known_is_changed(managed: Office) -> None:
    """Every field of the form is kept, and shown on the page; family abroad with their place."""
    ada = managed.people["Mill Lane"][0]
    made = await added(managed, **{**MAY, "audience": "family", "relative_of": str(ada)})
    changed = {**MAY, "name": "May B", "relative_of": str(ada), "email": "may@example.org", "zone": "Europe/Warsaw"}
    assert (await managed.post(f"/staff/people/{made}/change", **changed)).status_code == 303
    page = words((await managed.get(f"/staff/people/{made}")).text)
    for told in ("May B", "Family of Ada Example", "may@example.org", "Poland", "Family or friend, Mill Lane"):
        assert told in page, told
    assert "May B" in words((await managed.get(f"/staff/people/{ada}")).text)
    form = (await managed.get(f"/staff/people/{made}/change")).text
    assert 'value="May B"' in form
    assert 'value="Europe/Warsaw" selected' in form


async def test_who_someone_is_stays_once_they_answered(managed: Office) -> None:
    """Answers count under who gave them, so that cannot change any more."""
    await managed.answer("Mill Lane", 1, say={"choose": "yes"})
    ada = managed.people["Mill Lane"][0]
    refused = await managed.post(f"/staff/people/{ada}/change", **{**MAY, "audience": "staff"})
    assert refused.status_code == 400
    assert "They have answered already" in refused.text


async def test_nobody_is_put_where_the_visitor_does_not_work(office: Office) -> None:
    """Another house cannot be chosen, nor someone's family there, whatever is posted; its names are not offered."""
    await office.sign_in("Mo", Role.MANAGER, "Harbour View")
    ada, other = office.people["Mill Lane"][0], str(office.houses["Harbour View"])
    assert "Mill Lane" not in (await office.get("/staff/people/add")).text
    assert (await office.post("/staff/people/add", **{**MAY, "audience": "person"})).status_code == 400
    of_ada = {**MAY, "service": other, "relative_of": str(ada)}
    assert "Say whose family they are." in (await office.post("/staff/people/add", **of_ada)).text


async def test_who_leaves_is_asked_no_more_and_undo_brings_it_back(managed: Office) -> None:
    """Their links end, and their family's; undo opens those and no earlier one."""
    ada = managed.people["Mill Lane"][0]
    mum = await added(managed, **{**MAY, "audience": "family", "relative_of": str(ada)})
    add = {"round_id": managed.round, "code": "duq", "areas": ("duq.1",), "created_at": AT, "expires_at": AT}
    for person in (ada, mum):
        await managed.database.write(lambda tx, one=person: invitations.add(tx, person_id=one, **add))  # type: ignore[arg-type]
    assert "2 people" in words((await managed.get(f"/staff/people/{ada}/leave")).text)
    managed.clock.turn(hours=1)
    assert (await managed.post(f"/staff/people/{ada}/leave")).status_code == 303
    for person in (ada, mum):
        (link,) = await managed.database.read(lambda tx, one=person: invitations.of_person(tx, one))
        assert link.revoked_at
        assert "Asked no more since" in (await managed.get(f"/staff/people/{person}")).text
    assert "3 people" in words((await managed.get("/staff/people?show=stopped")).text)
    assert (await managed.post(f"/staff/people/{ada}/back")).status_code == 303
    for person in (ada, mum):
        (link,) = await managed.database.read(lambda tx, one=person: invitations.of_person(tx, one))
        assert link.revoked_at is None


async def test_the_banner_stands_on_every_page_about_them(managed: Office) -> None:
    """How someone communicates comes first, and not on pages about someone else."""
    ada, bo = managed.people["Mill Lane"][:2]
    await managed.database.write(lambda tx: keep(tx, ada, Profile(needs=("two",)), at=AT))
    for page in ("", "/change", "/leave", "/forget"):
        assert "How to communicate with this person" in (await managed.get(f"/staff/people/{ada}{page}")).text
        assert "How to communicate with this person" not in (await managed.get(f"/staff/people/{bo}{page}")).text


async def test_a_look_at_a_person_is_noted(managed: Office) -> None:
    """Whoever opens the page of a person stands in the log, with whom."""
    ada = managed.people["Mill Lane"][0]
    await managed.get(f"/staff/people/{ada}")
    newest = (await managed.database.read(access_log.recent))[0]
    assert (newest.who, newest.did, newest.person_id) == ("Mo Manager", "opened the page of a person", ada)


async def test_a_family_of_another_house_has_no_name_here(office: Office) -> None:
    """Of someone who belongs to a house that is not the visitor's, not even the name is told."""
    mum, ada = office.people["Mill Lane family"][0], office.people["Harbour View"][0]
    await office.database.write(lambda tx: people.rename(tx, mum, "Maryam"))
    await office.database.write(
        lambda tx: tx.run("UPDATE person SET relative_of = :ada WHERE id = :id", ada=ada, id=mum)
    )
    await office.sign_in("Mo", Role.MANAGER, "Harbour View")
    page = (await office.get(f"/staff/people/{ada}")).text
    assert "Someone of another service" in page
    assert "Maryam" not in page
