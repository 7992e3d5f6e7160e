"""`plainsay forget` and `plainsay about`: what people are owed."""

from __future__ import annotations

import argparse
from pathlib import Path

from asking import about, retention
from asking.about import Whole
from asking.about_files import keys_of, readers
from asking.backup_policy import ages_out
from asking.errors import UnknownName
from asking.forget_steps import gone_from_backups
from asking.forgetting import forget
from asking.letting_in import COMMAND_LINE
from asking.moment import stamp
from asking.retention import Rule
from bot.about import file_name, made
from bot.app import open_rooms
from bot.clock import utc_now
from bot.commands.refused import CommandRefused
from bot.config import Config
from store import access_log, people, settings
from store.crypto import DataKey
from store.files import write_private
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
        await rooms.database.tidy()
    print(f"Person {options.person} is forgotten: name, words, and recordings and pictures ({len(files)}).")
    until = gone_from_backups(utc_now(), ages_out().days)
    print(f"No backup holds them after {until:%d %B %Y}, where backups are made as planned.")
    print("Their answers are removed." if options.answers else "Their answers still count, as nobody's.")
    return 0


def add_about(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay about NUMBER`: everything that is held on a person."""
    command = commands.add_parser("about", help="write everything that is held on a person into one file")
    command.add_argument("person", type=int, help="the person's number, as the staff pages show it")
    command.add_argument("--out", type=Path, metavar="FILE", help="where to; about-NUMBER-DAY.zip here unless told")
    command.set_defaults(act=act_about)
    return command


async def act_about(config: Config, options: argparse.Namespace) -> int:
    """Write the file. It is noted in the access log before it is made."""
    async with open_rooms(config, utc_now) as rooms:

        def read(tx: Tx) -> tuple[Whole, dict[str, DataKey], dict[str, Rule], str]:
            person = people.get(tx, options.person)
            if person is None or person.forgotten_at:
                what = f"There is no person number {options.person}."
                raise UnknownName(what, mend="Look the number up and try again.")
            did = "made a file of all that we know of a person"
            access_log.add(tx, at=rooms.now(), who=COMMAND_LINE, did=did, person_id=person.id)
            rules = {one.kind.name: one for one in retention.rules(tx, rooms.clock())}
            return about.whole(tx, person), keys_of(tx, person.id), rules, settings.get(tx, "provider") or ""

        whole, keys, rules, provider = await rooms.database.write(read)
        today = rooms.clock().date()
        content = made(whole, readers(rooms.media, keys), kept=rules, provider=provider, today=today)
    to = options.out or Path(file_name(options.person, today))
    try:
        write_private(to, content)
    except OSError as error:
        raise CommandRefused(f"{to} cannot be written: {error.strerror}.", mend="Name another file.") from error
    print(f"Everything on person {options.person} is in {to}. Only you can read it: hand it over with care.")
    return 0
