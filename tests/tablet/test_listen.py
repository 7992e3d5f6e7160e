"""A page's sound: what it says, who gets it, what is kept of it, and how someone chooses to listen."""

from __future__ import annotations

import asyncio
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import soundfile

from bot.tablet.pieces import Piece, pieces_of
from dialogs.model import Audience
from easyread.pictures import PictureSet
from easyread.speech import EspeakSpeaker, NoSound, Sound, SpeechCache
from easyread.speech.words import speakable
from tests.easyread.speech_tools import PATIENT_SECONDS, ToneSpeaker
from tests.tablet.browsing import HOME, Person
from tests.tablet.conftest import app_of
from tests.tablet.fake import TOKEN, FakeTalks
from tests.tablet.flow import DAY, small_flow

SOUND = f"{HOME}/listen.mp3"
DAY_PIECES = [*DAY.text, DAY.ask, "Yes", "A bit", "No", "I do not know", "I do not want to say"]


@pytest.fixture
def talks() -> FakeTalks:
    """A talk of one question."""
    return FakeTalks(small_flow(DAY, small_flow().steps[-1]))


def seconds(data: bytes) -> float:
    """How long an MP3 plays."""
    about = soundfile.info(io.BytesIO(data))
    assert about.subtype == "MPEG_LAYER_III"
    return float(about.duration)


def files(folder: Path) -> int:
    """How many sounds a folder keeps."""
    return len(list(folder.iterdir())) if folder.exists() else 0


async def test_a_piece_at_a_time(person: Person, voice: ToneSpeaker) -> None:
    """Each piece of the page has a sound of its own, by the number that it has on the page."""
    await person.opens()
    assert person.page.said == DAY_PIECES
    for number, text in enumerate(DAY_PIECES):
        answer = await person.client.get(f"{SOUND}?turn=0&piece={number}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/mpeg")
        assert seconds(answer.content) == pytest.approx(0.2, abs=0.1)
        assert voice.spoken[-1] == text


async def test_a_sound_costs_no_english_page(person: Person, talks: FakeTalks, voice: ToneSpeaker) -> None:
    """Who has the English beside a draft hears the draft: for each sound the page is made once, in its language."""
    await talks.speak(TOKEN, "pl")
    await person.client.post(f"{HOME}/listen", data={"at": "", "english": "yes"})
    talks.looks.clear()
    assert (await person.client.get(f"{SOUND}?turn=0&piece=0")).status_code == 200
    assert talks.looks == ["pl"]
    assert voice.spoken == [DAY.text[0]]


async def test_the_whole_page_in_one_file(person: Person, voice: ToneSpeaker) -> None:
    """Without a piece's number it is all of them, in the order of the page, with half a second between two."""
    await person.opens()
    address = person.response.text.split("<audio")[1].split('src="')[1].split('"')[0].replace("&amp;", "&")
    answer = await person.client.get(address)
    assert seconds(answer.content) == pytest.approx(7 * 0.2 + 6 * 0.5, abs=0.2)
    assert sorted(voice.spoken) == sorted(DAY_PIECES)


async def test_a_page_is_shown_before_anything_is_spoken(person: Person, voice: ToneSpeaker) -> None:
    """Making a page speaks nothing, so no sound delays it; its player loads nothing by itself."""
    await person.opens()
    assert voice.spoken == []
    assert 'preload="none"' in person.response.text


async def test_a_sound_is_found_again(person: Person, voice: ToneSpeaker) -> None:
    """The second time nothing is spoken; a browser that has it gets no body; none but this browser may keep it."""
    first = await person.client.get(f"{SOUND}?turn=0&piece=1")
    again = await person.client.get(f"{SOUND}?turn=0&piece=1")
    assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])
    assert voice.spoken == [DAY.ask]
    assert first.headers["cache-control"] == "private, max-age=300"
    had = await person.client.get(f"{SOUND}?turn=0&piece=1", headers={"if-none-match": first.headers["etag"]})
    assert (had.status_code, had.content) == (304, b"")


async def test_a_part_of_a_sound(person: Person) -> None:
    """A Range gets that part; a range of another version of the sound gets all of it."""
    whole = await person.client.get(f"{SOUND}?turn=0&piece=1")
    part = await person.client.get(f"{SOUND}?turn=0&piece=1", headers={"range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole.content[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole.content)}"
    stale = {"range": "bytes=10-19", "if-range": '"another"'}
    assert (await person.client.get(f"{SOUND}?turn=0&piece=1", headers=stale)).content == whole.content


async def test_listening_leaves_no_trace(person: Person, talks: FakeTalks) -> None:
    """Nothing is put into the talk, and nothing of it is counted."""
    before = talks.session
    for path in ("", "/help", "/told", "/told/next", "/more", "/answers", "/answers/all"):
        answer = await person.client.get(f"{HOME}{path}/listen.mp3?turn=0&piece=0")
        assert answer.status_code == 200, path
    assert (talks.session, talks.answers, talks.worries, talks.deliveries) == (before, {}, [], set())


@pytest.mark.parametrize("path", ["", "/help", "/told", "/told/next", "/more", "/answers?show=yes", "/answers/all"])
async def test_every_page_has_its_sound(person: Person, voice: ToneSpeaker, path: str) -> None:
    """What is heard on each page is what its template marks, all of it and nothing else."""
    await person.opens(HOME + path)
    said = person.page.said
    address = person.response.text.split('data-sound="')[1].split('"')[0].replace("&amp;", "&")
    assert (await person.client.get(address)).status_code == 200
    assert sorted(voice.spoken) == sorted(map(speakable, said))


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("turn=7&piece=0", 404, "old-page"),
        ("piece=0", 404, "old-page"),
        ("turn=0&piece=7", 404, "no-piece"),
        ("turn=0&piece=-1", 400, ""),
        ("turn=0&piece=9999999999", 400, ""),
        ("turn=x", 400, ""),
        ("turn=0&rate=wild", 400, ""),
    ],
)
async def test_what_is_no_sound(person: Person, voice: ToneSpeaker, query: str, status: int, code: str) -> None:
    """An old page, a piece that is not there and nonsense are refused, and nothing is spoken for them."""
    answer = await person.client.get(f"{SOUND}?{query}")
    assert answer.status_code == status
    assert not code or answer.text == code
    assert voice.spoken == []


async def test_a_strange_link(person: Person, voice: ToneSpeaker) -> None:
    """A link that opens nothing gets the page that every such link gets, and no sound."""
    page = await person.client.get("/s/unknown")
    sound = await person.client.get("/s/unknown/listen.mp3?turn=0")
    assert (sound.status_code, sound.content) == (404, page.content)
    assert voice.spoken == []


class NoVoice(ToneSpeaker):
    """Refuses everything, for one reason."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code

    async def speak(self, text: str, language: str, rate_wpm: int) -> Sound:
        """Refuse."""
        del text, language, rate_wpm
        raise NoSound(self.code, "As told.")


@pytest.mark.parametrize(("code", "status"), [("too-long", 404), ("no-engine", 503), ("crashed", 503)])
async def test_the_voice_refuses(
    talks: FakeTalks, pictures: PictureSet, tmp_path: Path, code: str, status: int
) -> None:
    """What will never have a sound is 404, what may have one later 503, both with the stable code alone."""
    speech = SpeechCache(tmp_path, NoVoice(code))
    transport = httpx.ASGITransport(app_of(talks, pictures, speech=lambda: speech))
    async with httpx.AsyncClient(transport=transport, base_url="http://tablet.plainsay.test") as client:
        answer = await client.get(f"{SOUND}?turn=0&piece=0")
    assert (answer.status_code, answer.text) == (status, code)
    assert answer.headers["cache-control"] == "no-store"


async def test_what_a_person_said_is_not_kept(person: Person, talks: FakeTalks, tmp_path: Path) -> None:
    """The sound of someone's own words, and of names on the help page, is written to no disk, here or there."""
    await person.goes_to(DAY.ask)
    await person.presses("A bit")
    await person.opens(f"{HOME}/answers?show=yes")
    spoken = person.page.said
    turn = talks.session.turn
    own = next(number for number, text in enumerate(spoken) if text == "You said: A bit.")
    answer = await person.client.get(f"{HOME}/answers/listen.mp3?show=yes&turn={turn}&piece={own}")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "private, no-store")
    await person.opens(f"{HOME}/help")
    house = next(number for number, text in enumerate(person.page.said) if "Willow House" in text)
    answer = await person.client.get(f"{HOME}/help/listen.mp3?turn={turn}&piece={house}")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "private, no-store")
    assert files(tmp_path / "speech") == 0
    await person.client.get(f"{HOME}/help/listen.mp3?turn={turn}&piece=0")
    assert files(tmp_path / "speech") == 1


async def test_a_line_with_a_name_is_not_kept(person: Person, talks: FakeTalks, tmp_path: Path) -> None:
    """A line that a name was put into is not kept; the pack's own lines beside it are, and so is a number."""
    left_open = replace(DAY, text=("{listener} listens.", "We ask {questions} questions."))
    talks.flow = small_flow(left_open, small_flow().steps[-1])
    talks.__post_init__()
    talks.named = replace(DAY, text=("Lee Example listens.", "We ask 6 questions."))
    await person.opens()
    assert person.page.said[:2] == ["Lee Example listens.", "We ask 6 questions."]
    for piece, count in ((0, 0), (1, 1), (2, 2)):
        assert (await person.client.get(f"{SOUND}?turn=0&piece={piece}")).status_code == 200
        assert files(tmp_path / "speech") == count


@pytest.mark.parametrize("audience", [Audience.PERSON, Audience.FAMILY])
async def test_both_find_the_same_pieces(person: Person, talks: FakeTalks, audience: Audience) -> None:
    """The server numbers pieces as the page does, on pages with numbers to call too."""
    talks.flow = replace(talks.flow, audience=audience)
    for path in ("", "/help", "/told", "/answers/all"):
        await person.opens(HOME + path)
        assert [piece.text for piece in pieces_of(person.response.text)] == person.page.said


def test_a_piece_may_hold_other_elements() -> None:
    """A piece ends with its own element, whatever lies in it."""
    html = (
        "<p data-say>In danger, <b>call <i>999</i></b><br> now.</p>"
        '<div data-say="private"><div>Ada</div> said</div><p>x</p>'
    )
    assert pieces_of(html) == (Piece("In danger, call 999 now."), Piece("Ada said", private=True))


async def test_pages_that_cannot_be_made_again(person: Person, talks: FakeTalks) -> None:
    """What is shown instead of a page has no sound of ours: its script turns to the device's own voice."""
    talks.reads = False
    for path in (HOME, "/s/unknown", "/"):
        await person.opens(path)
        assert "data-listen" in person.response.text
        assert "data-sound" not in person.response.text
        assert "<audio" not in person.response.text
    assert (await person.client.get(f"{SOUND}?turn=0")).status_code == 503


async def test_a_real_voice(talks: FakeTalks, pictures: PictureSet, tmp_path: Path) -> None:
    """The built-in voice says the question slower where slower was chosen; two who ask at once make it once."""
    speech = SpeechCache(tmp_path, EspeakSpeaker(timeout_seconds=PATIENT_SECONDS))
    transport = httpx.ASGITransport(app_of(talks, pictures, speech=lambda: speech))
    async with httpx.AsyncClient(transport=transport, base_url="http://tablet.plainsay.test", timeout=60) as client:
        address = f"{SOUND}?turn=0&piece=1&rate="
        wanted = (client.get(f"{address}{rate}") for rate in ("slower", "slower", "faster"))
        slower, same, faster = await asyncio.gather(*wanted)
    assert slower.content == same.content
    assert seconds(slower.content) > 1.3 * seconds(faster.content)
    assert files(tmp_path) == 2


def test_what_speech_needs_is_loaded_with_the_first_sound() -> None:
    """Neither the program nor the person's pages load numpy before somebody listens."""
    code = "import sys, bot.app, bot.tablet, bot.cli; sys.exit('numpy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
