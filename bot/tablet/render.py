"""Makes the person's pages: one place that knows the templates, the language and the addresses."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import Environment
from starlette.responses import HTMLResponse, RedirectResponse

from asking.seen_pictures import Seen
from asking.turn import Turn
from bot.http.files import Assets
from bot.http.pages import environment
from bot.look import LOOK, picture_url
from bot.phones import call_url, from_abroad
from bot.tablet.pieces import Piece, pieces_of
from dialogs.inputs import Stopped
from dialogs.transitions import TABLE, State
from locales import ENGLISH, Languages, Words

if TYPE_CHECKING:
    from bot.tablet.listening import Listening

OVER = frozenset({State.STOPPED, State.CLOSED, State.DECLINED})
ASSETS = Assets("bot.tablet", "/static/tablet")
AWAY = "/today"
"""Where 'Hide' leads. The name is as harmless as the page: it stays in the browser's history."""
ADDRESSES: Mapping[str, Any] = MappingProxyType(
    {"asset": ASSETS.url, "look": LOOK.url, "call": call_url, "abroad": from_abroad, "away": AWAY}
)


class Page(HTMLResponse):
    """A whole page, and what its sound is made of.

    Attributes:
        words: The language that it is written in.
        turn: The turn of the talk that it shows.
        keep: What the browser is to keep, so that it is known again.
        over: The talk rests or has ended.
    """

    def __init__(self, html: str, status: int, *, words: Words, turn: Turn | None) -> None:
        super().__init__(words.shown(html), status)
        self.words, self.turn = words, turn.session.turn if turn else 0
        self.keep, self.over = (turn.keep, turn.session.state in OVER) if turn else ("", False)
        self._html = html

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """What is read aloud."""
        return pieces_of(self._html)


@dataclass(frozen=True)
class Pages:
    """Renders templates in a person's language.

    Attributes:
        languages: What people can choose from.
        speaks: Pages have a sound of ours; without it, only the device's own voice can read them.
    """

    languages: Languages = field(default_factory=Languages)
    speaks: bool = False
    templates: Environment = field(default_factory=lambda: environment("bot.tablet"))

    def page(
        self,
        template: str,
        turn: Turn | None = None,
        *,
        token: str = "",
        status: int = 200,
        listening: Listening | None = None,
        words: Words | None = None,
        **values: Any,
    ) -> Page:
        """A whole page.

        Args:
            template: File name in `templates/`.
            turn: Where the talk stands, for its language, its audience and the stop key; None where it is not known.
            token: The person's link; '' for pages that belong to none.
            status: HTTP status.
            listening: How the person listens here; None for a page that cannot be made again, and so has no sound.
            words: The language of a page that belongs to no turn; English unless told.
            values: What the template names; `picture` where some are the provider's own.
        """
        said, number = words or (turn.words if turn else ENGLISH), turn.session.turn if turn else 0
        make = partial(
            self.templates.get_template(template).render,
            **ADDRESSES,
            _=said.gettext,
            words=said,
            nonce=secrets.token_urlsafe(12),
            home=home(token) if token else "",
            turn=number,
            listening=listening,
            sound=listening.sound(token, number) if listening and self.speaks else "",
            **{"picture": picture_url, **self._of_turn(turn), **values},
        )
        html = make(beside=())
        if listening and listening.english:
            html = make(beside=beside(html, listening.english))
        return Page(html, status, words=said, turn=turn)

    def _of_turn(self, turn: Turn | None) -> dict[str, Any]:
        """What the frame of a page tells of a talk; little where none is known."""
        return {
            "languages": self.languages.offered(drafts=turn.sample) if turn else (),
            "sample": bool(turn and turn.sample),
            "audience": turn.flow.audience.value if turn else "",
            "stops": bool(turn and TABLE[turn.session.state][Stopped]),
            "large": bool(turn and turn.large),
        }


def beside(html: str, english: tuple[Piece, ...]) -> tuple[tuple[str, str], ...]:
    """What a page says, each with its English."""
    here = tuple(piece.text for piece in pieces_of(html))
    return tuple((mine, other.text) for mine, other in zip(here, english, strict=False) if mine != other.text)


def picture_for(token: str, own: Mapping[str, Seen], name: str) -> str:
    """Where a picture is: one of the provider's own behind the person's link, else that of the set."""
    return home(token, f"/picture/{own[name].id}") if token and name in own else picture_url(name)


def home(token: str, rest: str = "") -> str:
    """The address of a person's page, such as `/s/<token>/help`."""
    return f"/s/{quote(token, safe='')}{rest}"


def go(token: str, rest: str = "") -> RedirectResponse:
    """After a post: on to a page that can be loaded again without posting twice."""
    return RedirectResponse(home(token, rest), status_code=303)
