"""What the command line prints where a Telegram bot is connected."""

from __future__ import annotations

import asyncio
import re

import pytest

from bot.telegram.state import ADDRESS
from store import settings
from store.crypto import Keys
from store.database import open_database
from tests.bot.test_cli import DEPUTY, LEAD, Plainsay, plainsay

__all__ = ["plainsay"]

BOT = "https://t.me/plainsay_example_bot"


@pytest.fixture
def connected(plainsay: Plainsay) -> Plainsay:
    """A service, and a bot that was reached once."""
    plainsay("service", "Mill Lane", *LEAD, *DEPUTY)

    async def reached() -> None:
        database = await open_database(plainsay.data / "plainsay.db", Keys(plainsay.data / "plainsay.key"))
        await database.write(lambda tx: settings.put(tx, ADDRESS, BOT))
        await database.close()

    asyncio.run(reached())
    return plainsay


def test_an_invitation_prints_the_link_for_telegram_too(connected: Plainsay) -> None:
    """Both links hold the same token; asked again, they are printed again."""
    _, out, _ = connected("invite", "Ada Example", "--service", "Mill Lane")
    found = re.fullmatch(rf"Person 1: http://localhost:8000/s/(\S+)\nIn Telegram: {re.escape(BOT)}\?start=(\S+)\n", out)
    assert found
    assert found[1] == found[2]
    assert len(found[2]) <= 64  # the most that Telegram takes
    _, out, _ = connected("link", "1")
    assert out == f"http://localhost:8000/s/{found[1]}\n{BOT}?start={found[1]}\n"


@pytest.mark.parametrize(("options", "name"), [((), "Lee Example"), (("--for", "deputy"), "Dee Example")])
def test_a_link_for_alerts_says_for_whom_it_is(connected: Plainsay, options: tuple[str, ...], name: str) -> None:
    """It names the person and how long it works, and is another one each time."""
    first, second = (connected("alerts", "Mill Lane", *options)[1] for _ in range(2))
    form = rf"For {name}, works once, within 24 hours: {re.escape(BOT)}\?start=alert-[\w-]{{32}}\n"
    assert re.fullmatch(form, first)
    assert first != second


def test_a_link_for_alerts_needs_a_service(connected: Plainsay) -> None:
    """What is missing is one sentence with its code and its mend, and status 2."""
    status, _, err = connected("alerts", "Nowhere")
    assert (status, err.startswith("A202: There is no service called 'Nowhere'.")) == (2, True)


def test_without_a_bot_no_link_for_alerts_is_made(plainsay: Plainsay) -> None:
    """The mend says which setting to set."""
    plainsay("service", "Mill Lane", *LEAD, *DEPUTY)
    status, _, err = plainsay("alerts", "Mill Lane")
    assert status == 2
    assert "PLAINSAY_TELEGRAM_TOKEN" in err


def test_a_service_without_a_deputy_gets_no_link_for_one(connected: Plainsay) -> None:
    """Nobody can be told who is not named."""
    connected("service", "Other House")
    status, _, err = connected("alerts", "Other House", "--for", "deputy")
    assert (status, err.startswith("A201: Other House has no deputy yet.")) == (2, True)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PLAINSAY_TELEGRAM_TOKEN", "my bot", "no bot's token"),
        ("PLAINSAY_TELEGRAM_PER_SECOND", "many", "no rate: many"),
        ("PLAINSAY_TELEGRAM_CHAT_PER_SECOND", "0", "no rate: 0"),
        ("PLAINSAY_TELEGRAM_PER_SECOND", "nan", "no rate: nan"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told(
    plainsay: Plainsay, monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    """One sentence that names the setting, and status 2; the token itself is not printed."""
    monkeypatch.setenv(name, value)
    status, out, err = plainsay("doctor")
    assert (status, out) == (2, "")
    assert err.startswith(f"C101: {name} is")
    assert says in err
