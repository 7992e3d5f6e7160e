"""Twenty kinds of fault, one after another, while people answer by web and in the chat and tell worries."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from asking import worry_alerts as worry_alerting
from asking.post import MAIL
from bot.pretend import Api, serving
from store import outbox, services, worries, worry_alerts, worry_said
from store.tx import Tx
from tests.faults.crowd import Crowd
from tests.faults.day import TROUBLES, Day
from tests.faults.house import check_kept
from tests.support.counts import count
from tests.support.server import Server
from tests.telegram.conftest import Telegram
from tests.telegram.house import check_all_kept_once, crowd, kept_in, opened, the_pack, with_people
from tests.telegram.program import free_port
from tests.telegram.strict import AiogramModel

T = TypeVar("T")
LEAD, DEPUTY = "lee@example.org", "dee@example.org"
ON_THE_WEB, IN_THE_CHAT = 12, 6
PEOPLE = 600
DAYS = count(1, promised=12)


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """Strict pretend Telegram."""
    api = Api(inspector=AiogramModel())
    async with serving(api) as base:
        yield Telegram(api, base, api.token)
    assert api.violations == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(DAYS))
async def test_all_that_was_acknowledged_is_kept(telegram: Telegram, tmp_path: Path, seed: int) -> None:
    """Whatever happens to machine, disk, mail and Telegram, each acknowledged answer and worry is kept, once.

    Lead and deputy are told of each worry by e-mail, without its words; where mail seemed stuck, it counts as not told.
    """
    data = tmp_path / "data"
    links = await with_people(data, ["person"] * PEOPLE)
    half = PEOPLE // 2
    everyone = crowd(telegram.api, links[half:], seed)
    day = Day(
        data, port := free_port(), telegram, Crowd(f"http://127.0.0.1:{port}", iter(links[:half]), iter(everyone))
    )
    database = await opened(data)
    await database.write(named)
    await database.close()
    await through(day, seed)
    answers, told = day.crowd.web, day.crowd.worries
    acknowledged = await check_kept(data, answers, the_pack())
    kept = await kept_in(data, day.crowd.chat, telegram.token)
    acknowledged += check_all_kept_once(day.crowd.chat, kept, the_pack())
    words = await asked(data, words_of_worries)
    assert [words.count(one) for one in told] == [1] * len(told)
    every = await asked(data, lambda tx: {one.id for one in worries.all(tx)})
    alerted, stuck = await asked(data, told_by("email")), await asked(data, told_by("none"))
    assert alerted | stuck == {(worry, role) for worry in every for role in ("lead", "deputy")}
    assert {worry for worry, _ in alerted} - {worry for worry, _ in stuck}, "of some worries both are told by mail"
    unreached = await asked(data, lambda tx: {one.id for one in worry_alerting.unreached(tx)})
    late = await asked(data, mailed_later)
    assert {worry for worry, _ in alerted} | unreached | late == every
    assert set(day.box.to) == {LEAD, DEPUTY}
    assert not [mail for mail in day.box.taken if b"This is worry" in mail]
    print(f"{len(TROUBLES)} kinds of fault: {acknowledged} answers acknowledged, {acknowledged} kept; ", end="")  # noqa: T201
    print(f"{len(told)} worries acknowledged, {len(told)} kept")  # noqa: T201 - the figure itself
    assert acknowledged > 10 * len(TROUBLES)
    assert told


async def through(day: Day, seed: int) -> None:
    """Everything goes wrong, in an order that hangs on the seed, while people answer."""
    order = random.Random(seed).sample(sorted(TROUBLES), len(TROUBLES))  # noqa: S311 - a test's chance
    await day.open_box()
    await day.start()
    try:
        async with asyncio.TaskGroup() as load:
            load.create_task(day.crowd.answer(web=ON_THE_WEB, chat=IN_THE_CHAT))
            for name in order:
                before = day.crowd.acknowledged, day.crowd.not_saved
                async with TROUBLES[name](day):
                    pass
                await day.acknowledged()  # it goes on
                went, refused = day.crowd.acknowledged - before[0], day.crowd.not_saved - before[1]
                print(f"{name}: {went} acknowledged, {refused} told as not saved")  # noqa: T201 - the figures themselves
            day.crowd.enough = True
        while await asked(day.data, lambda tx: outbox.waiting(tx, MAIL)):
            await day.until_more_is_posted()
    finally:
        await day.end(Server.stop)
        await day.shut_box()


async def asked(data: Path, question: Callable[[Tx], T]) -> T:
    """What the store holds, whether the program runs or not."""
    database = await opened(data)
    try:
        return await database.read(question)
    finally:
        await database.close()


def named(tx: Tx) -> None:
    """Lead and deputy can be reached by e-mail."""
    services.set_safeguarding(
        tx, 1, lead_name="Lee Example", lead_contact=LEAD, deputy_name="Dee Example", deputy_contact=DEPUTY,
        deputy_from="Other House",
    )  # fmt: skip


def words_of_worries(tx: Tx) -> str:
    """The words of every worry, and what was added to it."""
    found = [worries.get(tx, one.id) for one in worries.all(tx)]
    added = [said.words for one in found if one for said in worry_said.of(tx, one[0])]
    return "\n".join([one[1] for one in found if one] + added)


def told_by(way: str) -> Callable[[Tx], set[tuple[int, str]]]:
    """(worry, role) of everyone who was told of it that way, the first time; `none` where their mail seemed stuck.

    Each has a lane of mail of their own: that of one may be stuck while the other's is not.
    """
    return lambda tx: {
        (one.id, told.role)
        for one in worries.all(tx)
        for told in worry_alerts.of(tx, one.id)
        if told.step == 0 and way in told.ways
    }


def mailed_later(tx: Tx) -> set[int]:
    """Worries of which lead and deputy were noted as reached in no way at first, and were both told by e-mail later."""
    found = set()
    for one in worries.all(tx):
        alerts = worry_alerts.of(tx, one.id)
        stuck = {told.role for told in alerts if told.step == 0 and "none" in told.ways}
        after = {told.role for told in alerts if told.step > 0 and "email" in told.ways}
        if {"lead", "deputy"} <= stuck & after:
            found.add(one.id)
    return found
