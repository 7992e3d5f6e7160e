"""The page on which someone asks for a link to sign in. It tells nobody who works here."""

from __future__ import annotations

import asyncio
import logging
import math
from datetime import datetime, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from asking import letting_in, post
from asking.reach import is_email
from bot.http.forms import read_form, text_field
from bot.http.limits import Limit
from bot.http.proxy import place_of
from bot.staff.desk import Desk, is_sample, page
from store.errors import NotRead, StoreError
from store.tx import Tx

LOG = logging.getLogger("plainsay.staff")
LONGEST = post.LONGEST_ADDRESS
WITHIN = timedelta(minutes=15)
AN_ADDRESS, A_PLACE = 5, 30
"""How often a link is sent to one address, and asked for from one place: a whole office may have one address."""
TOO_MANY = 429


class AskLink:
    """The page.

    Args:
        desk: What staff pages need.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sending: set[asyncio.Task[None]] = set()
        self._addresses, self._places = Limit(AN_ADDRESS, WITHIN), Limit(A_PLACE, WITHIN)

    def routes(self) -> list[BaseRoute]:
        """Its addresses, open to anyone."""
        return [
            Route("/staff/sign-in", self.show, methods=["GET"]),
            Route("/staff/sign-in", self.ask, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """The form; where no link can be sent, whom to ask."""
        return await self._page(request)

    async def ask(self, request: Request) -> Response:
        """Send a link where the address is known. The answer is the same where it is not."""
        email = text_field(await read_form(request), "email", 4 * LONGEST)
        if not is_email(email) or len(email) > LONGEST:
            return await self._page(request, typed=email, wrong="Enter your e-mail address, such as kim@example.org")
        now = self._desk.clock()
        wait = self._wait(request, email, now)
        if wait:
            return await self._page(request, typed=email, wait=wait)
        task = asyncio.create_task(self._send(email, now))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)
        return await self._page(request, typed=email, sent=True)

    async def _send(self, email: str, now: datetime) -> None:
        """Beside the answer, which must not tell by its time whether there was anything to send."""
        try:
            await self._desk.database.write(lambda tx: letting_in.ask(tx, email, now=now))
        except StoreError as error:
            LOG.warning("A510: A sign-in link that someone asked for could not be kept: %s", error.code)
        else:
            self._desk.bell()

    def _wait(self, request: Request, email: str, now: datetime) -> int:
        """How many minutes there are to wait; 0 where there are none."""
        place = place_of(request)
        wait = self._places.wait(place, now) or self._addresses.wait(email.casefold(), now)
        return math.ceil(wait.total_seconds() / 60)

    async def _page(
        self, request: Request, *, typed: str = "", wrong: str = "", wait: int = 0, sent: bool = False
    ) -> Response:
        def read(tx: Tx) -> tuple[bool, bool]:
            return post.can_send(tx), is_sample(tx)

        try:
            by_mail, sample = await self._desk.database.read(read)
        except NotRead as error:
            raise HTTPException(503) from error
        response = page(
            "sign_in_ask.html",
            status=400 if wrong else TOO_MANY if wait else 200,
            by_mail=by_mail,
            by_chat=bool(self._desk.telegram()),
            sample=sample,
            typed={"email": typed},
            wrong={"email": wrong} if wrong else {},
            wait=wait,
            sent=sent,
            ways=self._desk.ways,
            site=self._desk.ways.site(request),
            longest=LONGEST,
        )
        if wait:
            response.headers["Retry-After"] = str(wait * 60)
        return response
