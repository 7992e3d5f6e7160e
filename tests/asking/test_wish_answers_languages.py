"""An answer to a wish in the language of whoever wished: by the rules of a change, and nobody is left out unseen."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from asking import wish_answers
from asking.change_languages import ENGLISH, WAIT
from asking.changes import UNDO, has_news
from asking.moment import stamp
from asking.post import MAIL
from asking.sight import NOTHING
from asking.wish_answers import (
    HOW,
    LATE,
    NEVER,
    NOT_YET,
    ON_ITS_WAY,
    SOON,
    TOLD,
    InLanguage,
    Typed,
    how_told,
    wrong_with,
)
from store import noticed, people, wishes
from store import wish_answers as kept
from store.tx import Tx
from store.wish_answers import GOING, NOT_NOW
from tests.asking.test_reminding import with_mail
from tests.asking.test_wish_answers import SIGN, TELL, WHY, answered, bodies, goes_round, mo, wished
from tests.asking.tools import NOW, Asker

POLISH = "Najpierw trzeba ściąć drzewo."


async def speaks(asker: Asker, language: str = "pl") -> int:
    """The person reads another language, and gets mail; gives the number of their wish."""

    def made(tx: Tx) -> None:
        tx.run("UPDATE person SET language = :it WHERE id = :id", it=language, id=asker.house.person)
        with_mail(tx, asker.house.person)

    wish = await wished(asker)  # before, since nobody is invited in a draft language
    await asker.database.write(made)
    return wish


async def translated(asker: Asker, wish_id: int, answer: int, written: InLanguage, *, later: timedelta) -> bool:
    """A manager writes it in one more language."""

    def write(tx: Tx) -> bool:
        wish = wishes.get(tx, wish_id)
        assert wish
        return wish_answers.translate(tx, wish, answer, written, who=mo(tx), now=NOW + later, seen=NOTHING)

    return await asker.database.write(write)


async def how(asker: Asker, answer: int, later: timedelta) -> str:
    """How far it is for whoever answered."""

    def read(tx: Tx) -> str:
        row = kept.get(tx, answer)
        assert row
        return how_told(tx, row, NOW + later)

    return await asker.database.read(read)


@pytest.mark.parametrize("checked", [True, False])
async def test_they_get_it_in_their_own_language(asker: Asker, checked: bool) -> None:
    """Written at once in both: the Polish one goes out, as a draft where nobody vouches for it."""
    wish = await speaks(asker)
    await answered(asker, wish, Typed(NOT_NOW, WHY, "en", {"pl": POLISH}, frozenset({"pl"} if checked else ())))
    assert await goes_round(asker) == 1
    (body,) = await bodies(asker, MAIL)
    assert POLISH in _text(body)
    assert WHY not in _text(body)
    assert ("wstępne" in _text(body)) is not checked


async def test_who_waits_is_told_once_it_is_written(asker: Asker) -> None:
    """Not in English before, nor as news on their page; then after the time to undo, once, and also after a month."""
    wish, person, late = await speaks(asker), asker.house.person, timedelta(days=40)
    number = await answered(asker, wish, Typed(NOT_NOW, WHY, "en", others=WAIT))
    assert await goes_round(asker) == 0
    assert not await asker.database.read(lambda tx: has_news(tx, person, asker.house.round, stamp(TELL)))
    assert not await asker.database.read(lambda tx: wish_answers.still(tx, number, TELL))
    assert await translated(asker, wish, number, InLanguage("pl", POLISH, "Mo"), later=late)
    assert await goes_round(asker, NOW + late) == 0
    assert await goes_round(asker, NOW + late + UNDO) == 1
    assert POLISH in _text((await bodies(asker, MAIL))[0])
    assert await goes_round(asker, NOW + late + timedelta(hours=2)) == 0
    assert not await translated(
        asker, wish, number, InLanguage("pl", "Inaczej.", "Mo"), later=late + timedelta(hours=2)
    )


async def test_who_is_to_get_it_now_gets_it_as_it_was_written(asker: Asker) -> None:
    """Somebody chose that: it goes out in English, in its Polish frame."""
    await answered(asker, await speaks(asker), Typed(NOT_NOW, WHY, "en", others=ENGLISH))
    assert await goes_round(asker) == 1
    assert WHY in _text((await bodies(asker, MAIL))[0])


async def test_without_words_of_its_own_it_waits_for_nobody(asker: Asker) -> None:
    """'We are working on it' is in every language already."""
    await answered(asker, await speaks(asker), Typed(GOING, ""))
    assert await goes_round(asker) == 1
    assert "Pracujemy nad tym." in _text((await bodies(asker, MAIL))[0])


async def test_how_far_it_is(asker: Asker) -> None:
    """Each way in which it can be; that somebody's language is missing looks like any other 'not yet'."""
    wish, hour, seen = await speaks(asker), timedelta(hours=1), set()
    number = await answered(asker, wish, Typed(NOT_NOW, WHY, "en", others=WAIT))
    for later, expected in ((timedelta(0), SOON), (hour, NOT_YET), (timedelta(days=31), LATE)):
        assert await how(asker, number, later) == expected
        seen.add(expected)
    await translated(asker, wish, number, InLanguage("pl", POLISH), later=timedelta(0))
    await goes_round(asker)
    assert await how(asker, number, hour) == ON_ITS_WAY
    await asker.database.write(lambda tx: kept.sent(tx, number, stamp(NOW + hour)))
    assert await how(asker, number, hour) == TOLD
    other = await answered(asker, wish, Typed(GOING, ""))
    await asker.database.write(lambda tx: people.stop(tx, asker.house.person, stamp(NOW)))
    assert await how(asker, other, hour) == NEVER
    assert {*seen, ON_ITS_WAY, TOLD, NEVER} == set(HOW)


async def test_every_language_goes_past_the_detector(asker: Asker) -> None:
    """A sign in a translation raises a worry at once, and the next look finds all of them."""
    wish = await wished(asker)
    await answered(asker, wish, Typed(NOT_NOW, WHY, "pl", {"en": SIGN}))
    assert await asker.database.read(lambda tx: tx.one("SELECT COUNT(*) FROM worry")) == (1,)
    texts = await asker.database.read(lambda tx: noticed.WAITING["wishes told"](tx, 0, 100).texts)
    assert [(one.words, one.language) for one in texts] == [(SIGN, "en")]


async def test_its_other_languages_go_with_it(asker: Asker) -> None:
    """Taken back in time, nothing of them is left."""
    wish_id = await wished(asker)
    number = await answered(asker, wish_id, Typed(NOT_NOW, WHY, "en", {"pl": POLISH}))

    def undo(tx: Tx) -> bool:
        wish = wishes.get(tx, wish_id)
        assert wish
        return wish_answers.take_back(tx, wish, number, who=mo(tx), now=NOW)

    assert await asker.database.write(undo)
    assert await asker.database.read(lambda tx: tx.one("SELECT COUNT(*) FROM wish_answer_words")) == (0,)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (Typed(GOING, WHY), "others"), (Typed(GOING, WHY, others="x"), "others"),
        (Typed(GOING, WHY, "en", {"pl": WHY}), "words_pl"),
        (Typed(GOING, WHY, "en", {"pl": "Zimne; tak."}), "words_pl"),
        (Typed(GOING, "", "en", {"pl": POLISH}), "words"), (Typed(GOING, POLISH, "pl"), "others"),
    ],
)  # fmt: skip
def test_what_is_missing_is_a_choice_before_it_goes(typed: Typed, field: str) -> None:
    """Nobody gets another language unasked, and nobody waits unasked."""
    assert list(wrong_with(typed, frozenset({"en", "pl"}))) == [field]
    assert wrong_with(Typed(GOING, WHY, "en", {"pl": POLISH}), frozenset({"en", "pl"})) == {}
    assert wrong_with(Typed(GOING, WHY, others=WAIT), frozenset({"en", "pl"})) == {}
    assert wrong_with(Typed(GOING, ""), frozenset({"en", "pl"})) == {}


def _text(body: bytes) -> str:
    """What waits to be sent, as text."""
    return str(json.loads(body))
