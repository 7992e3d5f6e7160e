"""How soon a question's sound is ready after the question is shown: `python -m tests.tablet.listen_figures [TIMES]`.

The same question of the built-in pack in every language, spoken now and found in the folder.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from asking.plans import in_words
from dialogs.pack import load_builtin
from easyread.pictures import load
from easyread.speech import SpeechCache
from locales import Languages
from tests.tablet.browsing import HOME
from tests.tablet.conftest import app_of
from tests.tablet.fake import FakeTalks
from tests.tablet.flow import small_flow

TIMES = 10
QUESTION = "duq.1.person.day"
SOUND = f"{HOME}/listen.mp3?turn=0"
ASKED = {
    "page": HOME,
    "first piece, spoken now": f"{SOUND}&piece=0",
    "first piece, kept": f"{SOUND}&piece=0",
    "whole page, spoken now": SOUND,
    "whole page, kept": SOUND,
}


def talks_in(language: str, languages: Languages) -> FakeTalks:
    """A talk that stands at the question, in one language."""
    pack = load_builtin("duq", load().names)
    pack = in_words(pack, languages.words(language, pack.id), language)
    prompt = next(prompt for prompt in pack.prompts if prompt.id == QUESTION)
    frame = pack.frames[prompt.audience]
    flow = replace(small_flow(prompt.question, frame.closing), scale=frame.scale, language=language)
    return FakeTalks(flow, words=languages.words(language))


async def measured(talks: FakeTalks, times: int) -> dict[str, list[float]]:
    """What is asked for → milliseconds, each time with an empty folder at first."""
    took: dict[str, list[float]] = defaultdict(list)
    pictures = load()
    for _ in range(times):
        with TemporaryDirectory() as folder:
            speech = SpeechCache(Path(folder))
            transport = httpx.ASGITransport(app_of(talks, pictures, speech=lambda speech=speech: speech))
            async with httpx.AsyncClient(transport=transport, base_url="http://tablet.plainsay.test") as client:
                for name, address in ASKED.items():
                    began = time.perf_counter()
                    (await client.get(address)).raise_for_status()
                    took[name].append(1000 * (time.perf_counter() - began))
    return took


async def main(times: int) -> None:
    """Print median and slowest of each, in milliseconds, a line for each language."""
    languages = Languages()
    sys.stdout.write(f"Median and slowest of {times}, in ms: {', '.join(ASKED)}\n")
    await measured(talks_in("en", languages), 1)  # what is loaded with the first sound is not the sound's
    for language in languages.codes:
        took = await measured(talks_in(language, languages), times)
        cells = "".join(f"{statistics.median(took[name]):>9.0f} {max(took[name]):>5.0f}" for name in ASKED)
        sys.stdout.write(f"{language}{cells}\n")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES))
