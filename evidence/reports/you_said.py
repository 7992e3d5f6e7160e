"""'You said, we did' as a poster for a wall, or as a list: what was published in the last year, and for whom it may be.

It obeys the same rule as every page: what fewer than five people said is there only where the writer says that nobody
can be recognised, and whether it got better is told of five people or more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from evidence.changes import better, may_be_public, said_it
from evidence.reports.document import Block, Heading, Line, NewPage, Picture, Pictured, Report, cell
from evidence.reports.kinds import Asked, ReportKind
from evidence.suppression import FEWEST_IN_FIGURES
from locales import SOURCE, Words
from store import changes, services, settings
from store.changes import Change, Text, Translation
from store.tx import Tx

YEAR: Final = timedelta(days=366)
POSTER, LIST = "poster", "list"
MOST_ON_A_PAGE: Final = 2
"""Changes on one page of a poster: it is read from across the room."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A change with how many said it, in steps, and its words in the language of the report."""

    change: Change
    said: int
    text: Translation


def you_said(tx: Tx, asked: Asked) -> Report | None:
    """The changes of a year, the newest first; None where there is nothing that may be shown.

    In another language it holds what is written in that language: a sheet of paper has no other page beside it.
    """
    found = [(one, said_it(tx, one)) for one in _published(tx, asked)]
    written = [(one, said, _in_language(tx, one, asked)) for one, said in found if may_be_public(one, said)]
    shown = [Shown(one, said, text) for one, said, text in written if text]
    if not shown:
        return None
    _ = asked.words.gettext
    return Report(
        name="you-said",
        title=asked.words.shown(_("What you said and what we did")),
        language=asked.words.language,
        blocks=tuple(_blocks(tx, shown, asked.words, poster=asked.layout != LIST)),
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


def _in_language(tx: Tx, one: Change, asked: Asked) -> Translation | None:
    """A change in the language that is wanted; None where nobody has written it."""
    if asked.words.language == SOURCE:
        return Translation(SOURCE, Text(one.said, one.did), one.published_by)
    return next((each for each in changes.translations(tx, one.id) if each.language == asked.words.language), None)


def _blocks(tx: Tx, shown: list[Shown], words: Words, *, poster: bool) -> list[Block]:
    blocks: list[Block] = []
    for place, one in enumerate(shown):
        if poster and place and place % MOST_ON_A_PAGE == 0:
            blocks.append(NewPage())
        blocks.append(_pictured(one, since(better(tx, one.change.id).words, words.gettext), words, large=poster))
    if not poster:
        blocks = [Heading(words.shown(words.gettext("What changed"))), *blocks]
    return blocks


def since(better_in: str, _: Callable[[str], str]) -> str:
    """Whether it got better, in a sentence; '' where that is hidden."""
    match better_in:
        case "most":
            return _("Most people say: it got better.")
        case "half":
            return _("Many people say: it got better.")
        case "few":
            return _("Some people say: it did not get better.")
    return ""


def _pictured(one: Shown, got_better: str, words: Words, *, large: bool) -> Pictured:
    _, show = words.gettext, words.shown
    many = _("{number} people or more said this.").format(number=one.said) if one.said >= FEWEST_IN_FIGURES else ""
    draft = "" if one.text.checked_by else _("This is a draft translation.")
    lines: tuple[str | Line, ...] = (
        Line(show(_("People said:")), bold=True),
        *one.text.text.said.splitlines(),
        show(many),
        Line(show(_("What we did:")), bold=True),
        *one.text.text.did.splitlines(),
        show(got_better),
        show(draft),
    )
    return Pictured(Picture(alt="", name=one.change.picture), cell(*lines).lines, large)


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
    by_language=True,
)
