from __future__ import annotations

import asyncio
import os
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import repeat
from pathlib import Path

import aiohttp
import pytest

from bench import telegram_turns
from bench.peers.bare_loop import Loop
from bench.peers.questions import TOKEN, Question, read_questions, write_questions
from bench.plan import TINY
from bench.table import Table
from bench.telegram_bots import OURS, PEERS
from bench.telegram_people import Files, NoAnswer, People
from bench.telegram_taps import OVER, Press, PressAfterHearing, press_by_act, press_by_place
from bot.pretend import Chat, Message, serving
from bot.pretend.files import Stored

CHANCE = random.Random(1)  # noqa: S311 - taps, not secrets
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x10"
CHAT = Chat({"id": 7, "type": "private"})


@asynccontextmanager
async def asked(folder: Path) -> AsyncIterator[People]:
    """People whose bot is the bare loop, in this process."""
    picture = folder / "day.png"
    await asyncio.to_thread(picture.write_bytes, PICTURE)
    people = People(press_by_place, repeat("hello"))
    async with serving(people) as base, aiohttp.ClientSession() as session:
        question = Question("<b>Was it a good day?</b>", str(picture))
        polling = asyncio.create_task(Loop(session, f"{base}/bot{TOKEN}", question).run())
        yield people
        polling.cancel()
        with suppress(asyncio.CancelledError):
            await polling


def said(*buttons: str, media: Stored | None = None) -> Message:
    """A message of a bot with these buttons."""
    markup = {"inline_keyboard": [[{"text": "Here", "callback_data": data}] for data in buttons]}
    return Message(1, CHAT, {}, 0, media=media, markup=markup if buttons else None, from_bot=True)


def figures(table: Table) -> dict[str, list[float]]:
    """The rows of a table as numbers, by their first cell; of `98% / 50%` the first."""
    return {row[0]: [float(cell.replace(",", "").split()[0].rstrip("%")) for cell in row[1:]] for row in table.rows}


@pytest.mark.filterwarnings("ignore:unread_data")  # aiohttp's own, where it reads a large upload
async def test_the_figures_of_the_part_add_up(tmp_path: Path) -> None:
    """Real bots are measured: ratios fit their rates, a tap brings a picture and an answer, ours goes up once."""
    speed, effort, busy, requests, files, held = map(figures, await telegram_turns.run(TINY, tmp_path))
    assert list(speed) == list(effort) == list(busy) == [f"{many} at once" for many in TINY.chats]
    for ours, handler, dialog, loop, *ratios in speed.values():
        assert min(ours, handler, dialog, loop) > 0
        assert ratios == pytest.approx([ours / handler, ours / dialog], rel=0.05, abs=0.006)
    for name in (OURS, *PEERS):
        questions, each, answers, pictures, voice, polls = requests[name]
        assert questions == 6 * (1 + TINY.taps)
        assert (answers * questions, pictures, voice) == (pytest.approx(6 * TINY.taps), 1, 0)
        assert each == pytest.approx(answers + pictures)
        assert polls > 0
        first, uploaded, again, uploaded_again = files[f"{name}, pictures"]
        assert min(first, uploaded, again) > 0
        assert uploaded_again == 0 or name != OURS  # several people's uploads of one picture may meet in a peer
    assert requests[f"{OURS}, read aloud"][4] == pytest.approx(2 / 3, abs=0.01)  # the first question is shown before
    assert set(held) in ({OURS, *PEERS}, set())  # not every system tells
    for ready, many, with_open, each in held.values():
        assert min(ready, with_open) > 10
        assert each == pytest.approx((with_open - ready) * 1024 / many, abs=1100 / many + 1)  # of three digits


async def test_turns_are_taps_that_brought_a_question(tmp_path: Path) -> None:
    """Every tap is answered with one question, none counts twice, and all have their question when it is over."""
    async with asked(tmp_path) as people:
        done = await people.talk(3, 0.05, os.getpid())
        assert 0 < done.turns <= people.questions - 3
        assert people.questions == people.counts["sendPhoto"]
        assert people.counts["answerCallbackQuery"] == people.questions - 3
        assert done.seconds >= 0.05
        assert done.rate == pytest.approx(done.turns / done.seconds)
        photos = people.seen_files["photo"]
        assert (photos.sent[True], photos.uploaded[True]) == (1, len(PICTURE))
        assert (photos.sent[False], photos.uploaded[False]) == (people.questions - 1, 0)


async def test_everyone_taps_as_often_as_they_are_told(tmp_path: Path) -> None:
    """Opening conversations makes exactly as many people; each of them taps exactly so often."""
    async with asked(tmp_path) as people:
        await people.open(5)
        await people.each_taps(2)
        assert (len(people.users), people.questions) == (5, 5 * 3)
        assert await people.whole_talk(4) == 5  # the first question and one a tap, of one new person
        assert len(people.users) == 6


async def test_conversations_stand_at_different_places(tmp_path: Path) -> None:
    """Everyone goes on for fewer taps than the most, some for more than others, and all can go on afterwards."""
    async with asked(tmp_path) as people:
        await people.spread(8, 4)
        taps = [len(user.inbox) - 1 for user in people.users.values()]
        assert (len(taps), max(taps)) == (8, 3)
        assert len(set(taps)) > 1
        await people.talk(8, 0.01, os.getpid())
        assert len(people.users) == 8


async def test_nobody_is_left_waiting_in_silence() -> None:
    """Where a bot gives no next question, there is an error instead of a figure."""
    people = People(press_by_place, repeat("hello"), patience_seconds=0.01)
    with pytest.raises(NoAnswer, match="1 people"):
        await people.open(1)


def test_the_same_picture_again_is_seen() -> None:
    """A file that is uploaded a second time counts as 'again' with its bytes; one that is sent by its id has none."""
    files = Files()
    first, twice = (Stored("photo", PICTURE, "image/png", [], (name,)) for name in ("one", "two"))
    for stored in (first, first, twice):
        files.count(said(media=stored))
    assert files.sent == {True: 1, False: 2}
    assert files.uploaded == {True: len(PICTURE), False: len(PICTURE)}


@pytest.mark.parametrize(
    ("press", "buttons", "tapped"),
    [
        (press_by_act, ("choose.yes.1.2.s", "skip..1.2.s", "help..1.2.s"), "choose.yes.1.2.s"),
        (press_by_act, ("skip..1.2.s", "back..1.2.s", "help..1.2.s"), "skip..1.2.s"),
        (press_by_act, ("agree..1.2.s", "decline..1.2.s"), "agree..1.2.s"),
        (press_by_act, ("answers..1.2.s", "listen..1.2.s"), OVER),
        (press_by_act, (), None),
        (press_by_place, ("0.yes",), "0.yes"),
        (press_by_place, (), OVER),
    ],
)
def test_people_tap_what_is_there(press: Press, buttons: tuple[str, ...], tapped: str | None) -> None:
    """They answer a question, skip what they cannot tap, wait where more is to come, and stop at the end."""
    assert press(said(*buttons), CHANCE) == tapped


def test_people_hear_a_question_before_they_tap() -> None:
    """Whoever has everything read aloud taps a button of the question once its sound is there."""
    press = PressAfterHearing(press_by_place)
    sound = Stored("voice", b"OggS", "audio/ogg", {}, ("sound",))
    assert [press(said("0.yes"), CHANCE), press(said(media=sound), CHANCE)] == [None, "0.yes"]


def test_the_peers_read_what_was_written_for_them(tmp_path: Path) -> None:
    """The questions reach the peers as they are."""
    questions = (Question("<b>Do you like it?</b>", "a.png"), Question("Why?", "b.png"))
    write_questions(tmp_path, questions)
    assert read_questions(tmp_path) == questions
