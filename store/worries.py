"""What someone wants help with. Kept apart from answers, with a key of its own, so that it survives forgetting.

What else is kept of a worry: `store.worry_said`, `store.worry_notes`, `store.worry_hiding`, `store.worry_alerts`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.crypto import DataKey
from store.errors import unknown
from store.tx import Row, Tx

_COLUMNS = """id, service_id, person_id, about_id, session_id, told_at, acknowledged_at, acknowledged_by, file, mime,
    language, origin, kinds, raised_by, source, everywhere, added_at, alerted_from, alerted_at, alerts, escalated_at,
    reached, taken_by, reminded_at, closed_at, closed_by, outcome, part_of, action_id"""
TAP, STAFF, LISTENER, DETECTOR, PUBLIC = "tap", "staff", "listener", "detector", "public"
ORIGINS = (TAP, STAFF, LISTENER, DETECTOR, PUBLIC)


@dataclass(frozen=True, slots=True)
class Worry:
    """A worry without its words.

    Attributes:
        service_id: The service of the one whom it is about, where someone watched another; else of the one who told it.
        person_id: Who told it, or said what was noticed; None, like `session_id`, where nobody did or once that person
            was forgotten.
        about_id: Whom it is about, where that is somebody else; None where nobody is, or once they were forgotten.
        language: Of the talk that it was told in.
        file, mime: A recording or photo, sealed with the worry's own key (see `sound_key`); None where there is none.
        origin: How it came: one of `ORIGINS`.
        kinds: What the detector took it for; see `asking.detecting`.
        raised_by: The member who told it or passed it on; None where nobody on the staff did.
        source: What it was found in, such as `comment/12`; '' for nothing, or once that person was forgotten.
        everywhere: Nobody knows in which service: every lead and deputy hears it, and `service_id` means nothing.
        added_at: When more was said in the same telling; '' where it was all said at once.
        alerted_from, alerted_at: Since when people are told of it, and when they last were; '' before.
        alerts, reached: How often they were told, and how many of them could be reached by a chat or an e-mail.
        escalated_at: When people from outside the house were told; '' before.
        taken_by, reminded_at: The member who has it, where it is one; when they were last reminded of it, '' before.
        closed_at, outcome: Its end; None and '' before.
        part_of: The worry that it was put together with; None where it stands by itself.
        action_id: What is done in the register because of it; None for nothing.
    """

    id: int
    service_id: int
    person_id: int | None
    about_id: int | None
    session_id: int | None
    told_at: str
    acknowledged_at: str | None
    acknowledged_by: str | None
    file: str | None = None
    mime: str | None = None
    language: str = "en"
    origin: str = TAP
    kinds: tuple[str, ...] = ()
    raised_by: int | None = None
    source: str = ""
    everywhere: bool = False
    added_at: str = ""
    alerted_from: str = ""
    alerted_at: str = ""
    alerts: int = 0
    escalated_at: str = ""
    reached: int = 1
    taken_by: int | None = None
    reminded_at: str = ""
    closed_at: str | None = None
    closed_by: str = ""
    outcome: str = ""
    part_of: int | None = None
    action_id: int | None = None

    @property
    def is_photo(self) -> bool:
        """Whether what came with it is a photo."""
        return (self.mime or "").startswith("image/")

    @property
    def about(self) -> str:
        """What its words are sealed for: opened for another worry, or at another moment, they do not open."""
        return f"worry/{self.service_id}/{self.told_at}"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A recording or photo of a worry whose file is on disk: sealed with `key`, which becomes the worry's own."""

    key: DataKey
    file: str
    mime: str


def add(
    tx: Tx,
    *,
    service_id: int,
    person_id: int | None,
    session_id: int | None,
    words: str,
    told_at: str,
    about_id: int | None = None,
    spoken: Spoken | None = None,
    language: str = "en",
    origin: str = TAP,
    kinds: Iterable[str] = (),
    raised_by: int | None = None,
    source: str = "",
    everywhere: bool = False,
) -> int:
    """Keeps a worry, sealed, and returns its id. `words` may be empty. Nobody is told: see `asking.worries`."""
    key, about = spoken.key if spoken else DataKey.new(), f"worry/{service_id}/{told_at}"
    return tx.insert(
        """INSERT INTO worry (service_id, person_id, about_id, session_id, data_key, words, told_at, file, mime,
            language, origin, kinds, raised_by, source, everywhere)
        VALUES (:service_id, :person_id, :about_id, :session_id, :data_key, :words, :told_at, :file, :mime, :language,
            :origin, :kinds, :raised_by, :source, :everywhere)""",
        service_id=service_id,
        person_id=person_id,
        about_id=about_id,
        session_id=session_id,
        data_key=tx.keys.seal_key(about, key),
        words=key.seal_text(about, words),
        told_at=told_at,
        file=spoken.file if spoken else None,
        mime=spoken.mime if spoken else None,
        language=language,
        origin=origin,
        kinds=",".join(kinds),
        raised_by=raised_by,
        source=source,
        everywhere=int(everywhere),
    )


def get(tx: Tx, worry_id: int) -> tuple[Worry, str] | None:
    """One worry and its words. The caller logs that someone read them."""
    row = tx.one(f"SELECT {_COLUMNS}, data_key, words FROM worry WHERE id = :id", id=worry_id)
    if row is None:
        return None
    worry = _worry(row[:-2])
    return worry, tx.keys.open_key(worry.about, row[-2]).open_text(worry.about, row[-1])


def without_words(tx: Tx, worry_id: int) -> Worry | None:
    """One worry, nothing of it opened."""
    row = tx.one(f"SELECT {_COLUMNS} FROM worry WHERE id = :id", id=worry_id)
    return _worry(row) if row else None


def sound_key(tx: Tx, worry: Worry) -> DataKey:
    """The key that a worry's recording, words and notes are sealed with. The caller logs that someone opens them.

    Raises:
        UnknownRow: There is no such worry.
    """
    row = tx.one("SELECT data_key FROM worry WHERE id = :id", id=worry.id)
    if row is None:
        raise unknown("worry")
    return tx.keys.open_key(worry.about, row[0])


def open(tx: Tx) -> tuple[Worry, ...]:  # noqa: A001 - read as worries.open(tx)
    """The worries that nobody has taken, oldest first."""
    return _all(tx, "acknowledged_at IS NULL AND closed_at IS NULL ORDER BY id")


def unfinished(tx: Tx) -> tuple[Worry, ...]:
    """Those that are not closed, taken or not, oldest first."""
    return _all(tx, "closed_at IS NULL ORDER BY id")


def all(tx: Tx) -> tuple[Worry, ...]:  # noqa: A001 - read as worries.all(tx)
    """Every worry, newest first."""
    return _all(tx, "id > 0 ORDER BY id DESC")


def parts(tx: Tx, worry_id: int) -> tuple[Worry, ...]:
    """Those that were put together with this one, oldest first."""
    return _all(tx, "part_of = :whole ORDER BY id", whole=worry_id)


def of_session(tx: Tx, session_id: int) -> tuple[Worry, ...]:
    """What was told or found in one talk, oldest first."""
    return _all(tx, "session_id = :session ORDER BY id", session=session_id)


def of_source(tx: Tx, source: str) -> tuple[Worry, ...]:
    """What was found in one recording, photo, comment or answer, oldest first."""
    return _all(tx, "source = :source ORDER BY id", source=source)


def acknowledge(tx: Tx, worry_id: int, who: str, at: str, *, member_id: int | None = None) -> bool:
    """Notes who has taken the worry on; False if someone already had."""
    sql = """UPDATE worry SET acknowledged_at = :at, acknowledged_by = :who, taken_by = :member, reminded_at = ''
        WHERE id = :id AND acknowledged_at IS NULL AND closed_at IS NULL"""
    return tx.run(sql, id=worry_id, who=who, at=at, member=member_id) == 1


def give_back(tx: Tx, worry_id: int, at: str) -> None:
    """Nobody has it any more: the timetable of alerts begins anew."""
    tx.run(
        """UPDATE worry SET acknowledged_at = NULL, acknowledged_by = NULL, taken_by = NULL, alerted_from = :at,
        alerted_at = '', escalated_at = '' WHERE id = :id""",
        id=worry_id,
        at=at,
    )


def add_kinds(tx: Tx, worry: Worry, kinds: Iterable[str], at: str) -> None:
    """Notes that more was said, and what the detector takes that for."""
    both = ",".join(dict.fromkeys((*worry.kinds, *kinds)))
    tx.run("UPDATE worry SET kinds = :kinds, added_at = :at WHERE id = :id", id=worry.id, kinds=both, at=at)


def close(tx: Tx, worry_id: int, *, outcome: str, who: str, at: str) -> bool:
    """Ends a worry that somebody has; False where nobody has it, or it had ended."""
    sql = """UPDATE worry SET closed_at = :at, closed_by = :who, outcome = :outcome
        WHERE id = :id AND closed_at IS NULL AND acknowledged_at IS NOT NULL"""
    return tx.run(sql, id=worry_id, at=at, who=who, outcome=outcome) == 1


def reopen(tx: Tx, worry_id: int, at: str) -> bool:
    """Opens an ended worry again; whoever had it has it still. False where it had not ended."""
    sql = """UPDATE worry SET closed_at = NULL, closed_by = '', outcome = '', reminded_at = :at
        WHERE id = :id AND closed_at IS NOT NULL AND part_of IS NULL"""
    return tx.run(sql, id=worry_id, at=at) == 1


def put_together(tx: Tx, worry_id: int, whole_id: int, *, who: str, at: str) -> None:
    """Makes one worry a part of another; it ends there, and is read with the other."""
    tx.run("UPDATE worry SET part_of = :whole WHERE part_of = :id", id=worry_id, whole=whole_id)
    tx.run(
        """UPDATE worry SET part_of = :whole, closed_at = :at, closed_by = :who, outcome = 'together',
        acknowledged_at = COALESCE(acknowledged_at, :at), acknowledged_by = COALESCE(acknowledged_by, :who)
        WHERE id = :id""",
        id=worry_id,
        whole=whole_id,
        at=at,
        who=who,
    )


def link_action(tx: Tx, worry_id: int, action_id: int | None) -> None:
    """Notes which action in the register follows from it."""
    tx.run("UPDATE worry SET action_id = :action WHERE id = :id", id=worry_id, action=action_id)


def reminded(tx: Tx, worry_id: int, at: str) -> None:
    """Notes when whoever has it was last reminded."""
    tx.run("UPDATE worry SET reminded_at = :at WHERE id = :id", id=worry_id, at=at)


def unlink_person(tx: Tx, person_id: int) -> None:
    """Keeps a forgotten person's worries, without saying whose they were, and without what was written to them."""
    tx.run("DELETE FROM worry_message WHERE person_id = :id", id=person_id)
    tx.run("UPDATE worry SET person_id = NULL, session_id = NULL, source = '' WHERE person_id = :id", id=person_id)
    tx.run("UPDATE worry SET about_id = NULL WHERE about_id = :id", id=person_id)


def old(tx: Tx, before: str) -> tuple[Worry, ...]:
    """Those that were closed before a moment, for `asking.retention`. One that is open is never old."""
    return _all(tx, "closed_at < :before AND part_of IS NULL ORDER BY id", before=before)


def delete(tx: Tx, worry_id: int) -> tuple[str, ...]:
    """Deletes a worry, all that is kept of it and all that was put together with it; gives the files to delete."""
    files: list[str] = []
    for one in (*(part.id for part in parts(tx, worry_id)), worry_id):
        rows = tx.all("SELECT file FROM worry WHERE id = :id", id=one)
        rows += tx.all("SELECT file FROM worry_said WHERE worry_id = :id", id=one)
        files += [row[0] for row in rows if row[0]]
        for table in ("worry_said", "worry_note", "worry_kept_from", "worry_alert", "worry_opened_to", "worry_message"):
            tx.run(f"DELETE FROM {table} WHERE worry_id = :id", id=one)
        tx.run("DELETE FROM worry WHERE id = :id", id=one)
    return tuple(files)


def _all(tx: Tx, where: str, **values: object) -> tuple[Worry, ...]:
    return tuple(_worry(row) for row in tx.all(f"SELECT {_COLUMNS} FROM worry WHERE {where}", **values))


def _worry(row: Row) -> Worry:
    before, (kinds, raised_by, source, everywhere), after = row[:12], row[12:16], row[16:]
    split = tuple(one for one in kinds.split(",") if one)
    return Worry(*(*before, split, raised_by, source, bool(everywhere), *after))
