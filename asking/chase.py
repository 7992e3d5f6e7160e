"""Reminds the lead and the deputy in their chats, until someone has taken a worry and heard what people said."""

from __future__ import annotations

from datetime import datetime, timedelta

from asking import alerts
from asking.moment import stamp
from asking.working_days import SATURDAY, is_overdue
from store import alerts as alert_rows
from store import answers, comments, media, settings, worries
from store import words as written
from store.tx import Tx
from store.worries import Worry

WORRY_WAITS = timedelta(minutes=30)
"""How long after the last message a worry that nobody has taken is told again. Ours, to be argued with evidence."""
FIRST_HOUR, LAST_HOUR = 9, 17
CHASED = "not heard chased on"


def chase(tx: Tx, now: datetime) -> int:
    """Put the reminders that are due; gives how many."""
    return _worries(tx, now) + _not_heard(tx, now)


def _worries(tx: Tx, now: datetime) -> int:
    """A worry is chased day and night: one message a chat, about the one that has waited longest."""
    due = stamp(now - WORRY_WAITS)
    oldest: dict[int, Worry] = {}
    for worry in worries.open(tx):
        oldest.setdefault(worry.service_id, worry)
    put = 0
    for service_id, worry in oldest.items():
        for chat in alerts.watching(tx, service_id):
            if worry.told_at <= due and (chat.told_at or "") <= due:
                alerts.put(tx, chat, worry_id=worry.id, news="again", at=stamp(now))
                put += 1
    return put


def _not_heard(tx: Tx, now: datetime) -> int:
    """Words and recordings that wait too long: told once a working day, in working hours."""
    today = now.date().isoformat()
    open_now = now.weekday() < SATURDAY and FIRST_HOUR <= now.hour < LAST_HOUR
    if not open_now or settings.get(tx, CHASED) == today:
        return 0
    settings.put(tx, CHASED, today)
    late = _late_services(tx, now)
    chats = [chat for chat in alert_rows.all_open(tx) if chat.service_id in late]
    chats = [chat for chat in chats if chat in alerts.watching(tx, chat.service_id)]
    for chat in chats:
        alerts.put(tx, chat, worry_id=0, news="not_heard", at=stamp(now))
    return len(chats)


def _late_services(tx: Tx, now: datetime) -> set[int]:
    late = {one.service_id for one in written.not_heard(tx) if is_overdue(one.at, now)}
    late |= {one.service_id for one in comments.not_heard(tx) if is_overdue(one.at, now)}
    for each in media.not_heard(tx):
        if not is_overdue(each.stored_at, now):
            continue
        told = comments.of_media(tx, each.id) or answers.of_media(tx, person_id=each.person_id, media_id=each.id)
        if told:
            late.add(told.service_id)
    return late
