"""The tests' small world: houses, people, four prompts, and the ways in which what was said can change."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from dialogs.model import About, Reading, Value
from evidence.standing import recount
from store import answers, flows, invitations, people, rounds, services, sessions, tallies
from store.tx import Tx

AT = "2026-11-22T13:00:00Z"
CODE = "duq"
AREA = "duq.1"
AREA_OF = {"duq.1.good.1": AREA, "duq.1.good.2": AREA, "duq.1.bad.1": AREA}
THREE = {"yes": Value.GOOD, "bit": Value.MIXED, "no": Value.NOT_GOOD}
READINGS = {
    "choose": Reading(("duq.1.good.1",), About.FACT, THREE),
    "listen": Reading(("duq.1.good.1", "duq.1.good.2"), About.FEELING, THREE),
    "rushed": Reading(("duq.1.bad.1",), About.FEELING, {"yes": Value.NOT_GOOD, "bit": Value.MIXED, "no": Value.GOOD}),
    "who": Reading(("duq.1.good.2",), About.FACT, {"yes": Value.GOOD, "no": Value.NOT_GOOD}),
}
"""`who` takes several choices; its 'bit' says nothing."""

MENDED = {**READINGS, "choose": Reading(("duq.1.good.2",), About.FACT, {**THREE, "bit": Value.NOT_GOOD})}

_versions = count(1)


@dataclass
class Village:
    """Some houses with people in them, and what counts now, kept in the simplest way as the tests' own truth.

    Attributes:
        said: (person, prompt) → (choices, support) of the answers that count.
    """

    version: str
    round: int
    houses: list[int]
    people: list[int]
    house_of: dict[int, int]
    session_of: dict[int, int]
    second_of: dict[int, int]
    source: str = "person"
    readings: dict[str, Reading] = field(default_factory=lambda: dict(READINGS))
    said: dict[tuple[int, str], tuple[tuple[str, ...], str]] = field(default_factory=dict)

    def answer(
        self,
        tx: Tx,
        person: int,
        prompt: str,
        choices: tuple[str, ...],
        support: str = "alone",
        *,
        settle: bool = True,
    ) -> None:
        """One person answers; no choices is 'I do not know'. The sitting ends with it unless told.

        What is observed is written down twice alike: by the two who watch, in a talk of each.
        """
        answers.retract(tx, person_id=person, session_id=self.second_of[person], prompt=prompt, at=AT)
        for talk in (self.session_of[person], self.second_of[person])[: 2 if support == "observed" else 1]:
            answers.add(tx, self._new(person, prompt, choices, support, talk))
        self.said[person, prompt] = (choices, support)
        self.recount(tx, person, settle=settle)

    def _new(self, person: int, prompt: str, choices: tuple[str, ...], support: str, talk: int) -> answers.NewAnswer:
        return answers.NewAnswer(
            session_id=talk,
            person_id=person,
            service_id=self.house_of[person],
            round_id=self.round,
            code=CODE,
            code_version=self.version,
            prompt=prompt,
            source=self.source,
            reply="chose" if choices else "did_not_know",
            choices=choices,
            shown=("yes", "bit", "no"),
            size=3,
            support=support,
            helper="",
            present=(),
            at=AT,
        )

    def skip(self, tx: Tx, person: int, prompt: str, *, settle: bool = True) -> None:
        """One answer no longer counts."""
        for talk in (self.session_of[person], self.second_of[person]):
            answers.retract(tx, person_id=person, session_id=talk, prompt=prompt, at=AT)
        self.said.pop((person, prompt), None)
        self.recount(tx, person, settle=settle)

    def take_back(self, tx: Tx, person: int) -> None:
        """A person takes everything back."""
        for talk in (self.session_of[person], self.second_of[person]):
            answers.take_back(tx, person_id=person, session_id=talk, prompts=None, at=AT)
        self._drop(person)
        self.recount(tx, person)

    def forget(self, tx: Tx, person: int) -> None:
        """A person is forgotten with their answers."""
        answers.delete_of_person(tx, person)
        self._drop(person)
        self.recount(tx, person)

    def move(self, tx: Tx, person: int, house: int) -> None:
        """A person moves house and is counted there from now on."""
        self.house_of[person] = house
        tx.run("UPDATE person SET service_id = :house WHERE id = :person", house=house, person=person)
        self.recount(tx, person)

    def recount(self, tx: Tx, person: int, *, settle: bool = True) -> None:
        """What every change ends in."""
        recount(
            tx,
            person_id=person,
            round_id=self.round,
            service_id=self.house_of[person],
            source=self.source,
            code=CODE,
            code_version=self.version,
            readings=self.readings,
            area_of=AREA_OF,
            settle=settle,
        )

    def people_who(self, standard: str, house: int = 0, support: str = "all") -> dict[str, int]:
        """The truth: people by standing, from `said` alone. Written apart from the code under test."""
        found = {"good": 0, "mixed": 0, "not_good": 0}
        for person in self.people:
            values: set[Value] = set()
            for (who, prompt), (choices, how) in self.said.items():
                reading = self.readings[prompt]
                places = {*reading.standards, AREA}
                counts = how in {"alone", "supported", "interpreted"} if support == "all" else how == support
                feeling_for_another = how == "proxy" and reading.about == "feeling"
                if who == person and standard in places and counts and not feeling_for_another:
                    values |= {reading.polarity[choice] for choice in choices if choice in reading.polarity}
            if (standard, support) == (AREA, "proxy") and self._spoke(person):
                continue
            if (standard, support) == (AREA, "observed") and (self._spoke(person) or self._answered_for(person)):
                continue
            if values and house in {0, self.house_of[person]}:
                found["mixed" if len(values) > 1 else values.pop()] += 1
        return found

    def counted(self, tx: Tx, standard: str, house: int = 0, support: str = "all") -> dict[str, int]:
        """What the tallies say."""
        found = {"good": 0, "mixed": 0, "not_good": 0}
        rows = tallies.of_standards(
            tx, code=CODE, code_version=self.version, round_id=self.round, standards=(standard,)
        )
        for row in rows:
            if row.support == support and house in {0, row.service_id}:
                found = {name: found[name] + getattr(row, name) for name in found}
        return found

    def _spoke(self, person: int) -> bool:
        """Whether they said anything on the area themselves."""
        own = [
            (self.readings[prompt], choices)
            for (who, prompt), (choices, how) in self.said.items()
            if who == person and how in {"alone", "supported", "interpreted"}
        ]
        return any(choice in reading.polarity for reading, choices in own for choice in choices)

    def _answered_for(self, person: int) -> bool:
        """Whether someone else told a fact on the area in their place."""
        facts = [
            (self.readings[prompt], choices)
            for (who, prompt), (choices, how) in self.said.items()
            if who == person and how == "proxy" and self.readings[prompt].about == "fact"
        ]
        return any(choice in reading.polarity for reading, choices in facts for choice in choices)

    def _drop(self, person: int) -> None:
        self.said = {key: value for key, value in self.said.items() if key[0] != person}


def a_village(tx: Tx, sizes: tuple[int, ...], source: str = "person") -> Village:
    """Makes houses with so many people each, on a code version of their own."""
    version = str(next(_versions))
    round_id = rounds.add(tx, name="Autumn", opens_on="2026-10-01", closes_on="2026-12-31")
    flows.keep(tx, "flow-1", "{}")
    village = Village(version, round_id, [], [], {}, {}, {}, source)
    for size in sizes:
        house = services.add(tx, name=f"House {len(village.houses) + 1}")
        village.houses.append(house)
        for _ in range(size):
            add_person(tx, village, house)
    return village


def add_person(tx: Tx, village: Village, house: int) -> int:
    """One more person moves in and starts a talk."""
    person = people.add(tx, service_id=house, audience=village.source, name="Ada Example", at=AT)
    watcher = people.add(tx, service_id=house, audience="observer", name="Bo Example", at=AT)
    for who, talk_of in ((person, village.session_of), (watcher, village.second_of)):
        invitation = invitations.add(
            tx, person_id=who, round_id=village.round, code=CODE, areas=(AREA,), created_at=AT, expires_at=AT
        )
        talk_of[person] = sessions.start(
            tx, invitation_id=invitation, person_id=who, flow_id="flow-1", state="asking", body="{}", at=AT
        )
    village.people.append(person)
    village.house_of[person] = house
    return person
