"""What has to be done in a database that comes out of a backup, before anybody opens it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asking.errors import UnknownName
from asking.forgetting import forget
from asking.letting_in import COMMAND_LINE
from asking.moment import stamp
from bot.keeping import home
from bot.keeping.forgotten import Forgotten
from dialogs.pack import Pack
from store import access_log, holds, keeping, members, people, settings
from store.crypto import Keys
from store.database import open_database
from store.media_files import MediaFiles
from store.tx import Tx

RESTORED = "restored"
"""The setting that says from which moment and when; shown to administrators until one has looked."""
FAULT = "restored"


@dataclass(frozen=True, slots=True)
class Settled:
    """What was done.

    Attributes:
        forgotten: How many people were forgotten again.
        ended: How many members of staff were ended again.
        letters: How many messages that waited were given up.
    """

    forgotten: int
    ended: int
    letters: int


async def settle(folder: Path, key_file: Path, pack: Pack, now: datetime, *, made_at: str, again: Forgotten) -> Settled:
    """Brings a restored database up to the newest schema, and does again what was done after the backup.

    Staff sign in anew. Messages that waited are given up: after hours or days most of them had been sent, and worries
    that nobody has taken are told of anew by themselves.

    Raises:
        StoreError: The database cannot be used.
    """
    database = await open_database(folder / "plainsay.db", Keys(key_file))
    try:

        def done(tx: Tx) -> tuple[Settled, tuple[str, ...]]:
            at = stamp(now)
            keeping.end_ways_in(tx)
            letters = keeping.give_up_letters(tx, at, FAULT)
            files, number = _forget_again(tx, pack, again, at)
            ended = _end_again(tx, again, at)
            home.claim_in(tx, folder / home.FILE)
            settings.put(tx, RESTORED, f"{made_at} {at}")
            access_log.add(tx, at=at, who=COMMAND_LINE, did=f"restored the backup of {made_at}")
            keeping.add(tx, keeping.RESTORE, at=at, note=f"The backup of {made_at} was restored.")
            return Settled(number, ended, letters), files

        settled, files = await database.write(done)
        media = MediaFiles(folder / "recordings")
        for file in files:
            media.delete(file)
    finally:
        await database.close()
    return settled


def _forget_again(tx: Tx, pack: Pack, again: Forgotten, at: str) -> tuple[tuple[str, ...], int]:
    files: list[str] = []
    number = 0
    for person_id, _when, answers_left in again.people:
        person = people.get(tx, person_id)
        if person is None or person.forgotten_at:
            continue
        if holds.standing(tx, person_id):  # it was lifted after the backup: else nobody could have forgotten them
            holds.lift(tx, person_id, who=COMMAND_LINE, at=at)
        with suppress(UnknownName):
            files += forget(tx, pack, person_id=person_id, with_answers=not answers_left, at=at)
            number += 1
    return tuple(files), number


def _end_again(tx: Tx, again: Forgotten, at: str) -> int:
    number = 0
    for member_id in again.staff:
        member = members.get(tx, member_id)
        if member is not None:
            number += members.end(tx, member_id, who=COMMAND_LINE, at=at)
    return number
