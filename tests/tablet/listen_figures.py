"""How soon a question's sound is ready after the question is shown: `python -m tests.tablet.listen_figures`."""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from easyread.pictures import load
from easyread.speech import SpeechCache
from tests.tablet.browsing import HOME
from tests.tablet.conftest import app_of
from tests.tablet.fake import FakeTalks
from tests.tablet.flow import DAY, small_flow

TIMES = 10
SOUND = f"{HOME}/listen.mp3?turn=0"
ASKED = {
    "the page": HOME,
    "its first piece, spoken now": f"{SOUND}&piece=0",
    "the same, kept": f"{SOUND}&piece=0",
    "the whole page, spoken now": SOUND,
    "the same, kept ": SOUND,
}


async def main() -> None:
    """Print the median and the slowest of each, in milliseconds."""
    took: dict[str, list[float]] = defaultdict(list)
    pictures, talks = load(), FakeTalks(small_flow(DAY, small_flow().steps[-1]))
    for _ in range(TIMES):
        with TemporaryDirectory() as folder:
            speech = SpeechCache(Path(folder))
            transport = httpx.ASGITransport(app_of(talks, pictures, speech=lambda speech=speech: speech))
            async with httpx.AsyncClient(transport=transport, base_url="http://tablet.plainsay.test") as client:
                for name, address in ASKED.items():
                    began = time.perf_counter()
                    (await client.get(address)).raise_for_status()
                    took[name].append(1000 * (time.perf_counter() - began))
    for name, figures in took.items():
        sys.stdout.write(f"{name}: {statistics.median(figures):.1f} ms, slowest {max(figures):.1f} ms\n")


if __name__ == "__main__":
    asyncio.run(main())
