"""Telling people what changed because of what they said: by chat or e-mail, by day, and each of them once.

A message goes into the outbox in the transaction that notes it with its person. It may wait there: so it is looked at
once more before it goes (`still`), for a night may have come, a 'no', or the change may have been taken back.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from asking import changes, links, post, quiet
from asking.changes import Wording
from asking.moment import stamp
from asking.post import Mail
from asking.reminding import EMAIL, TELEGRAM, ZONE, Way, way_to
from store import changes as kept
from store import chats, invitations, outbox, people, reminders, settings, told
from store.changes import Change
from store.people import Person
from store.told import Told
from store.tx import Tx

KIND: Final = "change"
"""What a letter in the outbox says that it is."""
FRESH: Final = timedelta(days=30)
"""Whoever could not be reached for so long finds it on their own page only."""


@dataclass(frozen=True, slots=True)
class ByMail:
    """A change that is told by e-mail.

    Attributes:
        language: The person's own; the change's is in `wording`.
        link: Their page; '' where no link of theirs is open.
        told: Id of the row.
    """

    language: str
    to: str
    wording: Wording
    link: str
    told: int


MakeMail = Callable[[ByMail], Mail]
"""Makes the e-mail: its words belong to another room."""


def due(tx: Tx, now: datetime) -> tuple[int, ...]:
    """Ids of changes that somebody is to be told of by now, who was not yet."""
    found = ((one, kept.get(tx, one)) for one in kept.to_tell(tx, stamp(now)))
    return tuple(number for number, change in found if change and changes.to_begin(tx, change, now))


def waiting(tx: Tx, now: datetime) -> tuple[int, ...]:
    """Ids of those who may get a message now."""
    return tuple(one for one in told.without_message(tx, stamp(now - FRESH)) if _found(tx, one, now))


def tell(tx: Tx, told_id: int, *, now: datetime, mail: MakeMail) -> bool:
    """Put a message in the outbox, with its row, where it may still go and there is a way; gives whether it was."""
    found = _found(tx, told_id, now)
    way = way_to(tx, found[2].id) if found else None
    if found is None or way is None or found[0].channel:
        return False
    row, change, person = found
    told.put(tx, row.id, way.channel)
    wording, at = changes.wording(tx, change, person.language, person.id), stamp(now)
    if way.chat is None:
        made = mail(ByMail(person.language, way.address, wording, _link(tx, person.id, at), row.id))
        post.put(tx, made, at=at, priority=post.REMINDER)
    else:
        _put(tx, row, change, way, wording, language=person.language, at=at)
    return True


def still(tx: Tx, told_id: int, now: datetime) -> bool:
    """Whether a message that is about to go may go."""
    return _found(tx, told_id, now) is not None


def lost(tx: Tx, bot: str, lane: str) -> None:
    """A chat is closed to us: what waited there was not told, and another way may be tried."""
    chat = chats.by_lane(tx, bot, lane)
    if chat:
        told.lost(tx, chat.person_id, TELEGRAM)


def _put(tx: Tx, row: Told, change: Change, way: Way, wording: Wording, *, language: str, at: str) -> None:
    if way.chat is None:
        return
    letter = {
        "kind": KIND,
        "to": chats.address(tx, way.chat),
        "told": row.id,
        "talk": way.chat.invitation_id,
        "language": language,
        "said": wording.text.said,
        "did": wording.text.did,
        "spoken": wording.language,
        "draft": wording.draft,
        "again": wording.again,
        "picture": change.picture,
    }

    for aloud in (False, True) if way.chat.aloud else (False,):
        body = json.dumps({**letter, "aloud": aloud}).encode()
        outbox.put(tx, bot=way.chat.bot, lane=way.chat.lane, body=body, at=at, priority=post.REMINDER)


def _found(tx: Tx, told_id: int, now: datetime) -> tuple[Told, Change, Person] | None:
    """What a message is about; None where it may not go now: a change or an answer taken back, a 'no', or night."""
    row = told.get(tx, told_id)
    change = kept.get(tx, row.change_id) if row else None
    person = people.get(tx, row.person_id) if row else None
    if row is None or change is None or person is None or change.state != kept.PUBLISHED:
        return None
    if person.forgotten_at or person.stopped_at or reminders.ended_at(tx, person.id):
        return None
    if not changes.is_theirs(tx, change, person.id):
        return None
    zone = quiet.zone_of(person.zone, settings.get(tx, ZONE) or "")
    return None if quiet.is_night(now, zone) else (row, change, person)


def _link(tx: Tx, person_id: int, at: str) -> str:
    """The newest page of theirs that opens; '' where none does."""
    found = [one for one in invitations.of_person(tx, person_id) if not one.revoked_at and one.expires_at > at]
    token = links.token_for(tx.keys, found[-1].id, found[-1].version) if found else ""
    return f"{links.page_of(tx, token)}/changed" if token else ""


__all__ = ["EMAIL", "KIND", "ByMail", "due", "lost", "still", "tell", "waiting"]
