"""Are the counts right? Compares them with a rebuild, and rebuilds them."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.model import Reading
from evidence.publishing import republish
from evidence.standing import recount
from store import tallies
from store.tallies import Count
from store.tx import Tx

Where = tuple[int, int, str, str, str, str]


def compare(tx: Tx) -> list[str]:
    """How the tallies differ from what the standings add up to, a plain sentence each. None when all is well."""
    found: list[str] = []
    for code, code_version in tallies.codes(tx):
        kept = {_where(row): row for row in tallies.all_counts(tx, code=code, code_version=code_version)}
        rebuilt = {_where(row): row for row in tallies.rebuild_counts(tx, code=code, code_version=code_version)}
        found += [
            f"{_place(where)} is {_figures(kept.get(where))} but should be {_figures(rebuilt.get(where))}."
            for where in sorted(kept.keys() | rebuilt.keys())
            if kept.get(where) != rebuilt.get(where)
        ]
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
        mapping_changed: The readings are not those of the last count: publish all results anew.

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
        )
    if mapping_changed:
        republish(tx, code, code_version)
    return len(counted)


def _where(row: Count) -> Where:
    return row.round_id, row.service_id, row.standard, row.source, row.support, row.about


def _place(where: Where) -> str:
    round_id, service_id, standard, source, support, about = where
    return f"The count of {standard} ({source}, {support}, {about}) in round {round_id}, service {service_id}"


def _figures(row: Count | None) -> str:
    return f"{row.good} good, {row.mixed} mixed and {row.not_good} not good" if row else "nobody"
