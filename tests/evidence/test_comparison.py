"""Two rounds are held against each other by the core only, and by what readers may see."""

from __future__ import annotations

from dialogs.model import Audience
from evidence.comparison import comparison, sure_changes
from evidence.newcombe import newcombe
from evidence.scope import Scope, scope
from evidence.suppression import Shown
from tests.staff.office import Office
from tests.staff.pack import AREA


async def scopes(office: Office, service: int = 0) -> tuple[Scope, Scope]:
    """The two rounds of the office."""
    one = await office.database.read(lambda tx: scope(tx, office.pack, round_id=1, service_id=service))
    two = await office.database.read(lambda tx: scope(tx, office.pack, round_id=office.round, service_id=service))
    assert one
    assert two
    return one, two


async def test_only_the_core_is_compared(office: Office) -> None:
    """What was said to other questions on the same standard changes nothing; the difference is Newcombe's."""
    autumn, office.round = office.round, 1
    await office.answer("Mill Lane", 6, say={"choose": "yes", "listen": "no"})
    await office.answer("Mill Lane", 9, say={"choose": "no", "listen": "yes"})
    office.round, office.talks = autumn, {}
    await office.answer("Mill Lane", 15, say={"choose": "yes"})
    await office.answer("Harbour View", 5, say={"choose": "no"})
    first, second = await scopes(office)
    (found,) = await office.database.read(lambda tx: comparison(tx, first, second, Audience.PERSON))
    (held,) = found.held
    assert found.area.id == AREA
    assert held.first.counts
    assert held.second.counts
    assert (held.first.counts.good, held.first.counts.people) == (6, 15)
    assert (held.second.counts.good, held.second.counts.people) == (15, 20)
    assert held.apart == newcombe((6, 15), (15, 20))
    assert [one.id for one in held.core.standards] == [f"{AREA}.good.1"]


async def test_few_people_are_not_compared(office: Office) -> None:
    """Where one of the two is told in words, or hidden, there is no difference to read off."""
    autumn, office.round = office.round, 1
    await office.answer("Mill Lane", 15, say={"choose": "yes"})
    office.round, office.talks = autumn, {}
    await office.answer("Mill Lane", 7, say={"choose": "yes"})
    first, second = await scopes(office)
    (found,) = await office.database.read(lambda tx: comparison(tx, first, second, Audience.PERSON))
    (held,) = found.held
    assert (held.second.shown, held.second.counts, held.apart) == (Shown.WORDS, None, None)
    first, second = await scopes(office, office.houses["Harbour View"])
    (nobody,) = await office.database.read(lambda tx: comparison(tx, first, second, Audience.PERSON))
    assert nobody.held[0].apart is None


async def test_only_a_change_beyond_chance_is_sure(office: Office) -> None:
    """From nobody of 15 to everyone of 20 is told as a change; where everyone says the same as before nothing is."""
    autumn = office.round
    for before, expected in (("no", 1), ("yes", 0)):
        office.round, office.talks = 1, {}
        await office.answer("Mill Lane", 15, say={"choose": before})
        office.round, office.talks = autumn, {}
        await office.answer("Mill Lane", 20, say={"choose": "yes"})
        first, second = await scopes(office)
        found = await office.database.read(lambda tx: comparison(tx, first, second, Audience.PERSON))  # noqa: B023 - read at once
        assert len(sure_changes(found)) == expected
        office.round = 1
        await office.database.write(lambda tx: tx.run("DELETE FROM answer"))
        for table in ("standing", "tally", "published"):
            await office.database.write(lambda tx, table=table: tx.run(f"DELETE FROM {table}"))  # noqa: S608 - a constant
