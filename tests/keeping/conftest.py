"""A house with answers, words and a recording, on disk as the program leaves it, and a folder for its backups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import run_command
from bot.config import Config, read_config
from store import answers, media, people
from store.crypto import Keys
from store.database import Database, open_database
from store.media_files import MediaFiles
from store.tx import Tx
from tests.store.tools import AT, House, a_house, an_answer
from tests.support.ready import ready_store

WORDS = "The bread is always hard."
SOUND = b"\x00\x01 a recording \xff" * 5_000


@dataclass
class Place:
    """Where everything is.

    Attributes:
        to: The folder of backups.
        key: A copy of the key file, somewhere else.
    """

    data: Path
    to: Path
    key: Path
    house: House
    environment: dict[str, str]

    @property
    def config(self) -> Config:
        """The settings."""
        return read_config(self.environment, data=str(self.data))

    async def open(self, data: Path | None = None) -> Database:
        """The database; of another folder where one is given."""
        folder = data or self.data
        return await open_database(folder / "plainsay.db", Keys(folder / "plainsay.key"))

    def backups(self) -> list[Path]:
        """The backups that stand under a good name."""
        return sorted(self.to.glob("plainsay-*.age")) + sorted(self.to.glob("plainsay-*.tar"))

    def others(self) -> list[str]:
        """What else is in the folder of backups, but for the list of who was forgotten."""
        return sorted(path.name for path in self.to.iterdir() if path not in self.backups() and path.suffix != ".json")


def fill(tx: Tx, files: MediaFiles) -> House:
    """One person who answered, wrote and spoke, and one more."""
    house = a_house(tx)
    an_answer(tx, house)
    an_answer(tx, house, "duq.1.person.more", reply="wrote", choices=(), words=WORDS)
    key = people.data_key(tx, house.person)
    assert key is not None
    name = files.write(key, SOUND)
    media.add(tx, person_id=house.person, file=name, mime="audio/ogg", size_bytes=len(SOUND), at=AT)
    people.add(tx, service_id=house.service, audience="person", name="Bo Example", at=AT)
    return house


@pytest.fixture
async def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A data folder whose program does not run."""
    data, to, key = tmp_path / "data", tmp_path / "to", tmp_path / "safe.key"
    database = await ready_store(data / "plainsay.db", data / "plainsay.key")
    house = await database.write(lambda tx: fill(tx, MediaFiles(data / "recordings")))
    await database.close()
    (data / "translations").mkdir()
    (data / "translations" / "pl.po").write_text('msgid "Yes"\nmsgstr "Tak"\n', encoding="utf-8")
    to.mkdir()
    key.write_bytes((data / "plainsay.key").read_bytes())
    for name in ("PLAINSAY_DATA", "PLAINSAY_BACKUP_TO", "PLAINSAY_KEY_FILE", "PLAINSAY_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return Place(data, to, key, house, {})


Typed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def plainsay(capsys: pytest.CaptureFixture[str]) -> Typed:
    """Types a command; gives status, stdout, stderr."""

    def typed(*words: str | Path) -> tuple[int, str, str]:
        status = run_command([str(word) for word in words])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return typed


def written(tx: Tx, house: House) -> list[str]:
    """What the person of the house wrote."""
    return [one.words for one in answers.of_session(tx, house.session) if one.words]
