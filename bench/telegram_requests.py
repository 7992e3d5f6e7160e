"""What a question costs Telegram: requests, and bytes that are uploaded."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass

from bench.table import Table, plain
from bench.telegram_bots import OURS, Bot
from bench.telegram_people import Files

SILENT, ALOUD = 6, 2
HEARD = 12  # taps of a talk that is read aloud: to make the sounds takes its time
TALKS = SILENT + ALOUD
ANSWER = "answerCallbackQuery"
SENDS = ("sendPhoto", "sendMessage", "sendVoice", "editMessageMedia", "editMessageReplyMarkup", "deleteMessage")
SETTLED_SECONDS = 0.2  # a tap may be answered after the next question came


@dataclass(frozen=True, slots=True)
class Counted:
    """Requests of a bot, and the questions that they brought."""

    name: str
    questions: int
    requests: Counter[str]

    def each(self, *methods: str) -> float:
        """Requests of these methods a question."""
        return sum(self.requests[method] for method in methods) / self.questions


async def counted(name: str, bot: Bot, taps: int, *, talks: int = SILENT, aloud: bool = False) -> Counted:
    """Counts the requests of some talks, one after another.

    Args:
        name: What the bot is called in the table.
        bot: The bot.
        taps: Most taps of one talk.
        talks: How many.
        aloud: Everything is read aloud.
    """
    await asyncio.sleep(SETTLED_SECONDS)
    before = bot.people.counts.copy()
    questions = 0
    for _ in range(talks):
        questions += await bot.people.whole_talk(taps, aloud=aloud)
    await asyncio.sleep(SETTLED_SECONDS)
    return Counted(name, questions, bot.people.counts - before)


async def counted_aloud(bot: Bot, taps: int) -> Counted:
    """The same with a bot of ours that reads everything aloud."""
    return await counted(f"{OURS}, read aloud", bot, min(taps, HEARD), talks=ALOUD, aloud=True)


def table(found: list[Counted]) -> Table:
    """Requests a question."""
    rows = tuple(
        (
            one.name,
            f"{one.questions:,}",
            plain(one.each(ANSWER, *SENDS)),
            plain(one.each(ANSWER)),
            plain(one.each("sendPhoto", "editMessageMedia")),
            plain(one.each("sendVoice")),
            plain(one.each("getUpdates")),
        )
        for one in found
    )
    header = ("", "questions", "requests", "answers to taps", "pictures", "voice notes", "polls besides")
    note = "One person at a time; many share a poll. The first question of a talk comes without a tap."
    return Table("Telegram: requests a question", header, rows, (note,))


def files(bots: dict[str, Bot]) -> Table:
    """Bytes that are uploaded a question, over the whole run."""
    rows = []
    for name, bot in bots.items():
        for kind, what in (("photo", "pictures"), ("voice", "voice notes")):
            seen = bot.people.seen_files[kind]
            if seen.sent[True]:
                cells = (each for first in (True, False) for each in (seen.sent[first], _each(seen, first=first)))
                rows.append((f"{name}, {what}", *(f"{cell:,.0f}" for cell in cells)))
    header = ("", "sent for the first time", "bytes uploaded for each", "sent again", "bytes uploaded for each")
    return Table("Telegram: bytes uploaded", header, tuple(rows))


def _each(seen: Files, *, first: bool) -> float:
    return seen.uploaded[first] / seen.sent[first] if seen.sent[first] else 0.0
