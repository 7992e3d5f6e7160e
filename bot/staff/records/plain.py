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
PARTS = {
    "kind": "what it is",
    "title": "title",
    "day": "day",
    "service": "service",
    "source": "who said or wrote it",
    "shows": "what it shows",
    "words": "words",
    "file": "file",
    "seen_by": "who may see it",
    "public": "publishing",
    "person": "whose it is",
}
"""What can be changed in a record, as its history names it."""


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


def groups(pack: Pack, kind: str, first: str = "", area: str = "") -> tuple[tuple[Row, ...], tuple[Group, ...]]:
    """The statements of the area that was chosen, what the kind shows best before others; and all the rest by area.

    Args:
        pack: The code.
        kind: Id of the kind.
        first: A standard that somebody wants to add a record to; it stands on top.
        area: The area that was chosen; '' for none yet.
    """
    rows = {one.id: Row(one.id, one.statement, one.sign == "warning") for one in pack.standards}
    here = sorted(pack.standards_of(area), key=lambda one: kind not in one.records) if area else []
    top = ([first] if first in rows else []) + [one.id for one in here if one.id != first]
    rest = tuple(
        Group(
            one.name,
            (
                Row(one.id, f"All of it: {one.name}"),
                *(rows[standard.id] for standard in pack.standards_of(one.id) if standard.id not in top),
            ),
        )
        for one in pack.areas
        if one.id != area
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
