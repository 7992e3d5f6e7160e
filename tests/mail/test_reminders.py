"""Reminders by e-mail, through a real mail server: the words, the two links, and what waited too long."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from asking import post, profiles
from asking.invitations import invite, link_token
from asking.links import page_of
from asking.moment import stamp
from asking.profiles import Profile
from bot.mail.channel import MailChannel
from bot.reminding import Reminding
from locales import Languages
from store import outbox, people, reminders, settings
from store.database import Database
from store.reminders import Reminder
from store.tx import Tx
from tests.asking.tools import NOW, House, a_house
from tests.mail.postbox import Postbox
from tests.telegram.office import Clock

LANGUAGES = Languages()
ADDRESS = "ada@example.org"


async def moved_in(database: Database, language: str = "en") -> tuple[House, str]:
    """A house whose person was sent a link and has an e-mail address; gives the address of their page too."""

    def made(tx: Tx) -> tuple[House, str]:
        house = a_house(tx)
        settings.put(tx, "sample", "yes")
        settings.put(tx, post.READY, "yes")
        settings.put(tx, "address", "https://talk.example.org")
        people.speak(tx, house.person, language)
        profiles.keep(tx, house.person, Profile(email=ADDRESS), at=stamp(NOW))
        number = invite(tx, person_id=house.person, round_id=house.round, code="duq", areas=("duq.1",), now=NOW)
        return house, page_of(tx, link_token(tx, number))

    return await database.write(made)


async def sent(database: Database, box: Postbox, clock: Clock) -> None:
    """The channel runs until nothing waits."""
    channel = MailChannel(box.server, database, LANGUAGES.words, lambda: stamp(clock()))
    await channel.start()
    async with asyncio.timeout(20):
        while await database.read(lambda tx: outbox.queue(tx, post.MAIL)[0]):  # noqa: ASYNC110 - another task empties it
            await asyncio.sleep(0.01)
    await channel.close()


async def rows(database: Database, house: House) -> tuple[Reminder, ...]:
    """The reminders of the person."""
    return await database.read(lambda tx: reminders.of_person(tx, house.person))


async def test_the_e_mail_has_the_link_and_a_way_to_stop(database: Database, box: Postbox) -> None:
    """In easy words, naming nobody; one link goes on, the other leads to where reminders are stopped."""
    house, link = await moved_in(database)
    clock = Clock(NOW + timedelta(days=4))
    assert await Reminding(database, clock, LANGUAGES).go_round() == 1
    await sent(database, box, clock)
    (mail,) = box.mails
    text = mail.get_body(("plain",))
    page = mail.get_body(("html",))
    assert text
    assert page
    assert mail["Subject"] == "Your questions are still here."
    assert text.get_content().split("\n") == [
        "Hello.", "Your questions are still here.", "Do you want to carry on?", "You can say no.", "",
        "Carry on:", link, "", "-- ", "When may we remind you?", f"{link}/reminders", "",
    ]  # fmt: skip
    assert f'href="{link}/reminders"' in page.get_content()
    for secret in ("Ada", "Mill Lane", "support"):
        assert secret not in str(mail)
    (row,) = await rows(database, house)
    assert (row.channel, row.sent_at) == ("email", stamp(clock()))
    assert await Reminding(database, clock, LANGUAGES).go_round() == 0


async def test_it_is_in_the_language_of_the_person(database: Database, box: Postbox) -> None:
    """Also where that is written from right to left."""
    await moved_in(database, "ur")
    clock = Clock(NOW + timedelta(days=4))
    await Reminding(database, clock, LANGUAGES).go_round()
    await sent(database, box, clock)
    page = box.mails[0].get_body(("html",))
    assert page
    assert 'dir="rtl"' in page.get_content()
    assert "کیا آپ جاری رکھنا چاہتے ہیں؟" in page.get_content()


async def test_what_the_server_did_not_take_by_evening_waits_for_the_morning(database: Database, box: Postbox) -> None:
    """The mail server was away until eight: the e-mail lapses, counts for nothing, and is made anew at nine."""
    house, _ = await moved_in(database)
    clock = Clock(NOW + timedelta(days=4))
    reminding = Reminding(database, clock, LANGUAGES)
    assert await reminding.go_round() == 1
    clock.moment += timedelta(hours=7)
    await sent(database, box, clock)
    assert (box.mails, await rows(database, house), await reminding.go_round()) == ([], (), 0)
    clock.moment += timedelta(hours=13)
    assert await reminding.go_round() == 1
    await sent(database, box, clock)
    assert len(box.mails) == 1


async def test_an_address_that_nobody_has_is_no_way(database: Database, box: Postbox) -> None:
    """The server knows no such address: it is not tried again and again."""
    house, _ = await moved_in(database)
    box.fates["RCPT"] = ["550 5.1.1 no such user"]
    clock = Clock(NOW + timedelta(days=4))
    await Reminding(database, clock, LANGUAGES).go_round()
    await sent(database, box, clock)
    clock.moment += timedelta(days=1)
    assert await Reminding(database, clock, LANGUAGES).go_round() == 0
    assert len(await rows(database, house)) == 1
