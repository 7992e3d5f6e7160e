"""Takes pictures back from the chats that they were sent to: each message is edited to the built-in picture.

The messages wait in the outbox like all others. The channel makes of them what it can.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from store import chats, outbox, own_pictures, sent_pictures
from store.sent_pictures import Carrier
from store.tx import Tx

KIND = "picture gone"
RECALL = 2
"""Their priority in the outbox: after replies, and spared when all else for a chat is dropped."""


def recall_stale(tx: Tx, *, today: str, at: str) -> int:
    """Edit every message that shows a picture which may not be shown any more; gives how many."""
    return _recall(tx, sent_pictures.stale(tx, today), at)


def recall_picture(tx: Tx, picture_id: int, at: str) -> int:
    """Edit every message that shows one picture; gives how many."""
    return _recall(tx, sent_pictures.of_picture(tx, picture_id), at)


def recall_from_chats(tx: Tx, person_id: int, at: str) -> int:
    """Edit every message with any such picture in a person's chats; gives how many.

    It comes before the chats are forgotten: nothing finds them after that.
    """
    found = [one for chat in chats.of_person(tx, person_id) for one in sent_pictures.in_chat(tx, chat.bot, chat.lane)]
    return _recall(tx, found, at)


def note_sent(tx: Tx, carrier: Carrier, *, today: str, at: str) -> int:
    """Note a message that was sent with such a picture; one that went meanwhile is taken back at once.

    Returns:
        How many messages are to be edited.
    """
    picture = own_pictures.get(tx, carrier.picture_id)
    if picture is None or not picture.is_live(today):
        return _recall(tx, (carrier,), at)
    sent_pictures.keep(tx, carrier)
    return 0


def note_changed(tx: Tx, *, bot: str, lane: str, message: int, changes: dict[str, object]) -> None:
    """Note that something of a message has changed, such as its buttons: it keeps that when it is edited."""
    carrier = sent_pictures.of_message(tx, bot, lane, message)
    if carrier is not None:
        letter = json.loads(carrier.body)
        letter["message"].update(changes)
        sent_pictures.keep(tx, replace(carrier, body=json.dumps(letter).encode()))


def _recall(tx: Tx, carriers: Iterable[Carrier], at: str) -> int:
    put = 0
    for one in carriers:
        letter = {"kind": KIND, "number": one.message, "sent": json.loads(one.body)}
        outbox.put(tx, bot=one.bot, lane=one.lane, body=json.dumps(letter).encode(), at=at, priority=RECALL)
        sent_pictures.drop(tx, one)
        put += 1
    return put
