"""What changed because of what people said: 'you said', 'we did'. Its words are sealed; who said it is kept apart."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Final

from store.errors import unknown
from store.tx import Row, Tx

DRAFT: Final = "draft"
PUBLISHED: Final = "published"
WITHDRAWN: Final = "withdrawn"
REPLACED: Final = "replaced"
_COLUMNS = """id, service_id, standards, action_id, wish_id, unknowable, state, made_at, made_by, published_at,
    published_by, tell_after, withdrawn_at, waits, corrects, body"""


@dataclass(frozen=True, slots=True)
class Text:
    """The two sentences, in one language."""

    said: str
    did: str


@dataclass(frozen=True, slots=True)
class NewChange:
    """What is written of a change.

    Attributes:
        service_id: Where it changed; 0 for everywhere.
        said, did: What people said and what was done, in easy read.
        picture: Id of a picture, built in or the provider's own; '' for none.
        standards: Ids of what it is about.
        action_id, wish_id: What it came from, if that is known.
        unknowable: The writer says that nobody can be recognised in it.
        corrects: The change that was wrong, where this one is written anew.
    """

    said: str
    did: str
    service_id: int = 0
    picture: str = ""
    standards: tuple[str, ...] = ()
    action_id: int | None = None
    wish_id: int | None = None
    unknowable: bool = False
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change; see `NewChange`.

    Attributes:
        state: `draft`, `published`, `withdrawn`, or `replaced` by one that was written anew.
        tell_after: From when people may be told, once it is published.
        waits: Whoever reads a language that it is not written in is told once it is; else they get it in English.
    """

    id: int
    service_id: int
    said: str
    did: str
    picture: str
    standards: tuple[str, ...]
    action_id: int | None
    wish_id: int | None
    unknowable: bool
    state: str
    made_at: str
    made_by: str
    published_at: str | None
    published_by: str
    tell_after: str | None
    withdrawn_at: str | None
    waits: bool = False
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """A change in another language. `checked_by` is who vouches for it; '' for a draft. `at` is when it was written."""

    language: str
    text: Text
    checked_by: str
    at: str = ""


def add(tx: Tx, new: NewChange, *, at: str, by: str) -> int:
    """Adds a draft and returns its id."""
    change_id = tx.insert(
        """INSERT INTO change (service_id, standards, action_id, wish_id, unknowable, state, made_at, made_by, corrects)
        VALUES (:service, :standards, :action, :wish, :unknowable, :state, :at, :by, :corrects)""",
        **_plain(new),
        corrects=new.corrects,
        state=DRAFT,
        at=at,
        by=by,
    )
    _seal(tx, change_id, new)
    return change_id


def edit(tx: Tx, change_id: int, new: NewChange) -> bool:
    """Writes a draft anew; False where it is no draft any more: what people were told stays as it was."""
    sql = """UPDATE change SET service_id = :service, standards = :standards, action_id = :action, wish_id = :wish,
        unknowable = :unknowable WHERE id = :id AND state = :state"""
    if not tx.run(sql, **_plain(new), id=change_id, state=DRAFT):
        return False
    _seal(tx, change_id, new)
    return True


def get(tx: Tx, change_id: int) -> Change | None:
    """One change."""
    row = tx.one(f"SELECT {_COLUMNS} FROM change WHERE id = :id", id=change_id)
    return _change(tx, row) if row else None


def hold(tx: Tx, change_id: int) -> Change:
    """One change, kept from other writers until the turn ends.

    Raises:
        UnknownRow: There is none.
    """
    row = tx.one(f"SELECT {_COLUMNS} FROM change WHERE id = :id{tx.lock}", id=change_id)
    if row is None:
        raise unknown("change")
    return _change(tx, row)


def all(tx: Tx) -> tuple[Change, ...]:  # noqa: A001 - read as changes.all(tx)
    """Every change, the newest first."""
    return tuple(_change(tx, row) for row in tx.all(f"SELECT {_COLUMNS} FROM change ORDER BY id DESC"))


def published(tx: Tx, since: str, until: str) -> tuple[Change, ...]:
    """What was published from one day to another, both included, and not withdrawn; the newest first."""
    rows = tx.all(
        f"""SELECT {_COLUMNS} FROM change WHERE state = :state AND substr(published_at, 1, 10) >= :since
        AND substr(published_at, 1, 10) <= :until ORDER BY published_at DESC, id DESC""",
        state=PUBLISHED,
        since=since[:10],
        until=until[:10],
    )
    return tuple(_change(tx, row) for row in rows)


def of_actions(tx: Tx) -> dict[int, tuple[Change, ...]]:
    """What was published of each action, and not withdrawn: id of the action → its changes, the oldest first."""
    found: dict[int, tuple[Change, ...]] = {}
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM change WHERE state = :state AND action_id IS NOT NULL ORDER BY id", state=PUBLISHED
    )
    for one in (_change(tx, row) for row in rows):
        found[one.action_id or 0] = (*found.get(one.action_id or 0, ()), one)
    return found


def of_action(tx: Tx, action_id: int) -> tuple[Change, ...]:
    """Everything that was written of an action, drafts too, the oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM change WHERE action_id = :id ORDER BY id", id=action_id)
    return tuple(_change(tx, row) for row in rows)


def of_wishes(tx: Tx) -> dict[int, tuple[Change, ...]]:
    """Everything that was written of each wish, drafts too: id of the wish → its changes, the oldest first."""
    found: dict[int, tuple[Change, ...]] = {}
    rows = tx.all(f"SELECT {_COLUMNS} FROM change WHERE wish_id IS NOT NULL ORDER BY id")
    for one in (_change(tx, row) for row in rows):
        found[one.wish_id or 0] = (*found.get(one.wish_id or 0, ()), one)
    return found


def to_tell(tx: Tx, now: str) -> tuple[int, ...]:
    """Ids of what is published and may be told by now."""
    rows = tx.all(
        "SELECT id FROM change WHERE state = :state AND tell_after <= :now ORDER BY id", state=PUBLISHED, now=now
    )
    return tuple(row[0] for row in rows)


def publish(tx: Tx, change_id: int, *, at: str, by: str, tell_after: str, waits: bool = False) -> bool:
    """Publishes a draft, or what was withdrawn; False where it is published already, or another has its place."""
    sql = """UPDATE change SET state = :new, published_at = :at, published_by = :by, tell_after = :after,
        withdrawn_at = NULL, waits = :waits WHERE id = :id AND state IN (:draft, :withdrawn)"""
    state = {"new": PUBLISHED, "draft": DRAFT, "withdrawn": WITHDRAWN}
    return tx.run(sql, id=change_id, **state, at=at, by=by, after=tell_after, waits=int(waits)) == 1


def corrections(tx: Tx, change_id: int) -> tuple[Change, ...]:
    """What was written anew in place of a change, drafts too, the oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM change WHERE corrects = :id ORDER BY id", id=change_id)
    return tuple(_change(tx, row) for row in rows)


def replace(tx: Tx, change_id: int) -> None:
    """Another has its place from now on: it stands nowhere, and nobody is told of it any more."""
    sql = "UPDATE change SET state = :new WHERE id = :id AND state = :old"
    tx.run(sql, id=change_id, new=REPLACED, old=PUBLISHED)


def restore(tx: Tx, change_id: int) -> None:
    """The other was undone: it stands as before."""
    sql = "UPDATE change SET state = :new WHERE id = :id AND state = :old"
    tx.run(sql, id=change_id, new=PUBLISHED, old=REPLACED)


def withdraw(tx: Tx, change_id: int, at: str) -> bool:
    """Takes a published change back; False where it is not published.

    Where nobody was told yet it becomes a draft again, as if nothing had been.
    """
    known = tx.one("SELECT 1 FROM change_told WHERE change_id = :id", id=change_id)
    sql = "UPDATE change SET state = :new, withdrawn_at = :at, tell_after = NULL WHERE id = :id AND state = :old"
    new = (WITHDRAWN, at) if known else (DRAFT, None)
    return tx.run(sql, id=change_id, new=new[0], at=new[1], old=PUBLISHED) == 1


def translate(tx: Tx, change_id: int, language: str, text: Text, *, checked_by: str, at: str) -> None:
    """Writes a change in another language, in place of what was there; without any words it goes away."""
    tx.run("DELETE FROM change_words WHERE change_id = :id AND language = :language", id=change_id, language=language)
    if not text.said and not text.did:
        return
    tx.run(
        """INSERT INTO change_words (change_id, language, body, checked_by, at)
        VALUES (:id, :language, :body, :by, :at)""",
        id=change_id,
        language=language,
        body=tx.keys.seal(_about_words(change_id, language), json.dumps(asdict(text)).encode()),
        by=checked_by,
        at=at,
    )


def translations(tx: Tx, change_id: int) -> tuple[Translation, ...]:
    """A change in its other languages."""
    rows = tx.all(
        "SELECT language, body, checked_by, at FROM change_words WHERE change_id = :id ORDER BY language", id=change_id
    )
    return tuple(
        Translation(row[0], Text(**json.loads(tx.keys.open(_about_words(change_id, row[0]), row[1]))), row[2], row[3])
        for row in rows
    )


def _plain(new: NewChange) -> dict[str, object]:
    return {
        "service": new.service_id,
        "standards": json.dumps(new.standards),
        "action": new.action_id,
        "wish": new.wish_id,
        "unknowable": int(new.unknowable),
    }


def _seal(tx: Tx, change_id: int, new: NewChange) -> None:
    clear = json.dumps({"said": new.said, "did": new.did, "picture": new.picture}).encode()
    tx.run("UPDATE change SET body = :body WHERE id = :id", id=change_id, body=tx.keys.seal(_about(change_id), clear))


def _change(tx: Tx, row: Row) -> Change:
    body = json.loads(tx.keys.open(_about(row[0]), row[15]))
    rest = (row[3], row[4], bool(row[5]), *row[6:13], bool(row[13]), row[14])
    return Change(row[0], row[1], body["said"], body["did"], body["picture"], tuple(json.loads(row[2])), *rest)


def _about(change_id: int) -> str:
    return f"change/{change_id}"


def _about_words(change_id: int, language: str) -> str:
    return f"change_words/{change_id}/{language}"
