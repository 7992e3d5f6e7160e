"""A communication chart: what two people saw, what each thinks it means, and where they do not agree (D18)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dialogs.events import Reply
from dialogs.facts import meaning
from dialogs.model import Audience, Value
from dialogs.pack import Area, Pack, Prompt, Scene
from evidence.standing import OBSERVERS
from store import answers, observations
from store.answers import Answer
from store.observations import Observation, Observer
from store.tx import Tx

SAID = {
    Reply.SPOKE: "Recorded. Hear it under ‘Words and recordings’.",
    Reply.DID_NOT_KNOW: "I do not know",
    Reply.RATHER_NOT_SAY: "I do not want to say",
}
"""What stands in a chart for an answer without words."""


class Agreement(StrEnum):
    """Whether the two who watched think the same of a scene."""

    AGREE = "agree"
    DIFFER = "differ"
    ONE_ONLY = "one_only"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Note:
    """What one observer wrote of a scene; empty where they wrote nothing."""

    does: str
    means: str
    value: Value | None
    do: str


@dataclass(frozen=True, slots=True)
class Line:
    """A scene, with a note for each observer, in the order of `Chart.observers`."""

    area: Area
    scene: Scene
    notes: tuple[Note, ...]

    @property
    def agreement(self) -> Agreement:
        """Whether they think the same. 'A bit' differs from 'yes' and from 'no'."""
        values = [note.value for note in self.notes if note.value]
        if len(values) < OBSERVERS:
            return Agreement.ONE_ONLY if values else Agreement.NOBODY
        return Agreement.AGREE if len(set(values)) == 1 else Agreement.DIFFER


@dataclass(frozen=True, slots=True)
class Chart:
    """All that two people wrote down about one person in one round."""

    observation: Observation
    observers: tuple[Observer, ...]
    lines: tuple[Line, ...]

    @property
    def differ(self) -> int:
        """On how many scenes the two do not agree."""
        return sum(line.agreement is Agreement.DIFFER for line in self.lines)


def chart(tx: Tx, pack: Pack, observation: Observation) -> Chart:
    """Read a chart, words and all: whoever asks for it is written into the access log by the caller.

    Args:
        tx: A transaction.
        pack: The code whose scenes were watched.
        observation: Whose chart.
    """
    observers = observations.observers(tx, observation.id)
    told = [_told(tx, observer) for observer in observers]
    lines = (
        Line(area, scene, tuple(_note(pack, scene, each) for each in told))
        for area in pack.areas
        for scene in pack.scenes(area.id)
    )
    seen = tuple(line for line in lines if any(note.does or note.value or note.do for note in line.notes))
    return Chart(observation, observers, seen)


def _told(tx: Tx, observer: Observer) -> dict[str, Answer]:
    if observer.session_id is None:
        return {}
    return {answer.prompt: answer for answer in answers.of_session(tx, observer.session_id)}


def _note(pack: Pack, scene: Scene, told: dict[str, Answer]) -> Note:
    label, value = _meaning(pack, scene.means, told.get(scene.means.id))
    return Note(_words(told, scene.does), label, value, _words(told, scene.do))


def _words(told: dict[str, Answer], prompt: Prompt) -> str:
    answer = told.get(prompt.id)
    if answer is None:
        return ""
    return answer.words or SAID.get(Reply(answer.reply), "")


def _meaning(pack: Pack, prompt: Prompt, answer: Answer | None) -> tuple[str, Value | None]:
    """The label of what was chosen, and what it says."""
    if answer is None or answer.reply != Reply.CHOSE:
        return (SAID.get(Reply(answer.reply), "") if answer else ""), None
    scale = pack.frames[Audience.OBSERVER].scale
    chosen = answer.choices[0]
    label = next((one.label for one in (*scale.five, *scale.three, *scale.two) if one.id == chosen), chosen)
    return label, prompt.reading.polarity.get(meaning(scale.five, chosen))
