"""The talk itself: a tap becomes an input, and the next screen goes out. What happens is the engine's to say."""

from __future__ import annotations

from dataclasses import replace

from asking.turn import Turn
from bot.screen import Do, screen, taken
from bot.telegram import changes
from bot.telegram.arrived import Tapped, Wrote
from bot.telegram.hand import Hand, aloud, sentences_of
from bot.telegram.letters import Message
from bot.telegram.taps import Act, Tap
from dialogs.events import Ignored
from dialogs.inputs import Chose, Input
from store import chats

ANSWER = "answer"
"""Names the delivery of a message whose words were an answer or a tap, so that it is known when it is changed."""


def where(hand: Hand) -> Turn:
    """Where the talk stands.

    Raises:
        UnknownLink: The chat's link has ended.
    """
    return hand.talks.standing(hand.tx, hand.token, hand.device)


def show_again(hand: Hand, *note: str) -> None:
    """Show where the talk stands once more, unless that is on its way already."""
    if not hand.flooded():
        hand.ask(where(hand), note)


def take(hand: Hand, given: Input) -> Turn:
    """Take one input and show what comes of it."""
    name = f"{ANSWER}:{hand.arrived.message}" if isinstance(hand.arrived.did, Wrote) else ""
    turn = hand.talks.turn(hand.tx, token=hand.token, taken=given, delivery=hand.delivery(name), seen=hand.seen)
    hand.gone += turn.gone
    hand.answers += turn.answers
    if any(isinstance(event, Ignored) for event in turn.events):
        if not hand.flooded():
            _ = sentences_of(turn).gettext
            hand.ask(turn, (_("You are here now."),))
    else:
        hand.ask(turn)
        changes.ask_better(hand, turn)
    return turn


def tapped(hand: Hand, tap: Tap) -> None:
    """Someone tapped a button of a screen."""
    match tap.act:
        case Act.SHOW:
            show_again(hand)
        case Act.LISTEN:
            _read_aloud(hand)
        case Act.KEPT:
            hand.ask(where(hand), kept=True)
        case Act.TICK:
            _tick(hand, tap)
        case Act.SEND:
            _send(hand, tap)
        case Do():
            _act(hand, tap.act, tap)


def _act(hand: Hand, do: Do, tap: Tap) -> None:
    if do is not Do.CHOOSE:
        take(hand, taken(do, tap.turn))
    elif tap.what.isdigit():
        take(hand, Chose(tap.turn, _by_place(where(hand), tap)))
    else:
        take(hand, Chose(tap.turn, (tap.what,)))


def _by_place(turn: Turn, tap: Tap) -> tuple[str, ...]:
    """The choice on this place of the screen. Of an old screen none: the engine says that it changes nothing."""
    buttons, number = screen(turn, sentences_of(turn)).main, int(tap.what)
    is_there = tap.turn == turn.session.turn and number < len(buttons)
    return (buttons[number].choice,) if is_there else ()


def _tick(hand: Hand, tap: Tap) -> None:
    """Tick a choice of several, or take the tick away: only the buttons change."""
    turn = where(hand)
    choices = _by_place(turn, tap) if tap.what.isdigit() else (tap.what,)
    if tap.turn != turn.session.turn or not choices or hand.chat is None:
        show_again(hand)
        return
    before = hand.picked(turn)
    after = tuple(one for one in before if one not in choices)
    if after == before:
        after = (*before, *choices)
    picked = (str(turn.session.turn), *after)
    chats.pick(hand.tx, hand.chat, picked)
    if not isinstance(hand.arrived.did, Tapped):  # it was written: there is no message whose buttons could change
        hand.chat = replace(hand.chat, picked=picked)
        hand.ask(turn)
        return
    sentences = sentences_of(turn)
    shown = screen(turn, sentences)
    rows = hand.board(turn).of_screen(shown, after, sentences.gettext)
    hand.put(Message(hand.arrived.chat, rows=rows, edits=hand.arrived.message))


def _send(hand: Hand, tap: Tap) -> None:
    turn = where(hand)
    picked = hand.picked(turn)
    if tap.turn == turn.session.turn and not picked:
        _ = sentences_of(turn).gettext
        show_again(hand, _("Choose an answer first."))
        return
    take(hand, Chose(tap.turn, picked))


def _read_aloud(hand: Hand) -> None:
    """Read the screen aloud where the talk stands, whichever message the button is on."""
    turn = where(hand)
    if not hand.flooded():
        hand.expect("")
        hand.put(aloud(hand.arrived.chat, turn, screen(turn, sentences_of(turn))))
