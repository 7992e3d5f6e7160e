"""`plainsay actions import FILE`: a table of actions goes into the register, after its preview was printed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from asking.action_import import Fate, Kept, Planned, Target, keep, likely_plan, planned
from asking.action_import_names import names_from
from asking.moment import stamp
from bot.app import open_rooms
from bot.clock import utc_now
from bot.commands.refused import CommandRefused
from bot.config import Config
from evidence.action_tables.columns import key
from evidence.action_tables.model import Field, Table
from evidence.action_tables.read import read
from store import access_log, plans, services
from store.tx import Tx

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it
WHO = "command line"
FATES = {Fate.NEW: "new", Fate.SAME: "there already", Fate.CHANGED: "differs in the register, left as it is"}
LONGEST = 60


def add_actions(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay actions import FILE [--service NAME] [--yes]`."""
    command = commands.add_parser("actions", help="read a table of actions into the register")
    command.add_argument("do", choices=["import"], help="what to do")
    command.add_argument("file", help="the table: DOCX, XLSX, CSV or tab-separated text")
    command.add_argument("--service", default="", help="number or name of the service that it is for")
    command.add_argument("--name", default="", help="name of the new plan (the file's title unless told)")
    command.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="TITLE=MEANING",
        help="what a column is (more than once for more)",
    )
    command.add_argument("--yes", action="store_true", help="add without asking")
    command.set_defaults(act=act_actions)
    return command


async def act_actions(config: Config, options: argparse.Namespace) -> int:
    """Print what would become of each action; add it after a yes. 1 where rows could not be read."""
    table = read(_content(options.file), dict(_column(one) for one in options.column))
    if not table.rows:
        fault = table.faults[0]
        raise CommandRefused(f"{options.file}: {fault.why}", mend=fault.mend)
    async with open_rooms(config, utc_now) as rooms:
        target = await rooms.database.read(lambda tx: _target(tx, options, table))
        fates = await rooms.database.read(lambda tx: planned(tx, table, target.plan_id))
        print(await rooms.database.read(lambda tx: _into(tx, target)))
        print("\n".join(_told(table, fates)))
        if any(one.fate is Fate.NEW for one in fates) and _agreed(yes=options.yes):
            at = stamp(rooms.clock())
            kept = await rooms.database.write(lambda tx: _keep(tx, table, target, at))
            print(f"Added to plan {kept.plan_id}: {kept.added} actions.")
        else:
            print("Nothing was added.")
    return 1 if table.faults else 0


def _content(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CommandRefused(f"{path}: {error.strerror}.", mend="Type the path of a file that can be read.") from error


def _column(said: str) -> tuple[str, Field | None]:
    title, _, meaning = said.rpartition("=")
    known = {one.value for one in Field}
    if not title or meaning not in known | {"nothing"}:
        raise CommandRefused(f"--column {said}", mend=f"Type TITLE=MEANING, with one of: {', '.join(known)}, nothing.")
    return key(title), None if meaning == "nothing" else Field(meaning)


def _target(tx: Tx, options: argparse.Namespace, table: Table) -> Target:
    """The plan that holds most of the file's actions, of any service and name unless they are said; or a new one."""
    service_id = _service(tx, options.service) if options.service else 0
    name = (options.name or table.title or Path(options.file).stem)[:120]
    has_outcomes = any(one.meant in (Field.PROGRESS, Field.OUTCOME) for one in table.columns)
    among = [
        one
        for one in plans.all(tx)
        if (not options.service or one.service_id == service_id) and (not options.name or one.name == name)
    ]
    return Target(likely_plan(tx, table, among), name, service_id, "dudley" if has_outcomes else "stockton")


def _into(tx: Tx, target: Target) -> str:
    """Which plan the actions go into, and of which service that is."""
    plan = plans.get(tx, target.plan_id) if target.plan_id else None
    service = services.get(tx, plan.service_id if plan else target.service_id)
    where = service.name if service else "the whole provider"
    return f"Into plan {plan.id}, '{plan.name}', {where}." if plan else f"Into a new plan, '{target.name}', {where}."


def _service(tx: Tx, said: str) -> int:
    found = services.by_name(tx, said)
    ids = {str(one.id): one.id for one in services.all(tx)}
    service_id = found.id if found else ids.get(said, 0)
    if not service_id:
        raise CommandRefused(f"There is no service called '{said}'.", mend="`plainsay service` lists them.")
    return service_id


def _keep(tx: Tx, table: Table, target: Target, at: str) -> Kept:
    _, named = names_from(tx, table, target, take=())
    if open_ := [one for one in named if one.looked is None]:
        names = ", ".join(dict.fromkeys(one.name for one in open_))
        mend = "Take the names out, or add the file on the staff pages, where each is asked about."
        raise CommandRefused(f"Everyone reads this plan, and the file names {names}. Nothing was added.", mend=mend)
    kept = keep(tx, table, target, take=(), at=at, by=None)
    access_log.add(tx, at=at, who=WHO, did=f"added {kept.added} actions from a file")
    return kept


def _told(table: Table, fates: Sequence[Planned]) -> Iterator[str]:
    for one in fates:
        action = one.action
        when = action.timescale.due_on or "no day"
        what = " ".join(action.what.split())[:LONGEST]
        said = " / ".join(action.timescale.said.splitlines()) or "no timescale"
        yield f"{action.number or '-':>6}  {what}  [{said}: {when}]  {FATES[one.fate]}"
    for fault in (*table.faults, *table.notices):
        where = f"{fault.place} row {fault.row}".strip()
        yield f"{where}: {' '.join(fault.what.split())[:LONGEST]}: {fault.why} {fault.mend}"
    counts = {fate: sum(one.fate is fate for one in fates) for fate in Fate}
    yield (
        f"{len(table.parts)} parts, {len(fates)} actions: {counts[Fate.NEW]} new, {counts[Fate.SAME]} there already, "
        f"{counts[Fate.CHANGED]} differ; {len(table.faults)} rows cannot be read."
    )


def _agreed(*, yes: bool) -> bool:
    if yes:
        return True
    if not sys.stdin.isatty():
        print("Type --yes to add them.")
        return False
    return input("Add the new ones? [y/N] ").strip().lower() in ("y", "yes")
