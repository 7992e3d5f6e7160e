"""Writing what changed, on the staff pages: linted, pictured, linked, published, undone; and the wall."""

from __future__ import annotations

import re

import pytest

from asking.links import wall_token
from store import changes, people, told
from store.changes import DRAFT, PUBLISHED, Change, NewChange
from store.told import COMMENT, Chosen, Heard
from store.tx import Tx
from tests.staff.office import AT, Office
from tests.staff.pack import AREA, prompt_id

FOOD = {"said": "The food is cold.", "did": "Now we eat at 6.", "service": "0"}
HOUSE = "Mill Lane"


async def written(office: Office, **fields: str) -> str:
    """A change is written; gives its page."""
    response = await office.post("/staff/changes/write", **(FOOD | fields))
    assert response.status_code == 303
    return str(response.headers["location"]).partition("?")[0]


async def kept(office: Office, number: int = 1) -> Change:
    """A change as it is kept."""
    found = await office.database.read(lambda tx: changes.get(tx, number))
    assert found
    return found


async def test_it_is_written_checked_and_published(managed: Office) -> None:
    """Without a picture it is not published; with one it is, and the page shows it as people will see it."""
    page = await written(managed)
    assert "Choose a picture." in (await managed.get(page)).text
    await managed.post(f"{page}/publish")
    assert (await kept(managed)).state == DRAFT
    assert "crop" not in (await managed.get(f"{page}/picture?find=food")).text
    await managed.post(f"{page}/picture", picture="food")
    text = (await managed.get(page)).text
    for words in ("You told us:", "People said:", "What we did:", "Now we eat at 6.", "Publish, and tell people"):
        assert words in text
    await managed.post(f"{page}/publish")
    assert (await kept(managed)).state == PUBLISHED
    assert "15 minutes" in (await managed.get(f"{page}?done=published")).text


async def test_it_can_be_undone_and_written_anew(managed: Office) -> None:
    """Before anybody was told, to take it back makes it a draft again; what is published cannot be changed."""
    page = await written(managed)
    await managed.post(f"{page}/picture", picture="food")
    await managed.post(f"{page}/publish")
    assert (await managed.get(f"{page}/edit")).status_code == 404
    await managed.post(f"{page}/withdraw")
    assert (await kept(managed)).state == DRAFT
    await managed.post(f"{page}/edit", **(FOOD | {"did": "Now we eat at 5."}))
    found = await kept(managed)
    assert (found.did, found.picture) == ("Now we eat at 5.", "food")


async def test_what_is_wrong_is_said_and_what_was_typed_is_kept(managed: Office) -> None:
    """Each field has its sentence."""
    long = "x" * 250
    response = await managed.post("/staff/changes/write", said=long, did="", service="77")
    assert response.status_code == 400
    for words in (long, "200 letters or fewer", "Write what you did.", "Choose where it changed."):
        assert words in response.text


async def test_hard_words_are_told_with_what_to_say(managed: Office) -> None:
    """What must be mended, and what could be simpler, on the page of the change."""
    page = await written(managed, did="The capacity assessment was undertaken.")
    text = (await managed.get(page)).text
    assert "Must be mended:" in text
    assert "Say:" in text


@pytest.mark.parametrize(("people", "words"), [(0, "few people"), (4, "few people"), (7, "5 to 9 people")])
async def test_who_said_it_is_never_shown(managed: Office, people: int, words: str) -> None:
    """The writer learns how many in steps, and no name and no list."""
    page = await written(managed)
    some = [one for house in managed.people.values() for one in house][:people]

    def link(tx: Tx) -> None:
        for one in some:
            told.hear(tx, 1, Heard(COMMENT, one), one)

    await managed.database.write(link)
    text = (await managed.get(page)).text
    assert f"The people who said it: {words}." in text
    assert not re.search(r"/staff/people/\d", text)


async def test_answers_that_are_linked_are_shown_and_can_be_taken_away(managed: Office) -> None:
    """One that is none of the code's is refused."""
    page = await written(managed)
    answer = prompt_id("person", "choose")
    fields = {"do": "add", "round": str(managed.round), "area": AREA, "answer": "made up"}
    assert (await managed.post(f"{page}/answers", **fields)).status_code == 400
    await managed.database.write(lambda tx: told.choose(tx, 1, Chosen(managed.round, answer, "no")))
    assert "Everyone who answered" in (await managed.get(page)).text
    await managed.post(f"{page}/answers", **(fields | {"do": "remove", "answer": f"{answer} no"}))
    assert await managed.database.read(lambda tx: told.chosen(tx, 1)) == ()


async def test_a_translation_is_a_draft_until_somebody_vouches(managed: Office) -> None:
    """And half a translation is none."""
    page = await written(managed)
    polish = {"language": "pl", "said": "Jedzenie jest zimne.", "did": "Jemy o 6."}
    assert (await managed.post(f"{page}/language", **(polish | {"did": ""}))).status_code == 400
    await managed.post(f"{page}/language", **(polish))
    assert ">Draft</strong>" in (await managed.get(page)).text
    await managed.post(f"{page}/language", **(polish | {"checked": "yes"}))
    assert ">Draft</strong>" not in (await managed.get(page)).text


async def test_a_wall_page_has_a_link_until_it_is_ended(managed: Office) -> None:
    """The list shows it to managers; ended, it is gone."""
    await managed.post("/staff/walls", service="0")
    token = await managed.database.read(lambda tx: wall_token(tx.keys, 1, 1))
    assert f"/wall/{token}" in (await managed.get("/staff/changes")).text
    await managed.post("/staff/walls/1/revoke")
    assert token not in (await managed.get("/staff/changes")).text


async def test_a_keyworker_reads_what_is_published_only(office: Office) -> None:
    """Drafts are for those who write them."""
    draft = NewChange("Draft words.", "Now we eat at 6.", service_id=office.houses[HOUSE])
    food = NewChange("The food is cold.", "Now we eat at 6.", picture="food")

    def made(tx: Tx) -> None:
        changes.add(tx, draft, at=AT, by="Mo")
        changes.publish(tx, changes.add(tx, food, at=AT, by="Mo"), at=AT, by="Mo", tell_after=AT)

    await office.database.write(made)
    await office.sign_in("Kim Keyworker", "keyworker", HOUSE)
    text = (await office.get("/staff/changes")).text
    assert "The food is cold." in text
    assert "Draft words." not in text
    assert (await office.get("/staff/changes/2")).status_code == 200
    assert (await office.get("/staff/changes/1")).status_code == 404


async def in_polish(office: Office) -> str:
    """A change that someone said, in a house where somebody reads Polish; a picture is chosen. Gives its page."""
    page = await written(office)
    await office.post(f"{page}/picture", picture="food")

    def said(tx: Tx) -> None:
        one, other = office.people[HOUSE][:2]
        people.speak(tx, other, "pl")
        told.hear(tx, 1, Heard(COMMENT, 1), one)

    await office.database.write(said)
    return page


async def test_before_publishing_it_says_which_languages_are_missing(managed: Office) -> None:
    """Without numbers or names; nothing is published until somebody chooses, and what waits needs somebody today."""
    page = await in_polish(managed)
    text = (await managed.get(page)).text
    assert "Some people where it changed read Polish: not written yet." in text
    assert f"{page}/language?language=pl" in text
    refused = await managed.get((await managed.post(f"{page}/publish")).headers["location"])
    assert "Choose what people get who read another language." in refused.text
    assert (await kept(managed)).state == DRAFT
    await managed.post(f"{page}/publish", others="wait")
    found = await kept(managed)
    assert (found.state, found.waits) == (PUBLISHED, True)
    assert f"{page}#missing" in (await managed.get("/staff")).text
    done = await managed.post(f"{page}/language", language="pl", said="Jedzenie jest zimne.", did="Jemy o 6.")
    assert "People who waited for this language are told" in (await managed.get(done.headers["location"])).text
    assert f"{page}#missing" not in (await managed.get("/staff")).text


async def test_written_first_it_is_published_without_a_choice(managed: Office) -> None:
    """And whoever chooses English makes nobody wait."""
    page = await in_polish(managed)
    await managed.post(f"{page}/language", language="pl", said="Jedzenie jest zimne.", did="Jemy o 6.")
    assert "not written yet" not in (await managed.get(page)).text
    await managed.post(f"{page}/publish")
    assert (await kept(managed)).state == PUBLISHED
    await managed.post(f"{page}/withdraw")
    await managed.post(f"{page}/language", language="pl", said="", did="")
    await managed.post(f"{page}/publish", others="english")
    assert not (await kept(managed)).waits


async def test_a_translation_that_breaks_the_rules_is_not_kept(managed: Office) -> None:
    """What is wrong stands at its field, and what was typed stays."""
    page = await written(managed)
    sent = await managed.post(f"{page}/language", language="pl", said="Zimne; bardzo.", did="Jemy o 6.")
    assert sent.status_code == 400
    assert "End the sentence with a full stop." in sent.text
    assert "Zimne; bardzo." in sent.text
    assert await managed.database.read(lambda tx: changes.translations(tx, 1)) == ()


async def test_what_was_told_wrong_is_written_anew(managed: Office) -> None:
    """Once it cannot be undone any more: a draft with the same words, which says what it puts right."""
    page = await in_polish(managed)
    await managed.post(f"{page}/publish", others="wait")
    assert "Write it anew" not in (await managed.get(page)).text
    managed.clock.turn(minutes=16)
    assert "Write it anew" in (await managed.get(page)).text
    begun = await managed.post(f"{page}/anew")
    form = begun.headers["location"]
    assert form.endswith("/edit")
    assert "Now we eat at 6." in (await managed.get(form)).text
    await managed.post(form, **(FOOD | {"did": "Now we eat at 5."}))
    new = form.removesuffix("/edit")
    text = (await managed.get(new)).text
    for words in ("We said it wrong.", "This is right:", f'href="{page}"', "Now we eat at 5."):
        assert words in text
    assert (await managed.post(f"{page}/anew")).headers["location"] == form
    await managed.post(f"{new}/publish", others="wait")
    assert (await kept(managed)).state == "replaced"
    old = (await managed.get(page)).text
    assert f'href="{new}"' in old
    assert "Publish, and tell people" not in old
    assert (await managed.post(f"{page}/anew")).headers["location"] == page


async def test_a_translation_that_people_read_is_not_changed(managed: Office) -> None:
    """While it can be undone it can be mended; later somebody can still say that it is right."""
    page = await in_polish(managed)
    polish = {"language": "pl", "said": "Jedzenie jest zimne.", "did": "Jemy o 6."}
    await managed.post(f"{page}/language", **polish)
    await managed.post(f"{page}/publish")
    assert (await managed.post(f"{page}/language", **(polish | {"did": "Jemy o 5."}))).status_code == 303
    managed.clock.turn(minutes=16)
    refused = await managed.post(f"{page}/language", **polish)
    assert refused.status_code == 400
    assert "write the change anew" in refused.text
    assert (
        await managed.post(f"{page}/language", **(polish | {"did": "Jemy o 5.", "checked": "yes"}))
    ).status_code == 303
