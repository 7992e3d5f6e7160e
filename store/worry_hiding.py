"""From whom a worry is kept, because it is about them, and who may open it although they work for no service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from store import worries
from store.tx import Tx
from store.worries import Worry

PICKED, NAMED, LED = "picked", "named", "led"
"""The one who told it said so; their name stands in the words; a lead decided it."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Somebody from whom a worry is kept.

    Attributes:
        why: `PICKED`, `NAMED` or `LED`.
        lifted_at: When someone found that it is not about them; None while it is kept from them.
    """

    hashed: str
    name: str
    why: str
    at: str
    lifted_at: str | None


def keep_from(tx: Tx, worry: Worry, who: Mapping[str, str], *, why: str, at: str) -> None:
    """Keeps a worry from people until `lift`. What was lifted stays lifted, unless a lead says so.

    Args:
        tx: The transaction.
        worry: Which.
        who: What they are known by (see `known_by`) → their name.
        why: `PICKED`, `NAMED` or `LED`.
        at: When.
    """
    key = worries.sound_key(tx, worry)
    for known, name in who.items():
        tx.run(
            """INSERT INTO worry_kept_from (worry_id, hashed, name, why, at)
            VALUES (:worry, :hashed, :name, :why, :at)
            ON CONFLICT (worry_id, hashed) DO UPDATE SET
            lifted_at = CASE WHEN excluded.why = 'led' THEN NULL ELSE worry_kept_from.lifted_at END""",
            worry=worry.id,
            hashed=_hashed(tx, known),
            name=key.seal_text(f"worry_kept_from/{worry.id}", name),
            why=why,
            at=at,
        )


def lift(tx: Tx, worry: Worry, name: str, at: str) -> bool:
    """It is not about this one after all; False where it was not kept from them."""
    found = [one.hashed for one in of(tx, worry) if one.name == name and one.lifted_at is None]
    for hashed in found:
        sql = "UPDATE worry_kept_from SET lifted_at = :at WHERE worry_id = :worry AND hashed = :hashed"
        tx.run(sql, worry=worry.id, hashed=hashed, at=at)
    return bool(found)


def of(tx: Tx, worry: Worry) -> tuple[Hidden, ...]:
    """From whom it is or was kept."""
    rows = tx.all(
        "SELECT hashed, name, why, at, lifted_at FROM worry_kept_from WHERE worry_id = :id ORDER BY at, hashed",
        id=worry.id,
    )
    key, about = worries.sound_key(tx, worry) if rows else None, f"worry_kept_from/{worry.id}"
    return tuple(Hidden(row[0], key.open_text(about, row[1]), row[2], row[3], row[4]) for row in rows if key)


def kept_from(tx: Tx, known: Iterable[str]) -> frozenset[int]:
    """The worries that are kept from someone, by all that they are known by."""
    found: set[int] = set()
    for one in known:
        sql = "SELECT worry_id FROM worry_kept_from WHERE hashed = :hashed AND lifted_at IS NULL"
        found |= {row[0] for row in tx.all(sql, hashed=_hashed(tx, one))}
    return frozenset(found)


def known_by(name: str, member_id: int | None = None) -> tuple[str, ...]:
    """What somebody is known by: a name, since not all who are told sign in, and a number, since names change."""
    plain = f"name/{' '.join(name.split()).casefold()}"
    return (plain,) if member_id is None else (plain, f"member/{member_id}")


def open_to(tx: Tx, worry_id: int, member_id: int, at: str) -> None:
    """Lets a member open one worry, who works for no service."""
    tx.run(
        """INSERT INTO worry_opened_to (worry_id, member_id, at) VALUES (:worry, :member, :at)
        ON CONFLICT (worry_id, member_id) DO NOTHING""",
        worry=worry_id,
        member=member_id,
        at=at,
    )


def opened_to(tx: Tx, member_id: int) -> frozenset[int]:
    """The worries that a member may open although they work for no service."""
    rows = tx.all("SELECT worry_id FROM worry_opened_to WHERE member_id = :member", member=member_id)
    return frozenset(row[0] for row in rows)


def _hashed(tx: Tx, known: str) -> str:
    return tx.keys.sign("worry-kept-from", known).hex()[:32]
