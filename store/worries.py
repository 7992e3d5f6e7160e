"""What someone wants help with. Kept apart from answers, with a key of its own, so that it survives forgetting."""

from __future__ import annotations

from dataclasses import dataclass

from store.crypto import DataKey
from store.errors import unknown
from store.tx import Tx

_COLUMNS = (
    "id, service_id, person_id, about_id, session_id, told_at, acknowledged_at, acknowledged_by, file, mime, language"
)


@dataclass(frozen=True, slots=True)
class Worry:
    """A worry without its words.

    Attributes:
        service_id: The service of the one whom it is about, where someone watched another; else of the one who told it.
        person_id: Who told it; None, like `session_id`, once that person was forgotten.
        about_id: Who was watched; None where nobody was, or once that person was forgotten.
        language: Of the talk that it was told in.
        file, mime: A recording or photo, sealed with the worry's own key (see `sound_key`); None where there is none.
    """

    id: int
    service_id: int
    person_id: int | None
    about_id: int | None
    session_id: int | None
    told_at: str
    acknowledged_at: str | None
    acknowledged_by: str | None
    file: str | None = None
    mime: str | None = None
    language: str = "en"

    @property
    def is_photo(self) -> bool:
        """Whether what came with it is a photo."""
        return (self.mime or "").startswith("image/")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A recording or photo of a worry whose file is on disk: sealed with `key`, which becomes the worry's own."""

    key: DataKey
    file: str
    mime: str


def add(
    tx: Tx,
    *,
    service_id: int,
    person_id: int | None,
    session_id: int | None,
    words: str,
    told_at: str,
    about_id: int | None = None,
    spoken: Spoken | None = None,
    language: str = "en",
) -> int:
    """Keeps a worry, sealed, and returns its id. `words` may be empty."""
    key, about = spoken.key if spoken else DataKey.new(), f"worry/{service_id}/{told_at}"
    return tx.insert(
        """INSERT INTO worry
            (service_id, person_id, about_id, session_id, data_key, words, told_at, file, mime, language)
        VALUES
            (:service_id, :person_id, :about_id, :session_id, :data_key, :words, :told_at, :file, :mime, :language)""",
        service_id=service_id,
        person_id=person_id,
        about_id=about_id,
        session_id=session_id,
        data_key=tx.keys.seal_key(about, key),
        words=key.seal_text(about, words),
        told_at=told_at,
        file=spoken.file if spoken else None,
        mime=spoken.mime if spoken else None,
        language=language,
    )


def get(tx: Tx, worry_id: int) -> tuple[Worry, str] | None:
    """One worry and its words. The caller logs that someone read them."""
    row = tx.one(f"SELECT {_COLUMNS}, data_key, words FROM worry WHERE id = :id", id=worry_id)
    if row is None:
        return None
    worry = Worry(*row[:-2])
    about = f"worry/{worry.service_id}/{worry.told_at}"
    return worry, tx.keys.open_key(about, row[-2]).open_text(about, row[-1])


def sound_key(tx: Tx, worry: Worry) -> DataKey:
    """The key that a worry's recording is sealed with. The caller logs that someone listens.

    Raises:
        UnknownRow: There is no such worry.
    """
    row = tx.one("SELECT data_key FROM worry WHERE id = :id", id=worry.id)
    if row is None:
        raise unknown("worry")
    return tx.keys.open_key(f"worry/{worry.service_id}/{worry.told_at}", row[0])


def open(tx: Tx) -> tuple[Worry, ...]:  # noqa: A001 - read as worries.open(tx)
    """The worries that nobody has acknowledged, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM worry WHERE acknowledged_at IS NULL ORDER BY id")
    return tuple(Worry(*row) for row in rows)


def all(tx: Tx) -> tuple[Worry, ...]:  # noqa: A001 - read as worries.all(tx)
    """Every worry, newest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM worry ORDER BY id DESC")
    return tuple(Worry(*row) for row in rows)


def acknowledge(tx: Tx, worry_id: int, who: str, at: str) -> bool:
    """Notes who has taken the worry on; False if someone already had."""
    sql = "UPDATE worry SET acknowledged_at = :at, acknowledged_by = :who WHERE id = :id AND acknowledged_at IS NULL"
    return tx.run(sql, id=worry_id, who=who, at=at) == 1


def unlink_person(tx: Tx, person_id: int) -> None:
    """Keeps a forgotten person's worries, without saying whose they were."""
    tx.run("UPDATE worry SET person_id = NULL, session_id = NULL WHERE person_id = :id", id=person_id)
    tx.run("UPDATE worry SET about_id = NULL WHERE about_id = :id", id=person_id)
