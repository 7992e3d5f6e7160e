"""`plainsay export`: the answers as rows, for statistics programs."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from asking.letting_in import COMMAND_LINE
from bot.app import Rooms, open_rooms
from bot.clock import utc_now
from bot.commands.refused import CommandRefused
from bot.commands.report import check_numbers, deliver, save
from bot.config import Config
from evidence.reports import Asked, Reader
from evidence.reports.answers import ANSWERS, ANSWERS_ONLY, CODEBOOK_ONLY
from evidence.reports.document import Report
from evidence.reports.formats import write
from store import access_log
from store.tx import Tx

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it
CSV = "csv"


def add_export(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay export`."""
    command = commands.add_parser("export", help="write the answers as rows, with a codebook")
    command.add_argument("--format", choices=ANSWERS.formats, default=CSV, help="csv unless told")
    command.add_argument("--service", type=int, default=0, metavar="N", help="number of a service; all unless told")
    command.add_argument("--round", type=int, default=0, metavar="N", help="number of a round; all unless told")
    command.add_argument("--all", action="store_true", help="single answers too, as they are; noted in the access log")
    command.add_argument("--out", type=Path, metavar="FILE", help="where to; - for standard output")
    command.set_defaults(act=act_export)
    return command


async def act_export(config: Config, options: argparse.Namespace) -> int:
    """Write the answers; as CSV, a file of the codebook beside them."""
    async with open_rooms(config, utc_now) as rooms:
        report, book = await _made(rooms, options)
    deliver(await asyncio.to_thread(write, report, options.format), report, options.format, options.out)
    if options.format == CSV and options.out and str(options.out) != "-":
        save(write(book, CSV), options.out.with_name(f"{options.out.stem}-codebook.csv"))
    return 0


async def _made(rooms: Rooms, options: argparse.Namespace) -> tuple[Report, Report]:
    """The report, and the codebook alone. Taking single answers is noted before they are taken."""
    if options.all:
        at = rooms.now()

        def note(tx: Tx) -> None:
            access_log.add(tx, at=at, who=COMMAND_LINE, did="took single answers out with plainsay export --all")

        await rooms.database.write(note)

    def read(tx: Tx) -> tuple[Report, Report]:
        check_numbers(tx, service_id=options.service, round_id=options.round)
        layout = ANSWERS_ONLY if options.format == CSV else ""
        found = (ANSWERS.make(tx, _asked(rooms, options, one)) for one in (layout, CODEBOOK_ONLY))
        report, book = found
        if report is None or book is None:
            raise CommandRefused("There are no answers yet.", mend="They come once somebody has answered a question.")
        return report, book

    return await rooms.database.read(read)


def _asked(rooms: Rooms, options: argparse.Namespace, layout: str) -> Asked:
    return Asked(
        pack=rooms.pack,
        today=rooms.clock().date(),
        reader=Reader(leads=options.all, manages=True),
        round_id=options.round,
        service_id=options.service,
        layout=layout,
    )
