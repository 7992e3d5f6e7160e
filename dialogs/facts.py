"""What the moves so far have told: how many choices the person uses, who is here and who helps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from dialogs.events import Helpers
from dialogs.model import Audience, Choice, Company, Flow, Practice, Step, Support
from dialogs.session import Did, Response

DEFAULT_SIZE: Final = 3
SMALLEST_SIZE: Final = 2
NOBODY: Final = Helpers()


@dataclass(frozen=True, slots=True)
class Facts:
    """Folded from the trail, never stored.

    Attributes:
        size: Choices on the flow's scale: 2, 3 or 5 (D02).
        helpers: Who is here and how answers are given (D11).
    """

    size: int = DEFAULT_SIZE
    helpers: Helpers = NOBODY


OBSERVING: Final = Facts(helpers=Helpers(support=Support.OBSERVED))


def first_facts(flow: Flow, *, fewest: bool = False) -> Facts:
    """What is known before the first move. Whoever watches someone else answers nothing in that person's place.

    Args:
        flow: The talk.
        fewest: They are known to like two choices best: nothing that they practise leads to more.
    """
    facts = OBSERVING if flow.audience is Audience.OBSERVER else Facts()
    return replace(facts, size=SMALLEST_SIZE) if fewest else facts


def facts_after(flow: Flow, facts: Facts, step: Step, response: Response) -> Facts:
    """The facts once this response was given at this step."""
    if isinstance(step, Practice):
        return replace(facts, size=_size_after(flow, facts.size, step, response))
    if isinstance(step, Company):
        return replace(facts, helpers=_helpers_after(facts.helpers, step, response))
    return facts


def practice_size(step: Practice, size: int) -> int:
    """How many choices a practice shows: its own number, unless the person has stepped down to two."""
    return SMALLEST_SIZE if size == SMALLEST_SIZE else step.size


def practises_once_more(flow: Flow, facts: Facts, step: Practice, response: Response) -> bool:
    """Whether the same practice comes once more, with two choices.

    It does after a wrong choice or 'I don't know' with three. Who passes the practice over goes on with two, unasked.
    """
    if practice_size(step, facts.size) != DEFAULT_SIZE or response.did in (Did.SKIPPED, Did.RATHER_NOT_SAY):
        return False
    return not _understood(flow, facts.size, step, response)


def _size_after(flow: Flow, size: int, step: Practice, response: Response) -> int:
    shown = practice_size(step, size)
    if _understood(flow, size, step, response):
        return max(size, shown)
    return size if shown > DEFAULT_SIZE else SMALLEST_SIZE


def _understood(flow: Flow, size: int, step: Practice, response: Response) -> bool:
    choices = flow.scale.sized(practice_size(step, size))
    return any(meaning(choices, chosen) in step.right for chosen in response.choices)


def meaning(choices: tuple[Choice, ...], chosen: str) -> str:
    """What a choice counts as: a five-choice answer takes the part of a three-choice one."""
    return next((choice.counts_as or choice.id for choice in choices if choice.id == chosen), chosen)


def _helpers_after(helpers: Helpers, step: Company, response: Response) -> Helpers:
    """Nobody is recorded as answering alone unless we were told so: passed over, it counts as supported.

    That is the careful reading: it never makes an answer look more independent than we know it to be, and it
    takes no question away from the person, as `proxy` would.
    """
    if response.did is not Did.CHOSE:
        return Helpers(support=Support.SUPPORTED) if step.part == "present" else helpers
    if step.part == "present":
        return _present(step, response.choices)
    if step.part == "help":
        return _helped(helpers, Support(response.choices[0]))
    return replace(helpers, helper=response.choices[0])


def _present(step: Company, chosen: tuple[str, ...]) -> Helpers:
    just_me = {choice.id for choice in step.choices if choice.alone}
    roles = tuple(role for role in chosen if role not in just_me)
    return _helped(Helpers(present=roles), Support.SUPPORTED) if roles else NOBODY


def _helped(helpers: Helpers, support: Support) -> Helpers:
    """Where just one person is here and helps, that one is the helper."""
    only_one = len(helpers.present) == 1 and support is not Support.ALONE
    return replace(helpers, support=support, helper=helpers.present[0] if only_one else "")
