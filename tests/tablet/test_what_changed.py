"""What changed because of what somebody said: on their own page, and on the wall."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from httpx import AsyncClient, Response

from asking.invitations import link_token
from asking.links import wall_token
from dialogs.model import Audience
from dialogs.transitions import State
from store import changes, invitations, rounds, told, walls, wish_answers, wishes
from store.changes import NewChange, Text
from store.summaries import Summary
from store.told import NO, YES
from store.tx import Tx
from tests.staff.month import Home, moved_in
from tests.staff.office import AT
from tests.tablet.browsing import PageReader

NEW = NewChange("The food is cold.", "Now we eat at 6.", picture="choose")
BEFORE = "2026-10-01T09:00:00Z"


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    """A house with one person, who has a link."""
    async with moved_in(tmp_path / "data") as opened:
        yield opened


async def told_them(home: Home, new: NewChange = NEW, at: str = AT) -> tuple[int, str]:
    """A change is published and the person told of it; gives its number and their page."""

    def write(tx: Tx) -> int:
        number = changes.add(tx, new, at=at, by="Mo")
        changes.publish(tx, number, at=at, by="Mo", tell_after=at)
        assert told.begin(tx, number, home.person, at)
        return number

    number = await home.rooms.database.write(write)
    return number, f"{await home.link(await home.begin())}/changed"


async def press(browser: AsyncClient, page: str, **fields: str) -> Response:
    """A button of the page."""
    return await browser.post(page, data=fields)


async def test_one_new_thing_is_shown_and_then_the_list(home: Home) -> None:
    """The page shows what is new until the person goes on; then everything, and the way back to the talk."""
    _, page = await told_them(home)
    browser = home.client()
    first = await browser.get(page)
    assert "The food is cold." in first.text
    assert "Now we eat at 6." in first.text
    assert "Back to my talk" not in first.text
    assert (await press(browser, page, told="1", do="seen")).status_code == 303
    again = await browser.get(page)
    assert "Now we eat at 6." in again.text
    assert "Back to my talk" in again.text


async def test_looking_notes_nothing(home: Home) -> None:
    """Who only opens the page has not seen it: a mail programme opens links too."""
    number, page = await told_them(home)
    for _ in range(2):
        await home.client().get(page)
    rows = await home.rooms.database.read(lambda tx: told.of_change(tx, number))
    assert [row.seen_at for row in rows] == [None]


async def test_where_others_may_look_nobody_is_said_to_have_said_it(home: Home) -> None:
    """Before they have said that they are alone, the page says 'people said', not 'you told us'."""
    _, page = await told_them(home)
    text = (await home.client().get(page)).text
    assert "People said:" in text
    assert "You told us" not in text


async def test_a_draft_translation_says_so_and_another_language_gets_english(home: Home) -> None:
    """Without a translation the words are English and marked as such; a draft is called one."""
    number, page = await told_them(home)
    browser = home.client()
    await browser.post(page.removesuffix("/changed") + "/language", data={"language": "pl"})
    untranslated = (await browser.get(page)).text
    assert "Now we eat at 6." in untranslated
    text = Text("Jedzenie jest zimne.", "Teraz jemy o szóstej.")
    await home.rooms.database.write(lambda tx: changes.translate(tx, number, "pl", text, checked_by="", at=AT))
    translated = (await browser.get(page)).text
    if 'lang="pl"' in untranslated:  # Polish can be chosen here
        assert "Teraz jemy o szóstej." in translated
        assert "Now we eat at 6." not in translated


async def test_somebody_elses_number_changes_nothing(home: Home) -> None:
    """A made-up or strange number is not theirs: nothing is noted, and nothing breaks."""
    number, page = await told_them(home)
    browser = home.client()
    assert (await press(browser, page, told="99", do="seen")).status_code == 303
    assert (await press(browser, page, told="x", do="seen")).status_code in {303, 400}
    assert (await press(browser, page, told="1", do="better", choice="nonsense")).status_code == 400
    assert (await press(browser, page, told="1", do="nonsense")).status_code == 400
    rows = await home.rooms.database.read(lambda tx: told.of_change(tx, number))
    assert [(row.seen_at, row.better) for row in rows] == [(None, "")]


async def test_whether_it_got_better_is_asked_once_in_a_later_round(home: Home) -> None:
    """Who was told before this round is asked, with five answers and a way past; then never again."""
    number, page = await told_them(home, at=BEFORE)
    browser = home.client()
    asked = (await browser.get(page)).text
    assert "Did it get better?" in asked
    assert asked.count('name="choice"') == 5
    assert (await press(browser, page, told="1", do="better", choice=YES)).status_code == 303
    assert "Did it get better?" not in (await browser.get(page)).text
    rows = await home.rooms.database.read(lambda tx: told.of_change(tx, number))
    assert [row.better for row in rows] == [YES]


async def end(home: Home, summary: Summary) -> Response:
    """Go through the whole talk by pressing; gives where the last press leads."""
    browser, link = home.client(), await home.link(summary)
    for _ in range(80):
        page = PageReader((await browser.get(link)).text)
        said = {label: (values, form) for values, label, form in page.buttons if form and form.action == link}
        label = next((one for one in said if one == "I do not want to say"), "")
        label = label or next(
            one for one, (values, _) in said.items() if values.get("class", "").startswith(("card", "go"))
        )
        pressed = page.pressable(label)
        sent = await browser.post(link, data=dict(pressed.fields))
        state = await home.rooms.conversations.show(link.removeprefix("/s/"))
        if state.session.state is State.CLOSED:
            return sent
    raise AssertionError("the talk never ended")


async def test_the_next_talk_asks_it_before_it_says_goodbye(home: Home) -> None:
    """Whoever ends their talk on a tablet is asked there, once, and comes back to the end of the talk."""
    number, page = await told_them(home, at=BEFORE)
    summary = await home.begin()
    browser = home.client()
    ended = await end(home, summary)
    assert ended.headers["location"].endswith("/changed?in=talk")
    asked = await browser.get(ended.headers["location"])
    assert "Did it get better?" in asked.text
    sent = await press(browser, ended.headers["location"], told="1", do="better", choice=YES)
    assert sent.headers["location"] == page.removesuffix("/changed"), "the talk says goodbye now"
    rows = await home.rooms.database.read(lambda tx: told.of_change(tx, number))
    assert [row.better for row in rows] == [YES]


async def test_who_answered_by_message_is_not_asked_again_in_the_talk(home: Home) -> None:
    """An answer in the chat is an answer: the end of the talk is its end."""
    number, _ = await told_them(home, at=BEFORE)
    await home.rooms.database.write(lambda tx: told.answer(tx, 1, NO, AT))
    ended = await end(home, await home.begin())
    assert "/changed" not in ended.headers["location"]
    rows = await home.rooms.database.read(lambda tx: told.of_change(tx, number))
    assert [row.better for row in rows] == [NO]


async def test_a_way_past_the_question_leads_back_too(home: Home) -> None:
    """Skipping is fine, is noted as asked, and ends the talk."""
    _, page = await told_them(home, at=BEFORE)
    ended = await end(home, await home.begin())
    sent = await press(home.client(), ended.headers["location"], told="1", do="skip")
    assert sent.headers["location"] == page.removesuffix("/changed")
    (row,) = await home.rooms.database.read(lambda tx: told.of_person(tx, home.person))
    assert row.asked_at
    assert not row.better


async def test_a_wall_shows_what_nobody_can_be_recognised_in(home: Home) -> None:
    """Fewer than five said it: it hangs there only where the writer says that nobody can be recognised; no numbers."""
    await told_them(home)
    shown = NewChange("The garden is dark.", "We have new lamps.", unknowable=True)
    await told_them(home, shown)

    def hung(tx: Tx) -> str:
        return wall_token(tx.keys, walls.add(tx, service_id=0, at=AT, by="Mo"), 1)

    token = await home.rooms.database.write(hung)
    page = await home.client().get(f"/wall/{token}")
    assert page.status_code == 200
    assert "We have new lamps." in page.text
    assert "Now we eat at 6." not in page.text
    assert "or more said this" not in page.text
    await home.rooms.database.write(lambda tx: walls.revoke(tx, 1, AT))
    assert (await home.client().get(f"/wall/{token}")).status_code in {404, 410}


async def test_nobody_is_told_that_they_said_what_others_said(home: Home) -> None:
    """A relative reads 'you told us' of what they said, and 'people said' of what hangs on the wall beside it."""

    def of_both(tx: Tx) -> str:
        own = changes.add(tx, NEW, at=AT, by="Mo")
        other = NewChange("The garden is dark.", "We have new lamps.", unknowable=True)
        for number in (own, changes.add(tx, other, at=AT, by="Mo")):
            changes.publish(tx, number, at=AT, by="Mo", tell_after=AT)
        told.begin(tx, own, home.relative, AT)
        day = AT[:10]
        asked = rounds.add(tx, name="Talks", opens_on=day, closes_on=day)
        areas = home.rooms.pack.areas_for(Audience.FAMILY)
        made = invitations.add(
            tx, person_id=home.relative, round_id=asked, code="duq", areas=areas, created_at=AT,
            expires_at="2027-01-01T00:00:00Z",
        )  # fmt: skip
        return link_token(tx, made)

    page = f"/s/{await home.rooms.database.write(of_both)}/changed"
    browser = home.client()
    await press(browser, page, told="1", do="seen")
    text = (await browser.get(page)).text
    theirs, others = (next(one for one in text.split("<li>") if said in one) for said in ("The food", "new lamps"))
    assert "You told us:" in theirs
    assert "You told us:" not in others
    assert "People said:" in others


async def test_that_something_was_wrong_is_said_once(home: Home) -> None:
    """Before they go on from it; on the list there is only what is right, and the wrong one nowhere."""
    old, page = await told_them(home, NEW)
    browser = home.client()
    await press(browser, page, told="1", do="seen")

    def anew(tx: Tx) -> None:
        right = NewChange("The food is cold.", "Now we eat at 5.", picture="choose", corrects=old)
        number = changes.add(tx, right, at=AT, by="Mo")
        changes.publish(tx, number, at=AT, by="Mo", tell_after=AT)
        changes.replace(tx, old)
        assert told.begin(tx, number, home.person, AT)

    await home.rooms.database.write(anew)
    text = (await browser.get(page)).text
    for words in ("<h2 data-say>We said it wrong.</h2>", "<h2 data-say>This is right:</h2>", "Now we eat at 5."):
        assert words in text
    assert "Now we eat at 6." not in text
    await press(browser, page, told="2", do="seen")
    listed = (await browser.get(page)).text
    assert "Now we eat at 5." in listed
    assert "We said it wrong." not in listed
    assert "Now we eat at 6." not in listed


async def test_what_was_answered_to_a_wish_is_shown_once(home: Home) -> None:
    """On the person's own page, without the wish's words where others may look; once they go on, it is gone."""
    summary = await home.begin()

    def answered(tx: Tx) -> None:
        made = wishes.add(
            tx, summary_id=summary.id, person_id=home.person, service_id=home.house, words="A swing.", at=BEFORE
        )
        wish = wishes.get(tx, made)
        assert wish
        wish_answers.add(
            tx, wish, kind=wish_answers.NOT_NOW, language="en", words="The tree must go first.", at=BEFORE, member_id=1,
            tell_after=BEFORE,
        )  # fmt: skip

    await home.rooms.database.write(answered)
    page, browser = f"{await home.link(summary)}/changed", home.client()
    text = (await browser.get(page)).text
    for words in ("You told us a wish.", "We cannot do it now.", "This is why:", "The tree must go first."):
        assert words in text
    assert "A swing." not in text
    assert (await press(browser, page, answer="99", do="seen")).status_code == 303
    assert "The tree must go first." in (await browser.get(page)).text
    assert (await press(browser, page, answer="1", do="seen")).status_code == 303
    assert "The tree must go first." not in (await browser.get(page)).text
