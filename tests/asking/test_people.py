"""Moving house: what was said stays where it was said."""

from __future__ import annotations

from dataclasses import replace

from evidence.check import compare, recount_all
from store import people, services, tallies
from store.tx import Tx
from tests.asking.tools import Asker

AT = "2026-11-23T09:00:00Z"


async def test_moving_house_moves_no_count(asker: Asker) -> None:
    """Neither the move nor a recount of everyone takes what was said to the other house; the counts stay right."""
    pack, ada = asker.pack, asker.house.person
    await asker.to_the_end(await asker.invited(ada))
    code = {"code": pack.id, "code_version": pack.version}

    def move(tx: Tx) -> None:
        person, other = people.get(tx, ada), services.add(tx, name="Oak House")
        assert person
        people.change(tx, replace(person, service_id=other))

    async def where() -> set[int]:
        found = await asker.database.read(
            lambda tx: tallies.standings(tx, person_id=ada, round_id=asker.house.round, **code)
        )
        return {one.service_id for one in found}

    assert await where() == {asker.house.service}
    await asker.database.write(move)
    await asker.database.write(lambda tx: recount_all(tx, **code, readings=pack.readings, area_of=pack.area_of))
    assert await where() == {asker.house.service}
    assert await asker.database.read(compare) == []
