"""`plainsay forget`: care of the data."""

from __future__ import annotations

import argparse

from asking.forgetting import forget
from asking.moment import stamp
from bot.app import open_rooms
from bot.clock import utc_now
from bot.config import Config
from store.tx import Tx

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def add_forget(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay forget NUMBER`: forget a person."""
    command = commands.add_parser("forget", help="forget a person: name, words, recordings and pictures")
    command.add_argument("person", type=int, help="the person's number, as the staff pages show it")
    command.add_argument("--answers", action="store_true", help="remove their answers too")
    command.set_defaults(act=act_forget)
    return command


async def act_forget(config: Config, options: argparse.Namespace) -> int:
    """Forget one person and say what went."""
    async with open_rooms(config, utc_now) as rooms:

        def forgotten(tx: Tx) -> tuple[str, ...]:
            at = stamp(rooms.clock())
            return forget(tx, rooms.pack, person_id=options.person, with_answers=options.answers, at=at)

        files = await rooms.database.write(forgotten)
        for file in files:
            rooms.media.delete(file)
    print(f"Person {options.person} is forgotten: name, words, and recordings and pictures ({len(files)}).")
    print("Their answers are removed." if options.answers else "Their answers still count, as nobody's.")
    return 0
