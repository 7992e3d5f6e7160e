"""Where words of one person went: what was published and which files were taken along, kept for when a yes ends."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.self_assessment.pointing import pointing, records_in, stories_in
from evidence.self_assessment.sentences import day
from store import assessments, record_uses, records
from store.assessments import Assessment, Signed
from store.record_uses import FILE, PAGE, Allowed
from store.records import UNNAMED, Record
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that somebody takes along.

    Attributes:
        name: What it is called.
        path: Where the same is looked at.
        form: Its format, such as `pdf`.
        member: Number of who takes it along; 0 for the command line.
        public: It is made to be published.
    """

    name: str
    path: str
    form: str
    member: int = 0
    public: bool = False


def published(tx: Tx, assessment_id: int, *, at: str, who: str) -> None:
    """Notes which records stand on the published page now, and that those do not any more which did."""
    one, signed = assessments.get(tx, assessment_id), assessments.published(tx, assessment_id)
    shown = _shown(tx, signed) if signed else {}
    path = path_of(assessment_id)
    keep = {(number, f"{path}#{naming}") for number, (_, naming) in shown.items()}
    for use in record_uses.on_pages(tx, path):
        if (use.record_id, use.path) not in keep:
            record_uses.done(tx, use.id, who=who, at=at)
    for record, naming in shown.values():
        if one:
            _note_page(tx, one, record, naming, at)


def on_pages(tx: Tx, record_id: int, at: str, *, of_nobody: bool = False) -> None:
    """Notes on which published pages a record stands now: after a yes that comes late, and before one ends.

    Args:
        tx: The transaction.
        record_id: Which.
        at: The present moment.
        of_nobody: Also where it is about no one person: it is about to become somebody's, and nobody asked them.
    """
    for found in pointing(tx, record_id):
        shown = _shown(tx, found.signed, of_nobody=of_nobody) if found.signed and found.signed.published_at else {}
        if record_id in shown:
            _note_page(tx, found.assessment, *shown[record_id], at)


def taken_along(tx: Tx, quotes: tuple[tuple[int, str], ...], taken: Taken, *, at: str, by: str) -> None:
    """Notes whose words stand in a file, and who has it."""
    for number, naming in quotes:
        record = records.get(tx, number)
        record_uses.note(
            tx,
            record_id=number,
            service_id=record.service_id if record else 0,
            place=taken.name,
            path=f"{taken.path}#{taken.form}-{taken.member}-{at[:10]}-{naming}",
            at=at,
            kind=FILE,
            allowed=Allowed(naming, taken.public),
            by=by,
        )


def path_of(assessment_id: int) -> str:
    """Where a published self-assessment is looked at, signed and taken back."""
    return f"/staff/assessments/{assessment_id}/versions"


def _shown(tx: Tx, signed: Signed, *, of_nobody: bool = False) -> dict[int, tuple[Record, str]]:
    """The records of one person that everyone meets in a version, and how they are named there; or of nobody too."""
    told = stories_in(signed.body)
    found = (records.get(tx, number) for number in records_in(signed.body))
    return {
        one.id: (one, one.naming if one.id in told else UNNAMED)
        for one in found
        if one and (of_nobody or one.person_id is not None) and one.is_public
    }


def _note_page(tx: Tx, one: Assessment, record: Record, naming: str, at: str) -> None:
    path = path_of(one.id)
    record_uses.note(
        tx,
        record_id=record.id,
        service_id=record.service_id,
        place=f"Published self-assessment, {day(one.since)} to {day(one.until)}",
        path=f"{path}#{naming}",
        at=at,
        kind=PAGE,
        allowed=Allowed(naming, public=True),
    )
