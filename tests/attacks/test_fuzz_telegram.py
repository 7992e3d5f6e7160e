"""Anyone in Telegram may send the bot anything, and Telegram itself may send what we do not know.

Whatever arrives is kept, handled or put aside; the person hears nothing of the inside, and the next update is handled.
"""

from __future__ import annotations

import asyncio
import copy
import re
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asking.moment import stamp
from bot.telegram import handling, worker
from tests.asking.tools import NOW
from tests.attacks.naughty import naughty, strings, values
from tests.attacks.raw import told_of_the_inside
from tests.support.counts import count
from tests.telegram.desk import Desk, a_desk, with_links

EXAMPLES = count(120, promised=20_000)
SAM, RIA, STRANGER, WATCHER = 7, 8, 9, 10
NOT_READABLE = "not readable: "
COMMANDS = ("/start", "/help", "/again", "/myanswers", "/forgetme", "/stop", "/language", "/reminders", "/nothing")
HELP = "Who can help you"


class Chat:
    """A worker, with two people who have opened their links and one who has none."""

    def __init__(self, desk: Desk, links: list[str], run: Callable[[Coroutine[Any, Any, Any]], Any]) -> None:
        self.desk, self.links, self.run = desk, links, run

    async def arrive(self, *raws: Any) -> None:
        """Let these arrive; afterwards nothing waits, and whoever is well behaved is answered."""
        desk = self.desk
        await desk.arrive(*raws)
        waits = await desk.rows("SELECT update_id, lane FROM inbox WHERE handled_at IS NULL")
        assert waits == []
        del desk.outgoing.letters[:-20]  # the newest have the buttons that the next attack presses
        await desk.arrive(desk.said(WATCHER, "/help"))
        assert HELP in desk.messages(WATCHER)[-1].text

    async def faults(self) -> list[str]:
        """Why updates were put aside, other than that they could not be read."""
        rows = await self.desk.rows("SELECT fault FROM inbox WHERE fault <> ''")
        return [row[0] for row in rows if not row[0].startswith(NOT_READABLE)]


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    """One worker for all of them: what an earlier attack left behind is part of the next."""
    with asyncio.Runner() as runner, pytest.MonkeyPatch.context() as patched:
        patched.setattr(worker, "FIRST_WAIT_SECONDS", 0.001)
        patched.setattr(Desk, "now", lambda self: stamp(NOW + timedelta(seconds=next(self.moments))))
        stack = AsyncExitStack()

        async def start() -> Chat:
            desk = await stack.enter_async_context(a_desk(tmp_path_factory.mktemp("chat")))
            desk.files.gate.set()
            links = await with_links(desk, 3)
            for user, link in zip((SAM, RIA, WATCHER), links, strict=True):
                await desk.arrive(desk.said(user, f"/start {link}"))
            return Chat(desk, links, runner.run)

        yield runner.run(start())
        runner.run(stack.aclose())


def updates(chat: Chat) -> st.SearchStrategy[Any]:
    """Something that someone did, as Telegram would tell it, or nearly so."""
    return st.one_of(genuine(chat), mutated(chat), mutated(chat), values())


@st.composite
def genuine(draw: st.DrawFn, chat: Chat) -> dict[str, Any]:
    """A right update, with naughty words in it."""
    desk, user = chat.desk, draw(st.sampled_from([SAM, RIA, STRANGER]))
    text = draw(
        st.one_of(
            strings(),
            st.sampled_from(COMMANDS),
            st.builds("{} {}".format, st.sampled_from(COMMANDS), strings()),
            st.sampled_from([f"/start {link}" for link in chat.links[:2]]),
        )
    )
    kind = draw(st.sampled_from(["said", "said", "tapped", "spoke", "photo", "edited", "group", "moved", "other"]))
    if kind == "tapped":
        return desk.tapped(user, _tap(draw, chat, user))
    if kind == "moved":
        status = draw(st.sampled_from(["kicked", "member", "left", "administrator"]))
        sender = {"id": user, "is_bot": False, "first_name": text[:60]}
        where = {"id": user, "type": draw(st.sampled_from(["private", "group", "channel"]))}
        return {
            "update_id": next(desk.numbers),
            "my_chat_member": {"chat": where, "from": sender, "new_chat_member": {"status": status}},
        }
    update = desk.spoke(user) if kind == "spoke" else desk.said(user, text)
    message = update["message"]
    match kind:
        case "photo":
            sizes = draw(st.lists(st.integers(-5, 10**6), max_size=3))
            message.update(
                text="", caption=text, photo=[{"file_id": "f", "width": one, "height": one} for one in sizes]
            )
        case "edited":
            update["edited_message"] = update.pop("message")
        case "group":
            message["chat"] = {"id": -user, "type": draw(st.sampled_from(["group", "supergroup", "channel"]))}
        case "other":
            message.update(
                text="",
                **{draw(st.sampled_from(["sticker", "document", "location", "poll", "story"])): {"emoji": text}},
            )
    return update


def _tap(draw: st.DrawFn, chat: Chat, user: int) -> str:
    """Data of a button: of this person's, of another's, a changed one or a made-up one.

    What is drawn never hangs on which buttons there are: hypothesis has to be able to draw the same again.
    """
    which, how, at = draw(st.integers(0, 99)), draw(st.integers(0, 6)), draw(st.integers(0, 80))
    text, act = draw(strings()), draw(st.sampled_from(["take_all_now", "forget_all", "seen"]))
    shown = [one for who in (user, RIA, SAM) for one in chat.desk.messages(who)[-2:]]
    keys = [key.data for one in shown for row in one.rows for key in row] or ["help.1.1.AAAA"]
    real = keys[which % len(keys)]
    return (real, real, real, real[:at], real + text, re.sub(r"^\w+", act, real), text)[how]


@st.composite
def mutated(draw: st.DrawFn, chat: Chat) -> Any:
    """A right update in which a few fields are gone, doubled, or something else altogether."""
    update: Any = copy.deepcopy(draw(genuine(chat)))
    for _ in range(draw(st.integers(1, 3))):
        part, key = update, draw(st.sampled_from(sorted(update)))
        while isinstance(part[key], dict) and part[key] and draw(st.integers(0, 3)):
            part = part[key]
            key = draw(st.sampled_from(sorted(part)))
        if draw(st.booleans()) or len(part) == 1:
            part[key] = draw(values(1))
        else:
            del part[key]
        part[draw(st.text(max_size=6))] = draw(values(0))
    return update


def test_whatever_arrives_the_worker_goes_on(chat: Chat) -> None:
    """Right, changed and senseless updates: none waits for ever, none stops the next, none is a fault of ours."""

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.deferred(lambda: updates(chat)), min_size=1, max_size=3))
    def attacked(raws: list[Any]) -> None:
        before = len(chat.run(chat.faults()))
        chat.run(chat.arrive(*raws))
        assert chat.run(chat.faults())[before:] == [], raws

    attacked()


def test_nobody_reads_of_the_inside(chat: Chat) -> None:
    """Each naughty string as words, as a command's rest, as a link and as a button: no answer tells how it was made."""
    desk = chat.desk

    async def said(text: str) -> None:
        desk.outgoing.letters.clear()
        wild = (
            desk.said(SAM, text),
            desk.said(SAM, f"/start {text}"),
            desk.said(STRANGER, text),
            desk.tapped(SAM, text),
        )
        await desk.arrive(*wild)
        for message in (*desk.messages(SAM), *desk.messages(STRANGER)):
            assert not told_of_the_inside(message.text), text

    for text in naughty():
        chat.run(said(text))
    assert chat.run(chat.faults()) == []


def test_the_fuzzer_sees_a_fault(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: where handling breaks, the update is put aside, the fuzzer sees it, and the next one is handled."""

    def broken(*_: object) -> None:
        raise KeyError("broken on purpose")

    async def one_breaks() -> list[str]:
        with monkeypatch.context() as patched:
            patched.setattr(handling, "handle", broken)
            await chat.desk.arrive(chat.desk.said(RIA, "hello"))
        await chat.arrive(chat.desk.said(RIA, "hello again"))
        return await chat.faults()

    assert "KeyError" in chat.run(one_breaks())
