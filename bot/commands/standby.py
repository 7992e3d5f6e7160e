"""`plainsay standby`: stream every change to another place, and go on there when this machine is lost."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from bot.app import open_rooms
from bot.clock import utc_now
from bot.commands.refused import CommandRefused
from bot.config import Config
from bot.keeping import home, standby
from bot.keeping.checkup import ago
from bot.keeping.due import moment
from bot.keeping.errors import NoStandby
from bot.keeping.standby import TakenOver

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def add_standby(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay standby config|stream|takeover|claim`."""
    command = commands.add_parser("standby", help="stream every change to another machine, and take over there")
    command.add_argument("what", choices=tuple(ACTS), help="what to do")
    command.add_argument("--to", default="", metavar="PLACE", help="folder or address; PLAINSAY_STANDBY_TO unless told")
    command.add_argument("--out", type=Path, metavar="FILE", help="with config: where to write it")
    command.set_defaults(act=act_standby)
    return command


async def act_standby(config: Config, options: argparse.Namespace) -> int:
    """Do one of them."""
    return await ACTS[options.what](config, options)


async def _config(config: Config, options: argparse.Namespace) -> int:
    text = standby.config_text(config, _place(config, options))
    if options.out is None:
        print(text, end="")
        return 0
    await asyncio.to_thread(options.out.write_text, text, encoding="utf-8")
    print(f"Written: {options.out}. Start it with: litestream replicate -config {options.out}")
    return 0


async def _stream(config: Config, options: argparse.Namespace) -> int:
    place = _place(config, options)
    standby.config_text(config, place)
    print(f"Streaming to {place}. Stop it with Ctrl+C.", flush=True)
    if home.folder_of(place) is None:
        print("Recordings do not go along to this kind of place: docs/standby.md says how to copy them.", flush=True)
    status = await asyncio.to_thread(standby.stream, config, place)
    raise NoStandby(f"Litestream ended with status {status}.", mend="What it printed above says why.")


async def _takeover(config: Config, options: argparse.Namespace) -> int:
    place = _place(config, options)
    _tell(await standby.take_over(config, place, utc_now()), place)
    return 0


async def _claim(config: Config, _options: argparse.Namespace) -> int:
    async with open_rooms(config, utc_now) as rooms:
        await home.claim(rooms.database, config)
    print("This folder is the home of its database now. Start Plainsay nowhere else with a copy of it.")
    return 0


ACTS = {"config": _config, "stream": _stream, "takeover": _takeover, "claim": _claim}


def _place(config: Config, options: argparse.Namespace) -> str:
    place = str(options.to or config.standby_to)
    if not place:
        mend = "Type one with --to, such as /mnt/standby/plainsay, or set PLAINSAY_STANDBY_TO."
        raise CommandRefused("No place for the stream was named.", mend=mend)
    return place


def _tell(found: TakenOver, place: str) -> None:
    if found.newest:
        age = ago(utc_now() - moment(found.newest))
        print(f"The last thing that is here was written on {found.newest}, {age} ago.")
    if found.alive:
        print(f"The old machine last noted on {found.alive} that it was running.")
    print(
        "What was written in the second before it was lost may be missing, in Telegram too: people may have to answer"
    )
    print("one question again. What Telegram had not handed over yet comes by itself, once.")
    print(f"Messages that wait and may have been sent already: {found.doubted}. They are sent, and counted.")
    if found.missing:
        print(f"Recordings and pictures that did not come along: {found.missing}. Copy them into recordings/.")
    if found.fenced:
        print(f"The old machine will refuse to start: {place} says that this one has taken over.")
    else:
        print("Make sure that the old machine stays off: it cannot see that this one has taken over.")
    print("Now start Plainsay here with plainsay run, and let people's addresses lead here (docs/standby.md).")
