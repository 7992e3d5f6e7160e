"""How many people stand where on each standard. Counted as people speak, so that no page ever has to rescan.

A person has at most one standing for each standard, support and kind. To change them is to take this person's old
contribution out of the tallies and put the new one in: a changed mind, taking back, forgetting and a changed mapping
all go through `put_standings`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from store import people
from store.rows import listed
from store.tx import Tx

WHERE = "code = :code AND code_version = :code_version"
PLACE = "round_id, service_id, standard, source, support, about"
STANDINGS = ("good", "mixed", "not_good")

Slot = tuple[str, str, str]  # standard, support, about
Key = tuple[int, str, str, str, str]  # service_id, standard, source, support, about


@dataclass(frozen=True, slots=True)
class Standing:
    """What one person's answers say on a standard: `standing` is good, mixed or not_good."""

    standard: str
    support: str
    about: str
    source: str
    service_id: int
    standing: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many people stand where on a standard, in one round and service, by source, support and kind."""

    round_id: int
    service_id: int
    standard: str
    source: str
    support: str
    about: str
    good: int
    mixed: int
    not_good: int

    @property
    def place(self) -> tuple[int, int, str, str, str, str]:
        """All but the figures: what is counted here, in the order in which counts are listed."""
        return self.round_id, self.service_id, self.standard, self.source, self.support, self.about


@dataclass(frozen=True, slots=True)
class PersonCounted:
    """One person in one round, and where they count."""

    person_id: int
    round_id: int
    service_id: int
    source: str


def standings(tx: Tx, *, person_id: int, round_id: int, code: str, code_version: str) -> tuple[Standing, ...]:
    """A person's standings in a round, as they are counted now."""
    rows = tx.all(
        f"""SELECT standard, support, about, source, service_id, standing FROM standing
        WHERE person_id = :person_id AND round_id = :round_id AND {WHERE}""",
        person_id=person_id,
        round_id=round_id,
        code=code,
        code_version=code_version,
    )
    return tuple(sorted((Standing(*row) for row in rows), key=_slot))


def put_standings(
    tx: Tx, *, person_id: int, round_id: int, code: str, code_version: str, new: Iterable[Standing]
) -> tuple[Standing, ...]:
    """Puts a person's standings in the place of the old ones, here and in the tallies. Writes only what changes.

    Hold the person (`people.hold`) before reading the answers that `new` is made from.

    Returns:
        The old ones.

    Raises:
        ValueError: Two standings for the same standard, support and kind.
    """
    place: dict[str, Any] = {"round_id": round_id, "code": code, "code_version": code_version}
    people.hold(tx, person_id)
    old, wanted = standings(tx, person_id=person_id, **place), tuple(new)
    before, after = ({_slot(one): one for one in some} for some in (old, wanted))
    if len(after) != len(wanted):
        raise ValueError("A person has one standing for each standard, support and kind.")
    for slot in sorted(before.keys() | after.keys()):
        if before.get(slot) != after.get(slot):
            _write(tx, {**place, "person_id": person_id}, slot, after.get(slot))
    _move(tx, place, _steps(old, wanted))
    return old


def heard(
    tx: Tx, *, code: str, code_version: str, round_id: int, service_id: int, source: str, support: str, about: str
) -> dict[str, int]:
    """How many people of a source were heard in one service and round, by standard (and area)."""
    rows = tx.all(
        f"""SELECT standard, SUM(good + mixed + not_good) FROM tally WHERE {WHERE} AND round_id = :round_id
        AND service_id = :service_id AND source = :source AND support = :support AND about = :about
        GROUP BY standard""",
        code=code,
        code_version=code_version,
        round_id=round_id,
        service_id=service_id,
        source=source,
        support=support,
        about=about,
    )
    return {row[0]: int(row[1]) for row in rows}


def of_standards(
    tx: Tx, *, code: str, code_version: str, round_id: int, standards: tuple[str, ...]
) -> tuple[Count, ...]:
    """The tallies of some standards in every service, for all kinds together. Goes by index: it runs in every turn."""
    names, values = listed(standards)
    rows = tx.all(
        f"""SELECT {PLACE}, good, mixed, not_good FROM tally WHERE {WHERE} AND round_id = :round_id
        AND service_id IN (SELECT id FROM service) AND standard IN ({names}) AND about = 'all'""",
        code=code,
        code_version=code_version,
        round_id=round_id,
        **values,
    )
    return tuple(sorted((Count(*row) for row in rows), key=lambda one: one.place))


def sums(
    tx: Tx,
    *,
    code: str,
    code_version: str,
    round_id: int,
    service_id: int | None,
    source: str,
    standards: tuple[str, ...],
    supports: tuple[str, ...],
) -> tuple[Count, ...]:
    """The tallies of some standards for all kinds together, of one service, or (None) of all, as service 0.

    Runs in every turn: it goes by index and adds up inside the database.
    """
    names, values = listed(standards)
    ways, more = listed(supports, "way")
    of_service = "IN (SELECT id FROM service)" if service_id is None else "= :service_id"
    rows = tx.all(
        f"""SELECT standard, support, SUM(good), SUM(mixed), SUM(not_good) FROM tally
        WHERE {WHERE} AND round_id = :round_id AND service_id {of_service} AND standard IN ({names})
        AND source = :source AND support IN ({ways}) AND about = 'all' GROUP BY standard, support""",
        code=code,
        code_version=code_version,
        round_id=round_id,
        source=source,
        **({} if service_id is None else {"service_id": service_id}),
        **values,
        **more,
    )
    return tuple(
        Count(round_id, service_id or 0, standard, source, support, "all", int(good), int(mixed), int(not_good))
        for standard, support, good, mixed, not_good in sorted(rows)
    )


def people_counted(tx: Tx, *, code: str, code_version: str) -> tuple[PersonCounted, ...]:
    """Everyone who answered on a version of a code, or is still counted there.

    In the service where they are counted in that round: who moved since stays where they said it.
    """
    rows = tx.all(
        f"""SELECT one.person_id, one.round_id, COALESCE((SELECT MAX(s.service_id) FROM standing s
        WHERE s.person_id = one.person_id AND s.round_id = one.round_id AND {WHERE}), p.service_id), p.audience FROM (
        SELECT person_id, round_id FROM answer WHERE {WHERE}
        UNION SELECT person_id, round_id FROM standing WHERE {WHERE}) one JOIN person p ON p.id = one.person_id""",
        code=code,
        code_version=code_version,
    )
    return tuple(PersonCounted(*row) for row in sorted(rows))


def _write(tx: Tx, values: dict[str, Any], slot: Slot, now: Standing | None) -> None:
    """Keeps one standing, or deletes it."""
    values = {**values, "standard": slot[0], "support": slot[1], "about": slot[2]}
    if now is None:
        tx.run(
            f"""DELETE FROM standing WHERE person_id = :person_id AND round_id = :round_id AND {WHERE}
            AND standard = :standard AND support = :support AND about = :about""",
            **values,
        )
        return
    tx.run(
        """INSERT INTO standing (person_id, round_id, code, code_version, standard, support, about, source,
        service_id, standing) VALUES (:person_id, :round_id, :code, :code_version, :standard, :support, :about,
        :source, :service_id, :standing)
        ON CONFLICT (person_id, round_id, code, code_version, standard, support, about) DO UPDATE SET
        source = excluded.source, service_id = excluded.service_id, standing = excluded.standing""",
        **values,
        source=now.source,
        service_id=now.service_id,
        standing=now.standing,
    )


def _steps(old: tuple[Standing, ...], new: tuple[Standing, ...]) -> Counter[tuple[Key, str]]:
    """How many people more, or fewer, stand where. What did not change cancels out."""
    steps = Counter((_key(one), one.standing) for one in new)
    steps.subtract((_key(one), one.standing) for one in old)
    return steps


def _move(tx: Tx, place: dict[str, Any], moves: Counter[tuple[Key, str]]) -> None:
    """Changes the tallies, in sorted order: on PostgreSQL two turns then never wait for each other in a ring."""
    for key in sorted({key for (key, _), step in moves.items() if step}):
        steps = {name: moves[key, name] for name in STANDINGS}
        values = {**place, **dict(zip(("service_id", "standard", "source", "support", "about"), key, strict=True))}
        tx.run(
            """INSERT INTO tally (code, code_version, round_id, service_id, standard, source, support, about,
            good, mixed, not_good) VALUES (:code, :code_version, :round_id, :service_id, :standard, :source,
            :support, :about, :good, :mixed, :not_good)
            ON CONFLICT (code, code_version, round_id, service_id, standard, source, support, about) DO UPDATE SET
            good = tally.good + excluded.good, mixed = tally.mixed + excluded.mixed,
            not_good = tally.not_good + excluded.not_good""",
            **values,
            **steps,
        )
        if min(steps.values()) < 0:
            tx.run(
                f"""DELETE FROM tally WHERE {WHERE} AND round_id = :round_id AND service_id = :service_id
                AND standard = :standard AND source = :source AND support = :support AND about = :about
                AND good = 0 AND mixed = 0 AND not_good = 0""",
                **values,
            )


def _slot(one: Standing) -> Slot:
    return one.standard, one.support, one.about


def _key(one: Standing) -> Key:
    return one.service_id, one.standard, one.source, one.support, one.about
