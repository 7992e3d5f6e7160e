"""What needs somebody today so that people hear what came of what they said."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from asking import change_languages
from asking.telling import FRESH
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from bot.staff.need import Need
from store import changes, wishes
from store.tx import Tx


def _untold(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """Wishes that are done, without a word to whoever wished."""
    number = sum(visit.sees(one) for one in wishes.done_untold(tx)) if visit.manages else 0
    if number:
        what = "1 wish is" if number == 1 else f"{number} wishes are"
        yield Need(f"{what} done, and whoever wished was not told. Write what changed.", "/staff/wishes")


def _waits(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """A change that is to be written in another language, because people may wait for it; for a month, no longer."""
    if not visit.manages:
        return
    since = (visit.today - FRESH).isoformat()
    for one in changes.published(tx, since, visit.today.isoformat()):
        if one.waits and visit.sees(one.service_id) and change_languages.needed(tx, one):
            sentence = "A change is published, and people may wait for it in another language. Write it."
            yield Need(sentence, f"/staff/changes/{one.id}#missing")


LOOKS: tuple[Callable[[Tx, Desk, Visit], Iterable[Need]], ...] = (_untold, _waits)
"""In the order in which they stand."""
