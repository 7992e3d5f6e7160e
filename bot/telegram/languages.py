"""Choosing a language in the chat, and the English of a draft translation."""

from __future__ import annotations

from asking import speaking
from asking.errors import NotOffered
from bot.screen import screen
from bot.telegram import helping, talk
from bot.telegram.hand import Hand, sentences_of
from bot.telegram.letters import Message
from bot.telegram.render import words
from bot.telegram.taps import Act, Tap
from locales import ENGLISH, SOURCE


def show(hand: Hand) -> None:
    """Each language that can be chosen, in its own name."""
    turn = talk.where(hand)
    _, board = sentences_of(turn).gettext, hand.board(turn)
    rows = tuple(
        (board.key(Act.LANGUAGE, one.name, one.code, mark="✅" if one.code == turn.words.language else "🌐"),)
        for one in speaking.offered(hand.tx, hand.talks.languages)
    )
    back = (helping.back(hand, turn),)
    hand.say((), (*rows, back), heading=_("Choose your language"), language=turn.words.language)


def tapped(hand: Hand, tap: Tap) -> None:
    """A language, or the English of what is asked now."""
    if tap.act is Act.ENGLISH:
        _show_english(hand)
        return
    try:
        talks, found = hand.talks, hand.talks.open(hand.tx, hand.token)
        speaking.choose(hand.tx, talks.languages, found, tap.what)
    except NotOffered:  # it was offered once, and is no longer
        show(hand)
        return
    talk.show_again(hand)


def _show_english(hand: Hand) -> None:
    """What is asked now, in English: to read beside it, not to answer there."""
    if hand.flooded():
        return
    turn = hand.talks.always_in(SOURCE).standing(hand.tx, hand.token, hand.device)
    shown = screen(turn, ENGLISH)
    labels = (f"• {button.label}" for button in (*shown.main, *shown.asides))
    hand.put(Message(hand.arrived.chat, "\n".join((words(shown, (), ENGLISH.gettext), *labels)), language=SOURCE))
