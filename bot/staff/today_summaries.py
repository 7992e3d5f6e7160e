"""What needs somebody today among the monthly summaries: how many are missing, never whose, and what was promised."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable

from asking.permissions import Role
from asking.summary_gaps import summary_gaps
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from bot.staff.need import Need
from bot.staff.plain import people as so_many_people
from store import changes, wish_answers, wishes
from store.changes import DRAFT
from store.tx import Tx

LIST = "/staff/summaries"
SOON = 7
"""Days before the end of a month from which on it is late to make a summary of it."""


def _missing(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """What is missing this month: for a keyworker among their own people, for managers in their services."""
    if not visit.cares:
        return
    own = visit.member.id if visit.role == Role.KEYWORKER else None
    gaps = summary_gaps(tx, visit.member.services, visit.today, keyworker=own)
    counts = (
        (gaps.without, "without a summary this month"),
        (gaps.begun, "with a summary that is begun"),
        (gaps.unsigned, "with a summary that waits for a signature"),
    )
    missing = [f"{so_many_people(number)} {what}" for number, what in counts if number]
    left = monthrange(visit.today.year, visit.today.month)[1] - visit.today.day
    late = bool(missing) and left < SOON
    if gaps.no_helper and visit.manages:
        missing.append(f"{so_many_people(gaps.no_helper)} with no independent helper named")
    if missing:
        whose = "Monthly summaries of your people" if own else "Monthly summaries"
        yield Need(f"{whose}: {', '.join(missing)}.{' The month ends soon.' if late else ''}", LIST, late=late)
    if gaps.overdue and visit.manages:
        what = "1 promise is" if gaps.overdue == 1 else f"{gaps.overdue} promises are"
        yield Need(f"{what} overdue.", LIST, late=True)


def _wishes(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """Wishes that nobody has taken, answered with 'not now', or told a change about."""
    if not visit.manages:
        return
    said_no = {one for one, kind in wish_answers.kinds(tx).items() if kind == wish_answers.NOT_NOW}
    told = {one for one, written in changes.of_wishes(tx).items() if any(each.state != DRAFT for each in written)}
    every = [one for one in wishes.all(tx) if visit.sees(one.service_id) and one.id not in said_no | told]
    waiting = sum(one.taken_at is None for one in every)
    if waiting:
        what = "1 wish waits" if waiting == 1 else f"{waiting} wishes wait"
        yield Need(f"{what} for someone to take it.", "/staff/wishes")


LOOKS: tuple[Callable[[Tx, Desk, Visit], Iterable[Need]], ...] = (_missing, _wishes)
"""In the order in which they stand."""
