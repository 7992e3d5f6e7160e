"""An independent helper sees who asked for them and nobody else, and opens a talk without seeing what was said."""

from __future__ import annotations

from dataclasses import replace

from store import access_log, invitations, people
from store.tx import Tx
from tests.staff.office import AT, Office

LATER = "2026-12-31T00:00:00Z"


async def helped(office: Office, member: int, house: str = "Mill Lane") -> tuple[int, int]:
    """The first one of a house asks for a helper, and has an invitation; gives both numbers."""
    person = office.people[house][0]

    def kept(tx: Tx) -> int:
        found = people.get(tx, person)
        assert found is not None
        people.change(tx, replace(found, helper_id=member))
        return invitations.add(
            tx, person_id=person, round_id=office.round, code="duq", areas=("duq.1",), created_at=AT, expires_at=LATER
        )

    return person, await office.database.write(kept)


async def test_only_who_asked_is_shown(office: Office) -> None:
    """One name, with the talk that waits; that it was looked at is written down."""
    member = await office.sign_in("Hana", "helper")
    assert "Nobody yet." in (await office.get("/staff/helping")).text
    await helped(office, member)
    page = (await office.get("/staff/helping")).text
    assert "Ada Example" in page
    assert "Bo Invented" not in page
    assert "Open the talk" in page
    assert "1 person asked for your help." in (await office.get("/staff")).text
    assert (await office.database.read(access_log.recent))[0].did == "looked at who asked for their help"


async def test_opening_a_talk_signs_the_helper_out(office: Office) -> None:
    """The person's page opens in the same browser, and the staff pages are closed."""
    member = await office.sign_in("Hana", "helper")
    _, invitation = await helped(office, member)
    response = await office.post(f"/staff/helping/{invitation}/here", "/staff/helping")
    assert response.status_code == 303
    assert response.headers["location"].startswith(f"/s/{invitation}-")
    assert (await office.get("/staff/helping")).status_code == 401


async def test_nobody_elses_talk_opens(office: Office) -> None:
    """A talk of someone who asked for another helper is not there, and the helper stays signed in."""
    other, _ = await office.link("Omar", "helper")
    _, invitation = await helped(office, other)
    await office.sign_in("Hana", "helper")
    assert (await office.post(f"/staff/helping/{invitation}/here", "/staff/helping")).status_code == 404
    assert (await office.get("/staff/helping")).status_code == 200


async def test_a_link_that_is_over_opens_nothing(office: Office) -> None:
    """The list comes again, without that talk."""
    member = await office.sign_in("Hana", "helper")
    _, invitation = await helped(office, member)
    await office.database.write(lambda tx: invitations.revoke(tx, invitation, AT))
    response = await office.post(f"/staff/helping/{invitation}/here", "/staff/helping")
    assert response.status_code == 200
    assert "There is nothing to answer just now." in response.text


async def test_who_has_left_is_not_shown(office: Office) -> None:
    """Someone who left the service, or is forgotten, asks for nobody."""
    member = await office.sign_in("Hana", "helper")
    person, _ = await helped(office, member)
    await office.database.write(lambda tx: people.stop(tx, person, AT))
    assert "Nobody yet." in (await office.get("/staff/helping")).text
