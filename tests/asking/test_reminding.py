"""Who is reminded, as the store knows them: each reason that forbids it, each way to reach them, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from asking import post, profiles, reminding
from asking.errors import ReminderRefused
from asking.forgetting import forget
from asking.moment import stamp
from asking.observing import observe
from asking.post import MAIL, Mail
from asking.profiles import Profile
from asking.reminders import Why, hindrance
from asking.reminding import BOT, EMAIL, SWITCH, TELEGRAM, ByMail
from dialogs.inputs import Continued, Declined
from dialogs.model import Consent
from store import chats, invitations, not_asked, outbox, people, reminders, settings
from store.tx import Tx
from tests.asking.tools import NOW, Asker, House

DUE = NOW + timedelta(days=4)
ADDRESS = "ada@example.org"
NUMBER = "1234567890"


def mail(_: Tx, about: ByMail) -> Mail:
    """The plainest e-mail."""
    return Mail(about.to, "Hello.", ("Hello.",), link=about.token, language=about.language, reminder=about.reminder)


def with_mail(tx: Tx, person: int, address: str = ADDRESS) -> None:
    """E-mail is set up, and someone has an address."""
    settings.put(tx, post.READY, "yes")
    profiles.keep(tx, person, Profile(email=address), at=stamp(NOW))


def with_chat(tx: Tx, person: int, invitation: int) -> None:
    """Someone has opened their link in a chat of the bot that runs."""
    settings.put(tx, BOT, NUMBER)
    found = invitations.get(tx, invitation)
    assert found is not None
    chats.open(
        tx, bot=NUMBER, lane=f"lane {person}", address="101", person_id=person, invitation_id=invitation,
        version=found.version, at=stamp(NOW),
    )  # fmt: skip


def remind(tx: Tx, house: House, now: datetime = DUE) -> bool:
    """Put a reminder for the person of the house."""
    return reminding.remind(tx, house.person, house.round, now=now, mail=mail)


async def invited(asker: Asker) -> int:
    """The person of the house has a link and an e-mail address; gives the invitation."""
    token = await asker.invited(asker.house.person)
    await asker.database.write(lambda tx: with_mail(tx, asker.house.person))
    return int(token.split("-", maxsplit=1)[0])


async def test_letter_and_row_are_one(asker: Asker) -> None:
    """Whoever is due is found, and reminded once; the letter waits behind replies, with the person's link in it."""
    number = await invited(asker)
    house, database = asker.house, asker.database
    assert await database.read(lambda tx: reminding.all_due(tx, DUE - timedelta(seconds=1))) == ()
    assert await database.read(lambda tx: reminding.all_due(tx, DUE)) == ((house.person, house.round),)
    assert await database.write(lambda tx: remind(tx, house))
    assert await database.read(lambda tx: reminding.all_due(tx, DUE)) == ()
    assert not await database.write(lambda tx: remind(tx, house))
    (letter,) = await database.read(lambda tx: outbox.waiting(tx, MAIL))
    found = post.load(letter.body)
    assert (letter.priority, found.to, found.reminder) == (post.REMINDER, ADDRESS, 1)
    assert found.link.startswith(f"{number}-")
    (row,) = await database.read(lambda tx: reminders.of_person(tx, house.person))
    assert (row.invitation_id, row.channel, row.at, row.sent_at) == (number, EMAIL, stamp(DUE), None)


async def test_a_turn_that_fails_leaves_neither(asker: Asker) -> None:
    """Whatever breaks between the letter and the end of the turn: no letter without a row, and no row alone."""
    await invited(asker)

    def broken(tx: Tx) -> None:
        assert remind(tx, asker.house)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await asker.database.write(broken)
    assert await asker.database.read(lambda tx: outbox.waiting(tx, MAIL)) == ()
    assert await asker.database.read(lambda tx: reminders.of_person(tx, asker.house.person)) == ()


def _not_asked(tx: Tx, house: House) -> None:
    not_asked.put(tx, person_id=house.person, round_id=house.round, why=not_asked.AWAY, who="Mo", at=stamp(NOW))


FORBIDS: dict[Why, Callable[[Tx, House], object]] = {
    Why.LEFT: lambda tx, house: people.stop(tx, house.person, stamp(NOW)),
    Why.STOP_ASKING: lambda tx, house: reminding.stop(tx, house.person, NOW),
    Why.NOT_ASKED: _not_asked,
    Why.OFF: lambda tx, _: settings.put(tx, SWITCH, "off"),
    Why.ROUND: lambda tx, house: tx.run("UPDATE round SET closed_at = :at WHERE id = :id", at="x", id=house.round),
    Why.LINK_ENDED: lambda tx, _: invitations.revoke(tx, 1, stamp(NOW)),
    Why.NOT_NOW: lambda tx, house: reminding.not_now(tx, house.person, house.round, days=7, now=DUE),
    Why.NO_WAY: lambda tx, house: profiles.keep(tx, house.person, Profile(phone="1"), at=stamp(NOW)),
}


@pytest.mark.parametrize("why", FORBIDS)
async def test_each_reason_forbids_it(asker: Asker, why: Why) -> None:
    """By itself and by hand: nobody is found, nothing is put, and staff hear the reason."""
    await invited(asker)
    house = asker.house
    await asker.database.write(lambda tx: FORBIDS[why](tx, house))
    assert await asker.database.read(lambda tx: reminding.all_due(tx, DUE)) == ()
    assert not await asker.database.write(lambda tx: remind(tx, house))
    with pytest.raises(ReminderRefused) as refused:
        await by_hand(asker, DUE)
    assert refused.value.why is why


async def by_hand(asker: Asker, now: datetime) -> None:
    """A member of staff wants a reminder to go now."""
    house = asker.house
    await asker.database.write(
        lambda tx: reminding.remind_now(tx, house.person, house.round, now=now, mail=mail, who="Mo")
    )


async def test_staff_cannot_wake_anybody(asker: Asker) -> None:
    """By hand it may go before its time, and counts; never at night, never twice in three days, never a third time."""
    await invited(asker)
    await by_hand(asker, NOW)
    for hours, why in ((7, Why.TOO_SOON), (3 * 24, None), (3 * 24 + 1, Why.ENOUGH)):
        try:
            await by_hand(asker, NOW + timedelta(hours=hours))
        except ReminderRefused as refused:
            assert refused.why is why  # noqa: PT017 - the third of three is not refused
        else:
            assert why is None
    rows = await asker.database.read(lambda tx: reminders.of_person(tx, asker.house.person))
    assert [row.asked_by for row in rows] == ["Mo", "Mo"]


async def test_by_hand_at_night_is_refused(asker: Asker) -> None:
    """It is eight in the evening where the person is, whatever time it is for the staff."""
    await invited(asker)
    await asker.database.write(lambda tx: tx.run("UPDATE person SET zone = 'Asia/Tokyo'"))
    with pytest.raises(ReminderRefused) as refused:
        await by_hand(asker, NOW)
    assert (refused.value.why, refused.value.code) == (Why.NIGHT, "A571")


async def test_a_no_in_the_talk_forbids_it(asker: Asker) -> None:
    """'No' to taking part ends reminders of that round, also of another talk in it."""
    token = await asker.invited(asker.house.person)
    turn = await asker.conversations.show(token)
    while not isinstance(turn.asked.step, Consent):
        turn = await asker.take(token, Continued(turn.session.turn))
    await asker.take(token, Declined(turn.session.turn))
    await invited(asker)
    assert await asker.database.read(lambda tx: reminding.all_due(tx, DUE)) == ()


async def test_the_chat_goes_before_the_e_mail(asker: Asker) -> None:
    """One channel, never both; a chat of another bot, a closed one or one of an old link is none."""
    number = await invited(asker)
    person, database = asker.house.person, asker.database
    await database.write(lambda tx: with_chat(tx, person, number))

    async def way() -> str:
        found = await database.read(lambda tx: reminding.way_to(tx, person))
        return found.channel if found else ""

    assert await way() == TELEGRAM
    await database.write(lambda tx: settings.put(tx, BOT, "another"))
    assert await way() == EMAIL
    await database.write(lambda tx: settings.put(tx, BOT, NUMBER))
    await database.write(lambda tx: chats.close(tx, NUMBER, f"lane {person}", chats.BLOCKED, stamp(NOW)))
    assert await way() == EMAIL
    await database.write(lambda tx: tx.run("UPDATE chat SET closed_at = NULL"))
    assert await way() == TELEGRAM
    await database.write(lambda tx: invitations.renew(tx, number, stamp(DUE)))
    assert await way() == EMAIL
    await database.write(lambda tx: settings.put(tx, post.READY, "no"))
    assert await way() == ""


async def test_two_links_are_two_reminders_together(asker: Asker) -> None:
    """Of all talks of a round together: two, however many links; another round counts for the three days."""
    await invited(asker)
    await asker.invited(asker.house.person)
    house, database = asker.house, asker.database
    assert await database.write(lambda tx: remind(tx, house))
    assert not await database.write(lambda tx: remind(tx, house, DUE + timedelta(days=3)))
    last = datetime.fromisoformat("2026-12-30T12:00:00Z")
    assert await database.write(lambda tx: remind(tx, house, last))
    assert not await database.write(lambda tx: remind(tx, house, last + timedelta(days=1)))


async def test_who_watches_someone_forgotten_is_not_reminded(asker: Asker) -> None:
    """An observer is reminded like anybody; not of someone who was forgotten."""
    house, database = asker.house, asker.database
    by = (house.relative, house.staff)

    def asked(tx: Tx) -> None:
        observe(tx, person_id=house.person, by=by, decided="A meeting", round_id=house.round, code="duq",
                areas=("duq.1",), now=NOW, who="test")  # fmt: skip
        with_mail(tx, house.staff)

    await database.write(asked)
    assert await database.read(lambda tx: reminding.all_due(tx, DUE)) == ((house.staff, house.round),)
    await database.write(lambda tx: forget(tx, asker.pack, person_id=house.person, with_answers=True, at=stamp(NOW)))
    assert await database.read(lambda tx: reminding.all_due(tx, DUE)) == ()


async def test_who_is_forgotten_leaves_no_reminder(asker: Asker) -> None:
    """Nor does what waits for them go out."""
    await invited(asker)
    house, database = asker.house, asker.database
    await database.write(lambda tx: remind(tx, house))
    assert await database.read(lambda tx: reminding.still(tx, 1, DUE))
    await database.write(lambda tx: forget(tx, asker.pack, person_id=house.person, with_answers=False, at=stamp(DUE)))
    assert await database.read(lambda tx: tx.all("SELECT * FROM reminder")) == []
    assert await database.read(lambda tx: reminding.still(tx, 1, DUE)) is None


async def test_still_right_at_the_end_of_its_day(asker: Asker) -> None:
    """What was put goes as long as it is day; what staff asked for, too, though its own time has not come."""
    await invited(asker)
    house, database = asker.house, asker.database
    await by_hand(asker, NOW)
    evening = datetime.fromisoformat("2026-11-22T20:00:00Z")
    assert await database.read(lambda tx: reminding.still(tx, 1, evening - timedelta(seconds=1)))
    assert await database.read(lambda tx: reminding.still(tx, 1, evening)) is None
    await database.write(lambda tx: reminding.stop(tx, house.person, NOW))
    assert await database.read(lambda tx: reminding.still(tx, 1, NOW)) is None
    await database.write(lambda tx: reminding.begin_again(tx, house.person))
    assert await database.read(lambda tx: reminding.still(tx, 1, NOW))


async def test_nobody_invited_is_no_case(asker: Asker) -> None:
    """Somebody who has no link in a round cannot be reminded of it."""
    house = asker.house
    assert await asker.database.read(lambda tx: reminding.waiting(tx, house.person, house.round)) is None
    with pytest.raises(ReminderRefused):
        await by_hand(asker, DUE)
    await invited(asker)
    found = await asker.database.read(lambda tx: reminding.waiting(tx, house.person, house.round))
    assert found is not None
    assert hindrance(found.case, DUE) is None
