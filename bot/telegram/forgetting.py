"""Being forgotten, in the chat: it is told first, comes some days later, and can be undone until then.

At once would be too soon: whoever holds someone's phone could take away what that person has said.
"""

from __future__ import annotations

from asking import forget_steps
from asking.errors import Held
from asking.turn import Turn
from bot import knowing
from bot.telegram import talk
from bot.telegram.hand import Hand, sentences_of
from bot.telegram.taps import Act, Tap
from locales.dates import day_in
from store import forgettings
from store.forgettings import Forgetting


def tapped(hand: Hand, tap: Tap) -> None:
    """Someone tapped a button that is about being forgotten."""
    turn = talk.where(hand)
    if tap.act is Act.FORGET_NOT:
        _undo(hand, turn)
    elif tap.turn == turn.session.turn:
        _ask(hand, turn, with_answers=tap.act is Act.FORGET_ALL)
    else:  # an old button may be met much later
        confirm(hand)


def confirm(hand: Hand) -> None:
    """What goes and what stays is said first; where it waits already, the day is."""
    turn = talk.where(hand)
    waits = forgettings.waiting(hand.tx, _person(hand))
    if waits is not None:
        _waits(hand, turn, waits)
        return
    _ = sentences_of(turn).gettext
    board = hand.board(turn)
    lines = (*knowing.forgetting(_), _("Until then you can change your mind."))
    rows = (
        (board.key(Act.SHOW, _("Back to my talk")),),
        (board.key(Act.FORGET, _("Forget me but count my answers"), mark="📊"),),
        (board.key(Act.FORGET_ALL, _("Forget me and my answers"), mark="🗑️"),),
    )
    hand.say(lines, rows, heading=_("Do you want us to forget you?"), picture="bin", language=turn.flow.language)


def _ask(hand: Hand, turn: Turn, *, with_answers: bool) -> None:
    now = hand.talks.clock()
    try:
        waits = forget_steps.ask(hand.tx, _person(hand), with_answers=with_answers, by="", now=now)
    except Held:
        _ = sentences_of(turn).gettext
        rows = ((hand.board(turn).key(Act.SHOW, _("Back to my talk")),),)
        heading = _("We cannot delete anything now.")
        hand.say((_("Please ask us why."),), rows, heading=heading, picture="bin", language=turn.flow.language)
    else:
        _waits(hand, turn, waits)


def _waits(hand: Hand, turn: Turn, waits: Forgetting) -> None:
    _ = sentences_of(turn).gettext
    board = hand.board(turn)
    lines = (
        _("We will forget you on {day}.").format(day=day_in(turn.flow.language, waits.due_at)),
        _("Until then you can change your mind."),
        _("You can delete this chat too."),
        _("We cannot do that for you."),
        _("In danger, call 999."),
    )
    rows = (
        (board.key(Act.FORGET_NOT, _("Do not forget me"), mark="↩️"),),
        (board.key(Act.SHOW, _("Back to my talk")),),
    )
    hand.say(lines, rows, heading=_("We will forget you."), picture="bin", language=turn.flow.language)


def _undo(hand: Hand, turn: Turn) -> None:
    _ = sentences_of(turn).gettext
    forget_steps.undo(hand.tx, _person(hand), by="", now=hand.talks.clock())
    rows = ((hand.board(turn).key(Act.SHOW, _("Back to my talk")),),)
    heading = _("We will not forget you.")
    hand.say((_("Nothing is gone."),), rows, heading=heading, picture="thumbs-up", language=turn.flow.language)


def _person(hand: Hand) -> int:
    assert hand.chat is not None, "the handling asks strangers for a link first"  # noqa: S101 - for the types
    return hand.chat.person_id
