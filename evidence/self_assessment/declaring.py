"""The declaration, drafted from ratings and gaps, and the action plan that belongs to a self-assessment."""

from __future__ import annotations

from datetime import date
from typing import Final

from dialogs.pack import Pack
from evidence.self_assessment.choosing import as_signed
from evidence.self_assessment.sentences import day, many
from evidence.self_assessment.written import NUMBERS, USUAL_WORDS, WORDS, SectionPart, Whole
from store import actions, assessments, plans
from store.actions import Action
from store.plans import Plan
from store.tx import Tx

KIND = "self-assessment"
SOON_DAYS = 60
"""A self-assessment that is due in so many days waits on the home page."""
OF_USUAL_WORDS: Final = (0, 1, 2, 2)
"""Where each of the usual words lies: two of them say 'good'."""
WARMTHS: Final = (2, 1, 0, -1)
"""Where a rating lies on its scale: 2 high, 1 in the middle, 0 low, -1 where there is none."""


def drafted(whole: Whole, provider: str, code: str, plan: tuple[Action, ...]) -> str:
    """A declaration to start from: who, when, ratings, gaps and plan."""
    one = whole.assessment
    rated = [(section, whole.part(section.id)) for section in whole.sections if whole.part(section.id).rating]
    gaps = [first_line(whole.part(section.id)) for section in whole.sections if whole.part(section.id).gaps]
    said = [
        f"{provider or 'Our organisation'} has signed up to the {code}.",
        f"We have looked at our work from {day(one.since)} to {day(one.until)}, with the people we support.",
    ]
    if rated:
        said.append(f"We rate ourselves: {'; '.join(f'{section.name}: {of(whole, part)}' for section, part in rated)}.")
    if gaps:
        said.append(f"This is not good enough yet: {' '.join(gaps)}")
    if plan:
        said.append(f"{many(len(plan), 'action', 'actions')} will make it better. They are published with this.")
    return " ".join(said)


def of(whole: Whole, part: SectionPart) -> str:
    """A rating as people read it: `7 of 10`, `Amber`."""
    return f"{part.rating} of 10" if whole.about.scale == NUMBERS and part.rating else part.rating


def first_line(part: SectionPart) -> str:
    """The first line of the gaps, as a sentence."""
    line = part.gaps.strip().splitlines()[0].strip()
    return line if line.endswith((".", "!", "?")) else f"{line}."


def plans_of(tx: Tx, assessment_id: int) -> tuple[Plan, ...]:
    """The plans that were begun from a self-assessment: a closed one is followed by another."""
    return tuple(one for one in plans.all(tx) if one.kind == KIND and one.from_id == str(assessment_id))


def plan_of(tx: Tx, assessment_id: int) -> Plan | None:
    """The one where actions from it go; None where none is open: in a closed one nobody is reminded of them."""
    return next((one for one in plans_of(tx, assessment_id) if not one.closed_at), None)


def actions_of(tx: Tx, assessment_id: int) -> tuple[Action, ...]:
    """The actions of all these plans; none where there is no plan."""
    return tuple(found for plan in plans_of(tx, assessment_id) for found in actions.of_plan(tx, plan.id))


def year_after(until: str) -> str:
    """The day a year after the last day: when the next one is due."""
    last = date.fromisoformat(until)
    try:
        return last.replace(year=last.year + 1).isoformat()
    except ValueError:  # the 29th of February
        return last.replace(year=last.year + 1, day=28).isoformat()


def due_on(whole: Whole) -> str:
    """When the next one is due: as it was declared, else a year after the last day."""
    return whole.said.next_on or year_after(whole.assessment.until)


def warmth(whole: Whole, part: SectionPart) -> int:
    """Where a rating lies on its scale: one of `WARMTHS`.

    Numbers go in thirds. Of a provider's own words the lowest is low and the highest high, however few they are; the
    usual words mean what they say.
    """
    ratings = whole.about.ratings
    if part.rating not in ratings:
        return -1
    if ratings == USUAL_WORDS:
        return OF_USUAL_WORDS[ratings.index(part.rating)]
    if whole.about.scale == WORDS and len(ratings) > 1:
        return round(2 * ratings.index(part.rating) / (len(ratings) - 1))
    return min(2, 3 * ratings.index(part.rating) // len(ratings))


def due(tx: Tx, pack: Pack) -> dict[int, str]:
    """Service (0 for the whole provider) → when its next self-assessment is due, where one was ever signed.

    One that is begun and not signed keeps the day: it is what is due.
    """
    found: dict[int, str] = {}
    for one in assessments.all(tx):
        signed = assessments.versions(tx, one.id)
        if signed:
            day_ = due_on(as_signed(pack, one, signed[0]))
            found[one.service_id] = max(found.get(one.service_id, ""), day_)
    return found
