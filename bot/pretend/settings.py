"""The methods about the bot itself: its name, commands and descriptions."""

from __future__ import annotations

import re
from typing import Any

from bot.pretend.entities import units
from bot.pretend.errors import bad
from bot.pretend.messages import Chat
from bot.pretend.params import Params
from bot.pretend.world import World

Json = dict[str, Any]
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"(?:[a-z]{2})?")
MOST_COMMANDS = 100
COMMAND_UNITS = 256
WIDE_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
LONGEST = {"description": 512, "short_description": 120}


def get_me(world: World, params: Params) -> Json:
    """Who the bot is."""
    del params
    return {
        **world.me,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_commands(world: World, params: Params) -> bool:
    """The menu of commands, for a scope and a language."""
    commands = params.nested("commands", "commands")
    if not isinstance(commands, list):
        raise bad("expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad("too many bot commands")
    kept = [_command(command) for command in commands]
    world.commands[_key(params)] = kept
    for chat in world.chats.values():
        world.touch(chat)
    return True


def get_commands(world: World, params: Params) -> list[Json]:
    """The menu of exactly this scope and language."""
    return world.commands.get(_key(params), [])


def delete_commands(world: World, params: Params) -> bool:
    """Take a menu away."""
    world.commands.pop(_key(params), None)
    return True


def commands_for(world: World, chat: Chat, language: str) -> list[Json]:
    """The menu that a person sees: the nearest scope first, and in each the person's language first."""
    wide = "all_private_chats" if chat.private else "all_group_chats"
    for scope in (f"chat {chat.id}", wide, "default"):
        for code in (language[:2], ""):
            if world.commands.get((scope, code)):
                return world.commands[scope, code]
    return []


def set_description(world: World, params: Params) -> bool:
    """What stands in an empty chat."""
    return _describe(world, params, "description")


def get_description(world: World, params: Params) -> Json:
    """What stands in an empty chat."""
    return {"description": world.about.get(("description", _language(params)), "")}


def set_short_description(world: World, params: Params) -> bool:
    """What stands on the bot's own page."""
    return _describe(world, params, "short_description")


def get_short_description(world: World, params: Params) -> Json:
    """What stands on the bot's own page."""
    return {"short_description": world.about.get(("short_description", _language(params)), "")}


def description_for(world: World, language: str) -> str:
    """What a person sees in an empty chat."""
    return world.about.get(("description", language[:2])) or world.about.get(("description", ""), "")


def _describe(world: World, params: Params, what: str) -> bool:
    text = params.text(what)
    if units(text) > LONGEST[what]:
        raise bad("BOT_ABOUT_TOO_LONG" if what == "short_description" else "BOT_DESCRIPTION_TOO_LONG")
    world.about[what, _language(params)] = text
    return True


def _command(command: Any) -> Json:
    if not isinstance(command, dict):
        raise bad("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(command.get(name), str):
            raise bad(f"can't parse BotCommand: can't find field \"{name}\"")
    name = command["command"].removeprefix("/")
    if not COMMAND.fullmatch(name):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= units(command["description"]) <= COMMAND_UNITS:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": command["description"]}


def _key(params: Params) -> tuple[str, str]:
    scope = params.nested("scope", "BotCommandScope")
    if scope is None:
        return "default", _language(params)
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in WIDE_SCOPES:
        return str(kind), _language(params)
    if kind not in CHAT_SCOPES:
        raise bad("can't parse BotCommandScope: unsupported type specified")
    if not scope.get("chat_id"):
        raise bad("can't parse BotCommandScope: empty chat_id specified")
    member = f" {scope.get('user_id')}" if kind == "chat_member" else ""
    return f"{kind} {scope['chat_id']}{member}", _language(params)


def _language(params: Params) -> str:
    code = params.text("language_code")
    if not LANGUAGE.fullmatch(code):
        raise bad("invalid language code specified")
    return code
