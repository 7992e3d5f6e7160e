"""Choosing a language in the chat, and the English beside a draft translation."""

from __future__ import annotations

from asking.turn import Turn
from bot.screen import screen
from bot.telegram import helping, talk
from bot.telegram.hand import Hand, sentences_of
from bot.telegram.letters import Key, Message
from bot.telegram.render import words
from bot.telegram.taps import Act, Tap
from locales import SOURCE


def show(hand: Hand) -> None:
    """Each language that is offered, in its own name."""
    turn = talk.where(hand)
    _ = sentences_of(turn).gettext
    board = hand.board(turn)
    now = turn.flow.language
    rows = tuple(
        (board.key(Act.LANGUAGE, one.name, one.code, mark="✅" if one.code == now else ""),)
        for one in hand.talks.offered(turn.sample)
    )
    back = (helping.back(hand, turn),)
    hand.say((), (*rows, back), heading=_("Choose your language"), language=now)


def english(turn: Turn, board_key: Key) -> tuple[Key, ...]:
    """The button under a draft."""
    return (board_key,)


def draft_note(turn: Turn) -> tuple[str, ...]:
    """What is said above a draft."""
    _ = sentences_of(turn).gettext
    return (_("This is a draft translation."),)


def label(turn: Turn) -> str:
    """Of the button that shows the English."""
    return sentences_of(turn).gettext("Show the English too")
