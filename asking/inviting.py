"""What staff do with invitations: invite one or many, renew a link, end it. Who did it is written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from asking.decisions import refuse_undecided
from asking.errors import AskingError, LinkOver, NothingToAsk
from asking.invitations import DAYS_OPEN, invite, known_person, unfinished_invitation
from asking.moment import stamp
from asking.rounds import areas_in
from dialogs.model import Audience
from dialogs.pack import Pack
from dialogs.transitions import State
from locales import Languages
from store import access_log, invitations, people, rounds, sessions
from store.invitations import Invitation
from store.rounds import Kind, Round
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Inviter:
    """Who invites, when, and to what.

    Attributes:
        who: Name of the one who invites, for the access log.
        round_id: The round that the answers count in.
    """

    pack: Pack
    languages: Languages
    who: str
    now: datetime
    round_id: int

    def invite(self, tx: Tx, person_id: int, areas: tuple[str, ...] = ()) -> int:
        """Invite someone; gives the same invitation again where one waits for their answers.

        Args:
            tx: The transaction to write in.
            person_id: Who is invited.
            areas: What about; empty for all that the round asks this audience about.

        Raises:
            AskingError: They cannot be invited; the sentence says why, and how that is mended.
        """
        person = known_person(tx, person_id)
        found = open_round(tx, self.round_id, self.now.date())
        if found.code not in {"", self.pack.id} or not found.asks(person.service_id, person.audience):
            raise NothingToAsk("This round asks other people, or in other services.")
        wanted = areas or areas_in(found, self.pack.areas_for(Audience(person.audience)))
        if not wanted:
            raise NothingToAsk("This round has no questions for this person.")
        waiting = unfinished_invitation(tx, person_id=person_id, round_id=found.id, areas=wanted, now=self.now)
        if waiting is not None:
            return waiting
        made = invite(
            tx,
            person_id=person_id,
            round_id=found.id,
            code=self.pack.id,
            areas=wanted,
            now=self.now,
            languages=self.languages,
        )
        log(tx, made, self.who, f"invited, invitation {made}", at=stamp(self.now))
        return made


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of many.

    Attributes:
        done: Id of their invitation; 0 where it was refused.
        refused: Why; None where it was not.
    """

    person_id: int
    done: int = 0
    refused: AskingError | None = None


def each(tx: Tx, people: Iterable[int], act: Callable[[Tx, int], int]) -> tuple[Outcome, ...]:
    """Do the same for many. Who is refused stops nobody else."""
    return tuple(_tried(tx, one, act) for one in people)


def _tried(tx: Tx, person_id: int, act: Callable[[Tx, int], int]) -> Outcome:
    try:
        return Outcome(person_id, done=act(tx, person_id))
    except AskingError as refused:
        return Outcome(person_id, refused=refused)


def open_round(tx: Tx, round_id: int, today: date) -> Round:
    """A round that people can be invited to, of talks or of ladders.

    Raises:
        NothingToAsk: There is no such round, or it is not open today.
    """
    opened = rounds.open_on(tx, today.isoformat())
    found = next((one for one in opened if one.id == round_id and one.kind is not Kind.SUMMARY), None)
    if found is None:
        raise NothingToAsk("This round is not open now.")
    return found


def open_rounds(tx: Tx, today: date) -> tuple[Round, ...]:
    """Every round that people can be invited to: of talks, the newest first, then of ladders."""
    found = [one for one in rounds.open_on(tx, today.isoformat()) if one.kind is not Kind.SUMMARY]
    return tuple(sorted(found, key=lambda one: not one.is_talk))


def renew(tx: Tx, invitation_id: int, *, who: str, now: datetime) -> None:
    """Make a new link. Every older one ends; what was answered stays, and a talk goes on where it was.

    Raises:
        AskingError: They may not be asked any more.
    """
    found = invitations.get(tx, invitation_id)
    person = people.get(tx, found.person_id) if found and found.observation_id is None else None
    if person is not None:
        refuse_undecided(tx, person, now.date())
    invitations.renew(tx, invitation_id, stamp(now + timedelta(days=DAYS_OPEN)))
    log(tx, invitation_id, who, f"made a new link, invitation {invitation_id}", at=stamp(now))


def revoke(tx: Tx, invitation_id: int, *, who: str, now: datetime) -> None:
    """End the link. To undo it is to renew."""
    invitations.revoke(tx, invitation_id, stamp(now))
    log(tx, invitation_id, who, f"ended the link, invitation {invitation_id}", at=stamp(now))


def sent(tx: Tx, invitation_id: int, *, by: str, who: str, now: datetime) -> None:
    """Note that an invitation went to the person, and how."""
    invitations.sent(tx, invitation_id, by=by, at=stamp(now))
    log(tx, invitation_id, who, f"sent by {by}, invitation {invitation_id}", at=stamp(now))


def good(tx: Tx, invitation_id: int, now: datetime) -> Invitation:
    """An invitation whose link opens something.

    Raises:
        LinkOver: It was ended, its last day has passed before it was begun, or its talk is finished.
    """
    found = invitations.get(tx, invitation_id)
    talk = sessions.by_invitation(tx, invitation_id) if found else None
    ran_out = found is not None and talk is None and found.expires_at < stamp(now)
    if found is None or found.revoked_at or ran_out or (talk is not None and talk.state == State.CLOSED):
        raise LinkOver
    return found


def log(tx: Tx, invitation_id: int, who: str, did: str, *, at: str) -> None:
    """Write down who did what with someone's invitation."""
    found = invitations.get(tx, invitation_id)
    access_log.add(tx, at=at, who=who, did=did, person_id=found.person_id if found else None)
