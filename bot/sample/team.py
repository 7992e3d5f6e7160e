"""The sample provider's staff, who helps whom, and where everybody is: a provider that is all set up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import cycle

from asking import zones
from asking.moment import stamp
from asking.permissions import Role
from bot.sample.provider import ABROAD, STAFF
from dialogs.model import Audience
from store import members, people, services, settings
from store.tx import Tx

ONE_IN = 12
"""Of the relatives, so many live abroad."""


def hire(tx: Tx, now: datetime) -> None:
    """Who can sign in; in a sample of an earlier release too, which had none, and said nowhere where it is."""
    if members.any_active(tx):
        return
    settings.put(tx, zones.ZONE, zones.USUAL_ZONE)
    settings.put(tx, zones.LANGUAGE, zones.USUAL_LANGUAGE)
    for name, role, place in STAFF:
        service = services.by_name(tx, place) if place else None
        members.add(tx, name=name, role=role, services=[service.id] if service else None, at=stamp(now))
    for service in services.all(tx):
        _help_each_other(tx, service.id)
    _live_abroad(tx)


def _help_each_other(tx: Tx, service_id: int) -> None:
    """Each person has a keyworker of their house."""
    keyworkers = [one for one in members.active(tx) if one.role == Role.KEYWORKER and one.sees(service_id)]
    supported = (one for one in people.in_service(tx, service_id) if one.audience == Audience.PERSON)
    for person, keyworker in zip(supported, cycle(keyworkers), strict=False):
        people.change(tx, replace(person, keyworker_id=keyworker.id))


def _live_abroad(tx: Tx) -> None:
    relatives = [
        one
        for service in services.all(tx)
        for one in people.in_service(tx, service.id)
        if one.audience == Audience.FAMILY
    ]
    for person, zone in zip(relatives[::ONE_IN], cycle(ABROAD), strict=False):
        people.change(tx, replace(person, zone=zone))
