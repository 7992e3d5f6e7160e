"""Which self-assessments point to a record: told of their plain parts, whichever code they are of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store import assessments
from store.assessments import Assessment, Body, Signed
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Pointing:
    """A self-assessment that points to a record; `signed` is which version does, None for what is written now."""

    assessment: Assessment
    signed: Signed | None = None


def stories_in(parts: Mapping[str, Body | None]) -> frozenset[int]:
    """Numbers of the records whose words are told as a story."""
    return frozenset(int(part["record"]) for part in parts.values() if part and part.get("record"))


def records_in(parts: Mapping[str, Body | None]) -> frozenset[int]:
    """Numbers of all records that stand in these parts: as a story, or as something that shows it."""
    shown = (
        one.get("ref", "")
        for part in parts.values()
        for answer in ((part or {}).get("answers") or {}).values()
        for one in answer.get("shown", ())
        if one.get("kind") == "record"
    )
    return stories_in(parts) | {int(ref) for ref in shown if ref.isdigit()}


def pointing(tx: Tx, record_id: int) -> tuple[Pointing, ...]:
    """Every self-assessment that points to a record as it is written now, and every signed version that does."""
    found = []
    for one in assessments.all(tx):
        written = {name: part.body for name, part in assessments.parts(tx, one.id).items()}
        if record_id in records_in(written):
            found.append(Pointing(one))
        found += [
            Pointing(one, signed)
            for signed in reversed(assessments.versions(tx, one.id))
            if record_id in records_in(signed.body)
        ]
    return tuple(found)
