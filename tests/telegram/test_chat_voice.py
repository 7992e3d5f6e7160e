"""Listening in the chat: a voice note of the screen, made once, uploaded once, and only where it is wanted."""

from __future__ import annotations

from asking import profiles
from bot.telegram.render import NOT_TICKED
from tests.telegram.office import Office
from tests.telegram.phone import Phone
from tests.telegram.saying import FIRST, PRESENT, at


def uploads(office: Office) -> list[int]:
    """The bytes that came with each voice note that was sent."""
    return [call.uploaded_bytes for call in office.api.called("sendVoice") if call.ok]


async def at_consent(office: Office, who: str = "person") -> Phone:
    """Someone before the question whether they take part."""
    return await at(office, "Do you want to take part?", who)


async def test_listen_sends_a_voice_note(office: Office) -> None:
    """One tap, one voice note and nothing else; the second time, and for someone else, nothing is uploaded again."""
    sam = await at_consent(office)
    other = await office.opens(await office.another("person", "Ed Example"))
    await other.goes_to("Do you want to take part?")
    for phone in (sam, sam, other):
        (voice,) = await phone.taps("Listen")
        assert voice.voice
        assert (voice.text, voice.buttons) == ("", ())
    first, *rest = uploads(office)
    assert first > 1_000
    assert rest == [0, 0]
    (seconds,) = {int(call.params["duration"]) for call in office.api.called("sendVoice")}
    assert seconds > 5


async def test_a_sound_that_telegram_lost_is_uploaded_again(office: Office) -> None:
    """An id that Telegram no longer knows costs one more upload, and nobody their sound."""
    sam = await at_consent(office)
    (voice,) = await sam.taps("Listen")
    office.api.files.revoke(voice.file_id or "")
    (voice,) = await sam.taps("Listen")
    assert voice.voice
    assert [size > 0 for size in uploads(office)] == [True, True]


async def test_every_question_can_be_read_aloud(office: Office) -> None:
    """/aloud reads each screen after it is shown, three requests a question, until it is said again."""
    sam = await at_consent(office)
    came = await sam.says("/aloud")
    assert came[0].text.startswith("We read every question to you now.\n")
    assert [bool(one.voice) for one in came] == [False, True]
    office.api.calls.clear()
    came = await sam.taps("Yes")
    assert PRESENT in came[0].text
    assert [bool(one.voice) for one in came] == [False, True]
    assert sum(call.method != "getUpdates" for call in office.api.calls) == 3
    assert NOT_TICKED in sam.screen.labels[1]
    assert await sam.taps("Family") == []
    (off,) = await sam.says("/aloud")
    assert off.text.startswith("We no longer read to you.\n")
    (screen,) = await sam.taps("Next")
    assert screen.voice is None


async def test_to_whom_questions_are_read_help_is_read_too(office: Office) -> None:
    """Help comes with a voice note as the questions do."""
    sam = await at_consent(office)
    await sam.says("/aloud")
    came = await sam.taps("I need help")
    assert [bool(one.voice) for one in came] == [False, True]


async def test_who_takes_no_voice_notes_gets_words(office: Office) -> None:
    """Telegram lets people refuse voice messages: the person hears why there is none."""
    sam = await at_consent(office)
    sam.user.forbid_voice = True
    (answer,) = await sam.taps("Listen")
    assert answer.text == "We cannot send you voice messages.\nYour Telegram settings do not allow it."
    sam.user.forbid_voice = False
    (voice,) = await sam.taps("Listen")
    assert voice.voice


async def test_the_key_of_an_old_screen_reads_the_current_one(office: Office) -> None:
    """What is heard is always what is asked now."""
    sam = await at_consent(office)
    first = sam.user.inbox[0]
    await sam.taps("Listen")
    await sam.taps("Listen", on=first)
    assert [size > 0 for size in uploads(office)] == [True, False]


async def test_what_holds_a_name_is_not_kept(office: Office) -> None:
    """An observer's screens name someone: their sound is made anew each time and never written to disk."""
    phone, folder = office.phone(), office.data / "speech"
    await phone.opens(await office.watching_link())
    await phone.goes_to("Question 1 of")
    before = {path.name for path in folder.iterdir()}
    (voice,) = await phone.taps("Listen")
    assert voice.voice
    assert {path.name for path in folder.iterdir()} == before


async def test_words_that_are_said_in_passing_are_no_tap_on_listen(office: Office) -> None:
    """'Listen', written, is the key; in a sentence it is words."""
    sam = await at(office, FIRST)
    (voice,) = await sam.says("listen")
    assert voice.voice
    (kept,) = await sam.says("Listen to me")
    assert kept.bold() == ("We kept this.",)


async def test_who_needs_it_is_read_to_from_the_first_screen(office: Office) -> None:
    """Where a person is known to need questions read, their chat begins so; and it can be turned off as ever."""
    ada = office.house.person
    await office.write(lambda tx: profiles.keep(tx, ada, profiles.Profile(needs=("aloud",)), at="2026-11-22T13:00:00Z"))
    sam = office.phone()
    came = await sam.opens(await office.link("person"))
    assert [bool(one.voice) for one in came] == [False, True]
    (off,) = await sam.says("/aloud")
    assert off.text.startswith("We no longer read to you.\n")


async def test_a_chat_that_is_open_begins_to_read(office: Office) -> None:
    """When staff note the need later, the next question is read; when they take it away, no more."""
    sam, ada = await at_consent(office), office.house.person
    for needs, read in ((("aloud",), True), ((), False)):
        kept = profiles.Profile(needs=needs)
        await office.write(lambda tx, kept=kept: profiles.keep(tx, ada, kept, at="2026-11-22T13:00:00Z"))
        came = await sam.says("/start")
        assert [bool(one.voice) for one in came] == ([False, True] if read else [False])
