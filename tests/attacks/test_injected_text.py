"""Somebody writes what a program would take for code: in a name, an answer, a file's name, an address.

Wherever the words come out again, on a page, in a table, a letter, a chat or a log, they are words.
"""

from __future__ import annotations

import csv
import email
import io
import logging
import re
from dataclasses import replace
from email import policy

import openpyxl
import pytest
from jinja2 import Environment

from asking.permissions import Role
from asking.post import Mail, Posted
from asking.record_files import _named
from bot.http import errors
from bot.http.pages import environment
from bot.mail import message
from bot.mail.server import read_server
from bot.staff import desk
from bot.staff.records import one
from bot.telegram import render
from evidence.live_cells import LIVE
from evidence.reports import csv as csv_report
from evidence.reports import xlsx
from evidence.reports.document import Cell, Column, Line, Report, Row, Table
from locales import Languages
from store import people
from tests.attacks.naughty import naughty
from tests.staff.doors import HERE
from tests.staff.doors_records import a_record
from tests.staff.office import AT, Office

SCRIPT = '"><script>alert(1)</script>'
TEMPLATE = "{{7*7}}{% if 1 %}x{% endif %}"
FORMULAS = [text for text in naughty() if text.lstrip("\t\r\n").startswith(("=", "+", "-", "@", "|", "＝"))]
SERVER = read_server("smtp://localhost:25", "Plainsay <talk@example.org>")
ODD_NAMES = (
    "../../etc/passwd",
    "a\r\nSet-Cookie: x=y.pdf",
    'a".pdf; filename="b.exe',
    "\u202egnp.exe",
    "C:\\x.docx",
    "",
    "." * 300,
)


async def test_words_are_words_on_a_page(office: Office) -> None:
    """Script and template code in what somebody wrote: the lead reads it as it was written."""
    await office.sign_in("Sal", Role.LEAD)
    await office.words(HERE, f"{SCRIPT} {TEMPLATE}")

    async def runs() -> bool:
        page = (await office.get("/staff/words/1")).text
        return SCRIPT in page or "49x" in page

    templates = desk.templates()
    assert not await runs()
    page = (await office.get("/staff/words/1")).text
    assert "&lt;script&gt;alert(1)" in page
    assert TEMPLATE.replace("'", "&#39;") in page
    with pytest.MonkeyPatch.context() as patched:
        open_wide = Environment(loader=templates.loader, autoescape=False, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - the control
        open_wide.filters.update(templates.filters)
        open_wide.globals.update(templates.globals)
        patched.setattr(desk, "templates", lambda: open_wide)
        assert await runs()


async def test_a_name_is_a_name_everywhere(office: Office) -> None:
    """A person whose name is a script: no page of the staff pages that shows it runs it."""
    house = office.houses[HERE]
    who = await office.database.write(
        lambda tx: people.add(tx, service_id=house, audience="person", name=SCRIPT, at=AT)
    )
    await office.sign_in("Mo", Role.ADMINISTRATOR)
    shown = 0
    pages = ("/staff/people", f"/staff/people/{who}", "/staff/people/add", "/staff/invitations", "/staff/records/add")
    for path in pages:
        page = (await office.get(path)).text
        assert SCRIPT not in page
        shown += "&lt;script&gt;alert(1)" in page
    assert shown >= 2


def test_every_template_escapes() -> None:
    """All rooms take their templates from one place, and there everything is escaped, whatever a file is called."""
    assert environment("bot.staff").autoescape is True
    assert environment("bot.tablet").from_string("{{ a }}").render(a="<b>") == "&lt;b&gt;"
    assert Environment().from_string("{{ a }}").render(a="<b>") == "<b>"  # noqa: S701 - the control


def test_no_cell_of_a_table_is_a_formula() -> None:
    """In CSV and XLSX what begins like a formula is a text; as it stood, a spreadsheet program would run it."""
    rows = tuple(Row((Cell((Line(text),)), Cell((Line("a"),)))) for text in FORMULAS)
    report = Report(
        "evidence", "Title", (Table("Answers", (Column("Name"), Column("Words")), rows),), made_on="2026-11-29"
    )
    for line in list(csv.reader(io.StringIO(csv_report.write(report).decode("utf-8-sig"), newline="")))[1:]:
        assert not line[0].startswith(LIVE) or re.fullmatch(r"[-+]?\d+", line[0]), line
    book = openpyxl.load_workbook(io.BytesIO(xlsx.write(report)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) > len(FORMULAS)
    assert "f" not in {cell.data_type for cell in cells}
    raw = openpyxl.Workbook()
    raw.active.append(["=1+1"])
    assert raw.active["A1"].data_type == "f"  # the control


@pytest.mark.parametrize("text", ["Hello\r\nBcc: all@example.org", "Hello\nX: y", "a\x0bb\x0cc\x85d\u2028e"])
def test_no_letter_gets_a_heading_of_theirs(text: str) -> None:
    """A line end in a subject begins no new heading; one that is put in by hand does."""
    mail = Mail("kim@example.org", text, (text,), "http://localhost/", text, (text,))
    assert SERVER
    built = message.build(Posted(mail, "1" * 32, AT), SERVER, Languages().words)
    made = email.message_from_bytes(built, policy=policy.default)
    assert made["Bcc"] is None
    assert made["X"] is None
    by_hand = email.message_from_bytes(f"Subject: {text}\r\n\r\n".encode(), policy=policy.default)
    assert by_hand["Bcc"] or by_hand["X"] or "\x85" in text


@pytest.mark.parametrize("to", ["a@b.org\r\nBcc: c@b.org", "a@b.org, c@b.org", "<a@b.c>\n", "a@b\x00.org"])
def test_no_letter_goes_to_others(to: str) -> None:
    """An address is one address."""
    with pytest.raises(message.NoAddress):
        message.reachable(to)


def test_a_chat_shows_what_was_written() -> None:
    """Telegram's markup in somebody's words is shown, not obeyed."""
    for text in naughty():
        for made in (render.plain, render.bold, render.italic):
            inner = made(text).removeprefix("<b>").removesuffix("</b>").removeprefix("<i>").removesuffix("</i>")
            assert "<" not in inner
            assert ">" not in inner
    assert any("<" in text for text in naughty())  # what would stand there otherwise


def test_no_line_of_a_log_is_theirs(caplog: pytest.LogCaptureFixture) -> None:
    """A fault is logged by its kind and place; a message with a line end in it would have written a line of its own."""
    lie = "x\n2026-11-29 10:00:00 ERROR plainsay Reference 00000000: all is well"
    caplog.set_level(logging.ERROR)
    with pytest.raises(ValueError, match="all is well") as raised:
        _fails(lie)
    said = errors.where(raised.value)
    logging.getLogger("plainsay.test").error("%s", raised.value)
    assert "all is well" not in said
    assert "all is well" in caplog.text


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_files_name_is_only_a_name(name: str) -> None:
    """What a file was called leads nowhere, ends as what it is, and begins no header."""
    kept = _named(name, "application/pdf")
    assert kept.endswith(".pdf")
    assert not set(kept) & set('/\\"\r\n;:\x00\u202e')
    assert len(kept) < 100


@pytest.mark.parametrize("name", [name for name in ODD_NAMES if set(name) & set('"\r\n;')])
async def test_no_header_is_theirs(office: Office, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with line ends and quotes that got into the store all the same starts no header where the file is sent."""
    await office.sign_in("Mo", Role.ADMINISTRATOR)
    number = await a_record(office, HERE)
    found = one._record
    monkeypatch.setattr(one, "_record", lambda tx, visit: replace(found(tx, visit), file_name=name))
    answer = await office.get(f"/staff/records/{number}/file")
    assert answer.status_code == 200
    sent = answer.headers["content-disposition"]
    assert sent.startswith("attachment; filename*=UTF-8''")
    assert not set(sent.partition("''")[2]) & set('"\r\n;,\x00')


async def test_a_question_to_the_database_is_words(office: Office) -> None:
    """What would end a question to the database is looked for as a name, and nothing is lost."""
    await office.sign_in("Mo", Role.ADMINISTRATOR)
    before = await office.database.read(lambda tx: tx.all("SELECT COUNT(*) FROM person"))
    for text in ("' OR '1'='1", "1; DROP TABLE person; --", "\\", "%", "_", ":name"):
        assert (await office.get("/staff/people", params={"q": text, "name": text, "search": text})).status_code == 200
    assert await office.database.read(lambda tx: tx.all("SELECT COUNT(*) FROM person")) == before
    injected = await office.database.read(lambda tx: tx.all("SELECT COUNT(*) FROM person WHERE '' = '' OR '1'='1'"))
    assert injected == before  # the control: put into the text of a question, it is obeyed


def _fails(why: str) -> None:
    raise ValueError(why)
