"""A forgotten person leaves no byte: looked for in database, log, media, caches, temporary files and a fresh backup."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from asking import forget_steps
from asking.about_files import keys_of
from asking.errors import Held
from bot.rights import Rights
from bot.telegram import cards as cards_module
from bot.telegram import channel as channel_module
from evidence.check import compare
from store import holdings, holds, people
from store.crypto import DataKey
from store.media_files import MediaFiles
from store.tx import Tx
from tests.rights.bytes_of import backed_up, files_under, forms_of, found_in
from tests.rights.seeding import Seeded, everything, marker
from tests.support.ready import put_ready
from tests.telegram.conftest import Telegram
from tests.telegram.office import Office, _small, _small_card, opened

UNDONE_NO_MORE = timedelta(days=forget_steps.UNDO_DAYS, minutes=1)


class KeysThatSealNothing:
    """Puts every value into the database and onto the disk as it is: then a search for bytes means something."""

    @staticmethod
    def seal(_: DataKey, __: str, clear: bytes) -> bytes:
        """What was to be sealed, in clear."""
        return clear

    @staticmethod
    def open(_: DataKey, __: str, sealed: bytes) -> bytes:
        """The same again."""
        return bytes(sealed)


@pytest.fixture
async def office(telegram: Telegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """The whole program with small pictures; temporary files have a folder of their own here."""
    monkeypatch.setattr(channel_module, "png", _small)
    monkeypatch.setattr(cards_module, "png_beside", _small_card)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    async with opened(telegram, tmp_path / "data") as one:
        yield one


@pytest.fixture
def unsealed(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """With encryption off. The store that other tests copy is made before: theirs is on."""
    folder = tmp_path_factory.mktemp("ready")
    put_ready(folder / "plainsay.db", folder / "plainsay.key")
    monkeypatch.setattr(DataKey, "seal", KeysThatSealNothing.seal)
    monkeypatch.setattr(DataKey, "open", KeysThatSealNothing.open)


async def asked(office: Office, seeded: Seeded, *, with_answers: bool = True, by: str = "") -> int:
    """A hold that stood is lifted, and somebody asks that they be forgotten; gives the note's number."""
    now, person = office.clock(), seeded.person

    def ask(tx: Tx) -> int:
        with pytest.raises(Held):
            forget_steps.ask(tx, person, with_answers=with_answers, by=by, now=now)
        holds.lift(tx, person, who="Mo Manager", at=office.rooms.now())
        return forget_steps.ask(tx, person, with_answers=with_answers, by=by, now=now).id

    return await office.write(ask)


async def forget(office: Office, seeded: Seeded, *, with_answers: bool) -> None:
    """As it goes in real life: asked for, waited for, and carried out by the program's own round."""
    await asked(office, seeded, with_answers=with_answers, by="Mo Manager")
    office.clock.moment += UNDONE_NO_MORE
    rooms = office.rooms
    assert await Rights(rooms.database, rooms.pack, rooms.media, office.clock).go_round() == 1
    rooms.bell()
    await office.settled()
    assert await rooms.database.tidy()


def places(office: Office, tmp_path: Path, name: str) -> list[Path]:
    """Every file of the program, with a backup that is made now, and what is in that backup."""
    backup = backed_up(office.data, tmp_path / f"{name}.backup")
    assert "plainsay.db" in {file.name for file in backup}
    return [*files_under(office.data, tmp_path / "temporary"), *backup]


@pytest.mark.parametrize("with_answers", [False, True])
@pytest.mark.usefixtures("unsealed")
async def test_no_byte_of_a_forgotten_person_is_left(
    office: Office, tmp_path: Path, with_answers: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """With encryption off, none of their words, names or numbers is anywhere; the control finds every one before."""
    seeded = await everything(office)
    assert await office.rooms.database.tidy()
    before = found_in(places(office, tmp_path, "before"), seeded.wanted | seeded.stays)
    assert [name for name, where in before.items() if not where] == [], "the control found not everything"
    theirs = set(await office.read(lambda tx: keys_of(tx, seeded.person)))
    assert len(theirs & office.files()) > len(("photo", "recording", "record"))  # photos are drawn anew: no mark stays
    await forget(office, seeded, with_answers=with_answers)
    assert theirs & office.files() == set()
    files = places(office, tmp_path, "after")
    after = found_in(files, seeded.wanted)
    with capsys.disabled():
        forms = sum(len(forms_of(words)) for words in seeded.wanted.values())
        print(  # noqa: T201 - the figure itself
            f"\nbyte search, answers {'too' if with_answers else 'kept'}: {len(seeded.wanted)} marked fields in "
            f"{forms} forms over {len(files)} files ({sum(path.stat().st_size for path in files):,} bytes): "
            f"{sum(map(bool, after.values()))} found; control before forgetting: "
            f"{sum(map(bool, before.values())) - len(seeded.stays)} of {len(seeded.wanted)} found in "
            f"{sum(map(len, before.values()))} places"
        )
    assert {name: where for name, where in after.items() if where} == {}
    assert all(found_in(files, seeded.stays).values()), "a worry went"
    assert await office.read(compare) == []
    left = await office.read(lambda tx: holdings.counts(tx, seeded.person))
    goes = {"nothing"} | ({"answers"} if with_answers else set())
    assert [table for table in left if holdings.HOLDINGS[table].after in goes] == []


@pytest.mark.usefixtures("unsealed")
async def test_without_emptying_the_log_words_are_left_there(office: Office, tmp_path: Path) -> None:
    """The control for the last step: in the database all is gone, in its log it is not, and the search finds it."""
    seeded = await everything(office)
    number = await asked(office, seeded)
    office.clock.moment += UNDONE_NO_MORE
    await office.write(lambda tx: forget_steps.begin(tx, office.rooms.pack, number, now=office.clock()))
    left = found_in(places(office, tmp_path, "log"), seeded.wanted)
    assert any("-wal" in where for found in left.values() for where in found)


@pytest.mark.usefixtures("unsealed")
async def test_the_control_reaches_every_free_field(office: Office) -> None:
    """Each column in which somebody can write what they like held marked words: a new one must be seeded too."""
    seeded = await everything(office)
    marks = [words.encode() for words in (*seeded.wanted.values(), *seeded.stays.values())]

    def bare(tx: Tx) -> list[str]:
        empty = []
        for table, held in holdings.HOLDINGS.items():
            for column in held.free:
                rows = tx.all(f"SELECT {column} FROM {table} WHERE {held.where}", id=seeded.person)  # noqa: S608
                values = [str(row[0]).encode() if isinstance(row[0], str) else bytes(row[0] or b"") for row in rows]
                written = [value for value in values if any(_has(value, mark) for mark in marks)]
                if not written and not (column == "file" and any(values)):
                    empty.append(f"{table}.{column}")
        return empty

    assert await office.read(bare) == []


def _has(value: bytes, mark: bytes) -> bool:
    return any(form in value for form in forms_of(mark.decode()).values())


async def test_with_encryption_on_the_key_is_gone(office: Office, tmp_path: Path) -> None:
    """No file holds the person's data key any more, sealed or not, and nothing that it sealed opens again."""
    seeded = await everything(office)
    person = seeded.person

    def sealed(tx: Tx) -> tuple[bytes, bytes]:
        row = tx.one("SELECT data_key, name FROM identity WHERE person_id = :id", id=person)
        assert row
        return bytes(row[0]), bytes(row[1])

    key, name = await office.read(sealed)
    clear = found_in(places(office, tmp_path, "sealed"), seeded.wanted)
    assert [which for which, where in clear.items() if where] == [], "something is not sealed at all"
    assert [path.name for path in places(office, tmp_path, "one") if key in path.read_bytes()] != []
    await forget(office, seeded, with_answers=False)
    files = places(office, tmp_path, "two")
    assert [path.name for path in files if key in path.read_bytes() or name in path.read_bytes()] == []
    assert await office.read(lambda tx: people.data_key(tx, person)) is None
    assert await office.read(lambda tx: people.name_of(tx, person)) is None


async def test_a_program_that_is_killed_between_steps_goes_on(office: Office) -> None:
    """Cut off after the database and before the files, the next round deletes the files and says that it is done."""
    seeded = await everything(office)
    rooms, number = office.rooms, await asked(office, seeded)
    office.clock.moment += UNDONE_NO_MORE
    begun = await office.write(lambda tx: forget_steps.begin(tx, rooms.pack, number, now=office.clock()))
    assert begun
    assert set(begun.files) <= office.files()  # all is gone from the database, nothing from the disk
    again = Rights(rooms.database, rooms.pack, MediaFiles(office.data / "recordings"), office.clock)
    assert [await again.go_round(), await again.go_round()] == [1, 0]
    assert set(begun.files) & office.files() == set()
    assert await office.read(compare) == []


async def test_until_the_day_it_can_be_undone(office: Office) -> None:
    """Nothing is gone before the day; taken back, nothing ever goes."""
    seeded = await everything(office)
    person, rooms, now = seeded.person, office.rooms, office.clock()
    await asked(office, seeded)
    rights = Rights(rooms.database, rooms.pack, rooms.media, office.clock)
    assert await rights.go_round() == 0
    assert await office.write(lambda tx: forget_steps.undo(tx, person, by="", now=now))
    office.clock.moment += UNDONE_NO_MORE
    assert await rights.go_round() == 0
    assert await office.read(lambda tx: people.name_of(tx, person)) == marker("name")
