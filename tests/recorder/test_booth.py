"""The page to record on: first who speaks and that they agree, then one sentence after another."""

from __future__ import annotations

import io
import json
import re
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path

import httpx
import pytest
import soundfile

from bot.commands.speech_recordings import pieces_of
from easyread.speech import Recordings
from locales import ENGLISH
from tests.recorder.tools import BASE, PIECES, app, client, voice
from tests.support.ready import built_in_pack

SAM = {"by": "Sam Example", "agree": "yes"}


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A browser in front of the recorder; recordings go to the test's folder."""
    async with client(app(tmp_path)) as opened:
        yield opened


def text(page: httpx.Response) -> str:
    """All that a page says, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page.text)).split())


def sent(body: bytes) -> dict[str, tuple[str, bytes, str]]:
    """The form with a file."""
    return {"take": ("take.wav", body, "audio/wav")}


def kept_in(folder: Path) -> list[str]:
    """The names of all files there."""
    return [path.name for path in folder.rglob("*") if path.is_file()]


async def test_nothing_is_recorded_before_a_yes(browser: httpx.AsyncClient, tmp_path: Path) -> None:
    """Without a name or without a yes, the page asks again, and a recording that is sent all the same is not kept."""
    for typed in ({}, {"by": "Sam Example"}, {"agree": "yes"}, {"by": "   ", "agree": "yes"}):
        page = await browser.post("/", data={"x": "", **typed})
        assert page.status_code == 422
        assert "We need a yes first." in text(page) or "Write the name of the one who speaks." in text(page)
    page = await browser.post("/pieces/1/take", files=sent(voice()))
    assert "Who speaks?" in text(page)
    assert (await browser.get("/pieces/1")).url.path == "/"
    assert kept_in(tmp_path) == []


async def test_a_sentence_is_recorded_and_heard(browser: httpx.AsyncClient, tmp_path: Path) -> None:
    """Who agreed is kept with the day; a recording is kept in mono under its place's name, and can be listened to."""
    page = await browser.post("/", data=SAM)
    assert page.url.path == "/pieces/1"
    assert "Do you like the tea here?" in text(page)
    page = await browser.post("/pieces/1/take", files=sent(voice()))
    assert "It is kept." in text(page)
    assert 'href="/pieces/2" data-first' in page.text
    heard = await browser.get("/pieces/1/sound")
    about = soundfile.info(io.BytesIO(heard.content))
    assert (about.channels, about.samplerate, about.format) == (1, 24_000, "WAV")
    assert about.duration == pytest.approx(2.2, abs=0.15)
    assert (tmp_path / "en" / "tiny.1.person.tea.ask.wav").read_bytes() == heard.content
    kept = json.loads((tmp_path / "en" / "index.json").read_text(encoding="utf-8"))
    assert kept["people"] == {"Sam Example": "2026-11-28"}
    assert kept["pieces"]["tiny.1.person.tea.ask.wav"]["words"] == "Do you like the tea here?"


async def test_the_way_leads_to_what_is_missing(browser: httpx.AsyncClient) -> None:
    """Start goes to the first sentence that nobody recorded; after the last one, all are recorded."""
    await browser.post("/", data=SAM)
    await browser.post("/pieces/1/take", files=sent(voice()))
    assert (await browser.post("/", data=SAM)).url.path == "/pieces/2"
    await browser.post("/pieces/3/take", files=sent(voice(1.0)))
    page = await browser.post("/pieces/2/take", files=sent(voice(0.6)))
    assert "All are recorded" in text(page)
    assert "3 of 3 are recorded." in text(await browser.get("/"))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (voice(0.2), "This is too short for these words."),
        (voice(25.0), "This is too long for these words."),
        (voice(2.0, 0.004), "This is too quiet."),
        (voice(2.0, 3.0), "This is too loud."),
        (b"<script>", "We cannot read this file."),
        (b"", "There is no recording yet."),
    ],
)
async def test_what_is_wrong_is_said_in_plain_words(
    browser: httpx.AsyncClient, tmp_path: Path, body: bytes, said: str
) -> None:
    """A recording that cannot be used is not kept, and the page says why and what to do."""
    await browser.post("/", data=SAM)
    page = await browser.post("/pieces/1/take", files=sent(body))
    assert page.status_code == 422
    assert said in text(page)
    assert [name for name in kept_in(tmp_path) if name.endswith(".wav")] == []


async def test_a_bad_take_leaves_the_good_one(browser: httpx.AsyncClient, tmp_path: Path) -> None:
    """Taken again and spoilt, the recording from before is still there."""
    await browser.post("/", data=SAM)
    await browser.post("/pieces/1/take", files=sent(voice()))
    before = (tmp_path / "en" / "tiny.1.person.tea.ask.wav").read_bytes()
    await browser.post("/pieces/1/take", files=sent(voice(0.2)))
    assert (tmp_path / "en" / "tiny.1.person.tea.ask.wav").read_bytes() == before


async def test_a_broken_list_is_told_on_the_page(browser: httpx.AsyncClient, tmp_path: Path) -> None:
    """Where the list of recordings is not whole, the page says where it is, and nothing more is recorded."""
    await browser.post("/", data=SAM)
    (tmp_path / "en" / "index.json").write_text("{", encoding="utf-8")
    page = await browser.post("/pieces/1/take", files=sent(voice()))
    assert page.status_code == 503
    assert "index.json" in text(page)
    assert [name for name in kept_in(tmp_path) if name.endswith(".wav")] == []


async def test_only_this_computer_and_only_its_own_pages(browser: httpx.AsyncClient) -> None:
    """Another host name, and a form on another site, are refused; the microphone is for this page alone."""
    assert (await browser.get("/", headers={"host": "evil.example"})).status_code == 400
    assert (await browser.post("/", data=SAM, headers={"origin": "https://evil.example"})).status_code == 403
    assert "microphone=(self)" in (await browser.get(BASE)).headers["permissions-policy"]
    for gone in ("/pieces/0", "/pieces/4", "/pieces/1/sound", "/pieces/x"):
        assert (await browser.get(gone)).status_code in {200, 404}


def test_all_that_is_read_aloud_can_be_recorded(tmp_path: Path) -> None:
    """Each piece of the built-in pack is there once, under a name that can be a file's; a recording of it is found."""
    pieces = pieces_of(built_in_pack(), ENGLISH)
    assert len({piece.words for piece in pieces}) == len(pieces) > 450
    assert all(re.fullmatch(r"[a-z0-9.\-]+", piece.name) for piece in pieces)
    assert not any("{" in piece.words for piece in pieces)
    assert sum(bool(piece.picture) for piece in pieces) > 350
    assert Recordings(tmp_path).book("en").stale([piece.words for piece in pieces]) == []
    assert len(PIECES) == 3
