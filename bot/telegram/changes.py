"""What changed, told in the chat; and after a later talk, once, whether it got better.

Each button works whenever it is tapped, once or often: the last answer counts.
"""

from __future__ import annotations

from typing import Any

from asking import changes
from asking.changes import Wording
from asking.turn import Turn
from bot.changing import choices, lines
from bot.sentences import Say
from bot.telegram.hand import Hand
from bot.telegram.letters import Key, Message, Rows, lane_of
from bot.telegram.render import bold, italic, plain
from bot.telegram.taps import Act, Tap, data_of
from dialogs.transitions import State
from locales import Words
from store import changes as kept
from store import invitations, people, told
from store.changes import Text
from store.crypto import Keys
from store.told import BETTER, Told

MARKS = {"yes": "👍", "a-bit": "👌", "no": "👎", "do-not-know": "🤷", "rather-not-say": "🔐"}


def change_message(keys: Keys, bot: str, letter: dict[str, Any], words: Words) -> Message:
    """The message for a change that waits in the outbox (see `asking.telling`); or what is spoken of it."""
    to, _ = int(letter["to"]), words.gettext
    text, again = Text(letter["said"], letter["did"]), bool(letter.get("again"))
    if letter["aloud"]:
        return _spoken(to, Wording(text, letter["spoken"], letter["draft"], again), words)
    said = [bold(words.shown(_("Something changed"))), *(plain(words.shown(one)) for one in _lines(text, _, again))]
    if letter["draft"]:
        said.append(italic(words.shown(_("This is a draft translation."))))
    data = data_of(keys, lane_of(keys, bot, to), Tap(Act.HEAR_CHANGE, str(letter["told"]), int(letter["talk"]), 0))
    rows: Rows = ((Key(f"🔊 {words.shown(_('Listen'))}", data),),)
    return Message(to, "\n".join(said), letter["picture"], rows, language=words.language)


def ask_better(hand: Hand, turn: Turn) -> None:
    """A talk has just ended: ask, once, whether what changed since an earlier round got better."""
    about = invitations.get(hand.tx, hand.chat.invitation_id) if hand.chat else None
    if about is None or turn.session.state is not State.CLOSED:
        return
    for row in changes.to_ask(hand.tx, about.person_id, about.round_id):
        change = kept.get(hand.tx, row.change_id)
        if change:
            told.asked(hand.tx, row.id, hand.at)
            _ask(hand, turn, row, changes.wording(hand.tx, change, turn.words.language).text, change.picture)


def tapped(hand: Hand, tap: Tap) -> None:
    """Someone tapped a button of a change. What they say counts even where the talk can no longer be opened."""
    number, _, better = tap.what.partition("-")
    row = told.get(hand.tx, int(number)) if number.isdigit() else None
    if row is None or hand.chat is None or row.person_id != hand.chat.person_id:
        return
    person, change = people.get(hand.tx, row.person_id), kept.get(hand.tx, row.change_id)
    if person is None or change is None or change.state != kept.PUBLISHED:
        return
    words = hand.talks.languages.words(person.language)
    if tap.act is Act.HEAR_CHANGE:
        _read(hand, row, words)
    elif better in BETTER and better != row.better:
        told.answer(hand.tx, row.id, better, hand.at)
        _thank(hand, words, better)


def _ask(hand: Hand, turn: Turn, row: Told, text: Text, picture: str) -> None:
    _, talk = turn.words.gettext, hand.chat.invitation_id if hand.chat else 0
    rows = tuple(
        (Key(f"{MARKS[one]} {label}", data_of(hand.tx.keys, hand.lane, Tap(Act.BETTER, f"{row.id}-{one}", talk, 0))),)
        for one, label in choices(_).items()
    )
    question = _("Did it get better?")
    hand.say((*_lines(text, _), question), rows, picture=picture, language=turn.words.language)


def _thank(hand: Hand, words: Words, better: str) -> None:
    _ = words.gettext
    if not hand.flooded():
        said = _("You said: {answer}.").format(answer=choices(_)[better])
        hand.say((said, _("You can change it.")), heading=_("Thank you."), language=words.language)


def _read(hand: Hand, row: Told, words: Words) -> None:
    change = kept.get(hand.tx, row.change_id)
    if change and not hand.flooded():
        found = changes.wording(hand.tx, change, words.language, row.person_id)
        hand.put(_spoken(hand.arrived.chat, found, words))


def _spoken(to: int, said: Wording, words: Words) -> Message:
    """What is read aloud, in one language: where nobody has translated a change, in English."""
    _ = words.gettext if said.language == words.language else _english
    return Message(to, aloud=_lines(said.text, _, said.again), language=said.language)


def _english(sentence: str) -> str:
    return sentence


def _lines(text: Text, _: Say, again: bool = False) -> tuple[str, ...]:
    return lines(text, _, told_us=True, again=again)
