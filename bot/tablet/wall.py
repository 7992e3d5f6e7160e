"""A page for a wall: what changed, in big letters, for everyone who walks by. No sign-in, and nobody's name.

It is in each language that people can be asked in, or that something on it is written in, and can be heard. The page
itself never moves. For a screen in the hall there is an address of its own, which looks for what is new by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from asking.changes import Wording, wording
from asking.conversation import Conversations
from asking.links import wall_id_in
from asking.speaking import offered
from bot.tablet.known import Handler
from bot.tablet.render import Pages
from evidence.changes import may_be_public, said_it
from evidence.suppression import FEWEST_IN_FIGURES
from locales import SOURCE, Languages, Offered, Words
from store import changes, services, settings, walls
from store.changes import Change
from store.errors import NotRead
from store.tx import Tx

MOST = 12
"""Changes on it, the newest."""
REFRESH_SECONDS = 300
"""How often a screen in the hall looks for what is new."""


@dataclass(frozen=True, slots=True)
class Line:
    """A change, and how many said it, in steps of five; 0 where that is not told."""

    change: Change
    wording: Wording
    people: int


@dataclass(frozen=True, slots=True)
class OnWall:
    """What stands there. `place` is the house, or the provider."""

    place: str
    lines: tuple[Line, ...]
    sample: bool
    languages: tuple[Offered, ...]
    words: Words


def wall(conversations: Conversations, pages: Pages, *, screen: bool = False) -> Handler:
    """Shows it, for as long as its link is not taken back.

    Args:
        conversations: The talks.
        pages: Makes the page.
        screen: It hangs in a hall, where nobody touches it.
    """

    async def show(request: Request) -> Response:
        token, language = request.path_params["token"], request.query_params.get("language", SOURCE)
        try:
            found = await conversations.database.read(
                lambda tx: on_wall(tx, token, conversations.languages, language=language)
            )
        except NotRead as error:
            raise HTTPException(503) from error
        if found is None:
            raise HTTPException(404)
        here, spoken = f"/wall/{token}", found.words.language
        return pages.page(
            "wall.html",
            words=found.words,
            found=found,
            here=here,
            heard=f"{here}/listen.mp3?language={spoken}&turn=0" if pages.speaks and not screen else "",
            refresh=REFRESH_SECONDS if screen else 0,
        )

    return show


def on_wall(tx: Tx, token: str, languages: Languages, *, language: str = SOURCE) -> OnWall | None:
    """What a wall shows; None where its link is none of ours, or was taken back."""
    wall_id = wall_id_in(tx.keys, token)
    found = walls.get(tx, wall_id) if wall_id else None
    if found is None or found.revoked_at:
        return None
    service = services.get(tx, found.service_id) if found.service_id else None
    place = service.name if service else settings.get(tx, "provider") or ""
    shown = _shown(tx, found.service_id)
    known = _languages(tx, languages, [one for one, _ in shown])
    words = languages.words(language if language in {one.code for one in known} else SOURCE)
    lines = tuple(
        Line(one, wording(tx, one, words.language), said if said >= FEWEST_IN_FIGURES else 0) for one, said in shown
    )
    return OnWall(place, lines, settings.get(tx, "sample") == "yes", known, words)


def _shown(tx: Tx, service_id: int) -> list[tuple[Change, int]]:
    """The newest that may hang there, each with how many said it."""
    here = {0, service_id} if service_id else None
    counted = (
        (one, said_it(tx, one)) for one in changes.published(tx, "", "9") if here is None or one.service_id in here
    )
    return [(one, said) for one, said in counted if may_be_public(one, said)][:MOST]


def _languages(tx: Tx, languages: Languages, shown: list[Change]) -> tuple[Offered, ...]:
    """Those that people can be asked in here, and those that something on the wall is written in."""
    written = {one.language for change in shown for one in changes.translations(tx, change.id)}
    asked = {one.code for one in offered(tx, languages)}
    return tuple(one for one in languages.offered(drafts=True) if one.code in asked | written)
