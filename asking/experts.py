"""Experts by experience check a signed self-assessment themselves: their link, what they say, sending and taking back.

A link answers for one version. What was said is shown only on the device on which it was said. What is sent stays as it
is; until it is published they take it back, and later they ask that it is taken out: then nobody sees it any more from
that moment on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from asking import devices, links
from asking.devices import Device, Shown
from asking.errors import Held, UnknownLink
from asking.invitations import DAYS_OPEN, refuse_without_safeguarding
from asking.moment import stamp
from asking.noticing import notice
from asking.sight import Sight
from asking.speaking import refuse_unsigned
from asking.worries import raise_worry
from locales import Languages
from store import access_log, assessments, experts, holds, people, services, worries
from store.assessments import Assessment
from store.experts import HIDDEN, NAMED, UNNAMED, Answer, Expert
from store.noticed import Text
from store.tx import Tx
from store.worries import TAP

YES, PARTLY, NO, DONT_KNOW = "yes", "partly", "no", "dont_know"
SAYS: Final = (YES, PARTLY, NO, DONT_KNOW)
"""What can be said of an area."""
HOW: Final = "how"
WAYS: Final = ("visited", "talked", "read", "other")
"""How somebody checked."""
SHOWS: Final = (NAMED, UNNAMED, HIDDEN)
WHO: Final = "an expert's link"
"""Who did it, in the access log."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a manager asks.

    Attributes:
        name: As they want to be shown.
        person_id: Who it is, where they are known here.
    """

    name: str
    language: str
    large: bool = False
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A link that was opened.

    Attributes:
        device: The device on which it is open.
        said: What they said, on this device or elsewhere.
    """

    expert: Expert
    assessment: Assessment
    device: Device
    said: dict[str, Answer]

    @property
    def here(self) -> dict[str, Answer]:
        """What they said on this device; the rest is not shown."""
        tag = self.device.tag
        return {part: one for part, one in self.said.items() if tag and one.device == tag}

    @property
    def elsewhere(self) -> bool:
        """Whether there is more than is shown."""
        return len(self.here) < len(self.said)

    @property
    def is_open(self) -> bool:
        """Whether they can still answer."""
        return not (self.expert.sent_at or self.expert.out_at)


def invite(tx: Tx, languages: Languages, one: Assessment, asked: Asked, *, by: str, now: datetime) -> int:
    """Asks somebody to check the newest signed version; returns the invitation's id.

    Raises:
        NotOffered: Nobody real is asked in this language yet.
        InvitationRefused, ServiceClosed: Nobody would hear a worry there.
    """
    refuse_unsigned(tx, languages, asked.language)
    if one.service_id:
        refuse_without_safeguarding(services.get(tx, one.service_id))
    return experts.add(
        tx,
        assessment_id=one.id,
        version=one.version,
        person_id=asked.person_id,
        name=asked.name,
        language=asked.language,
        large=asked.large,
        at=stamp(now),
        by=by,
        expires_at=stamp(now + timedelta(days=DAYS_OPEN)),
    )


def token_of(tx: Tx, one: Expert) -> str:
    """The token of their link, the same each time until another is made."""
    return links.expert_token(tx.keys, one.id, one.link)


def opened(tx: Tx, token: str, shown: Shown, now: datetime) -> Check:
    """What a link opens. Once it was sent it opens on, to take it back.

    Raises:
        UnknownLink: It is none of ours, was ended, ran out, or what it is about is gone.
    """
    number = links.expert_id_in(token)
    one = experts.get(tx, number) if number is not None else None
    if one is None or not links.is_of_expert(tx.keys, token, one.id, one.link) or one.revoked_at:
        raise UnknownLink
    if one.expires_at < stamp(now) and not one.sent_at:
        raise UnknownLink
    assessment = assessments.get(tx, one.assessment_id)
    if assessment is None:
        raise UnknownLink
    return Check(one, assessment, devices.of_expert(tx.keys, shown, one.id), experts.answers(tx, one))


def keep(tx: Tx, check: Check, part: str, says: str, words: str, *, now: datetime, seen: Sight) -> int | None:
    """Keeps what they say of a part, unless it is sent; gives the worry that the detector found in it."""
    if not check.is_open:
        return None
    one = check.expert
    experts.answer(tx, one, part, says=says, words=words, device=check.device.tag, at=stamp(now))
    if not words:
        return None
    text = Text(f"expert/{one.id}/{part}", words, one.language, check.assessment.service_id, one.person_id)
    return notice(tx, text, now, seen)


def send(tx: Tx, check: Check, shows: str, now: datetime) -> bool:
    """Sends it; False where there is nothing to send. A second press changes nothing."""
    if not check.is_open:
        return True
    if not any(check.said[part].says for part in check.said if part != HOW):
        return False
    experts.mark(tx, check.expert.id, sent_at=stamp(now), shows=shows)
    _note(tx, check.expert, "sent what an expert says of", now)
    return True


def take_back(tx: Tx, check: Check, now: datetime) -> bool:
    """Takes back what was sent, and deletes it; False where it is published: then they ask that it is taken out.

    Raises:
        Held: Nothing of them may be deleted for now.
    """
    one = check.expert
    if one.published_at:
        return False
    if one.sent_at and not one.out_at:
        _refuse_held(tx, one)
        experts.remove_answers(tx, one.id)
        experts.write(tx, one, {"name": one.text("name")})
        experts.mark(tx, one.id, sent_at=None, shows="", back_at=stamp(now), asked_out_at=None, replied_at=None)
        _note(tx, one, "took back what an expert says of", now)
    return True


def ask_out(tx: Tx, check: Check, now: datetime) -> None:
    """They want it out of what is published: from now on nobody sees it there, and a manager is told."""
    one = check.expert
    if one.published_at:
        experts.mark(tx, one.id, published_at=None, asked_out_at=stamp(now))
        _note(tx, one, "asked to take out what an expert says of", now)


def publish(tx: Tx, one: Expert, *, by: str, now: datetime, back: bool = False) -> bool:
    """Everyone may read it, or (back) nobody any more; False where they did not say yes to that."""
    if not back and not may_be_shown(one):
        return False
    experts.mark(tx, one.id, published_at=None if back else stamp(now))
    did = "took back from publication" if back else "published"
    _note(tx, one, f"{did} what an expert says of", now, by)
    return True


def may_be_shown(one: Expert) -> bool:
    """Whether they said that it may be shown, and did not take that back."""
    return bool(one.sent_at) and one.shows in {NAMED, UNNAMED} and not (one.asked_out_at or one.out_at)


def reply(tx: Tx, one: Expert, words: str, *, by: str, now: datetime) -> None:
    """Keeps what a manager replies. What the expert wrote stays as it is."""
    experts.write(tx, one, {**one.body, "reply": words})
    experts.mark(tx, one.id, replied_at=stamp(now), replied_by=by)
    _note(tx, one, "replied to an expert about", now, by)


def take_out(tx: Tx, one: Expert, why: str, *, by: str, now: datetime) -> None:
    """Deletes what they wrote. That it was there, who took it out, when and why stays.

    Raises:
        Held: Nothing of them may be deleted for now.
    """
    _refuse_held(tx, one)
    experts.remove_answers(tx, one.id)
    experts.write(tx, one, {"name": one.text("name"), "why": why})
    experts.mark(tx, one.id, published_at=None, out_at=stamp(now), out_by=by)
    _note(tx, one, "took out what an expert says of", now, by)


def end(tx: Tx, one: Expert, *, by: str, now: datetime) -> None:
    """Their link opens nothing from now on."""
    experts.mark(tx, one.id, revoked_at=stamp(now))
    _note(tx, one, "ended the link of an expert to", now, by)


def renew(tx: Tx, one: Expert, *, by: str, now: datetime) -> None:
    """Another link in place of the one before, which opens nothing any more."""
    until = stamp(now + timedelta(days=DAYS_OPEN))
    experts.mark(tx, one.id, link=one.link + 1, revoked_at=None, expires_at=until)
    _note(tx, one, "made another link for an expert to", now, by)


def tell(tx: Tx, check: Check, words: str, nonce: str, now: datetime) -> None:
    """A worry that they tell by a tap. The same press a second time is one worry."""
    one = check.expert
    source = f"expert/{one.id}/{sha256(nonce.encode()).hexdigest()[:16]}"
    if nonce and worries.of_source(tx, source):
        return
    raise_worry(
        tx,
        now,
        service_id=check.assessment.service_id,
        person_id=one.person_id,
        session_id=None,
        words=words,
        origin=TAP,
        language=one.language,
        source=source if nonce else "",
    )


def name_in(tx: Tx, service_id: int, person_id: int) -> bool:
    """Whether somebody who is known here lives or works where a self-assessment is about."""
    found = people.get(tx, person_id)
    return found is not None and not found.forgotten_at and service_id in {0, found.service_id}


def _refuse_held(tx: Tx, one: Expert) -> None:
    held = holds.standing(tx, one.person_id) if one.person_id else None
    if held:
        raise Held(held.at)


def _note(tx: Tx, one: Expert, did: str, now: datetime, by: str = WHO) -> None:
    access_log.add(tx, at=stamp(now), who=by, did=f"{did} self-assessment {one.assessment_id}")
