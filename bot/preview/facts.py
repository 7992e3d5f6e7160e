"""What whoever leads the meeting sees beside a question: where it belongs and how its answers count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.local import AUDIENCES, MONTHLY_NAME
from bot.preview.plain import ABOUTS, KINDS, SCENE_PARTS, VALUES
from dialogs.model import Audience
from dialogs.pack import Pack, Prompt, Standard
from dialogs.pack_parts import is_monthly


@dataclass(frozen=True, slots=True)
class Counting:
    """How an answer counts: `good`, `mixed`, `not good` or `nothing`."""

    label: str
    says: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All about one question.

    Attributes:
        lines: A name and what stands behind it.
        shows: The standards and warning signs that answers give evidence on.
        counting: How each answer counts; empty where people use their own words.
        turned: Questions that this one turns round, or that turn it round.
        scene: What the parts of its scene are called, and their questions; empty where it is in none.
    """

    lines: tuple[tuple[str, str], ...]
    shows: tuple[Standard, ...]
    counting: tuple[Counting, ...]
    turned: tuple[Prompt, ...]
    scene: tuple[tuple[str, Prompt], ...]

    @property
    def warns(self) -> bool:
        """Whether a warning sign is among what it shows."""
        return any(standard.sign == "warning" for standard in self.shows)


def facts(pack: Pack, prompt: Prompt) -> Facts:
    """All about one question."""
    return Facts(
        lines=tuple(_lines(pack, prompt)),
        shows=tuple(standard for standard in pack.standards if standard.id in prompt.reading.standards),
        counting=tuple(_counting(pack, prompt)),
        turned=tuple(other for other in pack.prompts if _is_pair(prompt, other)),
        scene=_scene(pack, prompt),
    )


def _lines(pack: Pack, prompt: Prompt) -> Iterator[tuple[str, str]]:
    asked = prompt.question
    area = next((area.easy_name for area in pack.areas if area.id == prompt.area), MONTHLY_NAME)
    yield "Name in the pack", prompt.id
    yield "Who is asked", AUDIENCES[prompt.audience]
    yield "Area", area
    yield "How people answer", KINDS[asked.kind]
    yield "What it is about", _about(prompt)
    yield "Asked of", _asked_of(prompt)
    if asked.only_if:
        yield "Asked only after", f"{asked.only_if.step}: {', '.join(asked.only_if.chose)}"


def _asked_of(prompt: Prompt) -> str:
    if is_monthly((prompt.area,)):
        return "Everyone, every month"
    return "Everyone, every time" if prompt.core else "Some people, by chance"


def _about(prompt: Prompt) -> str:
    if prompt.audience is Audience.PERSON:
        return ABOUTS[prompt.reading.about]
    return "A feeling" if prompt.reading.about == "feeling" else "A fact"


def _counting(pack: Pack, prompt: Prompt) -> Iterator[Counting]:
    asked = prompt.question
    choices = pack.frames[prompt.audience].scale.five if asked.kind == "choice" else asked.choices
    for choice in choices:
        yield Counting(choice.label, VALUES[prompt.reading.polarity.get(choice.id, "")])


def _is_pair(prompt: Prompt, other: Prompt) -> bool:
    return other.id == prompt.question.reverse_of or prompt.id == other.question.reverse_of


def _scene(pack: Pack, prompt: Prompt) -> tuple[tuple[str, Prompt], ...]:
    if prompt.audience is not Audience.OBSERVER:
        return ()
    for scene in pack.scenes(prompt.area):
        parts = (scene.does, scene.means, scene.do)
        if prompt in parts:
            return tuple(zip(SCENE_PARTS.values(), parts, strict=True))
    return ()
