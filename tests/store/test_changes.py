"""Changes are kept sealed, go from draft to published to withdrawn, and are read by when they were published."""

from __future__ import annotations

import pytest

from store import changes
from store.changes import DRAFT, PUBLISHED, WITHDRAWN, NewChange, Text
from store.database import Database
from store.errors import UnknownRow
from tests.store.tools import AT, LATER

FOOD = NewChange("The food is cold.", "Now we eat at 6.", picture="meal", standards=("duq.1.1",), unknowable=True)


async def test_a_change_comes_back_as_it_was_written(database: Database) -> None:
    """Words, picture, standards and where it came from are kept; a new change is a draft."""
    made = await database.write(lambda tx: changes.add(tx, FOOD, at=AT, by="Mo"))
    found = await database.read(lambda tx: changes.get(tx, made))
    assert found is not None
    assert (found.said, found.did, found.picture, found.standards) == (FOOD.said, FOOD.did, "meal", ("duq.1.1",))
    assert (found.state, found.service_id, found.action_id, found.unknowable) == (DRAFT, 0, None, True)
    assert await database.read(changes.all) == (found,)


async def test_its_words_are_sealed(database: Database) -> None:
    """Nobody reads the words from the database without the key file."""
    made = await database.write(lambda tx: changes.add(tx, FOOD, at=AT, by="Mo"))
    await database.write(lambda tx: changes.translate(tx, made, "pl", Text("Zimne.", "O 6."), checked_by="", at=AT))
    rows = await database.read(lambda tx: tx.all("SELECT body FROM change") + tx.all("SELECT body FROM change_words"))
    assert len(rows) == 2
    assert not [row for row in rows if b"cold" in bytes(row[0]) or b"Zimne" in bytes(row[0])]


async def test_only_a_draft_can_be_written_anew(database: Database) -> None:
    """What people may have been told stays as it was."""
    made = await database.write(lambda tx: changes.add(tx, FOOD, at=AT, by="Mo"))
    assert await database.write(lambda tx: changes.edit(tx, made, NewChange("It is loud.", "We close the door.")))
    assert await database.write(lambda tx: changes.publish(tx, made, at=AT, by="Mo", tell_after=LATER))
    assert not await database.write(lambda tx: changes.edit(tx, made, FOOD))
    found = await database.read(lambda tx: changes.get(tx, made))
    assert found is not None
    assert found.said == "It is loud."


async def test_it_is_published_once_and_told_only_later(database: Database) -> None:
    """A second press changes nothing, and nobody is told before the time to undo is over."""
    made = await database.write(lambda tx: changes.add(tx, FOOD, at=AT, by="Mo"))
    assert await database.write(lambda tx: changes.publish(tx, made, at=AT, by="Mo", tell_after=LATER))
    assert not await database.write(lambda tx: changes.publish(tx, made, at=LATER, by="Jo", tell_after=LATER))
    assert await database.read(lambda tx: changes.to_tell(tx, AT)) == ()
    assert await database.read(lambda tx: changes.to_tell(tx, LATER)) == (made,)


async def test_withdrawn_before_anybody_was_told_it_is_a_draft_again(database: Database) -> None:
    """And once somebody was told, it is withdrawn for good to see."""
    made = await database.write(lambda tx: changes.add(tx, FOOD, at=AT, by="Mo"))
    assert not await database.write(lambda tx: changes.withdraw(tx, made, AT))
    await database.write(lambda tx: changes.publish(tx, made, at=AT, by="Mo", tell_after=LATER))
    assert await database.write(lambda tx: changes.withdraw(tx, made, LATER))
    assert await _state(database, made) == DRAFT
    assert await database.read(lambda tx: changes.to_tell(tx, LATER)) == ()


async def test_it_is_found_by_the_day_it_was_published(database: Database) -> None:
    """Both days belong to the time; drafts and what was withdrawn do not show."""
    made = await database.write(lambda tx: changes.add(tx, FOOD, at=AT, by="Mo"))
    await database.write(lambda tx: changes.add(tx, FOOD, at=AT, by="Mo"))
    await database.write(lambda tx: changes.publish(tx, made, at=AT, by="Mo", tell_after=AT))
    day = AT[:10]
    assert [one.id for one in await database.read(lambda tx: changes.published(tx, day, day))] == [made]
    assert not await database.read(lambda tx: changes.published(tx, LATER[:10], LATER[:10]))
    await database.write(lambda tx: changes.withdraw(tx, made, LATER))
    assert not await database.read(lambda tx: changes.published(tx, day, day))


async def test_a_translation_takes_the_place_of_the_one_before(database: Database) -> None:
    """A draft that somebody checks is no draft any more; without words it goes."""
    made = await database.write(lambda tx: changes.add(tx, FOOD, at=AT, by="Mo"))
    for who in ("", "Ola"):
        await database.write(
            lambda tx, who=who: changes.translate(tx, made, "pl", Text("Zimne.", "O 6."), checked_by=who, at=AT)
        )
    (one,) = await database.read(lambda tx: changes.translations(tx, made))
    assert (one.language, one.text.did, one.checked_by) == ("pl", "O 6.", "Ola")
    await database.write(lambda tx: changes.translate(tx, made, "pl", Text("", ""), checked_by="", at=AT))
    assert await database.read(lambda tx: changes.translations(tx, made)) == ()


async def test_what_is_not_there_is_said_to_be_unknown(database: Database) -> None:
    """None to read, and an error to hold."""
    assert await database.read(lambda tx: changes.get(tx, 5)) is None
    with pytest.raises(UnknownRow):
        await database.write(lambda tx: changes.hold(tx, 5))


async def _state(database: Database, change_id: int) -> str:
    found = await database.read(lambda tx: changes.get(tx, change_id))
    assert found is not None
    assert found.state in {DRAFT, PUBLISHED, WITHDRAWN}
    return found.state
