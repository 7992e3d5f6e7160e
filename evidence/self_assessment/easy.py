"""What the easy-read summary says of each area: a picture with a sentence for the rating, and a manager's own words."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.pack import Pack
from evidence.self_assessment.declaring import warmth
from evidence.self_assessment.written import AREAS, Section, Whole


@dataclass(frozen=True, slots=True)
class Easy:
    """One area, in easy words.

    Attributes:
        warmth: 2 where it is rated good, 1 in the middle, 0 not good yet, -1 not rated.
        sentences: What a manager wrote of it in easy words.
    """

    id: str
    name: str
    warmth: int
    sentences: tuple[str, ...]


def easy_areas(pack: Pack, whole: Whole) -> tuple[Easy, ...]:
    """Every area, as the easy-read summary tells it, and nothing else."""
    return tuple(_easy(pack, whole, section) for section in whole.sections)


def _easy(pack: Pack, whole: Whole, section: Section) -> Easy:
    part = whole.part(section.id)
    return Easy(section.id, _name(pack, whole, section), warmth(whole, part), _sentences(part.easy))


def _name(pack: Pack, whole: Whole, section: Section) -> str:
    if whole.about.route != AREAS:
        return section.name
    return next((area.easy_name for area in pack.areas if area.id == section.id), section.name)


def _sentences(text: str) -> tuple[str, ...]:
    """Each sentence on a line of its own."""
    for end in ".!?":
        text = text.replace(f"{end} ", f"{end}\n")
    return tuple(one.strip() for one in text.splitlines() if one.strip())
