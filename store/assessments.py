"""Self-assessments: parts as they are written, and signed versions.

Rules are in `evidence.self_assessment`; here a part is a sealed piece of JSON.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from store import name_yes
from store.errors import unknown
from store.tx import Row, Tx

_COLUMNS = "id, code, code_version, service_id, since, until, version, made_at, made_by"
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Assessment:
    """One self-assessment.

    Attributes:
        service_id: 0 for the whole provider.
        since, until: The first and the last day that it is about.
        version: How many versions were signed; 0 before the first.
    """

    id: int
    code: str
    code_version: str
    service_id: int
    since: str
    until: str
    version: int
    made_at: str
    made_by: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part as it was saved last.

    Attributes:
        edit: How often it was saved; 0 where it never was.
        at, who: When and by whom; '' where it never was.
    """

    edit: int = 0
    body: Body | None = None
    at: str = ""
    who: str = ""

    @property
    def content(self) -> Body:
        """What it holds; nothing where it was never saved."""
        return self.body or {}


@dataclass(frozen=True, slots=True)
class Signed:
    """A version as it was signed. `published_at` is set while everyone may read it."""

    id: int
    assessment_id: int
    version: int
    body: Body
    signed_at: str
    signed_by: str
    published_at: str | None


def add(tx: Tx, *, code: str, code_version: str, service_id: int, since: str, until: str, at: str, by: str) -> int:
    """Begins an assessment and returns its id."""
    return tx.insert(
        """INSERT INTO assessment (code, code_version, service_id, since, until, made_at, made_by)
        VALUES (:code, :code_version, :service_id, :since, :until, :at, :by)""",
        code=code,
        code_version=code_version,
        service_id=service_id,
        since=since,
        until=until,
        at=at,
        by=by,
    )


def get(tx: Tx, assessment_id: int) -> Assessment | None:
    """One assessment, kept from other writers until the turn ends."""
    row = tx.one(f"SELECT {_COLUMNS} FROM assessment WHERE id = :id{tx.lock}", id=assessment_id)
    return Assessment(*row) if row else None


def all(tx: Tx) -> tuple[Assessment, ...]:  # noqa: A001 - read as assessments.all(tx)
    """Every assessment, the one that is about the latest time first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM assessment ORDER BY until DESC, id DESC")
    return tuple(Assessment(*row) for row in rows)


def put(tx: Tx, assessment_id: int, part: str, body: Body, *, edit: int, at: str, who: str) -> bool:
    """Saves a part. False where somebody saved it since: then nothing is saved.

    Args:
        tx: The transaction.
        assessment_id: Of which assessment.
        part: Its name, such as an area's id.
        body: What it holds from now on.
        edit: The edit that it was written on, 0 for the first.
        at: The moment.
        who: Who saves it.
    """
    if get(tx, assessment_id) is None:
        raise unknown("assessment")
    if part_of(tx, assessment_id, part).edit != edit:
        return False
    tx.run(
        """INSERT INTO assessment_part (assessment_id, part, edit, body, at, who)
        VALUES (:id, :part, :edit, :body, :at, :who)""",
        id=assessment_id,
        part=part,
        edit=edit + 1,
        body=_sealed(tx, _about(assessment_id, part, edit + 1), body),
        at=at,
        who=who,
    )
    return True


def set_time(tx: Tx, assessment_id: int, *, since: str, until: str) -> None:
    """From now on it is about another time."""
    sql = "UPDATE assessment SET since = :since, until = :until WHERE id = :id"
    if not tx.run(sql, id=assessment_id, since=since, until=until):
        raise unknown("assessment")


def remove(tx: Tx, assessment_id: int) -> None:
    """Deletes one that nobody signed, with all that was written in it. Actions that came of it stay as they are.

    Their plan forgets where it came from: the number may be another's one day.

    Raises:
        UnknownRow: There is none, or it was signed: what is signed stays.
    """
    found = get(tx, assessment_id)
    if found is None or found.version:
        raise unknown("assessment")
    tx.run(
        "UPDATE plan SET from_id = '' WHERE kind = 'self-assessment' AND from_id = :number", number=str(assessment_id)
    )
    for table in ("assessment_part", "assessment_voice"):
        tx.run(f"DELETE FROM {table} WHERE assessment_id = :id", id=assessment_id)
    name_yes.remove(tx, f"assessment/{assessment_id}")
    tx.run("DELETE FROM assessment WHERE id = :id", id=assessment_id)


def part_of(tx: Tx, assessment_id: int, part: str) -> Part:
    """A part as it was saved last; an empty one where it never was."""
    return parts(tx, assessment_id, only=part).get(part, Part())


def part_at(tx: Tx, assessment_id: int, part: str, edit: int) -> Body:
    """What a part held when it was saved so often; nothing where it never was."""
    row = tx.one(
        "SELECT body FROM assessment_part WHERE assessment_id = :id AND part = :part AND edit = :edit",
        id=assessment_id, part=part, edit=edit,
    )  # fmt: skip
    return _opened(tx, _about(assessment_id, part, edit), row[0]) if row else {}


def parts(tx: Tx, assessment_id: int, only: str = "") -> dict[str, Part]:
    """Every part as it was saved last, by name, or one of them."""
    rows = tx.all(
        """SELECT part, edit, body, at, who FROM assessment_part AS one WHERE assessment_id = :id
        AND (:only = '' OR part = :only) AND edit = (SELECT MAX(edit) FROM assessment_part AS other
            WHERE other.assessment_id = one.assessment_id AND other.part = one.part) ORDER BY part""",
        id=assessment_id,
        only=only,
    )
    return {
        part: Part(edit, _opened(tx, _about(assessment_id, part, edit), body), at, who)
        for part, edit, body, at, who in rows
    }


def sign(tx: Tx, assessment_id: int, body: Body, *, at: str, by: str) -> Signed:
    """Freezes what is given as the next version. What is saved later belongs to the version after it."""
    found = get(tx, assessment_id)
    if found is None:
        raise unknown("assessment")
    version = found.version + 1
    tx.run("UPDATE assessment SET version = :version WHERE id = :id", version=version, id=assessment_id)
    made = tx.insert(
        """INSERT INTO assessment_version (assessment_id, version, body, signed_at, signed_by)
        VALUES (:id, :version, :body, :at, :by)""",
        id=assessment_id,
        version=version,
        body=_sealed(tx, _about(assessment_id, "version", version), body),
        at=at,
        by=by,
    )
    return Signed(made, assessment_id, version, body, at, by, None)


def versions(tx: Tx, assessment_id: int) -> tuple[Signed, ...]:
    """Every signed version, the newest first."""
    rows = tx.all(
        """SELECT id, assessment_id, version, body, signed_at, signed_by, published_at FROM assessment_version
        WHERE assessment_id = :id ORDER BY version DESC""",
        id=assessment_id,
    )
    return tuple(_signed(tx, row) for row in rows)


def published(tx: Tx, assessment_id: int) -> Signed | None:
    """The version that everyone may read; None where there is none."""
    return next((one for one in versions(tx, assessment_id) if one.published_at), None)


def publish(tx: Tx, assessment_id: int, version: int, at: str | None) -> None:
    """Everyone may read this version and no other, or (None) not even this one."""
    tx.run("UPDATE assessment_version SET published_at = NULL WHERE assessment_id = :id", id=assessment_id)
    done = tx.run(
        "UPDATE assessment_version SET published_at = :at WHERE assessment_id = :id AND version = :version",
        id=assessment_id,
        version=version,
        at=at,
    )
    if not done:
        raise unknown("assessment_version")


def _signed(tx: Tx, row: Row) -> Signed:
    body = _opened(tx, _about(row[1], "version", row[2]), row[3])
    return Signed(row[0], row[1], row[2], body, *row[4:])


def _about(assessment_id: int, part: str, edit: int) -> str:
    return f"assessment/{assessment_id}/{part}/{edit}"


def _sealed(tx: Tx, about: str, body: Body) -> bytes:
    return tx.keys.seal(about, json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"))


def _opened(tx: Tx, about: str, sealed: bytes) -> Body:
    found: Body = json.loads(tx.keys.open(about, sealed))
    return found
