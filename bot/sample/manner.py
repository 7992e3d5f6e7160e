"""How an invented person answers: chance with a leaning, from a seed, so that every sample is the same."""

from __future__ import annotations

import random
from dataclasses import dataclass

from bot.sample.provider import FAMILY_WORDS, MANAGER_WORDS, PERSON_WORDS, SEEN_WORDS, STAFF_WORDS, TO_DO_WORDS
from dialogs.events import Asked
from dialogs.inputs import Agreed, Chose, Continued, Declined, DidNotKnow, Input, RatherNotSay, Skipped, Stopped, Wrote
from dialogs.model import (
    Audience,
    CarryOn,
    Choice,
    Closing,
    Company,
    Consent,
    Flow,
    Information,
    Practice,
    Question,
    Value,
)

WORDS = {
    Audience.PERSON: PERSON_WORDS,
    Audience.FAMILY: FAMILY_WORDS,
    Audience.STAFF: STAFF_WORDS,
    Audience.MANAGER: MANAGER_WORDS,
}


@dataclass
class Manner:
    """One invented person's way of answering. Who is patient agrees, leaves nothing out and stays to the end."""

    chance: random.Random
    leaning: float
    patient: bool = False

    def answer(self, flow: Flow, asked: Asked) -> Input | None:
        """What they do at this screen; None at the end."""
        step = asked.step
        if isinstance(step, Closing):
            return None
        return self._question(flow, step, asked) if isinstance(step, Question) else self._around(step, asked)

    def _around(self, step: Information | Consent | Company | Practice | CarryOn, asked: Asked) -> Input:
        """What they do at a screen that is no question."""
        turn = asked.turn
        match step:
            case Information():
                return Continued(turn)
            case Consent():
                return Declined(turn) if self._gives_up(0.03) else Agreed(turn)
            case Company():
                return Chose(turn, (self._company(step),))
            case Practice():
                return Chose(turn, (self._practice(step, asked.choices),))
            case CarryOn():
                return Stopped(turn) if self._gives_up(0.2) else Continued(turn)

    def _question(self, flow: Flow, step: Question, asked: Asked) -> Input:
        if self._gives_up(0.05):
            return Skipped(asked.turn)
        if self._gives_up(0.05):
            return self.chance.choice((DidNotKnow(asked.turn), RatherNotSay(asked.turn)))
        if step.kind == "voice":
            return Skipped(asked.turn)
        if step.kind == "text":
            words = self.chance.choice(_words(flow, step))
            return Wrote(asked.turn, words) if self.patient or self._happens(0.4) else Skipped(asked.turn)
        return Chose(asked.turn, (self._choice(flow, step, asked.choices).id,))

    def _choice(self, flow: Flow, step: Question, choices: tuple[Choice, ...]) -> Choice:
        wanted = self.chance.choices(
            (Value.GOOD, Value.MIXED, Value.NOT_GOOD), (self.leaning, 0.2, max(0.0, 0.8 - self.leaning))
        )[0]
        polarity = flow.readings[step.id].polarity
        fitting = [c for c in choices if polarity.get(c.counts_as or c.id) == wanted]
        return self.chance.choice(fitting or list(choices))

    def _company(self, step: Company) -> str:
        """Most are alone; some are helped by family, friends or staff."""
        first, *others = step.choices
        return first.id if not others or self._happens(0.6) else self.chance.choice(others).id

    def _practice(self, step: Practice, choices: tuple[Choice, ...]) -> str:
        right = [c.id for c in choices if (c.counts_as or c.id) in step.right]
        wrong = [c.id for c in choices if c.id not in right]
        return self.chance.choice(right if self._happens(0.85) or not wrong else wrong)

    def _gives_up(self, likelihood: float) -> bool:
        return not self.patient and self._happens(likelihood)

    def _happens(self, likelihood: float) -> bool:
        return self.chance.random() < likelihood


SKIPPED_BY = {"duq.4.person.changed": 0.35, "duq.2.staff.out": 0.3}
NOT_KNOWN_BY = {"duq.5.family.know": 0.45, "duq.5.person.know": 0.45}
LEFT_BY = {"duq.3.person.enjoy": 0.2}
"""Questions that do not work in the sample, so that the page about questions has something to show."""
TEA, LEAVES = 0.02, 0.005
"""How likely it is that somebody makes a pause at a screen, or leaves at a question."""


@dataclass
class Pace:
    """How fast an invented person goes, and where a question is too much for them."""

    chance: random.Random
    patient: bool = False

    def seconds(self, asked: Asked) -> int:
        """How long they look at a screen; now and then somebody makes tea."""
        if self.chance.random() < TEA:
            return self.chance.randint(400, 900)
        longest = 90 if isinstance(asked.step, Question) and asked.step.kind == "text" else 40
        return round(self.chance.triangular(4, longest, 12))

    def instead(self, asked: Asked) -> Input | None:
        """What they do in place of an answer; None where the question works for them."""
        likely, step = self.chance.random(), asked.step
        if self.patient or not isinstance(step, Question):
            return None
        if likely < SKIPPED_BY.get(step.id, 0):
            return Skipped(asked.turn)
        if likely < NOT_KNOWN_BY.get(step.id, 0):
            return DidNotKnow(asked.turn)
        return Stopped(asked.turn) if likely < LEFT_BY.get(step.id, LEAVES) else None


def _words(flow: Flow, step: Question) -> tuple[str, ...]:
    """What someone may write there: an observer what was seen, and what to do then."""
    if flow.audience is not Audience.OBSERVER:
        return WORDS[flow.audience]
    return SEEN_WORDS if step.id.endswith("-does") else TO_DO_WORDS
