"""What staff write that the detector looks at: where it stands, and the next ones to look at once more.

What was there before the first look at its kind is left alone: nobody is called at night for a note of two years ago.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from types import MappingProxyType
from typing import Any, Final

from store import decisions, experts, profiles, promises, records, settings, voices
from store.action_beside import opened
from store.noticed_text import STAFF_WRITE, WINDOW, Next, Text, upto_in
from store.tx import Tx

IN_PROFILE: Final = ("helper", "hearing", "sight", "other", "words")
"""Of how somebody communicates, what is written in words."""
IN_DECISION: Final = ("who", "seen_by", "asked", "notes")
THERE: Final = MappingProxyType({
    "note": "SELECT 1 FROM action_note WHERE id = :id AND :name = ''",
    "record": "SELECT 1 FROM record WHERE id = :id AND removed_at IS NULL AND :name = ''",
    "promise": "SELECT 1 FROM promise WHERE id = :id AND :name = ''",
    "promise-why": "SELECT 1 FROM promise WHERE id = :id AND why IS NOT NULL AND :name = ''",
    "decision": "SELECT 1 FROM decision WHERE id = :id AND body IS NOT NULL AND :name = ''",
    "profile": "SELECT 1 FROM profile WHERE person_id = :id AND :name = ''",
    "reply": "SELECT 1 FROM assessment_voice WHERE id = :id AND :name = ''",
    "expert-reply": "SELECT 1 FROM expert WHERE id = :id AND :name = ''",
})  # fmt: skip
"""First part of a source → whether its text still stands."""
Finder = Callable[[Tx, int, int], Next]


def joined(texts: Iterable[str]) -> str:
    """Several fields as one text: a sign may be told over two of them."""
    return "\n".join(one.strip() for one in texts if one.strip())


def begin(tx: Tx, where: str, row_id: int) -> None:
    """Notes behind which row the looks at a kind begin; noted once."""
    if settings.get(tx, _from(where)) is None:
        settings.put(tx, _from(where), str(row_id))


def _notes(tx: Tx, row: Any) -> Iterator[Text]:
    number, body, service = row
    yield Text(f"note/{number}", opened(tx, body), STAFF_WRITE, service)


def _records(tx: Tx, row: Any) -> Iterator[Text]:
    one = records.get(tx, row[0])
    if one and one.from_kind != records.ANSWER:  # those words were looked at where they were said
        words = joined((one.title, one.source, one.words))
        yield Text(f"record/{one.id}", words, STAFF_WRITE, one.service_id, about_id=one.person_id)


def _promises(tx: Tx, row: Any) -> Iterator[Text]:
    number, summary, person, service = row
    for one in promises.of_summary(tx, summary):
        if one.id == number:
            yield Text(f"promise/{number}", joined((one.what, one.who)), STAFF_WRITE, service, about_id=person)
            yield Text(f"promise-why/{number}", one.why, STAFF_WRITE, service, about_id=person)


def _decisions(tx: Tx, row: Any) -> Iterator[Text]:
    number, person, service = row
    for one in decisions.of_person(tx, person):
        if one.id == number:
            body = json.loads(decisions.body_of(tx, one) or "{}")
            words = joined(str(body.get(name, "")) for name in IN_DECISION)
            yield Text(f"decision/{number}", words, STAFF_WRITE, service, about_id=person)


def _profiles(tx: Tx, row: Any) -> Iterator[Text]:
    person, service = row
    found = profiles.get(tx, person)
    body = json.loads(found.body) if found else {}
    words = joined(str(body.get(name, "")) for name in IN_PROFILE)
    yield Text(f"profile/{person}", words, STAFF_WRITE, service, about_id=person)


def _replies(tx: Tx, row: Any) -> Iterator[Text]:
    number, assessment, service, kind = row
    for one in voices.of(tx, assessment, kind):
        if one.id == number:
            words = joined((one.text("reply"), one.text("out_why")))
            yield Text(f"reply/{number}", words, STAFF_WRITE, service)


def _expert_replies(tx: Tx, row: Any) -> Iterator[Text]:
    number, service = row
    one = experts.get(tx, number)
    if one:
        words = joined((one.text("reply"), one.text("why")))
        yield Text(f"expert-reply/{number}", words, STAFF_WRITE, service)


def _finder(where: str, table: str, sql: str, texts: Callable[[Tx, Any], Iterator[Text]], by: str = "id") -> Finder:
    """Finds the next texts of a table, behind the row with which the looks at it began."""

    def find(tx: Tx, after: int, limit: int) -> Next:
        begun = settings.get(tx, _from(where))
        if begun is None:
            return Next((), upto_in(tx, table, [], after, limit, by=by))
        after = max(after, int(begun))
        rows = tx.all(f"{sql} ORDER BY t.{by} LIMIT :limit", after=after, end=after + WINDOW, limit=limit)
        found = tuple(one for row in rows for one in texts(tx, row) if one.words)
        return Next(found, upto_in(tx, table, [row[0] for row in rows], after, limit, by=by))

    return find


def _of(columns: str, table: str, beside: str = "", by: str = "id") -> str:
    return f"SELECT {columns} FROM {table} t {beside} WHERE t.{by} > :after AND t.{by} <= :end"


_PERSON: Final = "JOIN person p ON p.id = t.person_id"
_ASSESSMENT: Final = "JOIN assessment a ON a.id = t.assessment_id"
_TABLES: Final = (
    ("notes", "action_note", "t.id, t.body, a.service_id", "JOIN action a ON a.id = t.action_id", _notes, "id"),
    ("records", "record", "t.id", "", _records, "id"),
    ("promises", "promise", "t.id, t.summary_id, t.person_id, p.service_id", _PERSON, _promises, "id"),
    ("decisions", "decision", "t.id, t.person_id, p.service_id", _PERSON, _decisions, "id"),
    ("profiles", "profile", "t.person_id, p.service_id", _PERSON, _profiles, "person_id"),
    ("replies", "assessment_voice", "t.id, t.assessment_id, a.service_id, t.kind", _ASSESSMENT, _replies, "id"),
    ("expert replies", "expert", "t.id, a.service_id", _ASSESSMENT, _expert_replies, "id"),
)
WAITING: Final = MappingProxyType({
    where: _finder(where, table, _of(columns, table, beside, by), texts, by)
    for where, table, columns, beside, texts, by in _TABLES
})  # fmt: skip
"""Where texts stand, and how the next are found."""


def _from(where: str) -> str:
    return f"detector from {where}"
