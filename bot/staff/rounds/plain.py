"""The words of these pages for what the database keeps."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from asking.round_plans import Sort
from dialogs.model import Audience
from evidence.progress import Why
from evidence.question_quality import Mark, Some
from store.rounds import Every, Kind, Round

KINDS: Mapping[str, str] = MappingProxyType(
    {Kind.TALK: "Short talk", Kind.SURVEY: "Survey", Kind.SUMMARY: "Keyworker summary", Kind.LADDERS: "Ladders"}
)
SORTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        Sort.SUMMARY: (
            "Keyworker summary, each month",
            "A person and their keyworker look at the month: what works, what does not, what to change.",
        ),
        Sort.TALK: (
            "Short talk, every three months",
            "A few questions of each area. The most useful ones for each person are picked.",
        ),
        Sort.SURVEY: ("Survey, once a year", "The same short talk for everyone, with more time to take part."),
        Sort.ONCE: ("A short talk, once", "For one question of yours, one service, or a first try."),
    }
)
EVERY: Mapping[str, str] = MappingProxyType(
    {Every.ONCE: "Once", Every.MONTH: "Every month", Every.QUARTER: "Every three months", Every.YEAR: "Every year"}
)
AUDIENCES: Mapping[str, str] = MappingProxyType(
    {
        Audience.PERSON: "People supported",
        Audience.FAMILY: "Families",
        Audience.STAFF: "Staff",
        Audience.MANAGER: "Managers",
    }
)
TALKERS: Mapping[str, str] = MappingProxyType({**AUDIENCES, Audience.OBSERVER: "Those who watch someone"})
"""Everyone who has questions of their own."""
WHY: Mapping[str, str] = MappingProxyType(
    {
        Why.DECLINED: "Told us no before they were asked",
        Why.COULD_NOT: "Were asked, and could not answer",
        Why.NOT_YET: "Not yet. Somebody means to ask",
        Why.AWAY: "Away",
        Why.SAID_NO: "Said no when they were asked",
        Why.WATCHED: "Two people write down what they see instead",
        Why.UNKNOWN: "Nothing is noted yet",
    }
)

SOME: Mapping[str, str] = MappingProxyType({Some.FEW: "Few or nobody", Some.SEVERAL: "Some", Some.MOST: "Most"})
ADVICE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        Mark.SKIPPED: (
            "Many skip it.",
            "Read it aloud with two or three people. Is it too long, or about two things? Does it fit their life?",
        ),
        Mark.DID_NOT_KNOW: (
            "Many do not know.",
            "Perhaps they cannot know this. Use easier words, ask about today, or ask somebody else.",
        ),
        Mark.RATHER_NOT_SAY: (
            "Many do not want to say.",
            "It may be too private, or someone is listening. Say why you ask, ask it later, or leave it out.",
        ),
        Mark.LEFT: (
            "Many leave the talk here.",
            "It may be too hard, or upset people. Ask those who left, if they like. Move it to a later place.",
        ),
        Mark.SLOW: (
            "It takes people long.",
            "Use shorter sentences and fewer answers. Look whether the picture helps.",
        ),
    }
)
"""What is wrong with a question, and what its author can do about it."""


def stage(one: Round, day: str) -> str:
    """Where a round stands: `planned`, `open` or `ended`."""
    if one.closed_at or one.closes_on < day:
        return "ended"
    return "open" if one.opens_on <= day else "planned"
