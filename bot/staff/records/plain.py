"""What a record says, in the words of the pages, and what its form offers."""

from __future__ import annotations

from dataclasses import dataclass

from asking.records import kinds
from bot.staff.guard import Visit
from dialogs.model import Audience
from dialogs.pack import Pack
from store import people, records, services
from store.services import Service
from store.tx import Tx

SAYS = {records.GOOD: "Good", records.MIXED: "Good and not good", records.NOT_GOOD: "Not good"}
SEEN_BY = {
    records.READERS: "All who read evidence, the board too, and staff of the service",
    records.MANAGERS: "Managers and the safeguarding lead",
    records.LEADS: "Only the safeguarding lead and deputy",
}
NAMING = {
    records.NAMED: "Yes, with their name",
    records.UNNAMED: "Yes, without their name",
    records.NO: "No",
}
NOT_ASKED = "Not asked yet"
WHOLE = "The whole organisation"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the form's list of what a record can show."""

    id: str
    statement: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading."""

    name: str
    rows: tuple[Row, ...]


def kind_name(pack: Pack, kind: str) -> str:
    """What a kind is called; a kind of an older pack by its id."""
    return next((one.name for one in kinds(pack) if one.id == kind), kind)


def statements(pack: Pack) -> dict[str, str]:
    """Every area and standard → what it says."""
    return {area.id: area.name for area in pack.areas} | {one.id: one.statement for one in pack.standards}


def groups(pack: Pack, kind: str, first: str = "") -> tuple[tuple[Row, ...], tuple[Group, ...]]:
    """What a record of a kind shows best, and all the rest by area.

    Args:
        pack: The code.
        kind: Id of the kind.
        first: A standard that somebody wants to add a record to; it stands on top.
    """
    rows = {one.id: Row(one.id, one.statement, one.sign == "warning") for one in pack.standards}
    best = [one.id for one in pack.standards if kind in one.records and one.id != first]
    top = ([first] if first in rows else []) + best
    rest = tuple(
        Group(
            area.name,
            (
                Row(area.id, f"All of it: {area.name}"),
                *(rows[one.id] for one in pack.standards_of(area.id) if one.id not in top),
            ),
        )
        for area in pack.areas
    )
    return tuple(rows[one] for one in top), rest


def houses(tx: Tx, visit: Visit) -> tuple[Service, ...]:
    """The services that a member works for, closed ones too: records are about the past."""
    return tuple(one for one in services.ever(tx) if visit.sees(one.id))


def people_of(tx: Tx, found: tuple[Service, ...]) -> list[tuple[str, list[tuple[int, str]]]]:
    """By service: the people supported and their families, by name. The caller writes it into the access log."""
    offered = []
    for house in found:
        here = [one for one in people.in_service(tx, house.id) if one.audience in {Audience.PERSON, Audience.FAMILY}]
        names = people.names(tx, [one.id for one in here])
        named = [
            (one.id, f"{names[one.id]}{', family' if one.audience == Audience.FAMILY else ''}")
            for one in here
            if one.id in names
        ]
        if named:
            offered.append((house.name, sorted(named, key=lambda each: each[1])))
    return offered
