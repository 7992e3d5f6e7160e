"""How polling waits and what it confirms, in a time of its own; and updates that are delivered to our address."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.app import web
from bot.pretend import Kind
from bot.telegram import channel
from bot.telegram.channel import HOOK, HOOK_SECRET
from bot.telegram.ingest import Intake, Poller
from bot.telegram.state import Condition, State
from store.errors import NotSaved
from tests.store.tools import AT
from tests.support.timeless import in_no_time
from tests.telegram.conftest import Telegram
from tests.telegram.office import Office, opened
from tests.telegram.wire import BOT, Straight, made, now

Json = dict[str, Any]
ADDRESS = "https://plainsay.example.org"


def update(number: Any, user: int = 7) -> Json:
    """Someone wrote something."""
    return {"update_id": number, "message": {"message_id": 1, "from": {"id": user}}}


@dataclass
class Asked:
    """In the place of the client: it answers what it is told to answer, and then nothing more.

    Attributes:
        answers: Updates, or what goes wrong; one question after another.
        asked: When it was asked for updates, and from which number on.
        cleared: When webhooks were taken away.
    """

    answers: list[list[Any] | Exception]
    asked: list[tuple[float, int]] = field(default_factory=list)
    cleared: list[float] = field(default_factory=list)
    base_url: str = "here"
    over: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def request(self) -> Asked:
        """It speaks for itself."""
        return self

    async def delete_webhook(self) -> None:
        """Take a webhook away."""
        self.cleared.append(now())

    async def post(self, url: str, parameters: Any, read_timeout: float) -> list[Any]:
        """The next answer."""
        assert url == "here/getUpdates"
        assert read_timeout > json.loads(parameters.json_payload)["timeout"]
        self.asked.append((round(now(), 3), json.loads(parameters.json_payload).get("offset", 0)))
        if not self.answers:
            self.over.set()
            await asyncio.Event().wait()
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Straight]:
    """An empty store."""
    asyncio.run(made(tmp_path))
    found = Straight(tmp_path / "plainsay.db", tmp_path / "plainsay.key")
    yield found
    found._connection.close()


def poll(store: Straight, *answers: list[Any] | Exception) -> tuple[Asked, list[int], list[Condition]]:
    """Poll until these answers are used up; gives what was asked, numbers passed on, and conditions noted."""
    fresh: list[int] = []
    told: list[Condition] = []

    async def scenario() -> Asked:
        asked = Asked(list(answers))
        intake = Intake(store, BOT, lambda: AT, lambda kept: fresh.extend(one.update_id for one, _body in kept))
        task = asyncio.create_task(Poller(asked, intake, State(now, told.append)).run())
        await asked.over.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return asked

    return in_no_time(scenario()), fresh, told


def test_the_wait_grows_while_nothing_gets_through(store: Straight) -> None:
    """Up to half a minute, and is short again once something has got through."""
    asked, _, told = poll(store, *[NetworkError("") for _ in range(7)], [], NetworkError(""))
    assert [at for at, _ in asked.asked] == [0, 1, 3, 7, 15, 31, 61, 91, 91, 92]
    assert told == [Condition.NOT_REACHED, Condition.WORKING, Condition.NOT_REACHED]


def test_a_wait_that_telegram_wants_is_kept(store: Straight) -> None:
    """It is asked again after the time that it said."""
    asked, _, _ = poll(store, RetryAfter(17), [])
    assert [at for at, _ in asked.asked] == [0, 17, 17]


@pytest.mark.parametrize(
    "error", [InvalidToken(""), InvalidToken("Not Found"), TelegramError("Invalid server response")]
)
def test_polling_outlives_what_sounds_final(store: Straight, error: TelegramError) -> None:
    """A refused token, or an answer that is nobody's, may be over in a minute: an hour of it ends nothing."""
    _, fresh, told = poll(store, *[error] * 120, [update(5)])
    assert fresh == [5]
    assert told[-1] is Condition.WORKING


def test_a_webhook_of_someone_else_is_taken_away(store: Straight) -> None:
    """At the start, and again where Telegram says that updates go somewhere else."""
    asked, _, told = poll(store, [], Conflict(""), [], [])
    assert asked.cleared == [0.0, 1.0]
    assert told == [Condition.WORKING, Condition.OTHER_PROGRAM, Condition.WORKING]


def test_what_was_kept_is_confirmed_and_nothing_else(store: Straight) -> None:
    """The next question names the number after the highest that is kept, whatever order they came in."""
    asked, fresh, _ = poll(store, [update(7), update(5), update(6)], [update(6)], [update(8)])
    assert [offset for _, offset in asked.asked] == [0, 8, 8, 9]
    assert fresh == [5, 6, 7, 8]


def test_what_cannot_be_kept_is_not_confirmed(store: Straight) -> None:
    """Not one of a batch is confirmed while the store cannot write, and all are kept once it can."""
    store.refusals = 2
    batch = [update(5), update(6)]
    asked, fresh, told = poll(store, batch, batch, batch)
    assert asked.asked == [(0, 0), (1, 0), (3, 0), (3, 7)]
    assert fresh == [5, 6]
    assert told == [Condition.WORKING, Condition.NOT_SAVED, Condition.WORKING, Condition.NOT_SAVED, Condition.WORKING]


@pytest.mark.parametrize("number", [2**31, 2**61, 10**30, True, -3, 1.5, "9"])
def test_a_number_that_is_none_confirms_nothing(store: Straight, number: Any) -> None:
    """To confirm it could take away updates that are still to come; the update itself is kept, and kept once."""
    asked, fresh, _ = poll(store, [update(number), update(5)], [update(number)], [update(number), update(6)])
    assert [offset for _, offset in asked.asked] == [0, 6, 6, 7]
    assert len(fresh) == 3
    assert fresh[-1] == 6


def test_what_comes_again_and_again_keeps_nobody_busy(store: Straight) -> None:
    """What cannot be confirmed comes with every answer: it is asked for once a second, not as fast as it goes."""
    asked, _, _ = poll(store, *[[{}]] * 10)
    assert [at for at, _ in asked.asked] == list(range(11))


@pytest.fixture
async def hooked(telegram: Telegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    """The channel, with an address of its own. Telegram cannot reach it: updates are brought by hand."""
    monkeypatch.setattr(channel, "WATCH_SECONDS", 0.01)
    monkeypatch.setattr(channel, "FIRST_WAIT_SECONDS", 0.01)
    async with opened(telegram, tmp_path / "data", PLAINSAY_PUBLIC_URL=ADDRESS) as office:
        await telegram.api.wait(lambda api: api.deliverer)
        yield office


async def bring(office: Office, body: bytes, secret: str | None = None) -> int:
    """Bring an update as Telegram does; gives the status."""
    assert office.api.deliverer is not None
    right = office.api.deliverer.hook.secret
    site = web(office.rooms, ADDRESS, office.channel)
    headers = {} if secret == "" else {HOOK_SECRET: (secret or right).encode("latin-1")}
    async with AsyncClient(transport=ASGITransport(site), base_url=ADDRESS) as telegram:
        return (await telegram.post(HOOK, content=body, headers=headers)).status_code


async def arrived(office: Office) -> list[tuple[Any, ...]]:
    """Update, and why it was put aside, of all that arrived."""
    await office.settled()
    return await office.read(lambda tx: tx.all("SELECT update_id, fault FROM inbox ORDER BY id"))


@pytest.mark.parametrize("secret", ["", "wrong", "é"])
async def test_only_telegram_brings_updates(hooked: Office, secret: str) -> None:
    """Without the secret that only Telegram knows, nothing is taken."""
    assert await bring(hooked, json.dumps(update(5)).encode(), secret) == 403
    assert await arrived(hooked) == []


async def test_an_update_that_is_brought_is_kept(hooked: Office) -> None:
    """It is kept before it is acknowledged, and once however often it is brought."""
    for _ in range(3):
        assert await bring(hooked, json.dumps(update(5)).encode()) == 200
    assert [number for number, _fault in await arrived(hooked)] == [5]


async def test_a_store_that_cannot_write_has_it_brought_again(hooked: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer is 503, and it says what stands in the way; the next time it is kept."""
    intake = hooked.channel._intake

    async def refuses(_raws: list[Any]) -> None:
        raise NotSaved("database", "The disk is full.", "Free some space.")

    monkeypatch.setattr(intake, "keep", refuses)
    assert await bring(hooked, json.dumps(update(5)).encode()) == 503
    assert "cannot be saved" in hooked.channel.trouble()
    monkeypatch.undo()
    assert await bring(hooked, json.dumps(update(5)).encode()) == 200
    assert [number for number, _fault in await arrived(hooked)] == [5]


@pytest.mark.parametrize("body", [b"", b"no JSON", b"\xff\xfe", b"[" * 100_000, b"null", b'"text"', b"[1]", b"NaN"])
async def test_a_body_that_is_no_update(hooked: Office, body: bytes) -> None:
    """It is put aside with a reason, and acknowledged: to be brought again would not mend it."""
    assert await bring(hooked, body) == 200
    ((_number, fault),) = await arrived(hooked)
    assert fault.startswith("not readable")


async def test_the_address_becomes_ours_at_the_start(
    telegram: Telegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it was, such as our own from before a move; what goes wrong in doing so is tried again soon."""
    monkeypatch.setattr(channel, "FIRST_WAIT_SECONDS", 0.01)
    async with telegram.client() as other:
        await other.set_webhook("https://old.example.org/telegram")
    telegram.api.faults.add(Kind.SERVER_ERROR, "setWebhook", times=1)
    async with opened(telegram, tmp_path / "data", PLAINSAY_PUBLIC_URL=ADDRESS):
        await telegram.api.wait(lambda api: api.deliverer and api.deliverer.hook.url == f"{ADDRESS}{HOOK}")


async def test_an_address_of_someone_else_is_told_and_left(hooked: Office, telegram: Telegram) -> None:
    """Later on another address means another program with this token: that is said, and no fight begins."""
    async with telegram.client() as other:
        await other.set_webhook("https://other.example.org/telegram")
        before = telegram.api.counts["getWebhookInfo"]
        await telegram.api.wait(lambda api: api.counts["getWebhookInfo"] > before + 2)
        assert "Another program" in hooked.channel.trouble()
        assert (await other.get_webhook_info()).url == "https://other.example.org/telegram"
        await other.delete_webhook()
        await telegram.api.wait(lambda api: api.deliverer and api.deliverer.hook.url == f"{ADDRESS}{HOOK}")


async def test_what_looks_after_the_address_does_so_now_and_then(hooked: Office, telegram: Telegram) -> None:
    """An address that is ours already is not set again and again: that would stop what is being delivered."""
    before = telegram.api.counts["setWebhook"]
    await telegram.api.wait(lambda api: api.counts["getWebhookInfo"] > 5)
    assert telegram.api.counts["setWebhook"] == before == 1
    assert hooked.channel.trouble() == ""
