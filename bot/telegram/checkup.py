"""What `plainsay doctor` finds of the Telegram channel: token, webhook, clock, and what waits or was put aside."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
from telegram.error import InvalidToken, TelegramError

from bot.finding import Finding
from bot.telegram.api import call, make_bot
from bot.telegram.channel import HOOK
from bot.telegram.state import CONDITION, MEANINGS, Condition
from store import chats, inbox, outbox, settings
from store.inbox import Aside
from store.tx import Tx

CLOCK_MAY_DIFFER = timedelta(seconds=30)
WAITS_TOO_LONG = timedelta(minutes=5)
MOST_NAMED = 10


async def reached(token: str, api: str, public_url: str, now: datetime) -> list[Finding]:
    """What Telegram says: of the token, of the way updates come, and of the time.

    Args:
        token: The bot's token.
        api: Base address of the Bot API.
        public_url: Address that Telegram is to deliver to; '' where updates are polled.
        now: The present moment.
    """
    bot = make_bot(token, api)
    try:
        me = await bot.get_me()
        hook = (await call(bot, "getWebhookInfo", {})).get("url", "")
    except InvalidToken:
        return [Finding("Telegram does not know this token.", "D201", "Ask @BotFather for it again.")]
    except TelegramError:
        return [Finding("Telegram cannot be reached.", "D202", "Check this computer's way to the internet.")]
    finally:
        await bot.request.shutdown()
    found = [Finding(f"Telegram knows the bot @{me.username}."), _hook(hook, public_url)]
    return [*found, await _clock(api, now)]


def kept(tx: Tx, now: datetime) -> list[Finding]:
    """What the store says: how the running program fared, what waits to be sent, and what was put aside."""
    condition = (settings.get(tx, CONDITION) or "").partition(" ")
    found = []
    if condition[0] in set(Condition):
        what, mend = MEANINGS[Condition(condition[0])]
        well = condition[0] in {Condition.WORKING, Condition.STARTING}
        found.append(Finding(f"Telegram, {condition[2]}: {what}", "" if well else "D203", mend))
    totals = outbox.totals(tx)
    late = totals.oldest and now - datetime.fromisoformat(totals.oldest) > WAITS_TOO_LONG
    sent = f"Messages that wait: {totals.waiting}. Given up: {totals.failed}. Perhaps sent twice: {totals.maybe_twice}."
    found.append(Finding(sent, "D204", "The oldest waits too long. Is the program running?") if late else Finding(sent))
    if closed := len(chats.closed(tx)):
        found.append(Finding(f"People who cannot be reached in Telegram: {closed}. The staff pages list them."))
    return found + _aside(inbox.aside(tx))


def _aside(aside: tuple[Aside, ...]) -> list[Finding]:
    found = [
        Finding(f"Update {each.update_id} of {each.arrived_at} was put aside: {each.fault}.", "D205")
        for each in aside[:MOST_NAMED]
    ]
    more = len(aside) - MOST_NAMED
    return [*found, Finding(f"{more} more updates were put aside.", "D205")] if more > 0 else found


def _hook(url: str, public_url: str) -> Finding:
    wanted = f"{public_url}{HOOK}" if public_url else ""
    if url == wanted:
        return Finding(f"Telegram delivers to {url}." if url else "Updates are polled, as they should be.")
    if not url:
        return Finding("No webhook is set.", "D206", "Start `plainsay run`: it sets one.")
    mend = "Stop the other program that uses this token, or give it a bot of its own."
    return Finding("Telegram delivers to another address.", "D207", mend)


async def _clock(api: str, now: datetime) -> Finding:
    """By the date that every web server sends."""
    try:
        async with aiohttp.ClientSession() as session, session.get(api, allow_redirects=False) as answer:
            theirs = parsedate_to_datetime(answer.headers["Date"])
    except (aiohttp.ClientError, OSError, KeyError, ValueError):
        return Finding("Telegram told no time to compare with.")
    apart = abs(theirs - now)
    if apart > CLOCK_MAY_DIFFER:
        mend = "Set this computer's clock, or let it set itself (NTP)."
        return Finding(f"This computer's clock is {apart.total_seconds():.0f} seconds wrong.", "D208", mend)
    return Finding("This computer's clock agrees with Telegram's.")
