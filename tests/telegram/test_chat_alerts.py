"""The lead's and the deputy's chats: told at once that something waits, not a word of it, and heard when they act."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from asking import alerts
from asking.alerts import Watch
from asking.turn import Delivery
from bot.caretaker import Caretaker
from bot.telegram.alerting import alert_message
from dialogs.inputs import ToldWorry
from store import access_log, outbox, services, worries
from store.crypto import Keys
from store.tx import Tx
from tests.telegram.office import NAMES, Office
from tests.telegram.phone import Phone, key_in, labels
from tests.telegram.saying import FIRST, at

TELL, LOOK = "Tell someone I have a worry", "I will look at it"
WORDS = "Someone shouted at me"
NEWS = "Mill Lane\nSomething waits for you.\nPlease look at it now."
BAD_LINK = "This link does not work"


async def link(office: Office, role: Watch, service_id: int = 0) -> str:
    """A fresh one-time link."""

    def made(tx: Tx) -> str:
        service = services.get(tx, service_id or office.house.service)
        assert service
        return alerts.make_link(tx, service, role, office.clock.moment)

    return await office.write(made)


async def watcher(office: Office, role: Watch) -> Phone:
    """The lead or the deputy, connected."""
    phone = office.phone(role.value)
    await phone.opens(await link(office, role))
    return phone


async def both(office: Office) -> tuple[Phone, Phone]:
    """Lead and deputy, connected."""
    return await watcher(office, Watch.LEAD), await watcher(office, Watch.DEPUTY)


async def told(office: Office) -> Phone:
    """Somebody at the first question who tells a worry."""
    sam = await at(office, FIRST)
    await sam.taps("I need help", TELL)
    return sam


async def name(office: Office, **named: str) -> None:
    """Another lead or deputy is named."""
    usual = {"lead_name": "Lee Example", "deputy_name": "Dee Example", "deputy_from": "Other House"}
    contacts = {"lead_contact": "01632 960002", "deputy_contact": "01632 960003"}
    house = office.house.service
    await office.write(lambda tx: services.set_safeguarding(tx, house, **{**usual, **contacts, **named}))


async def test_a_link_connects(office: Office) -> None:
    """The lead hears what comes here and what does not, and no name of anyone."""
    lead = office.phone()
    (hello,) = await lead.opens(await link(office, Watch.LEAD))
    assert hello.text.split("\n") == [
        "You look after Mill Lane here.",
        "We tell you here when something waits.",
        "You will not see any private words here.",
        "They are on the staff pages.",
    ]
    assert hello.buttons == ()


async def test_a_link_works_once_and_for_a_day(office: Office) -> None:
    """Used again, a second late, or for a lead who is no longer named, it opens nothing and says no more than that."""
    used, late, old = [await link(office, Watch.LEAD) for _ in range(3)]
    await office.phone().opens(used)
    answers = [await office.phone().opens(used)]
    await name(office, lead_name="Lou Example")
    answers.append(await office.phone().opens(old))
    await name(office)
    office.clock.moment += timedelta(hours=24, seconds=1)
    answers.append(await office.phone().opens(late))
    assert [came[0].bold() for came in answers] == [(BAD_LINK,)] * 3
    assert len(await office.read(lambda tx: alerts.watching(tx, office.house.service))) == 1


async def test_a_worry_reaches_both_at_once_without_a_word_of_it(office: Office) -> None:
    """By the tap; what is said after it belongs to it. The news holds no name, no words and no question."""
    lead, deputy = await both(office)
    sam = await told(office)
    await sam.says(WORDS)
    for phone in (lead, deputy):
        assert phone.texts[1:] == [NEWS]
        assert labels(phone.screen) == [LOOK]
    sent = json.dumps([call.params for call in office.api.calls if call.chat_id in (lead.user.id, deputy.user.id)])
    for secret in (WORDS, "shouted", *NAMES, "Ada Example", "Cy Example", str(sam.user.id)):
        assert secret not in sent


async def test_a_worry_told_on_the_tablet_reaches_the_chat(office: Office) -> None:
    """Whatever it was told on, and without waiting for anything to happen in a chat."""
    lead, _ = await both(office)
    token = await office.link("person")
    await office.rooms.conversations.take(token, ToldWorry(WORDS), Delivery("web", "", "1"))
    await office.settled()
    assert lead.texts[-1] == NEWS


async def test_who_looks_has_it_and_the_other_hears(office: Office) -> None:
    """The first who taps has it; the other is told by name, now and when they try; the log has it too."""
    lead, deputy = await both(office)
    await told(office)
    (mine,) = await deputy.taps(LOOK)
    assert mine.text == "Thank you.\nIt is yours now.\nPlease read it on the staff pages today."
    assert lead.texts[-1] == "Mill Lane\nDee Example has it now."
    (late,) = await lead.taps(LOOK)
    assert late.text == "Dee Example has it already."
    (again,) = await deputy.taps(LOOK)
    assert again.text == mine.text
    (worry,) = await office.read(worries.all)
    assert worry.acknowledged_by == "Dee Example"
    did = [(note.who, note.did) for note in await office.read(access_log.recent)]
    assert did.count(("Dee Example", f"took worry {worry.id} in a chat")) == 1


async def test_two_who_tap_at_once(office: Office) -> None:
    """One has it, the other hears who; nobody thinks that the other has it while nobody does."""
    lead, deputy = await both(office)
    await told(office)
    lead.user.tap_raw(*key_in(lead.user.inbox, LOOK))
    deputy.user.tap_raw(*key_in(deputy.user.inbox, LOOK))
    await office.settled()
    (worry,) = await office.read(worries.all)
    first, second = (lead, deputy) if worry.acknowledged_by == "Lee Example" else (deputy, lead)
    assert [text for text in first.texts if "yours" in text]
    assert [text for text in second.texts if f"{worry.acknowledged_by} has it already." in text]


async def test_nobody_else_takes_a_worry(office: Office) -> None:
    """A stranger, the person and another chat of the lead's make nothing of the lead's button, nor of a made-up one."""
    lead, _ = await both(office)
    sam = await told(office)
    data, message = key_in(lead.user.inbox, LOOK)
    forged = f"seen.1.0.0.{'A' * 12}"
    stranger = office.phone()
    for phone, answer in ((stranger, "You need a link of your own."), (sam, FIRST)):
        for made in (data, forged):
            (shown,) = await phone.does(lambda made=made, phone=phone: phone.user.tap_raw(made, message))  # type: ignore[misc]
            assert answer in shown.text
    (shown,) = await lead.does(lambda: lead.user.tap_raw(forged, message))
    assert "Nobody reads what you write here." in shown.text
    (worry,) = await office.read(worries.all)
    assert worry.acknowledged_at is None


async def test_who_is_lead_no_more_hears_nothing(office: Office) -> None:
    """Once another is named, the one before is told nothing, and takes nothing by an old button."""
    lead, deputy = await both(office)
    await told(office)
    await name(office, lead_name="Lou Example")
    before = len(lead.texts)
    await office.write(lambda tx: alerts.tell(tx, service_id=office.house.service, worry_id=1, at=office.rooms.now()))
    office.rooms.bell()
    await office.settled()
    assert len(lead.texts) == before
    assert deputy.texts[-2:] == [NEWS, NEWS]
    (answer,) = await lead.taps(LOOK)
    assert answer.text == "This is not for this chat."
    (worry,) = await office.read(worries.all)
    assert worry.acknowledged_at is None


@pytest.mark.parametrize("how", ["blocks", "is found to have blocked"])
async def test_where_one_cannot_be_reached_the_other_hears(office: Office, how: str) -> None:
    """The deputy is asked to tell the lead, once; worries go on reaching the deputy."""
    lead, deputy = await both(office)
    if how == "blocks":
        await lead.does(lead.user.block)
    else:
        lead.user.chat.blocked = True
    await told(office)
    lost = "Mill Lane\nWe cannot reach Lee Example here now.\nPlease tell them."
    assert deputy.texts.count(lost) == 1
    assert deputy.texts.count(NEWS) == 1
    await told_again(office)
    assert deputy.texts.count(lost) == 1
    assert deputy.texts.count(NEWS) == 2
    assert (await office.read(outbox.totals)).waiting == 0


async def told_again(office: Office) -> None:
    """Somebody else of the house tells a worry."""
    phone = await office.opens("staff")
    await phone.taps("I need help", TELL)


async def test_where_nobody_is_connected_nothing_fails(office: Office) -> None:
    """The worry waits on the staff pages, and the person is told the same."""
    sam = await told(office)
    assert "Find someone or call." in sam.screen.text
    assert len(await office.read(worries.open)) == 1
    assert (await office.read(outbox.totals)).waiting == 0


async def test_who_watches_and_writes_hears_that_nobody_reads(office: Office) -> None:
    """A lead who writes here, or tries a command, must not think that anyone reads it."""
    lead = await watcher(office, Watch.LEAD)
    for said in ("I am on holiday", "/help", "/start"):
        (answer,) = await lead.says(said)
        assert answer.text == "We tell you here when something waits.\nNobody reads what you write here."


async def test_a_lead_can_have_a_talk_of_their_own(office: Office) -> None:
    """Both live in one chat: alerts come between the questions, and both sorts of buttons work."""
    phone = await watcher(office, Watch.LEAD)
    await phone.opens(await office.link("staff"))
    question = phone.screen
    await told(office)
    assert phone.texts[-1] == NEWS
    (thanks,) = await phone.taps(LOOK)
    assert "It is yours now." in thanks.text
    (screen,) = await phone.taps("Next", on=question)
    assert labels(screen)[-2:] == ["Listen", "I need help"]


async def test_a_worry_goes_to_its_own_house(office: Office) -> None:
    """The lead of another house hears nothing of it."""

    def other_house(tx: Tx) -> int:
        made = services.add(tx, name="Oak House")
        services.set_safeguarding(
            tx, made, lead_name="Lou Example", lead_contact="1", deputy_name="Di Example", deputy_contact="2",
            deputy_from="Mill Lane",
        )  # fmt: skip
        return made

    other = office.phone()
    await other.opens(await link(office, Watch.LEAD, await office.write(other_house)))
    await told(office)
    assert len(other.texts) == 1


async def test_a_worry_that_nobody_takes_is_told_again(office: Office) -> None:
    """After half an hour the reminder comes, with the same button, and it takes the same worry."""
    lead, deputy = await both(office)
    await told(office)
    office.clock.moment += timedelta(minutes=31)
    caretaker = Caretaker(office.rooms.database, office.clock, office.rooms.bell, office.rooms.own_pictures.tend)
    assert await caretaker.go_round() == 2
    await office.settled()
    assert lead.texts[-1] == "Mill Lane\nSomething still waits.\nNobody has it yet.\nPlease look at it now."
    await lead.taps(LOOK)
    assert deputy.texts[-1] == "Mill Lane\nLee Example has it now."


@pytest.mark.parametrize("news", ["new", "again", "not_heard", "taken", "unreachable"])
def test_alerts_are_plain(tmp_path: Path, news: str) -> None:
    """Each says which house and what to do; what needs the staff pages has the way there, where it has an address."""
    keys = Keys(tmp_path / "key")
    keys.unlock(new=True)
    alert = {"to": "7", "worry_id": 3, "news": news, "service": "Oak & Elm", "who": "Lee <Example>"}
    made = alert_message(keys, "bot", alert, "https://talk.example.org/staff/worries")
    assert made.text.startswith("<b>Oak &amp; Elm</b>\n")
    assert "<Example>" not in made.text
    urls = [key.url for row in made.rows for key in row if key.url]
    assert urls == ([] if news in {"taken", "unreachable"} else ["https://talk.example.org/staff/worries"])
    without = alert_message(keys, "bot", alert, "")
    assert not [key for row in without.rows for key in row if key.url]
    assert bool(without.rows) == (news in {"new", "again"})
