"""A recorder in a test: a few sentences, a day that never changes, and sounds that could be a person."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import httpx
import numpy as np
from starlette.applications import Starlette

from bot.recorder.booth import Booth
from bot.recorder.script import Piece
from bot.recorder.site import site
from easyread.speech import Recordings, Sound
from easyread.speech.take import wav
from tests.support.ready import built_in_pictures

DAY = date(2026, 11, 28)
BASE = "http://localhost:8011"
PIECES = (
    Piece("tiny.1.person.tea.ask", "Do you like the tea here?", "tiny.1.person.tea", "the question", "tea", "Tea"),
    Piece("scale.label", "Yes", "scale", "an answer", "thumbs-up"),
    Piece("program.go-on", "Go on", "the program", "a button or a note"),
)


def app(folder: Path, language: str = "en", pieces: tuple[Piece, ...] = PIECES) -> Starlette:
    """The recorder over a few sentences; three English ones unless told."""
    drawn = built_in_pictures()
    known = [piece if piece.picture in drawn.names else Piece(*_bare(piece)) for piece in pieces]
    return site(Booth("A tiny code", language, tuple(known), Recordings(folder), lambda: DAY), drawn)


def client(pages: Starlette) -> httpx.AsyncClient:
    """A browser in front of the pages. Faults of ours are answered, not raised."""
    transport = httpx.ASGITransport(pages, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=BASE, follow_redirects=True)


def voice(seconds: float = 2.0, loud: float = 0.2) -> bytes:
    """A WAV file of a voice of so many seconds, with half a second of a quiet room on both sides."""
    times = np.arange(round(seconds * 48_000)) / 48_000
    said = loud * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * times)) * np.sin(2 * np.pi * 170 * times)
    room = np.zeros(24_000)
    whole = np.concatenate([room, said, room]) + np.random.default_rng(1).normal(0, 0.002, len(said) + 48_000)
    return wav(Sound(np.clip(whole, -1, 1).astype(np.float32), 48_000))


def _bare(piece: Piece) -> tuple[str, str, str, str]:
    return piece.name, piece.words, piece.place, piece.role
