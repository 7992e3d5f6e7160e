"""What stands beside an action in tables of its own: standards, what is expected, who leads and who must know."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from store import members
from store.action import Expected, NewAction, Someone
from store.tx import Tx

LEAD, KNOWS = "lead", "knows"
_TABLES = ("action_standard", "action_expected", "action_person")


@dataclass(frozen=True, slots=True)
class OfOne:
    """What stands beside one action."""

    standards: tuple[str, ...]
    expected: tuple[Expected, ...]
    leads: tuple[Someone, ...]
    knows: tuple[Someone, ...]


class Beside:
    """What stands beside many actions."""

    def __init__(self) -> None:
        self.standards: defaultdict[int, list[str]] = defaultdict(list)
        self.expected: defaultdict[int, list[Expected]] = defaultdict(list)
        self.people: defaultdict[tuple[int, str], list[Someone]] = defaultdict(list)

    def of(self, action_id: int) -> OfOne:
        """That of one of them."""
        return OfOne(
            tuple(sorted(self.standards[action_id])),
            tuple(self.expected[action_id]),
            tuple(self.people[action_id, LEAD]),
            tuple(self.people[action_id, KNOWS]),
        )


def read(tx: Tx, one: int | None) -> Beside:
    """What stands beside one action, or (None) beside each of them."""
    found = Beside()
    only, values = ("WHERE action_id = :one", {"one": one}) if one else ("", {})
    for action_id, standard in tx.all(f"SELECT action_id, standard FROM action_standard {only}", **values):
        found.standards[action_id].append(standard)
    sql = f"SELECT action_id, body, due_on, seen_on, record_id FROM action_expected {only} ORDER BY action_id, place"
    for action_id, body, due_on, seen_on, record_id in tx.all(sql, **values):
        text, timescale = opened(tx, body)
        found.expected[action_id].append(Expected(text, timescale, due_on, seen_on, record_id))
    sql = f"SELECT action_id, part, member_id, name FROM action_person {only} ORDER BY action_id, part, place"
    names: dict[int, str] = {}
    for action_id, part, member_id, name in tx.all(sql, **values):
        if member_id and member_id not in names:
            member = members.get(tx, member_id)
            names[member_id] = member.name if member else ""
        said = opened(tx, name) if name else ""
        someone = Someone(names[member_id], member_id, said) if member_id else Someone(said)
        found.people[action_id, part].append(someone)
    return found


def put(tx: Tx, action_id: int, new: NewAction) -> None:
    """Keeps what stands beside an action."""
    tx.many(
        "INSERT INTO action_standard (action_id, standard) VALUES (:id, :standard)",
        [{"id": action_id, "standard": one} for one in dict.fromkeys(new.standards)],
    )
    tx.many(
        """INSERT INTO action_expected (action_id, place, body, due_on, seen_on, record_id)
        VALUES (:id, :place, :body, :due_on, :seen_on, :record_id)""",
        [_expected(tx, action_id, place, one) for place, one in enumerate(new.expected)],
    )
    _put_people(tx, action_id, LEAD, new.leads)
    _put_people(tx, action_id, KNOWS, new.knows)


def name_lead(tx: Tx, action_id: int, place: int, *, words: str, member_id: int | None) -> None:
    """Says which member the words of a lead mean, or (None) that they are just words. The words stay."""
    tx.run(
        """UPDATE action_person SET member_id = :member, name = :name
        WHERE action_id = :id AND part = :part AND place = :place""",
        id=action_id,
        part=LEAD,
        place=place,
        member=member_id,
        name=sealed(tx, words),
    )


def clear(tx: Tx, action_id: int) -> None:
    """Takes away what stands beside an action, before it is put anew."""
    for table in _TABLES:
        tx.run(f"DELETE FROM {table} WHERE action_id = :id", id=action_id)


def sealed(tx: Tx, what: object) -> bytes:
    """Words of the register, sealed: they are about no one person, but people write names all the same."""
    return tx.keys.seal("action", json.dumps(what).encode())


def opened(tx: Tx, body: bytes) -> Any:
    """What `sealed` made."""
    return json.loads(tx.keys.open("action", body))


def _expected(tx: Tx, action_id: int, place: int, one: Expected) -> dict[str, object]:
    return {
        "id": action_id,
        "place": place,
        "body": sealed(tx, [one.text, one.timescale]),
        "due_on": one.due_on,
        "seen_on": one.seen_on,
        "record_id": one.record_id,
    }


def _put_people(tx: Tx, action_id: int, part: str, people: Iterable[Someone]) -> None:
    tx.many(
        """INSERT INTO action_person (action_id, part, place, member_id, name)
        VALUES (:id, :part, :place, :member_id, :name)""",
        [
            {
                "id": action_id,
                "part": part,
                "place": place,
                "member_id": one.member_id,
                "name": _sealed_name(tx, one),
            }
            for place, one in enumerate(people)
        ],
    )


def _sealed_name(tx: Tx, one: Someone) -> bytes | None:
    words = one.said if one.member_id else one.name
    return sealed(tx, words) if words or not one.member_id else None
