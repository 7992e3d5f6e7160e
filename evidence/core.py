"""What everyone in a group is asked about an area, in every round: the core (docs/asking.md D17).

It answers the code's own first question, how many people get support like that: of everybody, and by the same
question for each. A whole area has no result of its own. One would bind what a person says on one standard to what
they say on another, and so give hidden cells away (docs/decisions/results.md); and who was asked five questions would
have said 'only good things' less often than who was asked one.
"""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.model import Audience
from dialogs.pack import Area, Pack, Prompt, Standard
from evidence.cells import core_of


@dataclass(frozen=True, slots=True)
class Core:
    """A question that everyone in a group is asked, or several that are read together.

    Attributes:
        standards: What they are about: each is told by the very same answers, so there is one result.
    """

    area: Area
    prompts: tuple[Prompt, ...]
    standards: tuple[Standard, ...]

    @property
    def name(self) -> str:
        """What its result is kept under."""
        return core_of(self.standards[0].id)


def core_of_area(pack: Pack, source: Audience, area: Area) -> tuple[Core, ...]:
    """What a group is asked about an area, each with a result of its own; none where it is not asked."""
    asked = {one.id: one for one in _core(pack, source)}
    found: dict[tuple[str, ...], list[Standard]] = {}
    for standard in pack.standards_of(area.id):
        told_by = tuple(name for name, prompt in asked.items() if standard.id in prompt.reading.standards)
        if told_by:
            found.setdefault(told_by, []).append(standard)
    return tuple(
        Core(area, tuple(asked[name] for name in told_by), tuple(standards)) for told_by, standards in found.items()
    )


def core_standards(pack: Pack, source: Audience) -> frozenset[str]:
    """The standards that the core asks a group about."""
    return frozenset(standard for prompt in _core(pack, source) for standard in prompt.reading.standards)


def core_name(pack: Pack, source: Audience, place: str) -> str | None:
    """What tells of a standard or an area by the core; None where nothing does, or more than one thing.

    Args:
        pack: The code.
        source: Who is asked.
        place: The id of a standard or an area.
    """
    area = next((one for one in pack.areas if one.id == place), None)
    if area is None:
        return core_of(place) if place in core_standards(pack, source) else None
    found = core_of_area(pack, source, area)
    return found[0].name if len(found) == 1 else None


def _core(pack: Pack, source: Audience) -> tuple[Prompt, ...]:
    return tuple(one for one in pack.prompts if one.core and one.audience == source)
