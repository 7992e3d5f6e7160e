"""The help page and telling someone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from asking.contacts import Contacts
from dialogs.model import Audience
from dialogs.transitions import State
from store.errors import Refused
from tests.tablet.browsing import HOME, Person
from tests.tablet.fake import FULL_DISK, FakeTalks

TELL = "Tell someone I have a worry"


@pytest.fixture
async def alone(person: Person) -> Person:
    """Someone who said that nobody is there, in the middle of a talk."""
    await person.goes_to("Who chose your home?")
    return person


@pytest.fixture
async def watched(person: Person) -> Person:
    """Someone who said that staff are there, in the middle of a talk."""
    await person.goes_to("Who is here with you now?")
    await person.presses("Next", ("choice", "staff"))
    return person


async def test_help_names_who_can_help(alone: Person) -> None:
    """It shows 999, the house's own number and someone independent, says who each is, and shows the way back."""
    await alone.presses("I need help")
    assert {href for _, href in alone.page.links if href.startswith("tel:")} == {
        *("tel:999", "tel:01632960001", "tel:01632960002"),
    }
    assert "Nobody is listening now. In danger, call 999" in alone.text
    for spoken in ("Your house: Willow House 01632 960001", "Someone independent: Open Voices 01632 960002"):
        assert spoken in alone.page.said
    await alone.presses("Back")
    assert alone.page.title == "Who chose your home?"


async def test_help_from_another_country(person: Person, talks: FakeTalks) -> None:
    """Family get each number as it is called from abroad, and hear where 999 works; others are not bothered with it."""
    await person.opens(f"{HOME}/help")
    assert "country" not in person.text
    talks.flow = replace(talks.flow, audience=Audience.FAMILY)
    await person.opens(f"{HOME}/help")
    assert "999 works only in the United Kingdom." in person.text
    assert "The house: Willow House 01632 960001" in person.text
    assert "From another country, call this number. +44 1632 960001" in person.page.said
    assert {"tel:+441632960001", "tel:+441632960002"} <= {href for _, href in person.page.links}


async def test_a_number_that_is_not_known_is_left_out(person: Person, talks: FakeTalks) -> None:
    """Without numbers of its own the page still shows 999, and no empty call."""
    talks.contact = Contacts("", "", "", "", sample=False)
    await person.opens(f"{HOME}/help")
    assert [href for _, href in person.page.links if href.startswith("tel:")] == ["tel:999"]


async def test_telling_is_one_tap(alone: Person, talks: FakeTalks) -> None:
    """One press tells, and leads to a page that can be loaded again; pressing twice tells once; the talk stays put."""
    before = talks.session
    await alone.presses("I need help")
    button = alone.page.pressable(TELL)
    for _ in range(2):
        answer = await alone.client.post(button.action, data=dict(button.fields))
        assert (answer.status_code, answer.headers["location"]) == (303, f"{HOME}/told")
        assert talks.worries == [""]
    await alone.opens(f"{HOME}/told")
    assert alone.page.title == "We will tell someone"
    assert talks.worries == [""]
    await alone.presses("No thank you")
    await alone.presses("Carry on")
    assert alone.page.title == "Who chose your home?"
    assert talks.session == before


async def test_saying_more(alone: Person, talks: FakeTalks) -> None:
    """What is written afterwards is told too, once, and stands on no page after that."""
    await alone.presses("I need help")
    await alone.presses(TELL)
    await alone.presses("Write")
    await alone.presses("Send")
    assert "Write something first." in alone.text
    button = alone.page.pressable("Send")
    for _ in range(2):
        await alone.sends(button.action, [*button.fields, ("words", "Someone shouts at me.")])
        assert "shouts" not in alone.response.text
    assert talks.worries == ["", "Someone shouts at me."]
    assert "Do you want to say more?" not in alone.text
    await alone.opens(f"{HOME}/more")
    assert "shouts" not in alone.response.text


async def test_boxes_for_worries_are_not_kept_by_the_browser(person: Person, talks: FakeTalks) -> None:
    """Form and box ask the browser to keep nothing of what is written for us alone."""
    await person.opens(f"{HOME}/more")
    assert person.response.text.count('autocomplete="off"') == 2
    talks.saves = False
    await person.presses("Send", ("words", "x"))
    assert person.response.text.count('autocomplete="off"') == 2


async def test_who_is_watched_gives_nothing_away(watched: Person, talks: FakeTalks) -> None:
    """With someone else there, the page after a worry says 'Saved.' and no more; numbers are on the help page."""
    await watched.presses("I need help")
    await watched.presses(TELL)
    assert talks.worries == [""]
    assert watched.page.title == "Saved."
    assert watched.page.said == ["Saved.", "What do you want to do now?", "Carry on", "Stop for now", "Write more"]
    for telling in ("told", "telling", "worry", "safe", "tel:", "999"):
        assert telling not in watched.text
    assert ("I need help", f"{HOME}/help") in watched.page.links
    await watched.presses("Write more")
    await watched.presses("Send", ("words", "He is here."))
    assert talks.worries == ["", "He is here."]
    assert watched.page.said == ["Saved.", "What do you want to do now?", "Carry on", "Stop for now"]


async def test_before_anybody_was_asked_someone_may_be_watching(person: Person) -> None:
    """Until the person has said that nobody is there, the page after a worry stays neutral."""
    await person.opens(f"{HOME}/help")
    await person.presses(TELL)
    assert person.page.title == "Saved."


async def test_two_worries_are_two(person: Person, talks: FakeTalks) -> None:
    """Each opening of the help page can tell a worry of its own."""
    for _ in range(2):
        await person.opens(f"{HOME}/help")
        await person.presses(TELL)
    assert talks.worries == ["", ""]


async def test_stopping_after_telling(alone: Person) -> None:
    """The person chooses to stop or to carry on."""
    await alone.opens(f"{HOME}/told/next")
    await alone.presses("Stop for now")
    assert alone.page.title == "You stopped."


async def test_stop_is_on_the_help_page(alone: Person, talks: FakeTalks) -> None:
    """While the talk goes on, help has the stop key; once it rests there is nothing to stop."""
    await alone.presses("I need help")
    await alone.presses("Stop")
    assert talks.session.state is State.STOPPED
    await alone.opens(f"{HOME}/help")
    assert "Stop" not in [said for _, said, _ in alone.page.buttons]


async def test_after_the_talk_there_is_only_back(alone: Person) -> None:
    """A worry can be told when the talk is over; then nothing can be carried on or stopped, only gone back to."""
    await alone.presses("Stop")
    await alone.presses("I need help")
    await alone.presses(TELL)
    await alone.presses("No thank you")
    assert alone.page.title == "You stopped."
    await alone.opens(f"{HOME}/told/next")
    assert "Carry on" not in alone.text
    assert "Stop for now" not in alone.text
    assert alone.page.pressable("Back").action == HOME


async def test_a_worry_that_is_not_saved(alone: Person, talks: FakeTalks) -> None:
    """Status 503, 'Not sent yet', the words still there, and sending again works."""
    await alone.opens(f"{HOME}/more")
    talks.saves = False
    answer = await alone.presses("Send", ("words", "Help <me>"))
    assert answer.status_code == 503
    assert "Not sent yet Find someone or call." in alone.text
    assert "Help &lt;me&gt;" in answer.text
    assert "tel:01632960001" in answer.text
    talks.saves = True
    await alone.presses("Try again", ("words", "Help <me>"))
    assert alone.page.title == "We will tell someone"
    assert talks.worries == ["Help <me>"]


async def test_a_tap_that_is_not_saved(watched: Person, talks: FakeTalks) -> None:
    """'Not sent yet' is said plainly whoever is there; one more tap tries again."""
    await watched.opens(f"{HOME}/help")
    talks.saves = False
    await watched.presses(TELL)
    assert watched.page.title == "Not sent yet"
    talks.saves = True
    await watched.presses("Try again")
    assert (watched.page.title, talks.worries) == ("Saved.", [""])


async def test_a_store_that_can_do_nothing_keeps_the_words_on_the_page(person: Person, talks: FakeTalks) -> None:
    """When not even the talk can be read, what was written is still there to be sent again."""
    await person.opens(f"{HOME}/more")
    talks.reads = False
    assert (await person.presses("Send", ("words", "Help me"))).status_code == 503
    assert person.page.title == "Not sent yet"
    assert "Help me" in person.response.text
    talks.reads = True
    await person.presses("Try again", ("words", "Help me"))
    assert talks.worries == ["Help me"]


async def test_what_was_told_never_looks_lost(alone: Person, talks: FakeTalks) -> None:
    """A store that cannot be read after a worry was stored does not turn 'told' into a fault."""
    talks.reads = False
    assert (await alone.opens(f"{HOME}/told")).status_code == 200
    assert alone.page.said == ["Saved.", "Back"]


@pytest.mark.parametrize(
    ("trouble", "status"),
    [
        *(("unknown", 404), ("unreadable", 503), ("bug", 500), ("refused", 500)),
        *(("malformed", 400), ("too long", 400), ("foreign", 403)),
    ],
)
async def test_no_worry_is_lost_in_silence(person: Person, talks: FakeTalks, trouble: str, status: int) -> None:
    """Whatever goes wrong with it, the page says that it was not sent, and shows 999."""
    await person.opens(f"{HOME}/help")
    talks.known = trouble != "unknown"
    talks.reads = trouble != "unreadable"
    talks.breaks = {"bug": ValueError(), "refused": Refused(*FULL_DISK)}.get(trouble)
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


async def test_nothing_is_promised_where_nobody_could_be_told(alone: Person, talks: FakeTalks) -> None:
    """Kept, and nobody reached: the page says that it is saved, and to find someone; it does not say that we will."""
    talks.passes_on = False
    await alone.opens(f"{HOME}/told")
    assert alone.page.title == "Saved."
    assert "Find someone or call." in alone.text
    assert "We will tell someone" not in alone.text
    assert "will look at this" not in alone.text
