"""The summaries of each month: who made them, what is shared, and who has signed. Rules are in `asking.summaries`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store import people
from store.errors import unknown
from store.tx import Row, Tx

_COLUMNS = """id, person_id, invitation_id, month, version, begun_at, member_id, view_at, met_at, change_ok, family_ok,
    person_signed_at, staff_signed_at, signed_by, closed_at"""
KIND = "summary"
"""Of invitations and rounds."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One version of a month's summary, without its words.

    Attributes:
        month: Such as `2026-11`.
        member_id: Who stands in for the keyworker; None where nobody does.
        view_at: When the keyworker's view was saved last.
        met_at: When the keyworker first saw what was shared.
        change_ok, family_ok: What the person agreed to: a wish for everyone, a copy for the family.
        closed_at: When both had signed.
    """

    id: int
    person_id: int
    invitation_id: int
    month: str
    version: int
    begun_at: str
    member_id: int | None
    view_at: str | None
    met_at: str | None
    change_ok: bool
    family_ok: bool
    person_signed_at: str | None
    staff_signed_at: str | None
    signed_by: int | None
    closed_at: str | None


def add(tx: Tx, *, person_id: int, invitation_id: int, month: str, at: str, version: int = 1) -> int:
    """Begins a summary and returns its id."""
    return tx.insert(
        """INSERT INTO summary (person_id, invitation_id, month, version, begun_at)
        VALUES (:person_id, :invitation_id, :month, :version, :at)""",
        person_id=person_id,
        invitation_id=invitation_id,
        month=month,
        version=version,
        at=at,
    )


def get(tx: Tx, summary_id: int) -> Summary | None:
    """One summary, kept from other writers until the turn ends."""
    row = tx.one(f"SELECT {_COLUMNS} FROM summary WHERE id = :id{tx.lock}", id=summary_id)
    return _summary(row) if row else None


def count_signed(tx: Tx, since: str, until: str) -> tuple[int, int]:
    """How many people signed a summary in a time, both days included, and how many summaries that is."""
    row = tx.one(
        """SELECT COUNT(DISTINCT person_id), COUNT(*) FROM summary
        WHERE closed_at >= :since AND SUBSTR(closed_at, 1, 10) <= :until""",
        since=since,
        until=until,
    )
    return (int(row[0]), int(row[1])) if row else (0, 0)


def of_invitation(tx: Tx, invitation_id: int) -> Summary | None:
    """The newest version of an invitation's summary, kept from other writers until the turn ends."""
    sql = f"SELECT {_COLUMNS} FROM summary WHERE invitation_id = :id ORDER BY version DESC LIMIT 1{tx.lock}"
    row = tx.one(sql, id=invitation_id)
    return _summary(row) if row else None


def of_person(tx: Tx, person_id: int) -> tuple[Summary, ...]:
    """Every version of every month, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM summary WHERE person_id = :id ORDER BY month, id", id=person_id)
    return tuple(_summary(row) for row in rows)


def in_month(tx: Tx, month: str) -> dict[int, Summary]:
    """Person → the newest version of their summary of a month."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM summary WHERE month = :month ORDER BY id", month=month)
    return {row[1]: _summary(row) for row in rows}


def stand_in(tx: Tx, summary_id: int, member_id: int) -> None:
    """Notes who makes it in place of the keyworker."""
    _change(tx, summary_id, "member_id = :member", member=member_id)


def put_view(tx: Tx, summary: Summary, view: str, at: str) -> None:
    """Keeps what the keyworker wrote."""
    _change(tx, summary.id, "view = :view, view_at = :at", view=_sealed(tx, summary, "view", view), at=at)


def view_of(tx: Tx, summary: Summary) -> str:
    """What the keyworker wrote, '' where that is nothing or the person was forgotten."""
    return _opened(tx, summary, "view")


def put_wish(tx: Tx, summary: Summary, wish: str) -> None:
    """Keeps what both wish for everyone; '' for nothing."""
    _change(tx, summary.id, "wish = :wish", wish=_sealed(tx, summary, "wish", wish) if wish else None)


def wish_of(tx: Tx, summary: Summary) -> str:
    """What both wish for everyone; '' for nothing."""
    return _opened(tx, summary, "wish")


def meet(tx: Tx, summary_id: int, at: str) -> None:
    """Notes that the keyworker saw what is shared; the first time counts."""
    _change(tx, summary_id, "met_at = COALESCE(met_at, :at)", at=at)


def agree(tx: Tx, summary_id: int, *, change: bool, family: bool) -> None:
    """Keeps what the person agreed to."""
    _change(tx, summary_id, "change_ok = :change, family_ok = :family", change=int(change), family=int(family))


def sign_person(tx: Tx, summary_id: int, at: str | None) -> None:
    """The person signed, or (None) did not after all."""
    _change(tx, summary_id, "person_signed_at = :at", at=at)


def sign_staff(tx: Tx, summary_id: int, member_id: int | None, at: str | None) -> None:
    """The keyworker, or who stands in, signed, or (None) did not after all."""
    _change(tx, summary_id, "staff_signed_at = :at, signed_by = :member", at=at, member=member_id)


def close(tx: Tx, summary_id: int, at: str) -> None:
    """Nothing in it changes any more."""
    _change(tx, summary_id, "closed_at = :at", at=at)


def share(tx: Tx, summary_id: int, answer_ids: Iterable[int], at: str) -> None:
    """Shares exactly these answers, and no others."""
    tx.run("DELETE FROM summary_shared WHERE summary_id = :id", id=summary_id)
    tx.many(
        "INSERT INTO summary_shared (summary_id, answer_id, at) VALUES (:id, :answer, :at)",
        [{"id": summary_id, "answer": answer, "at": at} for answer in sorted(set(answer_ids))],
    )


def shared(tx: Tx, summary_id: int) -> frozenset[int]:
    """The answers that are shared."""
    rows = tx.all("SELECT answer_id FROM summary_shared WHERE summary_id = :id", id=summary_id)
    return frozenset(row[0] for row in rows)


def forget_person(tx: Tx, person_id: int) -> None:
    """Deletes every summary of a person, with promises and wishes."""
    of_theirs = "SELECT id FROM summary WHERE person_id = :id"
    tx.run("DELETE FROM wish WHERE person_id = :id", id=person_id)
    tx.run("DELETE FROM promise WHERE person_id = :id", id=person_id)
    tx.run(f"DELETE FROM summary_shared WHERE summary_id IN ({of_theirs})", id=person_id)
    tx.run("DELETE FROM summary WHERE person_id = :id", id=person_id)


def _change(tx: Tx, summary_id: int, what: str, **values: object) -> None:
    if not tx.run(f"UPDATE summary SET {what} WHERE id = :id", id=summary_id, **values):
        raise unknown("summary")


def _sealed(tx: Tx, summary: Summary, column: str, text: str) -> bytes:
    key = people.data_key(tx, summary.person_id)
    if key is None:
        raise unknown("person")
    return key.seal_text(f"summary.{column}/{summary.id}", text)


def _opened(tx: Tx, summary: Summary, column: str) -> str:
    row = tx.one(f"SELECT {column} FROM summary WHERE id = :id", id=summary.id)
    key = people.data_key(tx, summary.person_id) if row and row[0] else None
    return key.open_text(f"summary.{column}/{summary.id}", row[0]) if row and key else ""


def _summary(row: Row) -> Summary:
    values = (*row[:9], bool(row[9]), bool(row[10]), *row[11:])
    return Summary(*values)
