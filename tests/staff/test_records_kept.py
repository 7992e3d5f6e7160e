"""What must not go stays, and what not everyone may see is never published."""

from __future__ import annotations

import re

import pytest

from store import holds, record_uses
from tests.staff.assessing import begun, saved
from tests.staff.office import AT, Office
from tests.staff.test_record_changes import changed, form_of, now
from tests.staff.test_record_whose import given
from tests.staff.test_records import YES, about, kept, sent

PUBLIC = "/staff/reports/self-assessment?number=1&public=yes"


async def held(office: Office, number: int) -> None:
    """Put a hold on the person whom a record is about."""
    person = (await now(office, number)).person_id
    assert person
    await office.database.write(lambda tx: holds.put(tx, person_id=person, why="A court case", who="Lee", at=AT))


async def test_a_hold_keeps_a_record(managed: Office) -> None:
    """Nobody removes a record of a person under a hold; its page says why, and the files and words are there still."""
    one = await about(managed, **YES)
    await held(managed, one.id)
    page = (await managed.get(f"/staff/records/{one.id}")).text
    assert f"/staff/records/{one.id}/remove" not in page
    assert "Nothing of this person may be deleted" in page
    assert "A court case" not in page
    refused = await managed.post(f"/staff/records/{one.id}/remove", f"/staff/records/{one.id}")
    assert refused.status_code == 400
    assert "lift the hold" in refused.text
    assert [found.id for found in await kept(managed)] == [one.id]


@pytest.mark.parametrize("field", ["title", "words", "source"])
async def test_a_hold_keeps_its_words(managed: Office, field: str) -> None:
    """Nor does anyone write over what it says; what was typed stays in the form, with the reason."""
    one = await about(managed, **YES)
    await held(managed, one.id)
    status, page, _ = await changed(managed, one.id, await form_of(managed, one.id), **{field: "Something else"})
    assert status == 400
    assert "Nothing of this person may be deleted" in page
    assert "Something else" in page
    assert await now(managed, one.id) == one


async def test_a_hold_keeps_whose_it_is(managed: Office) -> None:
    """Nor is it given to somebody else, or to no one person."""
    one = await about(managed, **YES)
    await held(managed, one.id)
    status, page, _ = await given(managed, None)
    assert status == 400
    assert "Nothing of this person may be deleted" in page
    assert await now(managed, one.id) == one


async def test_who_sees_it_can_be_narrowed_under_a_hold(managed: Office) -> None:
    """A hold keeps what there is; it hinders nobody from showing it to fewer."""
    one = await about(managed, **YES)
    await held(managed, one.id)
    status, _, _ = await changed(managed, one.id, await form_of(managed, one.id), seen_by="leads")
    assert status == 303
    assert await managed.database.read(holds.held) == {one.person_id}


async def test_what_is_narrowed_leaves_what_everyone_reads(managed: Office) -> None:
    """A published record is made one for leads: everyone's page has it no more, and the manager is told to look."""
    await begun(managed)
    one = await about(managed, title="K got a job", words="I love my job", **YES, public="yes")
    await saved(managed, record=str(one.id), **{"shown-duq.1.ask.1": f"record:{one.id}"})
    assert (await managed.post("/staff/assessments/1/sign", sure="yes", without="yes")).status_code == 303
    publish = await managed.post("/staff/assessments/1/publish", "/staff/assessments/1/versions", version="1")
    assert publish.status_code == 303
    assert "K got a job" in (await managed.get(PUBLIC)).text
    await changed(managed, one.id, await form_of(managed, one.id), seen_by="leads")
    assert (await now(managed, one.id)).is_public is False
    text = (await managed.get(PUBLIC)).text
    assert "K got a job" not in text
    assert "I love my job" not in text
    assert [use.record_id for use in await managed.database.read(record_uses.to_take_out)] == [one.id]
    await managed.sign_in("Lee", "lead")
    assert "only some of our staff may see it" in (await managed.get(f"/staff/records/{one.id}")).text


@pytest.mark.parametrize("seen_by", ["managers", "leads"])
async def test_the_form_says_that_the_two_do_not_go_together(managed: Office, seen_by: str) -> None:
    """Published, and only for some of the staff: the form asks which it is to be, and keeps what was typed."""
    status, page, _ = await sent(managed, seen_by=seen_by, public="yes")
    assert status == 400
    assert "What only some of our staff may see is not published." in re.sub(r"\s+", " ", page)
    assert await kept(managed) == ()
    assert (await sent(managed, seen_by=seen_by))[0] == 303
