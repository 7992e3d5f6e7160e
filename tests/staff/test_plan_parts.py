"""The areas or recommendations of a plan, by hand: added, called otherwise, ordered and taken away."""

from __future__ import annotations

import pytest

from store import plans
from store.plans import Part
from tests.staff.office import Office
from tests.staff.test_making_plans import AREAS, BY_AREA, DUDLEY, RECOMMENDATIONS, STOCKTON, made


async def parts_of(office: Office, plan: int = 1) -> tuple[Part, ...]:
    """The parts of a plan, in order."""
    return await office.database.read(lambda tx: plans.parts(tx, plan))


async def test_parts_are_put_in_order_and_taken_away(managed: Office) -> None:
    """Up and down without a script; one under which actions stand stays, and that is said."""
    here = await made(managed, "Our plan", STOCKTON, AREAS, BY_AREA[:1])
    first, second, third = [one.id for one in await parts_of(managed)]
    page = (await managed.get(f"{here}/parts")).text
    assert page.count("Move up<") == page.count("Move down<") == 2
    assert page.count("Take away<") == 2
    await managed.post(f"{here}/parts", do="up", part=str(third))
    await managed.post(f"{here}/parts", do="down", part=str(first))
    assert [one.id for one in await parts_of(managed)] == [third, first, second]
    await managed.post(f"{here}/parts", do="up", part=str(third))
    assert [one.id for one in await parts_of(managed)] == [third, first, second], "the first stays the first"
    refused = await managed.post(f"{here}/parts", do="remove", part=str(first))
    assert refused.status_code == 400
    assert "1. Make it easy to say what is wrong.: actions stand under it. Move them first." in refused.text
    assert (await managed.post(f"{here}/parts", do="remove", part=str(second))).status_code == 303
    assert [one.id for one in await parts_of(managed)] == [third, first]
    added = await managed.post(f"{here}/parts", do="add", number="9", title="Last")
    assert added.status_code == 303
    assert [one.number for one in await parts_of(managed)] == ["3", "1", "9"]


async def test_a_part_is_called_otherwise(managed: Office) -> None:
    """Its number, words and heading; one that gets no heading goes before those that have one."""
    here = await made(managed, "Our plan", DUDLEY, RECOMMENDATIONS, ())
    last = (await parts_of(managed))[-1].id
    assert "People have a life outside.</textarea>" in (await managed.get(f"{here}/parts/{last}")).text
    sent = await managed.post(f"{here}/parts/{last}", number="4", title="  People go\nout. ", group="")
    assert sent.status_code == 303
    found = [(one.number, one.title, one.group) for one in (await parts_of(managed))[:3]]
    first, second = RECOMMENDATIONS[:2]
    assert found == [
        ("1", first.title, ""),
        ("4", "People go out.", ""),
        ("2", second.title, second.group),
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": " "}, "Write what it is about."),
        ({"number": "x"}, "Give it a number from 1 to 999, such as 3."),
        ({"number": "05"}, "Give it a number from 1 to 999, such as 3."),
        ({"number": "²"}, "Give it a number from 1 to 999, such as 3."),
        ({"number": "1"}, "Another one has this number."),
        ({"group": "4. Meals"}, "A heading over several has no number like this."),
    ],
)
async def test_what_could_not_be_read_back_is_refused(managed: Office, fields: dict[str, str], sentence: str) -> None:
    """With the words that were typed, on both forms; nothing is changed."""
    here = await made(managed, "Our plan", STOCKTON, AREAS, ())
    before = await parts_of(managed)
    for path, more in ((f"{here}/parts", {"do": "add"}), (f"{here}/parts/{before[1].id}", {})):
        typed = {"number": "8", "title": "Sleep well", "group": "II Nights", **fields}
        sent = await managed.post(path, **typed, **more)
        assert sent.status_code == 400
        assert sentence in sent.text
        assert typed["group"] in sent.text
    assert await parts_of(managed) == before


async def test_a_part_of_another_plan_is_none_of_this_one(managed: Office) -> None:
    """Nothing of one plan is changed at the address of another."""
    await made(managed, "One", STOCKTON, AREAS, ())
    there = await made(managed, "Two", STOCKTON, (), ())
    before = await parts_of(managed)
    one = before[1].id
    assert (await managed.get(f"{there}/parts/{one}")).status_code == 404
    assert (await managed.post(f"{there}/parts/{one}", number="8", title="X")).status_code == 404
    for do in ("up", "remove"):
        assert (await managed.post(f"{there}/parts", do=do, part=str(one))).status_code == 404
    assert (await managed.post(f"{there}/parts", do="dance", part=str(one))).status_code == 400
    assert await parts_of(managed) == before
