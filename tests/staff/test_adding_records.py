"""Adding a record takes a minute: what is filled in already, and what is needed."""

from __future__ import annotations

import re

from tests.staff.office import Office, form_token_on
from tests.staff.test_records import HOUSE, kept, sent
from tests.staff.untouched import Form


async def test_a_compliment_takes_four_fields(office: Office) -> None:
    """Title, who said it, the area and how it is there: all else is filled in, and each of the four is needed."""
    await office.sign_in("Kim", "keyworker", HOUSE)
    page = (await office.get("/staff/records/add?kind=feedback")).text
    form = Form(page).fields
    assert (form["day"], form["service"], form["asked_by"]) == ("2026-11-22", str(office.houses[HOUSE]), "Kim")
    typed = {"title": "Thank you", "source": "A mother", "area": "duq.2", "says": "good"}
    for left_out in typed:
        answer = await office.client.post("/staff/records/add", data=form | {**typed, left_out: ""})
        assert answer.status_code == 400, left_out
    assert (await office.client.post("/staff/records/add", data=form | typed)).status_code == 303
    (made,) = await kept(office)
    assert [(one.standard, one.says) for one in made.shows] == [("duq.2", "good")]
    assert (
        'href="/staff/records/add?kind=feedback&amp;service=' in (await office.get("/staff/records/1?done=added")).text
    )
    assert sum(name not in {"form_token", "then"} and not value for name, value in (form | typed).items()) > len(typed)


async def test_an_area_leads_to_its_statements(managed: Office) -> None:
    """The button shows those of the area, first what the kind shows best; what was typed stays."""
    form = Form((await managed.get("/staff/records/add?kind=visit")).text).fields
    typed = {**form, "title": "A visit", "area": "duq.1", "says": "good", "then": "area"}
    answer = await managed.client.post("/staff/records/add", data=typed)
    assert (answer.status_code, 'value="A visit"' in answer.text, await kept(managed)) == (200, True, ())
    open_part = answer.text.split('id="exactly"')[1].split("<details")[0]
    shown = re.findall(r'name="shows-(duq[^"]+)"', open_part)
    assert shown
    assert {managed.pack.area_of[one] for one in shown} == {"duq.1"}
    best = [("visit" in one.records) for name in shown for one in managed.pack.standards if one.id == name]
    assert best == sorted(best, reverse=True)


async def test_the_enter_key_saves(managed: Office) -> None:
    """Browsers press the first button of a form: it is one that saves, on both forms."""
    await sent(managed)
    for path in ("/staff/records/add?kind=visit", "/staff/records/1/change"):
        form = (await managed.get(path)).text.split('enctype="multipart/form-data"')[1]
        first = re.search(r"<button[^>]*>", form)
        assert first
        assert 'name="then" value=""' in first[0]


async def test_the_kind_that_was_used_last_comes_first(managed: Office) -> None:
    """The address of the page says it, and nothing is remembered anywhere else."""
    page = (await managed.get("/staff/records/add?last=feedback")).text
    assert re.findall(r"add\?kind=(\w+)", page)[0] == "feedback"
    assert form_token_on((await managed.get("/staff/records/add?kind=feedback")).text)
