"""A result that was ticked, and what people say by now."""

from __future__ import annotations

import re

from tests.evidence.test_assessment_rounds import newer
from tests.staff.assessing import AREA, begun, saved
from tests.staff.office import Office

TICKED = {"shown-duq.1.ask.1": "standard:duq.1.good.1"}
THEN = "Most people supported say good things on ‘People choose what they do each day’ (15 of 15"
TODAY = "Most people supported do not say good things on ‘People choose what they do each day’ (10 of 10"
PLACES = ("/staff/assessments/1/sign", "/staff/assessments/1/preview")
PUBLIC = "/staff/reports/self-assessment?number=1&public=yes&version=0"


async def ticked(office: Office) -> None:
    """Fifteen people say good things, and that is ticked."""
    await office.answer("Mill Lane", 15, say={"choose": "yes"})
    await begun(office)
    await saved(office, **TICKED)


async def text_of(office: Office, path: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", (await office.get(path)).text).split())


async def test_what_is_not_so_any_more_is_told_and_not_published(office: Office) -> None:
    """When people say the opposite by now, the page and the list before signing say what was so, and what is today."""
    await ticked(office)
    assert THEN in await text_of(office, PUBLIC)
    office.round = await newer(office)
    await office.answer("Harbour View", 10, say={"choose": "no"})
    page = await text_of(office, AREA)
    assert THEN in page
    assert f"It is not so any more. It was so when it was ticked. Today: {TODAY}" in page
    for place in PLACES:
        told = await text_of(office, place)
        assert "One thing was ticked here and will not stand in what everyone reads" in told
        assert f"It is not so any more. Today: {TODAY}" in told
        assert THEN in told
        assert ".." not in told
    assert "say good things on" not in await text_of(office, PUBLIC)
    await saved(office)
    assert "Nothing. All that was ticked will stand" in await text_of(office, PLACES[0])


async def test_other_figures_are_told_and_saving_takes_them(office: Office) -> None:
    """What still speaks for it, with other figures, is listed before it is signed until its page is saved again."""
    await ticked(office)
    assert "says something else" not in await text_of(office, AREA)
    await office.answer("Mill Lane", 5, say={"choose": "yes"})
    assert "What was ticked says something else today. Then: " + THEN in await text_of(office, AREA)
    for place in PLACES:
        told = await text_of(office, place)
        assert "Nothing. All that was ticked will stand" in told
        assert "What says something else today" in told
        assert "It says something else today. Today: Most people supported say good things on" in told
    assert "(15 of 15" in await text_of(office, PUBLIC)
    await saved(office, **TICKED)
    assert "something else" not in await text_of(office, AREA) + await text_of(office, PLACES[0])
    assert "(20 of 20" in await text_of(office, PUBLIC)


async def test_a_round_that_gets_its_name_says_nothing_else(office: Office) -> None:
    """When a new round has begun, the same result is told with its round's name: that is no change."""
    await ticked(office)
    await newer(office)
    assert "In ‘Autumn 2026’, most people supported say good things on" in await text_of(office, AREA)
    assert "something else" not in await text_of(office, AREA) + await text_of(office, PLACES[0])
