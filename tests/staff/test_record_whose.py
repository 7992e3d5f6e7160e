"""A record about the wrong person is given to the right one: nothing that the first had said goes with it."""

from __future__ import annotations

import html

import pytest

from store import access_log, holdings, people, record_changes, record_uses, records
from store.record_uses import Allowed
from store.records import Record
from store.tx import Tx
from tests.staff.doors_records import a_record
from tests.staff.office import AT, Office
from tests.staff.test_record_changes import changed, form_of, now
from tests.staff.test_records import HOUSE, YES, about, sent
from tests.staff.test_where_quotes_stand import WARNING, left, ready
from tests.staff.test_yes_to_publishing import TO_ALL, published
from tests.staff.untouched import Form

RECORD = "/staff/records/1"
OTHER_HOUSE = "Harbour View"


async def given(office: Office, person: int | None, record: int = 1) -> tuple[int, str, str]:
    """Say whom it is about; gives status, page and where it leads."""
    form = Form((await office.get(f"/staff/records/{record}/whose")).text).fields
    chosen = {"about": "none", "person": "0"} if person is None else {"about": "one", "person": str(person)}
    sent_ = await office.client.post(f"/staff/records/{record}/whose", data=form | chosen)
    return sent_.status_code, html.unescape(sent_.text), sent_.headers.get("location", "")


async def says(office: Office, **fields: str) -> int:
    """What the person said of the record that stands there now; gives the status."""
    form = Form((await office.get(RECORD)).text).fields
    return (await office.client.post(f"{RECORD}/answer", data=form | fields)).status_code


def theirs(office: Office, place: int = 0, house: str = HOUSE) -> int:
    """One of the people of a house."""
    return office.people[house][place]


async def test_it_is_sealed_for_the_other_person_and_they_have_to_be_asked(managed: Office) -> None:
    """Words, file, and what it shows go along; no yes does; the page of before says who is to be asked now."""
    await a_record(managed, HOUSE)
    before = await now(managed, 1)
    page = html.unescape((await managed.get(f"{RECORD}/whose")).text)
    assert "It is quoted nowhere and not published." in page
    status, _, to = await given(managed, theirs(managed, 1))
    assert (status, to) == (303, f"{RECORD}?done=whose")
    after = await now(managed, 1)
    assert (after.person_id, after.naming, after.public, after.asked_on, after.asked_by) == (
        theirs(managed, 1), "no", False, None, "",
    )  # fmt: skip
    stays = ("title", "words", "source", "shows", "file", "file_name", "kind", "seen_by", "service_id")
    assert [getattr(after, name) for name in stays] == [getattr(before, name) for name in stays]
    assert (await managed.get(f"{RECORD}/file")).content == b"We sang."
    page = html.unescape((await managed.get(to)).text)
    assert "What the person before had said ended: Yes, with their name. Asked on 22 November 2026 by Kim" in page
    assert "whose it is, publishing." in page
    assert await managed.database.read(lambda tx: records.quotable(tx, "2000-01-01", "2030-01-01")) == ()


async def test_the_first_persons_key_opens_nothing_of_it_any_more(managed: Office) -> None:
    """Once they are forgotten it still opens, with its file; and nothing says any more that it was theirs."""
    await a_record(managed, HOUSE)
    first, second = theirs(managed), theirs(managed, 1)
    await given(managed, second)

    def forget(tx: Tx) -> None:
        records.forget_person(tx, first)
        people.forget_identity(tx, first, AT)

    await managed.database.write(forget)
    assert (await now(managed, 1)).words == "She sings in the choir now."
    assert (await managed.get(f"{RECORD}/file")).content == b"We sang."
    assert "record_change" not in await managed.database.read(lambda tx: holdings.counts(tx, first))
    (line,) = await managed.database.read(lambda tx: record_changes.of(tx, _of(tx)))
    assert (line.yes, line.parts) == (None, ("person", "public"))
    assert await left(managed) == ["Self-assessment"]


def _of(tx: Tx) -> Record:
    found = records.get(tx, 1)
    assert found
    return found


async def test_where_it_stood_has_to_be_taken_out_whatever_the_next_person_says(office: Office) -> None:
    """It was published with the wrong name: a yes of the right person mends nothing; theirs is noted anew."""
    await ready(office)
    await given(office, theirs(office, 1))
    page = "Published self-assessment, 23 November 2025 to 22 November 2026"
    assert await left(office) == [page]
    assert await says(office, **YES, **TO_ALL) == 303
    assert await left(office) == [page]
    assert f"{WARNING} Look at copies" in html.unescape((await office.get("/staff")).text)
    uses = await office.database.read(lambda tx: record_uses.of_record(tx, 1))
    assert [one.ended for one in uses] == [True, False]
    assert "from before whose it is was changed: take it out there" in (await office.get(RECORD)).text
    await office.post("/staff/assessments/1/publish", version="1", do="withdraw")
    assert await left(office) == [page], "taking the page back says nothing of copies with the wrong name"


async def test_what_is_known_of_both_is_right(managed: Office) -> None:
    """The record stands with the second alone; the first finds what they had said, and where it stood as theirs."""
    await a_record(managed, HOUSE)
    first, second = theirs(managed), theirs(managed, 1)
    await given(managed, second)
    await says(managed, **YES)
    await managed.database.write(
        lambda tx: record_uses.note(
            tx, record_id=1, service_id=1, place="A file", path="/x#pdf", at=AT, kind="file", allowed=Allowed("named")
        )
    )
    was, is_ = [await managed.database.read(lambda tx, one=one: holdings.rows(tx, one)) for one in (first, second)]
    assert "record" not in was
    assert [one["place"] for one in was["record_use"]] == ["Self-assessment"]
    (line,) = was["record_change"]
    assert '"naming": "named"' in line["yes"]
    assert [one["id"] for one in is_["record"]] == [1]
    assert [one["place"] for one in is_["record_use"]] == ["A file"]
    assert "record_change" not in is_, "what was changed before was not about them"
    for one in (first, second):
        did = [text for _, _, text in await managed.database.read(lambda tx, one=one: holdings.looks(tx, one))]
        assert "changed whose record 1 is" in did


async def test_it_can_be_about_no_one_person_and_is_not_published_by_that(managed: Office) -> None:
    """A story without its person is nobody's yes: it is published only once somebody allows that by itself."""
    made = await about(managed, public="yes", **YES)
    status, _, to = await given(managed, None, made.id)
    assert (status, to) == (303, f"/staff/records/{made.id}?done=nobody")
    after = await now(managed, made.id)
    assert (after.person_id, after.naming, after.public, after.words) == (None, "", False, made.words)
    assert "is not published until somebody allows that" in (await managed.get(to)).text
    status, _, _ = await given(managed, theirs(managed), made.id)
    assert (status, (await now(managed, made.id)).person_id) == (303, theirs(managed))


async def test_what_was_published_of_nobody_in_particular_is_told_once_it_is_somebodys(office: Office) -> None:
    """It stood in what is published as about no one person; now it is about one, whom nobody has asked."""
    await office.sign_in("Ann", "manager")
    await sent(office, public="yes")
    await published(office)
    assert await left(office) == []
    await given(office, theirs(office))
    assert len(await left(office)) == 1


async def test_what_is_the_same_leaves_no_trace(managed: Office) -> None:
    """Saving whose it is as it was ends no yes."""
    made = await about(managed, **YES)
    status, _, to = await given(managed, theirs(managed), made.id)
    assert (status, to) == (303, f"/staff/records/{made.id}?done=same")
    assert (await now(managed, made.id)) == made


@pytest.mark.parametrize(
    ("chosen", "field"),
    [
        ({"about": ""}, "about"), ({"about": "one", "person": "0"}, "person"),
        ({"about": "one", "person": "9999"}, "person"), ({"about": "one", "person": "x"}, "person"),
    ],
)  # fmt: skip
async def test_whom_nobody_can_be_is_refused(managed: Office, chosen: dict[str, str], field: str) -> None:
    """The field has a sentence, and it stays whose it was."""
    made = await about(managed, **YES)
    form = Form((await managed.get(f"/staff/records/{made.id}/whose")).text).fields
    response = await managed.client.post(f"/staff/records/{made.id}/whose", data=form | chosen)
    assert (response.status_code, f'href="#{field}"' in response.text) == (400, True)
    assert await now(managed, made.id) == made


async def test_own_words_stay_somebodys_and_words_of_an_answer_stay_whose_they_are(office: Office) -> None:
    """A quote cannot be about nobody; one that comes from an answer cannot be given to anybody."""
    words = await office.words(HOUSE, "I hate the food.")
    await office.sign_in("Sal", "lead")
    page = f"/staff/words/{words}/quote"
    await office.post(page, page, words="I hate the food.", standard="duq.1.good.1", says="not_good")
    assert (await office.get(f"{RECORD}/whose")).status_code == 404
    assert f"{RECORD}/whose" not in (await office.get(RECORD)).text
    await office.sign_in("Mo", "manager")
    typed = await about(office, words="I like it.")
    await changed(office, typed.id, await form_of(office, typed.id), kind="quote")
    status, text, _ = await given(office, None, typed.id)
    assert (status, "These are one person’s words. Choose whose." in text) == (400, True)


async def test_it_moves_to_the_service_of_its_person(managed: Office) -> None:
    """Else the wrong house would go on reading it; what is for the whole organisation stays so."""
    made = await about(managed)
    await given(managed, theirs(managed, 0, OTHER_HOUSE), made.id)
    after = await now(managed, made.id)
    assert after.service_id == managed.houses[OTHER_HOUSE]
    (line,) = await managed.database.read(lambda tx: record_changes.of(tx, after))
    assert line.parts == ("person", "service")


async def test_who_sees_one_service_gives_it_to_nobody_elsewhere(office: Office) -> None:
    """A keyworker gives what they added to somebody of their house; others are not offered, nor taken."""
    await office.sign_in("Kim", "keyworker", HOUSE)
    made = await about(office)
    elsewhere = theirs(office, 0, OTHER_HOUSE)
    page = (await office.get(f"/staff/records/{made.id}/whose")).text
    assert f'value="{elsewhere}"' not in page
    assert (await given(office, elsewhere, made.id))[0] == 400
    assert (await given(office, theirs(office, 1), made.id))[0] == 303


async def test_what_was_asked_of_the_person_before_is_no_yes_of_the_next(managed: Office) -> None:
    """Somebody has the page open, and another gives the record away: the answer that comes late is not kept."""
    made = await about(managed, words="She sings.")
    page = f"/staff/records/{made.id}"
    answer = {**Form((await managed.get(page)).text).fields, **YES}
    form = Form((await managed.get(f"{page}/whose")).text).fields
    await given(managed, theirs(managed, 1), made.id)
    late = await managed.client.post(f"{page}/answer", data=answer)
    assert (late.status_code, "Ask whom it is about now." in late.text) == (400, True)
    assert not (await now(managed, made.id)).has_yes
    response = await managed.client.post(f"{page}/whose", data=form | {"about": "none"})
    assert (response.status_code, "while you were choosing" in response.text) == (400, True)
    assert (await now(managed, made.id)).person_id == theirs(managed, 1)


async def test_that_the_names_were_shown_is_written_down(managed: Office) -> None:
    """The form has everybody's names: opening it stands in the log, with whom the record is about."""
    made = await about(managed)
    await managed.get(f"/staff/records/{made.id}/whose")
    did = [one.did for one in await managed.database.read(access_log.recent)]
    assert f"opened the form that changes whose record {made.id} is, with the names of people" in did
