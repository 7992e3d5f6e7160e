"""Answering a wish: to whoever wished, once, in their own channel; taken back in time; never past the detector."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from asking import summaries as rules
from asking import wish_answers
from asking.changes import UNDO, has_news
from asking.forgetting import forget
from asking.moment import stamp
from asking.post import MAIL
from asking.sight import see
from asking.wish_answers import Typed, wrong_with
from bot.answering import Answering
from locales import Languages
from store import changes, members, noticed, outbox, people, reminders, summaries, wishes
from store import wish_answers as kept
from store.members import Member
from store.tx import Tx
from store.wish_answers import GOING, NOT_NOW, WishAnswer
from tests.asking.test_reminding import NUMBER, with_chat, with_mail
from tests.asking.tools import NOW, Asker

WISH = "A swing in the garden."
WHY = "The tree must go first."
TELL = NOW + UNDO
SIGN = "He hits me when nobody looks."


async def wished(asker: Asker) -> int:
    """The person has a wish for everyone; gives its number."""

    def made(tx: Tx) -> int:
        one = rules.begin(tx, asker.pack, person_id=asker.house.person, now=NOW)
        return wishes.add(
            tx, summary_id=one.id, person_id=asker.house.person, service_id=asker.house.service, words=WISH,
            at=stamp(NOW),
        )  # fmt: skip

    return await asker.database.write(made)


async def answered(asker: Asker, wish_id: int, typed: Typed | None = None) -> int:
    """A manager answers it."""

    def made(tx: Tx) -> int:
        wish = wishes.get(tx, wish_id)
        assert wish
        found = typed or Typed(NOT_NOW, WHY)
        return wish_answers.answer(tx, wish, found, who=mo(tx), now=NOW, seen=see(found.words, found.language))

    return await asker.database.write(made)


def mo(tx: Tx) -> Member:
    """The manager."""
    there = next((one for one in members.active(tx) if one.name == "Mo"), None)
    if there:
        return there
    found = members.get(tx, members.add(tx, name="Mo", role="manager", services=None, at=stamp(NOW)))
    assert found
    return found


async def goes_round(asker: Asker, now: datetime = TELL) -> int:
    """The caretaker's part; gives how many messages were put."""
    return await Answering(asker.database, lambda: now, Languages()).go_round()


async def bodies(asker: Asker, lane: str) -> list[bytes]:
    """What waits to be sent."""
    return [one.body for one in await asker.database.read(lambda tx: outbox.waiting(tx, lane))]


async def row(asker: Asker, number: int = 1) -> WishAnswer | None:
    """An answer as it is kept."""
    return await asker.database.read(lambda tx: kept.get(tx, number))


@pytest.mark.parametrize("channel", ["mail", "chat"])
async def test_it_is_told_once_in_their_own_channel(asker: Asker, channel: str) -> None:
    """With their own wish and the reason; not before it can no longer be taken back, and never twice."""
    wish, person = await wished(asker), asker.house.person
    setup = (lambda tx: with_mail(tx, person)) if channel == "mail" else (lambda tx: with_chat(tx, person, 1))
    await asker.database.write(setup)
    await answered(asker, wish)
    assert await goes_round(asker, TELL - timedelta(seconds=1)) == 0
    assert await goes_round(asker) == 1
    (body,) = await bodies(asker, MAIL if channel == "mail" else NUMBER)
    for words in (WISH, WHY):
        assert words.encode() in body
    if channel == "mail":
        assert b"We cannot do it now." in body
    assert await goes_round(asker, TELL + timedelta(hours=1)) == 0


async def test_without_a_channel_it_stands_on_their_own_page(asker: Asker) -> None:
    """As news, until they go on from it; what was sent is not told a second time there."""
    wish, person = await wished(asker), asker.house.person
    number = await answered(asker, wish, Typed(GOING, ""))
    read = asker.database.read
    assert await goes_round(asker) == 0
    assert await read(lambda tx: has_news(tx, person, asker.house.round, stamp(TELL)))
    assert not await read(lambda tx: has_news(tx, person, asker.house.round, stamp(NOW)))
    await asker.database.write(lambda tx: kept.sent(tx, number, stamp(TELL)))
    assert await read(lambda tx: kept.untold(tx, person, stamp(TELL))) == ()


async def test_it_is_never_published(asker: Asker) -> None:
    """No change comes of it: what stands on walls and posters are changes."""
    await answered(asker, await wished(asker))
    await goes_round(asker)
    assert await asker.database.read(changes.all) == ()


async def test_it_can_be_taken_back_before_anybody_is_told(asker: Asker) -> None:
    """Then nothing of it is left; later it stays."""
    wish_id = await wished(asker)
    for now, gone in ((NOW + timedelta(minutes=5), True), (TELL, False)):
        number = await answered(asker, wish_id)

        def undo(tx: Tx, number: int = number, now: datetime = now) -> bool:
            wish = wishes.get(tx, wish_id)
            assert wish
            return wish_answers.take_back(tx, wish, number, who=mo(tx), now=now)

        assert await asker.database.write(undo) == gone
        assert (await row(asker, number) is None) == gone


@pytest.mark.parametrize("why", ["left", "no reminders", "night", "seen"])
async def test_who_must_not_be_told_is_not(asker: Asker, why: str) -> None:
    """Whoever left or said no gets nothing, nobody at night, and nobody who has read it on their page."""
    wish, person, now = await wished(asker), asker.house.person, TELL
    await asker.database.write(lambda tx: with_mail(tx, person))
    number = await answered(asker, wish)
    assert await asker.database.read(lambda tx: wish_answers.still(tx, number, TELL))
    match why:
        case "left":
            await asker.database.write(lambda tx: people.stop(tx, person, stamp(NOW)))
        case "no reminders":
            await asker.database.write(lambda tx: reminders.end(tx, person, stamp(NOW)))
        case "seen":
            await asker.database.write(lambda tx: kept.seen(tx, number, stamp(TELL)))
        case _:
            now = TELL.replace(hour=23)
    assert await goes_round(asker, now) == 0
    assert not await asker.database.read(lambda tx: wish_answers.still(tx, number, now))


async def test_its_words_go_past_the_detector(asker: Asker) -> None:
    """A sign in them raises a worry at once; plain words raise none; a fault is made good by the next look."""
    wish = await wished(asker)
    await answered(asker, wish)
    assert await asker.database.read(lambda tx: tx.one("SELECT COUNT(*) FROM worry")) == (0,)
    await answered(asker, wish, Typed(NOT_NOW, SIGN))
    assert await asker.database.read(lambda tx: tx.one("SELECT COUNT(*) FROM worry")) == (1,)
    texts = await asker.database.read(lambda tx: noticed.WAITING["wishes"](tx, 0, 100).texts)
    assert [one.words for one in texts] == [WHY, SIGN]


async def test_forgetting_takes_it_along(asker: Asker) -> None:
    """The answers to someone's wishes go with them; they are sealed with their key."""
    await answered(asker, await wished(asker))
    (sealed,) = await asker.database.read(lambda tx: tx.one("SELECT body FROM wish_answer") or ())
    assert b"tree" not in bytes(sealed)
    at, person = stamp(NOW), asker.house.person
    await asker.database.write(lambda tx: forget(tx, asker.pack, person_id=person, with_answers=False, at=at))
    assert await row(asker) is None


async def test_a_correction_of_the_summary_takes_the_answer_along(asker: Asker) -> None:
    """The wish is said anew, and the answer to the old one goes; one that somebody took stays with its answers."""
    wish = await wished(asker)
    await answered(asker, wish)
    (summary,) = await asker.database.read(lambda tx: summaries.of_person(tx, asker.house.person))

    def corrected(tx: Tx) -> None:
        kept.remove_of_summary(tx, summary.id)
        wishes.remove_of_summary(tx, summary.id)

    await asker.database.write(corrected)
    assert await row(asker) is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (Typed("", "We ask the cook."), "kind"),
        (Typed(NOT_NOW, ""), "words"),
        (Typed(GOING, "x" * 201), "words"),
        (Typed(GOING, "The capacity assessment was undertaken."), "words"),
        (Typed(GOING, "Zimne; tak.", "pl"), "words"),
    ],
)
def test_what_is_wrong_is_said(typed: Typed, field: str) -> None:
    """A kind, a reason for 'not now', and words that the easy-read rules let pass; 'we are on it' may stand alone."""
    assert list(wrong_with(typed)) == [field]
    assert wrong_with(Typed(GOING, "")) == {}
    assert wrong_with(Typed(NOT_NOW, WHY)) == {}
