"""Cards for a program that must not stand still: the slow part is done beside it, in a process of its own."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from easyread.cards.card import Card, CardError, CardFault
from easyread.cards.draw import svg
from easyread.fonts import FontSet
from easyread.pictures import PictureSet

CHILD = Path(__file__).with_name("child.py")
SIGNATURE = b"\x89PNG\r\n\x1a\n"
LONGEST_SECONDS = 30.0


async def png_beside(card: Card, pictures: PictureSet, fonts: FontSet) -> bytes:
    """The same bytes as `png`, while the event loop goes on.

    Raises:
        CardError: It cannot be drawn whole, or the other process did not come to its end.
    """
    drawn = await asyncio.to_thread(svg, card, pictures, fonts)
    command = (sys.executable, "-P", str(CHILD))
    pipe = asyncio.subprocess.PIPE
    try:
        child = await asyncio.create_subprocess_exec(
            *command, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
        )
        made = await _finished(child, drawn)
    except (OSError, TimeoutError) as error:
        raise CardError(_undrawn(card, type(error).__name__)) from error
    if child.returncode or not made.startswith(SIGNATURE):
        raise CardError(_undrawn(card, f"status {child.returncode}"))
    return made


async def _finished(child: asyncio.subprocess.Process, drawn: str) -> bytes:
    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            made, _ = await child.communicate(drawn.encode())
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return made


def _undrawn(card: Card, why: str) -> CardFault:
    return CardFault("K108", card.question, f"the drawing process failed ({why})", "Try again.")
