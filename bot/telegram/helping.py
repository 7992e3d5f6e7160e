"""Help, and telling someone. A worry is kept and passed on in one transaction; the chat says no more than it must."""

from __future__ import annotations

from asking.contacts import Contacts, contacts_of
from asking.turn import Turn
from asking.worries import last_is_passed_on
from bot.company import is_alone
from bot.phones import from_abroad
from bot.screen import Do
from bot.sentences import Say
from bot.telegram import talk
from bot.telegram.arrived import Sent, Wrote
from bot.telegram.hand import Hand, sentences_of
from bot.telegram.letters import Key, Message, Rows
from bot.telegram.taps import Act, Tap
from dialogs.inputs import Stopped, ToldWorry
from dialogs.model import Audience
from dialogs.transitions import TABLE

WORRY = "worry"
"""What the chat awaits when someone says more about a worry, until they go on with the talk."""


def tapped(hand: Hand, tap: Tap) -> None:
    """Someone tapped 'I need help', or a button of what comes after it."""
    match tap.act:
        case Act.HELP:
            show(hand)
        case Act.TELL:
            _tell(hand)
        case Act.TELL_MORE:
            _more(hand)
        case _:
            hand.expect("")
            talk.show_again(hand)


def show(hand: Hand) -> None:
    """Who can help, and a way to tell someone: whoever needs help and writes rather than taps is heard too."""
    turn = talk.where(hand)
    hand.expect(WORRY)
    _ = sentences_of(turn).gettext
    board = hand.board(turn)
    lines = (
        _("Nobody is listening now."),
        *_numbers(hand, turn, _),
        _("Or tap 📣 to tell someone."),
        _("Or write to us here."),
        _("Then we tell a person who keeps people safe."),
    )
    rows = (
        (board.key(Act.TELL, _("Tell someone I have a worry"), mark="📣"),),
        (board.key(Act.ANSWERS, _("See my answers")),),
        (back(hand, turn),),
    )
    hand.say(lines, rows, heading=_("Who can help you"), picture="help", language=turn.flow.language)


def told(hand: Hand, turn: Turn) -> None:
    """Someone says more about a worry: nobody's second message, before they go on, must end among the answers."""
    did, spoken = hand.arrived.did, hand.kept.worry if hand.kept else None
    words = did.words if isinstance(did, Wrote | Sent) else ""
    if not words and spoken is None:
        _not_told(hand, turn)
        return
    # By its message, so that it is known when it is changed later; a change has no name of its own.
    changed = isinstance(did, Wrote) and did.edited
    delivery = hand.delivery("" if changed else f"{WORRY}:{hand.arrived.message}")
    told = ToldWorry(words)
    after = hand.talks.turn(hand.tx, token=hand.token, taken=told, delivery=delivery, worry_spoken=spoken)
    _say_told(hand, after, is_alone(turn), numbers=_danger(after, sentences_of(after).gettext))


def ways_on(hand: Hand, turn: Turn) -> Rows:
    """The buttons under what is said while someone tells."""
    _ = sentences_of(turn).gettext
    board = hand.board(turn)
    rows: Rows = (
        (board.key(Act.TELL_MORE, _("Say more"), mark="✏️"),),
        (board.key(Act.NO_MORE, _("Carry on"), mark="▶️"),),
    )
    stop = ((board.key(Do.STOP, _("Stop for now")),),) if TABLE[turn.session.state][Stopped] else ()
    return (*rows, *stop, (board.key(Act.HELP, _("I need help")), _hide(hand, _)))


def _hide(hand: Hand, _: Say) -> Key:
    """Takes this message out of the chat, and the one that it answers: what the person wrote, or the help."""
    return hand.board().key(Act.DELETE, _("Hide"), str(hand.arrived.message), mark="🙈")


def back(hand: Hand, turn: Turn) -> Key:
    """The button that leads back to the talk; nothing more is told then."""
    return hand.board(turn).key(Act.NO_MORE, sentences_of(turn).gettext("Back to my talk"), mark="↩️")


def reason(hand: Hand, _: Say) -> str:
    """Why something that was sent could not be kept."""
    reasons = {"too_big": _("This is too big to keep."), "gone": _("We could not get this.")}
    return reasons.get(hand.refused, _("We cannot keep this."))


def _tell(hand: Hand) -> None:
    """One message's button tells one worry, however often it is tapped; then it goes.

    So a worry of another day is told by another message, and whoever looks through the chat sees no such button.
    """
    name = f"tell:{hand.arrived.message}"
    turn = hand.talks.turn(hand.tx, token=hand.token, taken=ToldWorry(), delivery=hand.delivery(name))
    hand.put(Message(hand.arrived.chat, rows=((back(hand, turn),),), edits=hand.arrived.message))
    _say_told(hand, turn, is_alone(turn), numbers=_numbers(hand, turn, sentences_of(turn).gettext))


def _not_told(hand: Hand, turn: Turn) -> None:
    """What was sent could not be kept, and whoever sent it must not think that it was."""
    _ = sentences_of(turn).gettext
    lines = (reason(hand, _), _("Find someone or call."), _("Or write it here."), *_numbers(hand, turn, _))
    hand.say(lines, ((back(hand, turn),),), heading=_("Not sent yet"), picture="call", language=turn.flow.language)


def _say_told(hand: Hand, turn: Turn, alone: bool, *, numbers: tuple[str, ...]) -> None:
    """Neutral, unless the person has told us that nobody else is there."""
    hand.told = True
    hand.expect(WORRY)
    _, on = sentences_of(turn).gettext, ways_on(hand, turn)
    if not alone:
        hand.say((), on, heading=_("Saved."), picture="tick", language=turn.flow.language)
        return
    passed = last_is_passed_on(hand.tx, hand.talks.open(hand.tx, hand.token).row_id)
    lines = (
        _("Thank you for telling us."),
        _("A person who keeps people safe will look at this.") if passed else _("Find someone or call."),
        _("Nobody is listening now."),
        *numbers,
    )
    heading = _("We will tell someone") if passed else _("Saved.")
    hand.say(lines, on, heading=heading, picture="tell-someone", language=turn.flow.language)


def _more(hand: Hand) -> None:
    turn = talk.where(hand)
    _ = sentences_of(turn).gettext
    hand.expect(WORRY)
    lines = (
        _("Or record your voice here."),
        _("A person will read or hear this later."),
        _("Nobody is listening now."),
        _("In danger, call 999."),
    )
    rows = ((back(hand, turn),),)
    hand.say(lines, rows, heading=_("Write what you want to say."), language=turn.flow.language)


def _numbers(hand: Hand, turn: Turn, _: Say) -> tuple[str, ...]:
    """999 first, then the house and someone independent; a number in the text is tapped to call it."""
    contacts = contacts_of(hand.tx, hand.talks.open(hand.tx, hand.token).subject)
    return (*_danger(turn, _), *_people(contacts, turn.flow.audience, _))


def _danger(turn: Turn, _: Say) -> tuple[str, ...]:
    abroad = (_("999 works only in the United Kingdom."),) if turn.flow.audience is Audience.FAMILY else ()
    return (_("In danger, call 999."), *abroad)


def _people(contacts: Contacts, audience: Audience, _: Say) -> list[str]:
    house = _("Your house: {name}") if audience is Audience.PERSON else _("The house: {name}")
    found = (
        (house.format(name=contacts.service), contacts.phone),
        (_("Someone independent: {name}").format(name=contacts.independent), contacts.independent_phone),
    )
    lines = []
    for who, phone in found:
        lines += [f"{who} {phone}"] if phone else []
        if audience is Audience.FAMILY and (abroad := from_abroad(phone)):
            lines.append(f"{_('From another country, call this number.')} {abroad}")
    return lines
