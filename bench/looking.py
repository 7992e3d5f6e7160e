"""The detector beside those who answer: how long a tap waits while words are looked at, before their turn or in it."""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from asking.comments import Note
from asking.sight import NOTHING
from asking.turn import Delivery
from bench.folder import config_of, invited, made
from bench.measure import spread, turned
from bench.person import Person, to_first_question
from bench.plan import Plan
from bench.table import Table, shown
from bot.app import Rooms, open_rooms
from bot.clock import utc_now

PEOPLE = 16
PAUSE_SECONDS = 0.1
"""Between two taps of one person: far less than anybody takes, so that there are waits enough to look at."""
A_SLICE_SECONDS = 0.001
IN_A_HUNDRED = 99
LETTERS = "abcdefghiklmnoprstuw"
TEXTS = {"300 letters": 300, "10,000 letters": 10_000}
NOBODY, BEFORE, INSIDE = "nobody writes", "looked at before the turn", "looked at in the turn"


@dataclass(frozen=True, slots=True)
class Waits:
    """Milliseconds: half of the taps wait shorter than `middle`, 99 of 100 shorter than `late`.

    Attributes:
        still: The longest time for which the event loop stood still.
        written: Texts that were kept meanwhile.
    """

    middle: float
    late: float
    longest: float
    still: float
    written: int


async def run(plan: Plan, folder: Path) -> list[Table]:
    """Sixteen people tap, and one more writes text after text, in each of the ways in turn."""
    data = folder / "looking"
    made(data)
    found: dict[tuple[str, str], list[Waits]] = {}
    async with open_rooms(config_of(data), utc_now) as rooms:
        *tokens, writer = await invited(rooms, max(plan.recorded_talks, PEOPLE + 1))
        await rooms.database.write(partial(to_first_question, conversations=rooms.conversations, person=Person(writer)))
        crowd, numbers = deque(tokens), count()
        for number in range(plan.rounds):
            for text, letters in TEXTS.items():
                for way in turned((NOBODY, BEFORE, INSIDE), number):
                    write = partial(_writes, rooms, writer, letters, numbers, way=way)
                    found.setdefault((text, way), []).append(await _measured(rooms, crowd, write, plan.seconds))
    return [_table(text, {way: found[text, way] for way in (NOBODY, BEFORE, INSIDE)}) for text in TEXTS]


async def _measured(rooms: Rooms, crowd: deque[str], write: Callable[[float], Awaitable[int]], seconds: float) -> Waits:
    end = time.perf_counter() + seconds
    waits: list[float] = []
    *_, still, written = await asyncio.gather(
        *(_taps(rooms, crowd, waits, end) for _ in range(PEOPLE)), _stands_still(end), write(end)
    )
    waits.sort()
    return Waits(
        waits[len(waits) // 2], waits[len(waits) * IN_A_HUNDRED // 100], waits[-1], float(still or 0), int(written or 0)
    )


async def _taps(rooms: Rooms, crowd: deque[str], waits: list[float], end: float) -> None:
    """One after the other, as far as each talk goes; then the talk of somebody else."""
    person = Person(crowd[0])
    crowd.rotate(-1)
    now = None
    while time.perf_counter() < end:
        began = time.perf_counter()
        now = await rooms.database.write(partial(person.goes_on, rooms.conversations, now=now))
        waits.append(1000 * (time.perf_counter() - began))
        if now is None:
            person = Person(crowd[0])
            crowd.rotate(-1)
        await asyncio.sleep(PAUSE_SECONDS)


async def _stands_still(end: float) -> float:
    longest = 0.0
    while time.perf_counter() < end:
        began = time.perf_counter()
        await asyncio.sleep(A_SLICE_SECONDS)
        longest = max(longest, time.perf_counter() - began - A_SLICE_SECONDS)
    return 1000 * longest


async def _writes(rooms: Rooms, token: str, letters: int, numbers: count[int], end: float, *, way: str) -> int:
    """Text after text beside a question, each a new one."""
    written = 0
    while way != NOBODY and time.perf_counter() < end:
        number = next(numbers)
        said = _made_up(number, letters)
        seen = await rooms.conversations.look_first(token, said) if way == BEFORE else NOTHING
        note, delivery = Note(said, str(number)), Delivery("web", "", f"bench:{number}")
        await rooms.database.write(
            partial(rooms.conversations.add, token=token, note=note, delivery=delivery, seen=seen)
        )
        written += 1
    return written


def _made_up(number: int, letters: int) -> str:
    """Words that nobody knows, the slowest that there are: each may be a misspelt one."""
    chance = random.Random(number)  # noqa: S311 - made-up words, not a secret
    words: list[str] = []
    left = letters
    while left > 0:
        words.append("".join(chance.choices(LETTERS, k=chance.randint(3, 9))))
        left -= len(words[-1]) + 1
    return " ".join(words)[:letters]


def _table(text: str, found: dict[str, list[Waits]]) -> Table:
    rows = tuple(
        (
            way,
            *(shown(spread([getattr(one, name) for one in each])) for name in ("middle", "late", "longest", "still")),
            str(sum(one.written for one in each)),
        )
        for way, each in found.items()
    )
    header = ("", "half of the taps", "99 of 100", "the longest", "event loop still", "texts kept")
    note = (
        f"{PEOPLE} people tap, one more writes texts of {text}, words made up, without a pause. Milliseconds of a tap."
    )
    return Table(f"A tap while somebody writes {text}", header, rows, (note,))
