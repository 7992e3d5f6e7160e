"""What experts by experience say who checked a version themselves, as far as it is published."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.self_assessment.sentences import NUMBERS, day
from evidence.self_assessment.written import Whole
from store import experts
from store.experts import NAMED, Answer, Expert
from store.tx import Tx

UNNAMED = "An expert by experience"
MORE = {"partly": "They agree with some of it in", "no": "They do not agree in"}
NOT_SAID = "They do not know, or did not say, in"


@dataclass(frozen=True, slots=True)
class Checked:
    """What one expert says.

    Attributes:
        who: As they want to be called.
        sentence: Of how many areas they say what.
        words: What they wrote of an area, by its name.
    """

    who: str
    on: str
    sentence: str
    agrees: int
    of: int
    words: tuple[tuple[str, str], ...]
    reply: str


def published(tx: Tx, whole: Whole, version: int) -> tuple[Checked, ...]:
    """Everyone who checked this version and whose words are published; of another version nothing."""
    found = experts.of(tx, whole.assessment.id) if version else ()
    return tuple(_checked(tx, whole, one) for one in found if one.version == version and one.published_at)


def standing(tx: Tx, assessment_id: int) -> tuple[tuple[int, str], ...]:
    """What of it is published now: what is made of it holds only while this does."""
    found = ((one, one.published_at) for one in experts.of(tx, assessment_id))
    return tuple((one.id, f"{at} {one.replied_at}") for one, at in found if at)


def summed(answers: dict[str, Answer], areas: int) -> str:
    """Of how many areas they say what, in words, such as `They agree with us in three of five areas.`."""
    said = [one.says for one in answers.values()]
    told = [(said.count(value), sentence) for value, sentence in MORE.items()]
    open_ = areas - said.count("yes") - sum(number for number, _ in told)
    sentences = [f"They agree with us in {_in_words(said.count('yes'))} of {_in_words(areas)} areas."]
    sentences += [f"{sentence} {_in_words(number)}." for number, sentence in (*told, (open_, NOT_SAID)) if number]
    return " ".join(sentences)


def _in_words(number: int) -> str:
    return "none" if not number else NUMBERS[number].lower() if number < len(NUMBERS) else str(number)


def _checked(tx: Tx, whole: Whole, one: Expert) -> Checked:
    said = experts.answers(tx, one)
    names = {section.id: section.name for section in whole.sections}
    said = {part: answer for part, answer in said.items() if part in names}
    words = tuple((names[part], said[part].words) for part in names if part in said and said[part].words)
    who = one.text("name") if one.shows == NAMED else UNNAMED
    agrees = sum(answer.says == "yes" for answer in said.values())
    on = day((one.sent_at or "")[:10])
    return Checked(who, on, summed(said, len(names)), agrees, len(names), words, one.text("reply"))
