"""A change in the chat: told once with its picture, never at night, and asked about after a later talk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from asking import changes, telling
from asking.change_anew import begin_anew
from asking.changes import UNDO
from bot.changing import Telling
from store import changes as kept
from store import people, rounds, told
from store.changes import NewChange, Text
from store.told import COMMENT, Heard, Told
from tests.asking.tools import NOW
from tests.telegram.office import Office
from tests.telegram.phone import NOT_TICKED, OVER, Phone, bare, labels

SAID = "Something changed\nYou told us:\nThe food is cold.\nWhat we did:\nNow we eat at 6."
QUESTION = "Did it get better?"
AT = "2026-11-22T13:00:00Z"


async def published(office: Office, who: int = 0) -> int:
    """Someone said it, and it is published; the time to undo is over."""

    def made(tx: object) -> int:
        number = kept.add(tx, NewChange("The food is cold.", "Now we eat at 6.", picture="food"), at=AT, by="Mo")  # type: ignore[arg-type]
        told.hear(tx, number, Heard(COMMENT, 1), who or office.house.person)  # type: ignore[arg-type]
        changes.publish(tx, number, now=office.clock.moment, by="Mo")  # type: ignore[arg-type]
        return number

    number = await office.write(made)
    office.clock.moment += UNDO
    return number


async def put(office: Office) -> int:
    """The caretaker's part; nothing is sent yet."""
    return await Telling(office.rooms.database, office.clock, office.rooms.languages).go_round()


async def goes_round(office: Office) -> int:
    """The caretaker's part, and all that comes of it."""
    found = await put(office)
    office.rooms.bell()
    await office.settled()
    return found


async def to_the_end(sam: Phone) -> None:
    """Go on until the talk is over, whatever else came beside it."""
    for _ in range(60):
        talk = [
            one for one in sam.user.inbox if one.buttons and labels(one) != ["Listen"] and QUESTION not in one.text
        ][-1]
        if OVER in labels(talk):
            return
        first = talk.buttons[0].label
        await sam.taps(*([bare(first), "Next"] if NOT_TICKED in first else [bare(first)]), on=talk)
    raise AssertionError("the talk did not end")


async def row(office: Office) -> Told:
    """The first who was told."""
    found = await office.read(lambda tx: told.get(tx, 1))
    assert found
    return found


async def test_it_comes_once_with_its_picture(office: Office) -> None:
    """In the chat of the one who said it; a second round sends nothing; that it went out is noted."""
    sam = await office.opens("person")
    await published(office)
    assert await goes_round(office) == 1
    assert sam.texts[-1] == SAID
    assert sam.screen.photo
    assert labels(sam.screen) == ["Listen"]
    assert await goes_round(office) == 0
    assert sam.texts.count(SAID) == 1
    found = await row(office)
    assert (found.channel, bool(found.sent_at)) == ("telegram", True)


async def test_it_can_be_heard(office: Office) -> None:
    """'Listen' brings it as a voice note, as often as it is tapped."""
    sam = await office.opens("person")
    await published(office)
    await goes_round(office)
    (came,) = await sam.taps("Listen")
    assert came.voice
    assert await sam.taps("Listen")


async def test_who_is_read_to_hears_it_at_once(office: Office) -> None:
    """Picture and voice come together."""
    sam = await office.opens("person")
    await sam.says("/aloud")
    await published(office)
    await goes_round(office)
    assert sam.texts[-2] == SAID
    assert sam.user.inbox[-1].voice


@pytest.mark.parametrize("why", ["night", "withdrawn", "left"])
async def test_what_waited_is_looked_at_before_it_goes(office: Office, why: str) -> None:
    """A night came, it was taken back, or the person left: nothing is sent; by day it comes, if it still may."""
    sam = await office.opens("person")
    number = await published(office)
    assert await put(office) == 1
    if why == "night":
        office.clock.moment = office.clock.moment.replace(hour=23)
    elif why == "withdrawn":
        await office.write(lambda tx: changes.withdraw(tx, number, office.clock()))
    else:
        await office.write(lambda tx: people.stop(tx, office.house.person, AT))
    office.rooms.bell()
    await office.settled()
    assert SAID not in sam.texts
    assert (await row(office)).channel == ""
    office.clock.moment += timedelta(hours=12)
    assert await goes_round(office) == (why == "night")
    assert sam.texts.count(SAID) == (why == "night")


async def test_a_lost_chat_does_not_count_as_told(office: Office) -> None:
    """What waited where nobody can be reached may go another way."""
    await office.opens("person")
    await published(office)
    await put(office)
    chat = (await office.read(lambda tx: tx.all("SELECT bot, lane FROM chat")))[0]
    await office.write(lambda tx: telling.lost(tx, chat[0], chat[1]))
    assert (await row(office)).channel == ""


async def test_a_draft_translation_says_so(office: Office) -> None:
    """The frame is in the person's language, and so are the words where somebody wrote them."""
    sam = await office.opens("person")
    number = await published(office)
    await office.write(lambda tx: people.speak(tx, office.house.person, "pl"))
    polish = Text("Jedzenie jest zimne.", "Teraz jemy o 6.")
    await office.write(lambda tx: kept.translate(tx, number, "pl", polish, checked_by="", at=AT))
    await goes_round(office)
    assert "Jedzenie jest zimne." in sam.texts[-1]
    assert "The food is cold." not in sam.texts[-1]
    assert len(sam.texts[-1].splitlines()) == len(SAID.splitlines()) + 1


async def test_after_a_later_talk_they_are_asked_once(office: Office) -> None:
    """Not after a talk of the same round; the last tap counts, and no second question comes."""
    sam = await office.opens("person")
    await published(office)
    await goes_round(office)
    await to_the_end(sam)
    assert not [text for text in sam.texts if QUESTION in text]
    office.clock.moment = NOW + timedelta(days=100)
    later = await office.write(lambda tx: rounds.add(tx, name="Spring", opens_on="2027-02-01", closes_on="2027-04-01"))
    office.house = type(office.house)(**{**_ids(office), "round": later})
    await sam.opens(await office.link("person"))
    await to_the_end(sam)
    asked = [text for text in sam.texts if QUESTION in text]
    assert len(asked) == 1
    assert labels(sam.screen) == ["Yes", "A bit", "No", "I do not know", "I do not want to say"]
    question = sam.screen
    assert "You said: A bit." in (await sam.taps("A bit"))[-1].text
    assert (await row(office)).better == "a-bit"
    await sam.taps("No", on=question)
    await sam.taps("No", on=question)
    assert (await row(office)).better == "no"


def _ids(office: Office) -> dict[str, int]:
    house = office.house
    return {name: getattr(house, name) for name in ("service", "person", "relative", "staff", "round")}


async def test_what_was_wrong_is_put_right_once_in_the_chat(office: Office) -> None:
    """Whoever got the wrong one is told so, with what is right; to be heard too, and never twice."""
    sam = await office.opens("person")
    number = await published(office)
    await goes_round(office)

    def anew(tx: object) -> None:
        new = begin_anew(tx, number, now=office.clock.moment, by="Mo")  # type: ignore[arg-type]
        right = NewChange("The food is cold.", "Now we eat at 5.", picture="food", corrects=number)
        kept.edit(tx, new, right)  # type: ignore[arg-type]
        changes.publish(tx, new, now=office.clock.moment, by="Mo")  # type: ignore[arg-type]

    await office.write(anew)
    office.clock.moment += UNDO
    assert await goes_round(office) == 1
    right = SAID.replace("You told us:", "We said it wrong.\nThis is right:\nYou told us:").replace("at 6", "at 5")
    assert sam.texts[-1] == right
    (came,) = await sam.taps("Listen")
    assert came.voice
    assert await goes_round(office) == 0
    assert sam.texts.count(right) == 1
