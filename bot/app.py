"""The composition root: opens the store, loads the pack, and joins the faces into one web application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from asking.conversation import Conversations
from asking.moment import stamp
from asking.own_pictures import OwnPictures
from asking.post import READY
from asking.reminding import BOT
from bot import public, staff, tablet
from bot.accounts import Accounts
from bot.commands.refused import CommandRefused
from bot.config import Config
from bot.contact import contact_routes
from bot.health import health_routes, unheard
from bot.http.errors import handlers, pages_by_path
from bot.http.stack import Walls, layers
from bot.metrics.counts import Counts
from bot.metrics.page import Source, metrics_routes, silent_of
from bot.metrics.requests import named
from bot.voice import speaker
from dialogs.ladders import LadderCode
from dialogs.pack import Pack, load_builtin
from dialogs.pack_ladders import builtin_ladders
from easyread import pictures as picture_set
from easyread.pictures import PictureSet
from evidence.check import recount_all
from locales import Languages
from locales.catalogue import BadTranslation
from locales.reviews import BadReviews
from store import media, settings
from store.crypto import Keys
from store.database import Database, open_database
from store.media_files import MediaFiles
from store.sqlite import SqliteOptions
from store.tx import Tx

if TYPE_CHECKING:
    from bot.mail.channel import MailChannel
    from bot.staff.openid.provider import Provider
    from bot.telegram.channel import Telegram
    from easyread.speech import SpeechCache

CODE = "duq"
VERSION = version("plainsay")


class Bell:
    """Rung when messages wait in the outbox. Whoever sends them listens."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[], None]] = []

    def __call__(self) -> None:
        """Ring."""
        for listener in self._listeners:
            listener()

    @contextmanager
    def heard_by(self, listener: Callable[[], None]) -> Iterator[None]:
        """Call someone at each ring, for a while."""
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)


@dataclass(frozen=True, slots=True)
class Rooms:
    """All that the faces are made of. Made by `open_rooms`.

    Attributes:
        speech: Gives the one voice and its folder; see `speech_in`.
        counts: What is counted while this is open.
    """

    database: Database
    pack: Pack
    pictures: PictureSet
    media: MediaFiles
    clock: Callable[[], datetime]
    bell: Bell
    conversations: Conversations
    languages: Languages
    speech: Callable[[], SpeechCache] | None = None
    ladders: LadderCode | None = None
    counts: Counts = field(default_factory=Counts)

    @property
    def own_pictures(self) -> OwnPictures:
        """The provider's own pictures."""
        return OwnPictures(self.database, self.media, self.clock, self.pictures.names, self.bell)

    def now(self) -> str:
        """The moment, as the database keeps it."""
        return stamp(self.clock())


@asynccontextmanager
async def open_rooms(config: Config, clock: Callable[[], datetime]) -> AsyncIterator[Rooms]:
    """Open everything that a command needs, and close it at the end.

    The pack is loaded first: when it has a fault, nothing is started or made.

    Raises:
        PackFaults: The built-in pack has faults.
        StoreError: The database cannot be used.
    """
    pictures = picture_set.load()
    pack = load_builtin(CODE, pictures.names)
    ladders = builtin_ladders()
    options = SqliteOptions(keyed=config.database_key)
    database = await open_database(config.database, Keys(config.key_file), sqlite=options)
    files, bell = MediaFiles(config.media), Bell()
    languages = checked_languages(config.translations)
    talks = Conversations(database, pack, files, clock, bell, languages=languages, ladders=ladders)
    try:
        rooms = Rooms(database, pack, pictures, files, clock, bell, talks, languages, speech_in(config), ladders)
        database.took, talks.answered = rooms.counts.turns.add, rooms.counts.answered
        yield rooms
    finally:
        await database.close()


def checked_languages(own: Path) -> Languages:
    """Every language, with a provider's own words.

    Raises:
        CommandRefused: A file of theirs cannot be read.
    """
    languages = Languages(own)
    try:
        languages.check()
    except (BadTranslation, BadReviews) as error:
        raise CommandRefused(str(error), mend="Then start again.") from error
    return languages


def speech_in(config: Config) -> Callable[[], SpeechCache]:
    """Gives one voice, the same each time, with what it spoke before. It is loaded when it is first asked for."""

    @cache
    def speech() -> SpeechCache:
        from easyread.speech import SpeechCache  # noqa: PLC0415 - a sixth of a second, which a page must not wait for

        return SpeechCache(config.speech, speaker(config))

    return speech


def web(
    rooms: Rooms,
    public_url: str = "",
    channel: Telegram | None = None,
    post: MailChannel | None = None,
    accounts: Accounts | None = None,
    *,
    walls: Walls | None = None,
    lag: Callable[[], float | None] = lambda: None,
) -> Starlette:
    """The web application over open rooms.

    Args:
        rooms: What the pages are made of.
        public_url: Address that a proxy serves the pages under, if there is one.
        channel: Telegram, where it is used.
        post: E-mail, where it is used.
        accounts: The organisation's own sign-in, where it is set up.
        walls: What stands around the pages; the usual unless told.
        lag: How many seconds the standby is behind, where that can be seen.
    """
    walls = walls or Walls()
    used = [each for each in (channel, post) if each]
    routes: list[BaseRoute] = [
        *(channel.routes() if channel else ()),
        *health_routes(rooms.database, lambda: " ".join(filter(None, (each.trouble() for each in used))), unheard),
        *metrics_routes(Source(rooms.database, rooms.counts, rooms.clock, VERSION, partial(silent_of, channel), lag)),
        *contact_routes(walls.security_contact, rooms.clock),
        *tablet.routes(rooms.conversations, rooms.pictures, speech=rooms.speech),
        *public.routes(rooms.database, rooms.pack, rooms.clock, rooms.bell),
        *staff.routes(
            rooms.database, rooms.pack, rooms.clock, rooms.media,
            telegram=channel.address if channel else lambda: "", bell=rooms.bell, built_in=rooms.pictures,
            languages=rooms.languages, ladders=rooms.ladders, base=public_url,
            provider=provider_of(accounts, rooms.clock) if accounts else None,
        ),
    ]  # fmt: skip
    larger = {**tablet.LARGER, **staff.LARGER, **(channel.larger() if channel else {})}
    return _within(named(routes), larger, public_url, walls, rooms.counts)


def _within(
    routes: list[BaseRoute], larger: Mapping[str, int], public_url: str, walls: Walls, counts: Counts
) -> Starlette:
    page = pages_by_path({"/staff": staff.error_page}, tablet.error_page)
    return Starlette(
        routes=routes,
        middleware=layers(page, larger, public_url, walls=walls, counts=counts),
        exception_handlers=handlers(page),
    )


def provider_of(accounts: Accounts, clock: Callable[[], datetime]) -> Provider:
    """The organisation's own sign-in."""
    from bot.staff.openid.provider import Provider  # noqa: PLC0415 - a quarter of a second for those who use it

    return Provider(accounts, clock)


async def recount_if_remapped(rooms: Rooms) -> None:
    """Count everyone anew where a pack's mapping was mended without a new version."""
    mapping = sha256(repr((sorted(rooms.pack.readings.items()), sorted(rooms.pack.area_of.items()))).encode())
    name = f"mapping {rooms.pack.id} {rooms.pack.version}"

    def recounted(tx: Tx) -> None:
        before = settings.get(tx, name)
        if before is not None and before != mapping.hexdigest():
            recount_all(
                tx,
                code=rooms.pack.id,
                code_version=rooms.pack.version,
                readings=rooms.pack.readings,
                area_of=rooms.pack.area_of,
                mapping_changed=True,
            )
        settings.put(tx, name, mapping.hexdigest())

    await rooms.database.write(recounted)


async def sweep(rooms: Rooms) -> None:
    """Remove recordings that no row names: left by a crash between the file and its row."""
    kept = await rooms.database.read(media.all_files)
    rooms.media.sweep(kept)


@asynccontextmanager
async def telegram(rooms: Rooms, config: Config, address: str = "") -> AsyncIterator[Telegram | None]:
    """The Telegram channel while it runs; None where no token is set.

    Args:
        rooms: What it is made of.
        config: The settings.
        address: Where people open the bot, for pretend Telegram; '' for its address at Telegram.
    """
    number = config.telegram_token.partition(":")[0]
    await rooms.database.write(lambda tx: settings.put(tx, BOT, number))
    if not config.telegram_token:
        yield None
        return
    # Half a second that those who do not use it are spared.
    from bot.telegram.channel import Setup, Telegram  # noqa: PLC0415
    from bot.telegram.sounds import Aloud  # noqa: PLC0415

    limits = config.telegram_limits
    setup = Setup(config.telegram_token, config.telegram_api, config.public_url, limits, address=address)
    sounds = Aloud((rooms.speech or speech_in(config))())
    channel = Telegram(setup, rooms.conversations, rooms.pictures, rooms.now, sounds)
    channel.count(partial(rooms.counts.sent, "telegram"), rooms.counts.waited)
    await channel.start()
    try:
        with rooms.bell.heard_by(channel.sender.wake):
            yield channel
    finally:
        await channel.close()


@asynccontextmanager
async def mail(rooms: Rooms, config: Config) -> AsyncIterator[MailChannel | None]:
    """The e-mail channel while it runs; None where no mail server is set. Pages ask the store which it is."""
    ready = "yes" if config.mail else "no"
    await rooms.database.write(lambda tx: settings.put(tx, READY, ready))
    if config.mail is None:
        yield None
        return
    from bot.mail.channel import MailChannel  # noqa: PLC0415 - as above

    channel = MailChannel(config.mail, rooms.database, rooms.languages.words, rooms.now)
    channel.sender.counted = partial(rooms.counts.sent, "e-mail")
    await channel.start()
    try:
        with rooms.bell.heard_by(channel.sender.wake):
            yield channel
    finally:
        await channel.close()
