"""The pages of the preview, and the one form on them."""

from __future__ import annotations

import hmac
import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.http.forms import read_form, text_field
from bot.local import MONTHLY_NAME
from bot.preview.facts import facts
from bot.preview.form import Typed, typed
from bot.preview.ledger import CannotKeep, Ledger
from bot.preview.order import Part, Stand, stand
from bot.preview.render import PAGES
from bot.preview.shelf import Book, Shelf
from bot.preview.shown import shown
from bot.preview.standards import counts, rows
from dialogs.pack import Area, PackFaults

OUT_OF_DATE = CannotKeep("The preview was started again.", "Press Save once more.")


@dataclass
class Meeting:
    """One run of the preview.

    Attributes:
        today: Tells the day of the meeting.
        token: Hidden field of every form; other sites cannot know it.
        group: The group's name as last typed, for the next question.
    """

    shelf: Shelf
    ledger: Ledger
    today: Callable[[], date]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    group: str = ""

    async def first(self, request: Request) -> Response:
        """GET /: what the pack holds, and where to begin."""
        book = self.shelf.book()
        verdicts = Counter(one.verdict for prompt in book.pack.prompts for one in book.fresh(prompt))
        return PAGES.page(
            "first.html",
            **self._around(book),
            part=Part(),
            mistakes={},
            refused=None,
            counts=tuple(counts(book.pack)),
            chapters=[
                *(area for area in book.pack.areas if area.id in book.pack.asked_areas),
                *(Area(one, MONTHLY_NAME, MONTHLY_NAME) for one in book.pack.monthly),
            ],
            rows={area.id: rows(book.pack, area.id) for area in book.pack.areas},
            verdicts=verdicts,
            tried=sum(bool(book.fresh(prompt)) for prompt in book.pack.prompts),
            found=[prompt for prompt in book.pack.prompts if book.checked[prompt.id].findings],
            note=request.query_params.get("note", ""),
        )

    async def question(self, request: Request) -> Response:
        """GET /questions/{id}: one question."""
        book = self.shelf.book()
        stands = _stand(book, request)
        blank = Typed(by=self.group, on=self.today().isoformat(), words=stands.prompt.words)
        return self._question(book, stands, blank, note=request.query_params.get("note", ""))

    async def keep(self, request: Request) -> Response:
        """POST /questions/{id}: a verdict. What cannot be kept comes back with all that was typed."""
        form = await read_form(request)
        said = typed(form)
        book = self._last_whole()
        stands = _stand(book, request)
        if not self._is_ours(text_field(form, "form_token")):
            return self._question(book, stands, said, refused=OUT_OF_DATE, status=403)
        if mistakes := said.mistakes(self.today()):
            return self._question(book, stands, said, mistakes=mistakes, status=422)
        try:
            self.ledger.add(said.sheet(stands.prompt.id))
        except CannotKeep as refused:
            return self._question(book, stands, said, refused=refused, status=503)
        self.group = said.by
        return _go(stands.part.question_url(stands.after.id, note="saved") if stands.after else "/?note=saved")

    async def undo(self, request: Request) -> Response:
        """POST /undo: take back the last verdict, and stand on its question again."""
        form = await read_form(request)
        if not self._is_ours(text_field(form, "form_token")):
            raise HTTPException(403)
        part = Part(text_field(form, "area"), text_field(form, "audience"))
        try:
            taken_back = self.ledger.undo()
        except CannotKeep as refused:
            return PAGES.page("not_undone.html", status=503, refused=refused, file=self.ledger.path)
        return _go(part.question_url(taken_back, note="undone") if taken_back else "/")

    async def paper(self, request: Request) -> Response:
        """GET /paper: every question of a part, one a sheet, with room to write."""
        book, part = self.shelf.book(), _part(request)
        prompts = part.prompts(book.pack)
        if not prompts:
            raise HTTPException(404)
        sheets = [(prompt, shown(book.pack, prompt)) for prompt in prompts]
        return PAGES.page("paper.html", **self._around(book), part=part, sheets=sheets)

    def _question(self, book: Book, stands: Stand, said: Typed, *, status: int = 200, **more: Any) -> Response:
        prompt = stands.prompt
        values: dict[str, Any] = {"note": "", "mistakes": {}, "refused": None} | more
        return PAGES.page(
            "question.html",
            status=status,
            **self._around(book),
            stands=stands,
            prompt=prompt,
            part=stands.part,
            shown=shown(book.pack, prompt),
            facts=facts(book.pack, prompt),
            checked=book.checked[prompt.id],
            tried=book.tried[prompt.id],
            said=said,
            **values,
        )

    def _around(self, book: Book) -> dict[str, Any]:
        """What every page may name."""
        return {
            "book": book,
            "pack": book.pack,
            "token": self.token,
            "file": self.ledger.path,
            "moves": not self.shelf.keeps_in_folder,
            "last": book.prompt(self.ledger.last),
            "Part": Part,
        }

    def _last_whole(self) -> Book:
        """The pack, even where someone breaks it just now: what was typed must come back."""
        try:
            return self.shelf.book()
        except PackFaults:
            if self.shelf.last is None:
                raise
            return self.shelf.last

    def _is_ours(self, token: str) -> bool:
        return hmac.compare_digest(self.token.encode(), token.encode())


def _part(request: Request) -> Part:
    return Part(request.query_params.get("area", ""), request.query_params.get("audience", ""))


def _stand(book: Book, request: Request) -> Stand:
    """Where the question of an address stands: in the part that the address names, else among all."""
    prompt_id = request.path_params["id"]
    found = stand(book.pack, _part(request), prompt_id) or stand(book.pack, Part(), prompt_id)
    if found is None:
        raise HTTPException(404)
    return found


def _go(url: str) -> RedirectResponse:
    """After a post: on to a page that can be loaded again without posting twice."""
    return RedirectResponse(url, status_code=303)
