"""What one person's answers say on each standard, and the one function that brings the counts in line with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dialogs.events import Reply
from dialogs.model import About, Reading, Support, Value
from evidence.cells import ALL, OWN_SUPPORT, Cell, Slot, core_of
from evidence.ladder_results import settle as settle_ladders
from evidence.publishing import Place, publish
from store import answers, people, tallies
from store.answers import Answer
from store.tallies import Standing
from store.tx import Tx

OBSERVERS = 2
"""How many must have watched before it counts: one alone may see what they wish to see (D18)."""


def recount(
    tx: Tx,
    *,
    person_id: int,
    round_id: int,
    service_id: int,
    source: str,
    code: str,
    code_version: str,
    readings: Mapping[str, Reading],
    area_of: Mapping[str, str],
    settle: bool,
) -> None:
    """Bring a person's standings and the tallies in line with the answers that count now.

    Answering, changing one's mind, taking back, forgetting and a changed mapping all end here. What readers are
    shown is looked at only where something has come to an end: half a talk could say 'only good' of a person who is
    about to say the opposite.

    Args:
        tx: The transaction of the change itself.
        person_id: Whose answers changed.
        round_id: In which round.
        service_id: Where the person counts from now on.
        source: The person's audience.
        code: The code's id.
        code_version: The version that the answers were given on.
        readings: Prompt id → how its choices are read.
        area_of: Standard id → area id.
        settle: A sitting has ended, or answers were taken back: look at the published results too.
    """
    place: dict[str, Any] = {"round_id": round_id, "code": code, "code_version": code_version}
    people.hold(tx, person_id)
    said = standings_of(answers.live(tx, person_id=person_id, **place), readings, area_of)
    new = tuple(Standing(*slot, str(source), service_id, value) for slot, value in sorted(said.items()))
    before = tallies.put_standings(tx, person_id=person_id, **place, new=new)
    if settle:
        cells = {_cell(one) for one in (*before, *new)} | _cells_here(readings, str(source), service_id)
        publish(tx, Place(code, code_version, round_id, frozenset(area_of.values())), cells)
        settle_ladders(tx, round_id)


def standings_of(
    live: Iterable[Answer], readings: Mapping[str, Reading], area_of: Mapping[str, str]
) -> dict[Slot, Value]:
    """One person's standing on each standard and area, by how the answers were given and what they are about.

    `all` pools: about `all` within one way of answering, and support `all` over the person's own ways, so that
    each person counts once per standard and round. Answers that say nothing ('I don't know') leave no standing.
    What was observed stands once two people have observed it, and is mixed where they do not agree (D18).
    On a whole area someone else's answers count only for who was not heard there, and what was observed only where
    nobody answered at all, so that nobody is there twice.
    """
    said: dict[Slot, set[Value]] = {}
    seen_by: dict[Slot, set[int]] = {}
    for answer in live:
        reading = readings.get(answer.prompt)
        if reading is None or answer.reply != Reply.CHOSE:
            continue
        values = {reading.polarity[choice] for choice in answer.choices if choice in reading.polarity}
        for slot in _slots(reading, Support(answer.support), area_of) if values else ():
            said.setdefault(slot, set()).update(values)
            seen_by.setdefault(slot, set()).add(answer.teller)
    alone = {slot for slot, who in seen_by.items() if slot.support == Support.OBSERVED and len(who) < OBSERVERS}
    left_out = alone | set(_twice(said, set(area_of.values())))
    return {
        slot: values.pop() if len(values) == 1 else Value.MIXED for slot, values in said.items() if slot not in left_out
    }


def _twice(said: Mapping[Slot, object], areas: set[str]) -> Iterator[Slot]:
    """On a whole area: the slots of a person who stands there already in a better way."""
    for area in areas:
        own, proxy = Slot(area, ALL) in said, Slot(area, Support.PROXY)
        if own:
            yield proxy
        if own or proxy in said:
            yield Slot(area, Support.OBSERVED)


def _slots(reading: Reading, support: Support, area_of: Mapping[str, str]) -> set[Slot]:
    """Where an answer counts; nowhere for a feeling that someone else answered (D12)."""
    if support is Support.PROXY and reading.about is About.FEELING:
        return set()
    places = {*reading.standards, *(area_of[standard] for standard in reading.standards if standard in area_of)}
    slots = {Slot(place, support) for place in places}
    slots |= {Slot(standard, support, reading.about) for standard in reading.standards}
    if support in OWN_SUPPORT:
        slots |= {Slot(place, ALL) for place in places}
        slots |= {Slot(core_of(standard), ALL) for standard in reading.standards if reading.core}
    return slots


def _cells_here(readings: Mapping[str, Reading], source: str, service_id: int) -> set[Cell]:
    """All that anyone's answers here can have moved, since others left talks without an end to settle them."""
    told = {Slot(one, support) for each in readings.values() for one in each.standards for support in (ALL, *Support)}
    core = {Slot(core_of(one), ALL) for each in readings.values() if each.core for one in each.standards}
    return {Cell(slot, source, service_id) for slot in told | core}


def _cell(one: Standing) -> Cell:
    return Cell(Slot(one.standard, one.support, one.about), one.source, one.service_id)
