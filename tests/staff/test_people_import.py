"""Adding many people from a file: each row is shown first, and nobody is added twice, or by surprise."""

from __future__ import annotations

import html
import io
import re
import zipfile

import pytest
from httpx import Response
from openpyxl import Workbook, load_workbook

from asking.errors import SheetRefused
from asking.people_sheet import MOST_ROWS, inert, read, template_csv, template_xlsx
from store import people
from tests.staff.office import Office, form_token_on
from tests.staff.test_people import words

CSV = """name,service,who,language,family of,e-mail
Zed Example,Mill Lane,person,English,,
May Zed,mill lane,family,,Zed  Example,may@example.org
Ada Example,Mill Lane,person,,,
,Mill Lane,person,,,
Yan,Oak Hause,person,,,
Xi,Mill Lane,person,Klingon,,
Wu,Mill Lane,boss,,,
Vi,Mill Lane,family,,Nobody Here,
=1+1,Mill Lane,person,,,
Una,Mill Lane,person,,,una@
"""


def book(*rows: tuple[object, ...], merge: str = "") -> bytes:
    """An XLSX with these rows."""
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(list(row))
    if merge:
        made.worksheets[0].merge_cells(merge)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


async def uploaded(office: Office, data: bytes, name: str = "people.csv") -> Response:
    """Sends a file as the form does."""
    token = form_token_on((await office.get("/staff")).text)
    return await office.client.post(
        "/staff/people/import", data={"form_token": token}, files={"file": (name, data, "text/csv")}
    )


async def pressed(office: Office, page: str, path: str, **more: str) -> Response:
    """Sends a form of the preview with all that it carries."""
    form = next(one for one in page.split("<form")[1:] if f'action="{path}"' in one).split("</form>")[0]
    hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return await office.client.post(path, data={name: html.unescape(value) for name, value in hidden} | more)


async def test_each_row_is_marked_and_only_then_people_are_added(managed: Office) -> None:
    """New, known, or why it cannot be read; nothing is kept until the button, and twice adds nobody twice."""
    page = (await uploaded(managed, CSV.encode())).text
    told = words(page)
    assert "New: 2. Known already: 1. Cannot be read: 7." in told
    for why in (
        "There is no name.",
        "There is no service called &#39;Oak Hause&#39;.",
        "Nobody can be asked in &#39;Klingon&#39;",
        "&#39;boss&#39; is none of",
        "Say in &#39;family of&#39;",
        "A cell has a formula.",
        "The e-mail address is not one.",
    ):
        assert why in told, why
    count = await managed.database.read(lambda tx: people.count(tx, service_id=1, audience="person"))
    answer = await pressed(managed, page, "/staff/people/import/add")
    assert answer.headers["location"] == "/staff/people?done=many&number=2"
    assert await managed.database.read(lambda tx: people.count(tx, service_id=1, audience="person")) == count + 1
    assert "Zed Example" in (await managed.get("/staff/people?find=zed")).text
    again = await pressed(managed, page, "/staff/people/import/add")
    assert again.headers["location"].endswith("number=0")


async def test_an_unknown_service_is_chosen(managed: Office) -> None:
    """What is meant by a name that nobody knows is asked once for all its rows, and holds when people are added."""
    page = (await uploaded(managed, b"name;service\nZed;Oak Hause\nYan;Oak Hause\n")).text
    assert "What is meant by “oak hause”?" in page
    chosen = (await pressed(managed, page, "/staff/people/import", **{"meant-0": "2"})).text
    assert "New: 2." in words(chosen)
    assert (await pressed(managed, chosen, "/staff/people/import/add")).headers["location"].endswith("number=2")
    assert await managed.database.read(lambda tx: people.count(tx, service_id=2, audience="person")) == 14


async def test_another_house_is_no_choice(office: Office) -> None:
    """Who works for one house adds to no other, whatever the form says, and learns no name from there."""
    await office.sign_in("Mo", "manager", "Harbour View")
    page = (await uploaded(office, b"name,service\nAda Example,Mill Lane\n")).text
    assert "There is no service called" in page
    assert "Known already: 0." in words(page)
    sent = await pressed(office, page, "/staff/people/import", **{"meant-0": "1"})
    assert "New: 0." in words(sent.text)


@pytest.mark.parametrize(
    ("data", "names"),
    [
        ("name\nZoë\n".encode(), ["Zoë"]),
        ("name\nZoë\n".encode("utf-8-sig"), ["Zoë"]),
        ("name\nZoë\n".encode("utf-16"), ["Zoë"]),
        ("name\nZoë\n".encode("cp1252"), ["Zoë"]),
        (b"Name\tService\r\nAda\tMill Lane\r\n\r\nBo\t\r\n", ["Ada", "Bo"]),
        (b'"name";"e-mail"\n"Ada; B";""\n', ["Ada; B"]),
        (book(("Name", "Service"), ("Ada", None), (7, "x")), ["Ada", "7"]),
    ],
)
def test_files_are_read_as_people_save_them(data: bytes, names: list[str]) -> None:
    """UTF-8, UTF-16 and what Windows wrote; commas, semicolons and tabs; XLSX; empty rows between."""
    assert [row.cells["name"] for row in read(data)] == names


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Choose a file"),
        (b"\n\n", "Choose a file"),
        (b"who\nperson\n", "no column called name"),
        (b"x" * 2_000_001, "larger than 2 MB"),
        (b"name\n" + b"a\n" * (MOST_ROWS + 1), "more than 1000 rows"),
        (b"PK\x03\x04 nothing", "cannot be read"),
        (b"%PDF\x00\x01\x02", "no table"),
        (book(("name", "service"), ("Ada", "x"), merge="A2:B2"), "joined into one"),
    ],
)
async def test_what_is_no_table_is_refused_kindly(managed: Office, data: bytes, sentence: str) -> None:
    """Each says what is wrong and how it is mended, on the page too."""
    with pytest.raises(SheetRefused, match=sentence):
        read(data)
    if len(data) < 2_000_000:
        answer = await uploaded(managed, data)
        assert answer.status_code == 400
        assert sentence in words(answer.text)


def test_a_small_file_that_unpacks_to_a_large_one_is_refused() -> None:
    """Before anything of it is unpacked."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 31_000_000)
    with pytest.raises(SheetRefused, match="too large when it is opened"):
        read(made.getvalue())


def test_what_we_write_is_no_formula() -> None:
    """Neither in CSV nor in XLSX, whatever a service is called; and the templates can be read again."""
    assert [inert(cell) for cell in ("=1", "+1", "-1", "@x", "ok")] == ["'=1", "'+1", "'-1", "'@x", "ok"]
    assert b"'=HYPERLINK" in template_csv("=HYPERLINK(1)")
    cell = load_workbook(io.BytesIO(template_xlsx("=HYPERLINK(1)"))).worksheets[0]["B2"]
    assert cell.data_type == "s" or cell.value == "=HYPERLINK(1)"
    for made in (template_csv("Mill Lane"), template_xlsx("Mill Lane")):
        assert [row.cells["name"] for row in read(made)] == ["Ada Example", "May Example"]


async def test_made_up_rows_are_refused(managed: Office) -> None:
    """What came back changed beyond reading is no traceback; no rows at all is no success."""
    for rows in ("x", "[1]", '[[1, ["a"], ""]]', ""):
        assert (await managed.post("/staff/people/import/add", **{"rows-0": rows})).status_code == 400
