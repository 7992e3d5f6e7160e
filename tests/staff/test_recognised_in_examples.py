"""An example of good is published as it was typed, so somebody says first that nobody can be recognised in it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from evidence.self_assessment.choosing import snapshot
from evidence.self_assessment.recognising import PART, mark
from evidence.self_assessment.written import read
from store import assessments
from store.tx import Tx
from tests.staff.office import AT, Office
from tests.staff.test_assessments import AREA, begun, saved

SIGN, PUBLISH = "/staff/assessments/1/sign", "/staff/assessments/1/publish"
STORY, OTHER = "She chose her own curtains.", "He has a key of his own."
BOX = "seen-duq.1"


async def signs(office: Office, **fields: str) -> int:
    """The form of signing is sent; gives the status."""
    return (await office.post(SIGN, SIGN, sure="yes", without="yes", **fields)).status_code


async def versions(office: Office) -> int:
    """How many are signed."""
    return len(await office.database.read(lambda tx: assessments.versions(tx, 1)))


async def test_nothing_is_signed_before_the_tick(office: Office) -> None:
    """The words stand there as they will be read; without the tick nothing is signed, and what was ticked stays."""
    await begun(office)
    await saved(office, example=STORY)
    page = (await office.get(SIGN)).text
    assert STORY in page
    assert "Nobody can be recognised in this, or they said yes to it being here" in page
    assert await signs(office) == 400
    wrong = await office.post(SIGN, SIGN, **{BOX: mark(STORY)})
    assert wrong.status_code == 400
    assert re.search(rf'id="{BOX}"[^>]*value="{mark(STORY)}" checked', wrong.text)
    assert 'href="#sure"' in wrong.text
    assert f'href="#{BOX}"' not in wrong.text
    assert await versions(office) == 0
    assert await signs(office, **{BOX: mark(STORY)}) == 303
    assert await versions(office) == 1


async def test_who_said_it_and_when_is_kept_and_asked_anew_of_other_words(office: Office) -> None:
    """The same words need no second tick; other words do, and then both are kept."""
    await begun(office)
    await saved(office, example=STORY)
    await signs(office, **{BOX: mark(STORY)})
    assert "Mo said on 22 November 2026 that nobody can be recognised" in (await office.get(SIGN)).text
    await saved(office, example=f"  {STORY}\n")
    assert await signs(office) == 303
    await saved(office, example=OTHER)
    assert await signs(office) == 400
    assert await signs(office, **{BOX: mark(STORY)}) == 400, "a tick at other words is none"
    await office.sign_in("Ann", "manager")
    assert await signs(office, **{BOX: mark(OTHER)}) == 303
    kept = await office.database.read(lambda tx: assessments.part_of(tx, 1, PART).content)
    assert {one: told["who"] for one, told in kept.items()} == {mark(STORY): "Mo", mark(OTHER): "Ann"}
    assert {told["at"] for told in kept.values()} == {AT}


async def test_where_there_is_no_example_nothing_is_asked(office: Office) -> None:
    """A self-assessment without one is signed as before."""
    await begun(office)
    await saved(office, gaps="Nights are noisy.")
    assert BOX not in (await office.get(SIGN)).text
    assert await signs(office) == 303


async def test_a_version_from_before_is_not_published_without_the_tick(office: Office) -> None:
    """Signed when nobody was asked: publishing shows the words and asks; taking back never does."""
    await begun(office)
    await saved(office, example=STORY)

    def old(tx: Tx) -> None:
        one = assessments.all(tx)[0]
        assessments.sign(tx, one.id, snapshot(read(tx, office.pack, one)), at=AT, by="Mo")

    await office.database.write(old)
    await saved(office, example=OTHER)
    asked = await office.post(PUBLISH, AREA, version="1", do="publish")
    assert asked.status_code == 400
    assert STORY in asked.text
    assert OTHER not in asked.text
    assert await office.database.read(lambda tx: assessments.published(tx, 1)) is None
    fields = {"version": "1", BOX: mark(STORY)}
    assert (await office.post(PUBLISH, AREA, **fields, do="publish")).status_code == 303
    assert await office.database.read(lambda tx: assessments.published(tx, 1))
    assert (await office.post(PUBLISH, AREA, version="1", do="withdraw")).status_code == 303
    assert (await office.post(PUBLISH, AREA, version="9", do="publish")).status_code == 400


@given(st.text(), st.text())
def test_only_the_same_words_have_the_same_mark(one: str, other: str) -> None:
    """Spaces and lines do not matter, everything else does."""
    assert (mark(one) == mark(other)) is (one.split() == other.split())
