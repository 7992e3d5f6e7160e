"""What each thing that someone does in a chat leads to: one update, one transaction, and no network."""

from __future__ import annotations

from collections.abc import Callable

from asking.errors import UnknownLink
from bot.telegram import (
    answers,
    changes,
    commands,
    for_you,
    forgetting,
    helping,
    knowing,
    languages,
    messages,
    reminding,
    strangers,
    talk,
)
from bot.telegram.arrived import CameBack, Commanded, InGroup, Left, Nothing, Sent, SentOther, Tapped, Wrote
from bot.telegram.hand import Hand
from bot.telegram.taps import Act, Action, Tap, tap_in
from store import chats

_OF_ANSWERS: frozenset[Action] = frozenset(
    {
        Act.ANSWERS,
        Act.SHOW_ANSWERS,
        Act.TAKE_BACK,
        Act.TAKE_ONE,
        Act.TAKE_ALL,
        Act.TAKE_ALL_NOW,
    }
)
_OF_FORGETTING: frozenset[Action] = frozenset({Act.FORGET, Act.FORGET_ALL, Act.FORGET_NOT})
_OF_KNOWING: frozenset[Action] = frozenset({Act.SHOW_KNOWN, Act.PART, Act.PART_STOP, Act.PART_STOP_ALL})
_OF_REMINDERS = frozenset({Act.CARRY_ON, Act.NOT_NOW, Act.ASK_IN, Act.STOP_ASKING, Act.ASK_AGAIN})
_OF_CHANGES = frozenset({Act.HEAR_CHANGE, Act.BETTER})
_OF_LETTERS = frozenset({Act.OPEN_LETTER, Act.HEAR_LETTER, Act.LETTER_AWAY, Act.DELETE})
_OF_HELP: frozenset[Action] = frozenset({Act.HELP, Act.TELL, Act.TELL_MORE, Act.NO_MORE})


def handle(hand: Hand) -> None:
    """Handle an update. A link that ended meanwhile is told, and changes nothing."""
    try:
        _handle(hand)
    except UnknownLink:
        if hand.kept:
            hand.gone.append(hand.kept.file)
        strangers.link_ended(hand)


def _handle(hand: Hand) -> None:
    match hand.arrived.did:
        case Nothing():
            return
        case InGroup(asked):
            strangers.in_group(hand, asked=asked)
        case Left():
            strangers.left(hand)
        case CameBack():
            strangers.came_back(hand)
        case Commanded(name, rest):
            commands.commanded(hand, name, rest)
        case Tapped(_, data):
            _tapped(hand, tap_in(hand.tx.keys, hand.lane, data))
        case Wrote() if data := messages.meant(hand):
            _tapped(hand, tap_in(hand.tx.keys, hand.lane, data))
        case Wrote() | Sent() | SentOther():
            messages.said(hand)


def _tapped(hand: Hand, tap: Tap | None) -> None:
    if hand.chat:
        chats.reopen(hand.tx, hand.chat)
    if tap and tap.act is Act.SEEN:
        strangers.seen(hand, int(tap.what))
    elif hand.chat is None:
        strangers.unknown(hand)
    elif tap and tap.act in _OF_REMINDERS:
        reminding.tapped(hand, tap)
    elif tap and tap.act in _OF_CHANGES:
        changes.tapped(hand, tap)
    elif tap and tap.act in _OF_LETTERS:
        for_you.tapped(hand, tap)
    elif tap is None or tap.talk != hand.chat.invitation_id:
        talk.show_again(hand)
    else:
        next((take for acts, take in _OF_TALK if tap.act in acts), talk.tapped)(hand, tap)


_OF_TALK: tuple[tuple[frozenset[Action], Callable[[Hand, Tap], None]], ...] = (
    (_OF_ANSWERS, answers.tapped),
    (_OF_FORGETTING, forgetting.tapped),
    (_OF_KNOWING, knowing.tapped),
    (_OF_HELP, helping.tapped),
    (frozenset({Act.LANGUAGE, Act.ENGLISH}), languages.tapped),
)
"""Buttons on a screen of a talk → what takes them. All others answer the question."""
