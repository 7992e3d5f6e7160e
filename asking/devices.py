"""The device on which somebody answers: what they said is shown there, and nowhere else.

A browser keeps a secret in a cookie, a chat has one by itself. The database keeps a keyed hash of it beside what was
said there, another one for each person: nothing in it opens anything, or tells that two people share a tablet. Whoever
shows no secret of the person's is nowhere: they can answer everything, and see nothing of what was said before.
"""

from __future__ import annotations

import base64
import hmac
import re
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from asking.moment import stamp
from dialogs.inputs import Input, ToldWorry
from dialogs.model import Audience
from store import access_log, sessions
from store.crypto import Keys
from store.people import Person
from store.sessions import Session
from store.tx import Tx

if TYPE_CHECKING:
    from asking.talk import Talk

PURPOSE: Final = "device"
KEPT: Final = "device-kept"
CHAT: Final = "device-chat"
MET: Final = "summary-met"
HANDED: Final = "device-shared"
BYTES: Final = 16
VALUE: Final = re.compile(r"(?P<secret>[A-Za-z0-9_-]{22})\.[A-Za-z0-9_-]{22}")
MEETING_LASTS: Final = timedelta(hours=2)
HELPED: Final = frozenset({Audience.PERSON, Audience.FAMILY})
"""Whose device is never the browser in which a member of the staff is signed in."""
WENT_ON: Final = "was how a talk went on in another place"


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody shows of the device that they use.

    Attributes:
        value: The cookie, or what stands for a chat; '' for none.
        staff: A member of the staff is signed in there.
        keeps: It can keep a new secret.
        shared: What a tablet keeps that staff have handed over.
    """

    value: str = ""
    staff: bool = False
    keeps: bool = False
    shared: str = ""


NOWHERE: Final = Shown()


@dataclass(frozen=True, slots=True)
class Device:
    """The device, as a talk knows it.

    Attributes:
        tag: Kept beside what is said there; '' where the device is not known.
        keep: What the browser has to keep from now on; '' for nothing new.
        shared: It is a tablet that staff have handed over, which forgets soon.
    """

    tag: str = ""
    keep: str = ""
    shared: bool = False


UNKNOWN: Final = Device()


def of(keys: Keys, shown: Shown, person: Person) -> Device:
    """Which device of a person's this is. A secret that is another person's is none, and a new one takes its place."""
    if shown.staff and person.audience in HELPED:
        return UNKNOWN
    return _of(keys, shown, str(person.id))


def of_expert(keys: Keys, shown: Shown, expert_id: int) -> Device:
    """The same for an expert by experience: a browser in which staff are signed in is none of theirs."""
    return UNKNOWN if shown.staff else _of(keys, shown, f"expert.{expert_id}")


def _of(keys: Keys, shown: Shown, whose: str) -> Device:
    shared = hmac.compare_digest(shown.shared.encode(), shared_mark(keys).encode())
    found = VALUE.fullmatch(shown.value)
    if found and hmac.compare_digest(shown.value, _value(keys, found["secret"], whose)):
        return Device(_short(keys.sign_link(KEPT, f"{whose}.{found['secret']}")), shared=shared)
    return Device(keep=_value(keys, secrets.token_urlsafe(BYTES), whose) if shown.keeps else "", shared=shared)


def shared_mark(keys: Keys) -> str:
    """What a tablet keeps that staff have handed over: the same for every one, and nobody else can make it."""
    return _short(keys.sign_link(HANDED, "tablet"))


def of_chat(keys: Keys, bot: str, lane: str, person_id: int) -> Shown:
    """A chat is a device: the same one always, for the person whose talk it is about."""
    return Shown(_value(keys, _short(keys.sign_link(CHAT, f"{bot}.{lane}.{person_id}")), str(person_id)))


def is_here(row: Session, talk: Talk) -> bool:
    """Whether all of a talk was said on the device that shows it. Before anything was, every device is as good."""
    if not talk.session.trail and not talk.session.kept:
        return True
    return not row.moved and bool(talk.device.tag) and row.device == talk.device.tag


def goes_on(tx: Tx, talk: Talk, at: str, taken: Input | None = None) -> Talk:
    """The same talk, with the device on which it goes on noted. Another one than before stands in the access log.

    Not for a worry: it leaves no trace, not this one either. Not on a tablet that staff have handed over: that is in
    the log already, and it forgets between two sittings.
    """
    if isinstance(taken, ToldWorry):
        return talk
    began = bool(talk.session.trail or talk.session.kept)
    row = None if talk.here and began else sessions.by_invitation(tx, talk.invitation.id)
    if row is None or row.device == talk.device.tag:
        return talk
    sessions.go_on(tx, row.id, device=talk.device.tag, moved=began)
    if (
        began and row.device and not talk.device.shared
    ):  # what was said before devices were known was perhaps said on this one
        access_log.add(tx, at=at, who="a link", did=WENT_ON, person_id=talk.person.id)
    return replace(talk, here=not began, sitting=not began)


def met(keys: Keys, summary_id: int, now: datetime) -> str:
    """Lets the tablet that is handed over in the meeting of a summary show what both look at, for a while."""
    until = stamp(now + MEETING_LASTS)
    return f"{until}.{_met(keys, summary_id, until)}"


def is_met(keys: Keys, summary_id: int, value: str, now: datetime) -> bool:
    """Whether this is `met` of the summary, and not over."""
    until, _, signed = value.partition(".")
    return value.isascii() and until >= stamp(now) and hmac.compare_digest(signed, _met(keys, summary_id, until))


def _met(keys: Keys, summary_id: int, until: str) -> str:
    return _short(keys.sign_link(MET, f"{summary_id}.{until}"))


def _value(keys: Keys, secret: str, whose: str) -> str:
    return f"{secret}.{_short(keys.sign_link(PURPOSE, f'{whose}.{secret}'))}"


def _short(signed: bytes) -> str:
    return base64.urlsafe_b64encode(signed[:BYTES]).decode().rstrip("=")
