"""What was signed last is a start for this time: one thing, a page or all that is empty. It can be undone."""

from __future__ import annotations

import re

from evidence.self_assessment import recognising
from evidence.self_assessment.choosing import snapshot
from evidence.self_assessment.written import ABOUT, About, Answer, SectionPart, Shown, body_of, read
from store import access_log, assessments, records
from store.records import NewRecord
from store.tx import Tx
from tests.staff.assessing import AREA, begun, saved
from tests.staff.office import AT, Office

START = "/staff/assessments/1/start"
ONE, FOUR = "duq.1.ask.1", "duq.1.ask.4"
EXAMPLE = "A woman chose her own flat."


async def before(office: Office, *shown: Shown) -> None:
    """One was signed for the year before, with a text as evidence and what is given; its example was looked at."""
    answers = {ONE: Answer("Half choose.", (Shown("text", "", "Notes of meetings"), *shown)), FOUR: Answer("We call.")}
    part = SectionPart(answers, EXAMPLE, 0, "Few choose staff.", "7", "We asked.", "You choose more.")

    def made(tx: Tx) -> None:
        number = assessments.add(
            tx, code="duq", code_version="1", service_id=0, since="2024-11-23", until="2025-11-22", at=AT, by="Mo"
        )
        for name, one in ((ABOUT, About()), ("duq.1", part)):
            assessments.put(tx, number, name, body_of(one), edit=0, at=AT, who="Mo")
        recognising.keep(tx, number, [recognising.mark(EXAMPLE)], who="Mo", at=AT)
        one = assessments.get(tx, number)
        assert one
        assessments.sign(tx, number, snapshot(read(tx, office.pack, one)), at=AT, by="Mo")

    await begun(office)
    await office.database.write(made)


async def part(office: Office) -> SectionPart:
    """The first area as it is saved."""

    def found(tx: Tx) -> SectionPart:
        one = assessments.get(tx, 1)
        assert one
        return read(tx, office.pack, one).part("duq.1")

    return await office.database.read(found)


async def pressed(office: Office, **fields: str) -> str:
    """A button of the page is pressed, with these fields on it; gives where it leads."""
    edit = re.search(r'name="edit" value="(\d+)"', (await office.get(AREA)).text)
    assert edit
    answer = await office.post(AREA, edit=edit[1], **fields)
    assert answer.status_code == 303, answer.text[-3000:]
    return answer.headers["location"]


async def test_one_question_takes_its_evidence_along(office: Office) -> None:
    """Response and evidence come below what is there; what cannot be ticked this time is told and left."""
    await before(office, Shown("standard", "duq.1.good.1", "Most people said so last year."), Shown("record", "99"))
    page = (await office.get(AREA)).text
    assert "Most people said so last year." in page
    assert "Not taken, because it is not of this time: 2." in page
    await pressed(office, start=ONE, **{f"response-{ONE}": "My own.", f"own-{ONE}": "A call diary"})
    found = (await part(office)).answer(ONE)
    assert found.response == "My own.\nHalf choose."
    assert found.shown == (Shown("text", "", "A call diary"), Shown("text", "", "Notes of meetings"))


async def test_a_record_of_this_time_is_ticked_again(office: Office) -> None:
    """A record or a result that can be ticked this time is taken, a result with this time's words."""
    await office.answer("Mill Lane", 15, say={"choose": "yes"})
    record = await office.database.write(
        lambda tx: records.add(
            tx,
            NewRecord("audit", "2026-05-03", "Plans checked", 0, shows=(records.Shows("duq.1.good.1", records.GOOD),)),
            at=AT,
            by=None,
        )
    )
    await before(office, Shown("standard", "duq.1.good.1", "Last year's."), Shown("record", str(record)))
    await pressed(office, start=ONE)
    _, result, kept = (await part(office)).answer(ONE).shown
    assert kept == Shown("record", str(record))
    assert result.ref == "duq.1.good.1"
    assert "15 of 15" in result.words


async def test_a_page_takes_only_what_is_empty(office: Office) -> None:
    """All of the page at once: what holds words stays just as it is, and a rating is given anew."""
    await before(office)
    where = await pressed(office, start="everything", gaps="Nights.", **{f"response-{FOUR}": "Mine."})
    assert where == f"{AREA}?done=taken&undo=2"
    found = await part(office)
    assert (found.gaps, found.answer(FOUR).response) == ("Nights.", "Mine.")
    assert (found.example, found.easy, found.answer(ONE).response) == (EXAMPLE, "You choose more.", "Half choose.")
    assert (found.rating, found.why) == ("", "")
    again = await pressed(office, start="everything", gaps="Nights.", example="x", easy="x",
                          **{f"response-{ONE}": "x", f"own-{ONE}": "x", f"response-{FOUR}": "x"})  # fmt: skip
    assert again == f"{AREA}?done=nothing"


async def test_each_field_is_a_start_of_its_own(office: Office) -> None:
    """Gaps, example and easy words come below what is there, one by one."""
    await before(office)
    for name, words in (("gaps", "Few choose staff."), ("example", EXAMPLE), ("easy", "You choose more.")):
        await pressed(office, start=name, **{name: "Own."})
        assert getattr(await part(office), name) == f"Own.\n{words}"


async def test_taking_is_undone_and_what_was_typed_since_stays(office: Office) -> None:
    """Undo takes out what stands as it was taken; what was changed on the page meanwhile, saved or not, is kept."""
    await before(office)
    where = await pressed(office, start="everything", gaps="Nights.")
    page = (await office.get(where.partition("#")[0])).text
    assert 'name="undo" value="2"' in page
    fields = {
        f"response-{ONE}": "Half choose.",
        f"own-{ONE}": "Notes of meetings",
        f"response-{FOUR}": "We call daily.",
    }
    where = await pressed(office, undo="2", gaps="Nights.", example=EXAMPLE, easy="You choose more.", **fields)
    assert where == f"{AREA}?done=undone"
    found = await part(office)
    assert found.answers == {FOUR: Answer("We call daily.")}
    assert (found.gaps, found.example, found.easy) == ("Nights.", "", "")
    assert 'name="undo"' not in (await office.get(f"{AREA}?done=taken&undo=2")).text


async def test_everything_at_once_and_back(office: Office) -> None:
    """All pages from one button, after a list of what is taken; undone, only what was written since is there."""
    await before(office)
    await saved(office, gaps="Nights.")
    assert START in (await office.get("/staff/assessments/1")).text
    page = (await office.get(START)).text
    assert "what we said to questions 1, 2, and what showed it; the example of good; the easy words." in page
    where = (await office.post(START, do="take")).headers["location"]
    assert where == f"{START}?done=taken&undo=0-2"
    found = await part(office)
    assert (found.gaps, found.example) == ("Nights.", EXAMPLE)
    assert "0-2" in (await office.get(where)).text
    await saved(office, gaps="Nights.", example=EXAMPLE, easy="Mine.", **{f"response-{ONE}": "Half choose."})
    assert (await office.post(START, do="undo", taken="0-2")).headers["location"] == f"{START}?done=undone"
    found = await part(office)
    assert (found.gaps, found.example, found.easy, found.answer(ONE).response) == ("Nights.", "", "Mine.", "")
    log = {one.did for one in await office.database.read(access_log.recent)}
    assert {"took last time's words to self-assessment 1", "took last time's words out of self-assessment 1"} <= log


async def test_a_made_up_undo_is_refused(office: Office) -> None:
    """What was never taken cannot be undone: the form is refused, and nothing changes."""
    await before(office)
    await saved(office, gaps="Nights.")
    for taken in ("", "x-1", "9-1", "0-", "0-1-1"):
        assert (await office.post(START, do="undo", taken=taken)).status_code == 400, taken
    assert (await part(office)).gaps == "Nights."


async def test_the_tick_under_an_example_is_asked_anew(office: Office) -> None:
    """That nobody can be recognised in an example was said of last time: this time it is asked again."""
    await before(office)
    await pressed(office, start="example")
    page = (await office.get("/staff/assessments/1/sign")).text
    assert "Nobody can be recognised in this, or they said yes to it being here" in page
    assert (await office.post("/staff/assessments/1/sign", sure="yes", without="yes")).status_code == 400


async def test_without_an_earlier_one_there_is_nothing_to_start_from(office: Office) -> None:
    """The page says so, and no link leads to it."""
    await begun(office)
    assert START not in (await office.get("/staff/assessments/1")).text
    assert "Nothing was signed for an earlier time" in (await office.get(START)).text
    assert (await office.post(START, do="take")).headers["location"] == f"{START}?done=nothing&undo="
