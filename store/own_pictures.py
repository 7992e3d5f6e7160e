"""The provider's own photos and licensed symbols: a row each; the sealed bytes are in a file (see media_files).

Every picture has a data key of its own. A person's picture has it sealed with the person's key, so that forgetting
destroys it; all others have it sealed with the key file. Taking a picture away empties key, file name and details.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from enum import StrEnum

from store import people
from store.crypto import DataKey
from store.errors import UnknownRow
from store.rows import listed
from store.tx import Row, Tx

_COLUMNS = """id, concept, level, whose, file, mime, shows_person, until, added_at, added_by,
    withdrawn_at, withdrawn_by, withdrawn_why"""


class Level(StrEnum):
    """For whom a picture is, the nearest first."""

    PERSON = "person"
    SERVICE = "service"
    PROVIDER = "provider"


_NEAREST = tuple(Level)


@dataclass(frozen=True, slots=True)
class OwnPicture:
    """One picture, without what is sealed.

    Attributes:
        concept: The built-in picture that it takes the place of.
        whose: Id of the person or service; 0 for the provider.
        file: '' once it was taken away.
        until: The last day on which it is shown; None for no end.
    """

    id: int
    concept: str
    level: Level
    whose: int
    file: str
    mime: str
    shows_person: bool
    until: str | None
    added_at: str
    added_by: str
    withdrawn_at: str | None
    withdrawn_by: str
    withdrawn_why: str

    def is_live(self, today: str) -> bool:
        """Whether it may be shown on a day."""
        return self.withdrawn_at is None and (self.until is None or self.until >= today)


@dataclass(frozen=True, slots=True)
class Details:
    """What is sealed with a picture: each may hold a name.

    Attributes:
        owner: Who made it or has the rights to it.
        licence: Why it may be used.
        agreed_by: Who agreed that it is shown; '' where that is not needed.
        alt: What it shows, in plain words.
    """

    owner: str
    licence: str
    agreed_by: str
    alt: str


@dataclass(frozen=True, slots=True)
class NewPicture:
    """A picture whose file is on disk, sealed with `key`."""

    concept: str
    level: Level
    whose: int
    key: DataKey
    file: str
    mime: str
    details: Details
    shows_person: bool
    until: str | None


def add(tx: Tx, new: NewPicture, *, at: str, who: str) -> tuple[int, str]:
    """Adds a picture; one that had its place goes.

    Returns:
        Its id, and the file of the one that went; '' for none.

    Raises:
        UnknownRow: The person was forgotten.
    """
    before = tx.one(
        f"""SELECT id FROM own_picture WHERE level = :level AND whose = :whose AND concept = :concept
        AND withdrawn_at IS NULL{tx.lock}""",
        level=new.level.value,
        whose=new.whose,
        concept=new.concept,
    )
    gone = withdraw(tx, before[0], at=at, who=who, why="replaced") if before else None
    picture_id = tx.insert(
        """INSERT INTO own_picture (concept, level, whose, data_key, file, details, mime, shows_person, until,
        added_at, added_by) VALUES (:concept, :level, :whose, :data_key, :file, :details, :mime, :shows_person, :until,
        :at, :who)""",
        concept=new.concept,
        level=new.level.value,
        whose=new.whose,
        data_key=_sealed_key(tx, new),
        file=new.file,
        details=new.key.seal_text(f"own_picture.details/{new.file}", json.dumps(asdict(new.details))),
        mime=new.mime,
        shows_person=int(new.shows_person),
        until=new.until,
        at=at,
        who=who,
    )
    return picture_id, gone or ""


def get(tx: Tx, picture_id: int) -> OwnPicture | None:
    """One picture, taken away or not."""
    row = tx.one(f"SELECT {_COLUMNS} FROM own_picture WHERE id = :id", id=picture_id)
    return _picture(row) if row else None


def all(tx: Tx) -> tuple[OwnPicture, ...]:  # noqa: A001 - read as own_pictures.all(tx)
    """Every picture, by concept; the newest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM own_picture ORDER BY concept, id DESC")
    return tuple(_picture(row) for row in rows)


def current(
    tx: Tx, *, person_id: int, service_id: int, concepts: Collection[str], today: str
) -> tuple[tuple[OwnPicture, Details], ...]:
    """What a person sees in place of these concepts: of each the nearest. One query, and one for a person's own key."""
    names, values = listed(tuple(concepts))
    rows = tx.all(
        f"""SELECT {_COLUMNS}, data_key, details FROM own_picture
        WHERE withdrawn_at IS NULL AND (until IS NULL OR until >= :today)
        AND concept IN ({names}) AND ((level = 'person' AND whose = :person_id)
        OR (level = 'service' AND whose = :service_id) OR (level = 'provider' AND whose = 0))""",
        today=today,
        person_id=person_id,
        service_id=service_id,
        **values,
    )
    found = sorted(((_picture(row[:-2]), *row[-2:]) for row in rows), key=lambda one: _NEAREST.index(one[0].level))
    nearest: dict[str, tuple[OwnPicture, bytes, bytes]] = {}
    for one in found:
        nearest.setdefault(one[0].concept, one)
    theirs = people.data_key(tx, person_id) if any(one.level is Level.PERSON for one, *_ in nearest.values()) else None
    opened = ((one, _opened_key(tx, one, key, theirs), sealed) for one, key, sealed in nearest.values())
    return tuple((one, _opened_details(one, key, sealed)) for one, key, sealed in opened if key is not None)


def data_key(tx: Tx, picture: OwnPicture) -> DataKey | None:
    """The key of a picture's file; None when the picture was taken away, or its person forgotten."""
    row = tx.one("SELECT data_key FROM own_picture WHERE id = :id AND data_key IS NOT NULL", id=picture.id)
    if row is None:
        return None
    theirs = people.data_key(tx, picture.whose) if picture.level is Level.PERSON else None
    return _opened_key(tx, picture, row[0], theirs)


def details(tx: Tx, picture: OwnPicture) -> Details | None:
    """What is sealed with a picture; None when it was taken away, or its person forgotten."""
    key = data_key(tx, picture)
    row = tx.one("SELECT details FROM own_picture WHERE id = :id", id=picture.id) if key else None
    return _opened_details(picture, key, row[0]) if key and row else None


def withdraw(tx: Tx, picture_id: int, *, at: str, who: str, why: str) -> str | None:
    """Takes a picture away for good: its key and all that was sealed with it. What was uploaded is forgotten too.

    Returns:
        The file to delete once this is saved; None where it was taken away before.
    """
    found = get(tx, picture_id)
    if found is None or found.withdrawn_at is not None:
        return None
    tx.run(
        """UPDATE own_picture SET data_key = NULL, file = NULL, details = NULL, withdrawn_at = :at,
        withdrawn_by = :who, withdrawn_why = :why WHERE id = :id""",
        id=picture_id,
        at=at,
        who=who,
        why=why,
    )
    tx.run("DELETE FROM upload WHERE content = :content", content=content_name(found.file))
    return found.file


def over(tx: Tx, today: str) -> tuple[int, ...]:
    """Those whose last day has passed, and that were not taken away yet."""
    rows = tx.all("SELECT id FROM own_picture WHERE withdrawn_at IS NULL AND until < :today ORDER BY id", today=today)
    return tuple(row[0] for row in rows)


def of_person(tx: Tx, person_id: int) -> tuple[OwnPicture, ...]:
    """A person's own pictures, taken away or not."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM own_picture WHERE level = 'person' AND whose = :id", id=person_id)
    return tuple(_picture(row) for row in rows)


def content_name(file: str) -> str:
    """What a picture is called among uploads: never by its concept, so that nobody else is sent it."""
    return f"own/{file}"


def forget_uploads(tx: Tx) -> None:
    """Forgets what was uploaded of pictures that were taken away while they were on their way."""
    tx.run(
        """DELETE FROM upload WHERE content LIKE 'own/%'
        AND content NOT IN (SELECT 'own/' || file FROM own_picture WHERE file IS NOT NULL)"""
    )


def _opened_key(tx: Tx, picture: OwnPicture, sealed: bytes, theirs: DataKey | None) -> DataKey | None:
    """The key of a picture; None where it is a person's, and the person's key is gone."""
    about = f"own_picture.data_key/{picture.file}"
    if picture.level is not Level.PERSON:
        return tx.keys.open_key(about, sealed)
    return DataKey(theirs.open(about, sealed)) if theirs else None


def _opened_details(picture: OwnPicture, key: DataKey, sealed: bytes) -> Details:
    return Details(**json.loads(key.open_text(f"own_picture.details/{picture.file}", sealed)))


def _sealed_key(tx: Tx, new: NewPicture) -> bytes:
    about = f"own_picture.data_key/{new.file}"
    if new.level is not Level.PERSON:
        return tx.keys.seal_key(about, new.key)
    key = people.data_key(tx, new.whose)
    if key is None:
        raise UnknownRow("table identity", "The person was forgotten.", "Keep no picture for this person.")
    return new.key.sealed_by(key, about)


def _picture(row: Row) -> OwnPicture:
    number, concept, level, whose, file, mime, shows_person, *rest = row
    return OwnPicture(number, concept, Level(level), whose, file or "", mime, bool(shows_person), *rest)
