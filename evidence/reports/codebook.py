"""What each column and each code of the answers means."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.model import Audience, Choice
from dialogs.pack import Pack, Prompt
from evidence.reports.document import Column, Row, Table, cell

HEAD = ("column", "code", "meaning", "question", "question_words", "area", "asked", "about", "says", "standards")
FIXED = (
    ("round", "", "Name of the round in which it was asked."),
    ("service", "", "Name of the service; 'several services' where one alone is too small to be shown."),
    ("source", "person", "Someone who is supported."),
    ("source", "family", "A relative."),
    ("source", "staff", "Someone who supports people."),
    ("source", "manager", "A manager."),
    ("question", "", "Number of the question. The same number is always the same question."),
    ("standards", "", "Standards and warning signs that the question gives evidence on."),
    ("reply", "chose", "One or more answers were chosen."),
    ("reply", "wrote", "Answered in writing. What was written is not in this file."),
    ("reply", "spoke", "Answered aloud. What was said is not in this file."),
    ("reply", "did_not_know", "Said: I do not know."),
    ("reply", "rather_not_say", "Said: I do not want to say."),
    ("answer", "", "Codes of the answers that were chosen, with a space between."),
    ("choices_shown", "", "How many answers there were to choose from; empty where fewer than five people share it."),
    ("support", "alone", "The person answered alone."),
    ("support", "supported", "The person had help to answer."),
    ("support", "interpreted", "Someone put the person's answer into words."),
    ("support", "proxy", "Someone else answered for the person. Count it apart."),
    ("support", "observed", "Someone who knows the person wrote what they saw. Count it apart."),
    ("support", "own", "The person's own answer. How it was given is hidden: fewer than five people share it."),
    ("helper", "", "Who helped: family, friend, staff or independent; empty where nobody did."),
    ("helper", "hidden", "Fewer than five people share it."),
    ("language", "", "Language that it was asked in, such as en or ur."),
    ("language", "hidden", "Fewer than five people share it."),
    ("person", "", "A number for each person, in this file only. Empty where single answers are not shown."),
)


def codebook(pack: Pack) -> Table:
    """The columns first, then every question with each of its answers."""
    rows = [(*one, *("",) * (len(HEAD) - len(one))) for one in FIXED]
    rows += [row for prompt in pack.prompts for row in _answers(pack, prompt)]
    return Table("Codebook", tuple(Column(name, 2) for name in HEAD), tuple(Row(tuple(map(cell, row))) for row in rows))


def _answers(pack: Pack, prompt: Prompt) -> Iterator[tuple[str, ...]]:
    about = (
        prompt.id,
        prompt.question.ask,
        prompt.area,
        prompt.audience.value,
        prompt.reading.about.value,
    )
    standards = " ".join(prompt.reading.standards)
    for choice in choices_of(pack, prompt):
        says = prompt.reading.polarity.get(choice.counts_as or choice.id)
        yield ("answer", choice.id, choice.label, *about, says.value if says else "", standards)
    if prompt.is_open:
        yield ("answer", "", "In their own words: not in this file.", *about, "", standards)


def choices_of(pack: Pack, prompt: Prompt) -> tuple[Choice, ...]:
    """All answers that a question can have: its own, or those of its audience's scale in each size."""
    if prompt.question.choices or prompt.is_open:
        return prompt.question.choices
    frame = pack.frames.get(Audience(prompt.audience))
    if frame is None:
        return ()
    every = (*frame.scale.two, *frame.scale.three, *frame.scale.five)
    return tuple({one.id: one for one in every}.values())


def label_of(pack: Pack, prompt: Prompt, choice: str) -> str:
    """What an answer was called, in the language of the pack."""
    return next((one.label for one in choices_of(pack, prompt) if one.id == choice), choice)
