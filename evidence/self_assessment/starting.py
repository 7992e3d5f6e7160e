"""What was said last time as a start for this time: put below or where there is nothing, never over it, and undone.

Ratings and their reasons are given anew each time, and so is the tick under an example of good: it belongs to the
assessment in which it was made. Of what was ticked as evidence only that is taken which can be ticked this time too, in
this time's words: last year's figures show nothing of this year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from evidence.self_assessment.written import Answer, Section, SectionPart, Shown
from evidence.self_assessment.years import LastTime

LONGEST: Final = 8000
"""Letters of one response; of a whole field too."""
FIELDS: Final = {"example": LONGEST, "gaps": LONGEST, "easy": 500}
"""What is taken of a whole page, beside its questions, and how long it may be."""
EVERYTHING: Final = "everything"
"""All that is still empty."""
TEXT: Final = "text"
Able = Mapping[str, Mapping[tuple[str, str], Shown]]
"""Question → kind and number of what can be ticked for it this time → how it is kept."""


@dataclass(frozen=True, slots=True)
class Start:
    """What can be taken to one page.

    Attributes:
        part: The words, and the evidence that can be ticked this time too.
        left: Question → how many things were ticked then and cannot be ticked this time.
    """

    part: SectionPart
    left: dict[str, int]

    def takes(self, now: SectionPart) -> tuple[str, ...]:
        """What `filled` would take: questions by their id, and fields."""
        after = filled(now, self.part)
        asked = (name for name, one in after.answers.items() if one != now.answer(name))
        return (*asked, *(name for name in FIELDS if getattr(after, name) != getattr(now, name)))


def start_of(last: LastTime, section: Section, able: Able) -> Start:
    """What was said last time to the questions of a page, and of the page of the same name."""
    answers, left = dict[str, Answer](), dict[str, int]()
    for question in section.questions:
        then, can = last.to(question.id, section), able.get(question.id, {})
        if then is None:
            continue
        shown = [one if one.kind == TEXT else can.get((one.kind, one.ref)) for one in then.shown]
        there = tuple(one for one in shown if one)
        left |= {question.id: len(shown) - len(there)} if len(there) < len(shown) else {}
        if then.response or there:
            answers[question.id] = Answer(then.response, there)
    page = last.part(section)
    return Start(SectionPart(answers, page.example.strip(), gaps=page.gaps.strip(), easy=page.easy.strip()), left)


def below(now: SectionPart, start: SectionPart, what: str) -> SectionPart:
    """One thing, a question by its id or a field, below what is there; as it was where there is no room for it."""
    if what in FIELDS:
        said = _below(getattr(now, what), getattr(start, what), FIELDS[what])
        return _with(now, {**_fields(now), what: said})
    if what not in start.answers:
        return now
    then, here = start.answers[what], now.answer(what)
    more = tuple(one for one in then.shown if _key(one) not in {_key(each) for each in here.shown})
    said = _below(here.response, then.response, LONGEST)
    return replace(now, answers={**now.answers, what: replace(here, response=said, shown=(*here.shown, *more))})


def filled(now: SectionPart, start: SectionPart) -> SectionPart:
    """Everything that is still empty: a field that holds anything stays just as it is."""
    answers = dict(now.answers)
    for name, then in start.answers.items():
        here = now.answer(name)
        one = replace(here, response=here.response or then.response, shown=here.shown or then.shown)
        answers |= {name: one} if one != here else {}
    whole = _fields(start)
    return _with(replace(now, answers=answers), {name: said or whole[name] for name, said in _fields(now).items()})


def undone(before: SectionPart, after: SectionPart, now: SectionPart) -> SectionPart:
    """Without what was taken: what somebody wrote in a field since then stays."""
    answers = dict[str, Answer]()
    for name in (*now.answers, *(one for one in before.answers if one not in now.answers)):
        was, came, here = before.answer(name), after.answer(name), now.answer(name)
        response = was.response if here.response == came.response else here.response
        shown = was.shown if here.shown == came.shown else here.shown
        if response or shown:
            answers[name] = replace(here, response=response, shown=shown)
    old_fields, taken_fields = _fields(before), _fields(after)
    fields = {name: old_fields[name] if said == taken_fields[name] else said for name, said in _fields(now).items()}
    return _with(replace(now, answers=answers), fields)


def _fields(part: SectionPart) -> dict[str, str]:
    return {name: getattr(part, name) for name in FIELDS}


def _with(part: SectionPart, fields: Mapping[str, str]) -> SectionPart:
    return replace(part, example=fields["example"], gaps=fields["gaps"], easy=fields["easy"])


def _below(said: str, more: str, longest: int) -> str:
    """What is there, and under it what is not there yet."""
    put = said if more in said else f"{said}\n{more}".strip()
    return put if len(put) <= longest else said


def _key(one: Shown) -> tuple[str, str]:
    return one.kind, one.words if one.kind == TEXT else one.ref
