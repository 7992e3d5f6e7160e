"""What needs somebody today about worries, and about whether anybody would hear of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from asking import worry_alerts, worry_message
from asking.alerts import Watch, named
from asking.hearers import signs_in
from asking.permissions import ADMINISTRATORS
from asking.worry_access import hidden_from, open_for, opened_by
from asking.worry_hearers import is_reached, of_service
from bot.staff.desk import Desk
from bot.staff.guard import Visit
from bot.staff.need import Need
from store import services, settings, worries
from store.tx import Tx


def _worries(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    waiting = open_for(tx, visit.member)
    if not waiting:
        return
    if visit.leads:
        sentence = "A worry waits for you." if waiting == 1 else f"{waiting} worries wait for you."
        yield Need(sentence, "/staff/worries", late=True)
    else:
        link = "/staff/services" if visit.manages else ""
        yield Need("A worry is open. Tell the safeguarding lead or deputy: only they can see it.", link, late=True)


def _mine(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """Worries that this lead took and that are not closed."""
    if not visit.leads:
        return
    mine = [one for one in worries.unfinished(tx) if one.acknowledged_at and one.taken_by == visit.member.id]
    if number := len(opened_by(tx, visit.member, tuple(mine))):
        what = "A worry that you took is" if number == 1 else f"{number} worries that you took are"
        yield Need(f"{what} still open. Write down what was done.", "/staff/worries")


def _not_opened(tx: Tx, desk: Desk, visit: Visit) -> Iterable[Need]:
    """Messages of what happened next that nobody opened, or that cannot be delivered: somebody goes in person."""
    for one in opened_by(tx, visit.member, worry_message.late(tx, desk.clock())) if visit.leads else ():
        sentence = "Somebody has not opened what you wrote to them. Tell them in person what happened next."
        yield Need(sentence, f"/staff/worries/{one.id}#messages", late=True)


def _nobody_told(tx: Tx, desk: Desk, visit: Visit) -> Iterable[Need]:
    """What keeps a worry from being heard: one that reached nobody, and services without any way to tell."""
    if visit.role not in ADMINISTRATORS:
        return
    hidden = hidden_from(tx, visit.member)
    waits = [one for one in worry_alerts.unreached(tx) if one.id not in hidden]
    waits = [one for one in waits if one.everywhere or visit.sees(one.service_id)]
    for house, everywhere in dict.fromkeys((one.service_id, one.everywhere) for one in waits):
        number = sum((one.service_id, one.everywhere) == (house, everywhere) for one in waits)
        service = None if everywhere else services.get(tx, house)
        what = "A worry waits, and no message reached anybody who may open it." if number == 1 else (
            f"{number} worries wait, and no message reached anybody who may open them."
        )  # fmt: skip
        at = f" at {service.name}" if service else ""
        yield Need(f"{what} Name somebody{at}.", f"/staff/services/{house}/nobody-answers", late=True)
    here = [one for one in services.all(tx) if visit.sees(one.id) and one.lead_name]
    silent = [one for one in here if not any(is_reached(tx, who, desk.clock()) for who in of_service(tx, one.id))]
    if silent and settings.get(tx, "sample") != "yes":
        where = silent[0].name if len(silent) == 1 else f"{len(silent)} services"
        link = f"/staff/services/{silent[0].id}" if len(silent) == 1 else "/staff/services"
        yield Need(f"No message reaches the lead or the deputy of {where}. A worry shows on these pages only.", link)


def _cannot_sign_in(tx: Tx, _desk: Desk, visit: Visit) -> Iterable[Need]:
    """Whoever is to hear worries and cannot read them."""
    if visit.role not in ADMINISTRATORS:
        return
    for house in services.all(tx):
        lost = [role for role in Watch if named(house, role) and signs_in(tx, house, role) is None]
        if lost and visit.sees(house.id):
            who = "Lead and deputy" if len(lost) > 1 else "The lead" if lost[0] is Watch.LEAD else "The deputy"
            yield Need(
                f"{who} of {house.name} cannot sign in, so they cannot read a worry.", f"/staff/services/{house.id}"
            )


LOOKS: tuple[Callable[[Tx, Desk, Visit], Iterable[Need]], ...] = (
    _worries,
    _mine,
    _not_opened,
    _nobody_told,
    _cannot_sign_in,
)
"""One function for each kind of thing that can wait."""
