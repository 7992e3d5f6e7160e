"""Which answers may be given away row by row, so that nobody's own can be told (docs/reports.md, 'Answers').

Rows can be counted, so they are figures: a question has rows for a service only where ten people or more answered it
there. Fewer are put together with others, and left out where there are too few of them all. How they answered, who
helped and the language stay only where five people or more share them. Nothing joins two rows of one person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dialogs.model import Support
from evidence.cells import OWN_SUPPORT, PROVIDER
from evidence.suppression import FEWEST_IN_FIGURES, FEWEST_IN_WORDS
from store.analysis import Given

TOGETHER = -1
"""In place of a service's id: several services that are too small to be shown alone."""
NOT_TOLD = 0
"""In place of a person's id."""
KEPT_TRAITS = (
    ("support", "helper", "language", "size"),
    ("support", "language", "size"),
    ("support", "language"),
    ("support",),
    (),
)
"""What may be told of how an answer was given, the most first."""
HIDDEN = "hidden"
OWN = "own"
"""In place of how someone answered, where only that the answer is their own may be told."""


@dataclass(frozen=True, slots=True)
class Safe:
    """What may be given away.

    Attributes:
        rows: In an order that tells nothing.
        together: How many rows stand under several services together.
        left_out: How many are not in it, since too few people answered the question.
        elsewhere: How many are not in it, since they stand together with those of services that are not in it.
    """

    rows: tuple[Given, ...]
    together: int
    left_out: int
    elsewhere: int


def safe(rows: Iterable[Given], *, only: frozenset[int] | None = None, service_id: int = PROVIDER) -> Safe:
    """The answers that may be given to whoever may not see what one person said.

    Args:
        rows: The answers of all services, also of those that are not asked for: what stands together hangs on them.
        only: The services that the reader sees; None for all.
        service_id: The service that is asked for; 0 for all that the reader sees.
    """
    kept: list[Given] = []
    left_out, elsewhere = 0, 0
    for _, asked in groupby(sorted(rows, key=_question), key=_question):
        found = list(asked)
        groups = _groups(found)
        left_out += _asked_for(found, only, service_id) - sum(_asked_for(one, only, service_id) for one in groups)
        for group in groups:
            mine = _asked_for(group, only, service_id)
            if mine == len(group):
                kept += _blurred(group)
            else:
                elsewhere += mine
    kept.sort(key=_visible)
    return Safe(tuple(kept), sum(one.service_id == TOGETHER for one in kept), left_out, elsewhere)


def is_asked_for(one: Given, only: frozenset[int] | None, service_id: int) -> bool:
    """Whether an answer is of a service that the reader sees and asks for."""
    return (only is None or one.service_id in only) and service_id in {PROVIDER, one.service_id}


def _asked_for(rows: Iterable[Given], only: frozenset[int] | None, service_id: int) -> int:
    return sum(is_asked_for(one, only, service_id) for one in rows)


def _question(one: Given) -> tuple[int, str, str, str]:
    """What is counted together: one question to one audience in one round, own answers apart from others'."""
    own = OWN if Support(one.support) in OWN_SUPPORT else one.support
    return one.round_id, one.source, own, one.prompt


def _groups(rows: Sequence[Given]) -> list[list[Given]]:
    """The rows by service, those of the small ones in one group; none where there are too few people in all."""
    by_service: dict[int, list[Given]] = {}
    for one in rows:
        by_service.setdefault(one.service_id, []).append(one)
    alone = {service: found for service, found in by_service.items() if _people(found) >= FEWEST_IN_FIGURES}
    together = [one for service, found in by_service.items() if service not in alone for one in found]
    # A little that is left over could be told by subtraction, so the smallest that is shown hides it.
    while together and _people(together) < FEWEST_IN_FIGURES and alone:
        smallest = min(alone, key=lambda service: (_people(alone[service]), service))
        together += alone.pop(smallest)
    groups = list(alone.values())
    if together and _people(together) >= FEWEST_IN_FIGURES:
        groups.append(together)
    return groups


def _blurred(rows: Sequence[Given]) -> Iterator[Given]:
    """The rows without whose they are, and with as much of how they were given as several people share."""
    traits = next(one for one in KEPT_TRAITS if _shared(rows, one))
    gone = set(KEPT_TRAITS[0]) - set(traits)
    is_one = len({one.service_id for one in rows}) == 1
    for one in rows:
        yield replace(
            one,
            service_id=one.service_id if is_one else TOGETHER,
            person_id=NOT_TOLD,
            version="",
            support=_question(one)[2] if "support" in gone else one.support,
            helper=HIDDEN if "helper" in gone else one.helper,
            language=HIDDEN if "language" in gone else one.language,
            size=NOT_TOLD if "size" in gone else one.size,
        )


def _shared(rows: Sequence[Given], traits: tuple[str, ...]) -> bool:
    """Whether each way in which these differ is that of enough people."""
    found: dict[tuple[str, ...], set[int]] = {}
    for one in rows:
        found.setdefault(tuple(getattr(one, name) for name in traits), set()).add(one.person_id)
    return all(len(people) >= FEWEST_IN_WORDS for people in found.values())


def _people(rows: Iterable[Given]) -> int:
    return len({one.person_id for one in rows})


def _visible(one: Given) -> tuple[object, ...]:
    where = (one.round_id, one.source, one.prompt, one.service_id)
    return (*where, one.reply, one.choices, one.size, one.support, one.helper, one.language)
