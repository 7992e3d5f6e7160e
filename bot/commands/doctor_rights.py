"""What `plainsay doctor` says about forgetting and about how long things are kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from asking import retention
from asking.moment import stamp
from bot.finding import Finding
from store import forgettings, holds, settings
from store.tx import Tx

A_DAY = timedelta(days=1)
RUN = "Start `plainsay run`, and let it run: it does this by itself. Then look here again."


def rights(tx: Tx, now: datetime) -> list[Finding]:
    """D501: rules are late. D502: somebody should be forgotten by now. D503: files of the forgotten are left."""
    found = [_swept(tx, now)]
    due = forgettings.due(tx, stamp(now - A_DAY))
    held = holds.held(tx)
    late = [one for one in due if one.begun_at is None and one.person_id not in held]
    files = sum(len(one.files) for one in due if one.begun_at)
    if late:
        found.append(Finding(f"People who should be forgotten by now: {len(late)}.", "D502", RUN))
    if files:
        mend = "Make the folder of recordings writable for the program."
        found.append(Finding(f"Files of forgotten people that are not deleted yet: {files}.", "D503", mend))
    if held:
        found.append(Finding(f"People of whom nothing may be deleted for now: {len(held)}."))
    return found


def _swept(tx: Tx, now: datetime) -> Finding:
    last = settings.get(tx, retention.SWEPT)
    if last is None:
        return Finding("The rules for how long things are kept were not carried out yet.")
    if retention.is_late(tx, now):
        return Finding(f"The rules for how long things are kept were last carried out on {last[:10]}.", "D501", RUN)
    return Finding(f"What was older than its period was deleted on {last[:10]}.")
