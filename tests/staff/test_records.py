"""Records on the staff pages: adding one in a minute, the yes of whom it is about, and who sees what."""

from __future__ import annotations

import re
from typing import Any

import pytest

from store import access_log, members, record_uses, records
from store.records import Record
from tests.staff.channels import a_png
from tests.staff.doors_records import a_record
from tests.staff.office import Office, form_token_on

ADD = "/staff/records/add"
HOUSE = "Mill Lane"
DAY = "2026-11-20"
FORM = {
    "kind": "visit", "title": "Sunday visit", "day": DAY, "service": "1", "source": "A trustee", "words": "Lively.",
    "shows-duq.1.good.1": "good", "about": "none", "seen_by": "readers", "then": "",
}  # fmt: skip
YES = {"naming": "named", "asked_on": DAY, "asked_by": "Kim", "asked_how": "Talking"}


async def sent(office: Office, data: bytes = b"", file_name: str = "a.txt", **changes: str) -> tuple[int, str, str]:
    """Fill the form in and send it as a browser does; gives status, page, and where it leads."""
    token = form_token_on((await office.get(f"{ADD}?kind=visit")).text)
    fields = {**FORM, **{name.replace("__", "-"): value for name, value in changes.items()}, "form_token": token}
    response = await office.client.post(ADD, data=fields, files={"file": (file_name, data, "text/plain")})
    return response.status_code, response.text, response.headers.get("location", "")


async def kept(office: Office) -> tuple[Record, ...]:
    """All records, newest first."""
    return await office.database.read(lambda tx: records.between(tx, "2000-01-01", "2030-01-01"))


async def about(office: Office, **changes: str) -> Record:
    """Add a record about the first person of the house; gives it."""
    person = str(office.people[HOUSE][0])
    status, page, _ = await sent(office, about="one", person=person, **changes)
    assert status == 303, re.findall(r"error-message.*", page)
    return max(await kept(office), key=lambda one: one.id)


async def test_a_record_takes_one_form(managed: Office) -> None:
    """What was typed is kept, its file comes back as a download only, and the page says what it shows."""
    status, _, to = await sent(managed, b"We met.", "minutes.html")
    assert (status, to) == (303, "/staff/records/1?done=added")
    page = (await managed.get(to)).text
    for words in (
        "Sunday visit",
        "20 November 2026",
        HOUSE,
        "A trustee",
        "Lively.",
        "People choose what they do each day.",
    ):
        assert words in page
    file = await managed.get("/staff/records/1/file")
    assert file.content == b"We met."
    assert file.headers["content-disposition"] == "attachment; filename*=UTF-8''minutes.txt"
    assert (file.headers["cache-control"], file.headers["x-content-type-options"]) == ("no-store", "nosniff")
    assert file.headers["content-type"].startswith("text/plain")
    did = [one.did for one in await managed.database.read(access_log.recent)]
    assert {"added record 1", "opened record 1", "fetched the file of record 1"} <= set(did)


async def test_files_are_sealed_on_disk(managed: Office) -> None:
    """Nothing of a file can be read where it is kept, and removing the record deletes it."""
    await sent(managed, b"We met in secret.")
    name = (await kept(managed))[0].file
    path = managed.files._path(name)
    assert b"secret" not in path.read_bytes()
    await managed.post("/staff/records/1/remove", "/staff/records/1/remove")
    assert not path.exists()
    assert (await managed.get("/staff/records/1")).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"day": "2026-11-31"}, "day"),
        ({"day": "2026-11-23"}, "day"),
        ({"service": ""}, "service"),
        ({"service": "99"}, "service"),
        ({"source": ""}, "source"),
        ({"shows__duq.1.good.1": ""}, "shows"),
        ({"shows__duq.1.good.1": "excellent"}, "shows"),
        ({"seen_by": "nobody"}, "seen_by"),
        ({"about": ""}, "about"),
        ({"about": "one"}, "person"),
        ({"about": "one", "person": "1", "naming": "named"}, "asked_on"),
        ({"about": "one", "person": "1", "public": "yes"}, "public"),
        ({"kind": "quote"}, "about"),
    ],
)
async def test_what_is_wrong_is_said_and_what_was_typed_stays(
    managed: Office, changes: dict[str, str], field: str
) -> None:
    """The field has a sentence, the rest stands there still, and nothing is kept."""
    status, page, _ = await sent(managed, **changes)
    assert status == 400
    assert f'href="#{field}"' in page
    assert f'id="{field}"' in page
    assert f'id="{field}-error"' in page
    assert "Lively." in page
    assert await kept(managed) == ()


async def test_a_file_that_is_none_is_refused_with_a_reason(managed: Office) -> None:
    """A program with the name of a PDF; and a good file has to be chosen again where something else is wrong."""
    status, page, _ = await sent(managed, b"MZ\x00\x01" + bytes(50), "minutes.pdf")
    assert (status, "This kind of file is not taken" in page) == (400, True)
    status, page, _ = await sent(managed, a_png(), title="")
    assert (status, "Choose the file again" in page) == (400, True)
    assert await kept(managed) == ()


async def test_a_pile_of_minutes_goes_on(managed: Office) -> None:
    """'Save and add another' leads to a form that knows kind, day, service and source, and nothing else."""
    _, _, to = await sent(managed, then="another")
    page = (await managed.get(to)).text
    assert "Kept. Now the next one." in page
    assert f'value="{DAY}"' in page
    assert 'value="A trustee"' in page
    assert "Sunday visit" not in page


async def test_the_kind_puts_first_what_it_shows_best(managed: Office) -> None:
    """From a standard's link that standard stands on top."""
    page = (await managed.get(f"{ADD}?kind=visit&standard=duq.1.bad.1")).text
    assert page.index('name="shows-duq.1.bad.1"') < page.index('name="shows-duq.1.good.1"')


async def test_nobody_adds_for_a_house_that_is_not_theirs(office: Office) -> None:
    """Neither the service nor its people can be chosen, nor sent."""
    await office.sign_in("Mo", "keyworker", "Harbour View")
    page = (await office.get(f"{ADD}?kind=visit")).text
    assert HOUSE not in page
    assert "The whole organisation" not in page
    for service in ("1", "0"):
        status, page, _ = await sent(office, service=service)
        assert (status, 'href="#service"' in page) == (400, True)


async def test_nothing_is_quoted_before_a_yes_and_after_it_was_taken_back(managed: Office) -> None:
    """Kept without a yes, asked later, and one click takes it out everywhere; managers hear where it stood."""
    made = await about(managed)

    async def quoted() -> list[str]:
        found = await managed.database.read(lambda tx: records.quotable(tx, "2000-01-01", "2030-01-01"))
        return [one.record.title for one in found]

    assert await quoted() == []
    page = f"/staff/records/{made.id}"
    assert "Not asked yet" in (await managed.get(page)).text
    assert "May we tell others?" in (await managed.get(f"{page}/ask")).text
    assert (await managed.post(f"{page}/answer", page, **{**YES, "asked_how": ""})).status_code == 400
    assert (await managed.post(f"{page}/answer", page, **YES)).status_code == 303
    assert await quoted() == ["Sunday visit"]
    note: dict[str, Any] = {
        "record_id": made.id,
        "service_id": 1,
        "place": "Our statement",
        "path": "/staff/x",
        "at": DAY,
    }
    await managed.database.write(lambda tx: record_uses.note(tx, **note))
    assert "to be taken out" not in (await managed.get("/staff")).text
    assert (await managed.post(f"{page}/take-back", page)).status_code == 303
    assert await quoted() == []
    assert "1 record has to be taken out of what was published." in (await managed.get("/staff")).text
    assert "Our statement" in (await managed.get("/staff/records")).text
    await managed.post("/staff/records/taken-out/1", "/staff/records")
    assert "Our statement" not in (await managed.get("/staff/records")).text


async def test_the_board_sees_of_one_person_only_what_that_person_allows(office: Office) -> None:
    """A yes without the name hides the name; without a yes there is nothing, neither in the list nor by its address."""
    await a_record(office, HOUSE)  # with the name
    await office.sign_in("Mo", "manager")
    unnamed = await about(office, title="Unnamed", **{**YES, "naming": "unnamed"})
    refused = await about(office, title="Refused", **{**YES, "naming": "no"}, day="2026-11-21")
    name = re.search(r">About</dt><dd[^>]*>([^<]+)", (await office.get(f"/staff/records/{unnamed.id}")).text)
    assert name
    await office.sign_in("Lou", "board")
    page = (await office.get("/staff/records")).text
    assert ("The choir" in page, "Unnamed" in page, "Refused" in page) == (True, True, False)
    assert name[1] in (await office.get("/staff/records/1")).text
    assert name[1] not in (await office.get(f"/staff/records/{unnamed.id}")).text
    assert (await office.get(f"/staff/records/{refused.id}")).status_code == 404
    area = (await office.get("/staff/areas/duq.1")).text
    assert ("Unnamed" in area, "Refused" in area, "About one person" in area) == (True, False, False)


async def test_written_words_become_a_quote_only_with_a_yes(office: Office) -> None:
    """The lead proposes them as they are; only the lead sees them until the yes, and again once it is taken back."""
    words = await office.words(HOUSE, "I like Mo. I hate the food.")
    await office.sign_in("Sal", "lead")
    page = f"/staff/words/{words}/quote"
    assert page in (await office.get(f"/staff/words/{words}")).text
    proposed = {"words": "I hate the food.", "standard": "duq.1.good.1", "says": "not_good"}
    changed = await office.post(page, page, **{**proposed, "words": "I love the food."})
    assert (changed.status_code, "add and change nothing" in changed.text) == (400, True)
    assert (await office.post(page, page, **proposed)).headers["location"] == "/staff/records/1?done=proposed"
    await office.sign_in("Mo", "manager")
    assert (await office.get("/staff/records/1")).status_code == 404
    await office.sign_in("Sam", "lead")
    await office.post("/staff/records/1/answer", "/staff/records/1", **{**YES, "naming": "unnamed"})
    await office.sign_in("Ann", "manager")
    assert "I hate the food." in (await office.get("/staff/records/1")).text
    await office.post("/staff/records/1/take-back", "/staff/records/1")
    assert (await office.get("/staff/records/1")).status_code == 404


async def test_the_list_can_be_narrowed(managed: Office) -> None:
    """By area, kind, service, time and who added it; the last twelve months where nothing is asked."""
    await sent(managed, title="Now")
    await sent(managed, title="Long ago", day="2025-01-01", service="2", shows__duq__1="good")
    me = (await managed.database.read(members.active))[0].id
    for query, now, old in (
        ("", True, False),
        ("?since=2024-01-01", True, True),
        ("?since=2024-01-01&service=2", False, True),
        ("?since=2024-01-01&area=duq.2", False, False),
        ("?since=2024-01-01&kind=visit", True, True),
        ("?since=2024-01-01&kind=quote", False, False),
        (f"?who={me}", True, False),
        ("?since=nonsense&until=9999-99-99", True, False),
    ):
        page = (await managed.get(f"/staff/records{query}")).text
        assert (">Now<" in page, ">Long ago<" in page) == (now, old), query
    for wrong in ("page=x", "page=99999999999"):
        assert (await managed.get(f"/staff/records?{wrong}")).status_code == 404


async def test_an_area_shows_its_records(managed: Office) -> None:
    """Under each standard: what it shows, title, kind and day, and the way to add one there."""
    await sent(managed)
    page = " ".join((await managed.get("/staff/areas/duq.1")).text.split())
    assert '<strong>Good:</strong> <a class="govuk-link" href="/staff/records/1">Sunday visit</a>' in page
    assert "/staff/records/add?standard=duq.1.good.2" in page
