"""No peer but a limit: the least that a bot can do. It answers each tap and sends one question for ever.

What it reaches is what pretend Telegram and the people in it can give at most.

`python -m bench.peers.bare_loop http://127.0.0.1:PORT FOLDER`
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import aiohttp

from bench.peers.questions import CHOICES, MOVES, TOKEN, Question, read_questions, ready

KEYBOARD = [
    *([{"text": label, "callback_data": name}] for name, label in CHOICES),
    [{"text": label, "callback_data": name} for name, label in MOVES],
]
JSON_HEADERS = {"Content-Type": "application/json"}


class Loop:
    """Asks for updates and answers them, all that have come at once.

    Args:
        session: The connections.
        base: Address of the methods.
        question: What is asked again and again.
    """

    def __init__(self, session: aiohttp.ClientSession, base: str, question: Question) -> None:
        self._session, self._base, self._question = session, base, question
        asked = {"caption": question.ask, "parse_mode": "HTML", "reply_markup": {"inline_keyboard": KEYBOARD}}
        self._rest = json.dumps(asked)[1:]
        self._photo = ""
        self._tasks: set[asyncio.Task[Any]] = set()

    async def run(self) -> None:
        """Goes on until it is stopped."""
        offset = 0
        while True:
            body = json.dumps({"offset": offset, "timeout": 10})
            for update in json.loads(await self._post("getUpdates", body))["result"]:
                offset = update["update_id"] + 1
                await self._do(update)

    async def _do(self, update: dict[str, Any]) -> None:
        query = update.get("callback_query")
        chat = (query or update)["message"]["chat"]["id"]
        if not self._photo:
            await self._upload(chat)
            return
        if query:
            self._soon(self._post("answerCallbackQuery", f'{{"callback_query_id":"{query["id"]}"}}'))
        self._soon(self._post("sendPhoto", f'{{"chat_id":{chat},"photo":"{self._photo}",{self._rest}'))

    def _soon(self, request: Any) -> None:
        task = asyncio.create_task(request)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _upload(self, chat: int) -> None:
        form = aiohttp.FormData({"chat_id": str(chat), "reply_markup": json.dumps({"inline_keyboard": KEYBOARD})})
        form.add_field("photo", await asyncio.to_thread(Path(self._question.picture).read_bytes), filename="q.png")
        async with self._session.post(f"{self._base}/sendPhoto", data=form) as answer:
            self._photo = (await answer.json())["result"]["photo"][-1]["file_id"]

    async def _post(self, method: str, body: str) -> bytes:
        async with self._session.post(f"{self._base}/{method}", data=body, headers=JSON_HEADERS) as answer:
            return await answer.read()


async def main(base: str, folder: Path) -> None:
    """Polls until stopped."""
    async with aiohttp.ClientSession() as session:
        ready("The bare loop", base)
        await Loop(session, f"{base}/bot{TOKEN}", read_questions(folder)[0]).run()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
