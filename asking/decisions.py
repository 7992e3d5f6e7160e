"""Who decides that someone takes part, and whether their family may be asked (docs/asking.md, 'Consent and safety').

Everyone is taken to decide for themselves: then nothing need be recorded, and the talk itself asks for their yes. Only
a deputy or attorney for health and welfare, whose document somebody saw, decides for someone else. Where there is none,
a best-interests decision is recorded, with a day on which it has to be looked at again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from asking.errors import DecisionRefused, InvitationRefused
from dialogs.model import Audience
from store import decisions, invitations, people
from store.decisions import Decision
from store.people import Person
from store.tx import Tx

TALK: Final = "talk"
"""About taking part."""
FAMILY: Final = "family"
"""About asking their family."""
LONGEST_REVIEW = timedelta(days=365)
"""A best-interests decision is for now: it is looked at again after a year at the latest."""
HEALTH, PROPERTY = "health", "property"
"""What a deputy or attorney decides about. Only health and welfare has anything to do with taking part."""


class How(StrEnum):
    """Who decided."""

    SELF = "self"
    DEPUTY = "deputy"
    ATTORNEY = "attorney"
    BEST_INTERESTS = "best_interests"


APPOINTED = frozenset({How.DEPUTY, How.ATTORNEY})


@dataclass(frozen=True, slots=True)
class Told:
    """What is written down about a decision, sealed with the person's key.

    Attributes:
        who: Who decided.
        seen_by: Who saw the deputy's or attorney's document.
        asked: Who was asked before a best-interests decision: the person, family, those who know them.
        notes: What the person showed or said, and why.
    """

    who: str = ""
    seen_by: str = ""
    asked: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A decision as it was typed.

    Attributes:
        agreed: `yes` or `no`.
        power: `HEALTH` or `PROPERTY`, of a deputy or attorney.
        decided_on: When it was made, or the document seen, such as `2026-11-22`.
        review_on: When it has to be looked at again; '' where it has no end.
    """

    how: str
    agreed: str
    told: Told = Told()
    power: str = ""
    decided_on: str = ""
    review_on: str = ""


def record(tx: Tx, person_id: int, about: str, made: Made, *, who: str, at: str) -> int:
    """Keeps a decision, which takes the place of the one before; a no ends the links that it is about.

    Raises:
        DecisionRefused: Something is missing, or this is nobody who may decide; it says what.
    """
    today = date.fromisoformat(at[:10])
    if wrong := faults(about, made, today):
        raise DecisionRefused(wrong)
    by_self = made.how == How.SELF
    kept = decisions.add(
        tx,
        person_id=person_id,
        about=about,
        how=made.how,
        agreed=made.agreed == "yes",
        body=json.dumps({name: value for name, value in asdict(made.told).items() if value}),
        decided_on=today.isoformat() if by_self else made.decided_on,
        review_on=None if by_self else made.review_on or None,
        who=who,
        at=at,
    )
    if made.agreed == "no":
        end_links(tx, person_id, about, at)
    return kept


def faults(about: str, made: Made, today: date) -> dict[str, str]:
    """What is missing or wrong, by field."""
    known = {How.SELF, How.BEST_INTERESTS} if about == FAMILY else set(How)
    wrong: dict[str, str] = {}
    if made.how not in known:
        return {"how": "Say who decides."}
    if made.agreed not in {"yes", "no"}:
        wrong["agreed"] = "Say yes or no."
    if made.how == How.SELF:
        return wrong
    if made.how in APPOINTED:
        wrong |= _appointed(made)
    elif not made.told.asked:
        wrong["asked"] = "Say who was asked: the person first, then those who know them."
    if not made.told.who:
        wrong["who"] = "Say who decided."
    return wrong | _days(made, today)


def _appointed(made: Made) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if made.power == PROPERTY:
        wrong["power"] = (
            "Property and affairs is about money. Whoever has only that may not decide about taking part. "
            "Record a best-interests decision instead."
        )
    elif made.power != HEALTH:
        wrong["power"] = "Say what the document is about. Look at it."
    if not made.told.seen_by:
        wrong["seen_by"] = "Say who saw the document. Without it nobody may decide for someone else."
    return wrong


def _days(made: Made, today: date) -> dict[str, str]:
    wrong: dict[str, str] = {}
    decided, review = _day(made.decided_on), _day(made.review_on)
    if decided is None or decided > today:
        wrong["decided_on"] = "Say on which day. It cannot be later than today."
    if made.review_on and review is None:
        wrong["review_on"] = "Write a day, such as 22 May 2027."
    elif made.how == How.BEST_INTERESTS and (review is None or not today < review <= today + LONGEST_REVIEW):
        wrong["review_on"] = "Say when it is looked at again: after today, and within a year."
    elif review is not None and review <= today:
        wrong["review_on"] = "This day has passed. Say when it ends, or leave it empty."
    return wrong


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def forget_answer(tx: Tx, person_id: int, about: str, at: str) -> None:
    """Nothing is decided any more: everyone decides for themselves, and was not asked about their family yet."""
    decisions.end(tx, person_id=person_id, about=about, at=at)


def told(tx: Tx, decision: Decision) -> Told:
    """What was written down about a decision. Staff pages note the look."""
    known, body = {field.name for field in fields(Told)}, decisions.body_of(tx, decision)
    return Told(**{name: value for name, value in json.loads(body or "{}").items() if name in known})


def has_run_out(decision: Decision, today: date) -> bool:
    """Whether it had to be looked at again by now."""
    return decision.review_on is not None and date.fromisoformat(decision.review_on) < today


def end_links(tx: Tx, person_id: int, about: str, at: str) -> None:
    """Ends the links that a no is about: the person's own, or their family's. To watch someone is decided apart."""
    whose = (person_id,) if about == TALK else tuple(one.id for one in people.relatives_of(tx, person_id))
    for one in whose:
        for invitation in invitations.of_person(tx, one):
            if invitation.revoked_at is None and invitation.observation_id is None:
                invitations.revoke(tx, invitation.id, at)


def end_refused(tx: Tx, person_id: int, about: str, at: str) -> None:
    """Ends those links where the decision that stands is a no."""
    found = decisions.standing(tx, person_id, about)
    if found is not None and not found.agreed:
        end_links(tx, person_id, about, at)


def refuse_undecided(tx: Tx, person: Person, today: date) -> None:
    """Nobody is asked against a decision, and no family without the person's yes.

    Raises:
        InvitationRefused: The decision said no or ran out; or a person was not asked if their family may be.
    """
    if person.audience == Audience.PERSON:
        _refuse_talk(tx, person, today)
    elif person.audience == Audience.FAMILY:
        _refuse_family(tx, person, today)


def _refuse_talk(tx: Tx, person: Person, today: date) -> None:
    """Nobody having decided anything, they decide for themselves."""
    found = decisions.standing(tx, person.id, TALK)
    if found is None:
        return
    if not found.agreed:
        raise InvitationRefused(
            "It was decided that they do not take part.", mend="Ask again, and record what changed."
        )
    if has_run_out(found, today):
        raise InvitationRefused(
            "The decision that they take part has run out.", mend="Look at it again on their page, and record it anew."
        )


def _refuse_family(tx: Tx, relative: Person, today: date) -> None:
    whose = people.get(tx, relative.relative_of) if relative.relative_of else None
    if whose is None or whose.forgotten_at:
        raise InvitationRefused("Nobody knows whose family they are.", mend="Say it on their page first.")
    found = decisions.standing(tx, whose.id, FAMILY)
    if found is None:
        mend = "Ask the person first, and record their yes on their page."
        raise InvitationRefused("The person was not asked yet if we may ask their family.", mend=mend)
    if not found.agreed:
        raise InvitationRefused("The person said no: we may not ask their family.", mend="Ask nobody else about them.")
    if has_run_out(found, today):
        mend = "Look at it again on the person's page, and record it anew."
        raise InvitationRefused("The decision that their family may be asked has run out.", mend=mend)


def run_out(tx: Tx, services: Iterable[int] | None, today: date) -> int:
    """How many decisions have to be looked at again, in some services or (None) all."""
    return decisions.count_run_out(tx, services, today.isoformat())
