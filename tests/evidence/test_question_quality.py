"""How questions work, against counts in plain Python; and on both databases alike."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from dialogs.model import Audience
from dialogs.pack import Pack
from evidence import question_quality
from evidence.question_quality import Mark, Quality, Some, Times, qualities, quartiles
from evidence.suppression import Shown
from store import flows, invitations, people, rounds, services, sessions, shown
from store.database import Database
from store.tx import Tx
from tests.staff.pack import a_pack
from tests.support.counts import count as times

NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
DID = ("chose", "wrote", "spoke", "did_not_know", "rather_not_say", "skipped", "")
RANK = {"chose": 5, "wrote": 5, "spoke": 5, "did_not_know": 4, "rather_not_say": 3, "skipped": 2, "": 1}
SEEDS = times(6, promised=200)


@dataclass
class Talk:
    """One talk, as the tests know it."""

    person: int
    house: int
    at: datetime
    state: str
    step: str
    noted: dict[str, tuple[str, int | None]] = field(default_factory=dict)


class Village:
    """Two houses, two rounds, and talks of which all is known."""

    def __init__(self, tx: Tx, size: int) -> None:
        flows.keep(tx, "flow-1", "{}")
        self.houses = [services.add(tx, name=f"House {number}") for number in range(2)]
        self.rounds = [rounds.add(tx, name=f"R{n}", opens_on="2026-10-01", closes_on="2026-12-31") for n in range(2)]
        self.people = [
            (people.add(tx, service_id=self.houses[n % 2], audience="person", name="N", at="2026"), self.houses[n % 2])
            for n in range(size)
        ]
        self.talks: list[Talk] = []

    def talk(self, tx: Tx, talk: Talk, round_index: int = 0) -> None:
        """Keep a talk."""
        at = talk.at.strftime("%Y-%m-%dT%H:%M:%SZ")
        invitation = invitations.add(
            tx, person_id=talk.person, round_id=self.rounds[round_index], code="duq", areas=(), created_at=at,
            expires_at=at,
        )  # fmt: skip
        number = sessions.start(
            tx, invitation_id=invitation, person_id=talk.person, flow_id="flow-1", state=talk.state, body="{}", at=at,
            step=talk.step,
        )  # fmt: skip
        for prompt, (did, seconds) in talk.noted.items():
            shown.note(tx, session_id=number, prompt=prompt, did=did, seconds=seconds)
        if round_index == 0:
            self.talks.append(talk)


def expected(talks: list[Talk], prompt: str, house: int) -> dict[str, object]:
    """What is true of a question, counted in the simplest way. Written apart from the code under test."""
    rest = [talk for talk in talks if house in (0, talk.house) and (over(talk) or talk.at <= NOW - timedelta(days=1))]
    order = sorted({(max(t.at for t in rest if t.person == talk.person), talk.person) for talk in rest})
    in_fives = {person for _, person in order[: len(order) // 5 * 5]}
    met: dict[int, list[tuple[int, bool, int | None]]] = {}
    for talk in (talk for talk in rest if talk.person in in_fives):
        if prompt in talk.noted:
            did, seconds = talk.noted[prompt]
            met.setdefault(talk.person, []).append((RANK[did], False, seconds))
        if talk.step == prompt and not over(talk):
            met.setdefault(talk.person, []).append((1, True, None))
    ranks = Counter(max(rank for rank, _, _ in ways) for ways in met.values())
    firsts = (min((s for _, _, s in ways if s is not None), default=None) for ways in met.values())
    seconds = sorted(first for first in firsts if first is not None)
    timed = len(met) >= 10 and len(seconds) >= 10
    return {
        "shown": len(met),
        "answered": ranks[5],
        "did_not_know": ranks[4],
        "rather_not_say": ranks[3],
        "skipped": ranks[2],
        "gone_back": ranks[1],
        "left": sum(any(left for _, left, _ in ways) for ways in met.values()),
        "times": Times(*(seconds[-(-share * len(seconds) // 4) - 1] for share in (2, 1, 3))) if timed else None,
    }


def over(talk: Talk) -> bool:
    """Whether it has ended."""
    return talk.state in ("closed", "declined")


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(SEEDS))
async def test_counts_are_those_of_plain_python(database: Database, seed: int) -> None:
    """Whatever people did, in one talk or two, each counts once, in whole fives, by what the most of it was."""
    chance, pack = random.Random(seed), a_pack()  # noqa: S311 - a test, not a secret
    prompts = [prompt.id for prompt in pack.prompts][:4]

    def check(tx: Tx) -> None:
        village = Village(tx, chance.randint(3, 40))
        for person, house in village.people:
            for _ in range(chance.choice((0, 1, 1, 1, 2))):
                at = NOW - timedelta(minutes=chance.randint(0, 4000))
                state = chance.choice(("closed", "asking", "stopped", "declined"))
                talk = Talk(person, house, at, state, chance.choice((*prompts, "somewhere", "")))
                for prompt in chance.sample(prompts, chance.randint(0, len(prompts))):
                    did = chance.choice(DID)
                    talk.noted[prompt] = did, chance.choice((None, chance.randint(0, 60))) if did else None
                village.talk(tx, talk, chance.choice((0, 0, 0, 1)))
        for house in (0, *village.houses):
            every, _ = qualities(tx, pack, round_id=village.rounds[0], now=NOW, service_id=house)
            found = {one.prompt.id: one for one in every}
            assert len(found) == len(pack.prompts)
            for prompt in prompts:
                wanted = expected(village.talks, prompt, house)
                assert {name: getattr(found[prompt], name) for name in wanted} == wanted
        raise Undone

    with pytest.raises(Undone):
        await database.write(check)


class Undone(Exception):
    """Takes back what a test has written."""


def pack_and_prompt() -> tuple[Pack, str]:
    """The tiny pack, and its first question."""
    pack = a_pack()
    return pack, pack.prompts[0].id


async def looked(database: Database, size: int, did: list[str]) -> Quality:
    """How the first question works after so many finished talks: the first ones did this, all others answered."""
    pack, prompt = pack_and_prompt()

    def read(tx: Tx) -> Quality:
        village = Village(tx, size)
        for number, (person, house) in enumerate(village.people):
            what = did[number] if number < len(did) else "chose"
            at = NOW - timedelta(days=3, minutes=number)
            left = what == "left"
            noted = {} if left else {prompt: (what, 12 if what == "chose" else None)}
            village.talk(tx, Talk(person, house, at, "stopped" if left else "closed", prompt if left else "", noted))
        every, _ = qualities(tx, pack, round_id=village.rounds[0], now=NOW)
        return next(one for one in every if one.prompt.id == prompt)

    return await database.write(read)


@pytest.mark.parametrize(
    ("people", "level"), [(4, Shown.NOBODY), (5, Shown.WORDS), (9, Shown.WORDS), (10, Shown.FIGURES)]
)
async def test_few_people_are_hidden(sqlite: Database, people: int, level: Shown) -> None:
    """Under five nothing is shown, from five to nine words, and figures from ten (D15)."""
    found = await looked(sqlite, people, [])
    assert found.level is level
    assert (found.times is not None) is (level is Shown.FIGURES)


@pytest.mark.parametrize(
    ("people", "did", "mark"),
    [
        (10, ["skipped"] * 2, None),
        (10, ["skipped"] * 3, Mark.SKIPPED),
        (40, ["skipped"] * 7, None),
        (40, ["skipped"] * 8, Mark.SKIPPED),
        (10, ["did_not_know"] * 4, None),
        (10, ["did_not_know"] * 5, Mark.DID_NOT_KNOW),
        (10, ["rather_not_say"] * 3, Mark.RATHER_NOT_SAY),
        (20, ["left"] * 2, None),
        (20, ["left"] * 3, Mark.LEFT),
    ],
)
async def test_what_many_do_is_marked(sqlite: Database, people: int, did: list[str], mark: Mark | None) -> None:
    """A question is marked where even the low end of the likely range is many; what may be chance is not."""
    found = await looked(sqlite, people, did)
    assert found.marks == (() if mark is None else (mark,))


async def test_in_words_nobody_can_be_counted(sqlite: Database) -> None:
    """Of five to nine people it is most, some, or few or nobody."""
    found = await looked(sqlite, 5, ["skipped"])
    assert found.marks == ()
    assert (found.some(found.answered), found.some(found.skipped), found.some(0)) == (Some.MOST, Some.FEW, Some.FEW)
    assert found.some(2) is Some.SEVERAL


async def test_the_worst_come_first(sqlite: Database) -> None:
    """Marked ones first, then by how many gave no answer; what is told in words, and what is hidden, comes last."""
    pack = a_pack()
    bad, fine, few, hidden = (prompt.id for prompt in pack.prompts[:4])

    def read(tx: Tx) -> list[str]:
        village = Village(tx, 20)
        for number, (person, house) in enumerate(village.people):
            noted: dict[str, tuple[str, int | None]] = {bad: ("skipped" if number % 2 else "chose", None)}
            noted[fine] = "chose", 9
            if number < 6:
                noted[few] = "skipped", None
            if number < 3:
                noted[hidden] = "skipped", None
            village.talk(tx, Talk(person, house, NOW - timedelta(days=2), "closed", "", noted))
        every, _ = qualities(tx, pack, round_id=village.rounds[0], now=NOW)
        return [one.prompt.id for one in every]

    assert (await sqlite.write(read))[:3] == [bad, fine, few]


def test_quartiles_are_of_people() -> None:
    """Median and middle half are whole seconds that somebody needed."""
    assert quartiles(Counter({5: 1, 7: 1, 9: 1, 30: 1})) == Times(7, 5, 9)
    assert quartiles(Counter({3: 10})) == Times(3, 3, 3)


def test_a_slow_question_is_one_that_takes_twice_as_long() -> None:
    """As others of the same talk, and half a minute at least."""
    prompt = a_pack().prompts[0]
    slow = Quality(prompt, Shown.FIGURES, 20, 20, times=Times(31, 20, 60))
    assert question_quality._marked(slow, 15).marks == (Mark.SLOW,)
    assert question_quality._marked(slow, 16).marks == ()
    assert prompt.audience is Audience.PERSON


async def test_one_service_is_told_in_words_only(sqlite: Database) -> None:
    """Figures of one service, taken from those of all, would tell of a small one: no figure, no time and no mark."""
    pack, prompt = pack_and_prompt()

    def read(tx: Tx) -> tuple[Quality, Quality]:
        village = Village(tx, 40)
        for number, (person, house) in enumerate(village.people):
            noted: dict[str, tuple[str, int | None]] = {prompt: ("skipped" if number % 4 else "chose", 12)}
            village.talk(tx, Talk(person, house, NOW - timedelta(days=2), "closed", "", noted))
        found = (
            qualities(tx, pack, round_id=village.rounds[0], now=NOW, service_id=one) for one in (0, village.houses[0])
        )
        whole, house = (next(one for one in every if one.prompt.id == prompt) for every, _ in found)
        return whole, house

    whole, house = await sqlite.write(read)
    assert (whole.level, house.level) == (Shown.FIGURES, Shown.WORDS)
    assert whole.marks
    assert (house.marks, house.times) == ((), None)
