"""What someone on the staff gets in their own chat: links to sign in with, and which actions are due. In English."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from asking import staff_chats
from bot.telegram.hand import Hand
from bot.telegram.letters import Key, Message
from bot.telegram.render import bold, plain
from bot.telegram.strangers import STAFF_CHAT, bad_link


def staff_message(notice: dict[str, Any]) -> Message:
    """The message for a notice that waits in the outbox (see `asking.staff_chats.Notice`)."""
    to, link = int(notice["to"]), notice["link"]
    if notice["news"] == "shown":
        what = f"{notice['who']} has just made a link to sign in as you."
        return _of_lines(to, what, "You did not ask for it?", "Tell an administrator now.")
    if notice["news"] == "actions":
        return _with_link(_of_lines(to, "Actions that are due", *notice["lines"]), "Open the register", link)
    if notice["news"] == staff_chats.WAITS:
        return _with_link(_of_lines(to, *notice["lines"]), "Open the staff pages", link)
    message = _of_lines(to, "Your link to sign in", "It works once. It lasts for 15 minutes.", "Give it to nobody.")
    return _with_link(message, "Sign in", link)


def _with_link(message: Message, words: str, link: str) -> Message:
    if is_shown(link):
        return replace(message, rows=((Key(words, url=link),),))
    return replace(message, text=f"{message.text}\n{plain(link)}")


def _of_lines(to: int, heading: str, *lines: str) -> Message:
    return Message(to, "\n".join([bold(heading), *map(plain, lines)]))


def is_shown(link: str) -> bool:
    """Whether Telegram takes an address on a button: it refuses those that only this computer or house knows."""
    host = urlsplit(link).hostname or ""
    return "." in host and not host.replace(".", "").isdigit() and ":" not in host


def open_for_links(hand: Hand, payload: str) -> None:
    """A member's one-time link: from now on this chat gets their sign-in links."""
    who = staff_chats.open_chat(
        hand.tx, payload=payload, bot=hand.bot, lane=hand.lane, address=str(hand.arrived.chat), at=hand.at
    )
    if who is None:
        bad_link(hand)
        return
    hand.say((*STAFF_CHAT, "Go to the sign-in page and enter your e-mail address."), heading=f"Hello {who.name}.")
