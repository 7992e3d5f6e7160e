"""`plainsay cards build`: draw every question of the talks as one picture, and find what cannot be drawn."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bot.cards import cards_of
from bot.commands.refused import CommandRefused
from bot.commands.speech import Progress, pack_in
from bot.config import Config
from dialogs.pack import Pack
from easyread import fonts as font_set
from easyread import pictures as picture_set
from locales import Languages, Words

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def add_cards(commands: Commands[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """`plainsay cards build`."""
    command = commands.add_parser("cards", help="draw each question with its answers, for paper or to look at")
    command.add_argument("action", choices=("build",), help="draw them all")
    command.add_argument("--language", default="en", help="the language of the talks (en unless told)")
    command.add_argument("--out", type=Path, metavar="DIR", help="folder for the pictures (cards unless told)")
    command.add_argument("--print", action="store_true", dest="paper", help="three times as fine, for paper")
    command.set_defaults(act=act_cards)
    return command


async def act_cards(config: Config, options: argparse.Namespace) -> int:
    """Draw them all. Needs no data."""
    languages = Languages(config.translations)
    pack = pack_in(languages, options.language)
    return build(pack, languages.words(pack.language), options.out or Path("cards"), paper=options.paper)


def build(pack: Pack, words: Words, folder: Path, *, paper: bool = False) -> int:
    """Draw every card of a pack into a folder, and say what is wrong with those that cannot be drawn.

    Returns:
        1 where there is a fault, else 0.
    """
    from easyread.cards import PRINT, SCREEN, CardError, png  # noqa: PLC0415 - slow to load, as in bot/cli.py

    pictures, fonts, cards = picture_set.load(), font_set.load(), list(cards_of(pack, words))
    _make(folder)
    progress, faults, size_bytes = Progress(len(cards), sys.stdout), [], 0
    for name, card in cards:
        try:
            drawn = png(card, pictures, fonts, scale=PRINT if paper else SCREEN)
        except CardError as error:
            faults += [f"  {name}: {fault}" for fault in error.faults]
        else:
            (folder / f"{name}.png").write_bytes(drawn)
            size_bytes += len(drawn)
        progress.step()
    print(f"{pack.name}, {pack.language}: {len(cards)} cards in {folder}. Together {size_bytes / 1e6:.1f} MB.")
    print("\n".join([f"Faults: {len(faults)}.", *faults]))
    return 1 if faults else 0


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandRefused(f"The folder {folder} cannot be made ({error.strerror}).", mend="Name another.") from None
