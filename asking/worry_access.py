"""Who may open a worry, and who may know that there is one. Whom it is about finds nothing of it anywhere."""

from __future__ import annotations

import re

from asking.permissions import LEADS, MANAGERS
from store import worries, worry_hiding
from store.members import Member
from store.tx import Tx
from store.worries import Worry

IN_A_LOG = re.compile(r"\bworry (?P<id>\d+)\b")


def hidden_from(tx: Tx, who: Member) -> frozenset[int]:
    """The worries that are kept from a member."""
    return worry_hiding.kept_from(tx, worry_hiding.known_by(who.name, who.id))


def may_open(tx: Tx, who: Member, worry: Worry) -> bool:
    """Whether a member may read a worry: a lead of its service, or one who was told because nobody answered."""
    return worry in opened_by(tx, who, (worry,))


def opened_by(tx: Tx, who: Member, found: tuple[Worry, ...]) -> tuple[Worry, ...]:
    """Those of these worries that a member may read."""
    if who.role not in LEADS:
        return ()
    hidden, told = hidden_from(tx, who), worry_hiding.opened_to(tx, who.id)
    works = who.services is None or bool(who.services)
    return tuple(
        one
        for one in found
        if one.id not in hidden and (one.id in told or (works if one.everywhere else who.sees(one.service_id)))
    )


def open_for(tx: Tx, who: Member) -> int:
    """How many worries wait for somebody to take them, as far as a member is to know.

    Managers learn at most of one, so that they go and find the lead. Keyworkers learn of none: a worry may be about
    them, or about how they support somebody.
    """
    waiting = worries.open(tx)
    if who.role in LEADS:
        return len(opened_by(tx, who, waiting))
    if who.role not in MANAGERS or not waiting:
        return 0
    hidden = hidden_from(tx, who)
    return min(1, sum(one.id not in hidden and (one.everywhere or who.sees(one.service_id)) for one in waiting))


def may_read_log(tx: Tx, who: Member, did: str) -> bool:
    """Whether a member may see a line of the access log: none that is about a worry that is kept from them."""
    return not {int(found["id"]) for found in IN_A_LOG.finditer(did)} & hidden_from(tx, who)
