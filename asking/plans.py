"""Which questions a talk has: picked by what is missing, kept with the talk, found again for as long as it lasts."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.model import Audience, Consent, Flow
from dialogs.pack import Pack
from dialogs.planner import NO_NEED, Need, plan
from dialogs.recipe import Recipe, dump_pack, dump_recipe, flow_of, load_pack_json, load_recipe, pack_hash
from dialogs.wording import reworded
from evidence.cells import ALL
from locales import Languages, Words
from store import answers, flows, people, tallies
from store.invitations import Invitation
from store.people import Person
from store.tx import Tx

GOLDEN = 0.6180339887
"""Steps of this part of a circle fill it evenly, however many there are."""
MOST_KEPT_AT_HAND = 2_000
"""Flows in memory. One is a list of references into its pack."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A flow and what it was made of."""

    flow: Flow
    recipe: Recipe


class Plans:
    """Plans talks from the pack that an invitation names, and finds again those that were planned before.

    Args:
        pack: The code that people are asked about.
        languages: What people can be asked in.
        others: Further codes, such as the ladders of staff and managers.
    """

    def __init__(self, pack: Pack, languages: Languages, others: tuple[Pack, ...] = ()) -> None:
        self.pack = pack
        self._languages = languages
        self._dumped = {pack_hash(dumped): dumped for dumped in map(dump_pack, (pack, *others))}
        self._ids = dict(zip((one.id for one in (pack, *others)), self._dumped, strict=True))
        self.pack_id = self._ids[pack.id]
        self._own = dict(zip(self._dumped, (pack, *others), strict=True))
        self._packs = {(pack_id, one.language): one for pack_id, one in self._own.items()}
        self._flows: dict[tuple[str, str], Flow] = {}

    def planned(self, tx: Tx, invitation: Invitation, person: Person, language: str) -> Planned:
        """Plan the talk of an invitation by what is missing just now.

        Args:
            tx: A transaction, to read in.
            invitation: What is asked about. Its id is the seed.
            person: Who is asked.
            language: Of the talk.
        """
        audience = Audience(person.audience) if invitation.observation_id is None else Audience.OBSERVER
        pack_id = self._ids.get(invitation.code, self.pack_id)
        pack = self._own[pack_id]
        recipe = plan(
            pack,
            pack_id,
            audience,
            invitation.areas,
            seed=invitation.id,
            # A first sitting is shorter than later ones (D14).
            first_sitting=not answers.has_spoken(tx, person.id),
            need=NO_NEED if pack.is_ladders else self.need(tx, person, audience, invitation.round_id),
        )
        return Planned(flow_of(self._pack(tx, pack_id, language), recipe), recipe)

    def need(self, tx: Tx, person: Person, audience: Audience, round_id: int) -> Need:
        """What is missing, for this person, in their service and this round."""
        which = {"code": self.pack.id, "code_version": self.pack.version, "round_id": round_id}
        return Need(
            heard=heard_on(tx, self.pack, audience, round_id=round_id, service_id=person.service_id),
            people=people.count(tx, service_id=person.service_id, audience=audience),
            said=frozenset(one.prompt for one in answers.live(tx, person_id=person.id, **which)),  # type: ignore[arg-type]
            start=start(round_id, person.service_id),
        )

    def keep(self, tx: Tx, recipe: Recipe) -> None:
        """Keep a talk's recipe, and the pack that it names, for good."""
        flows.keep_pack(tx, recipe.pack, self._dumped[recipe.pack])
        flows.keep(tx, recipe.id, dump_recipe(recipe))

    def kept(self, tx: Tx, flow_id: str, language: str) -> Flow:
        """The flow that a talk started on, whatever has changed since, in the language that it goes on in."""
        if (flow_id, language) not in self._flows:
            recipe = load_recipe(flows.body(tx, flow_id) or "")
            if len(self._flows) >= MOST_KEPT_AT_HAND:
                self._flows.clear()
            self._flows[flow_id, language] = flow_of(self._pack(tx, recipe.pack, language), recipe)
        return self._flows[flow_id, language]

    def consent(self, tx: Tx, flow: Flow, language: str) -> Consent | None:
        """What someone who begins a talk like this one is asked now, whether they take part; None where nobody is."""
        pack_id = self._ids.get(flow.code)
        frame = self._pack(tx, pack_id, language).frames.get(flow.audience) if pack_id else None
        return frame.consent if frame else None

    def _pack(self, tx: Tx, pack_id: str, language: str) -> Pack:
        """A pack in a language: a sentence that nobody has translated stays as it was written."""
        if (pack_id, language) not in self._packs:
            pack = self._as_written(tx, pack_id)
            words = self._languages.words(language, pack.id)
            self._packs[pack_id, language] = in_words(pack, words, language)
        return self._packs[pack_id, language]

    def _as_written(self, tx: Tx, pack_id: str) -> Pack:
        kept = self._own.get(pack_id) or self._packs.get((pack_id, self.pack.language))
        return kept or load_pack_json(flows.pack(tx, pack_id) or "")


def in_words(pack: Pack, words: Words, language: str) -> Pack:
    """A pack with the words of a language; as it was written where that is its own."""
    if language == pack.language:
        return pack
    return reworded(pack, language, lambda text: words.gettext(text.words))


def heard_on(tx: Tx, pack: Pack, audience: Audience, *, round_id: int, service_id: int) -> dict[str, int]:
    """How many people of an audience said something themselves, in a service and round, by standard."""
    return tallies.heard(
        tx,
        code=pack.id,
        code_version=pack.version,
        round_id=round_id,
        service_id=service_id,
        source=audience,
        support=ALL,
        about=ALL,
    )


def start(round_id: int, service_id: int) -> float:
    """Where a service begins in the circle of standards: spread evenly over services, a third further each round."""
    return (service_id * GOLDEN + round_id / 3) % 1
