"""Reminds the lead and the deputy in their chats, until someone has taken a worry and heard what people said."""

from __future__ import annotations

from datetime import datetime

from asking import alerts, worry_alerts
from asking.moment import stamp
from asking.working_days import SATURDAY, is_overdue
from store import alerts as alert_rows
from store import answers, comments, media, settings
from store import words as written
from store.tx import Tx

FIRST_HOUR, LAST_HOUR = 9, 17
CHASED = "not heard chased on"


def chase(tx: Tx, now: datetime) -> int:
    """Put the reminders that are due; gives how many."""
    return worry_alerts.chase(tx, now) + _not_heard(tx, now)


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
