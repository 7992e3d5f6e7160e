"""Which self-assessment a report or a page is about, and in which state: as it is written now, or as it was signed."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from dialogs.pack import Pack
from evidence.self_assessment.written import ABOUT, SAID, WHO, Whole, body_of, read, whole_of
from store import assessments
from store.assessments import Assessment, Body, Signed
from store.tx import Tx


def chosen(tx: Tx, number: int, services: frozenset[int] | None, service_id: int = 0) -> Assessment | None:
    """The assessment of a number, or (0) the newest that a reader may see; None where there is none.

    Args:
        tx: A read transaction.
        number: 0 for the newest.
        services: The services that the reader sees; None for all.
        service_id: Of which service the newest is wanted; 0 for any.
    """
    for one in assessments.all(tx):
        seen = services is None or one.service_id in services
        if seen and (one.id == number if number else service_id in {0, one.service_id}):
            return one
    return None


@dataclass(frozen=True, slots=True)
class State:
    """An assessment in one state.

    Attributes:
        signed: The version that it is; None where something was written since the newest was signed.
        preview: It is shown as everyone would read it, and is not published.
    """

    whole: Whole
    signed: Signed | None
    preview: bool = False


def snapshot(whole: Whole) -> Body:
    """All of it as it is now, to be signed. Records are named by number only: who takes a yes back is gone from it."""
    return {
        ABOUT: body_of(whole.about),
        WHO: body_of(whole.who),
        SAID: body_of(whole.said),
        **{name: body_of(part) for name, part in whole.written.items()},
    }


def as_signed(pack: Pack, assessment: Assessment, signed: Signed) -> Whole:
    """A version as it was signed."""
    return whole_of(pack, assessment, signed.body)


def state_of(
    tx: Tx, pack: Pack, assessment: Assessment, *, public: bool, version: int | None = None, previews: bool = False
) -> State | None:
    """In which state an assessment is read; None where there is nothing that this reader may read.

    Args:
        tx: A read transaction.
        pack: The code.
        assessment: Which one.
        public: It is read as everyone reads it. Without a preview that is the published version and no other.
        version: A signed version, or 0 for what is written now; None for what is usual.
        previews: A reader of what everyone reads may also see what is not published.
    """
    if not public:
        return _version(tx, pack, assessment, version or 0)
    out = assessments.published(tx, assessment.id)
    if out and (version is None or version == out.version or not previews):
        return State(as_signed(pack, assessment, out), out)
    found = _version(tx, pack, assessment, version or 0) if previews else None
    return replace(found, preview=True) if found else None


def written_now(tx: Tx, pack: Pack, assessment: Assessment) -> State:
    """What is written now, with the newest version where that says the same."""
    whole, every = read(tx, pack, assessment), assessments.versions(tx, assessment.id)
    return State(whole, every[0] if every and _same(pack, whole, every[0]) else None)


def _version(tx: Tx, pack: Pack, assessment: Assessment, version: int) -> State | None:
    if not version:
        return written_now(tx, pack, assessment)
    signed = next((one for one in assessments.versions(tx, assessment.id) if one.version == version), None)
    return State(as_signed(pack, assessment, signed), signed) if signed else None


def _same(pack: Pack, whole: Whole, signed: Signed) -> bool:
    """Whether a version says the same as what is written: what it was signed with may lack what came with a release."""
    versions = (snapshot(as_signed(pack, whole.assessment, signed)), snapshot(whole))
    one, other = (json.dumps(each, sort_keys=True) for each in versions)
    return one == other
