"""What one person's flow is made of: which prompts of which pack, in which order, and why each was picked.

A flow is never stored whole. Its recipe is a few hundred bytes, and the pack that it names is kept once, so that a
session goes on with the very words that it started on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Final

from pydantic import TypeAdapter, ValidationError

from dialogs.model import Audience, Flow, Step
from dialogs.pack_parts import Frame, Pack, Prompt
from dialogs.session import BadStored, Upgrade, upgraded

FORMAT: Final = 1

# From format n (the key) to n + 1, as for sessions.
UPGRADES: Final[Mapping[int, Upgrade]] = {}


class Why(StrEnum):
    """Why a prompt was picked."""

    CORE = "core"
    MISSING = "missing"
    MORE = "more"
    TURNED = "turned"
    OPEN = "open"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Pick:
    """A prompt, and why it was picked.

    Attributes:
        standard: For `missing`, the standard on which too few people were heard.
        heard: How many were heard on it when this was picked.
        wanted: How many there should be.
    """

    prompt: str
    why: Why
    standard: str = ""
    heard: int = 0
    wanted: int = 0


@dataclass(frozen=True, slots=True)
class Recipe:
    """A flow in short. `pack` is the content hash of the pack that it was made from."""

    pack: str
    audience: Audience
    areas: tuple[str, ...]
    sittings: tuple[tuple[Pick, ...], ...]

    @property
    def id(self) -> str:
        """A hash of everything in it: the flow's id."""
        return sha256(_RECIPE.dump_json(self)).hexdigest()[:32]

    @property
    def picks(self) -> tuple[Pick, ...]:
        """All picks, in the order in which they are asked."""
        return tuple(pick for sitting in self.sittings for pick in sitting)


_RECIPE: Final = TypeAdapter(Recipe)
_PACK: Final = TypeAdapter(Pack)


def flow_of(pack: Pack, recipe: Recipe) -> Flow:
    """The flow that a recipe describes.

    Raises:
        BadStored: The recipe names a prompt that the pack does not have (S01).
    """
    prompts = {prompt.id: prompt for prompt in pack.prompts}
    missing = [pick.prompt for pick in recipe.picks if pick.prompt not in prompts]
    if missing:
        raise BadStored("S01", f"the pack has no prompt {missing[0]}")
    frame = pack.frames[recipe.audience]
    sittings = [[prompts[pick.prompt] for pick in sitting] for sitting in recipe.sittings]
    return Flow(
        id=recipe.id,
        code=pack.id,
        code_version=pack.version,
        audience=recipe.audience,
        areas=recipe.areas,
        language=pack.language,
        scale=frame.scale,
        steps=(*_before(frame), *_with_rests(sittings, frame), frame.closing),
        readings={prompt.id: prompt.reading for sitting in sittings for prompt in sitting},
    )


def _before(frame: Frame) -> tuple[Step, ...]:
    """What comes before the first question. Nobody is asked who is here before they have agreed."""
    return (*frame.opening, frame.consent, *frame.company, *frame.before_questions, *frame.practice)


def _with_rests(sittings: list[list[Prompt]], frame: Frame) -> Iterator[Step]:
    """The questions, with 'carry on?' between two sittings (D14)."""
    for number, sitting in enumerate(sittings):
        if number:
            yield replace(frame.carry_on, id=f"{frame.carry_on.id}.{number}")
        yield from (prompt.question for prompt in sitting)


def dump_recipe(recipe: Recipe) -> str:
    """The recipe as JSON, with the format's number."""
    return f'{{"format":{FORMAT},"recipe":{_RECIPE.dump_json(recipe).decode()}}}'


def load_recipe(text: str) -> Recipe:
    """The recipe that `dump_recipe` wrote, by this release or an older one.

    Raises:
        BadStored: The text is not a recipe (S01), or comes from a newer release (S02).
    """
    body = upgraded(text, FORMAT, UPGRADES)
    try:
        return _RECIPE.validate_python(body.get("recipe"))
    except ValidationError as error:
        raise BadStored("S01", f"not a recipe: {error.error_count()} faults") from error


def dump_pack(pack: Pack) -> str:
    """The whole pack as JSON, with the format's number."""
    content = json.dumps(
        _PACK.dump_python(pack, mode="json"), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return f'{{"format":{FORMAT},"pack":{content}}}'


def pack_hash(dumped: str) -> str:
    """The content hash of a dumped pack: one word changed makes another."""
    return sha256(dumped.encode()).hexdigest()[:32]


def load_pack_json(text: str) -> Pack:
    """The pack that `dump_pack` wrote, by this release or an older one.

    Raises:
        BadStored: The text is not a pack (S01), or comes from a newer release (S02).
    """
    body = upgraded(text, FORMAT, UPGRADES)
    try:
        return _PACK.validate_python(body.get("pack"))
    except ValidationError as error:
        raise BadStored("S01", f"not a pack: {error.error_count()} faults") from error
