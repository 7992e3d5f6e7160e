"""Telling the person what happened next: in person first, by a message only after a warning, and how far it came."""

from __future__ import annotations

import pytest

from store import access_log, invitations, members, people, worries, worry_hiding, worry_messages
from store.tx import Tx
from store.worry_messages import Message
from tests.staff.office import AT, Office

OWN = "Mo comes on Monday at 3."
FORM = {"chosen": "visit", "own": OWN, "language": "en", "confirm": "yes"}


async def told_themselves(office: Office, *, words: str = "Lou takes my money", taken: bool = True) -> int:
    """A person on file told a worry, and Mo has it."""
    worry = await office.worry("The Elms", words)
    if taken:
        await office.post(f"/staff/worries/{worry}/take", f"/staff/worries/{worry}", who="Mo Manager")
    return worry


async def send(office: Office, worry: int, **fields: str) -> tuple[int, str]:
    """Send the form; gives the status and the page."""
    page = f"/staff/worries/{worry}/message"
    answer = await office.post(page, page, **fields)
    return answer.status_code, answer.text


async def kept(office: Office, worry: int) -> tuple[Message, ...]:
    """What was written after a worry."""
    return await office.database.read(lambda tx: worry_messages.of_worry(tx, worry))


async def test_in_person_comes_first_and_nothing_goes_unconfirmed(signed_in: Office) -> None:
    """The page says who may hold the phone; without the tick nothing is kept."""
    worry = await told_themselves(signed_in)

    def about_lou(tx: Tx) -> None:
        found = worries.without_words(tx, worry)
        assert found
        worry_hiding.keep_from(tx, found, {"name/lou": "Lou Carer"}, why=worry_hiding.LED, at=AT)

    await signed_in.database.write(about_lou)
    page = (await signed_in.get(f"/staff/worries/{worry}/message")).text
    assert page.index("Tell them in person") < page.index("Or send a message")
    assert "The worry is kept from Lou Carer" in page
    status, again = await send(signed_in, worry, **{**FORM, "confirm": ""})
    assert (status, "Say that you know who may read it" in again) == (400, True)
    assert await kept(signed_in, worry) == ()


async def test_it_is_sent_once_seen_on_the_worry_and_taken_back(signed_in: Office) -> None:
    """A second press finds one that waits; the access log says it without a word of it; taken back, it is over."""
    worry = await told_themselves(signed_in)
    assert (await send(signed_in, worry, **FORM))[0] == 303
    status, page = await send(signed_in, worry, **FORM)
    assert (status, "waits for" in page) == (400, True)
    (message,) = await kept(signed_in, worry)
    shown = (await signed_in.get(f"/staff/worries/{worry}")).text
    for words in ("A person will come and talk with you.", OWN, "Wrote a message to the person"):
        assert words in shown, words
    did = [one.did for one in await signed_in.database.read(access_log.recent)]
    assert f"wrote to the person after worry {worry}" in did
    assert not any("Monday" in one for one in did)
    back = f"/staff/worries/{worry}/message/{message.id}/back"
    done = await signed_in.post(back, f"/staff/worries/{worry}")
    assert "done=taken_back" in done.headers["location"]
    assert "done=too_late" in (await signed_in.post(back, f"/staff/worries/{worry}")).headers["location"]
    assert (
        await signed_in.post(f"/staff/worries/{worry}/message/99/back", f"/staff/worries/{worry}")
    ).status_code == 404


async def test_what_the_easy_read_rules_say_is_shown_once(signed_in: Office) -> None:
    """A long sentence is named, and then goes if the lead wants it."""
    worry = await told_themselves(signed_in)
    long = "Mo will come by on Monday in the late afternoon and then again on Friday in order to have a long chat."
    status, page = await send(signed_in, worry, **{**FORM, "own": long})
    assert (status, "What the easy-read rules say" in page) == (200, True)
    assert await kept(signed_in, worry) == ()
    assert (await send(signed_in, worry, **{**FORM, "own": long, "seen": "yes"}))[0] == 303


@pytest.mark.parametrize("why", ["by staff", "nobody has it", "left", "forgotten", "watched another"])
async def test_nobody_else_is_written_to(signed_in: Office, why: str) -> None:
    """Only a person on file who told it themselves, about themselves, once somebody has it."""
    worry = await told_themselves(signed_in, taken=why != "nobody has it")

    def change(tx: Tx) -> None:
        found = worries.without_words(tx, worry)
        assert found
        assert found.person_id
        if why == "left":
            people.stop(tx, found.person_id, AT)
        elif why == "forgotten":
            for one in invitations.of_person(tx, found.person_id):
                invitations.revoke(tx, one.id, AT)
            worries.unlink_person(tx, found.person_id)
        elif why == "by staff":
            tx.run("UPDATE worry SET origin = 'staff' WHERE id = :id", id=worry)
        elif why == "watched another":
            tx.run("UPDATE worry SET about_id = :who WHERE id = :id", who=found.person_id, id=worry)

    await signed_in.database.write(change)
    page = (await signed_in.get(f"/staff/worries/{worry}/message")).text
    assert "Nobody can be sent a message after this worry." in page
    assert (await send(signed_in, worry, **FORM))[0] == 400
    assert await kept(signed_in, worry) == ()


async def test_names_of_others_are_refused(signed_in: Office) -> None:
    """One's own name may stand in it; a colleague's may not."""
    worry = await told_themselves(signed_in)
    await signed_in.database.write(lambda tx: members.add(tx, name="Sal Lead", role="lead", services=None, at=AT))
    status, page = await send(signed_in, worry, **{**FORM, "own": "Sal Lead comes on Monday at 3."})
    assert (status, "Take out the name" in page) == (400, True)


async def test_an_unopened_one_waits_on_the_first_page(signed_in: Office) -> None:
    """After three days the lead is sent to the person; and at once where nothing of theirs opens."""
    worry = await told_themselves(signed_in)
    assert (await send(signed_in, worry, **FORM))[0] == 303
    sentence = "Tell them in person what happened next."
    shown = (await signed_in.get(f"/staff/worries/{worry}")).text
    assert "It waits on their own page. Nobody has opened it yet." in shown
    assert sentence not in (await signed_in.get("/staff")).text
    signed_in.clock.turn(days=3)
    await signed_in.sign_in("Nia Lead")  # nobody is signed in for so long
    assert sentence in (await signed_in.get("/staff")).text
    (message,) = await kept(signed_in, worry)
    await signed_in.database.write(lambda tx: worry_messages.opened(tx, message.id, AT))
    assert sentence not in (await signed_in.get("/staff")).text


async def test_where_nothing_of_theirs_opens_the_page_says_so_at_once(signed_in: Office) -> None:
    """It cannot be delivered: the form says it before, the worry and the first page after it was sent."""
    worry = await told_themselves(signed_in)

    def end(tx: Tx) -> None:
        found = worries.without_words(tx, worry)
        assert found
        assert found.person_id
        for one in invitations.of_person(tx, found.person_id):
            invitations.revoke(tx, one.id, AT)

    await signed_in.database.write(end)
    assert "it cannot be delivered" in (await signed_in.get(f"/staff/worries/{worry}/message")).text
    assert (await send(signed_in, worry, **FORM))[0] == 303
    assert "It could not be delivered" in (await signed_in.get(f"/staff/worries/{worry}")).text
    assert "Tell them in person what happened next." in (await signed_in.get("/staff")).text
