"""The page where a person answers."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from dialogs.events import Reply
from dialogs.session import Session
from dialogs.transitions import State
from tests.tablet.browsing import HOME, Person
from tests.tablet.fake import FakeTalks
from tests.tablet.flow import STEPS


async def test_a_whole_talk(person: Person, talks: FakeTalks) -> None:
    """A person can go from the first screen to the last by pressing what the pages offer, and each answer counts."""
    await person.goes_to("Did you choose what to do today?")
    assert "Question 1 of 3" in person.text
    await person.presses("A bit")
    await person.presses("Other people")
    await person.presses("Next", ("choice", "family"), ("choice", "friends"))
    await person.presses("Carry on")
    await person.presses("Save my words", ("words", "More music."))
    await person.presses("I do not want to say")
    assert person.page.title == "Thank you for talking with us."
    assert {key: (kept.reply, kept.choices, kept.words) for key, kept in talks.answers.items()} == {
        "day": (Reply.CHOSE, ("a-bit",), ""),
        "home": (Reply.CHOSE, ("others",), ""),
        "seen": (Reply.CHOSE, ("family", "friends"), ""),
        "wish": (Reply.WROTE, (), "More music."),
        "more": (Reply.RATHER_NOT_SAY, (), ""),
    }
    assert talks.session.state is State.CLOSED


async def test_looking_writes_nothing(person: Person, talks: FakeTalks) -> None:
    """Opening any page leaves no trace, so that a link preview answers nothing."""
    for path in ("", "/help", "/answers", "/answers/all", "?note=here"):
        assert (await person.opens(HOME + path)).status_code == 200
    assert not talks.deliveries


async def test_a_press_leads_to_a_page_that_can_be_loaded_again(person: Person) -> None:
    """After a press the browser is sent on, so that loading again sends nothing twice."""
    answer = await person.client.post(HOME, data={"turn": "0", "do": "continue"})
    assert (answer.status_code, answer.headers["location"]) == (303, HOME)


async def test_a_double_tap_has_one_effect(person: Person, talks: FakeTalks) -> None:
    """The same press twice answers one question, once, and the page says nothing odd."""
    await person.goes_to("Did you choose what to do today?")
    button = person.page.pressable("Yes")
    await person.sends(button.action, button.fields)
    after = talks.session
    await person.sends(button.action, button.fields)
    assert talks.session == after
    assert person.page.title == "Who chose your home?"
    assert "You are here now." not in person.text


async def test_an_old_page_changes_nothing(person: Person, talks: FakeTalks) -> None:
    """A different press on a page that was answered already shows where the talk is, with a neutral word."""
    await person.goes_to("Did you choose what to do today?")
    old = person.page
    await person.presses("Yes")
    after = talks.session
    await person.sends(HOME, old.pressable("No").fields)
    assert talks.session == after
    assert talks.answers["day"].choices == ("yes",)
    assert (person.page.title, "You are here now." in person.text) == ("Who chose your home?", True)


@pytest.mark.parametrize(
    "step", [step for step in STEPS if step.id not in {"help", "closing"}], ids=lambda step: step.id
)
async def test_every_screen_has_its_fixed_places(person: Person, step: Any) -> None:
    """Back, help, listen, skip, stop and how to listen are on every screen of a talk, in the same order."""
    await person.goes_to(getattr(step, "ask", "") or step.text[0])
    labels = [said for _, said, _ in person.page.buttons]
    ways = ["Always read to me", "Slower", "Normal", "Faster"]
    assert labels[-8:] == ["Back", "Listen", "Skip", "Stop", *ways]
    assert ("I need help", f"{HOME}/help") in person.page.links


async def test_every_screen_says_its_speech(person: Person) -> None:
    """What is read aloud holds the question and each answer, in the order of the screen."""
    await person.goes_to("Did you choose what to do today?")
    assert person.page.said == [
        "Think about your day up to now.",
        "Did you choose what to do today?",
        *("Yes", "A bit", "No"),
        *("I do not know", "I do not want to say"),
    ]


async def test_going_back_shows_what_was_said(person: Person) -> None:
    """The earlier answer is marked and named, can be kept, and can be changed."""
    await person.goes_to("Did you choose what to do today?")
    await person.presses("A bit")
    await person.presses("Back")
    assert "You said: A bit. You can change it." in person.text
    assert [said for _, said, _ in person.page.buttons if "You said this" in said] == ["A bit You said this"]
    await person.presses("Keep my answer")
    assert person.page.title == "Who chose your home?"


async def test_stopping_and_coming_back(person: Person, talks: FakeTalks) -> None:
    """Who stops is told that the answers are kept, and goes on at the same question."""
    await person.goes_to("Who chose your home?")
    await person.presses("Stop")
    assert "You stopped. We keep your answers." in person.text
    assert talks.session.state is State.STOPPED
    await person.presses("Carry on")
    assert person.page.title == "Who chose your home?"


async def test_saying_no_and_changing_one_s_mind(person: Person, talks: FakeTalks) -> None:
    """A no is taken kindly, nothing more is asked, and it can be changed."""
    await person.goes_to("Do you want to take part?")
    await person.presses("No")
    assert person.page.title == "That is OK."
    assert talks.session.state is State.DECLINED
    await person.presses("I changed my mind")
    assert person.page.title == "Do you want to take part?"


async def test_just_me_answers_at_once(person: Person) -> None:
    """The answer that stands alone goes without the boxes that are ticked, and without 'next'."""
    await person.goes_to("Who is here with you now?")
    await person.presses("Just me")
    assert person.page.title == "Does this picture show tea?"


@pytest.mark.parametrize(
    ("question", "button", "note"),
    [
        ("Who did you see this week?", "Next", "Choose an answer first."),
        ("What do you want to change?", "Save my words", "Write something first."),
    ],
)
async def test_an_empty_answer_is_explained(person: Person, question: str, button: str, note: str) -> None:
    """Pressing on without an answer, even twice, shows the same question and says what is missing."""
    await person.goes_to(question)
    for _ in range(2):
        await person.presses(button)
        assert person.page.title == question
        assert note in person.text


async def test_what_is_not_saved_never_looks_saved(person: Person, talks: FakeTalks) -> None:
    """With a full disk: status 503, the same question, a plain word, nothing marked; pressing again later works."""
    await person.goes_to("Did you choose what to do today?")
    talks.saves = False
    answer = await person.presses("Yes")
    assert answer.status_code == 503
    assert "We have not saved your answer yet. Please press again." in person.text
    assert (person.page.title, "You said" in person.text) == ("Did you choose what to do today?", False)
    talks.saves = True
    await person.presses("Yes")
    assert talks.answers["day"].choices == ("yes",)


@pytest.mark.parametrize("path", ["", "/help", "/more", "/answers", "/answers/all", "/voice", "/worry"])
async def test_a_store_that_cannot_be_read(person: Person, talks: FakeTalks, path: str) -> None:
    """Status 503, 999 and the way back. Only a press is said to be not saved: to look again says nothing of it."""
    talks.reads = False
    assert (await person.opens(HOME + path)).status_code == 503
    assert "not saved" not in person.text
    assert "Please try again." in person.text
    assert "tel:999" in person.response.text
    assert person.page.pressable("Back to my talk").action == HOME
    person.response = await person.client.post(HOME, data={"turn": "0", "do": "continue"})
    assert person.response.status_code == 503
    assert "We have not saved your last answer yet." in person.text


async def test_what_people_write_is_shown_as_text(person: Person) -> None:
    """A script in someone's words is only words."""
    await person.goes_to("What do you want to change?")
    await person.presses("Save my words", ("words", "<script>alert(1)</script>"))
    await person.opens(f"{HOME}/answers")
    assert "<script>alert" not in person.response.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in person.response.text


async def test_a_recording_answers(person: Person, talks: FakeTalks) -> None:
    """A recording from the device's own recorder is taken as the answer."""
    await person.goes_to("What else do you want to say?")
    assert "Nobody is listening now. In danger, call 999." in person.text
    await _sends_recording(person, talks.session, b"OggS and sound")
    assert talks.answers["more"].reply is Reply.SPOKE
    assert person.page.title == "Thank you for talking with us."
    assert "We saved your recording." in person.text


@pytest.mark.parametrize(
    ("data", "note"), [(b"", "Record something first."), (b"a picture", "We cannot play this. Please record again.")]
)
async def test_a_recording_that_is_none(person: Person, talks: FakeTalks, data: bytes, note: str) -> None:
    """An empty recording, or a file that is no sound, is explained at the same question."""
    await person.goes_to("What else do you want to say?")
    await _sends_recording(person, talks.session, data)
    assert (person.page.title, note in person.text) == ("What else do you want to say?", True)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "turn=0",
        "do=continue",
        "turn=x&do=continue",
        "turn=-1&do=continue",
        "turn=0&do=fly",
        "turn=0&do=choose&choice=" + "x" * 65,
        "turn=0&do=choose&choice=yes%00",
        "turn=99999999999&do=continue",
        "turn=0&do=write&words=" + "x" * 2001,
        "&".join(f"choice={n}" for n in range(200)),
    ],
)
async def test_a_malformed_form(person: Person, talks: FakeTalks, body: str) -> None:
    """It gets a clear page with the way back, and the talk is unharmed."""
    before = talks.session
    answer = await person.client.post(HOME, content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})
    person.response = answer
    assert answer.status_code == 400
    assert person.page.pressable("Back to my talk").action == HOME
    assert talks.session == before


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data", "multipart/form-data; boundary=x", ""])
async def test_a_body_that_is_no_form(person: Person, talks: FakeTalks, kind: str) -> None:
    """Other kinds of body are refused with the same clear page."""
    before = talks.session
    answer = await person.client.post(HOME, content=b"--y\r\n{}", headers={"Content-Type": kind})
    assert answer.status_code == 400
    assert talks.session == before


async def test_sample_data_says_so(person: Person, talks: FakeTalks) -> None:
    """Every page of sample data says that the people are not real; no page of real data does."""
    for sample in (True, False):
        talks.sample = sample
        for path in ("", "/help", "/answers", "/answers/all"):
            await person.opens(HOME + path)
            assert ("Sample: made-up people." in person.text) is sample


async def _sends_recording(person: Person, session: Session, data: bytes) -> None:
    files = {"recording": ("answer.ogg", data, "audio/ogg")}
    sent: httpx.Response = await person.client.post(
        f"{HOME}/voice", data={"turn": str(session.turn)}, files=files, follow_redirects=True
    )
    person.response = sent
