"""The form of a record, for a new one and for one that is put right: what it offers, and what was typed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from starlette.responses import Response

from asking.names_to_ask import Named
from asking.records import QUOTE, Wish, kinds
from bot.staff import naming
from bot.staff.desk import Desk, Frame, page
from bot.staff.guard import MOST_DIGITS, Visit
from bot.staff.records.plain import NAMING, NOT_ASKED, SAYS, SEEN_BY, WHOLE, groups, houses, kind_name
from store import records
from store.tx import Tx

LONGEST_TITLE, LONGEST_WORDS = 120, 2000
AGAIN = "Choose the file again: browsers do not keep it."
AREA_ALONE = "Say what it shows of the area that you chose."
ORDER = (
    "kind", "title", "day", "service", "source", "shows", "words", "about", "person", "naming", "asked_on", "asked_by",
    "asked_how", "file", "seen_by", "public",
)  # fmt: skip
"""Of the form, for the list of what is wrong."""
TEXTS = tuple(one.name for one in fields(Wish) if one.type == "str")
SUGGEST = "area"
"""What the button says that shows the standards of the area that was chosen."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form offers. Of the people nobody where the record is there already: whose it is stays."""

    frame: Frame
    houses: list[tuple[str, str]]
    people: list[tuple[str, list[tuple[int, str]]]]


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Somebody else was first.

    Attributes:
        differs: What the record says by now of all that differs from what was typed: name and text.
    """

    who: str
    at: str
    differs: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Changing:
    """What the form says of a record that is there already.

    Attributes:
        edit: Number of the last change that whoever types has seen, 0 for none.
        locked: Its words are those of an answer.
        asks_anew: Other words need a new yes.
        theirs: It is about one person.
    """

    id: int
    edit: int
    locked: bool
    asks_anew: bool
    theirs: bool
    file_name: str
    meanwhile: Meanwhile | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """Where a form comes from.

    Attributes:
        standard: Somebody wants to add a record to it.
        area: The area that was chosen.
        says: What was chosen for the whole area.
        proves: Number of an action and the place of the line that this record is to show, such as `12-0`; or ''.
    """

    standard: str = ""
    area: str = ""
    says: str = ""
    proves: str = ""


def wish_of(desk: Desk, visit: Visit) -> Wish:
    """What was typed."""
    longest = {"title": LONGEST_TITLE, "words": LONGEST_WORDS}
    plain: dict[str, Any] = {name: visit.field(name, longest.get(name, 100)) for name in TEXTS}
    places = [*(one.id for one in desk.pack.areas), *(one.id for one in desk.pack.standards)]
    marked = {one: visit.field(f"shows-{one}") for one in places}
    if visit.field("area") in marked:
        marked[visit.field("area")] = visit.field("says")
    return Wish(
        **plain,
        shows={place: says for place, says in marked.items() if says in records.SAYS},
        person=number(visit.field("person")),
        public=visit.field("public") == "yes",
    )


def start_of(desk: Desk, visit: Visit) -> Start:
    """Where the form that was sent came from."""
    area = visit.field("area")
    area = area if area in {one.id for one in desk.pack.areas} else ""
    return Start(visit.field("standard"), area, visit.field("says"), visit.field("proves"))


def start_with(desk: Desk, shows: dict[str, str]) -> Start:
    """What is chosen at first where a record shows something already: the first whole area."""
    area = next((one.id for one in desk.pack.areas if one.id in shows), "")
    area = area or next((desk.pack.area_of[one] for one in shows if one in desk.pack.area_of), "")
    return Start(area=area, says=shows.get(area, ""))


def area_alone(wish: Wish, start: Start) -> dict[str, str]:
    """What is wrong where an area was chosen and nothing said of it."""
    said = any(f"{place}.".startswith(f"{start.area}.") for place in wish.shows)
    return {"shows": AREA_ALONE} if start.area and not said else {}


def number(text: str) -> int:
    """A number that was posted, 0 where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0


def form_page(
    desk: Desk,
    visit: Visit,
    offered: Offered,
    wish: Wish,
    *,
    start: Start,
    wrong: dict[str, str] | None = None,
    change: Changing | None = None,
    named: tuple[Named, ...] = (),
) -> Response:
    """The form, with all that is wrong, and names in it that somebody has to tick first."""
    wrong = {name: wrong[name] for name in (*ORDER, *wrong) if name in wrong} if wrong else {}
    top, rest = groups(desk.pack, wish.kind, start.standard, start.area)
    values: dict[str, Any] = {"typed": _typed(visit, wish, start, offered), "wrong": wrong, "offered": offered}
    values["typed"] |= naming.typed(visit, named)
    values["names"] = naming.lines(named)
    done = visit.request.query_params.get("done", "")
    offers = [one for one in kinds(desk.pack) if one.id != QUOTE.id or (change and change.theirs)]
    older = [] if wish.kind in {one.id for one in offers} else [(wish.kind, kind_name(desk.pack, wish.kind))]
    return page(
        "records/form.html",
        status=409 if change and change.meanwhile else 400 if wrong else 200,
        visit=visit,
        frame=offered.frame,
        kind=kind_name(desk.pack, wish.kind),
        kinds=[*older, *((one.id, one.name) for one in offers)],
        areas=[("", "Choose"), *((one.id, one.name) for one in desk.pack.areas)],
        top=top,
        rest=rest,
        says=list(SAYS.items()),
        namings=[("", NOT_ASKED), *NAMING.items()],
        seen_by=list(SEEN_BY.items()),
        start=start,
        change=change,
        done=done if done.isascii() and done.isdigit() else "",
        **values,
    )


def places_offered(tx: Tx, visit: Visit) -> list[tuple[str, str]]:
    """The services to choose from."""
    whole = [("0", WHOLE)] if visit.sees(0) else []
    return [("", "Choose"), *whole, *((str(one.id), one.name) for one in houses(tx, visit))]


def _typed(visit: Visit, wish: Wish, start: Start, offered: Offered) -> dict[str, Any]:
    typed: dict[str, Any] = {one.name: getattr(wish, one.name) for one in fields(Wish)}
    if not wish.service and len(offered.houses) == 2:  # noqa: PLR2004 - 'Choose', and one that it can be
        typed["service"] = offered.houses[1][0]
    typed |= {"area": start.area, "says": start.says, "drops_file": [visit.field("drops_file")]}
    return typed | {"seen_by": wish.seen_by or records.READERS, "public": ["yes"] if wish.public else []}
