"""What needs somebody today so that a self-assessment is declared by whoever answers for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from asking.declaring import DECLARERS, asked
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from bot.staff.need import Need
from bot.staff.plain import day
from evidence.self_assessment.choosing import written_now
from evidence.self_assessment.declared import declared
from evidence.self_assessment.written import SAID
from store import assessments
from store.tx import Tx


def _declaring(tx: Tx, desk: Desk, visit: Visit) -> Iterable[Need]:
    """Whoever is asked to declare one; and managers, once it is declared and waits for being signed."""
    for one in assessments.all(tx) if visit.role in DECLARERS else ():
        here = f"/staff/assessments/{one.id}"
        waits = asked(tx, one)
        if waits and waits.is_of(visit.member):
            what = f"the self-assessment of {day(one.since)} to {day(one.until)}"
            yield Need(f"{waits.by} asks you to declare {what}.", f"{here}/declare")
        if not (visit.manages and visit.sees(one.service_id)):
            continue
        if waits and waits.who is None:
            yield Need(
                f"{waits.name} cannot declare the self-assessment any more. Ask somebody else.", f"{here}/statement"
            )
        if not assessments.part_of(tx, one.id, SAID).content.get("declared_by"):
            continue
        now = written_now(tx, desk.pack, one)
        found = None if now.signed else declared(now.whole)
        if found and found.stands:
            yield Need(f"{found.named} has declared the self-assessment. It can be signed.", f"{here}/sign")
        elif found and not waits:
            sentence = f"The self-assessment was changed since {found.named} declared it. Ask them again."
            yield Need(sentence, f"{here}/statement")


LOOKS: tuple[Callable[[Tx, Desk, Visit], Iterable[Need]], ...] = (_declaring,)
"""In the order in which they stand."""
