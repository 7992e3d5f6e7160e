"""Who reads another language: what is said before publishing, who waits, and that nobody is told twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from asking import changes
from asking.change_languages import ENGLISH, WAIT, needed, not_written
from asking.change_words import wrong_with_translation
from asking.changes import UNDO
from asking.errors import ChangeRefused
from asking.moment import stamp
from asking.post import MAIL
from asking.telling import FRESH
from bot.changing import Telling
from locales import Languages
from store import changes as kept
from store import outbox, people, told
from store.changes import Change, NewChange, Text
from store.told import COMMENT, Heard
from store.tx import Tx
from tests.asking.test_reminding import with_mail
from tests.asking.tools import NOW, Asker

FOOD = NewChange("The food is cold.", "Now we eat at 6.", picture="food")
POLISH = Text("Jedzenie jest zimne.", "Teraz jemy o 6.")
LATER = NOW + timedelta(hours=3)


async def a_change(asker: Asker, *who: int) -> int:
    """A draft that some said in their own words; the person reads Polish, and everyone has an e-mail address."""

    def made(tx: Tx) -> int:
        people.speak(tx, asker.house.person, "pl")
        for place, person in enumerate((asker.house.person, asker.house.relative)):
            with_mail(tx, person, f"p{place}@example.org")
        number = kept.add(tx, FOOD, at=stamp(NOW), by="Mo")
        for place, person in enumerate(who or (asker.house.person, asker.house.relative)):
            told.hear(tx, number, Heard(COMMENT, place + 1), person)
        return number

    return await asker.database.write(made)


async def publish(asker: Asker, number: int, others: str) -> None:
    """Publish it."""
    await asker.database.write(lambda tx: changes.publish(tx, number, now=NOW, by="Mo", others=others))


async def translate(asker: Asker, number: int, text: Text = POLISH) -> None:
    """Somebody writes it in Polish, some hours after it was published."""
    at = stamp(LATER)
    await asker.database.write(lambda tx: kept.translate(tx, number, "pl", text, checked_by="Ola", at=at))


async def goes_round(asker: Asker, now: object) -> int:
    """The caretaker tells people; gives how many messages were put."""
    return await Telling(asker.database, lambda: now, Languages()).go_round()  # type: ignore[arg-type, return-value]


async def letters(asker: Asker) -> list[bytes]:
    """What waits to be sent, oldest first."""
    return [one.body for one in await asker.database.read(lambda tx: outbox.waiting(tx, MAIL))]


async def test_what_is_missing_is_told_from_everyone_there_and_not_from_who_said_it(asker: Asker) -> None:
    """Whichever of them said it, the same languages are missing: so they tell nobody who it was."""
    theirs = await a_change(asker, asker.house.person)
    others = await a_change(asker, asker.house.relative)
    for number in (theirs, others):
        found = await asker.database.read(lambda tx, number=number: kept.get(tx, number))
        assert found
        assert await asker.database.read(lambda tx, found=found: not_written(tx, found)) == ("pl",)


async def test_where_nobody_is_told_in_person_nothing_has_to_be_chosen(asker: Asker) -> None:
    """Until something is linked it hangs on walls only."""
    number = await a_change(asker)
    found = await asker.database.read(lambda tx: kept.get(tx, number))
    assert found
    assert await asker.database.read(lambda tx: needed(tx, found)) == ("pl",)
    alone = await asker.database.write(lambda tx: kept.add(tx, FOOD, at=stamp(NOW), by="Mo"))
    unlinked = await asker.database.read(lambda tx: kept.get(tx, alone))
    assert unlinked
    assert await asker.database.read(lambda tx: needed(tx, unlinked)) == ()


async def test_it_is_not_published_before_somebody_chooses(asker: Asker) -> None:
    """Nothing goes out in English unasked; written in Polish, nothing has to be chosen."""
    number = await a_change(asker)
    with pytest.raises(ChangeRefused, match="another language"):
        await publish(asker, number, "")
    await translate(asker, number)
    await publish(asker, number, "")


async def test_who_waits_is_told_once_it_is_written(asker: Asker) -> None:
    """The others hear at once; whoever reads Polish after it was written and could be undone, in Polish, and once."""
    number = await a_change(asker)
    await publish(asker, number, WAIT)
    assert await goes_round(asker, NOW + UNDO) == 1
    (english,) = await letters(asker)
    assert b"Now we eat at 6." in english
    assert b"p1@example.org" in english
    assert await goes_round(asker, LATER) == 0
    await translate(asker, number)
    assert await goes_round(asker, LATER + timedelta(minutes=5)) == 0, "it can still be mended"
    assert await goes_round(asker, LATER + UNDO) == 1
    polish = (await letters(asker))[-1]
    assert b"Teraz jemy o 6." in polish
    assert b"p0@example.org" in polish
    assert await goes_round(asker, LATER + timedelta(hours=1)) == 0
    rows = await asker.database.read(lambda tx: told.of_change(tx, number))
    assert len({row.person_id for row in rows}) == len(rows) == 2


async def test_who_waits_is_not_shown_it_as_new(asker: Asker) -> None:
    """Their own page tells them nothing in English meanwhile."""
    number = await a_change(asker, asker.house.person)
    await publish(asker, number, WAIT)
    await goes_round(asker, NOW + UNDO)
    assert await asker.database.read(lambda tx: changes.to_see(tx, asker.house.person)) == ()


async def test_a_wait_of_more_than_a_month_still_ends_with_a_message(asker: Asker) -> None:
    """What is fresh is counted from when somebody is told, not from when it was published."""
    number = await a_change(asker, asker.house.person)
    await publish(asker, number, WAIT)
    late = LATER + FRESH + timedelta(days=9)
    at = stamp(late)
    await asker.database.write(lambda tx: kept.translate(tx, number, "pl", POLISH, checked_by="", at=at))
    assert await goes_round(asker, late + UNDO) == 1


async def test_who_got_english_is_not_told_again(asker: Asker) -> None:
    """A translation that comes later stands on their own page, and no second message goes."""
    number = await a_change(asker, asker.house.person)
    await publish(asker, number, ENGLISH)
    assert await goes_round(asker, NOW + UNDO) == 1
    assert b"Now we eat at 6." in (await letters(asker))[0]
    await translate(asker, number)
    assert await goes_round(asker, LATER + UNDO) == 0
    found = await asker.database.read(lambda tx: kept.get(tx, number))
    assert found
    shown = await asker.database.read(lambda tx: changes.wording(tx, found, "pl"))
    assert shown.text == POLISH


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        (Text("Zimne.", ""), "did", "Write both"),
        (Text("", "O 6."), "said", "Write both"),
        (Text("z" * 201, "O 6."), "said", "200 letters"),
        (Text("Zimne.", "Jemy o 6; tak."), "did", "full stop"),
        (Text("Zimne.", "O 6\u202e."), "did", "cannot be seen"),
        (Text("Zimne.", "O 6\x07."), "did", "cannot be seen"),
        (Text("The food is cold.", "O 6."), "said", "the English text"),
        (Text("Zimne.", "a " * 30), "did", "words"),
    ],
)
def test_a_translation_is_looked_at_by_the_rules_of_its_language(text: Text, field: str, words: str) -> None:
    """Length, signs and long sentences in each of them; what is right passes."""
    change = Change(1, 0, FOOD.said, FOOD.did, "food", (), None, None, False, "draft", "", "", None, "", None, None)
    assert words in wrong_with_translation(change, text, "pl")[field]
    assert wrong_with_translation(change, POLISH, "pl") == {}
    assert wrong_with_translation(change, Text("", ""), "pl") == {}
