"""What readers were last shown: results move only when five more people are in (D15)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from store.rows import listed
from store.tallies import Count
from store.tx import Tx

_KEY = "code, code_version, round_id, service_id, standard, source, support, about"


def get(tx: Tx, *, code: str, code_version: str, round_id: int, service_id: int) -> tuple[Count, ...]:
    """What was shown for a round and a service; `service_id` 0 is the whole provider."""
    rows = tx.all(
        """SELECT round_id, service_id, standard, source, support, about, good, mixed, not_good FROM published
        WHERE code = :code AND code_version = :code_version AND round_id = :round_id AND service_id = :service_id""",
        code=code,
        code_version=code_version,
        round_id=round_id,
        service_id=service_id,
    )
    found = (Count(*row) for row in rows)
    return tuple(sorted(found, key=lambda one: (one.standard, one.source, one.support, one.about)))


def of_standards(
    tx: Tx, *, code: str, code_version: str, round_id: int, standards: tuple[str, ...]
) -> tuple[Count, ...]:
    """What was shown of some standards, in every service and (0) the whole provider.

    In a turn that writes, the rows are kept from other turns: two of them must not both move one result.
    """
    names, values = listed(standards)
    rows = tx.all(
        f"""SELECT round_id, service_id, standard, source, support, about, good, mixed, not_good FROM published
        WHERE code = :code AND code_version = :code_version AND round_id = :round_id
        AND service_id IN (SELECT id FROM service UNION SELECT 0) AND standard IN ({names})
        ORDER BY service_id, standard, source, support, about{tx.lock}""",
        code=code,
        code_version=code_version,
        round_id=round_id,
        **values,
    )
    return tuple(Count(*row) for row in rows)


def of_cells(
    tx: Tx,
    *,
    code: str,
    code_version: str,
    round_id: int,
    service_id: int,
    source: str,
    standards: tuple[str, ...],
    supports: tuple[str, ...],
) -> tuple[Count, ...]:
    """What was shown of some standards, for all kinds together, in one service and (0) the whole provider.

    In a turn that writes, the rows are kept from other turns: two of them must not both move one result.
    """
    names, values = listed(standards)
    ways, more = listed(supports, "way")
    rows = tx.all(
        f"""SELECT round_id, service_id, standard, source, support, about, good, mixed, not_good FROM published
        WHERE code = :code AND code_version = :code_version AND round_id = :round_id
        AND service_id IN (0, :service_id) AND standard IN ({names}) AND source = :source AND support IN ({ways})
        AND about = 'all' ORDER BY service_id, standard, source, support, about{tx.lock}""",
        code=code,
        code_version=code_version,
        round_id=round_id,
        service_id=service_id,
        source=source,
        **values,
        **more,
    )
    return tuple(Count(*row) for row in rows)


def put(tx: Tx, counts: Iterable[Count], *, code: str, code_version: str) -> None:
    """Notes what is shown from now on, in place of what was shown for the same standards before."""
    sql = f"""INSERT INTO published ({_KEY}, good, mixed, not_good)
        VALUES (:code, :code_version, :round_id, :service_id, :standard, :source, :support, :about,
        :good, :mixed, :not_good)
        ON CONFLICT ({_KEY}) DO UPDATE SET good = excluded.good, mixed = excluded.mixed,
        not_good = excluded.not_good"""
    for one in sorted(
        counts, key=lambda one: (one.round_id, one.service_id, one.standard, one.source, one.support, one.about)
    ):
        tx.run(sql, code=code, code_version=code_version, **asdict(one))


def remove(tx: Tx, counts: Iterable[Count], *, code: str, code_version: str) -> None:
    """Notes that these results are no longer shown."""
    for one in counts:
        tx.run(
            """DELETE FROM published WHERE code = :code AND code_version = :code_version AND round_id = :round_id
            AND service_id = :service_id AND standard = :standard AND source = :source AND support = :support
            AND about = :about""",
            code=code,
            code_version=code_version,
            round_id=one.round_id,
            service_id=one.service_id,
            standard=one.standard,
            source=one.source,
            support=one.support,
            about=one.about,
        )


def clear(tx: Tx, *, code: str, code_version: str) -> None:
    """Notes that nothing of a code is shown, before everything is published anew."""
    sql = "DELETE FROM published WHERE code = :code AND code_version = :code_version"
    tx.run(sql, code=code, code_version=code_version)


def delete(tx: Tx, *, code: str, code_version: str, round_id: int, service_id: int) -> None:
    """Notes that nothing is shown for a round and a service."""
    tx.run(
        """DELETE FROM published WHERE code = :code AND code_version = :code_version
        AND round_id = :round_id AND service_id = :service_id""",
        code=code,
        code_version=code_version,
        round_id=round_id,
        service_id=service_id,
    )
