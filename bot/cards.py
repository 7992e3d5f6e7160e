"""Which screens have a card: a question with its answers on one picture, the same for everybody who is asked it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from asking.turn import Turn
from bot.screen import Screen
from dialogs.model import Audience, CarryOn, Choice, Company, Consent, Practice, Question
from dialogs.pack import Frame, Pack
from easyread.cards import Card, CardChoice
from locales import Words

KINDS = frozenset({"choice", "either_or", "several", "consent", "company", "practice", "carry_on"})
SIZES = (2, 3, 5)
Asking = Consent | Company | Practice | Question | CarryOn


def card_for(turn: Turn, shown: Screen) -> Card | None:
    """The card of a screen.

    None where there are no answers to choose from, and where a name was filled in: what is drawn once is shown to all.
    """
    everyones = any(step == turn.asked.step for step in turn.flow.steps)
    if shown.kind not in KINDS or not everyones or not shown.question:
        return None
    eye = turn.words.shown
    choices = tuple(CardChoice(eye(button.label), button.picture) for button in shown.main)
    return Card(eye(shown.question), shown.picture, choices, tuple(map(eye, shown.text)), turn.words.language)


def cards_of(pack: Pack, words: Words) -> Iterator[tuple[str, Card]]:
    """Every card of a pack, each with a name for its file; one for each number of answers that a question can have.

    What waits for a name has no card.

    Args:
        pack: In the language of the words.
        words: What the program says in that language.
    """
    for audience, frame in pack.frames.items():
        for step, choices in _asked(pack, audience, frame):
            if not any("{" in line for line in (*step.text, step.ask)):
                shown = tuple(CardChoice(words.shown(choice.label), choice.picture) for choice in choices)
                text = tuple(map(words.shown, step.text))
                card = Card(words.shown(step.ask), step.picture, shown, text, words.language)
                yield f"{step.id}.{len(choices)}", card


def _asked(pack: Pack, audience: Audience, frame: Frame) -> Iterator[tuple[Asking, tuple[Choice, ...]]]:
    yield frame.consent, (frame.consent.agree, frame.consent.decline)
    for company in frame.company:
        yield company, company.choices
    for practice in frame.practice:
        for size in dict.fromkeys((min(SIZES), practice.size)):
            yield practice, frame.scale.sized(size)
    for prompt in pack.prompts:
        question = prompt.question
        if prompt.audience is audience and question.kind in KINDS:
            for choices in [question.choices] if question.choices else map(frame.scale.sized, SIZES):
                yield question, choices
                if question.again:
                    yield replace(question, id=f"{question.id}.again", ask=question.again), choices
    yield frame.carry_on, (frame.carry_on.carry_on, frame.carry_on.stop)
