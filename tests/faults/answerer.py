"""Someone who answers over HTTP and remembers what was acknowledged, through any number of crashes."""

from __future__ import annotations

import html
import random
import re
from dataclasses import dataclass, field

import httpx

FIELD = re.compile(r'<input type="hidden" name="turn" value="(\d+)">')
CHOICE = re.compile(r'name="choice" value="([^"]+)"')
GO = re.compile(r'<button class="(?:go|card)[^"]*" name="do" value="(continue|agree|resume)"')
QUESTION = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
SEE_OTHER = 303
NOT_SAVED = 503


class NotTaken(AssertionError):
    """The press was refused, and the person was told so."""


@dataclass
class Answerer:
    """One person's browser.

    Attributes:
        acknowledged: (question, choice) of every answer whose post was answered with 'go on', in order.
        turns: How many presses were acknowledged, answers or not.
        unknown: (question, choice) of posts that got no answer: they may or may not have been kept.
    """

    token: str
    chance: random.Random
    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    over: bool = False
    turns: int = 0

    async def turn(self, client: httpx.AsyncClient) -> bool:
        """Look at the page and press something.

        Returns:
            Whether the press was acknowledged; False at the end.

        Raises:
            httpx.TransportError: The server went away.
            NotTaken: It says that it has not saved this, or cannot show anything now.
        """
        path = f"/s/{self.token}"
        shown = await client.get(path)
        if shown.status_code == NOT_SAVED:
            raise NotTaken(path)
        page = shown.text
        fields = self._press(page)
        if not fields:
            self.over = True
            return False
        said = (html.unescape(QUESTION.findall(page)[0]), str(fields.get("choice", "")))
        try:
            answer = await client.post(path, data=fields)
        except httpx.TransportError:
            if said[1]:
                self.unknown.append(said)
            raise
        if answer.status_code == NOT_SAVED:
            assert "We have not saved your answer yet." in answer.text
            raise NotTaken(path)
        if answer.status_code != SEE_OTHER:
            raise AssertionError(f"status {answer.status_code}")
        self.turns += 1
        if said[1]:
            self.acknowledged.append(said)
        return True

    def _press(self, page: str) -> dict[str, str]:
        """A random answer where there are answers, else the way on; nothing on the last page."""
        turn = FIELD.search(page)
        if turn is None or 'value="skip"' not in page:
            return {}
        choices = CHOICE.findall(page)
        if choices:
            return {"turn": turn[1], "do": "choose", "choice": self.chance.choice(choices)}
        on = GO.search(page)
        return {"turn": turn[1], "do": on[1] if on else "skip"}
