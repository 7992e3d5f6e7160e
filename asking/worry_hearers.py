"""Who hears of a worry, and by which ways they can be reached; never whom it is about, nor a keyworker as such.

Lead and deputy come first. Who is named for a service where nobody answers comes next, and administrators last: they
cannot open it, but they can name somebody who can.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from asking import post
from asking.alerts import Watch, named, watching
from asking.moment import stamp
from asking.names_in_words import same_name
from asking.permissions import Role
from asking.reach import is_email
from asking.reminding import BOT
from store import members, outbox, services, settings, staff_chats, worry_contacts, worry_hiding
from store.alerts import AlertChat
from store.members import Member
from store.staff_chats import StaffChat
from store.tx import Tx
from store.worries import Worry

TELEGRAM, EMAIL, PAGE = "telegram", "email", "page"
STUCK = timedelta(minutes=10)
"""A message that waits so long has reached nobody, whatever the reason."""
CONTACT, ADMINISTRATOR = "contact", "administrator"


@dataclass(frozen=True, slots=True)
class Hearer:
    """Someone who is told that a worry waits.

    Attributes:
        role: `lead`, `deputy`, `contact` or `administrator`.
        email: '' where none is known.
        member: Their sign-in, where they have one.
        chats: Their chats for alerts.
        own: Their chats for sign-in links, used where there are no others.
    """

    name: str
    role: str
    email: str
    member: Member | None
    chats: tuple[AlertChat, ...] = ()
    own: tuple[StaffChat, ...] = ()

    @property
    def known_by(self) -> tuple[str, ...]:
        """What a worry is kept from them by."""
        return worry_hiding.known_by(self.name, self.member.id if self.member else None)


def first(tx: Tx, worry: Worry) -> tuple[Hearer, ...]:
    """Lead and deputy; of all services where nobody knows which one it is. Whom it is about is left out."""
    here = [one.id for one in services.all(tx)] if worry.everywhere else [worry.service_id]
    return _but_those_hidden(tx, worry, [one for service_id in here for one in of_service(tx, service_id)])


def beyond(tx: Tx, worry: Worry) -> tuple[Hearer, ...]:
    """Those from outside the house who are told where nobody answers."""
    here = [one.id for one in services.all(tx)] if worry.everywhere else [worry.service_id]
    found = [one for service_id in here for one in worry_contacts.of_service(tx, service_id)]
    staff = {one.id: one for one in members.active(tx)}
    heard = []
    for one in found:
        member = staff.get(one.member_id or 0)
        heard.append(Hearer(one.name, CONTACT, one.email, member, own=_own(tx, member)))
    return _but_those_hidden(tx, worry, heard)


def administrators(tx: Tx, worry: Worry) -> tuple[Hearer, ...]:
    """The last resort: they can name another lead."""
    found = [one for one in members.active(tx) if one.role == Role.ADMINISTRATOR]
    heard = [Hearer(one.name, ADMINISTRATOR, one.email, one, own=_own(tx, one)) for one in found]
    return _but_those_hidden(tx, worry, heard)


def of_service(tx: Tx, service_id: int) -> tuple[Hearer, ...]:
    """A service's lead and deputy, as far as they are named."""
    service = services.get(tx, service_id)
    if service is None:
        return ()
    chats, found = watching(tx, service_id), []
    for role, contact in ((Watch.LEAD, service.lead_contact), (Watch.DEPUTY, service.deputy_contact)):
        name = named(service, role)
        if name:
            member = _sign_in(tx, name, contact, service_id)
            email = contact if is_email(contact) else member.email if member else ""
            theirs = tuple(chat for chat in chats if chat.role == role)
            found.append(Hearer(name, role, email, member, theirs, () if theirs else _own(tx, member)))
    return tuple(found)


def ways(tx: Tx, hearer: Hearer, now: datetime) -> tuple[str, ...]:
    """By which ways someone can be reached now. `page` alone reaches nobody who is not looking."""
    lanes = [(one.bot, one.lane) for one in hearer.chats] + [(one.bot, one.lane) for one in hearer.own]
    found = []
    if any(works(tx, bot, lane, now) for bot, lane in lanes):
        found.append(TELEGRAM)
    if mails(tx, hearer, now):
        found.append(EMAIL)
    if hearer.member is not None:
        found.append(PAGE)
    return tuple(found)


def is_reached(tx: Tx, hearer: Hearer, now: datetime) -> bool:
    """Whether something can be sent to them that makes them look."""
    return bool({TELEGRAM, EMAIL} & set(ways(tx, hearer, now)))


def works(tx: Tx, bot: str, lane: str, now: datetime) -> bool:
    """Whether messages get through to a chat: its bot is the one that runs here, and nothing has waited there long."""
    return _runs(tx, bot) and not _is_stuck(tx, bot, lane, now)


def takes(tx: Tx, bot: str, lane: str, now: datetime, *, first: bool) -> bool:
    """Whether a message is put for a chat: the first of a worry always, a further one not where one waits already."""
    return _runs(tx, bot) and (first or not _is_stuck(tx, bot, lane, now))


def mails(tx: Tx, hearer: Hearer, now: datetime) -> bool:
    """Whether an e-mail gets through to them, as far as we know."""
    return takes_mail(tx, hearer, now) and not post.came_back(tx, hearer.email)


def takes_mail(tx: Tx, hearer: Hearer, now: datetime, *, first: bool = False) -> bool:
    """Whether an e-mail is put for them: after one that came back too, since servers err, but counted on by nobody."""
    if not (hearer.email and post.is_address(hearer.email) and post.can_send(tx)):
        return False
    return first or not _is_stuck(tx, post.MAIL, post.lane_of(tx, hearer.email), now)


def _runs(tx: Tx, bot: str) -> bool:
    return settings.get(tx, BOT) in {None, bot}


def _is_stuck(tx: Tx, bot: str, lane: str, now: datetime) -> bool:
    oldest = outbox.oldest_of(tx, bot, lane)
    return bool(oldest) and oldest <= stamp(now - STUCK)


def _but_those_hidden(tx: Tx, worry: Worry, found: list[Hearer]) -> tuple[Hearer, ...]:
    """Each once, whatever they are there for, and nobody from whom it is kept."""
    kept: dict[str, Hearer] = {}
    for one in found:
        if worry.id not in worry_hiding.kept_from(tx, one.known_by):
            kept.setdefault(one.known_by[0], one)
    return tuple(kept.values())


def _own(tx: Tx, member: Member | None) -> tuple[StaffChat, ...]:
    return staff_chats.of_member(tx, member.id) if member else ()


def _sign_in(tx: Tx, name: str, contact: str, service_id: int) -> Member | None:
    by_email = members.by_email(tx, contact) if is_email(contact) else None
    if by_email is not None and by_email.role == Role.LEAD:
        return by_email
    theirs = (one for one in members.active(tx) if one.role == Role.LEAD and one.sees(service_id))
    return next((one for one in theirs if same_name(one.name, name)), None)
