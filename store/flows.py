"""Every flow that a session was started on, kept for good: the session goes on with that one."""

from __future__ import annotations

from store.tx import Tx


def keep(tx: Tx, flow_id: str, body: str) -> None:
    """Keeps a flow. Its id is a hash of its body, so one that is there already is the same."""
    tx.run("INSERT INTO flow (id, body) VALUES (:id, :body) ON CONFLICT (id) DO NOTHING", id=flow_id, body=body)


def body(tx: Tx, flow_id: str) -> str | None:
    """The flow's stored text."""
    row = tx.one("SELECT body FROM flow WHERE id = :id", id=flow_id)
    return row[0] if row else None
