"""Answering a wish on its page: by whom, in which languages, and with no name of others that nobody looked at."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from asking.changes import UNDO
from dialogs.model import Audience
from store import people, wish_answer_words, wish_answers
from store.tx import Tx
from tests.staff.month import Home, post
from tests.staff.office import AT
from tests.staff.test_wish_told import WISH, home

__all__ = ["home"]


@pytest.mark.parametrize("who", ["Mo", "Kim"])
async def test_a_wish_is_answered_by_a_manager_or_the_keyworker(home: Home, who: str) -> None:
    """In easy words; it can be taken back in time; another keyworker of the house finds no such page."""
    here, client = "/staff/wishes/1/answer", await home.sign_in(who)
    assert WISH in (await client.get(here)).text
    fields = {"kind": "not-now", "language": "en", "words": "The capacity assessment was undertaken."}
    hard = await post(client, here, **fields)
    assert hard.status_code == 400
    assert "jargon" in hard.text
    done = await post(client, here, **(fields | {"words": "The cook is away."}))
    page = (await client.get(done.headers["location"])).text
    assert "They are told in 15 minutes." in page
    await post(client, here, do="back", answer="1")
    assert "The cook is away." not in (await client.get(here)).text
    await post(client, here, **(fields | {"words": "The cook is away."}))
    home.clock.moment += UNDO + timedelta(minutes=1)
    late = await post(client, here, do="back", answer="2")
    assert "too late" in (await client.get(late.headers["location"])).text
    shown = (await home.client().get(f"{await home.link(await home.begin())}/changed")).text
    assert "The cook is away." in shown
    assert (await (await home.sign_in("Lee")).get(here)).status_code == 404


async def test_a_wish_is_answered_in_the_language_of_whoever_wished(home: Home) -> None:
    """Somebody there reads Polish: what they get is a choice; written later, whoever waited gets it."""
    here, mo, polish = "/staff/wishes/1/answer", await home.sign_in("Mo"), "Nie ma kucharza."
    await home.rooms.database.write(
        lambda tx: tx.run("UPDATE person SET language = 'pl' WHERE id = :id", id=home.person)
    )
    page = (await mo.get(here)).text
    assert "The same in Polish" in page
    fields = {"kind": "not-now", "language": "en", "words": "The cook is away."}
    asked = await post(mo, here, **fields)
    assert (asked.status_code, 'href="#others"' in asked.text) == (400, True)
    twice = await post(mo, here, **fields, words_pl="The cook is away.", others="wait")
    assert (twice.status_code, 'href="#words_pl"' in twice.text) == (400, True)
    await post(mo, here, **fields, others="wait")
    home.clock.moment += UNDO + timedelta(minutes=1)
    page = (await mo.get(here)).text
    assert "Whoever reads Polish is told once it is written." in page
    assert "They were not told yet." in page
    assert "They were not told yet." in (await mo.get("/staff/wishes")).text
    own = f"{await home.link(await home.begin())}/changed"
    assert "cook" not in (await home.client().get(own)).text
    hard = await post(mo, here, do="language", answer="1", language="pl", words="Zimne; tak.")
    assert (hard.status_code, "Zimne; tak." in hard.text) == (400, True)
    kept = await post(mo, here, do="language", answer="1", language="pl", words=polish, checked="yes")
    assert "Whoever waited for this language is told" in (await mo.get(kept.headers["location"])).text
    assert polish not in (await home.client().get(own)).text
    home.clock.moment += UNDO
    assert polish in (await home.client().get(own)).text
    assert "The cook is away." not in (await home.client().get(own)).text


async def test_a_name_in_another_language_is_asked_about_too(home: Home) -> None:
    """Written at once or later: nobody is told somebody else's name because it stood in the translation only."""
    here, mo, polish = "/staff/wishes/1/answer", await home.sign_in("Mo"), "Bea nie ma czasu."
    fields = {"kind": "not-now", "language": "en", "words": "There is no time."}

    def bea(tx: Tx) -> None:
        number = people.add(tx, service_id=home.house, audience=Audience.PERSON, name="Bea Example", at=AT)
        tx.run("UPDATE person SET language = 'pl' WHERE id = :id", id=number)

    await home.rooms.database.write(bea)
    for sent in ({**fields, "words_pl": polish}, {"do": "language", "answer": "1", "language": "pl", "words": polish}):
        if "do" in sent:
            await post(mo, here, **fields, others="wait")
            sent["answer"] = str(len(await answers(home)))
        asked = await post(mo, here, **sent)
        assert (asked.status_code, "Has Bea said yes to this?" in asked.text) == (400, True)
        ticks = dict(re.findall(r'name="(name-[0-9a-f]+)" type="checkbox" value="([0-9a-f]+)"', asked.text))
        assert (await post(mo, here, **sent, **ticks)).status_code == 303
        await home.rooms.database.write(lambda tx: tx.run("DELETE FROM name_yes"))
    assert await answers(home) == [[polish], [polish]]


async def answers(home: Home) -> list[list[str]]:
    """What was answered in other languages, by answer."""

    def read(tx: Tx) -> list[list[str]]:
        every = wish_answers.of_wish(tx, 1)
        return [[other.words for other in wish_answer_words.of_answer(tx, one.id)] for one in every]

    return await home.rooms.database.read(read)


async def test_a_wish_that_was_answered_no_waits_for_nobody(home: Home) -> None:
    """The list says what was answered, and the home page asks nobody to take it; 'we are on it' still does."""
    mo = await home.sign_in("Mo")
    assert "wish waits for someone" in (await mo.get("/staff")).text
    for kind, waits in (("going", True), ("not-now", False)):
        await post(mo, "/staff/wishes/1/answer", kind=kind, language="en", words="The cook is away.")
        assert ("wish waits for someone" in (await mo.get("/staff")).text) == waits
    assert "Answered: not now" in (await mo.get("/staff/wishes")).text
