"""The frame of a self-assessment that nobody signed is changed, or it is deleted; what is signed stays."""

from __future__ import annotations

from typing import Any

from httpx import Response

from evidence.self_assessment.declaring import plan_of
from evidence.self_assessment.written import ABOUT, SectionPart, Whole, body_of, read
from store import access_log, actions, assessments, voices
from store.errors import UnknownRow
from tests.staff.assessing import AREA, BEGIN, begun, saved
from tests.staff.office import AT, Office

HERE = "/staff/assessments/1"
FARM = {"route": "focus", "foci": "other", "other": "Our farm"}


async def framed(office: Office, **changes: str) -> Response:
    """The form of the frame is sent with these changes, on what is there."""
    part = await office.database.read(lambda tx: assessments.part_of(tx, 1, ABOUT))
    return await office.post(f"{HERE}/frame", **{**BEGIN, "edit": str(part.edit), **changes})


async def whole(office: Office) -> Whole:
    """The first one as it is written now."""
    return await office.database.read(lambda tx: read(tx, office.pack, assessments.all(tx)[0]))


async def said(office: Office) -> set[str]:
    """What the access log says was done."""
    return {one.did for one in await office.database.read(access_log.recent)}


async def test_name_and_time_are_changed(office: Office) -> None:
    """The new name and days stand on the page, the list and the report, and it is logged."""
    await begun(office)
    assert 'value="2025-11-23"' in (await office.get(f"{HERE}/frame")).text
    answer = await framed(office, name="Our year", since="2025-10-01", until="2026-09-30")
    assert answer.headers["location"] == f"{HERE}?done=framed"
    for path in (HERE, "/staff/assessments", "/staff/reports/self-assessment?number=1"):
        page = (await office.get(path)).text
        assert "Our year" in page
        assert "1 October 2025 to 30 September 2026" in page
    assert "changed the frame of self-assessment 1" in await said(office)


async def test_the_other_way_keeps_what_was_written(office: Office) -> None:
    """Answers of the way that was left wait, unseen and unsigned, and are there again when it is changed back."""
    await begun(office)
    await saved(office, **{"response-duq.1.ask.1": "Most people."}, rating="Green")
    assert (await framed(office, **FARM)).status_code == 303
    assert (await whole(office)).all_answered == 0
    assert (await office.get(AREA)).status_code == 404
    assert (await framed(office)).status_code == 303
    page = (await office.get(AREA)).text
    assert "Most people.</textarea>" in page
    assert (await whole(office)).part("duq.1").rating == "Green"


async def test_who_writes_while_the_way_is_changed_loses_nothing(office: Office) -> None:
    """A page of the way that was left is kept when it is saved, and the answer says where it is."""
    await begun(office)
    await framed(office, **FARM)
    answer = await office.post(AREA, edit="0", **{"response-duq.1.ask.1": "Late words."})
    assert answer.headers["location"] == f"{HERE}?done=kept"
    await framed(office)
    assert "Late words.</textarea>" in (await office.get(AREA)).text


async def test_another_scale_asks_the_rating_anew(office: Office) -> None:
    """A 3 of 10 is no 3 of 4: on the other scale there is no rating until somebody gives one; the old scale has it."""
    await begun(office, scale="numbers")
    await saved(office, rating="3")
    await framed(office, scale="words", words="1\n2\n3\n4")
    page = (await office.get(AREA)).text
    assert "It was rated ‘3’ on the scale before. Rate it anew." in page
    assert '<option value="3" selected>' not in page
    assert (await whole(office)).part("duq.1").rating == ""
    assert "To be rated anew" in (await office.get(HERE)).text
    assert "How we rate ourselves" not in (await office.get("/staff/reports/self-assessment?number=1")).text
    await framed(office, scale="numbers")
    assert (await whole(office)).part("duq.1").rating == "3"


async def test_a_rating_of_before_scales_were_noted(office: Office) -> None:
    """One that does not say its scale was given on the one until now, and is not taken for one of the next."""
    await begun(office, scale="numbers")
    part = body_of(SectionPart(rating="3"))
    del part["scale"]
    await office.database.write(lambda tx: assessments.put(tx, 1, "duq.1", part, edit=0, at=AT, who="Ann"))
    await framed(office, scale="words", words="1\n2\n3\n4")
    assert (await whole(office)).former == {"duq.1": "3"}


async def test_a_wrong_frame_says_what_to_mend(office: Office) -> None:
    """A mistake is told, what somebody else saved meanwhile is not overwritten, and nothing changes."""
    await begun(office)
    wrong = await framed(office, since="2026-11-20")
    assert wrong.status_code == 400
    assert "Twelve months are usual." in wrong.text
    late = await framed(office, edit="0", name="Late")
    assert late.status_code == 409
    assert "Mo changed it while you were writing." in late.text
    assert (await whole(office)).about.name == ""


async def test_what_is_signed_stays(office: Office) -> None:
    """After signing neither frame nor deleting is offered, and neither is done when it is sent."""
    await begun(office)
    await office.post(f"{HERE}/sign", sure="yes", without="yes")
    for path in ("frame", "remove"):
        assert 'method="post" action="/staff/assessments' not in (await office.get(f"{HERE}/{path}")).text
        assert f"{HERE}/{path}" not in (await office.get(HERE)).text
    assert (await framed(office, name="New")).status_code == 409
    assert (await office.post(f"{HERE}/remove", sure="yes", edits="1")).status_code == 409
    assert (await whole(office)).about.name == ""
    try:
        await office.database.write(lambda tx: assessments.remove(tx, 1))
    except UnknownRow:
        return
    raise AssertionError("the store deleted what was signed")


async def test_deleting_says_what_goes_first(office: Office) -> None:
    """Answers, writers and experts are told before; then all of it is gone, its action stays, and it is logged."""
    await begun(office)
    await saved(office, **{"response-duq.1.ask.1": "Most people."})
    await office.post(f"{HERE}/duq.1/action", question="duq.1.ask.1", what="Ask everyone.", due="2027-01-31")
    check: dict[str, Any] = {"who": "Checkers", "on": "2026-11-20", "words": "Kind.", "agrees": "yes"}
    await office.post(f"{HERE}/said", do="check", **check)
    page = (await office.get(f"{HERE}/remove")).text
    for words in ("1 answer, of 2", "written by Mo", "experience say: 1", "action that was opened"):
        assert words in page
    assert (await office.post(f"{HERE}/remove", edits="2")).status_code == 400
    await saved(office, gaps="Nights.")
    late = await office.post(f"{HERE}/remove", sure="yes", edits="2")
    assert late.status_code == 409
    assert "Somebody wrote in it while you were reading." in late.text
    assert (await office.post(f"{HERE}/remove", sure="yes", edits="3")).headers["location"].endswith("?done=deleted")
    assert (await office.get(HERE)).status_code == 404
    assert await office.database.read(assessments.all) == ()
    assert await office.database.read(lambda tx: voices.of(tx, 1, voices.CHECK)) == ()
    assert [one.said.what for one in await office.database.read(actions.all)] == ["Ask everyone."]
    assert "deleted self-assessment 1" in await said(office)
    await office.post("/staff/assessments/begin", **BEGIN)
    assert await office.database.read(lambda tx: plan_of(tx, 1)) is None, "the next one has its plan for itself"
