"""The provider's own pictures: whose comes first, what is sealed with which key, and what is left once one goes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from store import media, own_pictures, people, sent_pictures, uploads
from store.crypto import DataKey
from store.database import Database
from store.errors import Tampered, UnknownRow
from store.media_files import MediaFiles
from store.own_pictures import Details, Level, NewPicture
from store.sent_pictures import Carrier
from store.tx import Tx
from tests.store.tools import AT, LATER, House, a_house

TODAY = "2026-11-22"
ALT = "Ada cooks in her kitchen"
DETAILS = Details("Bo Example", "Our own photo", "Ada Example", ALT)


def a_picture(tx: Tx, level: Level = Level.PROVIDER, whose: int = 0, **changes: Any) -> int:
    """Adds a picture of the kitchen; `changes` are columns that differ."""
    values: dict[str, Any] = {
        "concept": "kitchen",
        "level": level,
        "whose": whose,
        "key": DataKey.new(),
        "file": f"{level}-{whose}.sealed",
        "mime": "image/jpeg",
        "details": DETAILS,
        "shows_person": False,
        "until": None,
        **changes,
    }
    return own_pictures.add(tx, NewPicture(**values), at=AT, who="Mo")[0]


def seen(tx: Tx, house: House, *concepts: str, today: str = TODAY) -> list[str]:
    """The levels of what the person of the house sees."""
    found = own_pictures.current(
        tx, person_id=house.person, service_id=house.service, concepts=concepts or ("kitchen",), today=today
    )
    return [one.level.value for one, _ in found]


async def test_the_nearest_comes_first(database: Database) -> None:
    """The provider's, the service's instead, a person's own instead; other people's and other concepts' never."""

    def made(tx: Tx) -> House:
        house = a_house(tx)
        other = people.add(tx, service_id=house.service, audience="person", name="Bo", at=AT)
        a_picture(tx, Level.PERSON, other)
        a_picture(tx, Level.SERVICE, house.service + 1)
        a_picture(tx, concept="bedroom", file="b")
        return house

    house = await database.write(made)
    assert await database.read(lambda tx: seen(tx, house)) == []
    for level, whose in (("provider", 0), ("service", house.service), ("person", house.person)):
        await database.write(partial(a_picture, level=Level(level), whose=whose))
        assert await database.read(lambda tx: seen(tx, house)) == [level]
    assert await database.read(lambda tx: seen(tx, house, "bedroom", "garden")) == ["provider"]
    assert await database.read(lambda tx: seen(tx, house, "garden")) == []


async def test_the_last_day_still_counts(database: Database) -> None:
    """A picture is shown on its last day and not on the next, before anybody has looked."""
    house = await database.write(a_house)
    number = await database.write(lambda tx: a_picture(tx, until=TODAY))
    assert await database.read(lambda tx: seen(tx, house)) == ["provider"]
    assert await database.read(lambda tx: seen(tx, house, today="2026-11-23")) == []
    assert await database.read(lambda tx: own_pictures.over(tx, TODAY)) == ()
    assert await database.read(lambda tx: own_pictures.over(tx, "2026-11-23")) == (number,)


async def test_a_new_one_takes_the_old_ones_place(database: Database) -> None:
    """One concept has one picture for each person, service and provider; the old file is told, to be deleted."""
    house = await database.write(a_house)

    def added(tx: Tx, file: str) -> tuple[int, str]:
        new = NewPicture(
            "kitchen", Level.SERVICE, house.service, DataKey.new(), file, "image/png", DETAILS, False, None
        )
        return own_pictures.add(tx, new, at=AT, who="Mo")

    first, nothing = await database.write(partial(added, file="first"))
    second, gone = await database.write(partial(added, file="second"))
    assert (nothing, gone) == ("", "first")
    assert second != first
    old = await database.read(lambda tx: own_pictures.get(tx, first))
    assert old
    assert (old.withdrawn_why, old.withdrawn_by, old.file) == ("replaced", "Mo", "")


async def test_what_was_taken_away_never_opens_again(database: Database) -> None:
    """Key, file name and details are gone; so is what was uploaded. That it was there stays known."""
    await database.write(a_house)
    number = await database.write(a_picture)
    before = await database.read(lambda tx: own_pictures.get(tx, number))
    assert before
    await database.write(lambda tx: uploads.keep(tx, "7", own_pictures.content_name(before.file), "AgAC"))
    await database.write(lambda tx: uploads.keep(tx, "7", own_pictures.content_name("swept"), "AgAD"))
    await database.write(lambda tx: uploads.keep(tx, "7", "kitchen", "AgAE"))
    await database.write(own_pictures.forget_uploads)
    assert set(await database.read(lambda tx: uploads.all_of(tx, "7"))) == {f"own/{before.file}", "kitchen"}
    assert await database.read(lambda tx: own_pictures.details(tx, before)) == DETAILS
    take = partial(own_pictures.withdraw, picture_id=number, at=LATER, who="Mo", why="withdrawn")
    assert await database.write(take) == before.file
    assert await database.write(take) is None
    after = await database.read(lambda tx: own_pictures.get(tx, number))
    assert after
    assert (after.concept, after.file, after.withdrawn_at) == ("kitchen", "", LATER)
    assert await database.read(lambda tx: own_pictures.details(tx, before)) is None
    assert await database.read(lambda tx: uploads.all_of(tx, "7")) == {"kitchen": "AgAE"}
    row = await database.read(lambda tx: tx.one("SELECT data_key, file, details FROM own_picture"))
    assert row == (None, None, None)


async def test_a_persons_picture_goes_with_their_key(database: Database) -> None:
    """Sealed with the person's key: once that is destroyed, nothing opens, and nothing new is kept."""
    house = await database.write(a_house)
    number = await database.write(lambda tx: a_picture(tx, Level.PERSON, house.person))
    picture = await database.read(lambda tx: own_pictures.get(tx, number))
    assert picture
    assert await database.read(lambda tx: own_pictures.details(tx, picture)) == DETAILS
    await database.write(lambda tx: people.forget_identity(tx, house.person, LATER))
    assert await database.read(lambda tx: own_pictures.details(tx, picture)) is None
    with pytest.raises(UnknownRow):
        await database.write(lambda tx: a_picture(tx, Level.PERSON, house.person, file="c", concept="bedroom"))


async def test_another_persons_key_does_not_open_it(database: Database) -> None:
    """A row that was moved to someone else does not open."""
    house = await database.write(a_house)
    number = await database.write(lambda tx: a_picture(tx, Level.PERSON, house.person))
    other = await database.write(lambda tx: people.add(tx, service_id=1, audience="person", name="Bo", at=AT))
    await database.write(lambda tx: tx.run("UPDATE own_picture SET whose = :other", other=other))
    picture = await database.read(lambda tx: own_pictures.get(tx, number))
    assert picture
    with pytest.raises(Tampered):
        await database.read(lambda tx: own_pictures.details(tx, picture))


async def test_names_are_not_in_the_database(sqlite: Database, tmp_path: Path) -> None:
    """Who owns it, who agreed and what it shows are sealed."""
    await sqlite.write(a_house)
    await sqlite.write(a_picture)
    held = b"".join(path.read_bytes() for path in tmp_path.glob("a.db*"))  # noqa: ASYNC240 - a small file in a test
    assert not any(word.encode() in held for word in ("Bo Example", "Ada Example", ALT))


async def test_the_sweep_spares_it(database: Database, tmp_path: Path) -> None:
    """The file of a picture that is there stays when the program starts; one that went is swept."""
    await database.write(a_house)
    files = MediaFiles(tmp_path / "media")
    names = [files.write(DataKey.new(), b"one"), files.write(DataKey.new(), b"two")]
    for number, name in enumerate(names):
        await database.write(partial(a_picture, file=name, concept=f"c{number}"))
    await database.write(lambda tx: own_pictures.withdraw(tx, 1, at=AT, who="Mo", why="withdrawn"))
    kept = await database.read(media.all_files)
    assert (kept, files.sweep(kept)) == ({names[1]}, 1)


async def test_messages_that_show_it_are_known(database: Database) -> None:
    """By chat, by message and by picture; stale once the picture may not be shown."""
    await database.write(a_house)
    first = await database.write(a_picture)
    second = await database.write(lambda tx: a_picture(tx, concept="bedroom", file="b", until=TODAY))
    carriers = [Carrier("7", "lane", 1, first, b"one"), Carrier("7", "lane", 2, second, b"two")]
    for carrier in carriers:
        await database.write(partial(sent_pictures.keep, carrier=carrier))
    changed = Carrier("7", "lane", 2, second, b"two, ticked")
    await database.write(lambda tx: sent_pictures.keep(tx, changed))
    assert await database.read(lambda tx: sent_pictures.in_chat(tx, "7", "lane")) == (carriers[0], changed)
    assert await database.read(lambda tx: sent_pictures.of_picture(tx, first)) == (carriers[0],)
    assert await database.read(lambda tx: sent_pictures.of_message(tx, "7", "lane", 2)) == changed
    assert await database.read(lambda tx: sent_pictures.of_message(tx, "7", "other", 2)) is None
    assert await database.read(lambda tx: sent_pictures.stale(tx, TODAY)) == ()
    assert await database.read(lambda tx: sent_pictures.stale(tx, "2026-11-23")) == (changed,)
    await database.write(lambda tx: own_pictures.withdraw(tx, first, at=AT, who="Mo", why="withdrawn"))
    assert await database.read(lambda tx: sent_pictures.stale(tx, TODAY)) == (carriers[0],)
    await database.write(lambda tx: sent_pictures.drop(tx, carriers[0]))
    assert await database.read(lambda tx: sent_pictures.stale(tx, TODAY)) == ()
