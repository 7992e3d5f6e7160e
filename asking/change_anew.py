"""A change that was told and was wrong: written anew, told once to those who were told, and the wrong one taken down.

What somebody was told is never changed. So the right words are a change of their own, which says which one it puts
right. Until it is told it can be undone, and then the earlier one stands as before.
"""

from __future__ import annotations

from datetime import datetime

from asking.errors import ChangeRefused
from asking.moment import stamp
from store import changes, told
from store.changes import DRAFT, PUBLISHED, REPLACED, WITHDRAWN, Change, NewChange
from store.tx import Tx


def may_be_anew(tx: Tx, change: Change, now: datetime) -> bool:
    """Whether somebody may have been told of it, and nothing has its place. Before that, it is taken back."""
    going = change.state == PUBLISHED and (change.tell_after or "") <= stamp(now)
    if not (going or change.state == WITHDRAWN):
        return False
    return all(one.state == DRAFT for one in changes.corrections(tx, change.id))


def begin_anew(tx: Tx, change_id: int, *, now: datetime, by: str) -> int:
    """A draft with the same words and links, to be written right; where there is one already, that one.

    Translations do not go along: they say what was wrong.

    Raises:
        ChangeRefused: It is a draft, or another has its place.
    """
    old = changes.hold(tx, change_id)
    if not may_be_anew(tx, old, now):
        raise ChangeRefused("Only what people were told is written anew, and once.")
    begun = changes.corrections(tx, change_id)
    if begun:
        return begun[-1].id
    number = changes.add(tx, _copied(old), at=stamp(now), by=by)
    told.copy_links(tx, change_id, number)
    return number


def told_wrong(tx: Tx, change: Change) -> frozenset[int]:
    """Ids of everyone who was told what this change puts right, or what that one put right before."""
    found, earlier = frozenset[int](), change.corrects
    while earlier:
        found |= told.reached(tx, earlier)
        before = changes.get(tx, earlier)
        earlier = before.corrects if before else None
    return found


def refuse_replaced(tx: Tx, change: Change) -> None:
    """Nothing that was written anew is published again.

    Raises:
        ChangeRefused: Another has its place.
    """
    if change.state == REPLACED or any(one.state == PUBLISHED for one in changes.corrections(tx, change.id)):
        raise ChangeRefused("It was written anew. That one is published.")


def _copied(old: Change) -> NewChange:
    return NewChange(
        said=old.said,
        did=old.did,
        service_id=old.service_id,
        picture=old.picture,
        standards=old.standards,
        action_id=old.action_id,
        wish_id=old.wish_id,
        unknowable=old.unknowable,
        corrects=old.id,
    )
