"""Pretend Telegram: a Bot API server in memory, and a page like a phone to try the bot on. No token, no internet.

    api = Api()
    async with serving(api) as base:
        ...  # a bot with PRETEND_TOKEN that speaks to `base`
        sam = api.user(7, "Sam")
        sam.start("hello")
        await sam.sees("Hello")

It knows nothing of Plainsay, so it can't agree with our mistakes.
"""

from bot.pretend.api import Api
from bot.pretend.clock import Clock
from bot.pretend.faults import Fault, Faults, Kind
from bot.pretend.groups import Group
from bot.pretend.keyboards import Button
from bot.pretend.messages import Chat, Message, Toast
from bot.pretend.people import User
from bot.pretend.record import Call
from bot.pretend.server import serving
from bot.pretend.world import PRETEND_TOKEN, Inspector

__all__ = [
    "PRETEND_TOKEN",
    "Api",
    "Button",
    "Call",
    "Chat",
    "Clock",
    "Fault",
    "Faults",
    "Group",
    "Inspector",
    "Kind",
    "Message",
    "Toast",
    "User",
    "serving",
]
