"""Makes the person's pages: one place that knows the templates, the language and the addresses."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from jinja2 import Environment
from starlette.responses import HTMLResponse, RedirectResponse

from bot.http.files import Assets
from bot.http.pages import environment
from locales import SOURCE, Words, translation

ASSETS = Assets("bot.tablet", "/static/tablet")


def picture_url(name: str) -> str:
    """Where a picture of the set is served."""
    return f"/pictures/{quote(name, safe='')}.svg"


def call_url(phone: str) -> str:
    """The address that starts a call."""
    return "tel:" + "".join(c for c in phone if c.isdigit() or c == "+")


@dataclass(frozen=True)
class Pages:
    """Renders templates in a person's language.

    Attributes:
        words: Finds the sentences of a language.
    """

    words: Callable[[str], Words] = translation
    templates: Environment = field(default_factory=lambda: environment("bot.tablet"))

    def page(
        self,
        template: str,
        *,
        token: str = "",
        language: str = SOURCE,
        sample: bool = False,
        status: int = 200,
        **values: Any,
    ) -> HTMLResponse:
        """A whole page.

        Args:
            template: File name in `templates/`.
            token: The person's link; '' for pages that belong to none.
            language: What the talk is in.
            sample: Say that the people are not real.
            status: HTTP status.
            values: What the template names.
        """
        words = self.words(language)
        html = self.templates.get_template(template).render(
            _=words.gettext,
            words=words,
            asset=ASSETS.url,
            picture=picture_url,
            call=call_url,
            nonce=secrets.token_urlsafe(12),
            home=home(token) if token else "",
            sample=sample,
            **values,
        )
        return HTMLResponse(html, status_code=status)


def home(token: str, rest: str = "") -> str:
    """The address of a person's page, such as `/s/<token>/help`."""
    return f"/s/{quote(token, safe='')}{rest}"


def go(token: str, rest: str = "") -> RedirectResponse:
    """After a post: on to a page that can be loaded again without posting twice."""
    return RedirectResponse(home(token, rest), status_code=303)
