"""`plainsay run`."""

from __future__ import annotations

import argparse
import asyncio
import gc
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from asking.links import token_for
from asking.setting_up import KEY_APART
from asking.turn import MACHINE
from bot import logs
from bot.answering import Answering
from bot.app import Rooms, mail, open_rooms, recount_if_remapped, sweep, telegram, web
from bot.caretaker import Caretaker
from bot.changing import Telling
from bot.clock import utc_now
from bot.commands.address import ADDRESS
from bot.commands.server import Server
from bot.commands.sign_in import ways_in
from bot.config import Config
from bot.drafting import Drafting, transcriber
from bot.http.stack import Walls
from bot.keeping.due import EVERY
from bot.keeping.home import check as at_home
from bot.keeping.home import running
from bot.keeping.needs import told_at_start
from bot.keeping.schedule import Backups, period
from bot.metrics.lag import standby_lag
from bot.noticing import Noticing, check_lists
from bot.reminding import Reminding
from bot.rights import Rights
from bot.sample import fill
from bot.sample.links import fresh_invitations
from bot.voice import check_installed
from store import settings
from store.tx import Tx

if TYPE_CHECKING:
    from easyread.speech.transcribing import Transcriber

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it

COLLECT_AFTER = 20_000
"""Objects made before the collector looks for rings of rubbish; Python's own is 700."""


def add_run(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay run`: serve the pages."""
    command = commands.add_parser("run", help="serve the pages until stopped")
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (0.0.0.0 for the house network)")
    command.add_argument("--port", type=int, default=8000, help="port to listen on (0 picks a free one)")
    command.add_argument("--sample", action="store_true", help="fill an empty data folder with invented people first")
    command.add_argument(
        "--pretend-telegram", action="store_true", help="try the Telegram bot on a page like a phone, with no token"
    )
    command.add_argument("--log-level", choices=logs.LEVELS, default="warning", help="how much is logged")
    command.set_defaults(act=act_run)
    return command


async def act_run(config: Config, options: argparse.Namespace) -> int:
    """Serve until the process is told to stop; the addresses are printed once the pages answer."""
    logs.start(options.log_level)
    check_installed(config)
    machine = transcriber(config)
    async with AsyncExitStack() as stack:
        phone = ""
        if options.pretend_telegram:
            phone, token = await _pretend(stack)
            config = replace(config, telegram_token=token, telegram_api=phone, public_url="")
        stack.enter_context(running(config))
        rooms = await stack.enter_async_context(open_rooms(config, utc_now))
        await at_home(rooms.database, config)
        if options.sample:
            print("Making the sample people ...", flush=True)
            await fill(rooms.database, rooms.pack, rooms.media, rooms.clock())
        await rooms.database.write(partial(_note, machine=machine is not None, config=config))
        await sweep(rooms)
        await recount_if_remapped(rooms)
        channel = await stack.enter_async_context(telegram(rooms, config, f"{phone}/" if phone else ""))
        post = await stack.enter_async_context(mail(rooms, config))
        ready = partial(_tell_addresses, rooms, config.public_url, phone)
        _spare_the_collector()
        for chore in _chores(rooms, machine, config):
            stack.callback(asyncio.create_task(chore).cancel)
        walls = Walls(config.proxies, config.security_contact)
        lag = partial(standby_lag, config, rooms.clock)
        pages = web(rooms, config.public_url, channel, post, config.accounts, walls=walls, lag=lag)
        await Server(pages, ready).run_on(options.host, options.port)
    return 0


def _note(tx: Tx, *, machine: bool, config: Config) -> None:
    """What pages say of this start: whether a machine may listen, and whether the key lies beside what it opens."""
    apart = config.data.resolve() not in config.key_file.resolve().parents
    settings.put(tx, MACHINE, "yes" if machine else "no")
    settings.put(tx, KEY_APART, "yes" if apart else "no")
    settings.put(tx, EVERY, period(config))


def caretaker(rooms: Rooms) -> Caretaker:
    """Who does what is due from time to time."""
    database, clock, bell = rooms.database, rooms.clock, rooms.bell
    remind = Reminding(database, clock, rooms.languages).go_round
    changed, answered = (one(database, clock, rooms.languages).go_round for one in (Telling, Answering))

    async def tell() -> int:
        return await changed() + await answered()

    rights = Rights(database, rooms.pack, rooms.media, clock).go_round
    notice = Noticing(database, clock).go_round
    return Caretaker(database, clock, bell, rooms.own_pictures.tend, remind, tell=tell, rights=rights, notice=notice)


def _chores(rooms: Rooms, machine: Transcriber | None, config: Config) -> list[Coroutine[Any, Any, None]]:
    """What goes on beside the pages for as long as they are served."""
    chores = [caretaker(rooms).run(), Backups(config, rooms.database, rooms.clock).run(), check_lists()]
    if machine is not None:
        chores.append(Drafting(rooms.database, rooms.media, rooms.clock, machine).run())
    return chores


def _spare_the_collector() -> None:
    """Leave what lives as long as the program alone: looking through it for rubbish took a twelfth of all CPU time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 20, 20)


async def _pretend(stack: AsyncExitStack) -> tuple[str, str]:
    """Start pretend Telegram on this computer only; gives its address and its bot's token."""
    from bot.pretend import PRETEND_TOKEN, Api, serving  # noqa: PLC0415 - only newcomers need it

    address = await stack.enter_async_context(serving(Api()))
    return address.replace("127.0.0.1", "localhost"), PRETEND_TOKEN


async def _tell_addresses(rooms: Rooms, public_url: str, phone: str, listening: str) -> None:
    """One address a line, as scripts rely on; kept, so that later commands print the same."""
    base = public_url or listening
    await rooms.database.write(lambda tx: settings.put(tx, ADDRESS, base))
    for line in await rooms.database.read(lambda tx: list(told_at_start(tx, rooms.clock()))):
        print(line)
    for label, token in await rooms.database.read(_person_links):
        print(f"{label}: {base}/s/{token}")
        if phone:
            print(f"{label} in pretend Telegram: {phone}/?start={token}")
    for line in await rooms.database.write(partial(ways_in, now=rooms.clock(), base=base)):
        print(line)
    print(f"Plainsay is ready at {base}", flush=True)


def _person_links(tx: Tx) -> list[tuple[str, str]]:
    """In sample data, an unused link for each audience; in real use nobody's link is printed."""
    return [(label, token_for(tx.keys, i.id, i.version)) for label, i in fresh_invitations(tx)]
