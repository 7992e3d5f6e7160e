"""The drafting page: how people were heard, words that may be quoted, the time's evidence, and the links of drafts."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from evidence.self_assessment.written import Answer, SectionPart, body_of, section_of
from store import assessments, records, rounds
from store.records import NewRecord, Shows, Yes
from store.tx import Tx
from tests.staff.assessing import AREA, begun, saved
from tests.staff.doors_summaries import a_summary
from tests.staff.office import AT, Office

TOLD = "What the sentences from the draft are made of"
REPORT = "/staff/reports/self-assessment?number=1"


def plain(html: str) -> str:
    """The text of a page, its spaces made one."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


async def test_by_how_people_were_heard(office: Office) -> None:
    """Beside a statement stands what those say who answered alone, and with help; it comes into no draft."""
    await office.answer("Mill Lane", 12, say={"choose": "yes"})
    await office.answer("Mill Lane", 12, say={"choose": "no"}, support="supported")
    await begun(office)
    page = plain((await office.get(AREA)).text)  # results move when five more people are in
    assert "Who answered alone: most say good things (10 of 10; likely between 72% and 100%)." in page
    assert "Who had help to answer: most do not say good things (10 of 10; likely between 72% and 100%)." in page
    await saved(office, use="duq.1.ask.1")
    (one,) = await office.database.read(assessments.all)
    kept = await office.database.read(lambda tx: section_of(assessments.part_of(tx, one.id, "duq.1").content))
    assert "Who answered alone" not in kept.answer("duq.1.ask.1").response


async def test_a_few_who_had_help_are_not_told(office: Office) -> None:
    """Three who had help are hidden, and so is what would tell of them by subtraction."""
    await office.answer("Mill Lane", 15, say={"choose": "yes"})
    await office.answer("Mill Lane", 3, say={"choose": "no"}, support="supported")
    await begun(office)
    page = plain((await office.get(AREA)).text)
    assert "Who had help to answer" not in page
    assert "Who answered alone" not in page


async def test_words_that_may_be_quoted(office: Office) -> None:
    """Words stand beside their record while their person's yes does, and only for those who see the record."""
    await begun(office)
    await office.database.write(partial(quotes, office=office))
    page = (await office.get(AREA)).text
    assert "‘I chose my own curtains.’" in page
    assert "Said yes to be quoted without a name." in page
    assert "‘Nobody asked me yet.’" not in page
    assert "‘Only for leads.’" not in page
    await office.sign_in("Lou", "board")
    assert "‘I chose my own curtains.’" not in (await office.get(AREA)).text, "it is for managers"
    await office.sign_in("Mo", "manager")
    await office.database.write(lambda tx: records.take_back(tx, 1, at=AT))
    assert "curtains" not in plain((await office.get(AREA)).text)


async def test_closed_rounds_and_summaries_can_be_ticked(office: Office) -> None:
    """What ended in the twelve months can be ticked beside each question, and stands in the report; the rest cannot."""
    await begun(office)
    await a_summary(office, "Mill Lane")
    await office.database.write(ended)
    page = (await office.get(AREA)).text
    assert "We asked: Spring, 1 March 2026 to 31 March 2026" in page
    assert page.count("Signed monthly summaries of all services</legend>") == 1, "too few people for a number"
    assert "Long ago" not in page
    number = await office.database.read(lambda tx: next(one.id for one in rounds.all(tx) if one.name == "Spring"))
    fields: dict[str, Any] = {"shown-duq.1.ask.1": [f"round:{number}", "summaries:"]}
    await saved(office, **fields)
    for more in ("", "&public=yes&version=0"):
        text = plain((await office.get(REPORT + more)).text)
        assert "We asked: Spring, 1 March 2026 to 31 March 2026" in text
        assert "Signed monthly summaries of all services" in text


async def test_a_draft_that_was_used_keeps_its_links(office: Office) -> None:
    """Each sentence still leads to what it is made of beside the manager's own text, changed or not."""
    await office.answer("Mill Lane", 15, say={"choose": "yes"})
    await begun(office)
    assert TOLD not in (await office.get(AREA)).text
    await saved(office, use="duq.1.ask.1", **{"response-duq.1.ask.1": "Our own."})
    page = (await office.get(AREA)).text
    beside = page[page.index(TOLD) :]
    beside = beside[: beside.index("</div>")]
    assert beside.count('<a class="govuk-link" href="/staff/areas/duq.1?round=') >= 2
    assert "Changed since" not in beside
    text = await response(office)
    first = text.splitlines()[1]
    staff = (await office.get(REPORT)).text
    assert re.search(rf'<a href="/staff/areas/duq.1[^"]*">{re.escape(first)}</a>', staff)
    assert "/staff/areas" not in (await office.get(f"{REPORT}&public=yes&version=0")).text
    await saved(office, **{"response-duq.1.ask.1": "All in other words."})
    page = (await office.get(AREA)).text
    assert TOLD in page
    assert page.count("Changed since, or taken out.") == len(text.splitlines()) - 1
    await saved(office, use="duq.1.ask.1", **{"response-duq.1.ask.1": text})
    assert await response(office) == text, "used twice, it stands there once"
    await saved(office, **{"response-duq.1.ask.1": ""})
    assert TOLD not in (await office.get(AREA)).text


async def test_used_sentences_lead_nobody_to_what_they_may_not_see(office: Office) -> None:
    """A sentence made of a record for managers has no link to it for the board."""
    await begun(office)
    house = office.houses["Mill Lane"]
    new = NewRecord(
        "audit", "2026-05-03", "Plans checked", house, shows=(Shows("duq.1.good.1", "good"),), seen_by=records.MANAGERS
    )
    await office.database.write(lambda tx: records.add(tx, new, at=AT, by=None))
    await saved(office, use="duq.1.ask.1")
    assert 'href="/staff/records/1"' in (await office.get(AREA)).text
    await office.sign_in("Lou", "board")
    page = (await office.get(AREA)).text
    assert TOLD in page
    assert "/staff/records/1" not in page


def test_sentences_come_back_from_their_json() -> None:
    """What was used is kept whole, and an answer from before there was any has none."""
    old = body_of(SectionPart({"a": Answer("x")}))
    del old["answers"]["a"]["used"]
    assert section_of(old).answer("a") == Answer("x")


async def response(office: Office) -> str:
    """What is said to the first question."""
    part = await office.database.read(lambda tx: section_of(assessments.part_of(tx, 1, "duq.1").content))
    return part.answer("duq.1.ask.1").response


def quotes(tx: Tx, office: Office) -> None:
    """One with a yes, one that nobody asked about, and one for leads; the first two are for managers."""
    house, person = office.houses["Mill Lane"], office.people["Mill Lane"][0]
    yes, shows = Yes("unnamed", "2026-05-03"), (Shows("duq.1.good.1", "good"),)
    for words, asked, seen_by in (
        ("I chose my own curtains.", yes, records.MANAGERS),
        ("Nobody asked me yet.", None, records.MANAGERS),
        ("Only for leads.", yes, records.LEADS),
    ):
        new = NewRecord(
            "story", "2026-05-03", "Said", house, person, words=words, yes=asked, shows=shows, seen_by=seen_by
        )
        records.add(tx, new, at=AT, by=None)


def ended(tx: Tx) -> None:
    """A round that ended in the time, one long ago, and a signed summary."""
    for name, opens, closes in (("Spring", "2026-03-01", "2026-03-31"), ("Long ago", "2024-03-01", "2024-03-31")):
        made = rounds.add(tx, name=name, opens_on=opens, closes_on=closes)
        rounds.close(tx, made, AT)
    tx.run("UPDATE summary SET closed_at = :at", at=AT)
