"""What is older than its period: found, counted and deleted, a bounded number of rows at a time.

Every function takes `before` (a stamp: what is older goes), `held` (people of whom nothing is deleted) and `most`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from store import access_log, media, people
from store import experts as kept_experts
from store import noticed as finds
from store import worries as kept_worries
from store.rows import listed
from store.tx import Tx

Found = tuple[int, ...]
_QUOTED = """EXISTS (SELECT 1 FROM record r WHERE r.from_kind = 'answer' AND r.from_id = a.id AND r.removed_at IS NULL
    AND r.taken_back_at IS NULL AND r.naming <> 'no')"""
"""Words that stand in a record with the person's yes are kept as long as the record."""


@dataclass(frozen=True, slots=True)
class Period:
    """How long a kind is kept, where the provider has chosen.

    Attributes:
        days: How long.
        was_days: How long until then; it holds until `waits_until`.
    """

    kind: str
    days: int
    was_days: int
    waits_until: str
    who: str
    at: str


def periods(tx: Tx) -> dict[str, Period]:
    """What the provider has chosen, by kind."""
    rows = tx.all("SELECT kind, days, was_days, waits_until, who, at FROM retention_period")
    return {row[0]: Period(*row) for row in rows}


def keep_period(tx: Tx, period: Period) -> None:
    """Keeps a period, in place of any before."""
    tx.run(
        """INSERT INTO retention_period (kind, days, was_days, waits_until, who, at)
        VALUES (:kind, :days, :was_days, :waits_until, :who, :at)
        ON CONFLICT (kind) DO UPDATE SET days = excluded.days, was_days = excluded.was_days,
        waits_until = excluded.waits_until, who = excluded.who, at = excluded.at""",
        kind=period.kind,
        days=period.days,
        was_days=period.was_days,
        waits_until=period.waits_until,
        who=period.who,
        at=period.at,
    )


def note(tx: Tx, *, kind: str, gone: int, at: str) -> None:
    """Notes how much a rule deleted: a number, nothing else."""
    tx.run("INSERT INTO retention_log (at, kind, gone) VALUES (:at, :kind, :gone)", at=at, kind=kind, gone=gone)


def log(tx: Tx, limit: int = 50) -> tuple[tuple[str, str, int], ...]:
    """What the rules deleted lately, the newest first: when, what kind, how much."""
    rows = tx.all("SELECT at, kind, gone FROM retention_log ORDER BY id DESC LIMIT :limit", limit=limit)
    return tuple((row[0], row[1], row[2]) for row in rows)


def words(tx: Tx, before: str, held: frozenset[int], most: int) -> Found:
    """Answers whose words somebody read before that. Nothing that nobody has read, and nothing that is quoted."""
    return _ids(
        tx,
        f"""SELECT a.id FROM answer a WHERE a.words IS NOT NULL AND a.heard_at < :before AND NOT {_QUOTED}
        AND a.person_id NOT IN ({{held}}) ORDER BY a.id LIMIT :most""",
        before, held, most,
    )  # fmt: skip


def empty_words(tx: Tx, ids: Found) -> None:
    """Deletes words; the answers stay and count."""
    tx.many("UPDATE answer SET words = NULL WHERE id = :id", [{"id": one} for one in ids])


def comments(tx: Tx, before: str, held: frozenset[int], most: int) -> Found:
    """Words beside answers that somebody read before that."""
    return _ids(
        tx,
        """SELECT id FROM comment WHERE words IS NOT NULL AND media_id IS NULL AND heard_at < :before
        AND person_id NOT IN ({held}) ORDER BY id LIMIT :most""",
        before, held, most,
    )  # fmt: skip


def delete_comments(tx: Tx, ids: Found) -> None:
    """Deletes them: nothing counts them."""
    tx.many("DELETE FROM comment WHERE id = :id", [{"id": one} for one in ids])


def recordings(tx: Tx, before: str, held: frozenset[int], most: int) -> Found:
    """Recordings and photos that somebody heard or saw before that."""
    return _ids(
        tx,
        """SELECT id FROM media WHERE heard_at < :before AND person_id NOT IN ({held})
        ORDER BY id LIMIT :most""",
        before, held, most,
    )  # fmt: skip


def delete_recordings(tx: Tx, ids: Found) -> tuple[str, ...]:
    """Deletes them with what was heard in them; the answers stay and count. Returns the files to delete."""
    found = [one for number in ids if (one := media.get(tx, number))]
    for one in found:
        tx.run("UPDATE answer SET media_id = NULL WHERE media_id = :id", id=one.id)
        tx.run("DELETE FROM comment WHERE media_id = :id", id=one.id)
        media.delete(tx, one.id)
    return tuple(one.file for one in found)


def drafts(tx: Tx, before: str, held: frozenset[int], most: int) -> Found:
    """Machines' drafts of what a recording says, once a person has written what it really says."""
    return _ids(
        tx,
        """SELECT media_id FROM transcript WHERE draft IS NOT NULL AND made_by <> '' AND confirmed_at < :before
        AND media_id NOT IN (SELECT id FROM media WHERE person_id IN ({held})) ORDER BY media_id LIMIT :most""",
        before, held, most,
    )  # fmt: skip


def empty_drafts(tx: Tx, ids: Found) -> None:
    """Deletes drafts; what a person confirmed stays with the recording, beside an empty draft of nobody's."""
    for one in ids:
        recording = media.get(tx, one)
        key = people.data_key(tx, recording.person_id) if recording else None
        empty = key.seal_text(f"transcript.draft/{one}", "") if key else None
        tx.run("UPDATE transcript SET draft = :draft, made_by = '' WHERE media_id = :id", id=one, draft=empty)


def links(tx: Tx, before: str, held: frozenset[int], most: int) -> Found:
    """Invitations that ran out before that, and that nobody answered."""
    return _ids(
        tx,
        """SELECT id FROM invitation WHERE expires_at < :before AND (revoked_at IS NULL OR sent_by <> '')
        AND NOT EXISTS (SELECT 1 FROM session s WHERE s.invitation_id = invitation.id)
        AND person_id NOT IN ({held}) ORDER BY id LIMIT :most""",
        before, held, most,
    )  # fmt: skip


def end_links(tx: Tx, ids: Found, at: str) -> None:
    """Ends them for good and deletes who sent them and when someone was reminded. That somebody was asked stays."""
    rows = [{"id": one, "at": at} for one in ids]
    tx.many("DELETE FROM reminder WHERE invitation_id = :id", [{"id": one} for one in ids])
    tx.many("UPDATE invitation SET revoked_at = COALESCE(revoked_at, :at), sent_by = '' WHERE id = :id", rows)


def left(tx: Tx, before: str, held: frozenset[int], most: int) -> Found:
    """People who left before that and are not forgotten."""
    return _ids(
        tx,
        """SELECT id FROM person WHERE stopped_at < :before AND forgotten_at IS NULL AND id NOT IN ({held})
        ORDER BY id LIMIT :most""",
        before, held, most,
    )  # fmt: skip


def worries(tx: Tx, before: str, held: frozenset[int], most: int) -> Found:
    """Worries that were closed before that; those that belong to another go with it. An open one is never old."""
    return _ids(
        tx,
        """SELECT id FROM worry WHERE closed_at < :before AND part_of IS NULL
        AND COALESCE(person_id, 0) NOT IN ({held}) AND COALESCE(about_id, 0) NOT IN ({held})
        ORDER BY id LIMIT :most""",
        before, held, most,
    )  # fmt: skip


def delete_worries(tx: Tx, ids: Found) -> tuple[str, ...]:
    """Deletes worries with all that belongs to them. Returns the files to delete."""
    return tuple(file for one in ids for file in kept_worries.delete(tx, one))


def looks(tx: Tx, before: str, held: frozenset[int], most: int) -> Found:
    """Notes of who looked, the oldest first: they are one chain, out of which none in the middle can go.

    Of those who are held nothing goes. What was noted before the program knew any of them is about none of them. All
    that was noted since may be, in words or by a worry's number, and so it stays, of everybody.
    """
    names, values = listed(tuple(sorted(held)), "held")
    row = tx.one(f"SELECT MIN(created_at) FROM person WHERE id IN ({names})", **values)
    until = min(before, row[0]) if row and row[0] else before
    sql = "SELECT id FROM access_log WHERE at < :until ORDER BY id LIMIT :most"
    return tuple(one[0] for one in tx.all(sql, until=until, most=most))


def delete_looks(tx: Tx, ids: Found) -> None:
    """Deletes the oldest notes, up to the last of these, and marks where the chain begins then.

    Raises:
        Tampered: They are not as they were written: then they stay, so that someone can look.
    """
    row = tx.one("SELECT MIN(at) FROM access_log WHERE id > :last", last=ids[-1])
    last = tx.one("SELECT at FROM access_log WHERE id = :last", last=ids[-1])
    after = row[0] if row and row[0] else "9"
    access_log.prune(tx, after if last and after > last[0] else last[0] if last else after)


def arrived(tx: Tx, before: str, _held: frozenset[int], most: int) -> Found:
    """What came in from chats and was handled before that; it is empty by then, but for what was put aside."""
    return _ids(
        tx, "SELECT id FROM inbox WHERE handled_at < :before ORDER BY id LIMIT :most", before, frozenset(), most
    )


def sent(tx: Tx, before: str, _held: frozenset[int], most: int) -> Found:
    """What went out before that; it is empty by then."""
    return _ids(tx, "SELECT id FROM outbox WHERE done_at < :before ORDER BY id LIMIT :most", before, frozenset(), most)


def experts(tx: Tx, before: str, held: frozenset[int], most: int) -> Found:
    """Experts by experience who were asked before that, with what they said; not of those who are held."""
    return _ids(
        tx,
        """SELECT id FROM expert WHERE made_at < :before AND (person_id IS NULL OR person_id NOT IN ({held}))
        ORDER BY id LIMIT :most""",
        before, held, most,
    )  # fmt: skip


def delete_experts(tx: Tx, ids: Found) -> None:
    """Deletes what they said, and that they were asked."""
    for number in ids:
        kept_experts.delete(tx, number)


def noticed(tx: Tx, before: str, held: frozenset[int], most: int) -> Found:
    """Worries whose finds in texts are older than that, once those texts are gone."""
    return tuple(islice(finds.out_of_date(tx, before, held), most))


def delete_noticed(tx: Tx, ids: Found) -> None:
    """Deletes what was found; the worries stay."""
    finds.forget(tx, ids)


def delete(tx: Tx, table: str, ids: Found) -> None:
    """Deletes rows of a table that nothing else points to."""
    tx.many(f"DELETE FROM {table} WHERE id = :id", [{"id": one} for one in ids])


def _ids(tx: Tx, sql: str, before: str, held: frozenset[int], most: int) -> Found:
    names, values = listed(tuple(sorted(held)), "held")
    # An empty list would make NOT IN (NULL) true of nobody.
    return tuple(
        row[0] for row in tx.all(sql.replace("{held}", names if held else "-1"), before=before, most=most, **values)
    )
