"""The commands of the menu: what each is called, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from asking import staff_chats
from asking.comments import may_add
from asking.errors import UnknownLink
from bot import sentences
from bot.knowing import title
from bot.sentences import Say, machine
from bot.telegram import (
    answers,
    forgetting,
    helping,
    knowing,
    languages,
    messages,
    reminding,
    staffing,
    strangers,
    talk,
)
from bot.telegram.hand import Hand, sentences_of
from dialogs.inputs import Stopped
from store import chats


def menu(_: Say) -> tuple[tuple[str, str], ...]:
    """Command → what the menu says that it does."""
    return (
        ("again", _("Show me the question again")),
        ("help", _("I need help")),
        ("tell", _("Tell us something")),
        ("aloud", _("Read every question to me, or stop")),
        ("myanswers", _("See my answers")),
        ("takeback", _("Take an answer back")),
        ("aboutme", title(_)),
        ("language", _("Choose your language")),
        ("stop", _("Stop for now")),
        ("reminders", sentences.when_to_remind(_)),
        ("forgetme", _("Forget me")),
    )


def commanded(hand: Hand, name: str, rest: str) -> None:
    """Someone sent a command. One that we do not know shows the question again."""
    if name == "start":
        _start(hand, rest)
    elif hand.chat is None:
        strangers.unknown(hand)
    else:
        chats.reopen(hand.tx, hand.chat)
        hand.expect("")
        _of_talk(hand, name, rest)


def _of_talk(hand: Hand, name: str, rest: str) -> None:
    if name == "tell":
        _tell(hand, rest)
    elif name == "stop":
        talk.take(hand, Stopped(talk.where(hand).session.turn))
    else:
        _SHOWS.get(name, talk.show_again)(hand)


def _start(hand: Hand, payload: str) -> None:
    """With a link this chat becomes that person's; without one it stays whose it is."""
    if payload.startswith("alert-"):
        strangers.open_for_alerts(hand, payload)
    elif payload.startswith(staff_chats.PREFIX):
        staffing.open_for_links(hand, payload)
    elif payload:
        _open(hand, payload)
    elif hand.chat:
        chats.reopen(hand.tx, hand.chat)
        talk.show_again(hand)
    else:
        strangers.unknown(hand)


def _open(hand: Hand, token: str) -> None:
    try:
        found = hand.talks.open(hand.tx, token)
    except UnknownLink:
        strangers.bad_link(hand)
        return
    is_new = hand.chat is None or hand.chat.person_id != found.person.id
    hand.chat = chats.open(
        hand.tx,
        bot=hand.bot,
        lane=hand.lane,
        address=str(hand.arrived.chat),
        person_id=found.person.id,
        invitation_id=found.invitation.id,
        version=found.invitation.version,
        at=hand.at,
    )
    turn = talk.where(hand)
    if is_new and turn.aloud != hand.chat.aloud:
        chats.read_aloud(hand.tx, hand.chat, aloud=turn.aloud)
        hand.chat = chats.by_lane(hand.tx, hand.bot, hand.lane)
    _ = sentences_of(turn).gettext
    # Where data lives is said before anything is asked: what Telegram keeps is not ours to delete.
    lives = (_("Telegram keeps a copy of this chat."), _("We cannot delete that copy."))
    sample = (_("Sample: made-up people."),) if turn.sample else ()
    hand.ask(turn, (*sample, *(lives if is_new else ())))


def _tell(hand: Hand, words: str) -> None:
    """Some people write what they want to say behind the command."""
    turn = talk.where(hand)
    _ = sentences_of(turn).gettext
    if not may_add(turn.flow, turn.session):
        hand.ask(turn, messages.not_kept(_) if words else messages.not_kept(_)[1:])
        return
    hand.expect(messages.NOTE)
    if words:
        messages.add(hand, turn, words)
        return
    lines = (
        _("You can write, record your voice, or send a photo."),
        *machine(turn, _),
        _("A person will read or hear this later."),
        _("Nobody is listening now."),
        _("In danger, call 999."),
    )
    rows = ((helping.back(hand, turn),),)
    hand.say(lines, rows, heading=_("What do you want to tell us?"), picture="own-words", language=turn.flow.language)


def _turn_aloud(hand: Hand) -> None:
    """Every question is read aloud from now on, or no longer."""
    if hand.chat is None:
        return
    aloud = not hand.chat.aloud
    chats.read_aloud(hand.tx, hand.chat, aloud=aloud)
    hand.chat = chats.by_lane(hand.tx, hand.bot, hand.lane)
    turn = talk.where(hand)
    _ = sentences_of(turn).gettext
    hand.ask(turn, (_("We read every question to you now.") if aloud else _("We no longer read to you."),))


_SHOWS: Mapping[str, Callable[[Hand], None]] = {
    "help": helping.show,
    "aloud": _turn_aloud,
    "myanswers": answers.show,
    "aboutme": knowing.show,
    "takeback": answers.choose,
    "language": languages.show,
    "reminders": reminding.show,
    "forgetme": forgetting.confirm,
}
"""Commands that show something."""
