"""What answers say when they are held against each other: reversed pairs (D08) and runs of one answer (D09)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dialogs.facts import meaning
from dialogs.model import Flow, Value
from dialogs.session import Response

RUN_LENGTH: Final = 5


def value_of(flow: Flow, prompt: str, response: Response) -> Value | None:
    """What an answer says by the flow's readings; None where it says nothing, or several things at once."""
    reading = flow.readings.get(prompt)
    if reading is None:
        return None
    values = {reading.polarity.get(meaning(flow.scale.five, chosen)) for chosen in response.choices}
    return values.pop() if len(values) == 1 else None


def opposite(one: Value | None, other: Value | None) -> bool:
    """Good against not good; the middle differs from nothing."""
    return {one, other} == {Value.GOOD, Value.NOT_GOOD}


def runs(flow: Flow, answers: Iterable[tuple[str, int, Response]]) -> tuple[str, ...]:
    """The runs to flag for the reader of the evidence.

    Args:
        flow: Its scale says which choice is first and last.
        answers: Question id, choices shown (2, 3 or 5) and answer, for every tap on the flow's scale.

    Returns:
        `all_yes`, `all_last` and `all_good`, each where at least five scored answers, and all of them, are so.
    """
    scored = [
        (size, response, value) for prompt, size, response in answers if (value := value_of(flow, prompt, response))
    ]
    if len(scored) < RUN_LENGTH:
        return ()
    found = {
        "all_yes": all(response.choices == (flow.scale.sized(size)[0].id,) for size, response, _ in scored),
        "all_last": all(response.choices == (flow.scale.sized(size)[-1].id,) for size, response, _ in scored),
        "all_good": all(value is Value.GOOD for _, _, value in scored),
    }
    return tuple(run for run, is_so in found.items() if is_so)
