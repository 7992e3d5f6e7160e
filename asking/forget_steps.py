"""Forgetting in steps: somebody asks for it, for some days it can be undone, then it is done, whatever dies meanwhile.

1. `ask` notes it with a day. Nothing is gone yet.
2. `undo`, by the person or by staff, takes the note back.
3. From that day on `begin` does all of it in one transaction, and notes which files are to go.
4. Whoever called deletes the files, then calls `finish`. Cut off in between, `due` gives it once more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from asking import reminding
from asking.errors import Held, UnknownName
from asking.forgetting import forget
from asking.moment import stamp
from dialogs.pack import Pack
from store import forgettings, holdings, holds, people, reminders
from store.forgettings import Forgetting
from store.tx import Tx

UNDO_DAYS = 7
"""† How long it can be undone."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What forgetting someone would take away and leave, in numbers of rows by table.

    Attributes:
        gone: Deleted for good.
        stays: Left without a name: that there was a talk, and what it counted.
        answers: How many answers there are, which stay or go as is chosen.
        held: Nothing may be deleted for now.
    """

    gone: dict[str, int]
    stays: dict[str, int]
    answers: int
    held: bool


def preview(tx: Tx, person_id: int) -> Preview:
    """Looks, and changes nothing."""
    counted = holdings.counts(tx, person_id)
    after = {table: holdings.HOLDINGS[table].after for table in counted}
    return Preview(
        gone={table: number for table, number in counted.items() if after[table] == "nothing"},
        stays={table: number for table, number in counted.items() if after[table] == "numbers"},
        answers=counted.get("answer", 0),
        held=holds.standing(tx, person_id) is not None,
    )


def ask(tx: Tx, person_id: int, *, with_answers: bool, by: str, now: datetime) -> Forgetting:
    """Notes that someone is to be forgotten. Asked again, the day stays; answers can be added to what goes.

    Args:
        tx: The transaction.
        person_id: Who.
        with_answers: Their answers go too.
        by: Name of the member of the staff who asks; '' for the person themselves.
        now: The moment.

    Raises:
        UnknownName: There is no such person, or they are forgotten.
        Held: Nothing of them may be deleted for now.
    """
    person = people.get(tx, person_id)
    if person is None or person.forgotten_at:
        raise UnknownName(f"There is no person number {person_id}.", mend="Look the number up and try again.")
    held = holds.standing(tx, person_id)
    if held:
        raise Held(held.at)
    there = forgettings.waiting(tx, person_id)
    if there is None:
        due = stamp(now + timedelta(days=UNDO_DAYS))
        forgettings.add(tx, person_id=person_id, with_answers=with_answers, asked_by=by, at=stamp(now), due_at=due)
        reminding.stop(tx, person_id, now)  # who wants to be forgotten is asked for nothing
    elif with_answers:
        forgettings.widen(tx, there.id)
    found = forgettings.waiting(tx, person_id)
    assert found is not None, "it was just kept"  # noqa: S101 - for the types
    return found


def undo(tx: Tx, person_id: int, *, by: str, now: datetime) -> bool:
    """Takes it back while nothing is gone; False where nothing waits."""
    one = forgettings.waiting(tx, person_id)
    if one is None:
        return False
    if reminders.ended_at(tx, person_id) == one.asked_at:
        reminding.begin_again(tx, person_id)
    return forgettings.undo(tx, person_id, by=by, at=stamp(now))


def begin(tx: Tx, pack: Pack, forgetting_id: int, *, now: datetime) -> Forgetting | None:
    """Does it in the database, once; gives it with the files that are to be deleted.

    None where it was undone, is done, or may not be done: a hold was put meanwhile, or they were forgotten in another
    way. In the first case it waits until the hold is lifted.
    """
    one = forgettings.get(tx, forgetting_id)
    if one is None or one.undone_at or one.done_at:
        return None
    if one.begun_at:
        return one
    if holds.standing(tx, one.person_id):
        return None
    try:
        files = forget(tx, pack, person_id=one.person_id, with_answers=one.with_answers, at=stamp(now))
    except UnknownName:
        files = ()
    forgettings.begun(tx, one.id, files, stamp(now))
    return forgettings.get(tx, one.id)


def finish(tx: Tx, forgetting_id: int, *, now: datetime) -> None:
    """Its files are gone."""
    forgettings.done(tx, forgetting_id, stamp(now))


def gone_from_backups(done_at: datetime, oldest_backup_days: int) -> datetime:
    """By when no backup holds them any more.

    Args:
        done_at: When they were forgotten.
        oldest_backup_days: How old a backup can become before it is deleted, by the provider's rule for backups.
    """
    return done_at + timedelta(days=oldest_backup_days)
