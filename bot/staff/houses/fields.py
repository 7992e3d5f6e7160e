"""The fields of the forms about services and the provider, between what was typed and what is kept."""

from __future__ import annotations

from dataclasses import asdict

from starlette.exceptions import HTTPException

from asking import zones
from asking.errors import NotFilledIn
from asking.hearers import Hearers, hearers_of
from asking.houses import House
from asking.setting_up import PROVIDER
from bot.staff.desk import Desk, is_sample
from bot.staff.guard import Visit
from locales.languages import name_of
from store import access_log, services, settings
from store.services import Service
from store.tx import Tx

HOUSE = ("service_name", "phone", "independent", "independent_phone")
NO_HOUSE = dict.fromkeys(HOUSE, "")
HEARERS = ("lead_name", "lead_contact", "deputy_name", "deputy_contact", "deputy_from")
OURS = ("provider_name", "zone", "language")


def posted(visit: Visit, names: tuple[str, ...]) -> dict[str, str]:
    """What was typed into these fields."""
    return {name: visit.field(name) for name in names}


def the_service(tx: Tx, visit: Visit) -> Service:
    """The service in the address, which the door has found in a transaction of its own."""
    found = services.get(tx, visit.number("service"))
    if found is None:
        raise HTTPException(404)
    return found


def house_in(typed: dict[str, str]) -> House:
    """A service as it was typed."""
    return House(typed["service_name"], typed["phone"], typed["independent"], typed["independent_phone"])


def house_fields(service: Service) -> dict[str, str]:
    """A service as the form shows it."""
    return {
        "service_name": service.name,
        "phone": service.phone,
        "independent": service.independent_name,
        "independent_phone": service.independent_phone,
    }


def hearer_fields(service: Service) -> dict[str, str]:
    """Lead and deputy as the form shows them."""
    return asdict(hearers_of(service))


def hearers_in(typed: dict[str, str]) -> Hearers:
    """Lead and deputy as they were typed."""
    return Hearers(**{name: typed[name] for name in HEARERS})


def our_fields(tx: Tx) -> dict[str, str]:
    """The provider as the form shows it."""
    return {
        "provider_name": settings.get(tx, PROVIDER) or "",
        "zone": str(zones.provider_zone(tx)),
        "language": zones.provider_language(tx),
    }


def keep_ours(tx: Tx, desk: Desk, visit: Visit, typed: dict[str, str]) -> None:
    """Keep the provider's name, zone and language.

    Raises:
        NotFilledIn: There is no name, no such zone, or nobody can be asked in this language.
    """
    wrong = {}
    if not typed["provider_name"]:
        wrong["provider_name"] = "Enter what your organisation is called"
    if typed["zone"] not in zones.zones():
        wrong["zone"] = "Choose where you are from the list"
    if typed["language"] not in {value for value, _ in languages(tx, desk)}:
        wrong["language"] = "Choose a language from the list"
    if wrong:
        raise NotFilledIn(wrong)
    for name, field in ((PROVIDER, "provider_name"), (zones.ZONE, "zone"), (zones.LANGUAGE, "language")):
        settings.put(tx, name, typed[field])
    access_log.add(tx, at=desk.now(), who=visit.who, did="changed the provider's name, time zone or language")


def languages(tx: Tx, desk: Desk) -> list[tuple[str, str]]:
    """The languages that people can be asked in, by code and by name."""
    return [(one.code, name_of(one.code)) for one in desk.languages.offered(drafts=is_sample(tx))]


def zone_options() -> list[tuple[str, str]]:
    """Every zone with the country that it is in: this country first, the others by the alphabet."""
    usual = (zones.USUAL_ZONE, zones.place_of(zones.USUAL_ZONE))
    return [usual, *(one for one in zones.zones().items() if one != usual)]
