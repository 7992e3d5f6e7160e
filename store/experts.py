"""Experts by experience who check a signed self-assessment themselves: their invitation, and what they answered.

What they want to be called and what they wrote is sealed; of somebody who is known here with that person's key, so that
it goes when they are forgotten. Answers are append-only until they are taken back.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from store import people
from store.crypto import DataKey
from store.errors import unknown
from store.tx import Row, Tx

NAMED, UNNAMED, HIDDEN = "name", "unnamed", "no"
"""How an expert lets what they say be shown: with their name, without, or not in public."""
_COLUMNS = """id, assessment_id, version, person_id, body, language, large, link, made_at, made_by, expires_at,
    revoked_at, sent_at, shows, back_at, published_at, replied_at, replied_by, asked_out_at, out_at, out_by"""
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Expert:
    """One invitation to check one version, and how far it is.

    Attributes:
        version: The signed version that it is about, and no other.
        person_id: Who it is, where they are known here; None for somebody from outside.
        body: `name` as they want to be shown, our `reply`, and `why` it was taken out.
        link: Which link opens: the last one that was made.
        shows: One of `NAMED`, `UNNAMED`, `HIDDEN`; '' before it is sent.
        back_at: When they last took back what they had sent.
        asked_out_at: When they asked that it is taken out, after it was published.
        out_at: When a manager took it out.
    """

    id: int
    assessment_id: int
    version: int
    person_id: int | None
    body: Body
    language: str
    large: bool
    link: int
    made_at: str
    made_by: str
    expires_at: str
    revoked_at: str | None
    sent_at: str | None
    shows: str
    back_at: str | None
    published_at: str | None
    replied_at: str | None
    replied_by: str
    asked_out_at: str | None
    out_at: str | None
    out_by: str

    def text(self, name: str) -> str:
        """One of its texts, '' where it has none."""
        return str(self.body.get(name, ""))

    @property
    def waits(self) -> bool:
        """Whether a manager has something to do about it."""
        if self.out_at:
            return False
        return bool(self.asked_out_at) or bool(self.sent_at and not (self.replied_at or self.published_at))


@dataclass(frozen=True, slots=True)
class Answer:
    """What they said on one part.

    Attributes:
        part: An area's id, or `how` they checked.
        says: The choice; several, apart by spaces, for `how`.
        device: Where it was said; '' where that is not known.
    """

    part: str
    says: str
    words: str
    device: str
    at: str


def add(
    tx: Tx,
    *,
    assessment_id: int,
    version: int,
    person_id: int | None,
    name: str,
    language: str,
    large: bool,
    at: str,
    by: str,
    expires_at: str,
) -> int:
    """Keeps an invitation and returns its id."""
    return tx.insert(
        """INSERT INTO expert (assessment_id, version, person_id, body, language, large, made_at, made_by, expires_at)
        VALUES (:assessment, :version, :person, :body, :language, :large, :at, :by, :expires)""",
        assessment=assessment_id,
        version=version,
        person=person_id,
        body=_seal(tx, _key(tx, person_id), _about(assessment_id), {"name": name}),
        language=language,
        large=int(large),
        at=at,
        by=by,
        expires=expires_at,
    )


def get(tx: Tx, expert_id: int) -> Expert | None:
    """One, kept from other writers until the turn ends."""
    row = tx.one(f"SELECT {_COLUMNS} FROM expert WHERE id = :id{tx.lock}", id=expert_id)
    return _expert(tx, row) if row else None


def of(tx: Tx, assessment_id: int) -> tuple[Expert, ...]:
    """Everyone who was invited to check an assessment, in the order of asking."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM expert WHERE assessment_id = :id ORDER BY id", id=assessment_id)
    return tuple(_expert(tx, row) for row in rows)


def mark(tx: Tx, expert_id: int, **values: str | int | None) -> None:
    """Sets columns that hold nothing sealed, such as `sent_at`."""
    named = ", ".join(f"{name} = :{name}" for name in values)
    if not tx.run(f"UPDATE expert SET {named} WHERE id = :id", id=expert_id, **values):
        raise unknown("expert")


def write(tx: Tx, one: Expert, body: Body) -> None:
    """Keeps its texts."""
    sealed = _seal(tx, _key(tx, one.person_id), _about(one.assessment_id), body)
    tx.run("UPDATE expert SET body = :body WHERE id = :id", body=sealed, id=one.id)


def answer(tx: Tx, one: Expert, part: str, *, says: str, words: str, device: str, at: str) -> int:
    """Keeps what they said on a part, in place of what they said before; returns the row's id."""
    return tx.insert(
        "INSERT INTO expert_answer (expert_id, part, body, device, at) VALUES (:expert, :part, :body, :device, :at)",
        expert=one.id,
        part=part,
        body=_seal(tx, _key(tx, one.person_id), _of_answer(one.id), {"says": says, "words": words}),
        device=device,
        at=at,
    )


def answers(tx: Tx, one: Expert) -> dict[str, Answer]:
    """What they said last on each part."""
    key = _key(tx, one.person_id)
    rows = tx.all("SELECT part, body, device, at FROM expert_answer WHERE expert_id = :id ORDER BY id", id=one.id)
    opened = ((row, _open(tx, key, _of_answer(one.id), row[1])) for row in rows)
    return {row[0]: Answer(row[0], str(body["says"]), str(body["words"]), row[2], row[3]) for row, body in opened}


def written(tx: Tx, *, after: int, end: int, limit: int) -> list[tuple[int, int, str, str, str, int, int | None]]:
    """Rows of answers behind one, for the detector: row, expert, part, words, language, service, and who it is."""
    rows = tx.all(
        """SELECT t.id, t.expert_id, t.part, t.body, e.language, a.service_id, e.person_id
        FROM expert_answer t JOIN expert e ON e.id = t.expert_id JOIN assessment a ON a.id = e.assessment_id
        WHERE t.id > :after AND t.id <= :end ORDER BY t.id LIMIT :limit""",
        after=after,
        end=end,
        limit=limit,
    )
    return [
        (row, one, part, str(_open(tx, _key(tx, person), _of_answer(one), body)["words"]), language, service, person)
        for row, one, part, body, language, service, person in rows
    ]


def remove_answers(tx: Tx, expert_id: int) -> None:
    """Deletes all that they said."""
    tx.run("DELETE FROM expert_answer WHERE expert_id = :id", id=expert_id)


def forget_person(tx: Tx, person_id: int) -> None:
    """Deletes what somebody who is known here said, and that they were asked."""
    for (number,) in tx.all("SELECT id FROM expert WHERE person_id = :id", id=person_id):
        delete(tx, number)


def delete(tx: Tx, expert_id: int) -> None:
    """Deletes an invitation and all that came of it."""
    remove_answers(tx, expert_id)
    tx.run("DELETE FROM expert WHERE id = :id", id=expert_id)


def _expert(tx: Tx, row: Row) -> Expert:
    number, assessment, version, person, sealed, language, large, *rest = row
    body = _open(tx, _key(tx, person), _about(assessment), sealed)
    return Expert(number, assessment, version, person, body, language, bool(large), *rest)


def _key(tx: Tx, person_id: int | None) -> DataKey | None:
    if person_id is None:
        return None
    key = people.data_key(tx, person_id)
    if key is None:
        raise unknown("person")
    return key


def _about(assessment_id: int) -> str:
    return f"expert/{assessment_id}"


def _of_answer(expert_id: int) -> str:
    return f"expert_answer/{expert_id}"


def _seal(tx: Tx, key: DataKey | None, about: str, body: Body) -> bytes:
    clear = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return key.seal(about, clear) if key else tx.keys.seal(about, clear)


def _open(tx: Tx, key: DataKey | None, about: str, sealed: bytes) -> Body:
    found: Body = json.loads(key.open(about, sealed) if key else tx.keys.open(about, sealed))
    return found
