"""My answers: what I said, and taking it back."""

from __future__ import annotations

from hashlib import sha256

from asking.said import Here, Said, said_here
from asking.turn import Turn
from bot.company import is_alone
from bot.sentences import Say
from bot.telegram import talk
from bot.telegram.hand import Hand, parts, sentences_of
from bot.telegram.letters import Message, Rows
from bot.telegram.render import LONGEST_TEXT, bold, plain, shortened
from bot.telegram.taps import Act, Tap
from dialogs.events import Reply
from dialogs.inputs import TookBack
from dialogs.transitions import State

MOST_LISTED = 30
MARKS = {"": "↩️", "words": "✏️", "voice": "🎤", "photo": "📷"}
"""What stands beside an answer that can be taken back, or beside what was added to it."""


def tapped(hand: Hand, tap: Tap) -> None:
    """Someone tapped a button that is about their answers."""
    match tap.act:
        case Act.ANSWERS:
            show(hand)
        case Act.SHOW_ANSWERS:
            _list(hand, talk.where(hand))
        case Act.TAKE_BACK:
            choose(hand)
        case Act.TAKE_ONE:
            _take_one(hand, tap.what)
        case Act.TAKE_ALL:
            _confirm_all(hand)
        case Act.TAKE_ALL_NOW:
            if _is_of_now(hand, tap):
                _take_all(hand)
            else:
                _confirm_all(hand)


def show(hand: Hand) -> None:
    """What I said. Where someone may be looking on, the chat asks first."""
    turn = talk.where(hand)
    if is_alone(turn) or not _here(hand).said:
        _list(hand, turn)
        return
    _ = sentences_of(turn).gettext
    board = hand.board(turn)
    rows = ((board.key(Act.SHOW_ANSWERS, _("Show"), mark="👀"),), (board.key(Act.SHOW, _("Back")),))
    lines = (_("Other people can see this."),)
    hand.say(lines, rows, heading=_("Show my answers?"), picture="private", language=turn.flow.language)


def choose(hand: Hand) -> None:
    """One button an answer: a tap takes it back."""
    turn, here = talk.where(hand), _here(hand)
    found = here.said
    _ = sentences_of(turn).gettext
    board = hand.board(turn)
    back = (board.key(Act.SHOW, _("Back to my talk")),)
    if not found and not here.elsewhere:
        hand.say((_("There are no answers here now."),), (back,), heading=_("My answers"), language=turn.flow.language)
        return
    rows: Rows = tuple(
        (board.key(Act.TAKE_ONE, _label(one, _), _mark(one.prompt), mark=MARKS[one.added]),)
        for one in found[:MOST_LISTED]
    )
    rows = (*rows, (board.key(Act.TAKE_ALL, _("Take back all my answers"), mark="🗑️"),), back)
    tap = (_("Tap one answer."), _("That answer is then gone.")) if found else ()
    lines = (*tap, *(not_here(_) if here.elsewhere else ()))
    hand.say(lines, rows, heading=_("What do you want to take back?"), picture="take-back", language=turn.flow.language)


def _is_of_now(hand: Hand, tap: Tap) -> bool:
    """What cannot be undone is asked anew where the talk went on meanwhile: an old button may be met much later."""
    return tap.turn == talk.where(hand).session.turn


def not_here(_: Say) -> tuple[str, ...]:
    """What is told in a chat where something was said elsewhere."""
    return (
        _("We do not show all your answers here."),
        _("That keeps your answers private."),
        " ".join((_("We keep your answers."), _("Your answers count."))),
        _("Did you answer on another phone or tablet?"),
        _("You can look there."),
    )


def _here(hand: Hand) -> Here:
    return said_here(hand.tx, hand.talks.open(hand.tx, hand.token, hand.device))


def _list(hand: Hand, turn: Turn) -> None:
    _ = sentences_of(turn).gettext
    board, here = hand.board(turn), _here(hand)
    back = (board.key(Act.SHOW, _("Back to my talk")),)
    if not here.said and not here.elsewhere:
        hand.say((_("There are no answers here now."),), (back,), heading=_("My answers"), language=turn.flow.language)
        return
    lines = [bold(_("My answers"))]
    for one in here.said:
        lines += ["", plain(one.asked or _("You told us something")), plain(_answer(one, _))]
    if here.elsewhere:
        lines += ["", *map(plain, not_here(_))]
    rows = ((board.key(Act.TAKE_BACK, _("Take something back")),), back)
    *before, last = parts("\n".join(lines), LONGEST_TEXT)
    for piece in before:
        hand.put(Message(hand.arrived.chat, piece))
    hand.put(Message(hand.arrived.chat, last, rows=rows, language=turn.flow.language))


def _answer(one: Said, _: Say) -> str:
    """What was said, in a line."""
    said = {
        Reply.DID_NOT_KNOW: _("You said: I do not know."),
        Reply.RATHER_NOT_SAY: _("You said: I do not want to say."),
        Reply.SPOKE: _("You recorded your voice."),
        Reply.WROTE: f"{_('You wrote:')} “{one.words}”",
        Reply.CHOSE: _("You said: {answer}.").format(answer=one.answer),
    }
    added = {
        "photo": f"{_('You sent a photo.')} {one.words}".strip(),
        "voice": _("You recorded your voice."),
        "words": f"{_('You also wrote:')} “{one.words}”",
    }
    return added[one.added] if one.added else said[one.reply]


def _label(one: Said, _: Say) -> str:
    """What was answered, or added to it: never its words, somebody may look on."""
    return shortened(one.asked or _("You told us something"))


def _take_one(hand: Hand, mark: str) -> None:
    """What was taken back before, or changed since the list was shown, is not there: then the list is shown anew."""
    prompt = next((one.prompt for one in _here(hand).said if _mark(one.prompt) == mark), "")
    if not prompt:
        choose(hand)
        return
    turn = hand.talks.turn(hand.tx, token=hand.token, taken=TookBack(prompt), delivery=hand.delivery())
    hand.gone += turn.gone
    _ = sentences_of(turn).gettext
    board = hand.board(turn)
    rows = (
        (board.key(Act.TAKE_BACK, _("Take something else back"), mark="↩️"),),
        (board.key(Act.SHOW, _("Back to my talk"), mark="▶️"),),
    )
    heading = _("You took back your answer.")
    hand.say((_("That answer is gone."),), rows, heading=heading, picture="take-back", language=turn.flow.language)


def _confirm_all(hand: Hand) -> None:
    turn = talk.where(hand)
    _ = sentences_of(turn).gettext
    board = hand.board(turn)
    keep = Act.KEPT if turn.session.state is State.DECLINED else Act.SHOW
    rows = (
        (board.key(keep, _("Keep my answers"), mark="▶️"),),
        (board.key(Act.TAKE_ALL_NOW, _("Take them all back"), mark="🗑️"),),
    )
    lines = (_("Then nobody will see them."), _("You cannot get them back."))
    heading = _("Take back all your answers?")
    hand.say(lines, rows, heading=heading, picture="take-back", language=turn.flow.language)


def _take_all(hand: Hand) -> None:
    turn = hand.talks.turn(hand.tx, token=hand.token, taken=TookBack(), delivery=hand.delivery())
    hand.gone += turn.gone
    _ = sentences_of(turn).gettext
    rows = ((hand.board(turn).key(Act.SHOW, _("Back to my talk")),),)
    lines, heading = (_("Your answers are gone."),), _("You took back all your answers.")
    hand.say(lines, rows, heading=heading, picture="take-back", language=turn.flow.language)


def _mark(prompt: str) -> str:
    """Stands for an answer on a button: prompts' ids are too long for it."""
    return sha256(prompt.encode()).hexdigest()[:8]
