"""`plainsay pack`: look at a pack of questions in a meeting, or check it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from bot.clock import utc_now
from bot.commands.refused import CommandRefused
from bot.commands.server import serve_here
from bot.config import Config
from bot.preview.standards import counts
from bot.preview.whole import load
from dialogs.pack import Folder, Pack, PackFaults, builtin_folder
from easyread import pictures as picture_set
from easyread.pictures import PictureSet

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it

CODE = "duq"
DEFAULT_FILE = Path(f"{CODE}-tried.yaml")


def add_pack(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay pack preview|check [FOLDER]`."""
    command = commands.add_parser("pack", help="go through a pack's questions in a meeting, or check the pack")
    command.add_argument("action", choices=("preview", "check"), help="show the questions, or look for faults")
    command.add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER", help="the pack (the built-in one unless told)"
    )
    command.add_argument("--verdicts", type=Path, metavar="FILE", help="preview: the file that verdicts go to")
    command.add_argument("--port", type=int, default=8010, help="preview: port to listen on (0 picks a free one)")
    command.set_defaults(act=act_pack)
    return command


async def act_pack(config: Config, options: argparse.Namespace) -> int:
    """Show the questions, or look for faults. Needs no data."""
    del config
    folder, pictures = _folder(options.folder), picture_set.load()
    if options.action == "check":
        return _check(folder, pictures)
    return await _preview(folder, pictures, _verdicts(options), options.port)


def _check(folder: Folder, pictures: PictureSet) -> int:
    try:
        pack = load(folder, pictures.names)
    except PackFaults as faults:
        print(faults)
        return 1
    print(f"The pack is whole: {pack.name}, version {pack.version}.")
    for name, figure in counts(pack):
        print(f"{name}: {figure}")
    print(f"Tried with people, these words: {_tried(pack)} of {len(pack.prompts)}")
    return 0


async def _preview(folder: Folder, pictures: PictureSet, verdicts: Path, port: int) -> int:
    from bot.preview.shelf import Shelf  # noqa: PLC0415 - the rules' word lists are slow to load, see bot/cli.py
    from bot.preview.site import site  # noqa: PLC0415 - as above

    print("Reading the questions ...", flush=True)
    shelf = Shelf(folder, verdicts, pictures.names)
    _warm(shelf.book)
    await serve_here(site(shelf, pictures, _today), partial(_tell, verdicts), port)
    _tell_end(verdicts, in_folder=shelf.keeps_in_folder)
    return 0


def _warm(read: Callable[[], object]) -> None:
    """Read the pack before the first page is asked for. Its faults are a page, too: the author mends them there."""
    try:
        read()
    except PackFaults as faults:
        print(f"The pack has faults: {len(faults.faults)}. The page shows them.")


async def _tell(verdicts: Path, listening: str) -> None:
    print(f"Verdicts go to {verdicts}")
    print("Stop with Ctrl+C.")
    print(f"The questions are at {listening}", flush=True)


def _tell_end(verdicts: Path, *, in_folder: bool) -> None:
    if verdicts.exists():
        print(f"The verdicts are in {verdicts}")
        if not in_folder:
            print("Put this file into the folder of the pack, with the name tried.yaml.")


def _folder(chosen: Path | None) -> Folder:
    if chosen is None:
        return builtin_folder(CODE)
    if not (chosen / "code.yaml").is_file():
        raise CommandRefused(f"There is no pack in {chosen}.", mend="Name the folder that holds code.yaml.")
    return chosen


def _verdicts(options: argparse.Namespace) -> Path:
    file: Path = options.verdicts or (options.folder / "tried.yaml" if options.folder else DEFAULT_FILE)
    if file.is_dir() or not file.parent.is_dir():
        raise CommandRefused(f"Verdicts cannot go to {file}.", mend="Name a file in a folder that is there.")
    return file.absolute()


def _tried(pack: Pack) -> int:
    return sum(any(one.words == prompt.words for one in prompt.tried) for prompt in pack.prompts)


def _today() -> date:
    """The day on this computer's own calendar."""
    return utc_now().astimezone().date()
