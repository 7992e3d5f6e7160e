"""The years before: what was said to each question when it was signed last, and how the ratings went."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.pack import Pack
from evidence.self_assessment.choosing import as_signed
from evidence.self_assessment.declaring import actions_of, of
from evidence.self_assessment.sentences import day
from evidence.self_assessment.written import Section, SectionPart, Shown, Whole
from store import assessments
from store.action import Action
from store.assessments import Assessment, Signed
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Then:
    """What was said to one question last time.

    Attributes:
        rating: As people read it, such as `7 of 10`; of the whole page that the question stood on, as `gaps` are.
        doing: What was to be done about the rest.
        shown: What showed it then.
    """

    response: str
    rating: str
    gaps: str
    doing: tuple[Action, ...]
    shown: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class LastTime:
    """The newest one that was signed for an earlier time, of the same organisation or service."""

    whole: Whole
    signed: Signed
    doing: dict[str, tuple[Action, ...]]

    @property
    def link(self) -> str:
        """Its page."""
        return f"/staff/assessments/{self.whole.assessment.id}"

    def part(self, section: Section) -> SectionPart:
        """The page of the same name as it was then; empty where it went another way then."""
        return self.whole.part(section.id)

    def rating(self, section: Section) -> str:
        """The rating of that page, as people read it."""
        return of(self.whole, self.part(section))

    def to(self, question: str, section: Section) -> Then | None:
        """What was said to a question, on the page of the same name or else on the first that answers it."""
        pages = [one for one in self.whole.sections if any(question == asked.id for asked in one.questions)]
        pages.sort(key=lambda one: (one.id != section.id, not self.part(one).answer(question).is_there))
        part = self.part(pages[0]) if pages else SectionPart()
        found = Then(
            part.answer(question).response,
            of(self.whole, part),
            part.gaps.strip(),
            self.doing.get(question, ()),
            part.answer(question).shown,
        )
        return found if found != Then("", "", "", ()) else None


@dataclass(frozen=True, slots=True)
class Year:
    """The ratings of one self-assessment."""

    whole: Whole
    signed: Signed | None

    @property
    def name(self) -> str:
        """Such as `To 30 November 2025`."""
        return f"To {day(self.whole.assessment.until)}"

    def rating(self, section: str) -> str:
        """As people read it; '' where there is none."""
        return of(self.whole, self.whole.part(section))


@dataclass(frozen=True, slots=True)
class Years:
    """The ratings over the years, the oldest first: none where there is no year to compare with.

    Attributes:
        sections: Id and name of each area or part of the organisation that was rated in any of them.
        one_scale: They are all on the same scale. Ratings are never turned into those of another one.
    """

    years: tuple[Year, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
    one_scale: bool = True


def last_time(tx: Tx, pack: Pack, assessment: Assessment) -> LastTime | None:
    """What was signed for the newest earlier time; None where nothing was."""
    earlier = _earlier(tx, assessment)
    if not earlier:
        return None
    one = earlier[0]
    signed = assessments.versions(tx, one.id)[0]
    begins, doing = f"{one.id}:", dict[str, tuple[Action, ...]]()
    for action in actions_of(tx, one.id):
        if action.said.from_kind == "assessment" and action.said.from_id.startswith(begins):
            question = action.said.from_id.removeprefix(begins)
            doing[question] = (*doing.get(question, ()), action)
    return LastTime(as_signed(pack, one, signed), signed, doing)


def years(tx: Tx, pack: Pack, now: Year, *, public: bool) -> Years:
    """How the ratings went up to this one.

    Args:
        tx: A read transaction.
        pack: The code.
        now: The one that is looked at, in the state in which it is.
        public: Only what everyone may read.
    """
    before = []
    for one in _earlier(tx, now.whole.assessment):
        signed = assessments.published(tx, one.id) if public else assessments.versions(tx, one.id)[0]
        if signed:
            before.append(Year(as_signed(pack, one, signed), signed))
    if not before:
        return Years()
    found = (*reversed(before), now)
    names = {one.id: one.name for year in found for one in year.whole.sections}
    rated = tuple((number, name) for number, name in names.items() if any(year.rating(number) for year in found))
    scales = {year.whole.about.ratings for year in found if any(year.rating(number) for number in names)}
    return Years(found, rated, len(scales) <= 1) if rated else Years()


def _earlier(tx: Tx, now: Assessment) -> list[Assessment]:
    """Those of the same code and place that are signed and about an earlier time, the newest first."""
    return [
        one
        for one in assessments.all(tx)
        if (one.code, one.service_id) == (now.code, now.service_id) and one.version and one.until < now.until
    ]
