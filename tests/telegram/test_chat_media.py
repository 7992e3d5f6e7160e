"""What people record and send: kept sealed with the question on the screen, or refused with a reason."""

from __future__ import annotations

import pytest

from asking.recordings import MAX_BYTES
from bot.pretend import Kind
from bot.telegram import fetching
from tests.asking.test_own_pictures import a_photo
from tests.telegram.office import Office
from tests.telegram.samples import opus, png
from tests.telegram.saying import FIRST, KEPT, OPEN, added, answered, at, prompt_on_screen

FILM = {"video": {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1}}
DOCUMENT = {"document": {"file_id": "f", "file_unique_id": "u"}}
LOCATION = {"location": {"latitude": 51.5, "longitude": -0.1}}


async def test_a_voice_note_answers_an_open_question(office: Office) -> None:
    """It is sealed on disk, the answer names it, and the person hears that it is saved."""
    sam = await at(office, OPEN)
    (screen,) = await sam.does(lambda: sam.user.voice(opus()))
    assert screen.text.startswith("We saved your recording.\n")
    assert (await answered(office))[-1] == ("spoke", "")
    (file,) = office.files()
    assert opus() not in (office.data / "recordings" / file).read_bytes()
    assert await added(office) == []


async def test_a_voice_note_beside_a_question_is_kept_with_it(office: Office) -> None:
    """Where a tap is asked for, a recording is no answer, and is not lost either."""
    sam = await at(office, FIRST)
    (kept,) = await sam.does(lambda: sam.user.voice(opus()))
    assert kept.bold() == (KEPT,)
    assert await added(office) == [(await prompt_on_screen(office), "", "audio/ogg")]
    assert len(office.files()) == 1


@pytest.mark.parametrize(("photo", "mime"), [(png(), "image/png"), (a_photo(), "image/jpeg")], ids=["png", "jpeg"])
@pytest.mark.parametrize("caption", ["", "My room"])
@pytest.mark.parametrize("place", [FIRST, OPEN])
async def test_a_photo_is_kept_with_its_words(
    office: Office, place: str, caption: str, photo: bytes, mime: str
) -> None:
    """A photo is never an answer; it is kept with its words, if any, and the question stays."""
    sam = await at(office, place)
    before = await answered(office)
    (kept,) = await sam.does(lambda: sam.user.photo(photo, caption))
    assert kept.bold() == (KEPT,)
    assert await added(office) == [(await prompt_on_screen(office), caption, mime)]
    assert len(office.files()) == 1
    assert await answered(office) == before


async def test_an_album_is_kept_whole(office: Office) -> None:
    """Photos that are sent together are each kept."""
    sam = await at(office, FIRST)
    await sam.does(*[lambda: sam.user.photo(png(), album="1")] * 3)
    assert [kind for _, _, kind in await added(office)] == ["image/png"] * 3
    assert len(office.files()) == 3


async def test_a_sticker_counts_as_its_sign(office: Office) -> None:
    """What stickers stand for is kept as words."""
    sam = await at(office, FIRST)
    await sam.does(lambda: sam.user.sticker("👍"))
    assert [words for _, words, _ in await added(office)] == ["👍"]


@pytest.mark.parametrize("content", [FILM, DOCUMENT, LOCATION], ids=["film", "document", "place"])
async def test_what_cannot_be_kept_is_said(office: Office, content: dict[str, object]) -> None:
    """The person hears so, what can be sent instead, and sees the question again."""
    sam = await at(office, FIRST)
    before = await office.told()
    (screen,) = await sam.does(lambda: sam.user.send(content))
    assert screen.text.startswith("We cannot keep this.\nYou can write, record your voice, or send a photo.\n")
    assert FIRST in screen.text
    assert await office.told() == before


async def test_what_is_too_big_is_not_fetched(office: Office) -> None:
    """A recording over the limit is refused by its size; nothing of it is fetched."""
    sam = await at(office, OPEN)
    (screen,) = await sam.does(lambda: sam.user.voice(opus() + bytes(MAX_BYTES)))
    assert screen.text.startswith("This is too big to keep.\n")
    assert OPEN in screen.text
    assert office.api.counts["getFile"] == 0
    assert office.files() == set()


async def test_what_is_gone_at_telegram_is_said(office: Office) -> None:
    """Where Telegram no longer has what was sent, the person hears that we do not have it."""
    sam = await at(office, OPEN)

    def send_and_lose() -> None:
        sent = sam.user.voice(opus())
        office.api.files.revoke(sent.file_id or "")

    (screen,) = await sam.does(send_and_lose)
    assert screen.text.startswith("We could not get this.\n")
    assert OPEN in screen.text
    assert office.files() == set()


async def test_a_fetch_that_fails_is_tried_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is ill for a moment costs nobody their recording."""
    monkeypatch.setattr(fetching, "FIRST_WAIT_SECONDS", 0.0)
    sam = await at(office, OPEN)
    office.api.faults.add(Kind.SERVER_ERROR, "getFile", times=2)
    (screen,) = await sam.does(lambda: sam.user.voice(opus()))
    assert screen.text.startswith("We saved your recording.\n")


@pytest.mark.parametrize("data", [b"no sound at all", b""], ids=["words", "nothing"])
async def test_what_is_no_sound_is_not_kept(office: Office, data: bytes) -> None:
    """What claims to be a voice note is told by its first bytes."""
    sam = await at(office, OPEN)
    (screen,) = await sam.does(lambda: sam.user.voice(data))
    assert screen.text.startswith("We cannot keep this.\n")
    assert office.files() == set()


async def test_changed_words_under_a_photo_leave_the_photo(office: Office) -> None:
    """The photo stays, with the new words."""
    sam = await at(office, FIRST)
    sent = sam.user.photo(png(), "My rom")
    await office.settled()
    files = office.files()
    await sam.does(lambda: sam.user.edit(sent.message_id, "My room"))
    assert [(words, kind) for _, words, kind in await added(office)] == [("My room", "image/png")]
    assert office.files() == files
