"""How the questions of the built-in pack read: each alone, short, concrete, with the same answers everywhere."""

from __future__ import annotations

import re
from collections import Counter

from dialogs.model import Audience, Choice
from dialogs.pack import Frame, Prompt
from easyread import pictures
from tests.dialogs.talks import duq

AREAS = tuple(area.id for area in duq().areas)
# A question that is drawn by chance stands alone: nobody knows what came before it.
LEANS = re.compile(
    r"\b(again|once more|(another|last|earlier|same|next) question|before this"
    r"|you (said|told us|answered)|we asked|as before|the other one)\b"
)
POINTS = re.compile(r"\b(this|these|that|those|it|they|them|he|she|then|there)\b")
TIMES = re.compile(r"\b(this|that) (same )?(week|month|year|morning|evening|day)\b")


def words(prompt: Prompt) -> str:
    """Everything that a prompt says."""
    question = prompt.question
    return " ".join((*question.text, question.ask, question.again)).lower()


def pictures_of(frame: Frame) -> set[str]:
    """The pictures around the questions of one audience, its scale among them."""
    steps = (*frame.opening, *frame.company, *frame.before_questions, *frame.practice)
    alone = (frame.consent, frame.carry_on, frame.closing)
    choices = [choice for step in frame.company for choice in step.choices]
    choices += [choice for size in (2, 3, 5) for choice in frame.scale.sized(size)]
    choices += [frame.consent.agree, frame.consent.decline, frame.carry_on.carry_on, frame.carry_on.stop]
    return {shown.picture for shown in (*steps, *alone, *choices)}


def test_no_question_leans_on_another() -> None:
    """Chance draws questions one by one: none names what was asked, said or shown at another."""
    for prompt in duq().prompts:
        assert not LEANS.search(words(prompt)), prompt.id
        assert not prompt.question.only_if, prompt.id


def test_what_a_question_points_at_stands_above_it() -> None:
    """'This' and 'it' mean something in the question's own text; in the staff talk 'this person' is said before all."""
    (told,) = (step.text for step in duq().frames[Audience.STAFF].before_questions)
    assert "Keep one person in mind." in told
    for prompt in duq().prompts:
        asked = TIMES.sub("", prompt.question.ask.lower())
        if prompt.audience is Audience.STAFF:
            asked = asked.replace("this person", "")
        assert not POINTS.search(asked) or prompt.question.text, prompt.id


def test_questions_are_concrete_and_never_leading() -> None:
    """No question counts how often, asks to agree, or comes with a negation (D04, D10, L07)."""
    banned = ("how often", "usually", "always", "never", "agree", " not ", "n't", "don’t", "do you think")
    for prompt in duq().prompts:
        asked = f" {prompt.question.ask} {prompt.question.again} ".lower()
        assert not [word for word in banned if word in asked], prompt.id


def test_questions_have_at_most_twelve_words() -> None:
    """A question is short enough to be kept in mind (L02)."""
    for prompt in duq().prompts:
        for sentence in (prompt.question.ask, prompt.question.again):
            assert len(sentence.split()) <= 12, prompt.id


def test_questions_are_questions_and_each_its_own() -> None:
    """Each ends with a question mark, and nobody meets the same words twice in a talk."""
    for audience in Audience:
        shown = [(p.question.text, p.question.ask) for p in duq().prompts_for(audience, AREAS)]
        assert not [said for said, times in Counter(shown).items() if times > 1]
    for prompt in duq().prompts:
        assert prompt.question.ask.endswith("?"), prompt.id


def test_open_questions_name_who_hears_them() -> None:
    """Who writes or speaks freely is told by name who hears or reads it later (D19); observers hear it before all."""
    for prompt in duq().prompts:
        if prompt.is_open and prompt.audience is not Audience.OBSERVER:
            assert "{listener}" in words(prompt), prompt.id
            assert "reads" in words(prompt), prompt.id
    told = " ".join(line for step in duq().frames[Audience.OBSERVER].opening for line in step.text)
    assert "{listener} reads your notes" in told


def test_what_the_channel_says_beside_a_recorder_is_not_said_twice() -> None:
    """A channel warns beside its recorder that nobody listens now and whom to call; the question leaves that out."""
    for prompt in duq().prompts:
        assert "nobody is listening" not in words(prompt)
        assert "999" not in words(prompt)


def test_labels_stay_the_same_through_the_whole_survey() -> None:
    """A choice looks the same wherever it comes; either-or questions may use their own words (D03)."""
    frames = duq().frames.values()
    scales = [choice for frame in frames for size in (2, 3, 5) for choice in frame.scale.sized(size)]
    several = [choice for p in duq().prompts if p.question.kind == "several" for choice in p.question.choices]
    seen: dict[str, Choice] = {}
    for choice in scales + several:
        first = seen.setdefault(choice.id, choice)
        assert (choice.label, choice.picture) == (first.label, first.picture)
        assert 1 <= len(choice.label.split()) <= 2


def test_each_of_five_answers_counts() -> None:
    """Who uses five answers is heard too: each of the five says what the one of three says that it counts as."""
    for prompt in (p for p in duq().prompts if p.question.kind == "choice"):
        polarity = prompt.reading.polarity
        for choice in duq().frames[prompt.audience].scale.five:
            assert polarity.get(choice.id) == polarity[choice.counts_as or choice.id], (prompt.id, choice.id)


def test_every_picture_is_there() -> None:
    """Each screen and each choice has a picture that the product ships."""
    library = pictures.load()
    shown = {prompt.question.picture for prompt in duq().prompts}
    shown |= {choice.picture for prompt in duq().prompts for choice in prompt.question.choices}
    for picture in shown.union(*map(pictures_of, duq().frames.values())):
        assert library.svg(picture).startswith(b"<"), picture


def test_nobody_is_said_to_have_tried_what_nobody_tried() -> None:
    """No group has tried these questions yet, so none is said to have; a real verdict belongs into this test too."""
    assert [prompt.id for prompt in duq().prompts if prompt.tried] == []
