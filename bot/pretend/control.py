"""Lets the phone page, or a driver in another process, play the people: JSON in, JSON out."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aiohttp import web

from bot.pretend.acts import NotDone, do
from bot.pretend.api import Api
from bot.pretend.changes import Changes
from bot.pretend.faults import Kind
from bot.pretend.messages import Message
from bot.pretend.origin import from_here
from bot.pretend.people import User
from bot.pretend.view import chat_view, message_view

Json = dict[str, Any]
LONGEST_WAIT_SECONDS = 30.0
OPAQUE = "application/octet-stream"
SAFE = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}


class Desk:
    """Answers `/control/...`.

    Args:
        api: What is driven.
    """

    def __init__(self, api: Api) -> None:
        self._api = api
        self._answers: dict[str, Callable[[Json], Any]] = {
            "act": self.act,
            "acts": self.acts,
            "counts": self.counts,
            "settings": self.settings,
            "faults": self.faults,
        }

    async def handle(self, request: web.BaseRequest, path: str) -> web.StreamResponse:
        """Answer one request. `path` is what follows `/control/`."""
        if not from_here(request):
            return _said({"ok": False, "error": "only programs of this computer may do this"}, 403)
        if path.startswith("media/"):
            return self._media(path.removeprefix("media/"))
        if request.method != "POST" or request.content_type != "application/json":
            return _said({"ok": False, "error": "post JSON here"}, 405)
        try:
            about = json.loads(await request.read() or b"{}")
            return _said({"ok": True, "result": await self._answer(path, about)})
        except (NotDone, ValueError, AttributeError, TypeError) as error:
            return _said({"ok": False, "error": str(error)}, 400)

    def act(self, about: Json) -> Json:
        """Let one person do one thing. Without `user` it is a new person. See `bot.pretend.acts`."""
        user = self._person(about)
        return {"user": user.id, **do(user, about)}

    def acts(self, about: Json) -> list[Json]:
        """Let several things be done, one after the other. One that fails does not stop the others."""
        done: list[Json] = []
        for one in about["acts"]:
            try:
                done.append(self.act(one))
            except NotDone as error:
                done.append({"error": str(error)})
        return done

    async def inbox(self, about: Json) -> Json:
        """What changed in a person's chat after change number `since`. Waits up to `wait` seconds for something.

        With `all` it is everything that is said there, not only what the bot says.
        """
        user, since = self._person(about), int(about.get("since", 0))
        chat = user.chat
        await self._wait(chat.changes, lambda: chat.changed > since, about)
        seen = [one for one in chat.messages.values() if one.changed > since and (one.from_bot or about.get("all"))]
        return {
            "sequence": self._api.sequence,
            "user": user.id,
            "name": user.json["first_name"],
            "messages": [message_view(self._api, one) for one in seen],
            **chat_view(self._api, chat, user.json.get("language_code", ""), since),
        }

    async def feed(self, about: Json) -> Json:
        """What the bot put into any chat or changed there after change number `since`."""
        since = int(about.get("since", 0))
        await self._wait(self._api.changes, lambda: self._api.sequence > since, about)
        found: dict[int, Message] = {}
        for number, message in reversed(self._api.feed):
            if number <= since:
                break
            if message.from_bot:
                found[message.message_id] = message
        seen = sorted(found.values(), key=lambda message: message.changed)
        return {"sequence": self._api.sequence, "messages": [message_view(self._api, one) for one in seen]}

    def counts(self, about: Json) -> Json:
        """How often the bot asked for what. `clear` begins anew."""
        record = self._api.record
        counted = {
            "counts": dict(record.counts),
            "refused": dict(record.refused),
            "uploaded": dict(record.uploaded),
            "max_concurrent": record.max_concurrent,
            "pending_updates": len(self._api.updates),
        }
        if about.get("clear"):
            record.clear()
        return counted

    def settings(self, about: Json) -> Json:
        """Switch remembering and the check of speed on or off, or let time pass."""
        api = self._api
        api.record.on = bool(about.get("remember", api.record.on))
        api.rates.on = bool(about.get("rates", api.rates.on))
        api.clock.forward(float(about.get("forward", 0)))
        return {"remember": api.record.on, "rates": api.rates.on, "now": api.clock()}

    def faults(self, about: Json) -> Json:
        """Let something go wrong: `kind` is a name of `Kind`, the rest as in `Fault`. `clear` ends all faults."""
        faults = self._api.faults
        if about.pop("clear", False):
            faults.clear()
        if "seed" in about:
            faults.seed(about.pop("seed"))
        if "kind" in about:
            kind = about.pop("kind")
            if kind not in Kind.__members__:
                raise NotDone(f"no fault {kind!r}; there are {', '.join(Kind.__members__)}")
            faults.add(Kind[kind], *about.pop("methods", ()), **about)
        return {"struck": {kind.name: number for kind, number in faults.struck.items()}}

    async def _answer(self, path: str, about: Json) -> Any:
        if path == "inbox":
            return await self.inbox(about)
        if path == "feed":
            return await self.feed(about)
        if path not in self._answers:
            raise NotDone(f"nothing at {path!r}; there is inbox, feed, {', '.join(self._answers)}")
        return self._answers[path](about)

    async def _wait(self, changes: Changes, look: Callable[[], bool], about: Json) -> None:
        seconds = min(float(about.get("wait", 0)), LONGEST_WAIT_SECONDS)
        if seconds > 0:
            with suppress(TimeoutError):
                await changes.until(lambda: look() or self._api.closed, seconds)

    def _person(self, about: Json) -> User:
        name, language = str(about.get("name") or "Guest"), str(about.get("language", "en"))
        if about.get("user") is None:
            return self._api.guest(name, language)
        return self._api.user(int(about["user"]), name, language)

    def _media(self, file_id: str) -> web.Response:
        stored = self._api.files.find(file_id)
        if stored is None:
            return _said({"ok": False, "error": "no such file"}, 404)
        # The type comes from whoever sent the file; as anything but sound or a picture it could be a page.
        kind = stored.mime if stored.mime.startswith(("image/", "audio/")) and "svg" not in stored.mime else OPAQUE
        return web.Response(body=stored.data, content_type=kind, headers=SAFE)


def _said(what: Json, status: int = 200) -> web.Response:
    return web.json_response(what, status=status, headers=SAFE)
