"""A message for the person, in the chat: it says that one waits, opens in its own place, and can be put away for good.

Everything is one message, changed in its place, so that nothing of the words stays behind. A chat to which questions
are read gets the words in a voice note with a key that deletes it.
"""

from __future__ import annotations

from typing import Any

from asking import worry_message
from bot import after_worry
from bot.telegram.hand import Hand
from bot.telegram.letters import Key, Message, Rows, lane_of
from bot.telegram.render import bold, plain
from bot.telegram.taps import Act, Tap, data_of
from locales import Words
from store import people, worry_messages
from store.crypto import Keys
from store.worry_messages import Message as Kept


def waiting_message(keys: Keys, bot: str, letter: dict[str, Any], words: Words) -> Message:
    """What says that one waits (see `asking.worry_message`); or what is spoken of it. It holds no word of it."""
    to, lines = int(letter["to"]), after_worry.waits(words.gettext)
    if letter["aloud"]:
        return Message(to, aloud=lines, language=words.language)
    keyed = _Keys(keys, lane_of(keys, bot, to), int(letter["talk"]), int(letter[worry_message.KIND]), words)
    text = "\n".join((bold(words.shown(lines[0])), *(plain(words.shown(line)) for line in lines[1:])))
    return Message(to, text, after_worry.LETTER, ((keyed.open,), (keyed.away,)), language=words.language)


def tapped(hand: Hand, tap: Tap) -> None:
    """Someone tapped a key of a message. It works however old it is; put away, it never comes back."""
    if tap.act is Act.DELETE:
        hand.delete(hand.arrived.message, *((int(tap.what),) if tap.what else ()))
        hand.expect("")
        return
    person = people.get(hand.tx, hand.chat.person_id) if hand.chat else None
    if person is None:
        return
    words = hand.talks.languages.words(person.language)
    found = worry_message.theirs(hand.tx, int(tap.what), person.id) if tap.what.isdigit() else None
    if found is None:
        _gone(hand, words)
    elif tap.act is Act.OPEN_LETTER:
        _open(hand, found, tap, words)
    elif tap.act is Act.HEAR_LETTER and found.opened_at:
        _speak(hand, found, words)
    elif tap.act is Act.LETTER_AWAY:
        worry_messages.put_away(hand.tx, found.id, hand.at)
        _gone(hand, words)


class _Keys:
    """The keys under one message."""

    def __init__(self, keys: Keys, lane: str, talk: int, number: int, words: Words) -> None:
        self._keys, self._lane, self._talk, self._number, self._words = keys, lane, talk, number, words

    def _key(self, act: Act, mark: str, label: str, what: str) -> Key:
        return Key(f"{mark} {self._words.shown(label)}", data_of(self._keys, self._lane, Tap(act, what, self._talk, 0)))

    @property
    def open(self) -> Key:
        """Opens the words."""
        return self._key(Act.OPEN_LETTER, "✉️", self._words.gettext("Open the message"), str(self._number))

    @property
    def hear(self) -> Key:
        """Speaks them."""
        return self._key(Act.HEAR_LETTER, "🔊", self._words.gettext("Listen"), str(self._number))

    @property
    def away(self) -> Key:
        """Puts it away for good."""
        return self._key(Act.LETTER_AWAY, "🗑️", self._words.gettext("Put the message away"), str(self._number))

    @property
    def delete(self) -> Key:
        """Deletes the message under which it stands."""
        return self._key(Act.DELETE, "🗑️", self._words.gettext("Hide"), "")


def _keys_of(hand: Hand, found: Kept, tap: Tap, words: Words) -> _Keys:
    return _Keys(hand.tx.keys, hand.lane, tap.talk, found.id, words)


def _open(hand: Hand, found: Kept, tap: Tap, words: Words) -> None:
    _, body = words.gettext, worry_message.open_it(hand.tx, found, hand.at)
    keyed = _keys_of(hand, found, tap, words)
    lines = after_worry.lines(body, _)
    text = "\n".join((bold(words.shown(_("A message for you"))), *(plain(words.shown(line)) for line in lines)))
    _in_place(hand, text, after_worry.LETTER, ((keyed.hear,), (keyed.away,)), words)
    if hand.chat and hand.chat.aloud:
        _speak(hand, found, words)


def _speak(hand: Hand, found: Kept, words: Words) -> None:
    """The words, spoken, with a key that deletes the sound. It is kept nowhere."""
    if hand.flooded():
        return
    talk = hand.chat.invitation_id if hand.chat else 0
    rows: Rows = ((_Keys(hand.tx.keys, hand.lane, talk, found.id, words).delete,),)
    spoken: dict[str, list[str]] = {}
    for part in after_worry.parts(worry_messages.body_of(hand.tx, found), words.gettext):
        spoken.setdefault(part.language or words.language, []).extend(part.lines)
    for language, lines in spoken.items():
        hand.put(Message(hand.arrived.chat, aloud=tuple(lines), rows=rows, language=language, private=True))


def _gone(hand: Hand, words: Words) -> None:
    """In the place of the words: what was put away, or taken back, is not there any more."""
    _ = words.gettext
    _in_place(hand, plain(words.shown(_("There is no message for you now."))), "tick", (), words)


def _in_place(hand: Hand, text: str, picture: str, rows: Rows, words: Words) -> None:
    hand.put(Message(hand.arrived.chat, text, picture, rows, language=words.language, edits=hand.arrived.message))
