"""A change that was wrong is written anew: who is told so, once, what is gone then, and how it is undone."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest

from asking import changes
from asking.change_anew import begin_anew, may_be_anew
from asking.change_languages import is_told
from asking.changes import UNDO
from asking.errors import ChangeRefused
from asking.forgetting import forget
from asking.moment import stamp
from asking.post import MAIL
from bot.changing import Telling
from locales import Languages
from store import changes as kept
from store import outbox, told
from store.changes import DRAFT, PUBLISHED, REPLACED, WITHDRAWN, Change, NewChange, Text
from store.told import COMMENT, Heard
from store.tx import Tx
from tests.asking.test_reminding import with_mail
from tests.asking.tools import NOW, Asker

FOOD = NewChange("The food is cold.", "Now we eat at 6.", picture="food")
RIGHT = "Now we eat at 5."
TOLD = NOW + UNDO
LATER = NOW + timedelta(hours=2)
WRONG = b"We said it wrong."


async def published(asker: Asker) -> int:
    """The person and the relative said it, each with an e-mail address; only the person's has been sent."""

    def made(tx: Tx) -> int:
        number = kept.add(tx, FOOD, at=stamp(NOW), by="Mo")
        for place, person in enumerate((asker.house.person, asker.house.relative)):
            with_mail(tx, person, f"p{place}@example.org")
            told.hear(tx, number, Heard(COMMENT, place + 1), person)
        changes.publish(tx, number, now=NOW, by="Mo")
        return number

    number = await asker.database.write(made)
    assert await goes_round(asker, TOLD) == 2
    await asker.database.write(lambda tx: told.sent(tx, 1, stamp(TOLD)))
    return number


async def goes_round(asker: Asker, now: datetime) -> int:
    """The caretaker tells people; gives how many messages were put."""
    return await Telling(asker.database, lambda: now, Languages()).go_round()


async def anew(asker: Asker, number: int, *, publish: bool = True) -> int:
    """It is written anew, and published."""

    def made(tx: Tx) -> int:
        new = begin_anew(tx, number, now=LATER, by="Mo")
        found = kept.get(tx, new)
        assert found
        kept.edit(tx, new, NewChange(found.said, RIGHT, picture=found.picture, corrects=number))
        if publish:
            changes.publish(tx, new, now=LATER, by="Mo")
        return new

    return await asker.database.write(made)


async def kept_as(asker: Asker, number: int) -> Change:
    """A change as it is kept."""
    found = await asker.database.read(lambda tx: kept.get(tx, number))
    assert found
    return found


async def letters(asker: Asker) -> dict[bytes, bytes]:
    """The newest letter to each address."""
    found = await asker.database.read(lambda tx: outbox.waiting(tx, MAIL))
    return {to: one.body for to in (b"p0", b"p1") for one in found if to + b"@example.org" in one.body}


async def test_who_was_told_hears_that_it_was_wrong_and_the_others_do_not(asker: Asker) -> None:
    """Each once: whoever got the wrong one is told so, whoever did not get it just hears what is right."""
    new = await anew(asker, await published(asker))
    assert await goes_round(asker, LATER + UNDO) == 2
    found = await letters(asker)
    assert RIGHT.encode() in found[b"p0"]
    assert WRONG in found[b"p0"]
    assert RIGHT.encode() in found[b"p1"]
    assert WRONG not in found[b"p1"]
    assert await goes_round(asker, LATER + timedelta(hours=1)) == 0
    assert len(await asker.database.read(lambda tx: told.of_change(tx, new))) == 2


async def test_the_wrong_one_is_gone_at_once(asker: Asker) -> None:
    """From everything that shows what is published, and from what waits to be sent."""
    old = await published(asker)
    new = await anew(asker, old)
    assert (await kept_as(asker, old)).state == REPLACED
    shown = await asker.database.read(lambda tx: kept.published(tx, "", "9"))
    assert [one.id for one in shown] == [new]
    theirs = await asker.database.read(lambda tx: told.of_person(tx, asker.house.person))
    assert old not in [one.change_id for one in theirs]


async def test_in_time_it_can_be_undone_and_the_earlier_one_stands_as_before(asker: Asker) -> None:
    """Nobody is told twice of that one, either."""
    old = await published(asker)
    new = await anew(asker, old)
    assert await asker.database.write(lambda tx: changes.withdraw(tx, new, LATER))
    assert ((await kept_as(asker, old)).state, (await kept_as(asker, new)).state) == (PUBLISHED, DRAFT)
    assert await goes_round(asker, LATER + UNDO) == 0


async def test_once_told_it_is_not_undone_to_the_wrong_one(asker: Asker) -> None:
    """To take it back then leaves neither."""
    old = await published(asker)
    new = await anew(asker, old)
    await goes_round(asker, LATER + UNDO)
    assert await asker.database.write(lambda tx: changes.withdraw(tx, new, LATER + UNDO))
    assert ((await kept_as(asker, old)).state, (await kept_as(asker, new)).state) == (REPLACED, WITHDRAWN)
    with pytest.raises(ChangeRefused, match="anew"):
        await asker.database.write(lambda tx: changes.publish(tx, old, now=LATER, by="Mo"))


async def test_who_is_no_longer_linked_still_hears_that_it_was_wrong(asker: Asker) -> None:
    """Told by mistake is told: also where the answers that led to it are linked no more, and a second time over."""
    old = await published(asker)
    new = await anew(asker, old, publish=False)

    def unlinked(tx: Tx) -> None:
        for one in told.heard(tx, new):
            told.unhear(tx, new, one)
        changes.publish(tx, new, now=LATER, by="Mo")

    await asker.database.write(unlinked)
    assert await goes_round(asker, LATER + UNDO) == 1
    assert WRONG in (await letters(asker))[b"p0"]
    third = await asker.database.write(lambda tx: begin_anew(tx, new, now=LATER + UNDO, by="Mo"))
    await asker.database.write(lambda tx: changes.publish(tx, third, now=LATER + UNDO, by="Mo"))
    found = await kept_as(asker, third)
    assert await asker.database.read(lambda tx: changes.to_begin(tx, found, LATER + 2 * UNDO)) == (asker.house.person,)


async def test_it_is_begun_once_and_only_where_somebody_may_have_been_told(asker: Asker) -> None:
    """A second press gives the same draft; a draft, what can be undone, and what was written anew are refused."""
    draft = await asker.database.write(lambda tx: kept.add(tx, FOOD, at=stamp(NOW), by="Mo"))
    with pytest.raises(ChangeRefused):
        await asker.database.write(lambda tx: begin_anew(tx, draft, now=LATER, by="Mo"))
    old = await published(asker)
    found = await kept_as(asker, old)
    assert not await asker.database.read(lambda tx: may_be_anew(tx, found, NOW))
    new = await anew(asker, old, publish=False)
    assert await anew(asker, old) == new
    with pytest.raises(ChangeRefused):
        await asker.database.write(lambda tx: begin_anew(tx, old, now=LATER, by="Mo"))


async def test_who_was_forgotten_is_told_nothing(asker: Asker) -> None:
    """That they were told went with them."""
    old = await published(asker)
    person = asker.house.person
    await asker.database.write(partial(forget, pack=asker.pack, person_id=person, with_answers=False, at=stamp(LATER)))
    new = await anew(asker, old)
    found = await kept_as(asker, new)
    assert person not in await asker.database.read(lambda tx: changes.to_begin(tx, found, LATER + UNDO))


async def test_a_translation_that_was_told_stays_like_the_english(asker: Asker) -> None:
    """It can be added at any time, mended while it can be undone, and then no more."""
    number = await published(asker)
    found = await kept_as(asker, number)

    def told_by(now: datetime) -> bool:
        return is_told(found, written, "pl", now)

    written = await asker.database.read(lambda tx: kept.translations(tx, number))
    assert not told_by(LATER), "there is none"
    text = Text("Jedzenie jest zimne.", "O 6.")
    await asker.database.write(lambda tx: kept.translate(tx, number, "pl", text, checked_by="", at=stamp(LATER)))
    written = await asker.database.read(lambda tx: kept.translations(tx, number))
    assert not told_by(LATER)
    assert told_by(LATER + UNDO)
