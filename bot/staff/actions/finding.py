"""Finding actions in the register: by words, by who leads, and in which order.

The words of the register are sealed, so they are looked through once they are opened. That is every word of a few
hundred actions; no index of them is kept anywhere.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from asking.leads import folded
from bot.staff.actions.seen import Seen
from bot.staff.guard import Visit
from store.action import Someone

LONGEST = 100
"""Letters that are searched for; what is longer is cut."""
ME, YES = "me", "yes"
WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
Order = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen above the list, as the address says it.

    Attributes:
        usual: What is shown where the address says nothing.
        lead: `me`, the number of a colleague, or what `lead_of` makes of words; '' for everybody.
        here: Only those of the services of whoever looks, and those that they lead: as the first page counts them.
    """

    usual: str
    show: str
    find: str = ""
    lead: str = ""
    service: int = 0
    plan: int = 0
    area: str = ""
    sort: str = ""
    here: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether anything was chosen, so that there is a way back."""
        return self != Wanted(self.usual, self.usual)

    @property
    def more(self) -> bool:
        """Whether anything was chosen of what stands behind 'More choices'."""
        return bool(self.lead or self.service or self.plan or self.area or self.sort)

    def address(self, **other: str) -> str:
        """The address of this choice, with something else in it."""
        chosen = {"show": self.show, "find": self.find, "lead": self.lead, "service": self.service or "",
                  "plan": self.plan or "", "area": self.area, "sort": self.sort,
                  "here": YES if self.here else ""} | other  # fmt: skip
        return f"/staff/actions?{urlencode({name: value for name, value in chosen.items() if value})}"


def wanted(visit: Visit, usual: str) -> Wanted:
    """What the address of this visit says."""
    query = visit.request.query_params
    sort = query.get("sort", "")
    return Wanted(
        usual,
        query.get("show", usual),
        " ".join(query.get("find", "").split())[:LONGEST],
        query.get("lead", "")[:LONGEST],
        visit.choice("service"),
        visit.choice("plan"),
        query.get("area", "")[:LONGEST],
        sort if sort in SORTS else "",
        query.get("here") == YES,
    )


def matches(one: Seen, find: str) -> bool:
    """Whether each word that is looked for begins one of the action's: what it says, its number, leads and plan."""
    said = one.action.said
    theirs = words(" ".join((
        said.number, said.what, said.outcome, said.timescale, one.leads, one.plan.name, one.house, *said.more.values(),
        *(each.name for each in said.knows), *(each.text for each in said.expected),
    )))  # fmt: skip
    return all(any(word.startswith(each) for word in theirs) for each in words(find))


def words(text: str) -> frozenset[str]:
    """The words of a text, without case and accents. `2.8` is one."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return frozenset(WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter))))


def is_led_by(one: Seen, lead: str) -> bool:
    """Whether somebody leads it, as the address names them."""
    return (lead == ME and one.mine) or lead in {"", *(lead_of(each) for each in one.action.said.leads)}


def lead_of(one: Someone) -> str:
    """A lead as an address names them: no name stands in it."""
    if one.member_id:
        return str(one.member_id)
    return f"w-{hashlib.sha256(folded(one.name).encode()).hexdigest()[:12]}"


def leads(every: Iterable[Seen]) -> list[tuple[str, str]]:
    """Everybody who leads something: as an address names them, and by name."""
    found = {lead_of(lead): lead.name for one in every for lead in one.action.said.leads}
    return sorted(found.items(), key=lambda one: folded(one[1]))


def by_number(number: str) -> Order:
    """Where a number stands: 2.9 before 2.10, and what has none last."""
    parts = re.findall(r"\d+|[^\d.\s]+", number)
    return (not parts, *((0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in parts))


def _by_day(one: Seen) -> Order:
    return (not one.action.status.open, one.due or "9999", one.action.id)


def _by_lead(one: Seen) -> Order:
    return (not one.leads, folded(one.leads), *_by_day(one))


def _by_plan(one: Seen) -> Order:
    return (folded(one.plan.name), one.plan.id, one.action.place, one.action.id)


def _by_number(one: Seen) -> Order:
    return (by_number(one.action.said.number), *_by_plan(one))


SORTS: dict[str, tuple[str, Callable[[Seen], Order]]] = {
    "": ("Last day", _by_day),
    "lead": ("Who leads it", _by_lead),
    "plan": ("Plan", _by_plan),
    "number": ("Number", _by_number),
}
"""What the list can be sorted by: name in the address → label, and what stands first."""
