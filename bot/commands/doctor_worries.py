"""What `plainsay doctor` finds of worries: whether somebody hears of them. It names services, never people."""

from __future__ import annotations

from datetime import datetime, timedelta

from asking import worry_alerts, worry_hearers
from asking.worry_timetable import timetable
from bot.finding import Finding
from store import services, settings, worries, worry_contacts
from store.services import Service
from store.tx import Tx

LATE = timedelta(minutes=10)
"""So much later than the timetable says nothing is told any more: the program goes round every minute."""


def looked(tx: Tx, now: datetime) -> list[Finding]:
    """Everything that keeps a worry from being heard, one line each; one line where all is well."""
    found = [*_waiting(tx, now), *(finding for one in services.all(tx) for finding in _service(tx, one, now))]
    return found or [Finding("Worries are told to the lead and deputy of every service.")]


def _waiting(tx: Tx, now: datetime) -> list[Finding]:
    found, table = [], timetable(tx)
    if waiting := len(worry_alerts.unreached(tx)):
        mend = "Somebody who may open them must look at the staff pages now; then connect Telegram or e-mail."
        found.append(Finding(f"Worries that wait, and no message of them reached anybody: {waiting}.", "D401", mend))
    late = [one for one in worries.open(tx) if not one.alerts or table.next_alert(one) + LATE < now]
    if late:
        text = f"Worries that should have been told again by now: {len(late)}."
        found.append(Finding(text, "D402", "Start `plainsay run`: it tells them."))
    return found


def _service(tx: Tx, house: Service, now: datetime) -> list[Finding]:
    """A sample has no channels, and needs none."""
    if settings.get(tx, "sample") == "yes":
        return []
    heard = worry_hearers.of_service(tx, house.id)
    if not heard:
        return [Finding(f"{house.name} has nobody who hears a worry.", "D403", "Name a lead and a deputy.")]
    found, reached = [], [worry_hearers.is_reached(tx, one, now) for one in heard]
    if not any(reached):
        mend = "`plainsay alerts` connects a chat; or give them an e-mail address, and set PLAINSAY_SMTP_URL."
        found.append(Finding(f"No message reaches the lead or the deputy of {house.name}.", "D404", mend))
    elif not all(reached):
        found.append(Finding(f"Only one of lead and deputy of {house.name} can be told by a message."))
    if not worry_contacts.of_service(tx, house.id):
        found.append(Finding(f"{house.name} names nobody for when lead and deputy do not answer."))
    return found
