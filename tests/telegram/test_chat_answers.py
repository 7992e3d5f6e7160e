"""My answers in the chat: seeing them, taking them back, and being forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from asking.forget_steps import UNDO_DAYS
from bot.rights import Rights
from store import chats, people, worries
from tests.telegram.office import Office
from tests.telegram.phone import Phone, key_in, labels
from tests.telegram.samples import opus, png
from tests.telegram.saying import FIRST, OPEN, PRESENT, added, answered, at

FORGET, FORGET_ALL = "Forget me but count my answers", "Forget me and my answers"
QUESTION = "Did you choose what to do today?"
LIST = "My answers"
NONE = "There are no answers here now."


async def with_two_answers(office: Office) -> Phone:
    """Someone alone, at their third question, with a comment and a photo beside the second."""
    sam = await at(office, FIRST)
    await sam.taps("No")
    await sam.says("I like my garden")
    await sam.does(lambda: sam.user.photo(png(), "My room"))
    await sam.taps("I do not know")
    return sam


async def test_my_answers_are_shown_at_once_to_who_is_alone(office: Office) -> None:
    """Each question with what was said, then what was added to it; a way to take back, and back to the talk."""
    sam = await with_two_answers(office)
    (shown,) = await sam.says("/myanswers")
    heading, first, *others = shown.text.split("\n\n")
    assert (heading, first) == (LIST, f"{QUESTION}\nYou said: No.")
    asked = others[0].split("\n")[0]
    assert others == [
        f"{asked}\nYou said: I do not know.",
        f"{asked}\nYou also wrote: “I like my garden”",
        f"{asked}\nYou sent a photo. My room",
    ]
    assert labels(shown) == ["Take something back", "Back to my talk"]


async def test_where_someone_may_look_on_the_chat_asks_first(office: Office) -> None:
    """With others there, no answer is shown before the person says so; on the help page's way too."""
    sam = await at(office, PRESENT)
    await sam.taps("Staff", "Next", "With help")
    await sam.goes_to(FIRST)
    await sam.taps("No")
    for way in (sam.says("/myanswers"), sam.taps("I need help", "See my answers")):
        (asked,) = await way
        assert asked.text == "Show my answers?\nOther people can see this."
        assert labels(asked) == ["Show", "Back"]
    (shown,) = await sam.taps("Show")
    assert "You said: No." in shown.text


async def test_without_answers_the_chat_says_so(office: Office) -> None:
    """Before the first answer there is nothing to show, to take back or to hide."""
    sam = await office.opens("person")
    for command in ("/myanswers", "/takeback"):
        (shown,) = await sam.says(command)
        assert shown.text == f"{LIST}\n{NONE}"
        assert labels(shown) == ["Back to my talk"]


async def test_long_words_are_shown_whole(office: Office) -> None:
    """What needs more than one message comes in several; only the last has buttons."""
    sam = await at(office, FIRST)
    words = "<garden> " * 455
    await sam.says(words)
    came = await sam.says("/myanswers")
    assert len(came) > 1
    assert "".join(one.text for one in came).count("<garden>") == 455
    assert [bool(one.buttons) for one in came] == [False] * (len(came) - 1) + [True]


async def test_one_answer_is_taken_back(office: Office) -> None:
    """Its row no longer counts, the question stays passed, and the person hears that it is gone."""
    sam = await with_two_answers(office)
    (listed,) = await sam.says("/takeback")
    assert [one.label[0] for one in listed.buttons[:4]] == ["↩", "↩", "✏", "📷"]
    assert labels(listed)[-2:] == ["Take back all my answers", "Back to my talk"]
    (gone,) = await sam.taps(QUESTION)
    assert gone.text == "You took back your answer.\nThat answer is gone."
    assert [reply for reply, _ in await answered(office)] == ["did_not_know"]
    assert len(await added(office)) == 2
    (screen,) = await sam.taps("Back to my talk")
    assert "Question 3 of 6" in screen.text
    assert await office.differences() == []


async def test_a_comment_and_a_photo_are_taken_back(office: Office) -> None:
    """Words go from the store, and the photo from the disk; the answer to that question stays."""
    sam = await with_two_answers(office)
    before = await answered(office)
    (listed,) = await sam.says("/takeback")
    for button in listed.buttons[2:4]:
        await sam.does(lambda data=button.data: sam.user.tap_raw(data, listed.message_id))  # type: ignore[misc]
    assert await added(office) == []
    assert office.files() == set()
    assert await office.read(lambda tx: tx.all("SELECT words, media_id FROM comment")) == [(None, None)] * 2
    assert await answered(office) == before


async def test_a_spoken_answer_is_taken_back(office: Office) -> None:
    """Its recording goes from the disk."""
    sam = await at(office, OPEN)
    await sam.does(lambda: sam.user.voice(opus()))
    assert len(office.files()) == 1
    await sam.says("/takeback")
    await sam.taps(OPEN)
    assert office.files() == set()
    assert await office.differences() == []


async def test_what_is_gone_already_shows_what_is_left(office: Office) -> None:
    """A second tap, and the button of words that were changed since, take nothing back and show the list anew."""
    sam = await at(office, FIRST)
    written = sam.user.say("I lik my garden")
    await office.settled()
    await sam.taps("No")
    (listed,) = await sam.says("/takeback")
    words, answer = key_in([listed], QUESTION), listed.buttons[0].data
    comment = listed.buttons[1].data
    assert words[0] == answer
    await sam.does(lambda: sam.user.edit(written.message_id, "I like my garden"))
    (again,) = await sam.does(lambda: sam.user.tap_raw(comment or "", listed.message_id))
    assert again.bold() == ("What do you want to take back?",)
    assert [kept for _, kept, _ in await added(office)] == ["I like my garden"]
    _, again = await sam.does(*[lambda: sam.user.tap_raw(answer or "", listed.message_id)] * 2)
    assert again.bold() == ("What do you want to take back?",)
    assert await answered(office) == []


async def test_all_answers_are_taken_back_after_a_question(office: Office) -> None:
    """The chat asks first, and keeps them on 'Keep my answers'; then answers, words and photos are gone."""
    sam = await with_two_answers(office)
    await sam.says("/takeback")
    (sure,) = await sam.taps("Take back all my answers")
    assert sure.text == "Take back all your answers?\nThen nobody will see them.\nYou cannot get them back."
    await sam.taps("Keep my answers")
    assert len(await answered(office)) == 2
    (gone,) = await sam.taps("Take them all back", on=sure)
    assert gone.text == "You took back all your answers.\nYour answers are gone."
    assert (await answered(office), await added(office), office.files()) == ([], [], set())
    assert await office.differences() == []


@pytest.mark.parametrize("label", ["Take them all back", FORGET, FORGET_ALL])
async def test_an_old_button_of_no_return_asks_again(office: Office, label: str) -> None:
    """What cannot be undone is done by a fresh button only: an old one, met while scrolling, asks anew."""
    sam = await with_two_answers(office)
    (asked,) = await sam.says("/forgetme" if "Forget" in label else "/takeback")
    if label not in labels(asked):
        (asked,) = await sam.taps("Take back all my answers")
    await sam.taps("Skip")
    before = await office.told()
    (again,) = await sam.taps(label, on=asked)
    assert again.text == asked.text
    assert await office.told() == before


async def test_forgetting_is_explained_first(office: Office) -> None:
    """What goes, what stays, and from when on it cannot be undone; the first button leads back."""
    sam = await with_two_answers(office)
    (asked,) = await sam.says("/forgetme")
    assert asked.text.split("\n") == [
        "Do you want us to forget you?",
        "We delete your name.",
        "We delete what you wrote, said and sent.",
        "We keep a worry that you told us.",
        "It will not have your name.",
        "We delete all of this in 7 days.",
        "Until then you can change your mind.",
    ]
    assert labels(asked) == ["Back to my talk", FORGET, FORGET_ALL]
    (screen,) = await sam.taps("Back to my talk")
    assert "Question 3 of 6" in screen.text
    assert await office.read(lambda tx: people.name_of(tx, office.house.person)) == "Ada Example"


@pytest.mark.parametrize("label", [FORGET, FORGET_ALL])
async def test_a_person_is_forgotten(office: Office, label: str) -> None:
    """Name, words, files and chats are gone; answers count on, or go too; worries stay, without a name."""
    token, sam, other = await office.link("person"), office.phone(), office.phone()
    await sam.opens(token)
    await sam.goes_to(FIRST)
    await sam.taps("Yes")
    await sam.says("I like my garden")
    await sam.does(lambda: sam.user.photo(png()))
    await sam.taps("I need help", "Tell someone I have a worry")
    await sam.says("Someone shouted at me")
    await sam.taps("Carry on")
    await sam.goes_to(OPEN)
    await sam.does(lambda: sam.user.voice(opus()))
    await other.opens(token)
    await sam.says("/forgetme")
    (told,) = await sam.taps(label)
    assert told.text.startswith("We will forget you.\nWe will forget you on ")
    assert labels(told) == ["Do not forget me", "Back to my talk"]
    await a_week_passes(office)
    await check_forgotten(office, with_answers=label == FORGET_ALL)
    for phone in (sam, other):
        (answer,) = await phone.says("hello")
        assert "You need a link of your own." in answer.text
    (answer,) = await sam.opens(token)
    assert answer.bold() == ("This link does not work",)


async def a_week_passes(office: Office) -> None:
    """The caretaker comes when forgetting can no longer be undone."""
    office.clock.moment += timedelta(days=UNDO_DAYS)
    rooms = office.rooms
    await Rights(rooms.database, rooms.pack, rooms.media, office.clock).go_round()


async def check_forgotten(office: Office, *, with_answers: bool) -> None:
    """Nothing of the person is left but what may stay."""
    person = office.house.person
    assert await office.read(lambda tx: people.name_of(tx, person)) is None
    assert await office.read(lambda tx: people.data_key(tx, person)) is None
    assert await office.read(lambda tx: chats.of_person(tx, person)) == ()
    assert office.files() == set()
    told = await office.told()
    assert (told["comment"], told["media"]) == ([], [])
    assert await office.read(lambda tx: tx.all("SELECT 1 FROM answer WHERE words IS NOT NULL")) == []
    assert bool(told["answer"]) is not with_answers
    assert {worry.person_id for worry in await office.read(worries.all)} == {None}
    assert await office.differences() == []


async def test_forgetting_can_be_undone(office: Office) -> None:
    """Asked twice it waits once; whoever changes their mind within the week loses nothing."""
    sam = await with_two_answers(office)
    before = await office.told()
    await sam.says("/forgetme")
    key = key_in(sam.user.inbox, FORGET_ALL)
    first, second = await sam.does(*[lambda: sam.user.tap_raw(*key)] * 2)
    assert first.text == second.text
    (again,) = await sam.says("/forgetme")
    assert again.text == first.text
    (kept,) = await sam.taps("Do not forget me")
    assert kept.text == "We will not forget you.\nNothing is gone."
    await a_week_passes(office)
    assert await office.told() == before
    assert await office.differences() == []


async def test_who_watches_someone_is_forgotten_alone(office: Office) -> None:
    """Forgetting an observer leaves the one who is watched."""
    phone = office.phone()
    await phone.opens(await office.watching_link())
    await phone.goes_to("Question 2")
    await phone.says("/forgetme")
    await phone.taps(FORGET_ALL)
    await a_week_passes(office)
    house = office.house
    names = await office.read(lambda tx: (people.name_of(tx, house.staff), people.name_of(tx, house.person)))
    assert names == (None, "Ada Example")
    assert await office.differences() == []
