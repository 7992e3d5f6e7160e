"""All methods that pretend Telegram knows, and how one request goes through them."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.pretend import edits, sends, settings, talks, telling
from bot.pretend.errors import Refused, bad
from bot.pretend.faults import AFTER, BEFORE, Fault, Kind
from bot.pretend.params import Params
from bot.pretend.record import Call
from bot.pretend.world import World

Json = dict[str, Any]
Run = Callable[[World, Params], Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the bot. Without a body the connection is cut."""

    status: int
    body: bytes | None


async def set_webhook(world: World, params: Params) -> bool:
    """Tell updates to an address. What the bot asks for in its answers is done without a word."""

    async def reply(asked: Json) -> None:
        await perform(world, str(asked.pop("method")), Params(asked))

    return await telling.set_webhook(world, params, reply)


METHODS: tuple[tuple[str, Run], ...] = (
    ("getMe", settings.get_me),
    ("getUpdates", telling.get_updates),
    ("setWebhook", set_webhook),
    ("deleteWebhook", telling.delete_webhook),
    ("getWebhookInfo", telling.webhook_info),
    ("sendMessage", sends.send_message),
    ("sendPhoto", sends.send_photo),
    ("sendVoice", sends.send_voice),
    ("sendChatAction", sends.send_chat_action),
    ("editMessageText", edits.edit_text),
    ("editMessageCaption", edits.edit_caption),
    ("editMessageReplyMarkup", edits.edit_markup),
    ("editMessageMedia", edits.edit_media),
    ("deleteMessage", edits.delete_message),
    ("answerCallbackQuery", talks.answer_tap),
    ("getFile", talks.get_file),
    ("getChat", talks.get_chat),
    ("leaveChat", talks.leave_chat),
    ("setMyCommands", settings.set_commands),
    ("getMyCommands", settings.get_commands),
    ("deleteMyCommands", settings.delete_commands),
    ("setMyDescription", settings.set_description),
    ("getMyDescription", settings.get_description),
    ("setMyShortDescription", settings.set_short_description),
    ("getMyShortDescription", settings.get_short_description),
)
BY_NAME = {name.lower(): (name, run, inspect.iscoroutinefunction(run)) for name, run in METHODS}
"""Telegram takes a method's name in any mixture of cases."""


ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


async def perform(world: World, name: str, params: Params) -> Answer:
    """Do what a request asks for, with whatever goes wrong on purpose."""
    known = BY_NAME.get(name.lower())
    if known is None:
        world.record.refused[name] += 1
        return _refusal(Refused(404, "Not Found: method not found"))
    method, run, is_async = known
    busy = method != "getUpdates"
    world.record.begins(method, busy=busy)
    if not busy:
        world.changes.ring()  # A test may wait for the poll itself, which is answered only when something happens.
    try:
        chat_id = params.whole("chat_id")
        world.faults.check_patience(chat_id)
        fault = world.faults.strike(BEFORE, method, chat_id)
        if fault is not None and await _cut(fault):
            return Answer(0, None)
        if world.inspector is not None:
            _inspect(world, method, params)
        result = run(world, params)
        if is_async:
            result = await result
        return await _done(world, method, params, result)
    except Refused as refused:
        world.record.refused[method] += 1
        _remember(world, method, params, error=refused.description)
        return _refusal(refused)
    finally:
        world.record.ends(busy=busy)


async def _cut(fault: Fault) -> bool:
    """Let a fault strike. True where the connection is to be cut; a fault that is only slow lets the request go on."""
    refusal = fault.refusal()
    if refusal is not None:
        raise refusal
    if fault.seconds:
        await asyncio.sleep(fault.seconds)
    return fault.kind in (Kind.CLOSED_BEFORE, Kind.CLOSED_AFTER)


def _inspect(world: World, method: str, params: Params) -> None:
    found = world.inspector.request(method, params) if world.inspector else []
    if found:
        world.violations += found
        raise bad(f"violation: {'; '.join(found)}")


async def _done(world: World, method: str, params: Params, result: Any) -> Answer:
    if world.inspector is not None:
        world.violations += world.inspector.result(method, result)
    number = result.get("message_id", 0) if isinstance(result, dict) else 0
    _remember(world, method, params, message_id=number)
    fault = world.faults.strike(AFTER, method, params.whole("chat_id"))
    if fault is not None and await _cut(fault):
        return Answer(0, None)
    return Answer(200, ENCODE({"ok": True, "result": result}).encode())


def _remember(world: World, method: str, params: Params, *, message_id: int = 0, error: str = "") -> None:
    record = world.record
    size = params.size() if params.uploads else 0
    if size:
        record.uploaded[method] += size
    if record.on:
        chat_id = params.whole("chat_id")
        number = message_id or params.whole("message_id")
        record.calls.append(Call(method, chat_id, params.values, size, world.clock(), not error, number, error))
        world.changes.ring()


def _refusal(refused: Refused) -> Answer:
    return Answer(refused.code, ENCODE(refused.body()).encode())
