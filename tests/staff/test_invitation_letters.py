"""Sending invitations: what goes out by e-mail and into chats, in whose language, and when nothing does."""

from __future__ import annotations

import json

import pytest

from asking import forgetting, notices, post, profiles
from asking.profiles import Profile
from bot.telegram import letters
from store import chats, invitations, outbox
from store.tx import Tx
from tests.staff.inviting import are_invented, invited, link_of, log, said, sends_mail, speaks
from tests.staff.office import AT, Office

LIST = "/staff/invitations"
TO = "may@example.org"


async def mails(office: Office) -> list[post.Mail]:
    """The e-mails that wait."""
    return [post.load(one.body) for one in await office.database.read(lambda tx: outbox.waiting(tx, post.MAIL))]


async def chats_with(office: Office, person: int, invitation: int) -> None:
    """Somebody has a chat open."""

    def open_one(tx: Tx) -> None:
        chats.open(
            tx, bot="77", lane="lane", address="4711", person_id=person, invitation_id=invitation, version=1, at=AT
        )

    await office.database.write(open_one)


async def test_by_email(managed: Office) -> None:
    """The words of the sheet go to the address, which is kept with the person; who sent it is written down."""
    await sends_mail(managed)
    number = await invited(managed, "Mill Lane family")
    person = managed.people["Mill Lane family"][0]
    response = await managed.post(f"{LIST}/{number}/send", how="email", to=TO)
    assert response.headers["location"].endswith("?done=email")
    (mail,) = await mails(managed)
    assert (mail.to, mail.language, mail.link) == (TO, "en", await link_of(managed, number))
    assert "\u2068Invented Support\u2069 wants to ask you some questions." in mail.lines
    assert mail.subject == "Invented Support wants to ask you some questions"
    for line in ("We never ask for money.", "We never ask for a password.", "You can say no."):
        assert line in mail.lines
    assert "Ada" not in json.dumps(mail.lines)
    assert managed.rung
    assert (f"sent by email, invitation {number}", person) in await log(managed)
    assert (await managed.database.read(lambda tx: profiles.of(tx, person))).email == TO
    page = said((await managed.get(f"{LIST}/{number}?done=email")).text)
    assert "Sent" in page
    assert "Last sent by e-mail, 22 November 2026" in page


async def test_in_their_language(managed: Office) -> None:
    """Family abroad read it in their own language, without a vowel sign that only the voice needs."""
    await sends_mail(managed)
    await are_invented(managed)
    await speaks(managed, managed.people["Mill Lane family"][0], "ar")
    number = await invited(managed, "Mill Lane family")
    await managed.post(f"{LIST}/{number}/send", how="email", to=TO)
    (mail,) = await mails(managed)
    assert mail.language == "ar"
    assert "لا نطلب المال أبدا." in mail.lines


@pytest.mark.parametrize("to", ["", "may", "may@", "may @example.org", "a@b.org,c@d.org"])
async def test_a_slip_of_the_finger(managed: Office, to: str) -> None:
    """What is no address comes back on the page as it was typed, with an example; nothing goes out."""
    await sends_mail(managed)
    number = await invited(managed)
    response = await managed.post(f"{LIST}/{number}/send", how="email", to=to)
    assert response.status_code == 409
    assert "Type it like this: name@example.org." in said(response.text)
    assert f'value="{to}"' in response.text
    assert await mails(managed) == []


async def test_where_nothing_sends_mail(managed: Office) -> None:
    """The page offers no form for it, and a form that comes all the same is refused with what to do instead."""
    number = await invited(managed)
    page = (await managed.get(f"{LIST}/{number}")).text
    assert "cannot send e-mail yet" in said(page)
    assert 'name="to"' not in page
    response = await managed.post(f"{LIST}/{number}/send", how="email", to=TO)
    assert "print the sheet" in said(response.text)


async def test_in_their_chat(managed: Office) -> None:
    """Who has a chat open gets the words there with one button; the letter is one that the Telegram room can read."""
    number, person = await invited(managed), managed.people["Mill Lane"][0]
    response = await managed.post(f"{LIST}/{number}/send", how="telegram")
    assert "This person has no open chat." in said(response.text)
    await chats_with(managed, person, number)
    assert (await managed.post(f"{LIST}/{number}/send", how="telegram")).status_code == 303
    (letter,) = await managed.database.read(lambda tx: outbox.waiting(tx, "77"))
    message = letters.load(json.loads(letter.body))
    assert message.to == 4711
    token = (await link_of(managed, number)).rpartition("/")[2]
    assert message.rows[0][0].url == f"https://t.me/plainsay_bot?start={token}"
    assert "If you are not safe, we must tell someone." in message.text
    managed.telegram = "http://localhost:1"
    assert (await managed.post(f"{LIST}/{number}/send", how="telegram")).status_code == 303
    _, letter = await managed.database.read(lambda tx: outbox.waiting(tx, "77"))
    message = letters.load(json.loads(letter.body))
    assert message.rows == ()
    assert message.text.endswith(f"Open the questions: http://localhost:1?start={token}")
    managed.telegram = ""
    response = await managed.post(f"{LIST}/{number}/send", how="telegram")
    assert "Telegram is not connected." in said(response.text)


async def test_sending_to_several(managed: Office) -> None:
    """Each goes the way that is known; who can be reached in none is named, with the sheet as the way."""
    await sends_mail(managed)
    first, second, third = managed.people["Rose Cottage"]
    numbers = [await invited(managed, "Rose Cottage", number) for number in range(3)]
    await managed.database.write(lambda tx: profiles.keep(tx, first, Profile(email=TO), at=AT))
    await chats_with(managed, second, numbers[1])
    data = {"do": "send", "round": str(managed.round), "people": [str(first), str(second), str(third)]}
    token = (await managed.get(LIST)).text.partition('name="form_token" value="')[2].partition('"')[0]
    answer = await managed.client.post(LIST, data={"form_token": token, **data})
    page = said(answer.text)
    assert "Sent: 2 people" in page
    assert "We know no e-mail address, and no chat is open. Add an address, or print the sheet." in page
    assert f"print?these={numbers[2]}" in answer.text
    assert [mail.to for mail in await mails(managed)] == [TO]
    found = await managed.database.read(lambda tx: [invitations.get(tx, one) for one in numbers])
    assert [one.sent_by for one in found if one] == ["email", "telegram", ""]


async def test_a_draft_goes_to_nobody_real(managed: Office) -> None:
    """Where a language lost its sign-off after the invitation, nothing is sent and the page says what is missing."""
    await sends_mail(managed)
    number = await invited(managed)
    await speaks(managed, managed.people["Mill Lane"][0], "cy")
    page = said((await managed.get(f"{LIST}/{number}")).text)
    assert "Nobody can be asked in Welsh yet." in page
    assert "Print the sheet" not in page
    assert (await managed.post(f"{LIST}/{number}/send", how="email", to=TO)).status_code == 409
    assert await mails(managed) == []


async def test_who_is_forgotten_gets_no_more_mail(managed: Office) -> None:
    """An e-mail that waits for someone who is forgotten is never sent, and neither is a message to their chat."""
    await sends_mail(managed)
    number, person = await invited(managed), managed.people["Mill Lane"][0]
    await chats_with(managed, person, number)
    await managed.post(f"{LIST}/{number}/send", how="email", to=TO)
    await managed.post(f"{LIST}/{number}/send", how="telegram")
    await managed.database.write(
        lambda tx: forgetting.forget(tx, managed.pack, person_id=person, with_answers=False, at=AT)
    )
    assert await mails(managed) == []
    assert await managed.database.read(lambda tx: outbox.waiting(tx, "77")) == ()
    assert (await managed.get(f"{LIST}/{number}")).status_code == 404
    assert (await managed.get(f"{LIST}/print?these={number}")).status_code == 404


async def test_a_notice_for_nobody(managed: Office) -> None:
    """A chat whose owner is forgotten takes no message."""
    number, person = await invited(managed), managed.people["Mill Lane"][0]
    await chats_with(managed, person, number)
    chat = await managed.database.read(lambda tx: notices.chat_of(tx, person))
    assert chat is not None
    await managed.database.write(
        lambda tx: forgetting.forget(tx, managed.pack, person_id=person, with_answers=False, at=AT)
    )
    notice = notices.Notice(("Hello.",), "https://example.org", "Open")
    assert not await managed.database.write(lambda tx: notices.put(tx, chat, notice, at=AT))
