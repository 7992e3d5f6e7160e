"""Who declares a self-assessment, and of which content: by their own hand, or in words that a manager wrote down.

Whoever declares it does so of everything that stands in it at that moment. A mark of each page is kept, so that any
change afterwards shows, in a signed version too: then it is no declaration of what stands there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final

from evidence.self_assessment.choosing import snapshot
from evidence.self_assessment.sentences import day
from evidence.self_assessment.written import ABOUT, SAID, WHO, Said, Whole

TIME = "time"
OWN: Final = ("by", "declared_by", "declared_at", "mark")
"""What is kept of a declaration beside what it says."""
NAMES: Final = {
    TIME: "The time that it is about",
    ABOUT: "Its name, way or scale",
    WHO: "Who took part",
    SAID: "The declaration itself",
}
NOBODY: Final = "No declaration of the chief executive yet."
SOME_MANAGER: Final = "a manager"
"""Who wrote a declaration down before that was kept: nobody else could."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What somebody declared themselves.

    Attributes:
        who: Their name, and their role where it is said.
        changed: What was changed since, page by page; nothing while the declaration stands.
        words_changed: The words that they declared are among it.
    """

    who: str
    at: str
    changed: tuple[str, ...] = ()
    words_changed: bool = False

    @property
    def named(self) -> str:
        """Their name and role, with what goes on after them: `Ann`, `Ann, Chief executive,`."""
        return f"{self.who}," if "," in self.who else self.who

    @property
    def stands(self) -> bool:
        """Whether it is a declaration of what stands there."""
        return not self.changed


def mark_of(whole: Whole) -> str:
    """Tells this very content from any other, page by page."""
    return " ".join(f"{name}={found}" for name, found in sorted(_marks(whole).items()))


def fingerprint(whole: Whole) -> str:
    """The same in short, for a form: of what somebody has read."""
    return _hash(mark_of(whole))


def declare(whole: Whole, said: Said, *, who: str, at: str) -> Said:
    """What is kept once somebody declares all that stands there, with these words."""
    new = replace(said, by=who, declared_by=who, declared_at=at, mark="")
    return replace(new, mark=mark_of(replace(whole, said=new)))


def written_down(before: Said, typed: Said, who: str) -> Said:
    """What is kept once somebody writes words down for another. The same words again change nothing."""
    new = replace(typed, **{name: getattr(before, name) for name in OWN})
    return new if new == before else replace(new, by=who)


def declared(whole: Whole) -> Declared | None:
    """What somebody declared themselves; None where nobody did."""
    said = whole.said
    if not said.declared_by:
        return None
    then = dict(one.split("=", 1) for one in said.mark.split())
    now = _marks(whole)
    changed = {name for name in {*then, *now} if then.get(name) != now.get(name)}
    who = ", ".join(one for one in (said.declared_by, "" if SAID in changed else said.role) if one)
    return Declared(who, said.declared_at, tuple(_names(whole, changed)), SAID in changed)


def line(whole: Whole) -> str:
    """Who declares what stands there, and when: a sentence for every reader; '' where nothing is written."""
    found, said = declared(whole), whole.said
    if found and found.stands:
        return f"Declared by {found.who}, on {day(found.at)}."
    if found and not found.words_changed:
        return f"{found.named} declared this on {day(found.at)}. It was changed since, and not declared anew."
    if not said.words:
        return ""
    for_whom = ", ".join(one for one in (said.name, said.role, day(said.on) if said.on else "") if one)
    by = said.by or SOME_MANAGER
    return f"Written down by {by} for {for_whom}." if for_whom else f"Written down by {by}. Nobody has declared it."


def lacks(whole: Whole) -> str:
    """Why there is no declaration of what stands there, for those who sign and publish; '' where there is one."""
    found = declared(whole)
    if found is None:
        return " ".join(one for one in (NOBODY, line(whole)) if one)
    if found.stands:
        return ""
    changed = "; ".join(found.changed)
    then = f"{found.named} declared it on {day(found.at)}. It was changed since, so there is no declaration of what"
    return f"{then} stands here. Changed: {changed}."


def _marks(whole: Whole) -> dict[str, str]:
    one = whole.assessment
    body: dict[str, Any] = {**snapshot(whole), TIME: [one.code, one.service_id, one.since, one.until]}
    body[SAID] = {name: value for name, value in body[SAID].items() if name not in OWN}
    full = {name: _full(value) for name, value in body.items()}
    return {name: _hash(value) for name, value in full.items() if value}


def _hash(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:32]


def _full(value: Any) -> Any:
    """Without what is empty: a release that adds a field has changed nothing."""
    if isinstance(value, dict):
        found = {name: _full(one) for name, one in value.items()}
        return {name: one for name, one in found.items() if one}
    return [_full(one) for one in value] if isinstance(value, list | tuple) else value


def _names(whole: Whole, changed: Iterable[str]) -> list[str]:
    names = NAMES | {one.id: one.name for one in whole.sections}
    order = [*names]
    found = sorted(changed, key=lambda one: order.index(one) if one in order else len(order))
    return list(dict.fromkeys(names.get(one, "A page of the other way") for one in found))
