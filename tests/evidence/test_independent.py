"""The same numbers from other hands: statsmodels for ranges, pandas for counts.

The pandas side is written from docs/evidence.md and knows none of our code: it begins with raw answers and with what
the pack says each choice means, and ends with people by standing.
"""

from __future__ import annotations

import json
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from dialogs.model import About, Reading, Value
from evidence.interval import wilson
from evidence.newcombe import newcombe
from evidence.result import Counts
from store import invitations, published, rounds, sessions, tallies
from store.database import Database
from store.tx import Tx
from tests.evidence.village import AREA, AREA_OF, AT, CODE, READINGS, Village, a_village
from tests.support.counts import count

FIVE = {"great": Value.GOOD, "yes": Value.GOOD, "bit": Value.MIXED, "no": Value.NOT_GOOD, "awful": Value.NOT_GOOD}
SHAPES = {
    **READINGS,
    # A scale of five, and the question turned round that checks it (D08); the first is asked of everyone (D17).
    "home": Reading(("duq.1.good.2", "duq.1.bad.1"), About.FEELING, FIVE, core=True),
    "home_turned": Reading(("duq.1.good.2",), About.FEELING, {"yes": Value.NOT_GOOD, "no": Value.GOOD}),
    "nothing": Reading(("duq.1.bad.1",), About.FACT, {}),
}
SUPPORTS = ("alone", "alone", "supported", "interpreted", "proxy", "observed")
OWN = ("alone", "supported", "interpreted")
VALUES = ["good", "mixed", "not_good"]


@pytest.mark.soak
def test_wilson_is_that_of_statsmodels() -> None:
    """Every share of up to so many people has the range that statsmodels gives it."""
    for people in range(1, count(120, promised=1_000) + 1):
        good = np.arange(people + 1)
        low, high = proportion_confint(good, people, alpha=0.05, method="wilson")
        ours = [wilson(int(one), people) for one in good]
        np.testing.assert_allclose([one.low for one in ours], low, atol=1e-12)
        np.testing.assert_allclose([one.high for one in ours], high, atol=1e-12)


@pytest.mark.soak
def test_newcombe_is_that_of_statsmodels() -> None:
    """The range of a difference is that of statsmodels' `newcomb`, for pairs of random shares and for the ends."""
    chance = Random(7)  # noqa: S311 - a test
    pairs = [(0, 10, 0, 20), (10, 10, 0, 20), (10, 10, 0, 10), (0, 10, 0, 10), (5, 56, 0, 29), (56, 70, 48, 80)]
    for _ in range(count(1_000, promised=50_000)):
        first, second = chance.randint(1, 300), chance.randint(1, 300)
        pairs.append((chance.randint(0, first), first, chance.randint(0, second), second))
    for later, of_later, earlier, of_earlier in pairs:
        low, high = confint_proportions_2indep(
            later, of_later, earlier, of_earlier, method="newcomb", compare="diff", alpha=0.05
        )
        found = newcombe((earlier, of_earlier), (later, of_later))
        assert (found.low, found.high) == pytest.approx((max(-1.0, low), min(1.0, high)), abs=1e-9)


def by_pandas(raw: pd.DataFrame, readings: dict[str, Reading]) -> pd.DataFrame:
    """People by standing, from the answers that count: docs/evidence.md, in pandas.

    Args:
        raw: person, teller, source, service, round, prompt, choices (a list), support.
        readings: What the pack says: the standards of each prompt, and what each choice says.
    """
    key = ["round", "source", "person", "service", "place", "support"]
    if raw.empty:
        return pd.DataFrame(columns=["round", "source", "service", "place", "support", *VALUES])
    # Each answer says good, not good, mixed, or nothing; a feeling that someone else answered is not counted at all.
    said = raw.explode("choices").merge(_meanings(readings), on=["prompt", "choices"])
    said = said[~(said["feeling"] & (said["support"] == "proxy"))]
    # The person's own ways of answering are pooled; someone else's and what others saw are kept apart.
    pooled = said[said["support"].isin(OWN)].assign(support="all")
    said = pd.concat([said, pooled])
    # What was observed counts once two have watched.
    watched = said.groupby(key)["teller"].transform("nunique")
    said = said[(said["support"] != "observed") | (watched >= 2)]
    # On a whole area someone else counts only for who was not heard, and what was seen only where nobody answered.
    who = ["round", "source", "person", "place"]
    ways = said.groupby(who)["support"].agg(set).rename("ways").reset_index()
    said = said.merge(ways, on=who)
    spoke, answered_for = (
        said["ways"].map(lambda found, way=way: way in found).astype(bool) for way in ("all", "proxy")
    )
    twice = (said["support"] == "proxy") & spoke | (said["support"] == "observed") & (spoke | answered_for)
    said = said[~(said["area"] & twice)]
    # One standing for each person: what all their answers say, else mixed. Then people are counted.
    standing = said.groupby(key)["value"].agg(_pooled).reset_index()
    where = ["round", "source", "service", "place", "support"]
    counts = pd.crosstab([standing[name] for name in where], standing["value"])
    return counts.reindex(columns=VALUES, fill_value=0).reset_index()


def _meanings(readings: dict[str, Reading]) -> pd.DataFrame:
    """A row for each choice and each place that it says something of."""
    return pd.DataFrame(
        [
            {"prompt": prompt, "choices": choice, "value": str(value), "place": place,
             "feeling": reading.about == "feeling",
             "area": place not in reading.standards}
            for prompt, reading in readings.items()
            for choice, value in reading.polarity.items()
            for place in (*reading.standards, *{AREA_OF[one] for one in reading.standards})
        ]
    )  # fmt: skip


def _pooled(said: pd.Series[str]) -> str:
    return said.iloc[0] if len(set(said)) == 1 else "mixed"


def talks(tx: Tx, chance: Random) -> list[Village]:
    """Random talks of all shapes: two rounds, people and staff, small houses and large, with all that can happen."""
    sizes = tuple(chance.choice([1, 2, 3, 4, 6, 9]) for _ in range(chance.randint(1, 3)))
    made = [a_village(tx, sizes, source) for source in ("person", "staff")]
    for village in made:
        village.readings = dict(SHAPES)
        happen(tx, village, chance)
        village.round = rounds.add(tx, name="Spring", opens_on="2027-02-01", closes_on="2027-04-30")
        talk_anew(tx, village)
        happen(tx, village, chance)
    return made


def talk_anew(tx: Tx, village: Village) -> None:
    """Everyone has a talk of their own in the next round, and so has whoever watches them."""
    for talk_of in (village.session_of, village.second_of):
        for person, before in talk_of.items():
            (who,) = tx.one("SELECT person_id FROM session WHERE id = :id", id=before) or (0,)
            invitation = invitations.add(
                tx, person_id=who, round_id=village.round, code=CODE, areas=(AREA,), created_at=AT, expires_at=AT
            )
            talk_of[person] = sessions.start(
                tx, invitation_id=invitation, person_id=who, flow_id="flow-1", state="asking", body="{}", at=AT
            )


def happen(tx: Tx, village: Village, chance: Random) -> None:
    """Answers, changed minds, 'I do not know', skips, taking back and forgetting, in any order."""
    for _ in range(chance.randint(0, 5 * len(village.people))):
        person, prompt = chance.choice(village.people), chance.choice(sorted(SHAPES))
        known = sorted({*SHAPES[prompt].polarity, "bit"})
        match chance.choice(["answer"] * 12 + ["skip", "skip", "take_back", "forget"]):
            case "answer":
                most = 2 if prompt == "who" else 1
                choices = tuple(chance.sample(known, min(len(known), chance.randint(0, most))))
                village.answer(tx, person, prompt, choices, chance.choice(SUPPORTS), settle=chance.random() < 0.5)
            case "skip":
                village.skip(tx, person, prompt, settle=False)
            case "take_back":
                village.take_back(tx, person)
            case "forget":
                village.forget(tx, person)
                now = village.round
                for village.round in (one.id for one in rounds.all(tx)):
                    village.recount(tx, person)
                village.round = now


def raw_answers(tx: Tx, village: Village) -> pd.DataFrame:
    """The answers as they lie in the database, without those that were changed or taken back."""
    rows: Any = tx.all(
        """SELECT a.person_id, s.person_id, a.source, a.service_id, a.round_id, a.prompt, a.choices, a.support
        FROM answer a JOIN session s ON s.id = a.session_id WHERE a.code_version = :version AND a.reply = 'chose'
        AND a.superseded_at IS NULL AND a.taken_back_at IS NULL""",
        version=village.version,
    )
    names = ["person", "teller", "source", "service", "round", "prompt", "choices", "support"]
    found = pd.DataFrame([tuple(row) for row in rows], columns=names)
    return found.assign(choices=[json.loads(one) for one in found["choices"]])


def ours(tx: Tx, village: Village) -> dict[tuple[Any, ...], tuple[int, ...]]:
    """What our sums say, for every round, house, place and way of answering."""
    places = (AREA, *AREA_OF)
    return {
        (round_id, row.source, row.service_id, row.standard, row.support): (row.good, row.mixed, row.not_good)
        for round_id in (one.id for one in rounds.all(tx))
        for row in tallies.of_standards(
            tx, code=CODE, code_version=village.version, round_id=round_id, standards=places
        )
    }


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(count(25, promised=2_000)))
async def test_counts_are_those_of_pandas(sqlite: Database, seed: int) -> None:
    """From raw answers and the pack alone, pandas counts the same people in the same places as our running sums."""

    def check(tx: Tx) -> None:
        for village in talks(tx, Random(seed)):  # noqa: S311 - a test
            found = by_pandas(raw_answers(tx, village), village.readings)
            theirs = {tuple(row[:5]): tuple(int(one) for one in row[5:]) for row in found.itertuples(index=False)}
            assert ours(tx, village) == theirs

    await sqlite.write(check)


async def test_what_is_published_is_what_pandas_counts(sqlite: Database) -> None:
    """Ten people answer and all sittings end: the published total is that of pandas, and so is its share."""

    def check(tx: Tx) -> None:
        village, chance = a_village(tx, (10,)), Random(3)  # noqa: S311 - a test
        for person in village.people:
            village.answer(tx, person, "choose", (chance.choice(["yes", "bit", "no"]),))
        found = by_pandas(raw_answers(tx, village), village.readings)
        (theirs,) = found[(found["place"] == "duq.1.good.1") & (found["support"] == "all")][VALUES].itertuples(
            index=False
        )
        shown = published.of_standards(
            tx, code=CODE, code_version=village.version, round_id=village.round, standards=("duq.1.good.1",)
        )
        total = next(row for row in shown if row.service_id == 0 and row.support == "all")
        assert Counts(total.good, total.mixed, total.not_good) == Counts(*(int(one) for one in theirs))

    await sqlite.write(check)
