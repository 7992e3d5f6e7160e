"""Actions that a self-assessment opens stand beside what they were opened for, and somebody is held to them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from evidence.record_sight import Sight
from evidence.self_assessment.declaring import actions_of, warmth
from evidence.self_assessment.laid import lay
from evidence.self_assessment.material import gather
from evidence.self_assessment.written import (
    LIGHTS,
    NUMBERS,
    USUAL_WORDS,
    WORDS,
    About,
    Said,
    SectionPart,
    Who,
    Whole,
    sections_of,
)
from store import action_facts, actions, assessments, plans
from store.action import NewAction
from store.tx import Tx
from tests.staff.assessing import begun, saved
from tests.staff.office import AT, Office
from tests.support.ready import built_in_pack

HERE = "/staff/assessments/1"


async def opened(office: Office, section: str, question: str, what: str) -> int:
    """Open an action from a question; gives its number."""
    made = await office.post(f"{HERE}/{section}/action", question=question, what=what, due="2027-01-31")
    assert made.status_code == 303, made.text[-2000:]
    return int(made.headers["location"].rpartition("/")[2])


async def test_what_comes_after_a_closed_plan_is_still_to_do(office: Office) -> None:
    """Its plan was closed: the next action begins another one, so that it can be late; both stand in the statement."""
    await begun(office)
    first = await opened(office, "duq.1", "duq.1.ask.1", "Ask everyone.")
    (plan,) = await office.database.read(plans.all)
    await office.database.write(lambda tx: plans.close(tx, plan.id, AT))
    second = await opened(office, "duq.1", "duq.1.ask.1", "Ask again.")
    third = await opened(office, "duq.1", "duq.1.ask.4", "Ask there.")
    waiting = await office.database.read(action_facts.still_to_do)
    assert {one.id for one in waiting} == {second, third}
    assert len(await office.database.read(plans.all)) == 2
    found = await office.database.read(lambda tx: actions_of(tx, 1))
    assert {one.id for one in found} == {first, second, third}


@pytest.mark.parametrize("question", ["duq.5.ask.2", "duq.5.ask.8", "duq.1.ask.1"])
async def test_it_stands_beside_its_question(office: Office, question: str) -> None:
    """Also where a question has no standards of its own; and beside no other one."""
    await begun(office)
    pack, area = built_in_pack(), question.rpartition(".ask")[0]
    new = NewAction(0, "Write to them.", standards=(area,), from_kind="assessment", from_id=f"1:{question}")

    def laid(tx: Tx) -> list[str]:
        plan = plans.add(tx, name="A plan", kind="", at=AT, by=None)
        actions.add(tx, replace(new, plan_id=plan), at=AT, by=None)
        one = assessments.get(tx, 1)
        assert one
        material = gather(tx, pack, one, sections_of(pack, About()), Sight(manages=True), today=date(2026, 11, 22))
        return [asked.id for asked in pack.reflections if lay(material, asked).actions]

    assert await office.database.write(laid) == [question]


@pytest.mark.parametrize(
    ("route", "section"), [({"route": "areas"}, "duq.1"), ({"route": "focus", "foci": "planning"}, "focus.planning")]
)
async def test_where_it_began_is_a_page(office: Office, route: dict[str, str], section: str) -> None:
    """'It began with' leads to the question, on both routes."""
    await begun(office, **route)
    page = (await office.get(f"{HERE}/{section}/questions")).text
    question = re.findall(r'id="(duq\.\d\.ask\.\d+)"', page)[0]
    number = await opened(office, section, question, "Plan with everyone.")
    link = re.findall(rf'href="({HERE}/[^"]*)"', (await office.get(f"/staff/actions/{number}")).text)[0]
    assert link == f"{HERE}/{section}/questions#{question}"
    assert (await office.get(link)).status_code == 200


async def test_other_evidence_is_a_difference(office: Office) -> None:
    """What shows it and who took part are compared too: a version with other evidence is not 'nothing has changed'."""
    await begun(office)
    await saved(office, **{"response-duq.1.ask.1": "We do.", "own-duq.1.ask.1": "Minutes"})
    assert (await office.post(f"{HERE}/sign", sure="yes", without="yes")).status_code == 303
    assert "Nothing has changed." in (await office.get(f"{HERE}/versions?a=1")).text
    await saved(office, **{"response-duq.1.ask.1": "We do.", "own-duq.1.ask.1": "A survey"})
    await office.post(f"{HERE}/who", edit="0", **{"how-people": "Meeting", "many-people": "12"})
    page = (await office.get(f"{HERE}/versions?a=1")).text
    assert "Nothing has changed." not in page
    assert [word for word in ("Minutes", "A survey", "Meeting, 12") if word not in page] == []


@pytest.mark.parametrize(
    ("scale", "words", "expected"),
    [
        (WORDS, ("Not good", "Good"), [0, 2]),
        (WORDS, ("Not good", "Mixed", "Good"), [0, 1, 2]),
        (WORDS, USUAL_WORDS, [0, 1, 2, 2]),
        (WORDS, ("Bad", "Poor", "Fair", "Good", "Very good"), [0, 0, 1, 2, 2]),
        (WORDS, ("Only one",), [0]),
        (LIGHTS, (), [0, 1, 2]),
        (NUMBERS, (), [0, 0, 0, 0, 1, 1, 1, 2, 2, 2]),
    ],
)
def test_the_highest_word_is_good(scale: str, words: tuple[str, ...], expected: list[int]) -> None:
    """In easy read the lowest rating is 'not good yet' and the highest is 'good', on every scale with more than one."""
    about = About(scale=scale, words=words)
    one = assessments.Assessment(1, "duq", "1", 0, "2025-11-23", "2026-11-22", 1, AT, "")
    whole = Whole(one, about, (), {}, Who(), Said())
    assert [warmth(whole, SectionPart(rating=rating)) for rating in about.ratings] == expected
