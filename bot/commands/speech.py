"""`plainsay speech`: speak what the talks say before somebody waits for it, and recordings by real people."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from asking.plans import in_words
from bot.app import CODE
from bot.commands.refused import CommandRefused
from bot.commands.speech_texts import Wanted, texts_of
from bot.config import Config
from bot.voice import speaker
from dialogs.pack import Pack, load_builtin
from easyread import pictures as picture_set
from locales import Languages, Words

if TYPE_CHECKING:
    from easyread.speech import SpeechCache

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it

AT_ONCE = 2
LINES = 10  # of progress, where they are written one below the other


def add_speech(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay speech build|status|record|remove`."""
    command = commands.add_parser("speech", help="speak the talks now, or have a real person record them")
    command.add_argument(
        "action", choices=("build", "status", "record", "remove"), help="make sounds, or look after recordings"
    )
    command.add_argument("--language", default="en", help="the language of the talks (en unless told)")
    command.add_argument("--rate", choices=("slower", "normal", "faster"), default="normal", help="build: how fast")
    command.add_argument("--port", type=int, default=8011, help="record: port to listen on (0 picks a free one)")
    command.add_argument("--by", default="", metavar="NAME", help="remove: whose recordings")
    command.set_defaults(act=act_speech)
    return command


async def act_speech(config: Config, options: argparse.Namespace) -> int:
    """Make sounds, or look after recordings. Needs no database.

    Raises:
        CommandRefused: It cannot be done.
    """
    # Slow to load, as in bot/cli.py.
    from bot.commands.speech_record import act_record  # noqa: PLC0415
    from bot.commands.speech_recordings import act_remove, act_status  # noqa: PLC0415
    from easyread.speech.recordings import BrokenIndex  # noqa: PLC0415

    languages = Languages(config.translations)
    pack = pack_in(languages, options.language)
    words = languages.words(pack.language)
    try:
        if options.action == "status":
            return act_status(config, pack, words)
        if options.action == "remove":
            return act_remove(config, pack, options)
        if options.action == "record":
            return await act_record(config, pack, words, options.port)
    except BrokenIndex as broken:
        raise CommandRefused(f"{broken.code}: {broken}", mend=broken.mend) from None
    return await _build(config, pack, words, options.rate)


async def _build(config: Config, pack: Pack, words: Words, rate: str) -> int:
    """Make what is missing, and say at the end what has no sound."""
    wanted, nameless = texts_of(pack, words)
    if rate != "normal":  # Telegram knows no other
        wanted = [one for one in wanted if one.kind == "mp3"]
    print(f"{pack.name}: {len(wanted)} sounds. {nameless} more wait for a name, and are made when they are asked for.")
    from easyread.speech import Remembering, SpeechCache  # noqa: PLC0415 - slow to load, as in bot/cli.py

    speech = SpeechCache(config.speech, Remembering(speaker(config)))
    build = Build(speech, pack.language, rate, Progress(len(wanted), sys.stdout))
    try:
        await build.run(wanted)
    except asyncio.CancelledError:
        print("\nStopped. What was made is kept.", flush=True)
        raise
    print(f"Made: {build.made}. There already: {build.found}. Together {build.size_bytes / 1e6:.1f} MB.")
    print(f"No sound: {len(build.without)}.")
    for one, code in build.without:
        print(f"  {code}: {one.place}: {' / '.join(one.pieces)}")
    return 1 if build.without else 0


def pack_in(languages: Languages, language: str) -> Pack:
    """The talks in a language.

    Raises:
        CommandRefused: There are none.
    """
    if not languages.is_translated(language):
        mend = f"There are talks in {', '.join(languages.codes)}."
        raise CommandRefused(f"There are no talks in {language}.", mend=mend)
    pack = load_builtin(CODE, picture_set.load().names)
    return in_words(pack, languages.words(language, pack.id), language)


@dataclass(slots=True)
class Progress:
    """How far it is: one line that changes on a terminal, a few lines elsewhere."""

    total: int
    out: TextIO
    done: int = 0

    def step(self) -> None:
        """One more is done."""
        self.done += 1
        if self.out.isatty():
            end = "\n" if self.done == self.total else ""
            filled = "#" * (20 * self.done // self.total)
            print(f"\r[{filled:<20}] {self.done} of {self.total}", end=end, file=self.out, flush=True)
        elif self.done * LINES // self.total > (self.done - 1) * LINES // self.total:
            print(f"{self.done} of {self.total}", file=self.out, flush=True)


@dataclass(slots=True)
class Build:
    """One run.

    Attributes:
        without: What has no sound, with the code that says why.
        size_bytes: Of all these sounds together.
    """

    speech: SpeechCache
    language: str
    rate: str
    progress: Progress
    made: int = 0
    found: int = 0
    size_bytes: int = 0
    without: list[tuple[Wanted, str]] = field(default_factory=list)

    async def run(self, wanted: list[Wanted]) -> None:
        """Make them all, two at once. The first that fails stops nothing."""
        left = iter(wanted)
        async with asyncio.TaskGroup() as workers:
            for _ in range(AT_ONCE):
                workers.create_task(self._work(left))

    async def _work(self, left: Iterator[Wanted]) -> None:
        for one in left:
            await self._make(one)
            self.progress.step()

    async def _make(self, one: Wanted) -> None:
        from easyread.speech import RATES_WPM, NoSound  # noqa: PLC0415 - as above

        make = self.speech.mp3 if one.kind == "mp3" else self.speech.ogg
        try:
            spoken = await make(one.pieces, self.language, RATES_WPM[self.rate])
        except NoSound as error:
            self.without.append((one, error.code))
            return
        self.made, self.found = self.made + spoken.made, self.found + (not spoken.made)
        self.size_bytes += len(spoken.data)
