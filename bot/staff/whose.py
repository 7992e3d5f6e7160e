"""Which service an address is about. Whoever does not work there finds nothing (see `bot.staff.guard.Door`)."""

from __future__ import annotations

from asking.worry_access import may_open
from bot.staff.guard import ALLOWED, PROVIDER, Visit
from store import (
    actions,
    alerts,
    assessments,
    changes,
    comments,
    invitations,
    media,
    observations,
    own_pictures,
    people,
    plans,
    record_uses,
    records,
    rounds,
    services,
    summaries,
    walls,
    wishes,
    words,
    worries,
)
from store.action import Action
from store.own_pictures import Level
from store.tx import Tx


def provider(_: Tx, __: Visit) -> int:
    """Nothing in the address: it is about the whole provider."""
    return PROVIDER


def person(tx: Tx, visit: Visit) -> int | None:
    """`{person:int}`: where someone who may be asked lives or works; nobody is there once they are forgotten."""
    found = people.get(tx, visit.number("person"))
    return found.service_id if found and not found.forgotten_at else None


def invitation(tx: Tx, visit: Visit) -> int | None:
    """`{invitation:int}`: where the one lives or works who is invited."""
    found = invitations.get(tx, visit.number("invitation"))
    invited = people.get(tx, found.person_id) if found else None
    return invited.service_id if invited and not invited.forgotten_at else None


def worry(tx: Tx, visit: Visit) -> int | None:
    """`{worry:int}`: for those who may open it. Whom it is about finds nothing, whatever they lead."""
    found = worries.without_words(tx, visit.number("worry"))
    return ALLOWED if found and may_open(tx, visit.member, found) else None


def written(tx: Tx, visit: Visit) -> int | None:
    """`{words:int}`: where the answer in own words belongs to."""
    found = words.get(tx, visit.number("words"))
    return found.service_id if found else None


def comment(tx: Tx, visit: Visit) -> int | None:
    """`{comment:int}`: where it belongs to."""
    found = comments.get(tx, visit.number("comment"))
    return found.service_id if found else None


def recording(tx: Tx, visit: Visit) -> int | None:
    """`{recording:int}`: where the one lives whom it is kept with."""
    found = media.get(tx, visit.number("recording"))
    owner = people.get(tx, found.person_id) if found else None
    return owner.service_id if owner else None


def chart(tx: Tx, visit: Visit) -> int | None:
    """`{observation:int}`: where the one lives who is watched."""
    found = observations.get(tx, visit.number("observation"))
    watched = people.get(tx, found.person_id) if found else None
    return watched.service_id if watched else None


def alert_chat(tx: Tx, visit: Visit) -> int | None:
    """`{chat:int}`: whose worries are told there."""
    found = alerts.get(tx, visit.number("chat"))
    return found.service_id if found else None


def picture(tx: Tx, visit: Visit) -> int | None:
    """`{picture:int}`: whose picture it is."""
    found = own_pictures.get(tx, visit.number("picture"))
    if found is None:
        return None
    if found.level is Level.PERSON:
        owner = people.get(tx, found.whose)
        return owner.service_id if owner else None
    return found.whose if found.level is Level.SERVICE else PROVIDER


def picture_seen(tx: Tx, visit: Visit) -> int | None:
    """The same for looking at it: everyone who asks people may see the provider's pictures."""
    found = picture(tx, visit)
    return next(iter(visit.member.services or ()), PROVIDER) if found == PROVIDER else found


def service(tx: Tx, visit: Visit) -> int | None:
    """`{service:int}`: the service itself, closed or not."""
    found = services.get(tx, visit.number("service"))
    return found.id if found else None


def round_seen(tx: Tx, visit: Visit) -> int | None:
    """`{round:int}`: for looking at it, one of the services where it asks that the visitor works for."""
    found = rounds.get(tx, visit.number("round"))
    if found is None:
        return None
    theirs = visit.member.services
    if theirs is None:
        return PROVIDER
    return next(iter(sorted(theirs & set(found.services) if found.services else theirs)), None)


def round_run(tx: Tx, visit: Visit) -> int | None:
    """The same for changing it: whoever does that works for all the services where it asks."""
    found = rounds.get(tx, visit.number("round"))
    if found is None:
        return None
    others = [one for one in found.services if not visit.sees(one)]
    return next(iter((*others, *found.services)), PROVIDER)


def summary(tx: Tx, visit: Visit) -> int | None:
    """`{summary:int}`: where the one lives whose monthly summary it is."""
    found = summaries.get(tx, visit.number("summary"))
    owner = people.get(tx, found.person_id) if found else None
    return owner.service_id if owner else None


def wish(tx: Tx, visit: Visit) -> int | None:
    """`{wish:int}`: where it was wished."""
    found = wishes.get(tx, visit.number("wish"))
    return found.service_id if found else None


def action(tx: Tx, visit: Visit) -> int | None:
    """`{action:int}`, for looking at it: what is for all services concerns every reader, and a lead sees theirs."""
    found = actions.get(tx, visit.number("action"))
    if found is None or not (visit.reads or leads_it(found, visit)):
        return None
    return _somewhere(visit) if leads_it(found, visit) or not found.said.service_id else found.said.service_id


def action_moved(tx: Tx, visit: Visit) -> int | None:
    """The same for saying how it goes: whoever leads it, or may change it."""
    found = actions.get(tx, visit.number("action"))
    if found is not None and leads_it(found, visit):
        return _somewhere(visit)
    return found.said.service_id if found and visit.manages else None


def action_run(tx: Tx, visit: Visit) -> int | None:
    """The same for changing what it says."""
    found = actions.get(tx, visit.number("action"))
    return found.said.service_id if found else None


def leads_it(one: Action, visit: Visit) -> bool:
    """Whether the visitor is one of those who lead an action."""
    return any(lead.member_id == visit.member.id for lead in one.said.leads)


def plan(tx: Tx, visit: Visit) -> int | None:
    """`{plan:int}`, for looking at it."""
    found = plans.get(tx, visit.number("plan"))
    return (found.service_id or _somewhere(visit)) if found else None


def plan_run(tx: Tx, visit: Visit) -> int | None:
    """The same for closing it."""
    found = plans.get(tx, visit.number("plan"))
    return found.service_id if found else None


def _somewhere(visit: Visit) -> int:
    """A place that the visitor sees, for what is not kept from them."""
    return next(iter(sorted(visit.member.services or ())), PROVIDER)


def assessment(tx: Tx, visit: Visit) -> int | None:
    """`{assessment:int}`: the service that a self-assessment is about, or the whole provider."""
    found = assessments.get(tx, visit.number("assessment"))
    return found.service_id if found else None


def record(tx: Tx, visit: Visit) -> int | None:
    """`{record:int}`: the service that it is about; who of those there may see it is for the page."""
    found = records.get(tx, visit.number("record"))
    return found.service_id if found else None


def record_use(tx: Tx, visit: Visit) -> int | None:
    """`{use:int}`: the service of the record that stands somewhere."""
    found = record_uses.get(tx, visit.number("use"))
    return found.service_id if found else None


def change(tx: Tx, visit: Visit) -> int | None:
    """`{change:int}`, for writing it: where it changed."""
    found = changes.get(tx, visit.number("change"))
    return found.service_id if found else None


def change_seen(tx: Tx, visit: Visit) -> int | None:
    """The same for reading it: what changed everywhere is for everyone who works somewhere."""
    found = change(tx, visit)
    return _somewhere(visit) if found == PROVIDER else found


def wall(tx: Tx, visit: Visit) -> int | None:
    """`{wall:int}`: where it hangs."""
    found = walls.get(tx, visit.number("wall"))
    return found.service_id if found and not found.revoked_at else None
