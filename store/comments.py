"""What people say beside their answers, in words, by voice or in a photo. Sealed, and taken back like an answer.

A comment with a recording or a photo is heard with it (see `media`); one of words alone is heard here (D19).
"""

from __future__ import annotations

from dataclasses import dataclass

from store import media, people
from store.errors import UnknownRow
from store.tx import Tx

_COLUMNS = "id, session_id, person_id, service_id, prompt, media_id, at, heard_at, heard_by, language, device"
_LIVE = "superseded_at IS NULL AND taken_back_at IS NULL"
_WORDS = f"words IS NOT NULL AND media_id IS NULL AND {_LIVE}"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment without its words.

    Attributes:
        person_id: Whom it is about, whose key seals it (as with answers).
        prompt: The question that was on the screen; '' where there was none.
        device: As in `store.answers`.
    """

    id: int
    session_id: int
    person_id: int
    service_id: int
    prompt: str
    media_id: int | None
    at: str
    heard_at: str | None
    heard_by: str | None
    language: str
    device: str


def add(
    tx: Tx,
    *,
    session_id: int,
    person_id: int,
    service_id: int,
    prompt: str,
    origin: str,
    at: str,
    words: str = "",
    media_id: int | None = None,
    language: str = "en",
    device: str = "",
) -> int:
    """Adds a comment, which takes the place of an earlier one from the same message; returns its id.

    A message that brings no recording or photo of its own keeps the one that it had, which waits to be heard again.
    One that is replaced goes: its row here, its file at the next start.

    Raises:
        UnknownRow: There are words, and the person was forgotten.
    """
    media_id = _replace(tx, session_id=session_id, origin=origin, media_id=media_id, at=at)
    return tx.insert(
        """INSERT INTO comment (session_id, person_id, service_id, prompt, words, media_id, origin, at, language,
        device)
        VALUES (:session_id, :person_id, :service_id, :prompt, :words, :media_id, :origin, :at, :language,
        :device)""",
        session_id=session_id,
        person_id=person_id,
        service_id=service_id,
        prompt=prompt,
        words=_sealed(tx, person_id, session_id, words) if words else None,
        media_id=media_id,
        origin=origin,
        at=at,
        language=language,
        device=device,
    )


def get(tx: Tx, comment_id: int) -> Comment | None:
    """One comment that was not taken back or changed."""
    row = tx.one(f"SELECT {_COLUMNS} FROM comment WHERE id = :id AND {_LIVE}", id=comment_id)
    return Comment(*row) if row else None


def of_session(tx: Tx, session_id: int) -> tuple[Comment, ...]:
    """The comments of a talk that were not taken back, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM comment WHERE session_id = :id AND {_LIVE} ORDER BY id", id=session_id)
    return tuple(Comment(*row) for row in rows)


def at(tx: Tx, session_id: int, origin: str) -> int | None:
    """The comment that a message of a session brought; None where there is none that counts."""
    sql = f"SELECT id FROM comment WHERE session_id = :id AND origin = :origin AND {_LIVE}"
    row = tx.one(sql, id=session_id, origin=origin)
    return row[0] if row else None


def of_media(tx: Tx, media_id: int) -> Comment | None:
    """The comment that a recording or photo belongs to."""
    whose = "(SELECT person_id FROM media WHERE id = :id)"  # by the index: a list asks this for each of its lines
    sql = f"SELECT {_COLUMNS} FROM comment WHERE person_id = {whose} AND media_id = :id AND {_LIVE}"
    row = tx.one(sql, id=media_id)
    return Comment(*row) if row else None


def words_of(tx: Tx, comment: Comment) -> str:
    """The words of a comment, '' where there are none or the person was forgotten. The caller logs staff reading."""
    key = people.data_key(tx, comment.person_id)
    row = tx.one("SELECT words FROM comment WHERE id = :id", id=comment.id)
    return key.open_text(_about(comment.session_id), row[0]) if key and row and row[0] else ""


def not_heard(tx: Tx) -> tuple[Comment, ...]:
    """Words that nobody has read yet, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM comment WHERE {_WORDS} AND heard_at IS NULL ORDER BY id")
    return tuple(Comment(*row) for row in rows)


def count_not_heard(tx: Tx) -> int:
    """How many nobody has read yet."""
    row = tx.one(f"SELECT COUNT(*) FROM comment WHERE {_WORDS} AND heard_at IS NULL")
    return int(row[0]) if row else 0


def heard_lately(tx: Tx, limit: int) -> tuple[Comment, ...]:
    """What was read last, newest first."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM comment WHERE {_WORDS} AND heard_at IS NOT NULL
        ORDER BY heard_at DESC, id DESC LIMIT :limit""",
        limit=limit,
    )
    return tuple(Comment(*row) for row in rows)


def mark_heard(tx: Tx, comment_id: int, who: str, at: str) -> bool:
    """Notes who read it; False if someone already had, or it is gone."""
    sql = f"UPDATE comment SET heard_at = :at, heard_by = :who WHERE id = :id AND {_WORDS} AND heard_at IS NULL"
    return tx.run(sql, id=comment_id, who=who, at=at) == 1


def take_back(tx: Tx, *, session_id: int, comment_id: int | None, at: str) -> tuple[media.Media, ...]:
    """Takes comments of a talk back and deletes their words.

    Args:
        tx: The transaction.
        session_id: The talk.
        comment_id: Which one; None for all.
        at: When.

    Returns:
        Recordings and photos whose rows were deleted; the caller deletes their files once the turn is saved.
    """
    found = [one for one in of_session(tx, session_id) if comment_id in (None, one.id)]
    tx.many(
        "UPDATE comment SET taken_back_at = :at, words = NULL, media_id = NULL WHERE id = :id",
        [{"id": one.id, "at": at} for one in found],
    )
    gone = tuple(each for one in found if one.media_id is not None and (each := media.get(tx, one.media_id)))
    for each in gone:
        media.delete(tx, each.id)
    return gone


def forget_words(tx: Tx, *, person_id: int | None = None, session_id: int | None = None) -> tuple[media.Media, ...]:
    """Deletes every comment about a person who is forgotten, or of one talk.

    Returns:
        Recordings and photos whose rows were deleted; the caller deletes their files once the turn is saved.
    """
    where, value = ("session_id", session_id) if person_id is None else ("person_id", person_id)
    rows = tx.all(f"SELECT media_id FROM comment WHERE {where} = :id AND media_id IS NOT NULL", id=value)
    gone = tuple(each for row in rows if (each := media.get(tx, row[0])))
    for each in gone:
        media.delete(tx, each.id)
    tx.run(f"DELETE FROM comment WHERE {where} = :id", id=value)
    return gone


def _replace(tx: Tx, *, session_id: int, origin: str, media_id: int | None, at: str) -> int | None:
    """Empties the comment that came in the same message, and returns the recording or photo that the new one has."""
    row = tx.one(
        f"SELECT id, media_id FROM comment WHERE session_id = :id AND origin = :origin AND {_LIVE}",
        id=session_id,
        origin=origin,
    )
    if row is None:
        return media_id
    sql = "UPDATE comment SET superseded_at = :at, words = NULL, media_id = NULL WHERE id = :id"
    tx.run(sql, id=row[0], at=at)
    had: int | None = row[1]
    if had is not None and media_id is None:
        media.wait_again(tx, had)
        return had
    if had is not None:
        media.delete(tx, had)
    return media_id


def _about(session_id: int) -> str:
    return f"comment.words/{session_id}"


def _sealed(tx: Tx, person_id: int, session_id: int, words: str) -> bytes:
    key = people.data_key(tx, person_id)
    if key is None:
        raise UnknownRow("table identity", "The person was forgotten.", "Keep no words of this person.")
    return key.seal_text(_about(session_id), words)
