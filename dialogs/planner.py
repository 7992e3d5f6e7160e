"""Makes a short flow of a pack for one audience: a fixed core first, and a rest after every few questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dialogs.flow_json import flow_id
from dialogs.model import Audience, CarryOn, Flow, Step
from dialogs.order import core_first
from dialogs.pack_parts import Frame, Pack, Prompt

FIRST_SITTING = 6
LATER_SITTING = 10


def plan(pack: Pack, audience: Audience, areas: tuple[str, ...], *, first_sitting: bool = True) -> Flow:
    """The flow of an audience through some areas.

    Args:
        pack: The code and its prompts.
        audience: Who is asked.
        areas: Area ids, in the order in which they are asked.
        first_sitting: Whether 'carry on?' comes after 6 questions the first time; later it is after every 10 (D14).

    Raises:
        ValueError: An area has no prompts for this audience.
    """
    for area in areas:
        if not pack.prompts_for(audience, (area,)):
            raise ValueError(f"nobody wrote prompts on {area} for {audience}")
    frame = pack.frames[audience]
    prompts = chosen(pack.prompts_for(audience, areas))
    flow = Flow(
        id="",
        code=pack.id,
        code_version=pack.version,
        audience=audience,
        areas=areas,
        language=pack.language,
        scale=frame.scale,
        steps=(*before(frame), *in_sittings(prompts, frame.carry_on, first_sitting=first_sitting), frame.closing),
        readings={prompt.id: prompt.reading for prompt in prompts},
    )
    return replace(flow, id=flow_id(flow))


def chosen(prompts: tuple[Prompt, ...]) -> list[Prompt]:
    """Which prompts are asked, in which order: the core of every area, then all others in pack order (D17)."""
    return core_first(prompts, lambda prompt: prompt.core)


def before(frame: Frame) -> tuple[Step, ...]:
    """What comes before the first question. Nobody is asked who is here before they have agreed."""
    return (*frame.opening, frame.consent, *frame.company, *frame.before_questions, *frame.practice)


def in_sittings(prompts: list[Prompt], carry_on: CarryOn, *, first_sitting: bool) -> Iterator[Step]:
    """The questions, with 'carry on?' where a sitting is full and more questions follow."""
    room, rests = FIRST_SITTING if first_sitting else LATER_SITTING, 0
    for prompt in prompts:
        if room == 0:
            room, rests = LATER_SITTING, rests + 1
            yield replace(carry_on, id=f"{carry_on.id}.{rests}")
        yield prompt.question
        room -= 1
