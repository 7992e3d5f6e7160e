"""What someone said in addition to a worry, in the same telling: words, a recording, a photo."""

from __future__ import annotations

from dataclasses import dataclass

from store import worries
from store.crypto import DataKey
from store.errors import unknown
from store.tx import Tx
from store.worries import Spoken, Worry


@dataclass(frozen=True, slots=True)
class Said:
    """One more thing that was said.

    Attributes:
        words: '' where it was spoken or shown.
        mime: Of the recording or photo; None where there is none.
    """

    id: int
    at: str
    words: str
    file: str | None
    mime: str | None

    @property
    def is_photo(self) -> bool:
        """Whether what came with it is a photo."""
        return (self.mime or "").startswith("image/")


def add(tx: Tx, worry: Worry, *, words: str, at: str, spoken: Spoken | None = None) -> int:
    """Keeps it: the words with the worry's key, a recording with the key that it was sealed with."""
    key, about = worries.sound_key(tx, worry), f"worry_said/{worry.id}/{at}"
    return tx.insert(
        """INSERT INTO worry_said (worry_id, at, words, data_key, file, mime)
        VALUES (:worry, :at, :words, :key, :file, :mime)""",
        worry=worry.id,
        at=at,
        words=key.seal_text(about, words),
        key=tx.keys.seal_key(about, spoken.key) if spoken else None,
        file=spoken.file if spoken else None,
        mime=spoken.mime if spoken else None,
    )


def of(tx: Tx, worry: Worry) -> tuple[Said, ...]:
    """All of it, oldest first. The caller logs that someone read it."""
    rows = tx.all("SELECT id, at, words, file, mime FROM worry_said WHERE worry_id = :id ORDER BY id", id=worry.id)
    key = worries.sound_key(tx, worry) if rows else None
    return tuple(
        Said(row[0], row[1], key.open_text(f"worry_said/{worry.id}/{row[1]}", row[2]), row[3], row[4])
        for row in rows
        if key
    )


def sound_key(tx: Tx, worry: Worry, said: Said) -> DataKey:
    """The key that its recording is sealed with. The caller logs that someone listens.

    Raises:
        UnknownRow: There is no such recording.
    """
    row = tx.one("SELECT data_key FROM worry_said WHERE id = :id AND worry_id = :worry", id=said.id, worry=worry.id)
    if row is None or row[0] is None:
        raise unknown("worry_said")
    return tx.keys.open_key(f"worry_said/{worry.id}/{said.at}", row[0])
