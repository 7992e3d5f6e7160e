"""An invented person who walks a talk, the same way in every run."""

from __future__ import annotations

import random

from asking.conversation import Conversations
from asking.turn import Delivery, Turn
from bot.sample.manner import Manner
from dialogs.engine import current
from dialogs.events import Asked
from dialogs.inputs import Input
from dialogs.model import Flow, Question
from dialogs.transitions import State
from store.tx import Tx

LEANING = 0.7
WAITING_NO_MORE = (State.CLOSED, State.DECLINED, State.STOPPED)


class Person:
    """One person with a link; the link decides how they answer."""

    def __init__(self, token: str) -> None:
        self.token = token
        number = token.partition("-")[0]  # the rest is a signature, another one in every data folder
        self._manner = Manner(random.Random(number), LEANING)  # noqa: S311 - a sample, not a secret

    def press(self, flow: Flow, asked: Asked) -> tuple[Input, Delivery] | None:
        """What they do at this screen, and what makes that known; None at the end."""
        taken = self._manner.answer(flow, asked)
        return (taken, Delivery("web", "", f"{self.token}:{asked.turn}")) if taken else None

    def goes_on(self, conversations: Conversations, tx: Tx, now: Turn | None) -> Turn | None:
        """Takes the talk one turn on, from where it stands; None when nothing is left to do."""
        if now is None:
            talk = conversations.open(tx, self.token)
            flow, asked, state = talk.flow, current(talk.flow, talk.session), talk.session.state
        else:
            flow, asked, state = now.flow, now.asked, now.session.state
        pressed = None if state in WAITING_NO_MORE else self.press(flow, asked)
        if pressed is None:
            return None
        return conversations.turn(tx, token=self.token, taken=pressed[0], delivery=pressed[1])


def to_first_question(tx: Tx, *, conversations: Conversations, person: Person) -> None:
    """Walks one person through consent and practice."""
    now = person.goes_on(conversations, tx, None)
    while now is not None and not isinstance(now.asked.step, Question):
        now = person.goes_on(conversations, tx, now)


def to_the_end(tx: Tx, *, conversations: Conversations, person: Person) -> None:
    """Walks one person's whole talk."""
    now = person.goes_on(conversations, tx, None)
    while now is not None:
        now = person.goes_on(conversations, tx, now)
