"""What was answered to a wish, in other languages than the one in which it was written first."""

from __future__ import annotations

from dataclasses import dataclass

from store import people
from store.errors import unknown
from store.tx import Tx

FIRST, OTHERS = "wish_answer", "wish_answer_words"
"""The tables of answers as they were written first, and in other languages."""


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """An answer in another language.

    Attributes:
        checked_by: Who vouches for it; '' for a draft.
        tell_after: From when they may be told in this language.
    """

    id: int
    language: str
    words: str
    checked_by: str
    at: str
    tell_after: str


def write(
    tx: Tx, answer_id: int, person_id: int, language: str, words: str, *, checked_by: str, at: str, tell_after: str
) -> int:
    """Writes it, in place of what was there; gives its number.

    Raises:
        UnknownRow: Whoever wished was forgotten.
    """
    key = people.data_key(tx, person_id)
    if key is None:
        raise unknown("person")
    tx.run(
        "DELETE FROM wish_answer_words WHERE answer_id = :id AND language = :language", id=answer_id, language=language
    )
    return tx.insert(
        """INSERT INTO wish_answer_words (answer_id, person_id, language, body, checked_by, at, tell_after)
        VALUES (:answer, :person, :language, :body, :by, :at, :after)""",
        answer=answer_id,
        person=person_id,
        language=language,
        body=key.seal_text(about(answer_id, language), words),
        by=checked_by,
        at=at,
        after=tell_after,
    )


def of_answer(tx: Tx, answer_id: int) -> tuple[AnswerWords, ...]:
    """An answer in its other languages; nothing once whoever wished is forgotten."""
    rows = tx.all(
        """SELECT id, person_id, language, body, checked_by, at, tell_after FROM wish_answer_words WHERE answer_id = :id
        ORDER BY language""",
        id=answer_id,
    )
    found = []
    for number, person_id, language, sealed, checked_by, at, after in rows:
        key = people.data_key(tx, person_id)
        if key:
            words = key.open_text(about(answer_id, language), sealed)
            found.append(AnswerWords(number, language, words, checked_by, at, after))
    return tuple(found)


def written(tx: Tx, table: str, *, after: int, end: int, limit: int) -> tuple[tuple[int, str, str, int, int], ...]:
    """What was written in one of both tables, in the order in which it was: (number, words, language, service, person).

    Words are '' once whoever wished is forgotten.
    """
    answer = "o.answer_id" if table == OTHERS else "o.id"
    rows = tx.all(
        f"""SELECT o.id, a.id, a.wish_id, o.person_id, o.language, w.service_id, o.body FROM {table} o
        JOIN wish_answer a ON a.id = {answer} JOIN wish w ON w.id = a.wish_id
        WHERE o.id > :after AND o.id <= :end ORDER BY o.id LIMIT :limit""",
        after=after, end=end, limit=limit,
    )  # fmt: skip
    found = []
    for number, answer_id, wish_id, person_id, language, service_id, sealed in rows:
        key = people.data_key(tx, person_id)
        place = about(answer_id, language) if table == OTHERS else f"wish_answer/{wish_id}"
        found.append((number, key.open_text(place, sealed) if key else "", language, service_id, person_id))
    return tuple(found)


def remove(tx: Tx, answer_id: int) -> None:
    """Takes them away with their answer."""
    tx.run("DELETE FROM wish_answer_words WHERE answer_id = :id", id=answer_id)


def about(answer_id: int, language: str) -> str:
    """What they are sealed about."""
    return f"wish_answer_words/{answer_id}/{language}"
