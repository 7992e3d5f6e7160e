"""Asking two people who know someone what they see: nobody is left out for using few words (docs/asking.md D18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from asking.errors import InvitationRefused
from asking.invitations import invite, known_person
from asking.moment import stamp
from dialogs.model import Audience
from locales import Languages
from store import access_log, invitations, observations
from store.people import Person
from store.tx import Tx

OBSERVERS = 2
WATCHERS = frozenset({Audience.FAMILY, Audience.STAFF})
PAID = frozenset({Audience.STAFF})


@dataclass(frozen=True, slots=True)
class Watching:
    """Two people who were invited to watch.

    Attributes:
        invitations: Ids of their invitations, in the order in which they were named.
        all_paid: Nobody among them is unpaid; one should be, where possible.
    """

    observation_id: int
    invitations: tuple[int, ...]
    all_paid: bool


def observe(
    tx: Tx,
    *,
    person_id: int,
    by: tuple[int, ...],
    decided: str,
    round_id: int,
    code: str,
    areas: tuple[str, ...],
    now: datetime,
    who: str,
    languages: Languages | None = None,
) -> Watching:
    """Invite two people to write down what someone shows; once more in a round, it replaces who is not named again.

    Args:
        tx: The transaction to write in.
        person_id: The person who uses few words.
        by: The two who know them: family or staff.
        decided: Who decided that this is right for the person, and when; kept sealed.
        round_id: The round that it counts in.
        code: Id of the code.
        areas: Ids of the areas.
        now: When.
        who: Who invites, for the access log.
        languages: What people can be asked in; the packaged ones when left out.

    Raises:
        InvitationRefused: Not two different people who know the person; nobody decided; or as for any invitation.
        UnknownName: One of them does not exist or was forgotten.
    """
    watchers, at = _right_people(tx, person_id, by), stamp(now)
    _refuse_undecided(decided)
    made = _observation(tx, person_id, round_id, at)
    observations.decide(tx, made, person_id=person_id, decided=decided.strip())
    access_log.add(tx, at=at, who=who, did=f"asked two to watch, observation {made}", person_id=person_id)
    before = _asked_before(tx, made, by, at)
    ask = partial(invite, tx, round_id=round_id, code=code, areas=areas, now=now, observation_id=made)
    invited = tuple(before.get(one.id) or ask(person_id=one.id, languages=languages) for one in watchers)
    return Watching(made, invited, all(one.audience in PAID for one in watchers))


def _observation(tx: Tx, person_id: int, round_id: int, at: str) -> int:
    """The one of this round, begun if it was not."""
    found = observations.of_round(tx, person_id=person_id, round_id=round_id)
    return found.id if found else observations.add(tx, person_id=person_id, round_id=round_id, at=at)


def _asked_before(tx: Tx, observation_id: int, by: tuple[int, ...], at: str) -> dict[int, int]:
    """The invitations of those who were asked before and are named again; all others are replaced, and theirs end."""
    good = [one for one in observations.observers(tx, observation_id) if not one.revoked_at]
    for one in good:
        if one.person_id not in by:
            invitations.revoke(tx, one.invitation_id, at)
    return {one.person_id: one.invitation_id for one in good if one.person_id in by}


def _right_people(tx: Tx, person_id: int, by: tuple[int, ...]) -> list[Person]:
    person, watchers = known_person(tx, person_id), [known_person(tx, one) for one in by]
    _refuse_wrong_people(person, watchers)
    return watchers


def _refuse_undecided(decided: str) -> None:
    if not decided.strip():
        raise InvitationRefused(
            "Nobody has decided yet that this is right for the person.",
            mend="Say who decided it and when: the person, a deputy or attorney, or a best-interests decision.",
        )


def _refuse_wrong_people(person: Person, watchers: list[Person]) -> None:
    if person.audience != Audience.PERSON:
        raise InvitationRefused("Only someone who is supported can be watched.", mend="Look the number up again.")
    if len({one.id for one in watchers}) != OBSERVERS:
        raise InvitationRefused("Two different people have to watch.", mend="Name two, each with --by NUMBER.")
    if any(one.audience not in WATCHERS for one in watchers):
        raise InvitationRefused("Only family or staff can be asked to watch someone.", mend="Name two of them.")
    strangers = [
        one.id for one in watchers if one.audience == Audience.FAMILY and one.relative_of not in (None, person.id)
    ]
    if strangers:
        raise InvitationRefused(f"Person {strangers[0]} is another person's relative.", mend="Name someone close.")
