"""'You said, we did' as a poster for a wall, or as a list: what was published in the last year, and for whom it may be.

It obeys the same rule as every page: what fewer than five people said is there only where the writer says that nobody
can be recognised, and whether it got better is told of five people or more.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from evidence.changes import better, may_be_public, said_it
from evidence.reports.document import Block, Heading, Line, NewPage, Picture, Pictured, Report, cell
from evidence.reports.kinds import Asked, ReportKind
from evidence.suppression import FEWEST_IN_FIGURES
from store import changes, services, settings
from store.changes import Change
from store.tx import Tx

YEAR: Final = timedelta(days=366)
POSTER, LIST = "poster", "list"
MOST_ON_A_PAGE: Final = 2
"""Changes on one page of a poster: it is read from across the room."""
BETTER = {
    "most": "Most people say it got better.",
    "half": "Many people say it got better.",
    "few": "Some people say it did not get better.",
}


def you_said(tx: Tx, asked: Asked) -> Report | None:
    """The changes of a year, the newest first; None where there is nothing that may be shown."""
    found = [(one, said_it(tx, one)) for one in _published(tx, asked)]
    shown = [(one, said) for one, said in found if may_be_public(one, said)]
    if not shown:
        return None
    return Report(
        name="you-said",
        title="You said, we did",
        blocks=tuple(_blocks(tx, shown, poster=asked.layout != LIST)),
        made_on=asked.today.isoformat(),
        about=(_place(tx, asked),) if _place(tx, asked) else (),
        easy=True,
    )


def _published(tx: Tx, asked: Asked) -> tuple[Change, ...]:
    since = (asked.today - YEAR).isoformat()
    mine = asked.reader.services
    return tuple(
        one
        for one in changes.published(tx, since, asked.today.isoformat())
        if (not asked.service_id or one.service_id in {0, asked.service_id})
        and (mine is None or not one.service_id or one.service_id in mine)
    )


def _blocks(tx: Tx, shown: list[tuple[Change, int]], *, poster: bool) -> list[Block]:
    blocks: list[Block] = []
    for place, (one, said) in enumerate(shown):
        if poster and place and place % MOST_ON_A_PAGE == 0:
            blocks.append(NewPage())
        blocks.append(_pictured(one, said, BETTER.get(better(tx, one.id).words, ""), large=poster))
    if not poster:
        blocks = [Heading("What changed"), *blocks]
    return blocks


def _pictured(one: Change, said: int, since: str, *, large: bool) -> Pictured:
    many = f"{said} people or more said this." if said >= FEWEST_IN_FIGURES else ""
    lines: tuple[str | Line, ...] = (
        Line("People said:", bold=True),
        *one.said.splitlines(),
        many,
        Line("What we did:", bold=True),
        *one.did.splitlines(),
        since,
    )
    return Pictured(Picture(alt="", name=one.picture), cell(*lines).lines, large)


def _place(tx: Tx, asked: Asked) -> str:
    found = services.get(tx, asked.service_id) if asked.service_id else None
    return found.name if found else settings.get(tx, "provider") or ""


YOU_SAID = ReportKind(
    name="you-said",
    title="You said, we did",
    says="What changed because of what people told us, in easy read, as a poster for a wall or as a list.",
    make=you_said,
    layouts=(POSTER, LIST),
    by_service=True,
    carers=True,
)
