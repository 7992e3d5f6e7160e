"""What people write, speak or send: an answer where one is asked for in own words, else kept beside the answers."""

from __future__ import annotations

from asking.comments import Note, may_add
from asking.turn import Turn
from bot.screen import Do, screen
from bot.sentences import Say
from bot.telegram import helping, reminding, render, strangers, talk
from bot.telegram.arrived import Sent, SentOther, Wrote
from bot.telegram.hand import Hand, sentences_of
from bot.telegram.letters import Key
from bot.telegram.taps import Act
from dialogs import inputs
from dialogs.events import Ignored
from dialogs.transitions import TABLE
from store import chats

NOTE = "note"
"""What the chat awaits after 'tell us something': messages are no answers until the person goes on with the talk."""


def meant(hand: Hand) -> str:
    """The data of the button that a message is just the words of: some people write, or dictate, rather than tap."""
    did = hand.arrived.did
    if hand.chat is None or not isinstance(did, Wrote) or did.edited:
        return ""
    turn = talk.where(hand)
    sentences = sentences_of(turn)
    _, board = sentences.gettext, hand.board(turn)
    if found := render.meant((reminding.meant(hand),), did.words):
        return found
    always: tuple[Key, ...] = (board.key(Act.NO_MORE, _("Carry on")), helping.back(hand, turn))
    if TABLE[turn.session.state][inputs.Stopped]:
        always = (*always, board.key(Do.STOP, _("Stop")))
    if hand.chat.awaits == helping.WORRY:  # whatever else is written now is told: 'help' and 'yes' too
        return render.meant((*helping.ways_on(hand, turn), always), did.words)
    always = (*always, board.key(Act.HELP, _("I need help")), board.key(Act.HELP, _("Help")))
    if hand.chat.awaits == NOTE:
        return render.meant((always,), did.words)
    rows = board.of_screen(screen(turn, sentences), hand.picked(turn), _)
    return render.meant((*rows, always), did.words)


def said(hand: Hand) -> None:
    """Someone wrote, spoke or sent something."""
    if hand.chat is None:
        strangers.unknown(hand)
        return
    chats.reopen(hand.tx, hand.chat)
    did, turn, awaits = hand.arrived.did, talk.where(hand), hand.chat.awaits
    if awaits == helping.WORRY:
        helping.told(hand, turn)
    elif hand.refused or isinstance(did, SentOther):
        _cannot_keep(hand, turn)
    elif isinstance(did, Wrote) and did.edited:
        _changed(hand, turn, did)
    elif isinstance(did, Wrote):
        _wrote(hand, turn, did, answers=awaits != NOTE)
    elif isinstance(did, Sent):
        _sent(hand, turn, did, answers=awaits != NOTE)


def add(hand: Hand, turn: Turn, words: str) -> None:
    """Keep it beside the answers, where the person has said yes to taking part."""
    note = Note(words, origin=str(hand.arrived.message))
    made = hand.kept.recording if hand.kept else None
    after, kept = hand.talks.add(
        hand.tx, token=hand.token, note=note, delivery=hand.delivery(), made=made, seen=hand.seen
    )
    hand.gone += after.gone
    if hand.flooded():
        return
    _ = sentences_of(turn).gettext
    if not kept:
        hand.ask(after, not_kept(_))
        return
    board = hand.board(after)
    rows = ((board.key(Act.NO_MORE, _("Carry on"), mark="▶️"), board.key(Act.HELP, _("I need help"))),)
    is_photo = made is not None and made.mime.startswith("image/")
    later = _("A person will look at this later.") if is_photo else _("A person will read or hear this later.")
    lines = (later, _("Nobody is listening now."), _("In danger, call 999."))
    hand.say(lines, rows, heading=_("We kept this."), language=after.flow.language)


def not_kept(_: Say) -> tuple[str, ...]:
    """Before a 'yes' nothing is kept, and the person hears why, and where a worry can go all the same."""
    return (
        _("We did not keep this."),
        _("We keep nothing before you say yes."),
        _("Are you worried?"),
        _("Tap 🙋 to get help."),
    )


def _wrote(hand: Hand, turn: Turn, did: Wrote, *, answers: bool) -> None:
    if answers and screen(turn, sentences_of(turn)).writes:
        talk.take(hand, inputs.Wrote(turn.session.turn, did.words))
    else:
        add(hand, turn, did.words)


def _changed(hand: Hand, turn: Turn, did: Wrote) -> None:
    """A message was changed. What became of it first says what becomes of it now: a worry never turns into words."""
    message = hand.arrived.message
    if hand.is_known(f"{helping.WORRY}:{message}"):
        helping.told(hand, turn)
    elif not hand.is_known(f"{talk.ANSWER}:{message}"):
        add(hand, turn, did.words)
    elif not hand.flooded():
        _ = sentences_of(turn).gettext
        hand.ask(turn, (_("Your answer stays as it was."), _("Tap ⬅️ to change it.")))


def _sent(hand: Hand, turn: Turn, did: Sent, *, answers: bool) -> None:
    made = hand.kept.recording if hand.kept else None
    if made is None:  # whose it is was not known when it came: nothing was fetched
        talk.show_again(hand)
        return
    if did.kind == "voice" and answers and screen(turn, sentences_of(turn)).speaks:
        spoken = hand.talks.spoken(
            hand.tx, token=hand.token, turn=turn.session.turn, made=made, delivery=hand.delivery()
        )
        hand.gone += spoken.gone
        hand.answers += spoken.answers
        if not any(isinstance(event, Ignored) for event in spoken.events):
            hand.ask(spoken, (sentences_of(turn).gettext("We saved your recording."),))
        return
    add(hand, turn, did.words)


def _cannot_keep(hand: Hand, turn: Turn) -> None:
    if hand.flooded():
        return
    _ = sentences_of(turn).gettext
    if not may_add(turn.flow, turn.session):
        hand.ask(turn, not_kept(_))
        return
    hand.ask(turn, (helping.reason(hand, _), _("You can write, record your voice, or send a photo.")))
