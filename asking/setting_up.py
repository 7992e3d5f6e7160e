"""Setting up a new installation: which steps there are, and which are done. It is read from what is there."""

from __future__ import annotations

from enum import StrEnum

from asking import zones
from asking.houses import missing
from asking.permissions import Role
from store import members, people, services, settings
from store.members import Member
from store.tx import Tx

PROVIDER = "provider"
ALONE = "no colleagues yet"
"""Settings: what the provider is called; `yes` where the administrator goes on alone for now."""
COPIED = "we keep copies"
"""Setting: `yes` once an administrator said that the data folder is copied regularly. Nothing here can see that."""
KEY_APART = "key file apart"
"""Setting that each start writes: `yes` where the key file is outside the data folder."""


class Step(StrEnum):
    """The steps, in their order."""

    YOU = "you"
    PROVIDER = "provider"
    SERVICES = "services"
    SAFEGUARDING = "safeguarding"
    COLLEAGUES = "colleagues"
    PEOPLE = "people"


def done(tx: Tx) -> frozenset[Step]:
    """The steps that are done."""
    known, houses = members.active(tx), services.all(tx)
    found = {
        Step.YOU: any(one.role == Role.ADMINISTRATOR for one in known),
        Step.PROVIDER: bool(settings.get(tx, PROVIDER) and settings.get(tx, zones.ZONE)),
        Step.SERVICES: bool(houses),
        Step.SAFEGUARDING: bool(houses) and not any(missing(one) for one in houses),
        Step.COLLEAGUES: bool(colleagues(known)) or settings.get(tx, ALONE) == "yes",
        Step.PEOPLE: bool(people.counts(tx)),
    }
    return frozenset(step for step, is_done in found.items() if is_done)


def colleagues(known: tuple[Member, ...]) -> tuple[Member, ...]:
    """Those among the members who work beside the administrator."""
    return tuple(one for one in known if one.role in {Role.MANAGER, Role.KEYWORKER})


def next_step(finished: frozenset[Step]) -> Step | None:
    """The first step that is not done; None where all are."""
    return next((step for step in Step if step not in finished), None)
