"""What people say on the standards that speak to a ladder, beside what staff and managers say of themselves."""

from __future__ import annotations

from datetime import date

from dialogs.ladders import Ladder
from dialogs.pack import Pack
from evidence.areas import StandardEvidence, area_evidence
from evidence.scope import Scope, scope
from store.tx import Tx


def people_say(
    tx: Tx, pack: Pack, ladder: Ladder, *, service_id: int, only: frozenset[int] | None, today: date
) -> tuple[Scope | None, tuple[StandardEvidence, ...]]:
    """The newest round of talks, and what it shows on each standard of the ladder, as far as readers may see it.

    Args:
        tx: A read transaction.
        pack: The code that people are asked about.
        ladder: The ladder; which standards speak to it is our own mapping.
        service_id: 0 for the whole provider.
        only: The services that the reader sees; None for all.
        today: The day on which this is read.
    """
    here = scope(tx, pack, service_id=service_id, only=only)
    if here is None:
        return None, ()
    wanted = {pack.area_of[one] for one in ladder.speaks if one in pack.area_of}
    found = {
        one.standard.id: one
        for area in pack.areas
        if area.id in wanted
        for one in area_evidence(tx, here, area, today=today).standards
    }
    return here, tuple(found[one] for one in ladder.speaks if one in found)
