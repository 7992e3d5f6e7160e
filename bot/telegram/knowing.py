"""What we know about you, in the chat, and taking your yes back."""

from __future__ import annotations

from asking import about, consenting, said
from asking.about import Known
from asking.turn import Turn
from bot import knowing
from bot.company import is_alone
from bot.telegram import talk
from bot.telegram.hand import CHANNEL, Hand, parts, sentences_of
from bot.telegram.letters import Message
from bot.telegram.render import LONGEST_TEXT, bold, plain
from bot.telegram.taps import Act, Tap


def show(hand: Hand) -> None:
    """All of it. Where someone may be looking on, the chat asks first."""
    turn = talk.where(hand)
    if is_alone(turn):
        _list(hand, turn)
        return
    _ = sentences_of(turn).gettext
    board = hand.board(turn)
    rows = ((board.key(Act.SHOW_KNOWN, _("Show"), mark="👀"),), (board.key(Act.SHOW, _("Back")),))
    lines, heading = (_("Other people can see this."),), _("Show what we know about you?")
    hand.say(lines, rows, heading=heading, picture="private", language=turn.flow.language)


def tapped(hand: Hand, tap: Tap) -> None:
    """Someone tapped a button that is about this."""
    match tap.act:
        case Act.SHOW_KNOWN:
            _list(hand, talk.where(hand))
        case Act.PART:
            _confirm(hand)
        case Act.PART_STOP | Act.PART_STOP_ALL if tap.turn == talk.where(hand).session.turn:
            _stop(hand, with_answers=tap.act is Act.PART_STOP_ALL)
        case _:
            _confirm(hand)


def _list(hand: Hand, turn: Turn) -> None:
    (one, here), words = _known(hand), sentences_of(turn)
    _ = words.gettext
    lines = [bold(words.shown(knowing.title(_))), *(plain(words.shown(line)) for line in knowing.waits(one, words))]
    for part in knowing.parts(one, words, here=here):
        lines += ["", bold(words.shown(part.heading)), *(plain(words.shown(line)) for line in part.lines)]
    board = hand.board(turn)
    agreed = any(given.agreed and not given.taken_back_at for given in one.consents)
    stop = ((board.key(Act.PART, _("I do not want to take part any more"), mark="🛑"),),) if agreed else ()
    rows = (
        (board.key(Act.ANSWERS, _("See my answers"), mark="📋"),),
        *stop,
        (board.key(Act.SHOW, _("Back to my talk")),),
    )
    *before, last = parts("\n".join(lines), LONGEST_TEXT)
    for piece in before:
        hand.put(Message(hand.arrived.chat, piece))
    hand.put(Message(hand.arrived.chat, last, rows=rows, language=turn.flow.language))


def _known(hand: Hand) -> tuple[Known, bool]:
    talk = hand.talks.open(hand.tx, hand.token, hand.device)
    return about.known(hand.tx, talk.person, hand.talks.clock()), said.is_known_here(hand.tx, talk)


def _confirm(hand: Hand) -> None:
    """What it means comes first."""
    turn = talk.where(hand)
    _ = sentences_of(turn).gettext
    board = hand.board(turn)
    rows = (
        (board.key(Act.SHOW, _("Keep taking part"), mark="▶️"),),
        (board.key(Act.PART_STOP, _("Stop, but keep my answers"), mark="🛑"),),
        (board.key(Act.PART_STOP_ALL, _("Stop, and take my answers back"), mark="🗑️"),),
    )
    lines = knowing.stopping(_)
    hand.say(lines, rows, heading=_("Do you want to stop taking part?"), picture="stop", language=turn.flow.language)


def _stop(hand: Hand, *, with_answers: bool) -> None:
    person = hand.talks.open(hand.tx, hand.token).person
    hand.gone += consenting.take_back(hand.tx, hand.talks, person.id, with_answers=with_answers, channel=CHANNEL)
    turn = talk.where(hand)
    _ = sentences_of(turn).gettext
    rows = ((hand.board(turn).key(Act.SHOW, _("Back to my talk")),),)
    lines = (_("We ask you no more questions."), _("You can say yes again any day."))
    heading = _("You do not take part now.")
    hand.say(lines, rows, heading=heading, picture="no", language=turn.flow.language)
