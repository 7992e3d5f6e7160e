"""Two people write on one page: what the other one saved meanwhile, field by field, for whoever saves second."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields

from bot.staff.assessments.picked import TEXT, Choice
from bot.staff.plain import day
from evidence.self_assessment.written import Answer, Said, SectionPart, Took, Who

NOT_SHOWN = "Something that is not shown to you"
WRITTEN = ("example", "gaps", "rating", "why", "easy")
"""Fields of a whole page in which their words stand as they are."""


def of_answer(mine: Answer, theirs: Answer, own: tuple[str, str], ticked: Iterable[Choice]) -> dict[str, str]:
    """What they saved to a question: the response, the lines in own words, and what they ticked.

    Args:
        mine: What was typed.
        theirs: What they saved.
        own: The lines in own words of both.
        ticked: What they ticked, as far as this reader may see it.
    """
    both = (mine, theirs)
    shown = [{(one.kind, one.ref) for one in each.shown if one.kind != TEXT} for each in both]
    found = _differing({"response": mine.response, "own": own[0]}, {"response": theirs.response, "own": own[1]})
    return found | ({"ticked": "\n".join(one.label for one in ticked)} if shown[0] != shown[1] else {})


def of_section(mine: SectionPart, theirs: SectionPart, stories: Mapping[str, str]) -> dict[str, str]:
    """What they saved on the page as a whole; `stories` are those that this reader can choose, by number."""
    found = _differing(*({name: getattr(one, name) for name in WRITTEN} for one in (mine, theirs)))
    if mine.record != theirs.record:
        found["record"] = stories.get(str(theirs.record), NOT_SHOWN) if theirs.record else ""
    return found


def of_said(mine: Said, theirs: Said, asked: Iterable[str]) -> dict[str, str]:
    """What they saved of a declaration, in the fields that the page asks."""
    names = {one.name for one in fields(Said)} & set(asked)
    found = _differing(*({name: getattr(one, name) for name in names} for one in (mine, theirs)))
    return {name: day(said) if said and name in {"on", "next_on"} else said for name, said in found.items()}


def of_who(mine: Who, theirs: Who, name_of: Mapping[str, str]) -> dict[str, str]:
    """What they saved of who took part, by group, and of what was looked at; `name_of` names the kinds of evidence."""

    def told(one: Who) -> dict[str, str]:
        used = "\n".join(name_of.get(each, each) for each in one.used)
        return {
            **{f"group-{group}": _told(took) for group, took in one.groups.items()},
            "used": used,
            "other": one.other,
        }

    return _differing(told(mine), told(theirs))


def _told(took: Took) -> str:
    """Such as `How: a meeting. How many: 12.`."""
    parts = (("How", took.how), ("How many", took.many), ("When", took.when))
    return " ".join(f"{what}: {said.rstrip('.')}." for what, said in parts if said)


def _differing(mine: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """Theirs, wherever it is another text, also where one of both has nothing."""
    return {name: theirs.get(name, "") for name in {**mine, **theirs} if theirs.get(name, "") != mine.get(name, "")}
