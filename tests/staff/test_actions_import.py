"""A table of actions from a file: each row is shown first, nothing is added by surprise, and nothing twice."""

from __future__ import annotations

import html
import random
import re

import pytest
from httpx import Response

from bot.staff.action_import.carrying import NotOurs, brought, carried
from evidence.action_tables.rows import grid
from store import access_log, action_notes, actions, plans
from store.action import Action, Status
from tests.action_tables.councils import FORMATS, dudley, stockton
from tests.staff.office import Office, form_token_on
from tests.staff.test_people import words

SMALL = """No,Key action,Evidence,Timescale,Lead,Progress,RAG
1,Fix the gate.,It shuts.,Begin May 2030,Ann Manager,We asked,red
2,Paint it.,,when dry,Sam,,
x,Sing.,,,,,
3,Dance. See 9.,,Completed,Jo,,
"""


async def uploaded(office: Office, data: bytes, **more: str) -> Response:
    """Sends a file as the form does."""
    token = form_token_on((await office.get("/staff")).text)
    return await office.client.post(
        "/staff/actions/import", data={"form_token": token, **more}, files={"file": ("plan.docx", data, "text/csv")}
    )


async def pressed(office: Office, page: str, path: str, **more: str | list[str]) -> Response:
    """Sends the form of the preview with all that it carries, and what is chosen in it."""
    form = page.split('action="/staff/actions/import"')[1].split("</form>", maxsplit=1)[0]
    sent: dict[str, str | list[str]] = {
        name: html.unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    }
    for select in re.findall(r"<select.*?</select>", form, re.DOTALL):
        name = re.search(r'name="([^"]+)"', select)
        chosen = re.search(r'value="([^"]*)" selected', select)
        if name:
            sent[name[1]] = chosen[1] if chosen else re.findall(r'value="([^"]*)"', select)[0]
    sent["name"] = "Our plan"
    return await office.client.post(path, data=sent | more)


async def kept(office: Office) -> tuple[Action, ...]:
    """Every action in the register."""
    return await office.database.read(actions.all)


async def test_each_row_is_shown_and_only_then_the_actions_are_added(managed: Office) -> None:
    """What was said stands beside what was understood, faults say why, and nothing is kept until the button."""
    before = len(await kept(managed))
    page = (await uploaded(managed, SMALL.encode())).text
    told = html.unescape(words(page))
    assert "New: 3. There already: 0. Different in the register: 0. Rows that cannot be read: 1." in told
    assert "Row 4: 'x' is no number of an action. Number it like 2, 2.8 or A2, or choose another column." in told
    assert "“Begin May 2030”: Begins by 31 May 2030." in told
    assert "“when dry”: No day." in told
    assert "No date was understood." in told
    assert "Kept as “RAG”: red" in told
    assert "There is no action of this number." in told
    assert len(await kept(managed)) == before
    answer = await pressed(managed, page, "/staff/actions/import/add")
    assert "added=3&same=0&changed=0&left=0" in answer.headers["location"]
    done = words((await managed.get(answer.headers["location"])).text)
    assert "New: 3." in done
    assert "2 leads are not colleagues here, so nobody is reminded." in done
    gate, paint, dance = (await kept(managed))[-3:]
    assert (gate.said.number, gate.said.what, gate.said.starts_on, gate.said.due_on) == (
        "1",
        "Fix the gate.",
        "2030-05-31",
        None,
    )
    assert (gate.said.expected[0].text, gate.said.leads[0].name, gate.said.more) == (
        "It shuts.",
        "Ann Manager",
        {"RAG": "red"},
    )
    assert (paint.said.timescale, paint.said.due_on) == ("when dry", None)
    assert (dance.status, dance.said.refers_to) == (Status.DONE, ("9",))
    notes = await managed.database.read(lambda tx: action_notes.of(tx, gate.id))
    assert [one.words for one in notes] == ["We asked"]
    log = await managed.database.read(lambda tx: [one.did for one in access_log.recent(tx)])
    assert "added 3 actions from a file, changed 0" in log


@pytest.mark.parametrize("kind", FORMATS)
async def test_the_same_file_twice_adds_nothing_twice(managed: Office, kind: str) -> None:
    """In any format, and in another one than before: the plan that holds the actions is found by itself."""
    first = (await uploaded(managed, FORMATS["csv"](dudley()))).text
    await pressed(managed, first, "/staff/actions/import/add")
    count = len(await kept(managed))
    again = (await uploaded(managed, FORMATS[kind](dudley()))).text
    assert "New: 0. There already: 80." in words(again)
    assert "Everything in this file is in the register already." in again
    answer = await pressed(managed, again, "/staff/actions/import/add")
    assert "added=0&same=80" in answer.headers["location"]
    assert len(await kept(managed)) == count


async def test_what_was_changed_since_stays_unless_it_is_ticked(managed: Office) -> None:
    """What differs is named; ticked, the file's words are taken, and what was seen and done stays."""
    first = (await uploaded(managed, SMALL.encode())).text
    await pressed(managed, first, "/staff/actions/import/add")
    gate, paint, _ = (await kept(managed))[-3:]
    await managed.database.write(
        lambda tx: actions.put_status(tx, paint.id, Status.IN_PROGRESS, at="2026-11-20T00:00:00Z")
    )
    other = SMALL.replace("when dry", "June 2031").replace("We asked", "It is ordered")
    page = (await uploaded(managed, other.encode())).text
    assert "Different in the register: 2." in words(page)
    assert "take the timescale from the file" in words(page)
    answer = await pressed(managed, page, "/staff/actions/import/add")
    assert "changed=0&left=2" in answer.headers["location"]
    answer = await pressed(managed, page, "/staff/actions/import/add", take=[str(paint.id), str(gate.id)])
    assert "changed=2&left=0" in answer.headers["location"]
    gate, paint, _ = (await kept(managed))[-3:]
    assert (paint.said.due_on, paint.status) == ("2031-06-30", Status.IN_PROGRESS)
    notes = await managed.database.read(lambda tx: action_notes.of(tx, gate.id))
    assert {one.words for one in notes} == {"We asked", "It is ordered"}


async def test_a_plan_with_the_same_numbers_is_another_plan(managed: Office) -> None:
    """Every plan begins at 1: numbers alone do not make two the same."""
    await pressed(managed, (await uploaded(managed, SMALL.encode())).text, "/staff/actions/import/add")
    other = "No,Action\n1,Buy bread.\n2,Bake a cake.\n3,Eat it.\n"
    page = (await uploaded(managed, other.encode())).text
    assert "New: 3. There already: 0." in words(page)


async def test_the_column_of_the_actions_is_chosen(managed: Office) -> None:
    """Where no title says what is to be done, it is asked for, and the choice holds when the actions are added."""
    page = (await uploaded(managed, b"No,Stuff,Lead\n1,Fix it.,Jo\n2,Paint.,Sam\n")).text
    assert "We do not know which column says what is to be done." in words(page)
    assert "/staff/actions/import/add" not in page
    looked = (await pressed(managed, page, "/staff/actions/import", **{"column-1": "action"})).text
    assert "New: 2." in words(looked)
    answer = await pressed(managed, looked, "/staff/actions/import/add")
    assert "added=2" in answer.headers["location"]


async def test_a_pasted_table_is_read(managed: Office) -> None:
    """As it comes from a spreadsheet or a web page."""
    token = form_token_on((await managed.get("/staff")).text)
    pasted = FORMATS["text"](stockton()).decode()
    answer = await managed.client.post("/staff/actions/import", data={"form_token": token, "pasted": pasted})
    assert "New: 29." in words(answer.text)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "It is empty."),
        (b"%PDF-1.7", "It is a PDF"),
        (b"PK\x03\x04x", "damaged"),
        (b"\xd0\xcf\x11\xe0", "password"),
    ],
)
async def test_a_file_that_cannot_be_read_says_why(managed: Office, data: bytes, why: str) -> None:
    """On the page where it was chosen, with how to mend it, and what was pasted stays."""
    answer = await uploaded(managed, data)
    assert answer.status_code == 400
    assert why in words(answer.text)


async def test_a_plan_needs_a_name(managed: Office) -> None:
    """Without one the page comes back with all that was chosen."""
    page = (await uploaded(managed, SMALL.encode())).text
    answer = await pressed(managed, page, "/staff/actions/import/add", name="")
    assert answer.status_code == 400
    assert "Give the plan a name." in words(answer.text)


async def test_another_house_is_no_choice(office: Office) -> None:
    """Who works for one house adds to no other plan and for no other house, whatever the form says."""
    plan = await office.database.write(
        lambda tx: plans.add(
            tx,
            name="Theirs",
            kind=plans.IMPORTED,
            at="2026-11-20T00:00:00Z",
            by=None,
            service_id=office.houses["Mill Lane"],
        )
    )
    await office.sign_in("Mo", "manager", "Harbour View")
    page = (await uploaded(office, SMALL.encode())).text
    assert "Theirs" not in page
    assert "The whole provider" not in page
    for sent in ({"plan": str(plan)}, {"service": "0"}, {"service": str(office.houses["Mill Lane"])}):
        answer = await pressed(office, page, "/staff/actions/import/add", **sent)
        assert answer.status_code == 404
    assert await kept(office) == ()


async def test_a_changed_carriage_is_refused(managed: Office) -> None:
    """What comes back is read as carefully as a file."""
    page = (await uploaded(managed, SMALL.encode())).text
    for packed in ("nonsense", "eJw=", "A" * 4_000):
        assert (await pressed(managed, page, "/staff/actions/import", **{"rows-0": packed})).status_code == 400


async def test_a_button_that_is_pressed_twice_makes_one_plan(managed: Office) -> None:
    """Twice, or from a second tab that was opened before: the actions are there once, in one plan."""
    before, plans_before = len(await kept(managed)), len(await managed.database.read(plans.all))
    first, second = [(await uploaded(managed, SMALL.encode())).text for _ in range(2)]
    for page in (first, first, second):
        answer = await pressed(managed, page, "/staff/actions/import/add")
        assert answer.status_code == 303
    assert "added=0&same=3" in answer.headers["location"]
    assert len(await kept(managed)) == before + 3
    assert len(await managed.database.read(plans.all)) == plans_before + 1


async def test_two_tabs_do_not_mix_their_files(managed: Office) -> None:
    """Each page carries its own rows: the older one adds what it showed, whatever was looked at since."""
    older = (await uploaded(managed, SMALL.encode())).text
    await uploaded(managed, b"No,Action,Lead\n1,Something else.,Jo\n")
    before = len(await kept(managed))
    await pressed(managed, older, "/staff/actions/import/add")
    added = (await kept(managed))[before:]
    assert [one.said.what for one in added] == ["Fix the gate.", "Paint it.", "Dance. See 9."]


def wide_table(letters: int, signs: str) -> bytes:
    """A table with so many letters that hardly get smaller when they are packed."""
    draw = random.Random(3)  # noqa: S311 - a test, not a secret
    rows = [f"{number},{''.join(draw.choices(signs, k=990))},Jo" for number in range(1, letters // 990)]
    return "\n".join(["No,Action,Lead", *rows]).encode()


async def test_the_largest_table_goes_through_and_one_too_large_says_so(managed: Office) -> None:
    """What may be read may also be carried, or is refused where it is chosen, with what to do."""
    before = len(await kept(managed))
    largest = await uploaded(managed, wide_table(780_000, "abcdefghijklmnopqrstuvwxyz"))
    assert largest.status_code == 200
    answer = await pressed(managed, largest.text, "/staff/actions/import/add")
    assert answer.status_code == 303
    assert len(await kept(managed)) == before + 780_000 // 990 - 1
    every = "".join(map(chr, range(0x4E00, 0x9E00)))
    refused = await uploaded(managed, wide_table(500_000, every))
    assert refused.status_code == 400
    assert "It holds too much text for one page. Split it into two." in refused.text


async def test_rows_of_another_table_are_what_they_say_and_no_more(managed: Office) -> None:
    """Whoever changes what the page carries sends another table, as they could have chosen another file."""
    page = (await uploaded(managed, SMALL.encode())).text
    other = carried(grid(b"No,Action,Lead\n1,Sing.,Jo\n"))
    before = len(await kept(managed))
    answer = await pressed(managed, page, "/staff/actions/import/add", **{"rows-0": other[0]})
    assert answer.status_code == 303
    assert [one.said.what for one in (await kept(managed))[before:]] == ["Sing."]


def test_rows_come_back_as_they_went() -> None:
    """Joined cells, places and all; and a text that unpacks to fill the memory does not."""
    for kind in FORMATS.values():
        for build in (stockton, dudley):
            rows = grid(kind(build()))
            assert brought("".join(carried(rows))) == rows
    with pytest.raises(NotOurs):
        brought("x")
