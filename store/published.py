"""What readers were last shown: results move only when five more people are in (D15)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from store import rounds
from store.rows import listed
from store.tallies import Count
from store.tx import Tx

_KEY = "code, code_version, round_id, service_id, standard, source, support, about"
_COUNTED = "round_id, service_id, standard, source, support, about, good, mixed, not_good"
_ORDER = "service_id, standard, source, support, about"
_WHICH = "code = :code AND code_version = :code_version"


def of_standards(
    tx: Tx, *, code: str, code_version: str, round_id: int, standards: tuple[str, ...]
) -> tuple[Count, ...]:
    """What was shown of some standards, in every service and (0) the whole provider."""
    names, values = listed(standards)
    rows = tx.all(
        f"""SELECT {_COUNTED} FROM published WHERE {_WHICH} AND round_id = :round_id
        AND service_id IN (SELECT id FROM service UNION SELECT 0) AND standard IN ({names})
        ORDER BY {_ORDER}""",
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

    A turn that writes holds the round first: two of them must not both move one result, nor both show a first one.
    """
    rounds.hold(tx, abs(round_id))
    names, values = listed(standards)
    ways, more = listed(supports, "way")
    rows = tx.all(
        f"""SELECT {_COUNTED} FROM published WHERE {_WHICH} AND round_id = :round_id
        AND service_id IN (0, :service_id) AND standard IN ({names}) AND source = :source AND support IN ({ways})
        AND about = 'all' ORDER BY {_ORDER}""",
        code=code,
        code_version=code_version,
        round_id=round_id,
        service_id=service_id,
        source=source,
        **values,
        **more,
    )
    return tuple(Count(*row) for row in rows)


def all_of(tx: Tx, *, code: str, code_version: str) -> tuple[Count, ...]:
    """Everything that was shown of a code, in every round, in a fixed order."""
    # Older releases kept twelve months of small houses under negative rounds; nobody is shown them any more.
    sql = f"SELECT {_COUNTED} FROM published WHERE {_WHICH} AND round_id > 0"
    rows = tx.all(sql, code=code, code_version=code_version)
    return tuple(sorted((Count(*row) for row in rows), key=lambda one: one.place))


def put(tx: Tx, counts: Iterable[Count], *, code: str, code_version: str) -> None:
    """Notes what is shown from now on, in place of what was shown for the same standards before."""
    sql = f"""INSERT INTO published ({_KEY}, good, mixed, not_good)
        VALUES (:code, :code_version, :round_id, :service_id, :standard, :source, :support, :about,
        :good, :mixed, :not_good)
        ON CONFLICT ({_KEY}) DO UPDATE SET good = excluded.good, mixed = excluded.mixed,
        not_good = excluded.not_good"""
    for one in sorted(counts, key=lambda one: one.place):
        tx.run(sql, code=code, code_version=code_version, **asdict(one))


def remove(tx: Tx, counts: Iterable[Count], *, code: str, code_version: str) -> None:
    """Notes that these results are no longer shown."""
    for one in counts:
        round_id, service_id, standard, source, support, about = one.place
        tx.run(
            f"""DELETE FROM published WHERE {_WHICH} AND round_id = :round_id AND service_id = :service_id
            AND standard = :standard AND source = :source AND support = :support AND about = :about""",
            code=code,
            code_version=code_version,
            round_id=round_id,
            service_id=service_id,
            standard=standard,
            source=source,
            support=support,
            about=about,
        )


def clear(tx: Tx, *, code: str, code_version: str, round_id: int) -> None:
    """Notes that nothing of a round is shown, before it is published anew."""
    sql = f"DELETE FROM published WHERE {_WHICH} AND round_id = :round_id"
    tx.run(sql, code=code, code_version=code_version, round_id=round_id)
