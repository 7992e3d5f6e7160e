"""`plainsay report NAME`: any report in any format, to a file or to where it was typed."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterable
from pathlib import Path

from asking.letting_in import COMMAND_LINE
from asking.quoted import Taken, taken_along
from bot.app import Rooms, open_rooms
from bot.clock import utc_now
from bot.commands.refused import CommandRefused
from bot.config import Config
from evidence.reports import REPORTS, Asked, Reader, ReportKind, kind_named
from evidence.reports.actions import ACTIONS
from evidence.reports.document import Report
from evidence.reports.formats import FORMATS, file_name, write
from locales import SOURCE
from store import access_log, rounds, services
from store.tx import Tx

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def add_report(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay report`."""
    command = commands.add_parser("report", help="write a report: " + ", ".join(one.name for one in REPORTS))
    command.add_argument("name", choices=[one.name for one in REPORTS], metavar="NAME", help="which report")
    command.add_argument("--format", choices=list(FORMATS), default="html", help="html unless told")
    command.add_argument("--layout", default="", help="one of the report's layouts; its first unless told")
    command.add_argument("--service", type=int, default=0, metavar="N", help="number of a service; all unless told")
    command.add_argument("--round", type=int, default=0, metavar="N", help="number of a round; the newest unless told")
    command.add_argument("--number", type=int, default=0, metavar="N", help="of the one plan or assessment; the newest")
    command.add_argument("--plan", type=int, default=0, metavar="N", help="of one plan of actions, open or closed")
    command.add_argument(
        "--language", default=SOURCE, metavar="CODE", help="of people's texts, such as pl; en unless told"
    )
    command.add_argument("--public", action="store_true", help="to be published: without what is for staff only")
    command.add_argument("--out", type=Path, metavar="FILE", help="where to; - for standard output")
    command.set_defaults(act=act_report)
    return command


async def act_report(config: Config, options: argparse.Namespace) -> int:
    """Make it, write it, and say where it is. Whoever types is taken for the whole provider's manager."""
    kind = kind_named(options.name)
    if kind is None:
        raise CommandRefused(f"There is no report '{options.name}'.", mend="Type: plainsay report --help")
    _check(kind, options.layout, options.format)
    if options.plan and kind is not ACTIONS:
        raise CommandRefused(f"The report '{kind.name}' is not about a plan.", mend="Leave --plan out.")
    async with open_rooms(config, utc_now) as rooms:
        _check_language(kind, options.language, rooms.languages.codes if kind.by_language else (SOURCE,))
        asked = _asked(rooms, options)
        report = await rooms.database.write(lambda tx: _noted(tx, kind, asked, rooms.now(), options.format))
    base = config.public_url if config.public_url and not options.public else None
    content = await asyncio.to_thread(write, report, options.format, base=base)
    deliver(content, report, options.format, options.out)
    return 0


def deliver(content: bytes, report: Report, form: str, out: Path | None) -> None:
    """Puts a file where it is wanted: text where it was typed unless told, all else into a file of its own name."""
    if str(out) == "-" or (out is None and FORMATS[form].is_text):
        sys.stdout.buffer.write(content)
        return
    save(content, out or Path(file_name(report, form)))


def save(content: bytes, file: Path) -> None:
    """Writes a file and says so.

    Raises:
        CommandRefused: It cannot be written.
    """
    try:
        file.write_bytes(content)
    except OSError as error:
        raise CommandRefused(f"{file} cannot be written ({error.strerror}).", mend="Name another with --out.") from None
    print(f"Written: {file}", file=sys.stderr)


def _asked(rooms: Rooms, options: argparse.Namespace) -> Asked:
    reader = Reader(manages=not options.public, public=options.public, previews=options.public)
    return Asked(
        pack=rooms.pack,
        today=rooms.clock().date(),
        reader=reader,
        round_id=options.round,
        service_id=options.service,
        number=options.plan or options.number,
        layout=options.layout,
        words=rooms.languages.words(options.language),
    )


def _noted(tx: Tx, kind: ReportKind, asked: Asked, at: str, form: str) -> Report:
    """Who made a report that names or quotes somebody is noted, and whom it quotes, here as on the pages."""
    report = _made(tx, kind, asked)
    if report.identified:
        access_log.add(tx, at=at, who=COMMAND_LINE, did=f"made the report {report.name}: {report.title}")
    path = f"/staff/reports/{report.name}{f'?number={asked.number}' if asked.number else ''}"
    taken = Taken(f"{report.title} ({FORMATS[form].title})", path, form, public=asked.reader.public)
    taken_along(tx, report.quotes, taken, at=at, by=COMMAND_LINE)
    return report


def _made(tx: Tx, kind: ReportKind, asked: Asked) -> Report:
    check_numbers(tx, service_id=asked.service_id, round_id=asked.round_id)
    if kind.numbers:
        _check_there(kind.which.lower(), asked.number, kind.numbers(tx, asked))
    report = kind.make(tx, asked)
    if report is None:
        which = f" number {asked.number}" if asked.number else ""
        raise CommandRefused(
            f"There is nothing to report yet: {kind.title}{which}.", mend="See docs/reports.md for what it is made of."
        )
    return report


def check_numbers(tx: Tx, *, service_id: int, round_id: int) -> None:
    """Refuses the number of a service or a round that there is not, and says which there are.

    Raises:
        CommandRefused: There is none.
    """
    for what, wanted, there in (
        ("service", service_id, [(one.id, one.name) for one in services.ever(tx)]),
        ("round", round_id, [(one.id, one.name) for one in rounds.all(tx)]),
    ):
        _check_there(what, wanted, there)


def _check_there(what: str, wanted: int, there: Iterable[tuple[int, str]]) -> None:
    found = {number: name for number, name in there if number}
    if wanted and wanted not in found:
        known = ", ".join(f"{number} {name}" for number, name in found.items()) or "none"
        raise CommandRefused(f"There is no {what} {wanted}.", mend=f"There are: {known}.")


def _check(kind: ReportKind, layout: str, form: str) -> None:
    if kind.formats and form not in kind.formats:
        raise CommandRefused(f"'{kind.name}' is not made as {form}.", mend=f"Its formats: {', '.join(kind.formats)}.")
    if layout and layout not in kind.layouts:
        known = ", ".join(kind.layouts)
        mend = f"Its layouts: {known}." if known else "It has one layout only. Leave --layout out."
        raise CommandRefused(f"The report '{kind.name}' has no layout '{layout}'.", mend=mend)


def _check_language(kind: ReportKind, language: str, known: Iterable[str]) -> None:
    if language not in known:
        mend = f"Its languages: {', '.join(known)}."
        raise CommandRefused(f"The report '{kind.name}' is not made in '{language}'.", mend=mend)
