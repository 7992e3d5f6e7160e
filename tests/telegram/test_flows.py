"""Whole talks in the chat, from the link to the last screen, by polling and by webhook, and with much going wrong."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.pretend import Kind
from tests.store.conftest import postgres_server, postgres_url
from tests.support.counts import count
from tests.telegram.chatter import OPEN, Chatter, Shown
from tests.telegram.conftest import Telegram
from tests.telegram.house import (
    check_all_kept_once,
    check_doubles_counted,
    check_in_order,
    crowd,
    kept_in,
    the_pack,
    with_people,
)
from tests.telegram.program import WAYS, running

__all__ = ["postgres_server", "postgres_url"]

AUDIENCES = ("person", "family", "staff")
PEOPLE = count(20, promised=200)
PEOPLE_ON_POSTGRES = count(5, promised=200)
SHARE = 0.05
SENDS = ("sendMessage", "sendPhoto", "sendVoice")
ANSWERED = (Kind.TOO_MANY, Kind.SERVER_ERROR, Kind.CLOSED_BEFORE, Kind.CLOSED_AFTER, Kind.DELAY)
DEEDS = ("choose", "back", "skip", "do_not_know", "rather_not_say", "stop")
"""What is done at the questions with answers to tap, one after the other; after these the first answer is tapped."""


def deed(shown: Shown, left: list[str], open_left: list[str]) -> tuple[str, ...]:
    """What someone does who tries everything once."""
    first = [key.what for key in (*shown.of("tick")[:2], *shown.of("choose"))]
    known = (
        (open_left[:1] == ["back"], lambda: (open_left.pop(0),)),
        ("tick" in shown.acts, lambda: ("tick", *first[:2])),
        ("resume" in shown.acts, lambda: ("resume",)),
        ("agree" in shown.acts, lambda: ("agree",)),
        (OPEN in shown.message.text, lambda: (open_left.pop(0) if open_left else "skip",)),
        ("choose" not in shown.acts, lambda: ("continue",)),
        ("Question" in shown.message.text and bool(left), lambda: (left.pop(0),)),
    )
    return next((does() for fits, does in known if fits), ("choose", *first[:1]))


async def try_everything(one: Chatter) -> Shown:
    """Go through a talk and do each thing that can be done in it."""
    shown, left, open_left = await one.start(), list(DEEDS), ["write", "back", "speak"]
    while not shown.over:
        shown = await one.do(shown, *deed(shown, left, open_left))
    assert left == open_left == []
    return shown


@pytest.mark.parametrize("way", WAYS)
async def test_a_whole_talk(telegram: Telegram, tmp_path: Path, way: str) -> None:
    """A person, a relative and a member of staff come to the closing screen; every answer is kept as it was given."""
    data = tmp_path / "data"
    everyone = crowd(telegram.api, await with_people(data, AUDIENCES))
    async with running(data, telegram.api, telegram.base, way, program="bot"):
        last = await asyncio.gather(*map(try_everything, everyone))
    assert all("Thank you for talking with us." in shown.message.text for shown in last)
    kept = await kept_in(data, everyone, telegram.api.token)
    assert check_all_kept_once(everyone, kept, the_pack()) > 3 * len(everyone)
    for one in everyone:
        assert {*DEEDS, "agree", "continue", "tick", "write", "speak", "resume"} <= one.acts.keys()
        assert "spoke" in {said.reply for said in kept.answers[one.token].values()}
        check_in_order(one.user)
    assert check_doubles_counted(everyone, kept) == 0
    assert kept.doubted == kept.aside == kept.given_up == {}


@pytest.mark.soak
@pytest.mark.parametrize("way", WAYS)
async def test_a_crowd_with_faults(telegram: Telegram, tmp_path: Path, way: str) -> None:
    """While one request and update in twenty goes wrong: nothing is lost, nothing counts twice, all in order.

    A message comes twice only where Telegram had it and the answer was lost, and is then counted.
    """
    await check_a_crowd(telegram, tmp_path / "data", PEOPLE, way)


@pytest.mark.soak
async def test_a_crowd_with_faults_on_postgres(telegram: Telegram, tmp_path: Path, postgres_url: str) -> None:
    """The same holds on PostgreSQL, where each person's turns run beside the others'."""
    await check_a_crowd(telegram, tmp_path / "data", PEOPLE_ON_POSTGRES, "polling", postgres_url)


async def check_a_crowd(telegram: Telegram, data: Path, people: int, way: str, url: str = "") -> None:
    """Let a crowd answer while much goes wrong, and hold what is kept against what they did."""
    tokens = await with_people(data, [AUDIENCES[who % 3] for who in range(people)], url)
    everyone = crowd(telegram.api, tokens, way)
    let_things_go_wrong(telegram)
    async with running(data, telegram.api, telegram.base, way, url):
        await asyncio.gather(*(one.to_the_end() for one in everyone))
    kept = await kept_in(data, everyone, telegram.api.token, url)
    answers = check_all_kept_once(everyone, kept, the_pack())
    doubles = check_doubles_counted(everyone, kept)
    for one in everyone:
        check_in_order(one.user)
    struck = telegram.api.faults.struck
    assert doubles <= struck[Kind.CLOSED_AFTER]
    assert kept.given_up == {}
    assert kept.aside.total() <= struck[Kind.MALFORMED]
    assert all(reason.startswith("not readable") for reason in kept.aside)
    report(everyone, struck, answers, doubles)


def let_things_go_wrong(telegram: Telegram) -> None:
    """Each twentieth request and each twentieth update."""
    faults = telegram.api.faults
    for number, kind in enumerate(ANSWERED):
        faults.add(kind, share=SHARE / len(ANSWERED), seconds=0.1 if kind is Kind.DELAY else 0.0)
        faults.add(kind, "getUpdates", times=1, skip=15 * number)
    for kind in (Kind.TWICE, Kind.MALFORMED, Kind.UNKNOWN):
        faults.add(kind, share=SHARE)
    faults.add(Kind.SHUFFLED, share=0.5)  # of answers: only those that hold several updates can be


def report(everyone: Sequence[Chatter], struck: Counter[Kind], answers: int, doubles: int) -> None:
    """The figures themselves."""
    inputs = sum(one.inputs for one in everyone)
    faults = ", ".join(f"{number} {kind.name}" for kind, number in struck.items())
    print(f"{len(everyone)} people, {inputs} inputs, {answers} answers kept, {doubles} messages twice; {faults}")  # noqa: T201
