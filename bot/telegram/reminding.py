"""A reminder in the chat, and what its buttons do. It names nobody and no topic: anyone may read it on a locked screen.

Each button works whenever it is tapped, once or often: a 'no' always stops, and nothing is promised that will not come.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from asking import reminding
from asking.links import token_for
from bot import sentences
from bot.sentences import Say
from bot.telegram import talk
from bot.telegram.hand import Hand, sentences_of
from bot.telegram.letters import Key, Message, Rows, lane_of
from bot.telegram.render import bold, plain
from bot.telegram.taps import Act, Tap, data_of
from dialogs.inputs import Resumed
from dialogs.model import Consent
from dialogs.transitions import State
from locales import SOURCE, Words
from store import chats, invitations, people
from store.crypto import Keys
from store.invitations import Invitation
from store.tx import Tx

AWAITS = "reminder-"
"""With the number of an invitation, what the chat awaits after a reminder: 'no' is then an answer to that."""
PICTURE = "hello"


class Buttons:
    """The buttons of a reminder of one talk, in one chat."""

    def __init__(self, keys: Keys, lane: str, talk: int, words: Words) -> None:
        self._keys, self._lane, self._talk, self._words = keys, lane, talk, words

    def key(self, act: Act, mark: str, label: str, what: str = "") -> Key:
        """One button."""
        data = data_of(self._keys, self._lane, Tap(act, what, self._talk, 0))
        return Key(f"{mark} {self._words.shown(label)}", data)

    @property
    def carry_on(self) -> Key:
        """Goes to the talk."""
        return self.key(Act.CARRY_ON, "▶️", self._words.gettext("Carry on"))

    @property
    def not_now(self) -> Key:
        """Leaves them alone for a while."""
        return self.key(Act.NOT_NOW, "🕐", self._words.gettext("Not now"))

    @property
    def stop(self) -> Key:
        """Ends all reminders."""
        return self.key(Act.STOP_ASKING, "🛑", self._words.gettext("Stop asking me"))

    @property
    def again(self) -> Key:
        """Takes that back."""
        return self.key(Act.ASK_AGAIN, "↩️", self._words.gettext("You may ask me again"))

    def in_days(self, days: int, _: Say) -> Key:
        """When to be asked again."""
        return self.key(Act.ASK_IN, "📅", _("Tomorrow") if days == reminding.TOMORROW else _("In 7 days"), str(days))


def reminder_message(keys: Keys, bot: str, letter: dict[str, Any], words: Words) -> Message:
    """The message for a reminder that waits in the outbox (see `asking.reminding`); or what is spoken of it."""
    to, _ = int(letter["to"]), words.gettext
    lines = sentences.reminder(_)
    buttons = Buttons(keys, lane_of(keys, bot, to), int(letter["talk"]), words)
    rows = tuple((key,) for key in (buttons.carry_on, buttons.not_now, buttons.stop))
    if letter["aloud"]:
        spoken = (sentences.hello(_), *lines, _("Carry on"), _("Not now"), _("Stop asking me"))
        return Message(to, aloud=spoken, language=words.language)
    text = "\n".join([bold(words.shown(sentences.hello(_))), *(plain(words.shown(line)) for line in lines)])
    return Message(to, text, PICTURE, rows, language=words.language)


def reminded(bot: str, letter: dict[str, Any], tx: Tx) -> bool:
    """A reminder went out: what is said next answers it, unless something else was awaited."""
    chat = chats.by_lane(tx, bot, lane_of(tx.keys, bot, int(letter["to"])))
    if chat and (not chat.awaits or chat.awaits.startswith(AWAITS)):
        chats.expect(tx, chat, f"{AWAITS}{letter['talk']}")
    return False


def meant(hand: Hand) -> tuple[Key, ...]:
    """What may be written in answer to a reminder: its buttons, and every plain word for 'no'."""
    about = (hand.chat.awaits if hand.chat else "").removeprefix(AWAITS)
    if not about.isdigit():
        return ()
    turn = talk.where(hand)
    _ = sentences_of(turn).gettext
    buttons = Buttons(hand.tx.keys, hand.lane, int(about), turn.words)
    refuse = [step.decline.label for step in turn.flow.steps if isinstance(step, Consent)]
    no = (_("No thank you"), _("Stop"), "No", *refuse)
    return (buttons.carry_on, buttons.not_now, buttons.stop, *(Key(label, buttons.stop.data) for label in no))


def show(hand: Hand) -> None:
    """When this person may be reminded, and how to change it."""
    turn = talk.where(hand)
    about = invitations.get(hand.tx, hand.chat.invitation_id) if hand.chat else None
    if about is None:
        return
    words, buttons = _here(hand, about)
    _ = words.gettext
    back = hand.board(turn).key(Act.NO_MORE, _("Back to my talk"), mark="↩️")
    rows: Rows
    if reminding.is_stopped(hand.tx, about.person_id):
        lines, rows = (_("We do not remind you now."),), ((buttons.again,), (back,))
    else:
        may = reminding.choices(hand.tx, about.person_id, about.round_id, _now(hand))
        lines = (*sentences.reminding(_), *(() if may else (_("We will not ask you again this time."),)))
        rows = (*((buttons.in_days(days, _),) for days in may), (buttons.stop,), (back,))
    hand.say(lines, rows, heading=sentences.when_to_remind(_), language=words.language)


def tapped(hand: Hand, tap: Tap) -> None:
    """Someone tapped a button of a reminder. What they say counts even where the talk can no longer be opened."""
    about = invitations.get(hand.tx, tap.talk)
    if hand.chat is None or about is None or about.person_id != hand.chat.person_id:
        talk.show_again(hand)
        return
    hand.expect("")
    match tap.act:
        case Act.CARRY_ON:
            _carry_on(hand, about)
        case Act.NOT_NOW:
            _not_now(hand, about)
        case Act.ASK_IN:
            _ask_in(hand, about, reminding.TOMORROW if tap.what == str(reminding.TOMORROW) else reminding.WEEK)
        case Act.STOP_ASKING:
            reminding.stop(hand.tx, about.person_id, _now(hand))
            _say(hand, about, stopped=True)
        case Act.ASK_AGAIN:
            reminding.begin_again(hand.tx, about.person_id)
            _say(hand, about, stopped=False)


def _carry_on(hand: Hand, about: Invitation) -> None:
    """Open the talk of the reminder. A chat that is about an older talk goes over to it."""
    if hand.chat and hand.chat.invitation_id != about.id:
        talk.where(hand)  # a chat whose own link is not good any more opens nothing
        hand.talks.open(hand.tx, token_for(hand.tx.keys, about.id, about.version))
        hand.chat = chats.open(
            hand.tx,
            bot=hand.bot,
            lane=hand.lane,
            address=str(hand.arrived.chat),
            person_id=about.person_id,
            invitation_id=about.id,
            version=about.version,
            at=hand.at,
        )
    turn = talk.where(hand)
    if turn.session.state is State.STOPPED:
        talk.take(hand, Resumed(turn.session.turn))
    elif not hand.flooded():
        hand.ask(turn)


def _not_now(hand: Hand, about: Invitation) -> None:
    """A week, whatever is tapped after it; tomorrow, for those who would rather. Only what will come is offered."""
    may = reminding.choices(hand.tx, about.person_id, about.round_id, _now(hand))
    reminding.not_now(hand.tx, about.person_id, about.round_id, days=reminding.WEEK, now=_now(hand))
    words, buttons = _here(hand, about)
    _ = words.gettext
    if may:
        rows: Rows = (*((buttons.in_days(days, _),) for days in may), (buttons.stop,))
        _tell(hand, words, (_("When may we ask you again?"),), rows)
    else:
        _tell(hand, words, _no_more(_), ((buttons.carry_on,), (buttons.stop,)))


def _ask_in(hand: Hand, about: Invitation, days: int) -> None:
    comes = reminding.not_now(hand.tx, about.person_id, about.round_id, days=days, now=_now(hand))
    words, buttons = _here(hand, about)
    _ = words.gettext
    lines = (_("We will ask you again then."), _("You can carry on any day.")) if comes else _no_more(_)
    _tell(hand, words, lines, ((buttons.carry_on,), (buttons.stop,)))


def _say(hand: Hand, about: Invitation, *, stopped: bool) -> None:
    words, buttons = _here(hand, about)
    _ = words.gettext
    said = _("We will not remind you again.") if stopped else _("We may remind you again.")
    change = buttons.again if stopped else buttons.stop
    _tell(hand, words, (said, _("You can carry on any day.")), ((buttons.carry_on,), (change,)))


def _tell(hand: Hand, words: Words, lines: Sequence[str], rows: Rows) -> None:
    if not hand.flooded():
        hand.say(lines, rows, heading=words.gettext("That is OK."), language=words.language)


def _no_more(_: Say) -> tuple[str, ...]:
    return (_("We will not ask you again this time."), _("You can carry on any day."))


def _here(hand: Hand, about: Invitation) -> tuple[Words, Buttons]:
    person = people.get(hand.tx, about.person_id)
    words = hand.talks.languages.words(person.language if person else SOURCE)
    return words, Buttons(hand.tx.keys, hand.lane, about.id, words)


def _now(hand: Hand) -> datetime:
    return datetime.fromisoformat(hand.at)
