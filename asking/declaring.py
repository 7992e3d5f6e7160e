"""The chief executive declares a self-assessment in an account of their own: who is asked, reminded, and declares.

Whom a manager asks is told by message, and again each week while it waits. What they declare is all that stands there
at that moment (`evidence.self_assessment.declared`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from asking import post, staff_chats
from asking.links import address
from asking.moment import stamp
from asking.noticing import notice
from asking.permissions import MANAGERS, Role
from asking.post import Mail
from asking.quiet import is_night, zone_of
from asking.reminding import ZONE
from asking.sight import Sight
from evidence.self_assessment.declared import declare, fingerprint
from evidence.self_assessment.sentences import day
from evidence.self_assessment.written import SAID, Said, Whole, body_of
from store import access_log, assessments, members, noticed, settings
from store.assessments import Assessment, Body
from store.members import Member
from store.noticed import Text
from store.tx import Tx

PART: Final = "declaring"
"""The part of a self-assessment that keeps who is asked."""
DECLARERS: Final = MANAGERS | {Role.BOARD}
"""Roles that may be asked: who answers for the whole, and reads all of it."""
AGAIN: Final = timedelta(days=7)
SUBJECT: Final = "A declaration waits for you"
BUTTON: Final = "Read it"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked to declare a self-assessment, and has not done so.

    Attributes:
        who: None where their access has ended, or they may not see it any more.
        name: As they were called when they were asked.
        role: What they are, such as `Chief executive`; it stands under the declaration.
        told_at: When they were told last.
    """

    who: Member | None
    name: str
    role: str
    by: str
    at: str
    told_at: str

    def is_of(self, member: Member) -> bool:
        """Whether it is this member who is asked."""
        return self.who is not None and self.who.id == member.id


class Outcome(StrEnum):
    """What came of declaring."""

    DONE = "done"
    NOT_ASKED = "not_asked"
    CHANGED = "changed"


def asked(tx: Tx, one: Assessment) -> Asked | None:
    """Who is asked; None where nobody is, or they have declared it."""
    body = assessments.part_of(tx, one.id, PART).content
    if not body.get("member"):
        return None
    who = members.get(tx, int(body["member"]))
    texts = (str(body.get(name, "")) for name in ("name", "role", "by", "at", "told"))
    return Asked(who if who and may_declare(who, one) else None, *texts)


def may_declare(who: Member, one: Assessment) -> bool:
    """Whether somebody can be asked: they sign in, and read all of it."""
    return not who.ended_at and Role(who.role) in DECLARERS and who.sees(one.service_id)


def who_can(tx: Tx, one: Assessment) -> tuple[Member, ...]:
    """Everybody who can be asked, the board first."""
    found = (who for who in members.active(tx) if may_declare(who, one))
    return tuple(sorted(found, key=lambda who: (who.role != Role.BOARD, who.name)))


def ask(tx: Tx, one: Assessment, who: Member, role: str, *, by: str, now: datetime) -> None:
    """Asks somebody, in place of whoever was asked before, and tells them."""
    body = {"member": who.id, "name": who.name, "role": role, "by": by, "at": stamp(now), "told": stamp(now)}
    _put(tx, one, body, by, now)
    _note(tx, one, "asked for a declaration of", by, now)
    _tell(tx, one, who, f"{by} asks you to declare", now)


def take_back(tx: Tx, one: Assessment, *, by: str, now: datetime) -> None:
    """Nobody is asked any more."""
    if asked(tx, one):
        _put(tx, one, {}, by, now)
        _note(tx, one, "asked nobody any more to declare", by, now)


def declare_it(tx: Tx, whole: Whole, who: Member, said: Said, *, read: str, now: datetime, seen: Sight) -> Outcome:
    """Somebody declares all that stands there, with these words.

    Args:
        tx: The transaction.
        whole: As it stands now.
        who: Who is signed in.
        said: Their words, role, and when the next one is due; name and day are theirs.
        read: The fingerprint of what they read: where something was changed meanwhile, they look at it again first.
        now: The present moment.
        seen: What was seen in the words before.
    """
    one, waits = whole.assessment, asked(tx, whole.assessment)
    if waits is None or not waits.is_of(who):
        return Outcome.NOT_ASKED
    if read != fingerprint(whole):
        return Outcome.CHANGED
    at, edit = stamp(now), assessments.part_of(tx, one.id, SAID).edit
    kept = declare(whole, said, who=who.name, at=at)
    assessments.put(tx, one.id, SAID, body_of(kept), edit=edit, at=at, who=who.name)
    notice(tx, Text(f"declaration/{one.id}", kept.words, noticed.STAFF_WRITE, one.service_id), now, seen)
    _put(tx, one, {}, who.name, now)
    _note(tx, one, "declared", who.name, now)
    return Outcome.DONE


def remind(tx: Tx, now: datetime) -> int:
    """Tells those again who were told a week ago; gives how many messages were put. Never at night."""
    if is_night(now, zone_of("", settings.get(tx, ZONE) or "")):
        return 0
    put = 0
    for one in assessments.all(tx):
        waits = asked(tx, one)
        if waits and waits.who and waits.told_at <= stamp(now - AGAIN):
            body = assessments.part_of(tx, one.id, PART).content
            _put(tx, one, {**body, "told": stamp(now)}, waits.by, now)
            put += _tell(tx, one, waits.who, f"{waits.by} asked you to declare", now)
    return put


def _tell(tx: Tx, one: Assessment, who: Member, begins: str, now: datetime) -> int:
    """Names nobody but staff, and says nothing of what stands in it."""
    lines = (
        f"{begins} the self-assessment of {day(one.since)} to {day(one.until)}.",
        "You can change the words first. Nobody else can declare it for you.",
    )
    link = f"{address(tx)}/staff/assessments/{one.id}/declare"
    put = staff_chats.put(tx, who, at=stamp(now), news=staff_chats.WAITS, link=link, lines=(SUBJECT, *lines))
    if not (post.can_send(tx) and who.email):
        return put
    mail = Mail(who.email, SUBJECT, (f"Hello {who.name}.", *lines), link, BUTTON)
    post.put(tx, mail, at=stamp(now), priority=post.REMINDER)
    return put + 1


def _put(tx: Tx, one: Assessment, body: Body, who: str, now: datetime) -> None:
    edit = assessments.part_of(tx, one.id, PART).edit
    assessments.put(tx, one.id, PART, body, edit=edit, at=stamp(now), who=who)


def _note(tx: Tx, one: Assessment, did: str, who: str, now: datetime) -> None:
    access_log.add(tx, at=stamp(now), who=who, did=f"{did} self-assessment {one.id}")
