"""What needs the one who is signed in today: one line for each kind of thing, with the page where it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from asking import decisions, houses, retention, setting_up
from asking.errors import InvitationRefused
from asking.invitations import refuse_without_safeguarding
from asking.permissions import ADMINISTRATORS, Role
from asking.profiles import reviews_due
from asking.working_days import is_overdue
from asking.worry_contacts import is_only_contact
from bot.keeping.needs import keeping_needs
from bot.staff import today_actions, today_changes, today_declaring, today_summaries, today_worries
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from bot.staff.helping import asked_for
from bot.staff.need import Need
from bot.staff.plain import day
from bot.staff.plain import people as so_many_people
from bot.staff.unreachable import unreachable
from evidence.progress import Why, progress
from evidence.self_assessment.declaring import SOON_DAYS
from evidence.self_assessment.declaring import due as assessments_due
from store import (
    assessments,
    comments,
    experts,
    forgettings,
    media,
    people,
    record_uses,
    rounds,
    services,
    voices,
    words,
)
from store.rounds import Kind
from store.tx import Tx

WHO_LEADS = "/staff/services"
"""There stands who the lead and the deputy of each service are."""
WAITING = frozenset({Why.UNKNOWN, Why.NOT_YET, Why.AWAY})
"""Reasons after which someone is still to be asked."""
MOST_PLACES = 3
"""So many are named in a line."""
SOON = 7
"""Days before the end of a round from which on it is late to ask."""


def needs(tx: Tx, desk: Desk, visit: Visit) -> tuple[Need, ...]:
    """Everything that waits, what is late first."""
    found = [need for look in LOOKS for need in look(tx, desk, visit)]
    return tuple(sorted(found, key=lambda one: not one.late))


def _decisions(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """Decisions about taking part, or about asking a family, that have to be looked at again."""
    number = decisions.run_out(tx, visit.member.services, visit.today) if visit.manages else 0
    if number:
        what = "1 decision has" if number == 1 else f"{number} decisions have"
        yield Need(f"{what} run out. Until they are looked at again, nobody can be asked.", "/staff/people", late=True)


def _not_heard(tx: Tx, desk: Desk, visit: Visit) -> Iterable[Need]:
    """Words, recordings and photos that nobody has taken in yet (D19). Who manages sees to it that a lead does."""
    if not (visit.leads or visit.manages):
        return
    now = desk.clock()
    waits = [one.at for one in words.not_heard(tx) if visit.sees(one.service_id)]
    waits += [one.at for one in comments.not_heard(tx) if visit.sees(one.service_id)]
    for found in media.not_heard(tx):
        owner = people.get(tx, found.person_id)
        if owner and visit.sees(owner.service_id):
            waits.append(found.stored_at)
    late = sum(is_overdue(at, now) for at in waits)
    if waits:
        what = f"{len(waits)} answers in people’s own words wait" if len(waits) > 1 else "1 answer in own words waits"
        more = f", {'all' if late == len(waits) else late} of them more than one working day" if late else ""
        who = "" if visit.leads else " The safeguarding lead hears and reads them."
        yield Need(
            f"{what} to be heard or read{more}.{who}", "/staff/words" if visit.leads else WHO_LEADS, late=bool(late)
        )


def _unreachable(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    lost = len(unreachable(tx, visit.member)) if visit.cares else 0
    if lost:
        yield Need(f"We cannot reach {so_many_people(lost)} in Telegram.", "/staff/unreachable")


def _nobody_to_tell(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """Services in which nobody can be invited yet. Whoever sets up hears of it in one line, with the rest."""
    if not visit.manages or (visit.role in ADMINISTRATORS and setting_up.Step.SAFEGUARDING not in setting_up.done(tx)):
        return
    for service in services.all(tx):
        try:
            refuse_without_safeguarding(service)
        except InvitationRefused as refused:
            if visit.sees(service.id):
                yield Need(f"{refused} Until then nobody there can be asked.", f"/staff/services/{service.id}")


def _reviews_due(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """People whom nobody has asked how they communicate, or not for a year."""
    due = reviews_due(tx, visit.member.services, visit.today) if visit.manages else 0
    if due:
        yield Need(f"Ask {so_many_people(due)} how they like to communicate.", "/staff/people?show=due")


def _asked_for(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """Those who asked for an independent helper."""
    number = len(asked_for(tx, visit)) if visit.role == Role.HELPER else 0
    if number:
        yield Need(f"{so_many_people(number)} asked for your help.", "/staff/helping")


def _setting_up(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """Steps of setting up that an administrator left for later."""
    finished = setting_up.done(tx)
    if visit.role in ADMINISTRATORS and len(finished) < len(setting_up.Step):
        yield Need(f"Finish setting up: {len(finished)} of {len(setting_up.Step)} done", "/staff/setting-up")


def _no_service(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """Who works for no service sees empty pages, and is told why."""
    theirs = visit.role in ADMINISTRATORS or is_only_contact(visit.member) or houses.seen_by(tx, visit.member)
    if not theirs:
        yield Need("You do not work for a service yet. Ask an administrator to add you to one.")


def _not_asked(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """Who waits to be asked in the rounds that are open, and those that end soon. Summaries have their own line."""
    here = [one.id for one in houses.seen_by(tx, visit.member)] if visit.cares else []
    for one in rounds.open_on(tx, visit.today.isoformat()) if here else ():
        if one.kind is Kind.SUMMARY:
            continue
        found = progress(tx, one, here)
        waiting = sum(left.why in WAITING for left in found.left)
        days = (date.fromisoformat(one.closes_on) - visit.today).days
        if waiting:
            when = f" It ends in {days} days." if SOON > days > 1 else " It ends soon." if days <= 1 else ""
            sentence = f"{one.name}: {so_many_people(waiting)} not asked yet.{when}"
            yield Need(sentence, f"/staff/rounds/{one.id}", late=days < SOON)


def _assessments(tx: Tx, desk: Desk, visit: Visit) -> Iterable[Need]:
    """A self-assessment that is due within sixty days or overdue, and what somebody says about a published one."""
    if not visit.manages:
        return
    for service_id, due in assessments_due(tx, desk.pack).items():
        days = (date.fromisoformat(due) - visit.today).days
        if visit.sees(service_id) and days <= SOON_DAYS:
            sentence = f"The next self-assessment {'was' if days < 0 else 'is'} due on {day(due)}."
            yield Need(sentence, "/staff/assessments", late=days < 0)
    for one in assessments.all(tx):
        waits = sum(voice.replied_at is None for voice in voices.of(tx, one.id, voices.CHALLENGE))
        if waits and visit.sees(one.service_id):
            who = "Someone sees" if waits == 1 else f"{waits} people see"
            yield Need(f"{who} our self-assessment differently. Answer them.", f"/staff/assessments/{one.id}/said")
        yield from _checked(tx, one.id) if visit.sees(one.service_id) else ()


def _checked(tx: Tx, number: int) -> Iterable[Need]:
    """What experts by experience sent that nobody has answered, and what is to be taken out."""
    found = [one for one in experts.of(tx, number) if one.waits]
    here = f"/staff/assessments/{number}/experts"
    if any(not one.asked_out_at for one in found):
        yield Need("An expert by experience has checked our self-assessment. Read what they say.", here)
    if any(one.asked_out_at for one in found):
        yield Need("An expert by experience wants what they said taken out.", here, late=True)


def _quotes_to_take_out(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """Where words stand whose yes was taken back, or goes less far now: also in files that somebody has."""
    left = [one for one in record_uses.to_take_out(tx) if visit.sees(one.service_id)] if visit.manages else []
    if left:
        number, places = len({one.record_id for one in left}), list(dict.fromkeys(one.place for one in left))
        what = "1 record has" if number == 1 else f"{number} records have"
        where = f"{'; '.join(places[:MOST_PLACES])}{'; and more' if len(places) > MOST_PLACES else ''}"
        sentence = f"{what} to be taken out of what was published. Look at copies and files of: {where}."
        yield Need(sentence, "/staff/records#take-out", late=True)


def _backups(tx: Tx, desk: Desk, visit: Visit) -> Iterable[Need]:
    """Backups that fail, are too old, or are never made."""
    if visit.role in ADMINISTRATORS:
        yield from (Need(sentence, late=True) for sentence in keeping_needs(tx, desk.clock()))


def _rights(tx: Tx, desk: Desk, visit: Visit) -> Iterable[Need]:
    """People who will be forgotten in the services of this member, and rules that were not carried out."""
    if visit.manages:
        waits = [one.person_id for one in forgettings.all_waiting(tx)]
        here = sum(visit.sees(found.service_id) for one in waits if (found := people.get(tx, one)))
        if here:
            yield Need(
                f"{so_many_people(here)} will be forgotten soon. You can look at it, or undo it.", "/staff/people"
            )
    if visit.role in ADMINISTRATORS and retention.is_late(tx, desk.clock()):
        sentence = "What should be deleted by now is not: the rules for how long things are kept were not carried out."
        yield Need(sentence, "/staff/keeping", late=True)


LOOKS: tuple[Callable[[Tx, Desk, Visit], Iterable[Need]], ...] = (
    *today_worries.LOOKS,
    _nobody_to_tell,
    _quotes_to_take_out,
    _rights,
    _backups,
    _setting_up,
    _no_service,
    _not_heard,
    _decisions,
    _asked_for,
    _not_asked,
    *today_summaries.LOOKS,
    *today_changes.LOOKS,
    *today_declaring.LOOKS,
    *today_actions.LOOKS,
    _assessments,
    _unreachable,
    _reviews_due,
    today_actions.to_tidy,
)
"""One function for each kind of thing that can wait: safety first, then what people were promised, then work."""
