"""The peer of the tallies: the same counts, worked out from the answers each time a page is shown."""

from __future__ import annotations

import json

from dialogs.pack import Pack
from evidence.cells import ALL, CORE, OWN_SUPPORT
from store import tally_check
from store.tx import Tx

Counts = dict[tuple[int, str, str], tuple[int, int, int]]
"""(service, standard or area, source) → good, mixed, not good."""

SCAN = """
    WITH reading AS MATERIALIZED (
        SELECT value ->> 0 AS prompt, value ->> 1 AS choice, value ->> 2 AS standard, value ->> 3 AS says
        FROM json_each(:readings)),
    stood AS (
        SELECT answer.service_id, answer.source, reading.standard,
            CASE WHEN MIN(says) = MAX(says) THEN MIN(says) ELSE 'mixed' END AS standing
        FROM answer, json_each(answer.choices) AS chosen
        JOIN reading ON reading.prompt = answer.prompt AND reading.choice = chosen.value
        WHERE code = :code AND code_version = :code_version AND round_id = :round_id
            AND superseded_at IS NULL AND taken_back_at IS NULL AND reply = 'chose'
            AND support IN (SELECT value FROM json_each(:own))
        GROUP BY person_id, answer.service_id, answer.source, reading.standard)
    SELECT service_id, standard, source, SUM(standing = 'good'), SUM(standing = 'mixed'), SUM(standing = 'not_good')
    FROM stood GROUP BY service_id, standard, source"""


def scanned(tx: Tx, pack: Pack, round_id: int) -> Counts:
    """The people who stand where, from every answer of a round: each person once for each standard."""
    rows = tx.all(
        SCAN,
        readings=json.dumps(_readings(pack)),
        own=json.dumps(sorted(OWN_SUPPORT)),
        code=pack.id,
        code_version=pack.version,
        round_id=round_id,
    )
    return {(row[0], row[1], row[2]): (row[3], row[4], row[5]) for row in rows}


def tallied(tx: Tx, pack: Pack, round_id: int) -> Counts:
    """The same from the tallies. The core is counted a second time by itself, for comparisons, and is left out."""
    return {
        (row.service_id, row.standard, row.source): (row.good, row.mixed, row.not_good)
        for row in tally_check.all_counts(tx, code=pack.id, code_version=pack.version)
        if (row.round_id, row.support, row.about) == (round_id, ALL, ALL) and not row.standard.startswith(CORE)
    }


def _readings(pack: Pack) -> list[tuple[str, str, str, str]]:
    """Prompt, choice, standard or area, and what the choice says about it."""
    area_of = pack.area_of
    return [
        (prompt, choice, place, value)
        for prompt, reading in pack.readings.items()
        for choice, value in reading.polarity.items()
        for place in sorted({*reading.standards, *(area_of[one] for one in reading.standards)})
    ]
