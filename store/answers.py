"""What people said. Append-only until taken back: a changed mind adds a row and marks the one before.

Every function here that changes what counts holds the person first (see `people.hold`).
"""

from __future__ import annotations

from dataclasses import dataclass

from store import media, people
from store.errors import UnknownRow
from store.rows import packed, unpacked
from store.tx import Row, Tx

_COLUMNS = """a.id, a.session_id, a.prompt, a.source, a.service_id, a.reply, a.choices, a.shown, a.size,
    a.support, a.helper, a.present, a.media_id, a.at, a.language, s.person_id, a.device"""
_TOLD = "answer a JOIN session s ON s.id = a.session_id"
_INSERT = """INSERT INTO answer (session_id, person_id, service_id, round_id, code, code_version, prompt, source, reply,
    choices, shown, size, support, helper, present, words, media_id, at, language, device)
    VALUES (:session_id, :person_id, :service_id, :round_id, :code, :code_version, :prompt, :source, :reply,
    :choices, :shown, :size, :support, :helper, :present, :words, :media_id, :at, :language, :device)"""
_LIVE = "superseded_at IS NULL AND taken_back_at IS NULL"  # no other table here has these columns


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that counts.

    Attributes:
        source: The audience that the answer counts under.
        shown: Choice ids as shown, first to last (D05).
        language: In which it was asked and answered.
        teller: Person id of the one who gave it: an observer, or the person themselves.
        device: On which it was given, as a keyed hash; '' where that is not known.
        words: Empty where the function says that it leaves them sealed.
    """

    id: int
    session_id: int
    prompt: str
    source: str
    service_id: int
    reply: str
    choices: tuple[str, ...]
    shown: tuple[str, ...]
    size: int
    support: str
    helper: str
    present: tuple[str, ...]
    media_id: int | None
    at: str
    language: str
    teller: int
    device: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """An answer as it was just given. Attributes as in `Answer`, and where it counts."""

    session_id: int
    person_id: int
    service_id: int
    round_id: int
    code: str
    code_version: str
    prompt: str
    source: str
    reply: str
    choices: tuple[str, ...]
    shown: tuple[str, ...]
    size: int
    support: str
    helper: str
    present: tuple[str, ...]
    at: str
    words: str = ""
    media_id: int | None = None
    language: str = "en"
    device: str = ""


def add(tx: Tx, new: NewAnswer) -> int:
    """Adds an answer, which takes the place of an earlier one to the same prompt; returns its id.

    Raises:
        UnknownRow: There are words, and the person was forgotten.
    """
    retract(tx, person_id=new.person_id, session_id=new.session_id, prompt=new.prompt, at=new.at)
    values = {name: getattr(new, name) for name in NewAnswer.__slots__}
    values |= {name: packed(values[name]) for name in ("choices", "shown", "present")}
    values["words"] = _sealed(tx, new) if new.words else None
    return tx.insert(_INSERT, **values)


def retract(tx: Tx, *, person_id: int, session_id: int, prompt: str, at: str) -> bool:
    """Makes the answer to a prompt no longer count (it was skipped); False when there was none."""
    people.hold(tx, person_id)
    changed = tx.run(
        f"UPDATE answer SET superseded_at = :at WHERE session_id = :id AND prompt = :prompt AND {_LIVE}",
        id=session_id,
        prompt=prompt,
        at=at,
    )
    return changed > 0


def take_back(
    tx: Tx, *, person_id: int, session_id: int, prompts: tuple[str, ...] | None, at: str
) -> tuple[media.Media, ...]:
    """Takes answers back and deletes their words, those of earlier answers to the same prompts too.

    Args:
        tx: The transaction.
        person_id: Whose answers they are.
        session_id: Their session.
        prompts: Which ones; None for all.
        at: When.

    Returns:
        Recordings whose rows were deleted; the caller deletes their files once the turn is saved.
    """
    people.hold(tx, person_id)
    rows = tx.all(
        "SELECT id, prompt, media_id FROM answer WHERE session_id = :id AND taken_back_at IS NULL", id=session_id
    )
    taken = [row for row in rows if prompts is None or row[1] in prompts]
    tx.many(
        "UPDATE answer SET taken_back_at = :at, words = NULL, media_id = NULL WHERE id = :id",
        [{"id": row[0], "at": at} for row in taken],
    )
    return _delete_media(tx, taken)


def delete_of_person(tx: Tx, person_id: int) -> tuple[media.Media, ...]:
    """Deletes every answer and flag of a person who is forgotten.

    Returns:
        Recordings whose rows were deleted; the caller deletes their files once the turn is saved.
    """
    people.hold(tx, person_id)
    found = forget_words(tx, person_id)
    tx.run("DELETE FROM flag WHERE session_id IN (SELECT id FROM session WHERE person_id = :id)", id=person_id)
    tx.run("DELETE FROM answer WHERE person_id = :id", id=person_id)
    return found


def forget_words(tx: Tx, person_id: int) -> tuple[media.Media, ...]:
    """Deletes the words and recordings of a person who is forgotten; what they chose goes on counting.

    Returns:
        Recordings whose rows were deleted; the caller deletes their files once the turn is saved.
    """
    tx.run("UPDATE answer SET words = NULL, media_id = NULL, device = '' WHERE person_id = :id", id=person_id)
    found = media.of_person(tx, person_id)
    for recording in found:
        media.delete(tx, recording.id)
    return found


def delete_told(tx: Tx, *, person_id: int, session_id: int) -> tuple[media.Media, ...]:
    """Deletes every answer of one talk about a person.

    Returns:
        Recordings whose rows were deleted; the caller deletes their files once the turn is saved.
    """
    found = forget_words_told(tx, person_id=person_id, session_id=session_id)
    tx.run("DELETE FROM answer WHERE session_id = :id AND person_id = :person_id", id=session_id, person_id=person_id)
    return found


def forget_words_told(tx: Tx, *, person_id: int, session_id: int) -> tuple[media.Media, ...]:
    """Deletes the words and recordings of one talk about a person; what was chosen goes on counting.

    Returns:
        Recordings whose rows were deleted; the caller deletes their files once the turn is saved.
    """
    people.hold(tx, person_id)
    rows = tx.all(
        "SELECT id, prompt, media_id FROM answer WHERE session_id = :id AND person_id = :person_id",
        id=session_id,
        person_id=person_id,
    )
    emptied = "UPDATE answer SET words = NULL, media_id = NULL, device = '' WHERE id = :id"
    tx.many(emptied, [{"id": row[0]} for row in rows])
    return _delete_media(tx, rows)


def places(tx: Tx, person_id: int) -> tuple[tuple[int, str, str], ...]:
    """Every (round, code, code version) that a person has answered in."""
    rows = tx.all("SELECT DISTINCT round_id, code, code_version FROM answer WHERE person_id = :id", id=person_id)
    return tuple(sorted((row[0], row[1], row[2]) for row in rows))


def of_media(tx: Tx, *, person_id: int, media_id: int) -> Answer | None:
    """The answer that a recording belongs to."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM {_TOLD} WHERE a.person_id = :person_id AND a.media_id = :media_id",
        person_id=person_id,
        media_id=media_id,
    )
    return _answer(row) if row else None


def live(tx: Tx, *, person_id: int, round_id: int, code: str, code_version: str) -> tuple[Answer, ...]:
    """The answers of a person that count in a round, oldest first. Their words stay sealed."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM {_TOLD} WHERE a.person_id = :person_id AND a.round_id = :round_id
        AND a.code = :code AND a.code_version = :code_version AND {_LIVE} ORDER BY a.id""",
        person_id=person_id,
        round_id=round_id,
        code=code,
        code_version=code_version,
    )
    return tuple(_answer(row) for row in rows)


def of_session(tx: Tx, session_id: int, *, changed: bool = False) -> tuple[Answer, ...]:
    """The answers of a session that count, oldest first, with their words where these can still be opened.

    Args:
        tx: The transaction.
        session_id: The session.
        changed: Those too that another answer took the place of; never what was taken back.
    """
    which = "taken_back_at IS NULL" if changed else _LIVE
    rows = tx.all(
        f"SELECT {_COLUMNS}, a.person_id, a.words FROM {_TOLD} WHERE a.session_id = :id AND {which} ORDER BY a.id",
        id=session_id,
    )
    key = people.data_key(tx, rows[0][-2]) if rows else None
    return tuple(
        _answer(row[:-2], key.open_text(words_about(session_id, row[2]), row[-1]) if key and row[-1] else "")
        for row in rows
    )


def device_of(tx: Tx, *, session_id: int, prompt: str) -> str:
    """The device on which the answer to a prompt was given that counts; '' where that is not known."""
    sql = f"SELECT device FROM answer WHERE session_id = :id AND prompt = :prompt AND {_LIVE}"
    row = tx.one(sql, id=session_id, prompt=prompt)
    return str(row[0]) if row else ""


def has_spoken(tx: Tx, person_id: int) -> bool:
    """Whether a person has ever had answers of their own; what others saw of them are none."""
    sql = "SELECT 1 FROM answer WHERE person_id = :id AND support <> 'observed' LIMIT 1"
    return tx.one(sql, id=person_id) is not None


def count(tx: Tx) -> int:
    """How many answers count, of everyone. Reads the whole table."""
    row = tx.one(f"SELECT COUNT(*) FROM answer WHERE {_LIVE}")
    return int(row[0]) if row else 0


def people_who_answered(tx: Tx, *, code: str, code_version: str) -> dict[tuple[int, str], int]:
    """By round and source: how many people ever gave an answer that is still kept. Reads the whole table."""
    rows = tx.all(
        """SELECT round_id, source, COUNT(DISTINCT person_id) FROM answer
        WHERE code = :code AND code_version = :code_version GROUP BY round_id, source""",
        code=code,
        code_version=code_version,
    )
    return {(row[0], row[1]): int(row[2]) for row in rows}


def words_about(session_id: int, prompt: str) -> str:
    """What the words of an answer are sealed with: they open in no other place."""
    return f"answer.words/{session_id}/{prompt}"


def _sealed(tx: Tx, new: NewAnswer) -> bytes:
    key = people.data_key(tx, new.person_id)
    if key is None:
        raise UnknownRow("table identity", "The person was forgotten.", "Keep no words of this person.")
    return key.seal_text(words_about(new.session_id, new.prompt), new.words)


def _delete_media(tx: Tx, rows: list[Row]) -> tuple[media.Media, ...]:
    found = tuple(one for row in rows if row[2] is not None and (one := media.get(tx, row[2])))
    for recording in found:
        media.delete(tx, recording.id)
    return found


def _answer(row: Row, words: str = "") -> Answer:
    values = (*row[:6], unpacked(row[6]), unpacked(row[7]), *row[8:11], unpacked(row[11]), *row[12:], words)
    return Answer(*values)
