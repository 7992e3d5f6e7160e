"""The help page and telling someone."""

from __future__ import annotations

import pytest

from asking.contacts import Contacts
from tests.tablet.browsing import HOME, Person
from tests.tablet.fake import FakeTalks


async def test_help_names_who_can_help(person: Person) -> None:
    """It shows 999, the service's own number and someone independent, each as a call, and the way back."""
    await person.goes_to("Who chose your home?")
    await person.presses("I need help")
    assert {href for _, href in person.page.links if href.startswith("tel:")} == {
        *("tel:999", "tel:01632960001", "tel:01632960002"),
    }
    assert "Nobody is listening now. In danger, call 999." in person.text
    await person.presses("Back")
    assert person.page.title == "Who chose your home?"


async def test_a_number_that_is_not_known_is_left_out(person: Person, talks: FakeTalks) -> None:
    """Without numbers of its own the page still shows 999, and no empty call."""
    talks.contact = Contacts("", "", "", "", sample=False)
    await person.opens(f"{HOME}/help")
    assert [href for _, href in person.page.links if href.startswith("tel:")] == ["tel:999"]


@pytest.mark.parametrize("words", ["", "Someone shouts at me."])
async def test_telling_someone(person: Person, talks: FakeTalks, words: str) -> None:
    """A worry is told with or without words; pressing twice tells it once; the talk stays where it is."""
    await person.goes_to("Who chose your home?")
    before = talks.session
    await person.presses("I need help")
    button = person.page.pressable("Tell someone")
    for _ in range(2):
        answer = await person.sends(button.action, [*button.fields, ("words", words)])
        assert answer.status_code == 200
        assert person.page.title == "Someone will be told"
    assert talks.worries == [words]
    assert talks.session == before
    await person.presses("Carry on")
    assert person.page.title == "Who chose your home?"


async def test_two_worries_are_two(person: Person, talks: FakeTalks) -> None:
    """Each opening of the help page can tell a worry of its own."""
    for words in ("one", "two"):
        await person.opens(f"{HOME}/help")
        await person.presses("Tell someone", ("words", words))
    assert talks.worries == ["one", "two"]


async def test_stopping_after_telling(person: Person) -> None:
    """The person chooses to stop or to carry on."""
    await person.goes_to("Who chose your home?")
    await person.presses("I need help")
    await person.presses("Tell someone")
    await person.presses("Stop for now")
    assert person.page.title == "You stopped."


async def test_a_worry_that_is_not_saved(person: Person, talks: FakeTalks) -> None:
    """Status 503, 'Not sent yet', the words still there, and sending again works."""
    await person.opens(f"{HOME}/help")
    talks.saves = False
    answer = await person.presses("Tell someone", ("words", "Help <me>"))
    assert answer.status_code == 503
    assert "Not sent yet Find someone or call." in person.text
    assert "Help &lt;me&gt;" in answer.text
    assert "tel:01632960001" in answer.text
    talks.saves = True
    await person.presses("Try again", ("words", "Help <me>"))
    assert person.page.title == "Someone will be told"
    assert talks.worries == ["Help <me>"]


@pytest.mark.parametrize(
    ("trouble", "status"),
    [("unknown", 404), ("unreadable", 503), ("bug", 500), ("malformed", 400), ("too long", 400), ("foreign", 403)],
)
async def test_no_worry_is_lost_in_silence(person: Person, talks: FakeTalks, trouble: str, status: int) -> None:
    """Whatever goes wrong with it, the page says that it was not sent, and shows 999."""
    await person.opens(f"{HOME}/help")
    talks.known = trouble != "unknown"
    talks.reads = trouble != "unreadable"
    talks.breaks = ValueError() if trouble == "bug" else None
    words = {"malformed": ("nonce", "x" * 101), "too long": ("words", "x" * 2001)}.get(trouble, ("words", "x"))
    headers = {"Origin": "http://elsewhere.test"} if trouble == "foreign" else {}
    answer = await person.sends(f"{HOME}/worry", [words], **headers)
    assert (answer.status_code, person.page.title) == (status, "Not sent yet")
    assert "Find someone or call." in person.text
    assert "tel:999" in answer.text
    assert not talks.worries


async def test_typed_again_the_address_leads_to_help(person: Person) -> None:
    """Loading the address of a told worry again shows the help page, and tells nothing."""
    await person.opens(f"{HOME}/worry")
    assert person.page.title == "I need help"
