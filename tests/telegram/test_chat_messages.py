"""What people write: the answer where it is asked for in own words, else kept beside the answers, never lost unsaid."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from asking.turn import MACHINE
from store import settings
from tests.telegram.office import Office
from tests.telegram.phone import Phone, labels, ticked
from tests.telegram.samples import opus, png
from tests.telegram.saying import FIRST, KEPT, OPEN, PRESENT, added, answered, at, prompt_on_screen

NOT_KEPT = "We did not keep this.\nWe keep nothing before you say yes.\nAre you worried?\nTap 🙋 to get help.\n"
FILM = {"video": {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1}}


async def test_words_beside_a_question_are_kept_with_it(office: Office) -> None:
    """They are kept with the question on the screen, the person hears who reads them, and 'Carry on' leads back."""
    sam = await at(office, FIRST)
    question = sam.screen.bold()
    (kept,) = await sam.says("I like my garden.")
    assert kept.bold() == (KEPT,)
    assert "A person will read or hear this later.\nNobody is listening now.\nIn danger, call 999." in kept.text
    assert labels(kept) == ["Carry on", "I need help"]
    assert await added(office) == [(await prompt_on_screen(office), "I like my garden.", "")]
    assert await answered(office) == []
    (screen,) = await sam.taps("Carry on")
    assert screen.bold() == question


@pytest.mark.parametrize(
    "act",
    [
        lambda phone: phone.user.say("I am sad"),
        lambda phone: phone.user.voice(opus()),
        lambda phone: phone.user.photo(png(), "my room"),
        lambda phone: phone.user.sticker(),
        lambda phone: phone.user.send(FILM),
        lambda phone: phone.user.say("/tell I am sad"),
    ],
    ids=["words", "voice", "photo", "sticker", "film", "tell"],
)
async def test_before_a_yes_nothing_is_kept(office: Office, act: Callable[[Phone], object]) -> None:
    """Whatever is said before consent is kept nowhere; the person hears why, and where help is."""
    sam = await at(office, "Do you want to take part?")
    before = await office.told()
    (screen,) = await sam.does(lambda: act(sam))
    assert screen.text.startswith(NOT_KEPT)
    assert "Do you want to take part?" in screen.text
    assert await office.told() == before
    assert office.files() == set()


async def test_after_a_no_nothing_is_kept(office: Office) -> None:
    """Who said no is not asked and not heard but through help."""
    sam = await at(office, "Do you want to take part?")
    await sam.taps("No")
    (screen,) = await sam.says("I am sad")
    assert screen.text.startswith(NOT_KEPT)
    assert await added(office) == []


async def test_words_answer_an_open_question(office: Office) -> None:
    """What is written there is the answer, word for word, and the next screen comes."""
    sam = await at(office, OPEN)
    words = "More trips & <walks>.\nAnd 🍰"
    (screen,) = await sam.says(words)
    assert "carry on now, or another day?" in screen.text
    assert (await answered(office))[-1] == ("wrote", words)
    assert await added(office) == []


@pytest.mark.parametrize(
    ("said", "shows"),
    [
        *(("Yes", "Question 2 of 6"), ("no.", "Question 2 of 6"), ("✅ Yes", "Question 2 of 6")),
        *(("I do not know", "Question 2 of 6"), ("skip", "Question 2 of 6")),
        *(("Stop", "You stopped."), ("back", "Here is one more to try."), ("Help", "Who can help you")),
        *(("I need help", "Who can help you"), ("carry on", FIRST)),
    ],
)
async def test_words_of_a_button_are_its_tap(office: Office, said: str, shows: str) -> None:
    """Someone who writes or dictates what stands on a button has tapped it; nothing is kept as words."""
    sam = await at(office, FIRST)
    (screen,) = await sam.says(said)
    assert shows in screen.text
    assert await added(office) == []


@pytest.mark.parametrize(("said", "shows"), [("stop", "You stopped."), ("help", "Who can help you")])
async def test_stop_and_help_are_never_an_answer(office: Office, said: str, shows: str) -> None:
    """At a question in own words too, a 'no' stops and a call for help is heard."""
    sam = await at(office, OPEN)
    before = await answered(office)
    (screen,) = await sam.says(said)
    assert shows in screen.text
    assert await answered(office) == before


async def test_words_can_tick(office: Office) -> None:
    """Where several can be chosen, a label that is written ticks its box in the question shown anew; 'next' sends."""
    sam = await at(office, PRESENT)
    (screen,) = await sam.says("staff")
    assert ticked(screen) == ["Staff"]
    (screen,) = await sam.says("Family")
    assert ticked(screen) == ["Family", "Staff"]
    (screen,) = await sam.says("next")
    assert "How do you want to answer?" in screen.text
    assert await added(office) == []


async def test_a_changed_message_takes_its_place(office: Office) -> None:
    """The comment of that message has the new words, and the old ones are gone."""
    sam = await at(office, FIRST)
    written = sam.user.say("I lik my garden")
    await office.settled()
    (kept,) = await sam.does(lambda: sam.user.edit(written.message_id, "I like my garden"))
    assert kept.bold() == (KEPT,)
    assert [words for _, words, _ in await added(office)] == ["I like my garden"]
    old = await office.read(lambda tx: tx.all("SELECT words FROM comment WHERE superseded_at IS NOT NULL"))
    assert old == [(None,)]


@pytest.mark.parametrize(("place", "words"), [(OPEN, "More trips"), (FIRST, "Yes")])
async def test_a_changed_answer_stays_as_it_was(office: Office, place: str, words: str) -> None:
    """A message that was an answer, by words or by a label, is not changed behind the talk: the person hears how to."""
    sam = await at(office, place)
    written = sam.user.say(words)
    await office.settled()
    before = await office.told()
    (screen,) = await sam.does(lambda: sam.user.edit(written.message_id, "Something else"))
    assert screen.text.startswith("Your answer stays as it was.\nTap ⬅️ to change it.\n")
    assert await office.told() == before


async def test_a_changed_command_does_nothing(office: Office) -> None:
    """A command, with a link in it perhaps, never becomes a comment."""
    sam, token = office.phone(), await office.link("person")
    started = sam.user.start(token)
    await sam.does()
    await sam.goes_to(FIRST)
    assert await sam.does(lambda: sam.user.edit(started.message_id, f"/start {token} ")) == []
    assert await added(office) == []


async def test_tell_us_something(office: Office) -> None:
    """/tell asks what to tell; all that is said then is kept beside the answers, even at an open question."""
    sam = await at(office, OPEN)
    before = await answered(office)
    (asked,) = await sam.says("/tell")
    assert asked.bold() == ("What do you want to tell us?",)
    assert "Nobody is listening now.\nIn danger, call 999." in asked.text
    assert labels(asked) == ["Back to my talk"]
    for words in ("The food is good.", "The bus is late."):
        (kept,) = await sam.says(words)
        assert kept.bold() == (KEPT,)
    assert [words for _, words, _ in await added(office)] == ["The food is good.", "The bus is late."]
    assert await answered(office) == before
    (screen,) = await sam.taps("Carry on")
    assert OPEN in screen.text
    await sam.says("More trips")
    assert (await answered(office))[-1] == ("wrote", "More trips")


async def test_tell_says_that_a_machine_listens(office: Office) -> None:
    """Where drafts are made of what is said aloud, whoever is about to speak is told."""
    await office.write(lambda tx: settings.put(tx, MACHINE, "yes"))
    sam = await at(office, FIRST)
    (asked,) = await sam.says("/tell")
    assert "A computer here may write down what you say." in asked.text


async def test_tell_takes_words_behind_it(office: Office) -> None:
    """Words that stand behind the command are told at once; a voice note after it too, and no label is a tap then."""
    sam = await at(office, FIRST)
    await sam.says("/tell the food is good")
    await sam.does(lambda: sam.user.voice(opus()))
    await sam.says("Yes")
    assert [(words, kind) for _, words, kind in await added(office)] == [
        *(("the food is good", ""), ("", "audio/ogg"), ("Yes", "")),
    ]
    (screen,) = await sam.says("Back to my talk")
    assert FIRST in screen.text


async def test_the_longest_message_is_kept_whole(office: Office) -> None:
    """All that Telegram carries in one message."""
    sam = await at(office, FIRST)
    await sam.says("w" * 4096)
    assert [words for _, words, _ in await added(office)] == ["w" * 4096]


@pytest.mark.parametrize("words", ["/ hello", "/", "/…", "//"])
async def test_words_that_only_look_like_a_command_are_words(office: Office, words: str) -> None:
    """A stroke in front of words loses nothing."""
    sam = await at(office, FIRST)
    await sam.says(words)
    assert [kept for _, kept, _ in await added(office)] == [words]


@pytest.mark.parametrize("command", ["/again", "/AGAIN", "/again@plainsay_pretend_bot", "/dance", "/forget_me"])
async def test_other_commands_show_the_question(office: Office, command: str) -> None:
    """/again, however it is written, and what we do not know, show the question once more and keep nothing."""
    sam = await at(office, FIRST)
    before, question = await office.told(), sam.screen.bold()
    (screen,) = await sam.says(command)
    assert screen.bold() == question
    assert await office.told() == before
