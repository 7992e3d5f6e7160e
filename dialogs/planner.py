"""Picks the questions of one person's talk: few, and those that add most (docs/asking.md D14, D17).

The same seed and the same need give the same picks. In this order:

1. The core of every area is asked of everyone, so that one round can be held against another.
2. Then standards are filled, as far as this person can speak on them: those that people here have begun to speak on
   come first, until ten people (or all, where fewer live there) were heard; only then is the next one opened. The
   standards stand in a circle: each service begins at another place of it, and in the next round a third further on,
   so that services together cover more, and a small house all of it over some rounds. Among the prompts that fit,
   chance decides, from the seed.
3. A first sitting is never shorter for want of gaps: everyone has their say. What comes after the first rest asks
   only what is still missing.
4. The last question of the first sitting is an open one. A question that turns an earlier one round comes last of all.

Observers are asked everything about an area, one area a sitting. A monthly summary has the same questions each month,
in their order. Ladders are all asked, in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from dialogs.model import Audience
from dialogs.order import FIRST_SITTING, SCREENS_APART
from dialogs.pack_parts import Pack, Prompt, is_monthly
from dialogs.recipe import Pick, Recipe, Why

LATER_SITTING = 10
MOST_QUESTIONS = FIRST_SITTING + LATER_SITTING
ENOUGH_PEOPLE = 10


@dataclass(frozen=True, slots=True)
class Need:
    """What is missing, of one audience in one service and round.

    Attributes:
        heard: Standard id → people heard on it. Absent is none.
        people: How many could be heard; 0 where nobody knows.
        said: Prompts that this person has answered in this round already.
        start: Where in the circle of standards this service begins in this round, from 0 to 1.
    """

    heard: Mapping[str, int] = field(default_factory=dict)
    people: int = 0
    said: frozenset[str] = frozenset()
    start: float = 0.0

    @property
    def wanted(self) -> int:
        """How many people fill a standard here."""
        return min(ENOUGH_PEOPLE, self.people) if self.people else ENOUGH_PEOPLE


NO_NEED = Need()


def plan(
    pack: Pack,
    pack_hash: str,
    audience: Audience,
    areas: tuple[str, ...],
    *,
    seed: int,
    first_sitting: bool = True,
    need: Need = NO_NEED,
) -> Recipe:
    """Pick the questions of one talk.

    Args:
        pack: The code and its prompts.
        pack_hash: Its content hash, by which the recipe names it.
        audience: Who is asked.
        areas: Area ids, in the order in which they are asked.
        seed: The talk's seed; chance hangs on nothing else.
        first_sitting: Whether 'carry on?' comes after 6 questions, for someone new to talks; else after 10.
        need: What is missing.

    Raises:
        ValueError: An area has no prompts for this audience.
    """
    for area in areas:
        if not pack.prompts_for(audience, (area,)):
            raise ValueError(f"nobody wrote prompts on {area} for {audience}")
    if audience is Audience.OBSERVER:
        by_area = (pack.prompts_for(audience, (area,)) for area in areas)
        whole = tuple(tuple(Pick(prompt.id, Why.ALL) for prompt in prompts) for prompts in by_area)
        return Recipe(pack_hash, audience, areas, whole)
    if is_monthly(areas) or pack.is_ladders:
        every = tuple(Pick(prompt.id, Why.ALL) for prompt in pack.prompts_for(audience, areas))
        first = FIRST_SITTING if first_sitting else LATER_SITTING
        return Recipe(pack_hash, audience, areas, tuple(filter(None, (every[:first], every[first:]))))
    sittings = _Picker(pack.prompts_for(audience, areas), seed, need).sittings(
        FIRST_SITTING if first_sitting else LATER_SITTING
    )
    return Recipe(pack_hash, audience, areas, sittings)


def rank(*parts: object) -> bytes:
    """A fair place in a queue: the same parts always get the same one."""
    return sha256(":".join(map(str, parts)).encode()).digest()


@lru_cache(maxsize=4096)
def _angle(standard: str) -> float:
    """A standard's place in the circle, from 0 to 1: areas are mixed, so that no round is about one area alone."""
    return int.from_bytes(rank(standard)[:8]) / 2**64


def _turn(need: Need, standard: str) -> float:
    """How far round the circle a standard is from where the service begins."""
    return (_angle(standard) - need.start) % 1


def next_order(standards: Iterable[str], need: Need) -> list[str]:
    """Standards in the order in which they are filled: begun, then not begun, then full.

    Among those begun chance decides for each talk; here the ones with most people come first.
    """

    def order(standard: str) -> tuple[int, int, float]:
        heard = need.heard.get(standard, 0)
        stage = 2 if heard >= need.wanted else 0 if heard else 1
        return stage, -heard, _turn(need, standard)

    return sorted(standards, key=order)


class _Picker:
    """Picks among the prompts that one person can be asked, and remembers what is picked."""

    def __init__(self, every: tuple[Prompt, ...], seed: int, need: Need) -> None:
        self.seed = seed
        self.need = need
        prompts = [prompt for prompt in every if prompt.id not in need.said]
        self.place = {prompt.id: place for place, prompt in enumerate(prompts)}
        self.open = [prompt for prompt in prompts if prompt.is_open]
        self.turned = [prompt for prompt in prompts if prompt.question.reverse_of]
        asked = [prompt for prompt in prompts if not prompt.is_open and not prompt.question.reverse_of]
        self.core = [prompt for prompt in asked if prompt.core]
        followers = [
            prompt for prompt in asked if prompt.question.only_if and prompt.question.only_if.step in self.place
        ]
        self.followers: dict[str, list[Prompt]] = {}
        for prompt in followers:
            if prompt.question.only_if:
                self.followers.setdefault(prompt.question.only_if.step, []).append(prompt)
        self.left = [prompt for prompt in asked if not prompt.core and prompt not in followers]
        said = [prompt for prompt in every if prompt.id in need.said]
        if not self.open and not asked:
            # Everything was said in this round already: there is always room for one's own words.
            self.open = [prompt for prompt in every if prompt.is_open]
        self.touched = {standard for prompt in (*said, *self.core) for standard in prompt.reading.standards}

    def sittings(self, first: int) -> tuple[tuple[Pick, ...], ...]:
        """The talk: one sitting, or two where something is still missing after the first."""
        core = [Pick(prompt.id, Why.CORE) for prompt in self._with_followers(self.core)]
        open_one = [Pick(prompt.id, Why.OPEN) for prompt in sorted(self.open, key=self._chance)[:1]]
        filled = self._fill(max(0, first - len(core) - len(open_one)), more=True)
        rest = self._fill(MOST_QUESTIONS - first - 1, more=False)
        turned = self._turned([*core, *filled, *rest])
        if turned and not rest:
            # No second sitting for one question alone: it takes the place of the last one that was filled in.
            filled = filled[: max(0, first - len(core) - len(open_one) - 1)]
            turned = self._turned([*core, *filled])
            room = first - len(core) - len(filled) - len(open_one)
            return ((*core, *self._in_order(filled), *turned[: max(0, room)], *open_one),)
        one = (*core, *self._in_order(filled), *open_one)
        return (one, (*self._in_order(rest), *turned)) if rest else (one,)

    def _fill(self, room: int, *, more: bool) -> list[Pick]:
        """Pick prompts on what is missing; with `more`, go on by chance when nothing is."""
        picks: list[Pick] = []
        while len(picks) < room:
            standard = self._next_standard()
            pool = [p for p in self.left if standard in p.reading.standards] if standard else list(self.left)
            if not pool or not (standard or more):
                break
            chosen = min(pool, key=self._chance)
            self.left.remove(chosen)
            self.touched.update(chosen.reading.standards)
            picks += [self._pick(prompt, standard) for prompt in self._with_followers([chosen])]
        return picks[:room]

    def _pick(self, prompt: Prompt, standard: str) -> Pick:
        if not standard:
            return Pick(prompt.id, Why.MORE)
        return Pick(prompt.id, Why.MISSING, standard, self.need.heard.get(standard, 0), self.need.wanted)

    def _next_standard(self) -> str:
        """The standard to ask about next, '' when none is missing: one that was begun before one that was not."""
        missing = {
            standard
            for prompt in self.left
            for standard in prompt.reading.standards
            if standard not in self.touched and self.need.heard.get(standard, 0) < self.need.wanted
        }
        begun = [standard for standard in missing if self.need.heard.get(standard, 0)]
        if begun:
            return min(begun, key=lambda standard: rank(self.seed, standard))
        return min(missing, key=lambda standard: _turn(self.need, standard), default="")

    def _turned(self, picks: list[Pick]) -> list[Pick]:
        """One question that turns round one of these, far enough behind it (D08)."""
        ids = [pick.prompt for pick in picks]
        far = [p for p in self.turned if p.question.reverse_of in ids[: max(0, len(ids) - SCREENS_APART + 1)]]
        return [Pick(prompt.id, Why.TURNED) for prompt in sorted(far, key=self._chance)[:1]]

    def _with_followers(self, prompts: Iterable[Prompt]) -> list[Prompt]:
        """Each prompt with those that are only asked after it."""
        return [each for prompt in prompts for each in (prompt, *self.followers.get(prompt.id, ()))]

    def _in_order(self, picks: list[Pick]) -> list[Pick]:
        """Picks area by area, so that a talk does not jump about."""
        return sorted(picks, key=lambda pick: self.place[pick.prompt])

    def _chance(self, prompt: Prompt) -> bytes:
        return rank(self.seed, prompt.id)
