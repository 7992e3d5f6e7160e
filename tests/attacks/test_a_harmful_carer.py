"""A relative or carer who means harm, with the person's own phone in their hand, or beside them at the tablet.

They want to know whether the person told on them, and to see what was said. So a worry leaves no trace on the device,
and a page that lists answers asks first.
"""

from __future__ import annotations

import pytest

from asking.recordings import MAX_BYTES
from bot.tablet import answers
from tests.attacks.control import anything, nothing, succeeds_without
from tests.tablet.browsing import HOME, Person
from tests.tablet.conftest import person, pictures, talks, voice
from tests.tablet.fake import FakeTalks

__all__ = ["person", "pictures", "talks", "voice"]

SECRET = "He takes my money."  # noqa: S105 - invented
EVERY_PAGE = (
    "",
    "/help",
    "/told",
    "/told/next",
    "/more",
    "/answers",
    "/answers?show=yes",
    "/answers/all",
    "/language",
    "/reminders",
)


async def test_a_worry_leaves_no_trace(person: Person, talks: FakeTalks) -> None:
    """Once it is told, no page behind the link holds a word of it, and the back key finds none that was kept."""
    form = {"words": SECRET, "do": "more", "nonce": "1"}
    answer = await person.client.post(f"{HOME}/worry", data=form)
    assert talks.worries == [SECRET]
    assert SECRET not in answer.text
    assert SECRET not in answer.headers["location"]
    for path in EVERY_PAGE:
        page = await person.client.get(f"{HOME}{path}")
        assert "money" not in page.text, path
        assert page.headers["cache-control"] == "no-store"
    assert not [cookie for cookie in person.client.cookies.jar if "money" in str(cookie.value)]


async def test_a_trace_would_be_seen(person: Person, talks: FakeTalks) -> None:
    """Control: the one page that has to hold the words, since they could not be sent, holds them."""
    talks.saves = False
    answer = await person.client.post(f"{HOME}/worry", data={"words": SECRET, "do": "more", "nonce": "1"})
    assert answer.status_code == 503
    assert SECRET in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_the_page_after_it_is_neutral(person: Person, talks: FakeTalks) -> None:
    """While somebody may be watching, the page after a worry names no help line, and says nothing of a worry."""
    await person.client.post(f"{HOME}/worry", data={"words": "", "nonce": "2"})
    page = (await person.client.get(f"{HOME}/told")).text.lower()
    assert "worry" not in page.partition("<main")[2].partition("</main")[0]
    assert talks.contact.phone not in page if hasattr(talks.contact, "phone") else True


async def test_answers_are_not_shown_to_whoever_looks(
    person: Person, talks: FakeTalks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless the person said that they are alone, the list of answers asks before it shows anything."""
    await person.goes_to("Did you choose what to do today?")
    await person.presses("Yes")
    assert talks.answers

    async def shows_them() -> bool:
        return "You said" in (await person.client.get(f"{HOME}/answers")).text

    monkeypatch.setattr(answers, "is_alone", nothing)  # somebody is there
    await succeeds_without(shows_them, (answers, "is_alone", anything))


async def test_what_is_read_aloud_tells_nothing_private(person: Person) -> None:
    """The sound of a page leaves out what was said before: a phone is heard by whoever is near."""
    page = (await person.client.get(f"{HOME}/answers")).text
    assert 'data-say="private"' in page or "data-say" in page


@pytest.mark.parametrize("path", ["", "/help", "/answers"])
async def test_the_address_tells_nothing(person: Person, path: str) -> None:
    """The title of a page, which stands in the history, never says that help was looked for or what was answered."""
    await person.opens(f"{HOME}{path}")
    assert SECRET not in person.page.title
    assert MAX_BYTES
