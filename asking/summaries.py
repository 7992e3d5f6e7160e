"""The monthly summary: who begins it, who may see what, and when it is signed, closed and corrected.

The person answers first, and shares what they choose. The keyworker writes a view of their own before they see any of
it. Then both look at it together, promise things, and sign. After both have signed nothing changes; a correction is a
new version.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from asking.errors import NoSummary, SummaryRefused, UnknownName
from asking.invitations import invite, known_person
from asking.moment import stamp
from asking.noticing import notice
from asking.permissions import Role
from asking.rounds import round_for
from asking.sight import NOTHING, Sight
from dialogs.pack import Pack
from dialogs.transitions import State
from locales import Languages
from store import invitations, members, noticed, promises, sessions, summaries, wish_answers, wishes
from store.invitations import Invitation
from store.members import Member
from store.people import Person
from store.summaries import Summary
from store.tx import Tx

T = TypeVar("T")
ANSWERED = (State.CLOSED, State.STOPPED, State.DECLINED)
"""Where the person's own part has come to an end, for now or for good. No is an answer too."""
OVER = frozenset(str(state) for state in ANSWERED)


class Access(StrEnum):
    """What a member of staff may do with a person's summary."""

    MAKES = "makes"
    """They are the keyworker, or stand in."""
    MAY_STAND_IN = "may stand in"
    """Another keyworker of the house, who says first that they stand in."""
    LOOKS_ON = "looks on"
    """A manager: sees how far it is and who makes it, not what was said."""


def month_of(day: date) -> str:
    """Such as `2026-11`."""
    return f"{day:%Y-%m}"


def of_link(tx: Tx, invitation: Invitation, now: datetime) -> Summary:
    """The newest version of the summary that a person's link is about; begun if it was not, in a turn that writes.

    Raises:
        SummaryRefused: The link is about something else.
    """
    if invitation.kind != summaries.KIND:
        raise SummaryRefused("This link is for a talk, not for a monthly summary.")
    found = summaries.of_invitation(tx, invitation.id)
    if found is None:
        month = month_of(datetime.fromisoformat(invitation.created_at))
        summary_id = summaries.add(
            tx, person_id=invitation.person_id, invitation_id=invitation.id, month=month, at=stamp(now)
        )
        found = _there(summaries.get(tx, summary_id))
    return found


def begin(tx: Tx, pack: Pack, *, person_id: int, now: datetime, languages: Languages | None = None) -> Summary:
    """This month's summary of a person, who is invited to it where they were not.

    Raises:
        AskingError: Nobody may be asked there yet, or there is nobody (see `asking.invitations`).
        NoSummary: The pack has no questions for it.
    """
    person = known_person(tx, person_id)
    found = summaries.in_month(tx, month_of(now)).get(person_id)
    if found is not None:
        return found
    if not pack.monthly:
        raise NoSummary("There are no questions for a monthly summary.")
    for one in reversed(invitations.of_person(tx, person_id)):
        if one.kind == summaries.KIND and not one.revoked_at and one.created_at[:7] == month_of(now):
            return of_link(tx, one, now)
    round_id = round_for(tx, now.date(), service_id=person.service_id, audience=person.audience, summary=True)
    invitation_id = invite(
        tx, person_id=person_id, round_id=round_id, code=pack.id, areas=pack.monthly, now=now, languages=languages,
        kind=summaries.KIND,
    )  # fmt: skip
    return of_link(tx, _there(invitations.get(tx, invitation_id)), now)


def access(member: Member, person: Person, summary: Summary | None = None) -> Access | None:
    """What a member may do; None for whoever has nothing to do with it."""
    if not member.sees(person.service_id):
        return None
    if member.id in {person.keyworker_id, summary.member_id if summary else None}:
        return Access.MAKES
    if member.role == Role.KEYWORKER:
        return Access.MAY_STAND_IN
    return Access.LOOKS_ON if member.role in {Role.MANAGER, Role.ADMINISTRATOR} else None


def answered(tx: Tx, summary: Summary) -> bool:
    """Whether the person's own part has come to an end."""
    session = sessions.by_invitation(tx, summary.invitation_id)
    return session is not None and session.state in OVER


def has_no_helper(tx: Tx, person: Person) -> bool:
    """Whether nobody independent is named to help this person. The manager's home says so."""
    helper = members.get(tx, person.helper_id) if person.helper_id else None
    return helper is None or helper.ended_at is not None


def open_one(tx: Tx, summary_id: int) -> Summary:
    """A summary that can still change.

    Raises:
        UnknownName: There is none.
        SummaryRefused: Both have signed it, or there is a newer version.
    """
    summary = summaries.get(tx, summary_id)
    if summary is None:
        raise UnknownName(f"There is no summary number {summary_id}.", mend="Open the list of summaries again.")
    newest = summaries.of_invitation(tx, summary.invitation_id)
    if summary.closed_at or newest != summary:
        raise SummaryRefused("You have both signed this summary. It stays as it is.", mend="Make a correction.")
    return summary


def changed(tx: Tx, summary: Summary) -> None:
    """Something in it changed: whoever had signed signs again."""
    if summary.person_signed_at:
        summaries.sign_person(tx, summary.id, None)
    if summary.staff_signed_at:
        summaries.sign_staff(tx, summary.id, None, None)


def share(tx: Tx, summary: Summary, answer_ids: frozenset[int], at: str) -> None:
    """The person shares exactly these answers.

    Raises:
        SummaryRefused: Both have signed.
    """
    open_one(tx, summary.id)
    if answer_ids != summaries.shared(tx, summary.id):
        summaries.share(tx, summary.id, answer_ids, at)
        changed(tx, summary)


def agree(tx: Tx, summary: Summary, *, change: bool, family: bool) -> None:
    """The person says whether a wish may go further, and whether the family may get a copy.

    A copy for the family can be refused after both have signed too.

    Raises:
        SummaryRefused: Both have signed.
    """
    if summary.closed_at and summary.family_ok and not family:
        summaries.agree(tx, summary.id, change=summary.change_ok, family=False)  # no is always heard
        return
    open_one(tx, summary.id)
    if (change, family) != (summary.change_ok, summary.family_ok):
        summaries.agree(tx, summary.id, change=change, family=family)
        changed(tx, summary)


def wish(tx: Tx, summary: Summary, words: str, now: datetime | None = None, seen: Sight = NOTHING) -> None:
    """Keep what both wish for everyone; '' for nothing. Whether it goes further the person says anew.

    The detector looks at it, where the present moment is given; `seen` is what it saw before.

    Raises:
        SummaryRefused: Both have signed.
    """
    open_one(tx, summary.id)
    if words != summaries.wish_of(tx, summary):
        summaries.put_wish(tx, summary, words)
        if words and now:
            notice(tx, noticed.of_summary(tx, summary, "wish", words), now, seen)
        summaries.agree(tx, summary.id, change=False, family=summary.family_ok)
        changed(tx, summary)


def sign_person(tx: Tx, summary: Summary, person: Person, at: str) -> None:
    """The person signs.

    Raises:
        SummaryRefused: Both have signed, or the keyworker has not looked at it with the person yet.
    """
    open_one(tx, summary.id)
    if not summary.met_at:
        raise SummaryRefused("The keyworker has not looked at it yet.", mend="Look at it together first.")
    summaries.sign_person(tx, summary.id, at)
    _close(tx, summary.id, person, at)


def sign_staff(tx: Tx, summary: Summary, person: Person, member: Member, at: str) -> None:
    """The keyworker, or who stands in, signs.

    Raises:
        SummaryRefused: Both have signed, or they have not looked at it with the person yet.
    """
    open_one(tx, summary.id)
    if not summary.met_at:
        raise SummaryRefused("You have not looked at it together yet.", mend="Save your view, then open the meeting.")
    summaries.sign_staff(tx, summary.id, member.id, at)
    _close(tx, summary.id, person, at)


def _close(tx: Tx, summary_id: int, person: Person, at: str) -> None:
    """Once both have signed it stays as it is, and a wish that may go further does."""
    summary = _there(summaries.get(tx, summary_id))
    if not (summary.person_signed_at and summary.staff_signed_at):
        return
    summaries.close(tx, summary_id, at)
    words = summaries.wish_of(tx, summary) if summary.change_ok else ""
    if words:
        wishes.add(tx, summary_id=summary_id, person_id=person.id, service_id=person.service_id, words=words, at=at)


def correct(tx: Tx, summary_id: int, at: str) -> Summary:
    """A new version of a closed summary, with all that was in it, for both to change and sign.

    Raises:
        SummaryRefused: It is not closed, or there is a newer version already.
    """
    old = summaries.get(tx, summary_id)
    if old is None or not old.closed_at or summaries.of_invitation(tx, old.invitation_id) != old:
        raise SummaryRefused("Only a summary that both have signed is corrected.", mend="Change this one instead.")
    new_id = summaries.add(
        tx, person_id=old.person_id, invitation_id=old.invitation_id, month=old.month, version=old.version + 1, at=at
    )
    new = _there(summaries.get(tx, new_id))
    if old.member_id:
        summaries.stand_in(tx, new_id, old.member_id)
    summaries.put_view(tx, new, summaries.view_of(tx, old), old.view_at or at)
    summaries.meet(tx, new_id, old.met_at or at)
    summaries.share(tx, new_id, summaries.shared(tx, old.id), at)
    summaries.agree(tx, new_id, change=old.change_ok, family=old.family_ok)
    summaries.put_wish(tx, new, summaries.wish_of(tx, old))
    for one in promises.of_summary(tx, old.id):
        promises.add(tx, summary_id=new_id, person_id=old.person_id, what=one.what, who=one.who, by_day=one.by_day)
    wish_answers.remove_of_summary(tx, old.id)
    wishes.remove_of_summary(tx, old.id)
    return _there(summaries.get(tx, new_id))


def before(tx: Tx, summary: Summary) -> Summary | None:
    """The newest closed summary of an earlier month: what was promised there is looked at again."""
    earlier = (one for one in summaries.of_person(tx, summary.person_id) if one.month < summary.month)
    closed = [one for one in earlier if one.closed_at]
    return closed[-1] if closed else None


def _there(found: T | None) -> T:
    """What was just written."""
    if found is None:
        raise LookupError("a row that was just written is gone")
    return found
