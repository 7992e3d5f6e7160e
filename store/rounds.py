"""The periods in which people are asked: what is asked of whom, from when to when, and what comes after."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from store.errors import unknown
from store.rows import packed, unpacked
from store.tx import Row, Tx

_COLUMNS = "id, name, opens_on, closes_on, kind, code, areas, services, audiences, every, follows, closed_at"


class Kind(StrEnum):
    """What people are asked for."""

    TALK = "talk"
    """A short talk: a few questions of each area."""
    SURVEY = "survey"
    """The same talk, of everyone, once a year."""
    SUMMARY = "summary"
    """What a person and their keyworker write down together each month."""
    LADDERS = "ladders"
    """Staff and managers rate how far their organisation is."""


class Every(StrEnum):
    """How often a round comes again."""

    ONCE = "once"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Round:
    """A period, both days included, as `2026-11-22`.

    Attributes:
        code: Id of the code; '' for the one that the program has.
        areas: Area ids; empty for all.
        services: Service ids; empty for all, later ones too.
        audiences: Who is asked; empty for all.
        follows: The round before in a series.
        closed_at: When it ended, by hand or after its last day; None while people can be invited to it.
    """

    id: int
    name: str
    opens_on: str
    closes_on: str
    kind: Kind = Kind.TALK
    code: str = ""
    areas: tuple[str, ...] = ()
    services: tuple[int, ...] = ()
    audiences: tuple[str, ...] = ()
    every: Every = Every.ONCE
    follows: int | None = None
    closed_at: str | None = None

    def asks(self, service_id: int, audience: str) -> bool:
        """Whether people of this audience are asked in this service."""
        return (not self.services or service_id in self.services) and (not self.audiences or audience in self.audiences)

    @property
    def is_talk(self) -> bool:
        """Whether it asks people about their support: what gives evidence on standards in each round."""
        return self.kind in {Kind.TALK, Kind.SURVEY}

    def is_of(self, *, summary: bool) -> bool:
        """Whether it is a round of monthly summaries, or else one of talks. Ladders are neither."""
        return self.kind is Kind.SUMMARY if summary else self.is_talk

    def is_open(self, day: str) -> bool:
        """Whether people can be invited to it on a day."""
        return self.closed_at is None and self.opens_on <= day <= self.closes_on

    @property
    def closed_early(self) -> bool:
        """Whether somebody closed it before its last day was over."""
        return self.closed_at is not None and self.closed_at[:10] <= self.closes_on


def add(
    tx: Tx,
    *,
    name: str,
    opens_on: str,
    closes_on: str,
    kind: str = Kind.TALK,
    code: str = "",
    areas: tuple[str, ...] = (),
    services: tuple[int, ...] = (),
    audiences: tuple[str, ...] = (),
    every: str = Every.ONCE,
    follows: int | None = None,
) -> int:
    """Adds a round and returns its id. Attributes as in `Round`.

    Raises:
        Refused: Another round follows that one already.
    """
    return tx.insert(
        """INSERT INTO round (name, opens_on, closes_on, kind, code, areas, services, audiences, every, follows)
        VALUES (:name, :opens_on, :closes_on, :kind, :code, :areas, :services, :audiences, :every, :follows)""",
        name=name,
        opens_on=opens_on,
        closes_on=closes_on,
        kind=kind,
        code=code,
        areas=packed(areas),
        services=packed(tuple(str(one) for one in services)),
        audiences=packed(audiences),
        every=every,
        follows=follows,
    )


def get(tx: Tx, round_id: int) -> Round | None:
    """One round, kept from other writers until the turn ends."""
    row = tx.one(f"SELECT {_COLUMNS} FROM round WHERE id = :id{tx.lock}", id=round_id)
    return _round(row) if row else None


def all(tx: Tx) -> tuple[Round, ...]:  # noqa: A001 - read as rounds.all(tx)
    """Every round, earliest first."""
    return tuple(_round(row) for row in tx.all(f"SELECT {_COLUMNS} FROM round ORDER BY opens_on, id"))


def open_on(tx: Tx, day: str) -> tuple[Round, ...]:
    """The rounds to which people can be invited on a day, the one that opened last first."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM round WHERE opens_on <= :day AND closes_on >= :day AND closed_at IS NULL
        ORDER BY opens_on DESC, id DESC""",
        day=day,
    )
    return tuple(_round(row) for row in rows)


def on(tx: Tx, day: str) -> Round | None:
    """The round of talks that opened last of those that are open on a day.

    Who invites someone asks `asking.rounds.open_for`: a round may ask in other services, or other people.
    """
    return next((one for one in open_on(tx, day) if one.is_talk), None)


def past_their_end(tx: Tx, day: str) -> tuple[Round, ...]:
    """The rounds whose last day was before this one, and which nobody has closed."""
    sql = f"SELECT {_COLUMNS} FROM round WHERE closes_on < :day AND closed_at IS NULL ORDER BY id{tx.lock}"
    return tuple(_round(row) for row in tx.all(sql, day=day))


def to_be_followed(tx: Tx) -> tuple[Round, ...]:
    """The closed rounds that come again, and that no round follows yet."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM round WHERE every <> 'once' AND closed_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM round later WHERE later.follows = round.id) ORDER BY id{tx.lock}"""
    )
    return tuple(_round(row) for row in rows)


def after(tx: Tx, round_id: int) -> Round | None:
    """The round that follows this one in its series, if it was made."""
    row = tx.one(f"SELECT {_COLUMNS} FROM round WHERE follows = :id", id=round_id)
    return _round(row) if row else None


def change(tx: Tx, round_id: int, **values: Any) -> None:
    """Changes name, days, areas, services, audiences or how often it comes again.

    Raises:
        UnknownRow: There is no such round.
    """
    values |= {name: packed(tuple(str(one) for one in values[name])) for name in _LISTS & values.keys()}
    columns = ", ".join(f"{name} = :{name}" for name in sorted(values.keys() & _CHANGED))
    if not tx.run(f"UPDATE round SET {columns} WHERE id = :id", id=round_id, **values):
        raise unknown("round")


_LISTS = {"areas", "services", "audiences"}
_CHANGED = _LISTS | {"name", "opens_on", "closes_on", "every"}


def close(tx: Tx, round_id: int, at: str) -> bool:
    """Notes that a round has ended; False where it had."""
    return tx.run("UPDATE round SET closed_at = :at WHERE id = :id AND closed_at IS NULL", id=round_id, at=at) == 1


def reopen(tx: Tx, round_id: int) -> None:
    """People can be invited to it again."""
    tx.run("UPDATE round SET closed_at = NULL, scored_at = NULL WHERE id = :id", id=round_id)


def is_closed(tx: Tx, round_id: int) -> bool:
    """Whether a round has ended: its results stay as they are."""
    return tx.one("SELECT 1 FROM round WHERE id = :id AND closed_at IS NOT NULL", id=round_id) is not None


def anybody_asked(tx: Tx, round_id: int) -> bool:
    """Whether anybody was invited, or is to be watched, or is noted as not asked in it."""
    row = tx.one(
        """SELECT 1 FROM round r WHERE r.id = :id AND (
        EXISTS (SELECT 1 FROM invitation i WHERE i.round_id = r.id)
        OR EXISTS (SELECT 1 FROM observation o WHERE o.round_id = r.id))""",
        id=round_id,
    )
    return row is not None


def with_anybody(tx: Tx) -> frozenset[int]:
    """The rounds in which anybody was invited."""
    rows = tx.all("SELECT id FROM round r WHERE EXISTS (SELECT 1 FROM invitation i WHERE i.round_id = r.id)")
    return frozenset(row[0] for row in rows)


def remove(tx: Tx, round_id: int) -> None:
    """Deletes a round in which nobody was asked, with why people were not asked in it.

    Raises:
        Refused: Somebody was asked.
    """
    tx.run("DELETE FROM not_asked WHERE round_id = :id", id=round_id)
    tx.run("DELETE FROM round WHERE id = :id", id=round_id)


def hold(tx: Tx, round_id: int) -> None:
    """Keeps other writers from the results of a round until the turn ends."""
    if tx.lock:
        tx.one("SELECT id FROM round WHERE id = :id" + tx.lock, id=round_id)


def _round(row: Row) -> Round:
    number, name, opens_on, closes_on, kind, code, areas, services, audiences, every, follows, closed_at = row
    return Round(
        number,
        name,
        opens_on,
        closes_on,
        Kind(kind),
        code,
        unpacked(areas),
        tuple(int(one) for one in unpacked(services)),
        unpacked(audiences),
        Every(every),
        follows,
        closed_at,
    )
