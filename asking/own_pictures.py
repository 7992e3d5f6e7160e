"""The provider's own photos and licensed symbols: adding them, and taking them away everywhere."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import datetime

from asking.errors import PictureRefused
from asking.moment import stamp
from asking.picture_faults import Fault, Wish, fault_of_place, faults_in
from asking.picture_recall import recall_from_chats, recall_picture, recall_stale
from easyread.pictures.photos import Photo, PhotoRefused, cleaned
from store import access_log, own_pictures
from store.crypto import DataKey
from store.database import Database
from store.errors import StoreError
from store.media_files import MediaFiles
from store.own_pictures import Details, Level, NewPicture
from store.tx import Tx


class OwnPictures:
    """Adds pictures and takes them away.

    Args:
        database: Where everything is kept.
        media: Where the files are kept.
        clock: Tells the present moment, in UTC.
        concepts: The names of the built-in pictures.
        bell: Rung when messages wait to be sent.
    """

    def __init__(
        self,
        database: Database,
        media: MediaFiles,
        clock: Callable[[], datetime],
        concepts: Collection[str],
        bell: Callable[[], None] = lambda: None,
    ) -> None:
        self._database, self._media, self._clock = database, media, clock
        self._concepts, self._bell = concepts, bell

    async def faults(self, wish: Wish, data: bytes) -> tuple[tuple[Fault, ...], Photo | None]:
        """All that is wrong with a picture, and the cleaned file where that is well. Keeps nothing."""
        found = faults_in(wish, self._concepts, self._today())
        found += await self._database.read(lambda tx: fault_of_place(tx, wish))
        try:
            return found, await asyncio.to_thread(cleaned, data)
        except PhotoRefused as refused:
            return (*found, Fault("file", refused.code, str(refused))), None

    async def add(self, wish: Wish, data: bytes, who: str) -> int:
        """Add one picture and return its id; one that had its place is taken away.

        Raises:
            PictureRefused: Something is wrong with it.
            NotSaved: The store could not keep it.
        """
        faults, photo = await self.faults(wish, data)
        if faults or photo is None:
            raise PictureRefused(faults)
        return (await self.add_all([(wish, photo)], who))[0]

    async def add_all(self, ready: Sequence[tuple[Wish, Photo]], who: str) -> list[int]:
        """Add pictures without faults, all or none.

        Raises:
            NotSaved: The store could not keep them.
        """
        # The files are on disk before their rows. One that is left over after an error goes at the next start.
        new = [await asyncio.to_thread(self._written, wish, photo) for wish, photo in ready]
        at = stamp(self._clock())

        def kept(tx: Tx) -> list[tuple[int, str]]:
            return [_added(tx, one, at, who) for one in new]

        added = await self._database.write(kept)
        await self._gone(tuple(file for _, file in added if file))
        return [number for number, _ in added]

    async def withdraw(self, picture_id: int, who: str) -> bool:
        """Take a picture away everywhere; False where it was gone already.

        Raises:
            NotSaved: The store could not keep that.
        """
        at = stamp(self._clock())

        def withdrawn(tx: Tx) -> str | None:
            found = own_pictures.get(tx, picture_id)
            file = _taken_away(tx, picture_id, at=at, who=who, why="withdrawn")
            if found and file is not None:
                person = found.whose if found.level is Level.PERSON else None
                access_log.add(tx, at=at, who=who, did=f"took away picture {picture_id}", person_id=person)
            return file

        file = await self._database.write(withdrawn)
        await self._gone((file,) if file is not None else ())
        return file is not None

    async def tend(self) -> None:
        """Take away what is over, and from chats what was sent there meanwhile.

        Raises:
            NotSaved: The store could not keep that.
        """
        at, today = stamp(self._clock()), self._today()

        def tended(tx: Tx) -> tuple[tuple[str, ...], int]:
            files = tuple(
                _taken_away(tx, number, at=at, who="", why="over") or "" for number in own_pictures.over(tx, today)
            )
            own_pictures.forget_uploads(tx)
            return files, recall_stale(tx, today=today, at=at)

        files, recalled = await self._database.write(tended)
        if files or recalled:
            await self._gone(files)

    async def _gone(self, files: tuple[str, ...]) -> None:
        """Delete files, and send what waits. A file that cannot be deleted now goes at the next start."""
        for file in filter(None, files):
            with suppress(StoreError):
                await asyncio.to_thread(self._media.delete, file)
        self._bell()

    def _written(self, wish: Wish, photo: Photo) -> NewPicture:
        key = DataKey.new()
        return NewPicture(
            concept=wish.concept,
            level=wish.level,
            whose=wish.whose,
            key=key,
            file=self._media.write(key, photo.data),
            mime=photo.mime,
            details=Details(*(text.strip() for text in (wish.owner, wish.licence, wish.agreed_by, wish.alt))),
            shows_person=wish.shows_person,
            until=wish.until or None,
        )

    def _today(self) -> str:
        return self._clock().date().isoformat()


def forget_person(tx: Tx, person_id: int, at: str) -> tuple[str, ...]:
    """Take away a person's own pictures, and every such picture from their chats.

    Returns:
        The files to delete once this is saved.
    """
    recall_from_chats(tx, person_id, at)
    # The emptied rows stay: a message that waits to be sent names its picture by number, and no other may have it.
    theirs = own_pictures.of_person(tx, person_id)
    files = [_taken_away(tx, one.id, at=at, who="", why="forgotten") for one in theirs]
    return tuple(filter(None, files))


def _added(tx: Tx, new: NewPicture, at: str, who: str) -> tuple[int, str]:
    picture_id, gone = own_pictures.add(tx, new, at=at, who=who)
    if gone:
        recall_stale(tx, today=at[:10], at=at)
    person = new.whose if new.level is Level.PERSON else None
    access_log.add(tx, at=at, who=who, did=f"added picture {picture_id}", person_id=person)
    return picture_id, gone


def _taken_away(tx: Tx, picture_id: int, *, at: str, who: str, why: str) -> str | None:
    recall_picture(tx, picture_id, at)
    return own_pictures.withdraw(tx, picture_id, at=at, who=who, why=why)
