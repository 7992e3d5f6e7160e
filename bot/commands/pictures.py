"""`plainsay pictures import|list|withdraw`: the provider's own photos and licensed symbols."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from asking.errors import UnknownName
from asking.own_pictures import OwnPictures
from asking.picture_faults import Wish
from asking.picture_folder import LIST, Line, lines_in
from bot.app import Rooms, open_rooms
from bot.clock import utc_now
from bot.commands.refused import CommandRefused
from bot.config import Config
from easyread.pictures.photos import Photo
from store import access_log, own_pictures, people, services
from store.own_pictures import Level, OwnPicture
from store.tx import Tx

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it
WHO = "command line"
STATES = {
    "withdrawn": "taken away",
    "over": "its last day has passed",
    "replaced": "a new one took its place",
    "forgotten": "the person is forgotten",
}


def add_pictures(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay pictures`: use photos and symbols of your own."""
    command = commands.add_parser("pictures", help="use photos and symbols of your own")
    command.add_argument("action", choices=("import", "list", "withdraw"), help="what to do")
    command.add_argument("what", nargs="*", help="the folder to import, or the numbers of pictures to take away")
    place = command.add_mutually_exclusive_group()
    place.add_argument("--service", default="", help="for one service only: its name")
    place.add_argument("--person", type=int, default=0, help="for one person only: their number")
    command.set_defaults(act=act_pictures)
    return command


async def act_pictures(config: Config, options: argparse.Namespace) -> int:
    """Do it."""
    async with open_rooms(config, utc_now) as rooms:
        if options.action == "import":
            return await _import(rooms, options)
        if options.action == "withdraw":
            return await _withdraw(rooms, options.what)
        return await _list(rooms)


async def _import(rooms: Rooms, options: argparse.Namespace) -> int:
    """All pictures of a folder, or none where one of them has a fault."""
    if len(options.what) != 1:
        raise CommandRefused("Name one folder.", mend=f"Type the folder that holds {LIST}.")
    level, whose = await rooms.database.read(lambda tx: _place(tx, options))
    folder = Path(options.what[0])
    ready, faults = await _checked(rooms.own_pictures, folder, level, whose)
    if faults:
        print("\n".join(faults), file=sys.stderr)
        print(f"Nothing was imported. Faults: {len(faults)}.", file=sys.stderr)
        return 1
    numbers = await rooms.own_pictures.add_all(ready, WHO)
    print(f"Pictures in use: {len(numbers)} more.")
    return 0


async def _checked(
    pictures: OwnPictures, folder: Path, level: Level, whose: int
) -> tuple[list[tuple[Wish, Photo]], list[str]]:
    """What can be added, and a sentence for each fault."""
    ready: list[tuple[Wish, Photo]] = []
    faults: list[str] = []
    for line in lines_in(folder, level, whose):
        found, photo = await pictures.faults(line.wish, line.data)
        told = [_fault(folder, line, line.code, line.sentence)] if line.code else []
        told += [
            _fault(folder, line, fault.code, fault.sentence)
            for fault in found
            if not (line.code and fault.field == "file")  # there was no file to look at
        ]
        faults += told
        if photo is not None and not told:
            ready.append((line.wish, photo))
    return ready, faults


def _fault(folder: Path, line: Line, code: str, sentence: str) -> str:
    return f"{folder / LIST}:{line.number}: {code}: {sentence}"


def _place(tx: Tx, options: argparse.Namespace) -> tuple[Level, int]:
    if options.person:
        if people.data_key(tx, options.person) is None:
            raise UnknownName(f"There is no person number {options.person}.", mend="Look it up with `plainsay people`.")
        return Level.PERSON, options.person
    if not options.service:
        return Level.PROVIDER, 0
    service = services.by_name(tx, options.service)
    if service is None:
        mend = "Add it with `plainsay service`."
        raise UnknownName(f"There is no service called '{options.service}'.", mend=mend)
    return Level.SERVICE, service.id


async def _withdraw(rooms: Rooms, numbers: list[str]) -> int:
    wrong = [one for one in numbers if not (one.isascii() and one.isdigit())]
    if wrong or not numbers:
        raise CommandRefused("Name pictures by their numbers.", mend="`plainsay pictures list` shows the numbers.")
    missing = [one for one in numbers if not await rooms.own_pictures.withdraw(int(one), WHO)]
    for one in numbers:
        print(f"Picture {one}: {'there is none in use with this number' if one in missing else 'taken away'}.")
    return 1 if missing else 0


async def _list(rooms: Rooms) -> int:
    """No names: only numbers, concepts and days."""
    today = rooms.clock().date().isoformat()

    def read(tx: Tx) -> list[str]:
        access_log.add(tx, at=rooms.now(), who=WHO, did="listed own pictures")
        names = {service.id: service.name for service in services.ever(tx)}
        return [_told(one, names, today) for one in own_pictures.all(tx)]

    lines = await rooms.database.write(read)
    print("\n".join(lines) if lines else "There are none yet.")
    return 0


def _told(picture: OwnPicture, names: dict[int, str], today: str) -> str:
    place = {
        Level.PROVIDER: "everyone",
        Level.SERVICE: names.get(picture.whose, ""),
        Level.PERSON: f"person {picture.whose}",
    }[picture.level]
    if picture.withdrawn_at is not None:
        state = f"{STATES[picture.withdrawn_why]}, {picture.withdrawn_at[:10]}"
    elif not picture.is_live(today):
        state = STATES["over"]
    else:
        state = f"until {picture.until}" if picture.until else "no last day"
    return f"{picture.id}\t{picture.concept}\t{place}\t{state}"
