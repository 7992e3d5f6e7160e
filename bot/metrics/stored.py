"""What the metrics read from the store when they are asked for: how much waits, and how long. Counts and ages only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from asking import steady_clock, worry_alerts
from asking.worry_timetable import timetable
from bot.keeping.due import moment
from store import keeping, media, migrations, outbox, settings, size, worries
from store.keeping import Run
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Stored:
    """What was read. Ages are in seconds; None where there is nothing that could be old.

    Attributes:
        open, untaken, late, unreached: Worries that are not ended; that nobody has taken; that nobody has taken for so
            long that people from outside are told; and of which no message reached anybody.
        backup_good: Whether the last backup went well.
        backup_age: Of the last good one.
        swept: Age of the caretaker's last round.
    """

    schema: int
    database_bytes: int
    waiting: int
    oldest: float | None
    given_up: int
    maybe_twice: int
    open: int
    untaken: int
    late: int
    unreached: int
    not_heard: int
    backup_good: bool | None
    backup_age: float | None
    clock_unsteady: bool
    swept: float | None


def stored(tx: Tx, now: datetime) -> Stored:
    """Read it all, in one look."""
    queue, untaken, table = outbox.totals(tx), worries.open(tx), timetable(tx)
    last, good = keeping.last(tx, keeping.BACKUP), keeping.last_good(tx, keeping.BACKUP)
    return Stored(
        schema=migrations.version(tx),
        database_bytes=size.in_bytes(tx),
        waiting=queue.waiting,
        oldest=_age(queue.oldest, now),
        given_up=queue.failed,
        maybe_twice=queue.maybe_twice,
        open=len(worries.unfinished(tx)),
        untaken=len(untaken),
        late=sum(table.goes_beyond(one, now) for one in untaken),
        unreached=len(worry_alerts.unreached(tx)),
        not_heard=media.count_not_heard(tx),
        backup_good=not last.code if last else None,
        backup_age=_age_of(good, now),
        clock_unsteady=steady_clock.last_jump(tx, now) is not None,
        swept=_age(settings.get(tx, steady_clock.SEEN), now),
    )


def _age_of(run: Run | None, now: datetime) -> float | None:
    return (now - moment(run.at)).total_seconds() if run else None


def _age(at: str | None, now: datetime) -> float | None:
    return (now - datetime.fromisoformat(at)).total_seconds() if at else None
