"""Talks in memory: the real engine, with an honest stand-in for the store around it."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Never

from asking.contacts import Contacts
from asking.devices import NOWHERE, Shown
from asking.errors import NotOffered, UnknownLink
from asking.recordings import sound_kind
from asking.said import Here, Said
from asking.turn import Delivery, Turn
from dialogs.engine import current, start, step
from dialogs.events import Answered, AnswersTakenBack, QuestionSkipped, Reply, WorryTold
from dialogs.inputs import Input, Spoke
from dialogs.model import Flow, Question, Step
from dialogs.session import Session
from locales import ENGLISH, Languages, Words
from store.errors import NotRead, NotSaved

TOKEN = "a1-secret"  # noqa: S105  # invented
FULL_DISK = ("the disk", "It is full.", "Make room.")


class NoStore:
    """A store that cannot be read: what these talks show beside themselves has to do without."""

    async def read(self, _: Any) -> Never:
        """Fail, as a store does whose disk is gone."""
        raise NotRead(*FULL_DISK)


@dataclass
class FakeTalks:
    """One person's talk. Answers, worries and deliveries are lists that a test can look at.

    Attributes:
        saves: Whether the store can write now.
        passes_on: Whether somebody can be told of a worry.
        reads: Whether it can read.
        known: Whether the link is good.
        breaks: Raise this from every call, as a bug would.
        named: The step as it is shown, with names put in; None where it is shown as it stands in the flow.
        looks: The language of each look at where the talk stands.
        likes: `aloud` and `large`, where the person is known to need them.
    """

    flow: Flow
    sample: bool = False
    saves: bool = True
    passes_on: bool = True
    reads: bool = True
    known: bool = True
    breaks: Exception | None = None
    named: Step | None = None
    words: Words = ENGLISH
    languages: Languages = field(default_factory=Languages)
    answers: dict[str, Answered] = field(default_factory=dict)
    worries: list[str] = field(default_factory=list)
    deliveries: set[Delivery] = field(default_factory=set)
    looks: list[str] = field(default_factory=list)
    likes: dict[str, bool] = field(default_factory=dict)
    database: NoStore = field(default_factory=NoStore)
    contact: Contacts = field(
        default_factory=lambda: Contacts("Willow House", "01632 960001", "Open Voices", "01632 960002", sample=False)
    )

    def __post_init__(self) -> None:
        """Stand at the first screen."""
        self.session: Session = start(self.flow, "1", seed=1)[0]

    def clock(self) -> datetime:
        """A Sunday in November, close to midnight in Britain."""
        return datetime(2026, 11, 22, 23, 59, tzinfo=UTC)

    async def show(self, token: str, device: Shown = NOWHERE) -> Turn:  # noqa: ARG002 - there is one device
        """Where the talk stands."""
        self._check(token)
        self.looks.append(self.words.language)
        asked = current(self.flow, self.session)
        asked = replace(asked, step=self.named) if self.named else asked
        return Turn(self.session, self.flow, asked, (), self.sample, words=self.words, **self.likes)  # type: ignore[arg-type]

    async def take(self, token: str, taken: Input, delivery: Delivery) -> Turn:
        """One input; the same delivery again changes nothing."""
        self._check(token)
        if not self.saves:
            raise NotSaved(*FULL_DISK)
        if delivery in self.deliveries:
            return await self.show(token)
        self.deliveries.add(delivery)
        self.session, events = step(self.flow, self.session, taken)
        for event in events:
            match event:
                case Answered():
                    self.answers[event.prompt] = event
                case QuestionSkipped():
                    self.answers.pop(event.prompt, None)
                case AnswersTakenBack():
                    self.answers = {key: kept for key, kept in self.answers.items() if key not in event.prompts}
                case WorryTold():
                    self.worries.append(event.words)
        return Turn(self.session, self.flow, current(self.flow, self.session), events, self.sample, words=self.words)

    async def speak(self, token: str, language: str) -> Turn:
        """The program's words in another language; the flow's own stay as they are."""
        self._check(token)
        if not self.languages.is_translated(language):
            raise NotOffered(language)
        self.words = self.languages.words(language)
        return await self.show(token)

    def always_in(self, language: str) -> FakeTalks:
        """The same talk, shown in one language."""
        same = copy(self)
        same.words = self.languages.words(language)
        return same

    async def record(self, token: str, turn: int, data: bytes, mime: str, delivery: Delivery) -> Turn:
        """A voice answer."""
        self._check(token)
        sound_kind(data, mime)
        return await self.take(token, Spoke(turn, 1), delivery)

    async def contacts(self, token: str) -> Contacts:
        """Whom to turn to."""
        self._check(token)
        return self.contact

    async def passed_on(self, token: str) -> bool:
        """Whether somebody heard of the worry."""
        self._check(token)
        return self.passes_on

    async def said(self, token: str, device: Shown) -> Here:  # noqa: ARG002 - there is one device
        """The answers, in the order of the questions."""
        self._check(token)
        return Here(
            tuple(
                Said(s.id, s.ask, self._labels(s), Reply(self.answers[s.id].reply), self.answers[s.id].words, "")
                for s in self.flow.steps
                if isinstance(s, Question) and s.id in self.answers
            )
        )

    def _labels(self, question: Question) -> str:
        labels = {choice.id: choice.label for choice in (*self.flow.scale.three, *question.choices)}
        return ", ".join(labels[choice] for choice in self.answers[question.id].choices)

    def _check(self, token: str) -> None:
        if self.breaks:
            raise self.breaks
        if not self.reads:
            raise NotRead(*FULL_DISK)
        if token != TOKEN or not self.known:
            raise UnknownLink
