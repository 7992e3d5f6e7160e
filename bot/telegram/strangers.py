"""Chats that are nobody's talk: without a link, with one that ended, groups, people who left, and who is alerted."""

from __future__ import annotations

from dataclasses import replace

from asking import alerts, reminding, staff_chats, telling, wish_answers, worry_message, worry_taking
from asking.worry_taking import Taken
from bot.sentences import Say
from bot.telegram import talk
from bot.telegram.hand import Hand
from bot.telegram.letters import Message
from locales import ENGLISH, SOURCE
from store import chats, outbox
from store.tx import Tx

STAFF_CHAT = ("We send your sign-in links here.", "Nobody reads what you write here.")
"""In English only, as the staff pages are."""


def unknown(hand: Hand) -> None:
    """Someone without a link: who we are, and how to get one. Who is told of worries hears that nobody reads here."""
    if hand.flooded():
        return
    _ = _words()
    if alerts.is_watching(hand.tx, hand.bot, hand.lane):
        hand.say((_("We tell you here when something waits."), _("Nobody reads what you write here.")))
        return
    if staff_chats.is_open(hand.tx, hand.bot, hand.lane):
        hand.say(STAFF_CHAT)
        return
    lines = (
        _("Plainsay asks people about their support."),
        _("You need a link of your own."),
        _("Ask the person who told you about Plainsay."),
        _("Nobody is listening now."),
        _("In danger, call 999."),
    )
    hand.say(lines, heading=_("Hello."), picture="hello")


def bad_link(hand: Hand) -> None:
    """A link that opens nothing: nobody is told why."""
    _ = _words()
    lines = (
        _("It is not your fault."),
        _("Ask the person who gave you the link."),
        _("They can give you a new one."),
        _("In danger, call 999."),
    )
    hand.say(lines, heading=_("This link does not work"), picture="ask")


def link_ended(hand: Hand) -> None:
    """The talk of this chat is over for good: its link was ended, or it ran out after the last question."""
    if not hand.flooded():
        bad_link(hand)


def in_group(hand: Hand, *, asked: bool) -> None:
    """A talk is for one person. The group is told once, and left."""
    if not asked:
        return
    _ = _words()
    lines = (_("This is for one person at a time."), _("Please open your own link."))
    hand.put(Message(hand.arrived.chat, "\n".join(lines), leaves=True, language=SOURCE))


def left(hand: Hand) -> None:
    """Someone blocked the bot: nothing more is sent there, and staff see that they cannot be reached."""
    unreachable(hand.tx, hand.bot, hand.lane, hand.at)
    hand.told = True


def unreachable(tx: Tx, bot: str, lane: str, at: str) -> None:
    """Note that a chat can no longer be reached."""
    chats.close(tx, bot, lane, chats.BLOCKED, at)
    outbox.drop(tx, bot, lane, at, chats.BLOCKED)
    alerts.lost(tx, bot=bot, lane=lane, at=at)
    reminding.lost(tx, bot, lane)
    telling.lost(tx, bot, lane)
    wish_answers.lost(tx, bot, lane)
    worry_message.lost(tx, bot, lane)
    staff_chats.lost(tx, bot=bot, lane=lane, at=at)


def came_back(hand: Hand) -> None:
    """Someone let the bot in again."""
    if hand.chat:
        chats.reopen(hand.tx, hand.chat)
        talk.show_again(hand)


def open_for_alerts(hand: Hand, payload: str) -> None:
    """A lead's or deputy's one-time link: from now on this chat is told of worries."""
    found = alerts.open_chat(
        hand.tx, payload=payload, bot=hand.bot, lane=hand.lane, address=str(hand.arrived.chat), at=hand.at
    )
    if found is None:
        bad_link(hand)
        return
    _ = _words()
    lines = (
        _("We tell you here when something waits."),
        _("You will not see any private words here."),
        _("They are on the staff pages."),
    )
    hand.say(lines, heading=_("You look after {service} here.").format(service=found.name))


def seen(hand: Hand, worry_id: int) -> None:
    """Someone who was told of a worry takes it on, here in the chat."""
    hand.told = True
    taken, who = worry_taking.take_in_chat(hand.tx, bot=hand.bot, lane=hand.lane, worry_id=worry_id, at=hand.at)
    _ = _words()
    lines = {
        Taken.YES: (_("Thank you."), _("It is yours now."), _("Please read it on the staff pages today.")),
        Taken.ALREADY: (_("{name} has it already.").format(name=who),),
        Taken.NOT_YOURS: (_("This is not for this chat."),),
    }[taken]
    hand.say(lines)


def in_trouble(hand: Hand) -> None:
    """Tell someone that what they did could not be handled, where their chat is known."""
    address = chats.address(hand.tx, hand.chat) if hand.chat else None
    if address:
        _ = _words()
        hand.arrived = replace(hand.arrived, chat=int(address))
        hand.say((_("Please try again."), _("In danger, call 999.")), heading=_("That did not work."))


def _words() -> Say:
    return ENGLISH.gettext
