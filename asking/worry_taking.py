"""Someone takes a worry on, on the page or in their chat: from then on it is theirs, and the others can rest."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from asking import alerts, worry_alerts
from store import access_log, members, worries, worry_hiding
from store import alerts as alert_rows
from store.members import Member
from store.tx import Tx
from store.worries import Worry


class Taken(StrEnum):
    """What became of someone's wish to take a worry on."""

    YES = "yes"
    ALREADY = "already"
    NOT_YOURS = "not_yours"


def take(tx: Tx, worry: Worry, *, who: str, by: Member, logged_as: str, at: str) -> bool:
    """Someone takes it on the page; False where somebody already had.

    Args:
        tx: The transaction.
        worry: Which.
        who: The one who takes it.
        by: Who is signed in.
        logged_as: How the access log names them.
        at: When.
    """
    owner = by if who == by.name else next((one for one in members.active(tx) if one.name == who), None)
    if not worries.acknowledge(tx, worry.id, who, at, member_id=owner.id if owner else by.id):
        return False
    access_log.add(tx, at=at, who=logged_as, did=f"took worry {worry.id}", person_id=worry.person_id)
    worry_alerts.tell_taken(tx, worry, who=who, now=datetime.fromisoformat(at))
    return True


def take_in_chat(tx: Tx, *, bot: str, lane: str, worry_id: int, at: str) -> tuple[Taken, str]:
    """Someone takes a worry on, in their chat. One that it is kept from does not learn that it exists.

    Returns:
        What became of it, and the name of the one who has it; '' where it is not this chat's to know.
    """
    worry = worries.without_words(tx, worry_id)
    mine = [chat for chat in alert_rows.of_lane(tx, bot, lane) if worry and _is_theirs(tx, chat, worry)]
    if worry is None or not mine:
        return Taken.NOT_YOURS, ""
    me = mine[0].name
    owner = next((one for one in members.active(tx) if one.name == me), None)
    if not worries.acknowledge(tx, worry_id, me, at, member_id=owner.id if owner else None):
        who = worry.acknowledged_by or ""
        return (Taken.YES if who == me else Taken.ALREADY), who
    access_log.add(tx, at=at, who=me, did=f"took worry {worry_id} in a chat", person_id=worry.person_id)
    worry_alerts.tell_taken(tx, worry, who=me, now=datetime.fromisoformat(at), but=lane)
    return Taken.YES, me


def _is_theirs(tx: Tx, chat: alert_rows.AlertChat, worry: Worry) -> bool:
    """Whether a chat is told of a worry today: someone who still leads there, and it is not kept from them."""
    here = worry.everywhere or chat.service_id == worry.service_id
    hidden = worry_hiding.kept_from(tx, worry_hiding.known_by(chat.name))
    return here and chat in alerts.watching(tx, chat.service_id) and worry.id not in hidden
