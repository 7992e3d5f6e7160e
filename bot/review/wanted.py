"""What a reader wants to see, as the address says it, and how it is put into sections."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException

from bot.local import AUDIENCES, MONTHLY_NAME
from bot.review.book import Book, Column
from bot.review.items import Item
from bot.review.plain import SHOWS
from dialogs.pack import Pack


@dataclass(frozen=True, slots=True)
class Wanted:
    """A reader's choice; '' and none mean all.

    Attributes:
        languages: Which languages stand beside the English.
        show: A word of `plain.SHOWS`.
    """

    languages: tuple[str, ...] = ()
    audience: str = ""
    area: str = ""
    show: str = ""

    def url(self) -> str:
        """The address of this choice."""
        named = (("audience", self.audience), ("area", self.area), ("show", self.show))
        pairs = [*(("language", one) for one in self.languages), *((name, value) for name, value in named if value)]
        return f"/?{urlencode(pairs)}" if pairs else "/"


@dataclass(frozen=True, slots=True)
class Section:
    """Items under one heading."""

    id: str
    heading: str
    items: tuple[Item, ...]


def read(query: QueryParams, book: Book) -> Wanted:
    """The choice in an address.

    Raises:
        HTTPException: It names something that there is not.
    """
    wanted = Wanted(
        tuple(dict.fromkeys(query.getlist("language"))),
        query.get("audience", ""),
        query.get("area", ""),
        query.get("show", ""),
    )
    known = (
        set(wanted.languages) <= book.columns.keys(),
        wanted.audience in ("", *AUDIENCES),
        wanted.area in ("", *(area.id for area in book.pack.areas), *book.pack.monthly),
        wanted.show in SHOWS,
    )
    if not all(known):
        raise HTTPException(404)
    return wanted


def sections(book: Book, wanted: Wanted, columns: Collection[Column]) -> list[Section]:
    """What is wanted: the screens around the questions, then area by area, then what the program itself says."""
    found = book.wanted(columns, audience=wanted.audience, area=wanted.area, show=wanted.show)
    places = {area: number for number, area in enumerate((*(one.id for one in book.pack.areas), *book.pack.monthly), 1)}

    def place(item: Item) -> tuple[bool, int, int]:
        sentence = not item.audience
        return sentence, places.get(item.area, 0), -1 if sentence else list(AUDIENCES).index(item.audience)

    grouped = groupby(sorted(found, key=place), key=lambda item: (item.audience, item.area))
    parts = ((audience, area, tuple(items)) for (audience, area), items in grouped)
    return [one for part in parts for one in _headed(book, *part)]


def _headed(book: Book, audience: str, area: str, items: tuple[Item, ...]) -> Iterator[Section]:
    if audience:
        yield Section(f"{area or 'around'}.{audience}", _heading(book.pack, audience, area), items)
        return
    vital = tuple(item for item in items if item.id in book.vital)
    yield from _some("program.vital", "What the program says on help and worries", vital)
    yield from _some("program.other", "What the program says elsewhere", (one for one in items if one not in vital))


def _some(known: str, heading: str, items: Iterable[Item]) -> Iterator[Section]:
    if some := tuple(items):
        yield Section(known, heading, some)


def _heading(pack: Pack, audience: str, area: str) -> str:
    names = {one.id: one.easy_name for one in pack.areas} | dict.fromkeys(pack.monthly, MONTHLY_NAME)
    name = names.get(area, "Before and after the questions")
    return f"{AUDIENCES[audience]}: {name}"
