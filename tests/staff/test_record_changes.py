"""A record is put right in place: nothing is typed twice, no yes is stretched, and nobody loses what they typed."""

from __future__ import annotations

import re

import pytest

from store import access_log, record_changes, record_uses, records
from store.record_changes import Changed
from store.records import Record
from tests.staff.doors_records import a_record
from tests.staff.office import AT, Office
from tests.staff.test_records import DAY, HOUSE, YES, about, kept, sent
from tests.staff.untouched import Form


async def form_of(office: Office, number: int) -> dict[str, str]:
    """What the page to change a record would send if nobody touched it."""
    return Form((await office.get(f"/staff/records/{number}/change")).text).fields


async def changed(office: Office, number: int, form: dict[str, str], **fields: str) -> tuple[int, str, str]:
    """Send that form with something different; gives status, page, and where it leads."""
    form = form | {name.replace("__", "-"): value for name, value in fields.items()}
    response = await office.client.post(f"/staff/records/{number}/change", data=form)
    return response.status_code, response.text, response.headers.get("location", "")


async def now(office: Office, number: int) -> Record:
    """What the record says."""
    found = await office.database.read(lambda tx: records.get(tx, number))
    assert found
    return found


async def history(office: Office, number: int) -> tuple[Changed, ...]:
    """Its history, newest first."""
    one = await now(office, number)
    return await office.database.read(lambda tx: record_changes.of(tx, one))


async def test_a_mistake_is_put_right_and_all_else_stays(managed: Office) -> None:
    """Title, day, what it shows and who sees it; the file is still there, and the history names no word of it."""
    await sent(managed, b"We met.", "minutes.txt")
    before, form = await now(managed, 1), await form_of(managed, 1)
    said = {"title": "Saturday visit", "day": "2026-11-19", "shows-duq.1.good.1": "", "shows-duq.1.good.2": "mixed"}
    status, _, to = await changed(managed, 1, form | said, seen_by="managers")
    assert (status, to) == (303, "/staff/records/1?done=changed")
    after = await now(managed, 1)
    assert (after.title, after.happened_on, after.seen_by) == ("Saturday visit", "2026-11-19", "managers")
    assert [(one.standard, one.says) for one in after.shows] == [("duq.1.good.2", "mixed")]
    kept_ = ("words", "source", "service_id", "kind", "file", "file_name", "made_by", "made_at")
    assert [getattr(after, name) for name in kept_] == [getattr(before, name) for name in kept_]
    assert (await managed.get("/staff/records/1/file")).content == b"We met."
    (line,) = await history(managed, 1)
    assert line.parts == ("title", "day", "shows", "seen_by")
    page = (await managed.get(to)).text
    assert "title, day, what it shows, who may see it." in page
    did = [one.did for one in await managed.database.read(access_log.recent)]
    assert "changed record 1: title, day, shows, seen_by" in did
    assert not [one for one in did if "Saturday" in one]


async def test_what_is_sent_untouched_changes_nothing(managed: Office) -> None:
    """The form holds all that a record says: sending it as it is leaves no trace in the history."""
    await a_record(managed, HOUSE)
    await sent(managed, shows__duq__2="good")
    for one in await kept(managed):
        status, _, to = await changed(managed, one.id, await form_of(managed, one.id))
        assert (status, to) == (303, f"/staff/records/{one.id}?done=same")
        assert await now(managed, one.id) == one
        assert await history(managed, one.id) == ()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": ""}, "title"), ({"day": "2026-11-23"}, "day"), ({"service": "99"}, "service"),
        ({"source": ""}, "source"), ({"shows-duq.1.good.1": ""}, "shows"), ({"seen_by": "nobody"}, "seen_by"),
        ({"kind": "quote"}, "kind"),
    ],
)  # fmt: skip
async def test_what_is_wrong_is_said_and_nothing_is_changed(
    managed: Office, fields: dict[str, str], field: str
) -> None:
    """A sentence for the field, and all that was typed stands there still."""
    await sent(managed)
    before = await now(managed, 1)
    status, page, _ = await changed(managed, 1, await form_of(managed, 1) | {"words": "Quiet."} | fields)
    assert (status, f'href="#{field}"' in page, "Quiet." in page) == (400, True, True)
    assert (await now(managed, 1), await history(managed, 1)) == (before, ())


async def test_other_words_need_a_new_yes_and_the_old_one_stays_in_the_history(managed: Office) -> None:
    """The page says so before; other spaces end no yes; then nothing is quoted, and managers hear where it stood."""
    made = await about(managed, words="She sings.", public="yes", **YES)
    page = (await managed.get(f"/staff/records/{made.id}/change")).text
    assert "The person said yes to these words." in page
    await managed.database.write(
        lambda tx: record_uses.note(tx, record_id=made.id, service_id=1, place="Ours", path="/staff/x", at=AT)
    )
    form = await form_of(managed, made.id)
    await changed(managed, made.id, form, words="She  sings.", title="A choir")
    assert (await now(managed, made.id)).has_yes
    await changed(managed, made.id, await form_of(managed, made.id), words="She sings on Fridays.")
    after = await now(managed, made.id)
    assert (after.has_yes, after.asked_on, after.public, after.words) == (False, None, False, "She sings on Fridays.")
    assert await managed.database.read(lambda tx: records.quotable(tx, "2000-01-01", "2030-01-01")) == ()
    newest, first = await history(managed, made.id)
    assert newest.yes is not None
    assert (newest.yes.naming, newest.yes.on, newest.yes.by, newest.yes.how) == ("named", DAY, "Kim", "Talking")
    assert (first.yes, first.parts, newest.parts) == (None, ("title", "words"), ("words", "public"))
    page = (await managed.get(f"/staff/records/{made.id}")).text
    assert "With the words a yes ended: Yes, with their name. Asked on 20 November 2026 by Kim: Talking" in page
    assert "What did the person say?" in page
    assert "1 record has to be taken out of what was published." in (await managed.get("/staff")).text
    row = await managed.database.read(lambda tx: tx.one("SELECT yes FROM record_change WHERE yes IS NOT NULL"))
    assert row
    assert b"Kim" not in row[0]


async def test_a_form_from_before_brings_no_yes_back(managed: Office) -> None:
    """A yes that is taken back while somebody types is not written again, nor what it allowed."""
    made = await about(managed, public="yes", **YES)
    form = await form_of(managed, made.id)
    page = f"/staff/records/{made.id}"
    await managed.post(f"{page}/take-back", page)
    await changed(managed, made.id, form | {"public": "yes", "naming": "named", "asked_on": DAY}, title="Other")
    after = await now(managed, made.id)
    assert (after.title, after.has_yes, after.public) == ("Other", False, False)


async def test_a_yes_is_to_the_words_that_stood_there(managed: Office) -> None:
    """Whoever asked about words that were changed meanwhile is told, and no yes is kept until they ask anew."""
    made = await about(managed, words="She sings.")
    page = f"/staff/records/{made.id}"
    answer = {**Form((await managed.get(page)).text).fields, **YES}
    await changed(managed, made.id, await form_of(managed, made.id), words="She sings on Fridays.")
    sent_ = await managed.client.post(f"{page}/answer", data=answer)
    assert (sent_.status_code, "Ask about the words that stand here now." in sent_.text) == (400, True)
    assert not (await now(managed, made.id)).has_yes
    assert (await managed.client.post(f"{page}/answer", data={**Form(sent_.text).fields, **YES})).status_code == 303
    assert (await now(managed, made.id)).has_yes


async def test_words_of_an_answer_stay_as_they_were_said(office: Office) -> None:
    """Whatever is sent, the words, the kind and whose they are stay; and only their yes shows them to more."""
    words = await office.words(HOUSE, "I hate the food.")
    await office.sign_in("Sal", "lead")
    page = f"/staff/words/{words}/quote"
    proposed = {"words": "I hate the food.", "standard": "duq.1.good.1", "says": "not_good"}
    await office.post(page, page, **proposed)
    before = await now(office, 1)
    page = (await office.get("/staff/records/1/change")).text
    assert 'name="words"' not in page
    form = {**await form_of(office, 1), "title": "On food", "words": "I love the food.", "kind": "visit"}
    await changed(office, 1, {**form, "person": str(office.people[HOUSE][1])})
    after = await now(office, 1)
    assert (after.title, after.words, after.kind, after.person_id) == (
        "On food", before.words, "quote", before.person_id,
    )  # fmt: skip
    status, page, _ = await changed(office, 1, await form_of(office, 1), seen_by="readers")
    assert (status, 'href="#seen_by"' in page) == (400, True)


async def test_to_fewer_always_and_to_more_only_by_who_may(office: Office) -> None:
    """A keyworker narrows and widens their own; once a manager has narrowed it they cannot undo that."""
    await office.sign_in("Kim", "keyworker", HOUSE)
    await sent(office)
    for seen_by in ("leads", "readers"):
        status, _, _ = await changed(office, 1, await form_of(office, 1), seen_by=seen_by)
        assert (status, (await now(office, 1)).seen_by) == (303, seen_by)
    await office.sign_in("Mo", "manager")
    status, _, to = await changed(office, 1, await form_of(office, 1), seen_by="leads")
    assert (status, to) == (303, "/staff/records?done=changed")
    assert "others see it, and you do not" in (await office.get(to)).text
    assert (await office.get("/staff/records/1/change")).status_code == 404
    await office.sign_in("Ann", "lead")
    status, _, _ = await changed(office, 1, await form_of(office, 1), seen_by="managers")
    assert (status, (await now(office, 1)).seen_by) == (303, "managers")


async def test_who_made_it_cannot_undo_that_others_narrowed_it(office: Office) -> None:
    """Their own record was taken out of the list of all readers by a manager: it stays out."""
    path = (await office.link("Kim", "keyworker", HOUSE))[1]
    await office.client.post(path, data={"go": "on"})
    await sent(office)
    theirs = dict(office.client.cookies)
    await office.sign_in("Mo", "manager")
    await changed(office, 1, await form_of(office, 1), seen_by="managers")
    office.client.cookies.clear()
    office.client.cookies.update(theirs)
    status, page, _ = await changed(office, 1, await form_of(office, 1), seen_by="readers")
    assert (status, 'href="#seen_by"' in page) == (400, True)


async def test_another_keyworker_may_not_change_it(office: Office) -> None:
    """They see it, and find no way to change it; the board neither."""
    await a_record(office, HOUSE)
    await office.sign_in("Kim", "keyworker", HOUSE)
    page = await office.get("/staff/records/1")
    assert (page.status_code, "/staff/records/1/change" in page.text) == (200, False)
    assert (await office.get("/staff/records/1/change")).status_code == 404
    await office.sign_in("Lou", "board")
    assert "/staff/records/1/change" not in (await office.get("/staff/records/1")).text
    assert (await office.get("/staff/records/1/change")).status_code == 403


async def test_two_who_change_at_once_both_keep_what_they_typed(managed: Office) -> None:
    """The second is told who was first and what it says by now; nothing is saved until they save again."""
    await sent(managed)
    form = await form_of(managed, 1)
    assert (await changed(managed, 1, form, title="From the first", words="Calm."))[0] == 303
    status, page, _ = await changed(managed, 1, form, title="From the second", source="The second")
    assert status == 409
    assert "Mo Manager changed this record while you were typing" in page
    for name, text in (("Title", "From the first"), ("What it says", "Calm."), ("Who said or wrote it", "A trustee")):
        assert re.search(rf">{name}, now</dt><dd[^>]*>{text}<", page), name
    assert 'value="From the second"' in page
    assert (await now(managed, 1)).title == "From the first"
    assert (await changed(managed, 1, Form(page).fields))[0] == 303
    after = await now(managed, 1)
    assert (after.title, after.source) == ("From the second", "The second")
    assert len(await history(managed, 1)) == 2


async def test_a_file_is_replaced_taken_away_or_stays(managed: Office) -> None:
    """What nothing leads to any more is deleted on disk: the old file, and a new one that was not kept."""
    await sent(managed, b"Old minutes.", "minutes.txt")
    old = (await now(managed, 1)).file
    form = await form_of(managed, 1)

    async def with_file(data: bytes, **fields: str) -> int:
        files = {"file": ("new.txt", data, "text/plain")}
        return (
            await managed.client.post("/staff/records/1/change", data={**form, **fields}, files=files)
        ).status_code  # fmt: skip

    folder = managed.files._path(old).parent
    there = {path.name for path in folder.rglob("*") if path.is_file()}
    assert await with_file(b"Not kept.", title="") == 400
    assert await with_file(b"MZ\x00\x01" + bytes(50)) == 400
    assert {path.name for path in folder.rglob("*") if path.is_file()} == there
    assert await with_file(b"New minutes.") == 303
    after = await now(managed, 1)
    assert (after.file_name, after.file == old, managed.files._path(old).exists()) == ("new.txt", False, False)
    assert (await managed.get("/staff/records/1/file")).content == b"New minutes."
    assert await with_file(b"Too late.") == 409
    assert (await managed.get("/staff/records/1/file")).content == b"New minutes."
    form = await form_of(managed, 1)
    _, page, _ = await changed(managed, 1, form, title="", drops_file="yes")
    assert re.search(r'name="drops_file"[^>]* checked', page)
    await changed(managed, 1, form, drops_file="yes")
    assert ((await now(managed, 1)).file, managed.files._path(after.file).exists()) == ("", False)
    assert [one.parts for one in await history(managed, 1)] == [("file",), ("file",)]


async def test_a_record_of_somebody_who_moved_can_still_be_put_right(managed: Office) -> None:
    """Its service was right when it was made; another one has to fit the person."""
    made = await about(managed, **YES)
    person, there = managed.people[HOUSE][0], managed.houses["Harbour View"]
    await managed.database.write(
        lambda tx: tx.run("UPDATE person SET service_id = :there WHERE id = :id", there=there, id=person)
    )
    status, _, _ = await changed(managed, made.id, await form_of(managed, made.id), title="Put right")
    assert status == 303
    third = next(str(one) for name, one in managed.houses.items() if one not in {made.service_id, there})
    status, page, _ = await changed(managed, made.id, await form_of(managed, made.id), service=third)
    assert (status, 'href="#service"' in page) == (400, True)
