"""The three reports of a self-assessment: the table an area, the public statement and the easy-read summary."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import partial

import pytest

from easyread.lint import lint_text
from easyread.rule import Severity
from evidence.reports import Asked, Reader, kind_named
from evidence.reports import easy_summary as easy
from evidence.reports.document import Heading, Pictured, Report
from evidence.reports.formats import FORMATS, write
from evidence.reports.preview import PREVIEW, SAID
from evidence.reports.self_assessment import DRAFT
from evidence.self_assessment.choosing import snapshot
from evidence.self_assessment.written import ABOUT, WHO, About, Answer, SectionPart, Shown, Took, Who, body_of, read
from store import actions, assessments, people, plans, records, services, voices
from store.actions import NewAction
from store.database import Database
from store.records import NewRecord, Yes
from store.tx import Tx
from tests.reports.test_pdf import text_of
from tests.store.tools import AT
from tests.support.ready import built_in_pack, built_in_pictures

PICTURES = built_in_pictures()
PACK = built_in_pack()
TODAY = date(2026, 11, 22)
NAMES = ("self-assessment", "public-statement", "easy-read-summary")
STORY = "I go to the choir alone now."
MANAGER, PUBLIC = Reader(manages=True), Reader(public=True)


def made(tx: Tx, name: str, reader: Reader = MANAGER) -> Report:
    """A report of the newest self-assessment."""
    kind = kind_named(name)
    assert kind is not None
    report = kind.make(tx, Asked(PACK, TODAY, reader))
    assert report is not None
    return report


def text(report: Report) -> str:
    """All of it."""
    return "\n".join(report.texts())


def filled(tx: Tx) -> int:
    """A self-assessment with a story, an action, an expert's check and a published challenge; gives its person."""
    house = services.add(tx, name="Mill Lane")
    person = people.add(tx, service_id=house, audience="person", name="Ada Example", at=AT)
    new = NewRecord(
        "story", "2026-05-03", "The choir", house, person, words=STORY, public=True, yes=Yes("unnamed", "2026-05-03")
    )
    story = records.add(tx, new, at=AT, by=None)
    about = {"code": "duq", "code_version": PACK.version, "service_id": 0, "at": AT, "by": "Mo"}
    number = assessments.add(tx, since="2025-12-01", until="2026-11-22", **about)
    answer = Answer("Most people.\nWe ask the rest.", (Shown("text", "", "Surveys"), Shown("record", str(story))))
    part = SectionPart(
        {"duq.1.ask.1": answer}, "A door was moved.", story, "Nights are noisy.", "9", "We know.", "We do well."
    )
    who = Who({"people": Took("A meeting", "42", "May")}, ("minutes", "other"), "A film")
    for name, kept in ((ABOUT, About()), ("duq.1", part), (WHO, who)):
        assessments.put(tx, number, name, body_of(kept), edit=0, at=AT, who="Mo")
    plan = plans.add(tx, name="Plan", kind="self-assessment", at=AT, by=None, from_id=str(number))
    actions.add(tx, NewAction(plan, "Oil the doors.", due_on="2027-01-31"), at=AT, by=None)
    check = {"who": "Checkers", "on": "2026-11-20", "words": "They are kind.", "agrees": "partly"}
    voices.add(tx, assessment_id=number, version=0, kind=voices.CHECK, body=check, at=AT)
    return person


def signed(tx: Tx) -> int:
    """The same, signed and published."""
    person = filled(tx)
    (one,) = assessments.all(tx)
    assessments.sign(tx, one.id, snapshot(read(tx, PACK, one)), at=AT, by="Mo")
    assessments.publish(tx, one.id, 1, AT)
    return person


@pytest.mark.parametrize("name", NAMES)
async def test_from_an_empty_start(sqlite: Database, name: str) -> None:
    """Each report exists before anything is begun, in every format, and says how to begin."""
    report = await sqlite.read(partial(made, name=name))
    assert report.facts["empty"] == "yes"
    assert "staff pages" in text(report)
    for form in ("html", "docx", "json"):
        assert write(report, form)


async def test_one_table_for_each_area(sqlite: Database) -> None:
    """Five tables of question, response and evidence of good, with 10, 5, 8, 6 and 8 questions in the code's order."""
    await sqlite.write(filled)
    report = await sqlite.read(partial(made, name="self-assessment"))
    assert [[column.title for column in table.columns] for table in report.tables] == [
        ["Questions to ask", "Response", "Evidence of good"]
    ] * 5
    assert [len(table.rows) for table in report.tables] == [10, 5, 8, 6, 8]
    asked = [row.cells[0].text for table in report.tables for row in table.rows]
    assert asked == [one.question for one in PACK.reflections]
    first = report.tables[0].rows[0].cells
    assert first[1].text == "Most people.\nWe ask the rest."
    assert first[2].text == "Surveys\nThe choir, 3 May 2026"
    after = [one.text for one in report.blocks if isinstance(one, Heading) and one.level == 3]
    assert after == ["Example of good", "What is not good enough yet", "How we rate ourselves"]
    assert STORY in text(report)
    assert "Ada" not in text(report)
    assert "This is a draft." in text(report)


async def test_a_yes_taken_back_empties_every_version(sqlite: Database) -> None:
    """A signed and published version tells a story only while its person's yes stands; forgetting does the same."""
    await sqlite.write(signed)
    read_public = partial(made, name="self-assessment", reader=PUBLIC)
    assert STORY in text(await sqlite.read(read_public))
    await sqlite.write(lambda tx: records.take_back(tx, 1, at=AT))
    for reader in (PUBLIC, MANAGER):
        assert STORY not in text(await sqlite.read(partial(made, name="self-assessment", reader=reader)))
    assert "The choir" not in text(await sqlite.read(read_public))


async def test_the_public_statement_is_whole_and_short(sqlite: Database) -> None:
    """Ratings, gaps, who took part, plan, experts and the next day are there; it is signed, and no link is in it."""
    await sqlite.write(signed)
    report = await sqlite.read(partial(made, name="public-statement", reader=PUBLIC))
    said = text(report)
    for words in (
        "9 of 10", "Nights are noisy.", "People we support: A meeting, 42, May", "A film", "Oil the doors.",
        "31 January 2027", "They are kind.", "They agree with some of it.", "22 November 2027",
    ):  # fmt: skip
        assert words in said
    assert "draft" not in said
    assert "/staff" not in write(report, "html").decode()
    staff = await sqlite.read(partial(made, name="public-statement"))
    assert "Signed on 22 November 2026." in text(staff), "nothing was written since"


async def test_an_unpublished_one_is_nobodys_to_read(sqlite: Database) -> None:
    """For the public there is nothing before a version is published, whatever is written or signed."""
    await sqlite.write(filled)
    for name in NAMES:
        report = await sqlite.read(partial(made, name=name, reader=PUBLIC))
        assert "Nights are noisy." not in text(report)
        assert report.facts == {"empty": "yes"}


async def test_the_easy_summary_keeps_the_rules(sqlite: Database) -> None:
    """Every sentence of ours passes the linter without an error or a warning, beside a picture that there is."""
    ours = [easy.TITLE, *(line for *_, line in easy.RATED.values())]
    ours += [line for _, _, lines in (*easy.BEGIN, *easy.END, *easy.NOTHING) for line in lines]
    assert [one for one in lint_text("\n\n".join(ours)) if one.rule not in {"L28", "L29"}] == []
    await sqlite.write(filled)
    report = await sqlite.read(partial(made, name="easy-read-summary"))
    assert report.easy
    shown = [one for one in report.blocks if isinstance(one, Pictured)]
    assert {one.picture.name for one in shown} <= PICTURES.names
    assert all(one.picture.alt for one in shown)
    assert [one for one in lint_text("\n\n".join(report.texts())) if one.severity is Severity.ERROR] == []
    assert "We think this is good.\nWe do well." in text(report)


@pytest.mark.parametrize("name", NAMES)
async def test_every_format_holds_it(sqlite: Database, name: str) -> None:
    """Each report is written in each of the formats."""
    await sqlite.write(signed)
    report = await sqlite.read(partial(made, name=name))
    assert all(write(report, form) for form in FORMATS)


STAFF_AS_PUBLIC = Reader(public=True, previews=True)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", list(FORMATS))
async def test_a_preview_is_marked_in_every_format(sqlite: Database, name: str, form: str) -> None:
    """Staff see what would be published before it is, and each file says that it is a preview; what is out does not."""
    await sqlite.write(filled)
    before = await sqlite.read(partial(made, name=name, reader=STAFF_AS_PUBLIC))
    assert before.facts["preview"] == "yes"
    assert PREVIEW in read_back(form, write(before, form))
    (one,) = await sqlite.read(assessments.all)
    whole = await sqlite.read(lambda tx: read(tx, PACK, one))
    await sqlite.write(lambda tx: assessments.sign(tx, one.id, snapshot(whole), at=AT, by="Mo"))
    await sqlite.write(lambda tx: assessments.publish(tx, one.id, 1, AT))
    out = await sqlite.read(partial(made, name=name, reader=STAFF_AS_PUBLIC))
    assert PREVIEW not in read_back(form, write(out, form))


async def test_a_preview_holds_no_more_than_what_is_published(sqlite: Database) -> None:
    """Word for word it is what everyone reads later, apart from its marks."""
    await sqlite.write(filled)
    await sqlite.write(lambda tx: tx.run("UPDATE record SET public = 0"))
    before = await sqlite.read(partial(made, name="self-assessment", reader=STAFF_AS_PUBLIC))
    assert "The choir" not in text(before)
    (one,) = await sqlite.read(assessments.all)
    whole = await sqlite.read(lambda tx: read(tx, PACK, one))
    await sqlite.write(lambda tx: assessments.sign(tx, one.id, snapshot(whole), at=AT, by="Mo"))
    await sqlite.write(lambda tx: assessments.publish(tx, one.id, 1, AT))
    out = await sqlite.read(partial(made, name="self-assessment", reader=PUBLIC))
    unmarked = [line for line in before.texts() if line not in {SAID, f"{PREVIEW}."}]
    assert [line for line in unmarked[1:] if line != DRAFT] == [
        line for line in list(out.texts())[1:] if not line.startswith("Version 1")
    ]


async def test_a_version_that_there_is_not_is_nothing(sqlite: Database) -> None:
    """Asked for version 7, nobody is shown another one in its place."""
    await sqlite.write(signed)
    kind = kind_named("public-statement")
    assert kind is not None
    for reader in (MANAGER, STAFF_AS_PUBLIC):
        report = await sqlite.read(lambda tx, reader=reader: kind.make(tx, Asked(PACK, TODAY, reader, version=7)))
        assert report is not None
        assert report.facts == {"empty": "yes"}


def read_back(form: str, content: bytes) -> str:
    """The text of a file, whatever its format."""
    if form == "pdf":
        return text_of(content)
    if form in {"docx", "xlsx"}:
        with zipfile.ZipFile(io.BytesIO(content)) as found:
            parts = [found.read(one) for one in found.namelist() if one.endswith("xml")]
        return " ".join(one.decode("utf-8", "replace") for one in parts)
    return content.decode()
