"""`plainsay speech record`: opens the page on which a real person records what is read aloud."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from bot.clock import utc_now
from bot.commands.server import serve_here
from bot.commands.speech_recordings import pieces_of
from bot.config import Config
from bot.recorder.booth import Booth
from bot.recorder.site import site
from dialogs.pack import Pack
from easyread import pictures as picture_set
from easyread.speech import Recordings
from locales import Words


async def act_record(config: Config, pack: Pack, words: Words, port: int) -> int:
    """Serve the page until the process is told to stop.

    Raises:
        CommandRefused: The port is taken.
    """
    booth = Booth(pack.name, pack.language, pieces_of(pack, words), Recordings(config.voices), _today)
    booth.recordings.book(pack.language)  # a broken list is told now, and not after the first sentence
    folder = config.voices / pack.language
    await serve_here(site(booth, picture_set.load()), partial(_tell, folder), port)
    return 0


async def _tell(folder: Path, listening: str) -> None:
    print(f"Recordings go to {folder}")
    print("Stop with Ctrl+C.")
    print(f"The page to record on is at {listening}", flush=True)


def _today() -> date:
    """The day on this computer's own calendar."""
    return utc_now().astimezone().date()
