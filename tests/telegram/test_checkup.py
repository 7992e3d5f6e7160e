"""What `plainsay doctor` says of the Telegram channel."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from asking.moment import stamp
from bot.clock import utc_now
from bot.finding import Finding
from bot.telegram.checkup import kept, reached
from bot.telegram.state import CONDITION
from store import inbox, outbox, settings
from store.crypto import Keys
from store.database import open_database
from store.inbox import Update
from store.tx import Tx
from tests.telegram.conftest import Telegram

NOW = utc_now()


async def asked(
    telegram: Telegram, public_url: str = "", token: str = "", away: timedelta = timedelta()
) -> list[Finding]:
    """What Telegram is found to say."""
    return await reached(token or telegram.token, telegram.base, public_url, utc_now() + away)


def codes(found: list[Finding]) -> list[str]:
    """The codes of what is wrong."""
    return [finding.code for finding in found if finding.code]


async def test_all_is_well(telegram: Telegram) -> None:
    """A good token, polling, and a clock that agrees: three lines, no code."""
    found = await asked(telegram)
    assert codes(found) == []
    assert len(found) == 3
    assert str(found[0]).startswith("Telegram knows the bot @")


async def test_a_wrong_token_is_told(telegram: Telegram) -> None:
    """D201 says so, and where to get a good one; the token itself is never printed."""
    found = await asked(telegram, token="987654321:another-token-altogether")  # noqa: S106 - invented
    assert codes(found) == ["D201"]
    assert "BotFather" in str(found[0])
    assert "another-token" not in str(found)


async def test_a_telegram_out_of_reach_is_told() -> None:
    """D202, as one line."""
    found = await reached("123456789:a-token-that-is-invented", "http://127.0.0.1:9", "", NOW)
    assert codes(found) == ["D202"]


async def test_a_wrong_clock_is_told(telegram: Telegram) -> None:
    """D208, with how many seconds it is wrong."""
    found = await asked(telegram, away=timedelta(minutes=10))
    assert codes(found) == ["D208"]
    assert any("seconds wrong" in str(finding) for finding in found)


async def test_a_webhook_is_compared_with_the_setting(telegram: Telegram) -> None:
    """None where one should be is D206, another's is D207, the right one is fine."""
    home = "https://talk.example.org"
    assert codes(await asked(telegram, home)) == ["D206"]
    async with telegram.client() as client:
        await client.set_webhook("https://elsewhere.example.org/telegram")
        assert codes(await asked(telegram, home)) == ["D207"]
        assert codes(await asked(telegram)) == ["D207"]
        await client.set_webhook(f"{home}/telegram")
        assert codes(await asked(telegram, home)) == []


@pytest.mark.parametrize(
    ("condition", "wrong"), [("working", []), ("other_program", ["D203"]), ("token_refused", ["D203"])]
)
async def test_how_the_running_program_fares_is_told(tmp_path: Path, condition: str, wrong: list[str]) -> None:
    """What it wrote down last, with how to mend it."""
    database = await open_database(tmp_path / "plainsay.db", Keys(tmp_path / "plainsay.key"))
    await database.write(lambda tx: settings.put(tx, CONDITION, f"{condition} {stamp(NOW)}"))
    found = await database.read(lambda tx: kept(tx, NOW))
    assert codes(found) == wrong
    await database.close()


async def test_what_waits_and_what_was_put_aside_is_told(tmp_path: Path) -> None:
    """Messages that wait too long are D204; each update put aside is D205 with its reason, and never its words."""
    database = await open_database(tmp_path / "plainsay.db", Keys(tmp_path / "plainsay.key"))

    def fill(tx: Tx) -> None:
        at = stamp(NOW - timedelta(minutes=6))
        outbox.put(tx, bot="bot", lane="a", body=b"1", at=at)
        for each in inbox.keep(tx, "bot", [Update(n, "a", b"my secret words") for n in range(12)], at):
            inbox.put_aside(tx, each.id, "not readable: KeyError", at)

    await database.write(fill)
    found = await database.read(lambda tx: kept(tx, NOW))
    assert codes(found) == ["D204", *["D205"] * 11]
    assert "not readable: KeyError" in str(found[-2])
    assert "secret" not in "".join(map(str, found))
    await database.close()
