"""The sentences for words of the evidence: reports and staff pages take them from here."""

from __future__ import annotations

from datetime import date

SOURCES = {"person": "People supported", "family": "Families", "staff": "Staff", "manager": "Managers"}
SAYS = {
    "good": "Most say good things about this.",
    "not_good": "Most do not say good things about this.",
    "different": "They say different things about this.",
}
HIDDEN = "Hidden to keep people private."
NOBODY = "Nobody was heard on this yet."
STRENGTH = {"none": "No evidence yet", "weak": "Weak", "fair": "Fair", "strong": "Strong"}
REASONS = {
    "nobody": "Nobody who is supported was heard yet.",
    "few_people": "Fewer than five people were heard.",
    "some_people": "Five to nine people were heard.",
    "many_people": "Ten or more people were heard.",
    "under_half": "That is under half of the people supported.",
    "half_or_more": "That is half of the people supported, or more.",
    "no_range": "The likely range is not shown yet.",
    "wide_range": "The likely range is wide.",
    "narrow_range": "The likely range is narrow.",
    "one_source": "Only one group has five or more people heard.",
    "more_sources": "Two or more groups have five or more people heard.",
    "sources_agree": "People supported and others say the same, as far as is shown.",
    "sources_differ": "Some groups do not say the same.",
    "fresh": "The answers are less than six months old.",
    "ageing": "The answers are more than six months old.",
    "old": "The answers are more than a year old.",
}
SUPPORT = {
    "alone": "Answered alone",
    "supported": "Had help to answer",
    "interpreted": "Someone put the answer into words",
}
FLAGS = {
    "pair_differs": "Some people gave two answers that do not fit together.",
    "all_yes": "Some people said yes to everything.",
    "all_last": "Some people always took the last answer.",
    "all_good": "Some people said that everything is good.",
    "staff_helped": "Some people had help from staff with some answers.",
}
OTHER_FLAG = "Some answers had another sign to look at."
BORROWED_SHORT = {"provider": "all services"}
ANSWERED_FOR = "Someone answered for them"
OBSERVED = "Others saw it"
GOOD, MIXED, NOT_GOOD, REST = "Good", "Good and not good", "Not good", "Not in this result yet"
SIGNS = {
    "good": ("What good looks like", "Good means that people say it is like this."),
    "warning": ("Warning signs", "Good means that people do not see this sign."),
}
HOW_TO_READ = (
    "Each person counts once. Answers are not counted.",
    "Groups are never added up with each other.",
    "Talks are short. Each person was asked some of the questions only.",
    "Under five people: hidden to keep people private.",
    "Five to nine people: words only. From ten people: figures.",
    "Sometimes more is hidden, so that nobody can subtract.",
    "Likely between: where the share of good could lie for everyone like those who were heard.",
    "Where fewer than five people live, all services stand in their place.",
    "‘I do not know’ is never counted as good or bad.",
)


def day(value: str) -> str:
    """`2026-11-22` → `22 November 2026`."""
    found = date.fromisoformat(value)
    return f"{found.day} {found:%B %Y}"


def published(closed_at: str | None) -> str:
    """When the results of a time of asking were published: they stay from the day on which it ended."""
    return f"Published on {day(closed_at[:10])}. These results stay." if closed_at else "Not final: results still move."


def sign(name: str) -> str:
    """What stands before a warning sign; nothing before what good looks like."""
    return "Warning sign: " if name == "warning" else ""


def people(number: int) -> str:
    """`1 person`, `12 people`."""
    return "1 person" if number == 1 else f"{number} people"
