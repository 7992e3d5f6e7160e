"""Plainsay with a memory for cards: what a program of this test process has drawn, the next one does not draw again.

Run as `python -m tests.telegram.drawn run ...`, with the options of `plainsay`. Each card is drawn by a process of its
own, which is more work than all the rest of a talk. How they are drawn is what `tests/easyread/test_cards.py` is for;
`test_a_whole_talk` runs the program without this.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from bot.telegram import cards
from easyread.cards import Card, key, png_beside
from easyread.fonts import FontSet
from easyread.pictures import PictureSet
from tests.support.memory import memory

FOLDER = "DRAWN_CARDS"
"""The variable that says where they are."""
PROGRAM = "tests.telegram.drawn"


@cache
def folder() -> str:
    """One folder for each test process."""
    made = mkdtemp(prefix="plainsay-cards-", dir=memory())
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


async def once(card: Card, pictures: PictureSet, fonts: FontSet) -> bytes:
    """As `png_beside`, where no program has drawn this card yet."""
    there = Path(os.environ[FOLDER]) / key(card, pictures, fonts).replace("/", "-")
    if there.exists():
        return there.read_bytes()
    made = await png_beside(card, pictures, fonts)
    part = there.with_name(f"{there.name}.{os.getpid()}")
    part.write_bytes(made)
    part.rename(there)
    return made


def remember() -> None:
    """Have the program that runs here look for each card before it draws one."""
    cards.png_beside = once  # type: ignore[attr-defined]  # the name that the module uses


if __name__ == "__main__":
    from bot.__main__ import main

    remember()
    sys.exit(main())
