"""Who is meant by the words of a lead: a file says 'Training Manager', and nobody could be reminded.

Somebody says it once, for all actions of the services that they manage. It is kept for each service apart: the
'Manager' of one house is not that of another. The words stay beside the name, and plans are printed with them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from store import action_beside, actions, known_leads, members, plans
from store.action import Action, Someone
from store.members import Member
from store.tx import Tx

TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "cllr", "councillor", "sir"})
May = Callable[[Action], bool]
"""Whether an action is one of those that somebody may change."""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands as a lead in the register, and is no colleague's yet, or was said to be one.

    Attributes:
        open: How many actions they lead that are still to be done: where they are not said, of those only.
        said: Somebody has said whom they mean, for each of those actions.
        member_id: The one colleague that they mean; None where they mean nobody here, or several.
        outside: They mean nobody who works here, in each of those services.
    """

    words: str
    open: int
    said: bool = False
    member_id: int | None = None
    outside: bool = False


def folded(words: str) -> str:
    """Words as they are told apart: neither case nor spaces count."""
    return " ".join(words.split()).casefold()


def likely(words: str, staff: Iterable[Member]) -> Member | None:
    """The one colleague whose name this is, apart from case, spaces, titles and order; None where it is not one."""
    wanted = _name(words)
    found = [one for one in staff if wanted and _name(one.name) == wanted]
    return found[0] if len(found) == 1 else None


class Known:
    """Whom words mean, by service: colleagues by their name, and what somebody said.

    Args:
        tx: A turn, to read in.
    """

    def __init__(self, tx: Tx) -> None:
        staff = members.active(tx)
        self._active = {one.id: one.name for one in staff}
        self._names = {folded(one.name): one.id for one in staff}
        self._said = {(one.service_id, folded(one.words)): one.member_id for one in known_leads.all(tx)}

    def read(self, words: str, service_id: int) -> Someone:
        """The words as a lead of an action there."""
        if (named := self.named(words)) is not None:
            return Someone(self._active[named], named)
        said = self._said.get((service_id, folded(words)))
        return Someone(self._active[said], said, words) if said in self._active else Someone(words)

    def named(self, words: str) -> int | None:
        """The colleague whose very name this is."""
        return self._names.get(folded(words))

    def is_here(self, member_id: int | None) -> bool:
        """Whether this is a colleague who can sign in."""
        return member_id in self._active

    def is_said(self, lead: Someone, service_id: int) -> bool:
        """Whether it is known whom a lead of an action there means."""
        return self.is_here(lead.member_id) or self.is_outside(lead.words, service_id)

    def is_outside(self, words: str, service_id: int) -> bool:
        """Whether they were said to mean nobody who works here."""
        where = (service_id, folded(words))
        return where in self._said and self._said[where] is None


def of_register(tx: Tx, may: May) -> tuple[Words, ...]:
    """Every lead of the actions that somebody may change whose words are no colleague's name, those with most first."""
    known, found = Known(tx), [one for one in _in_open_plans(tx) if may(one)]
    under: dict[str, list[tuple[Action, Someone]]] = {}
    for one in found:
        for lead in one.said.leads:
            if lead.said or lead.member_id is None:
                under.setdefault(folded(lead.words), []).append((one, lead))
    made = [_words(known, some) for some in under.values()]
    return tuple(sorted(made, key=lambda one: (-one.open, folded(one.words))))


def waiting(tx: Tx, may: May) -> tuple[Words, ...]:
    """Those of which nobody has said whom they mean, and who lead something that is still to be done."""
    return tuple(one for one in of_register(tx, may) if one.open and not one.said)


def say(tx: Tx, words: str, member_id: int | None, may: May, *, at: str, by: int | None, again: bool = False) -> int:
    """Says which colleague some words mean, or (None) that it is somebody outside; gives how many actions that is.

    Holds for every action that somebody may change, done ones too, and for what is read from a file later. What was
    said before, perhaps of another service by its own manager, stays, unless it is to be said `again`.
    """
    known, services, number = Known(tx), set[int](), 0
    for one in actions.all(tx):
        if may(one) and _point(tx, one, words, member_id, None if again else known):
            services.add(one.said.service_id)
            number += 1
    for service_id in sorted(services):
        _take_back(tx, words, service_id)
        known_leads.add(tx, service_id=service_id, words=words, member_id=member_id, at=at, by=by)
    return number


def unsay(tx: Tx, words: str, may: May) -> int:
    """Takes back what was said of some words, so that they are asked about again; gives how many actions that is."""
    number = 0
    for one in actions.all(tx):
        if may(one) and _point(tx, one, words, None, None):
            _take_back(tx, words, one.said.service_id)
            number += 1
    return number


def _point(tx: Tx, one: Action, words: str, member_id: int | None, known: Known | None) -> bool:
    """Points the leads of an action that are these words at a colleague; whether there are any.

    Where `known` is given, those of whom it is known whom they mean are left as they are.
    """
    places = [
        (place, lead)
        for place, lead in enumerate(one.said.leads)
        if (lead.said or lead.member_id is None)
        and folded(lead.words) == folded(words)
        and not (known and known.is_said(lead, one.said.service_id))
    ]
    for place, lead in places:
        action_beside.name_lead(tx, one.id, place, words=lead.words, member_id=member_id)
    return bool(places)


def _take_back(tx: Tx, words: str, service_id: int) -> None:
    for one in known_leads.all(tx):
        if (one.service_id, folded(one.words)) == (service_id, folded(words)):
            known_leads.forget(tx, one.id)


def _words(known: Known, some: list[tuple[Action, Someone]]) -> Words:
    """One line, of all actions that the same words lead. Whoever has left leads nothing any more."""
    pointed = {lead.member_id if known.is_here(lead.member_id) else None for _, lead in some}
    unsaid = [one for one, lead in some if not known.is_said(lead, one.said.service_id)]
    return Words(
        some[0][1].words,
        sum(one.status.open for one in unsaid or (one for one, _ in some)),
        said=not unsaid,
        member_id=next(iter(pointed)) if len(pointed) == 1 else None,
        outside=not unsaid and pointed == {None},
    )


def _in_open_plans(tx: Tx) -> list[Action]:
    closed = {one.id for one in plans.all(tx) if one.closed_at}
    return [one for one in actions.all(tx) if one.said.plan_id not in closed]


def _name(words: str) -> tuple[str, ...]:
    """The words of a name, without titles, in alphabetical order."""
    found = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", words.casefold())
    return tuple(sorted(one for one in found if one not in TITLES))
