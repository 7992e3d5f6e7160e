"""The built-in pack and talks planned from it, in few words."""

from __future__ import annotations

from functools import cache

from dialogs.model import Audience, Flow
from dialogs.pack import Pack, load_builtin
from dialogs.planner import NO_NEED, Need, plan
from dialogs.recipe import Recipe, dump_pack, flow_of, pack_hash
from tests.dialogs.packtools import picture_names


@cache
def duq() -> Pack:
    """The built-in Driving Up Quality pack."""
    return load_builtin("duq", picture_names())


@cache
def duq_hash() -> str:
    """Its content hash."""
    return pack_hash(dump_pack(duq()))


def recipe_for(
    audience: Audience, *areas: str, seed: int = 1, first: bool = True, need: Need = NO_NEED, pack: Pack | None = None
) -> Recipe:
    """The recipe of a talk about these areas; about all that the audience has questions on when none is named."""
    asked = areas or duq().areas_for(audience)
    return plan(pack or duq(), duq_hash(), audience, asked, seed=seed, first_sitting=first, need=need)


def talk_for(audience: Audience, *areas: str, seed: int = 1, first: bool = True, need: Need = NO_NEED) -> Flow:
    """The flow of that talk."""
    return flow_of(duq(), recipe_for(audience, *areas, seed=seed, first=first, need=need))
