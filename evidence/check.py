"""Are the counts right, and can what is shown be? Compares them with a rebuild, and rebuilds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dialogs.model import Reading
from evidence.publishing import STEP, republish
from evidence.standing import recount
from evidence.suppression import FEWEST_IN_WORDS
from store import answers, published, rounds, tallies, tally_check
from store.tallies import Count
from store.tx import Tx

Where = tuple[int, int, str, str, str, str]


def compare(tx: Tx) -> list[str]:
    """How the tallies differ from what the standings add up to, and which published results can never have been right.

    Returns:
        A plain sentence each; none when all is well.
    """
    found: list[str] = []
    for code, code_version in tally_check.codes(tx):
        kept = {row.place: row for row in tally_check.all_counts(tx, code=code, code_version=code_version)}
        rebuilt = {row.place: row for row in tally_check.rebuild_counts(tx, code=code, code_version=code_version)}
        found += [
            f"{_place(where)} is {_figures(kept.get(where))} but should be {_figures(rebuilt.get(where))}."
            for where in sorted(kept.keys() | rebuilt.keys())
            if kept.get(where) != rebuilt.get(where)
        ]
        found += _never_right(tx, code, code_version)
    return found


def recount_all(
    tx: Tx,
    *,
    code: str,
    code_version: str,
    readings: Mapping[str, Reading],
    area_of: Mapping[str, str],
    mapping_changed: bool = False,
) -> int:
    """Recount everyone who answered on a version of a code.

    Args:
        tx: The transaction to write in.
        code: The code's id.
        code_version: Its version.
        readings: Prompt id → how its choices are read.
        area_of: Standard id → area id.
        mapping_changed: The readings are not those of the last count: publish the results of open rounds anew.

    Returns:
        How many people's rounds were recounted.
    """
    counted = tallies.people_counted(tx, code=code, code_version=code_version)
    for one in counted:
        recount(
            tx,
            person_id=one.person_id,
            round_id=one.round_id,
            service_id=one.service_id,
            source=one.source,
            code=code,
            code_version=code_version,
            readings=readings,
            area_of=area_of,
            # What a closed round showed stays, whatever a mended mapping would make of it.
            settle=not (mapping_changed and rounds.is_closed(tx, one.round_id)),
        )
    if mapping_changed:
        republish(tx, code, code_version, frozenset(area_of.values()))
    return len(counted)


def _never_right(tx: Tx, code: str, code_version: str) -> Iterator[str]:
    """A result lags behind by design, so it cannot be compared with a rebuild; but it has a least and a most."""
    answered = answers.people_who_answered(tx, code=code, code_version=code_version)
    for row in published.all_of(tx, code=code, code_version=code_version):
        shown = row.good + row.mixed + row.not_good
        most = answered.get((row.round_id, row.source), 0)
        told = f"{_place(row.place, 'result shown')} is about {shown} people"
        if shown < FEWEST_IN_WORDS:
            yield f"{told}, and under {FEWEST_IN_WORDS} nothing may be shown."
        elif shown > most + STEP - 1:
            yield f"{told}, but only {most} ever answered."


def _place(where: Where, what: str = "count") -> str:
    round_id, service_id, standard, source, support, about = where
    return f"The {what} of {standard} ({source}, {support}, {about}) in round {round_id}, service {service_id}"


def _figures(row: Count | None) -> str:
    return f"{row.good} good, {row.mixed} mixed and {row.not_good} not good" if row else "nobody"
