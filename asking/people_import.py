"""Adding many people from a table: what each row would do is shown first; nothing is kept until somebody says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from asking import profiles
from asking.people import EMAIL, LONGEST_NAME, spaced
from asking.people_sheet import Row
from asking.speaking import offered
from dialogs.model import Audience
from locales import SOURCE, Languages
from locales.languages import name_of
from store import people, roster
from store.services import Service
from store.tx import Tx

WHO: Mapping[str, Audience] = {
    "": Audience.PERSON,
    "person": Audience.PERSON,
    "person supported": Audience.PERSON,
    "tenant": Audience.PERSON,
    "family": Audience.FAMILY,
    "family or friend": Audience.FAMILY,
    "staff": Audience.STAFF,
    "staff member": Audience.STAFF,
    "manager": Audience.MANAGER,
}


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    KNOWN = "known"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Planned:
    """One row, and what would become of it: `why` says it in a sentence, where it is not new."""

    row: Row
    fate: Fate
    why: str = ""
    service_id: int = 0
    audience: str = ""
    language: str = SOURCE
    relative_of: str = ""


def planned(
    tx: Tx, rows: tuple[Row, ...], *, houses: tuple[Service, ...], languages: Languages, instead: Mapping[str, int]
) -> tuple[Planned, ...]:
    """What would become of each row.

    Args:
        tx: The transaction.
        rows: As they were read.
        houses: The services that somebody may add to.
        languages: What people can be asked in.
        instead: Service names that nobody knows, as they were written → the service that is meant.
    """
    everyone = roster.everyone(tx, [one.id for one in houses])
    taken = {_key(one.person.service_id, one.person.audience, one.name) for one in everyone}
    spoken = {word.casefold(): one.code for one in offered(tx, languages)
              for word in (one.code, one.name, name_of(one.code))}  # fmt: skip
    found: list[Planned] = []
    for row in rows:
        one = _read(row, houses, spoken, instead)
        key = _key(one.service_id, one.audience, row.cells["name"])
        if one.fate is Fate.NEW and key in taken:
            one = replace(one, fate=Fate.KNOWN, why="Known already, or twice in this file. Nobody is added twice.")
        taken.add(key)
        found.append(one)
    known = {_key(one.person.service_id, one.person.audience, one.name) for one in everyone}
    here = {_key(one.service_id, one.audience, one.row.cells["name"]) for one in found if one.fate is not Fate.WRONG}
    return tuple(_related(one, known | here) for one in found)


def _key(service_id: int, audience: str, name: str) -> tuple[int, str, str]:
    return service_id, audience, spaced(name).casefold()


def _read(row: Row, houses: tuple[Service, ...], spoken: Mapping[str, str], instead: Mapping[str, int]) -> Planned:
    cells, service_id = row.cells, 0
    by_name = {one.name.casefold(): one.id for one in houses}
    written = cells["service"].casefold()
    service_id = by_name.get(written, 0) or instead.get(written, 0)
    if not service_id and not written and len(houses) == 1:
        service_id = houses[0].id
    audience, language = WHO.get(cells["who"].casefold()), spoken.get((cells["language"] or SOURCE).casefold())
    why = row.wrong
    if not why and not cells["name"]:
        why = "There is no name."
    if not why and len(cells["name"]) > LONGEST_NAME:
        why = "The name is too long."
    if not why and audience is None:
        why = f"'{cells['who']}' is none of: person, family, staff, manager."
    if not why and language is None:
        why = f"Nobody can be asked in '{cells['language']}' yet."
    if not why and cells["e-mail"] and not EMAIL.fullmatch(cells["e-mail"]):
        why = "The e-mail address is not one."
    if not why and not service_id:
        why = f"There is no service called '{cells['service']}'. Choose one below."
    if why or audience is None or language is None:
        return Planned(row, Fate.WRONG, why)
    relative = cells["family of"] if audience is Audience.FAMILY else ""
    return Planned(row, Fate.NEW, "", service_id, audience.value, language, relative)


def _related(one: Planned, everyone: set[tuple[int, str, str]]) -> Planned:
    """A family member belongs to a person of the same service, who is known or stands in the file."""
    if one.fate is not Fate.NEW or one.audience != Audience.FAMILY:
        return one
    if _key(one.service_id, Audience.PERSON.value, one.relative_of) in everyone:
        return one
    return replace(one, fate=Fate.WRONG, why="Say in 'family of' whose family they are: a person of the same service.")


def add_all(tx: Tx, plan: tuple[Planned, ...], *, at: str) -> tuple[int, ...]:
    """Adds those that are new, people first and then their families; gives their numbers."""
    new = [one for one in plan if one.fate is Fate.NEW]
    everyone = roster.everyone(tx, {one.service_id for one in new})
    numbers = {_key(each.person.service_id, each.person.audience, each.name): each.person.id for each in everyone}
    made: list[int] = []
    for one in sorted(new, key=lambda each: each.audience == Audience.FAMILY):
        whose = numbers.get(_key(one.service_id, Audience.PERSON.value, one.relative_of)) if one.relative_of else None
        name = spaced(one.row.cells["name"])
        number = people.add(
            tx,
            service_id=one.service_id,
            audience=one.audience,
            name=name,
            at=at,
            relative_of=whose,
            language=one.language,
        )
        numbers[_key(one.service_id, one.audience, name)] = number
        if one.row.cells["e-mail"]:
            profiles.keep(tx, number, profiles.Profile(email=one.row.cells["e-mail"]), at=at)
        made.append(number)
    return tuple(made)
