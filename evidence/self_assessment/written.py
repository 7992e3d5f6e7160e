"""What is written in a self-assessment: its parts as plain data, and the JSON that the store keeps of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from dialogs.pack import Pack, Reflection
from evidence.self_assessment.mapping import OTHER, mapping_of
from evidence.self_assessment.sentences import Ref, Sentence, Side
from store import assessments
from store.assessments import Assessment, Body, Part
from store.tx import Tx

ABOUT, WHO, SAID = "about", "who", "declaration"
"""The parts beside the sections."""
AREAS, FOCUS = "areas", "focus"
"""The routes: area by area, or by parts of the organisation."""
ROUTES = (AREAS, FOCUS)
NUMBERS, LIGHTS, WORDS = "numbers", "lights", "words"
"""The kinds of scale."""
SCALES = (NUMBERS, LIGHTS, WORDS)
OF_LIGHTS = ("Red", "Amber", "Green")
USUAL_WORDS = ("Just begun", "On the way", "Good", "Very good")
MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class About:
    """How it is made.

    Attributes:
        route: One of `ROUTES`.
        foci: Parts of the organisation, for the route of that name.
        other: What 'something else' among them is.
        scale: One of `SCALES`.
        words: The provider's own words for a rating, from the lowest to the highest.
        name: What it is called; '' for 'Self-assessment'.
    """

    route: str = AREAS
    foci: tuple[str, ...] = ()
    other: str = ""
    scale: str = NUMBERS
    words: tuple[str, ...] = USUAL_WORDS
    name: str = ""

    @property
    def scale_key(self) -> str:
        """Tells its scale from every other one, own words from other own words too."""
        return f"{self.scale}:{'|'.join(self.words)}" if self.scale == WORDS else self.scale

    @property
    def ratings(self) -> tuple[str, ...]:
        """Every rating that can be given, the lowest first."""
        if self.scale == NUMBERS:
            return tuple(str(number) for number in range(1, 11))
        return OF_LIGHTS if self.scale == LIGHTS else self.words


@dataclass(frozen=True, slots=True)
class Section:
    """What one page is about: an area, or a part of the organisation, with its questions."""

    id: str
    name: str
    questions: tuple[Reflection, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that shows it ('evidence of good').

    Attributes:
        kind: `text`, `record`, `standard` or `change`.
        ref: Number of the record or change, id of the standard; '' for text.
        words: What it says. Of a record nothing is kept here: it goes when the record goes.
    """

    kind: str
    ref: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a manager says to one question, what shows it, and the sentences of the draft that were used."""

    response: str = ""
    shown: tuple[Shown, ...] = ()
    used: tuple[Sentence, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether the question is answered."""
        return bool(self.response.strip())


@dataclass(frozen=True, slots=True)
class SectionPart:
    """One section as it is written.

    Attributes:
        example: A story, in the manager's own words.
        record: Number of the record whose story it is; 0 for none.
        gaps: What is not good enough yet, in the manager's own words.
        rating: One of the scale's; '' while there is none.
        why: Why this rating.
        easy: What the easy-read summary says of it, in easy words.
        scale: The scale on which `rating` was given, `About.scale_key`; '' where nobody changed it since.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    example: str = ""
    record: int = 0
    gaps: str = ""
    rating: str = ""
    why: str = ""
    easy: str = ""
    scale: str = ""

    def answer(self, question: str) -> Answer:
        """What is said to a question."""
        return self.answers.get(question, Answer())


@dataclass(frozen=True, slots=True)
class Took:
    """How a group took part: how many, when, and in which way."""

    how: str = ""
    many: str = ""
    when: str = ""

    @property
    def is_there(self) -> bool:
        """Whether they took part."""
        return bool(self.how or self.many or self.when)


@dataclass(frozen=True, slots=True)
class Who:
    """Who took part, and which evidence was used."""

    groups: dict[str, Took] = field(default_factory=dict)
    used: tuple[str, ...] = ()
    other: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What the chief executive declares, and when the next self-assessment is due.

    Attributes:
        by: Who wrote the words; '' where nobody kept that yet.
        declared_by, declared_at: Who declared it in their own account, and when; '' where nobody did.
        mark: Of all that stood there then (see `evidence.self_assessment.declared`).
    """

    words: str = ""
    name: str = ""
    role: str = ""
    on: str = ""
    next_on: str = ""
    by: str = ""
    declared_by: str = ""
    declared_at: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Whole:
    """A whole self-assessment as it was saved last, or as it was signed.

    Attributes:
        saved: Each part as the store has it, by name: how often it was saved, when last, and by whom.
        former: Section → the rating that was given on another scale. It is no rating now, and is never turned into one.
    """

    assessment: Assessment
    about: About
    sections: tuple[Section, ...]
    written: dict[str, SectionPart]
    who: Who
    said: Said
    saved: dict[str, Part] = field(default_factory=dict)
    former: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What it is called."""
        return self.about.name or "Self-assessment"

    def part(self, section: str) -> SectionPart:
        """What is written in a section."""
        return self.written.get(section, SectionPart())

    def answered(self, section: Section) -> int:
        """How many questions of a section are answered."""
        part = self.part(section.id)
        return sum(part.answer(one.id).is_there for one in section.questions)

    @property
    def questions(self) -> int:
        """How many questions there are."""
        return sum(len(one.questions) for one in self.sections)

    @property
    def all_answered(self) -> int:
        """How many of them are answered."""
        return sum(self.answered(one) for one in self.sections)


def read(tx: Tx, pack: Pack, assessment: Assessment) -> Whole:
    """What was saved last."""
    saved = assessments.parts(tx, assessment.id)
    bodies = {name: part.content for name, part in saved.items()}
    return replace(whole_of(pack, assessment, bodies), saved=saved)


def whole_of(pack: Pack, assessment: Assessment, bodies: dict[str, Body]) -> Whole:
    """The whole of its parts' JSON: of those that were saved last, or of a version as it was signed."""
    about = about_of(bodies.get(ABOUT, {}))
    sections = sections_of(pack, about)
    found = {one.id: section_of(bodies[one.id]) for one in sections if one.id in bodies}
    former = {name: part.rating for name, part in found.items() if part.scale not in {"", about.scale_key}}
    written = {name: replace(part, rating="", scale="") if name in former else part for name, part in found.items()}
    who, said = who_of(bodies.get(WHO, {})), Said(**_texts(Said, bodies.get(SAID, {})))
    return Whole(assessment, about, sections, written, who, said, former=former)


def sections_of(pack: Pack, about: About) -> tuple[Section, ...]:
    """The pages of a route, each with its questions."""
    if about.route == AREAS:
        asked = {area.id: tuple(one for one in pack.reflections if one.area == area.id) for area in pack.areas}
        return tuple(Section(area.id, area.name, asked[area.id]) for area in pack.areas if asked[area.id])
    mapping = mapping_of(pack.id)
    return tuple(
        Section(f"focus.{one.id}", about.other or one.name if one.id == OTHER else one.name, asked_of)
        for one in mapping.foci
        if one.id in about.foci and (asked_of := mapping.under(one.id, pack.reflections))
    )


def any_section(pack: Pack, about: About, name: str) -> Section | None:
    """A page of either way: what somebody writes while another changes the way is kept too."""
    every = tuple(one.id for one in mapping_of(pack.id).foci)
    ways = (about, replace(about, route=AREAS), replace(about, route=FOCUS, foci=every))
    return next((one for way in ways for one in sections_of(pack, way) if one.id == name), None)


def body_of(part: About | SectionPart | Who | Said) -> Body:
    """What the store keeps of a part."""
    return asdict(part)


def about_of(body: Body) -> About:
    """How it is made, of its JSON."""
    texts = _texts(About, body, but=("foci", "words"))
    return About(foci=tuple(body.get("foci") or ()), words=tuple(body.get("words") or USUAL_WORDS), **texts)


def section_of(body: Body) -> SectionPart:
    """A section, of its JSON."""
    answers = {
        name: Answer(str(one.get("response", "")), _shown(one.get("shown", ())), _used(one.get("used", ())))
        for name, one in _map(body, "answers")
    }
    texts = _texts(SectionPart, body, but=("answers", "record"))
    return SectionPart(answers=answers, record=int(body.get("record") or 0), **texts)


def who_of(body: Body) -> Who:
    """Who took part, of its JSON."""
    groups = {name: Took(**_texts(Took, one)) for name, one in _map(body, "groups")}
    return Who(groups, tuple(body.get("used") or ()), str(body.get("other", "")))


def _map(body: Body, name: str) -> Iterable[tuple[str, Body]]:
    return (body.get(name) or {}).items()


def _shown(rows: Iterable[Body]) -> tuple[Shown, ...]:
    return tuple(Shown(**_texts(Shown, one)) for one in rows)


def _used(rows: Iterable[Body]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(str(one["text"]), tuple(Ref(**_texts(Ref, ref)) for ref in one.get("refs", ())), Side(one["side"]))
        for one in rows
    )


def _texts(kind: Any, body: Body, but: tuple[str, ...] = ()) -> dict[str, Any]:
    return {name: str(body[name]) for name in kind.__slots__ if name in body and name not in but}
