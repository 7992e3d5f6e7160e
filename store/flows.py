"""What talks were started on, kept for good: the packs, and for each flow which prompts of which pack."""

from __future__ import annotations

from store.tx import Tx


def keep(tx: Tx, flow_id: str, body: str) -> None:
    """Keeps a flow. Its id is a hash of its body, so one that is there already is the same."""
    tx.run("INSERT INTO flow (id, body) VALUES (:id, :body) ON CONFLICT (id) DO NOTHING", id=flow_id, body=body)


def body(tx: Tx, flow_id: str) -> str | None:
    """The flow's stored text."""
    row = tx.one("SELECT body FROM flow WHERE id = :id", id=flow_id)
    return row[0] if row else None


def keep_pack(tx: Tx, pack_id: str, body: str) -> None:
    """Keeps a pack. Its id is a hash of its body, so one that is there already is the same."""
    if tx.one("SELECT 1 FROM pack WHERE id = :id", id=pack_id) is None:  # a pack is long: look before sending it
        tx.run("INSERT INTO pack (id, body) VALUES (:id, :body) ON CONFLICT (id) DO NOTHING", id=pack_id, body=body)


def pack(tx: Tx, pack_id: str) -> str | None:
    """The pack's stored text."""
    row = tx.one("SELECT body FROM pack WHERE id = :id", id=pack_id)
    return row[0] if row else None


def newest(tx: Tx, *, round_id: int, audience: str, most: int) -> tuple[str, ...]:
    """The stored flows of the newest talks of an audience in a round; talks of observers are under `observer`."""
    rows = tx.all(
        """SELECT f.body FROM session s JOIN invitation i ON i.id = s.invitation_id
        JOIN person p ON p.id = s.person_id JOIN flow f ON f.id = s.flow_id
        WHERE i.round_id = :round_id AND
        CASE WHEN i.observation_id IS NULL THEN p.audience ELSE 'observer' END = :audience
        ORDER BY s.id DESC LIMIT :most""",
        round_id=round_id,
        audience=audience,
        most=most,
    )
    return tuple(row[0] for row in rows)
