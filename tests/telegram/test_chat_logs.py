"""Nothing that a chat holds is ever written to a log."""

from __future__ import annotations

import logging

import pytest

from asking.alerts import Watch
from asking.recordings import MAX_BYTES
from bot.pretend import Kind
from bot.telegram import fetching
from tests.telegram.office import NAMES, Office
from tests.telegram.phone import Phone
from tests.telegram.samples import opus, png
from tests.telegram.saying import FIRST, OPEN
from tests.telegram.test_chat_alerts import watcher

WORDS = ("secret garden", "secret wish", "secret worry", "secret photo")


async def whole_talk(sam: Phone) -> None:
    """From the link to being forgotten: answers, words, a recording, a photo, a worry, and what was refused."""
    await sam.goes_to(FIRST)
    await sam.taps("No")
    await sam.says("secret garden")
    await sam.does(lambda: sam.user.photo(png(), "secret photo"))
    await sam.does(lambda: sam.user.voice(opus() + bytes(MAX_BYTES)))
    await sam.does(lambda: sam.user.tap_raw("made up", 1))
    await sam.taps("Listen")
    await sam.goes_to(OPEN)
    await sam.says("secret wish")
    await sam.taps("I need help", "Tell someone I have a worry")
    await sam.says("secret worry")
    await sam.does(lambda: sam.user.voice(opus()))
    await sam.taps("Carry on")
    await sam.goes_to_the_end()
    await sam.says("/myanswers")
    await sam.says("/forgetme")
    await sam.taps("Forget me and my answers")
    await sam.opens("1-nothing")


async def everything_goes_wrong(office: Office, phone: Phone) -> None:
    """Faults of ours, of Telegram's, and of the way there, in the chat of someone who writes."""
    faults = office.api.faults
    faults.add(Kind.TOO_MANY, "sendPhoto", times=1, retry_after=0)
    faults.add(Kind.NOT_FOUND, "answerCallbackQuery")
    faults.add(Kind.SERVER_ERROR, "getFile")
    faults.add(Kind.MALFORMED, times=1)
    faults.add(Kind.UNKNOWN, times=1)
    await phone.taps("Next")
    await phone.does(lambda: phone.user.voice(opus()))
    office.channel._post._picture = broken
    office.channel._post._ids.clear()
    await phone.says("/again")
    office.channel._worker._pictures = None  # type: ignore[assignment]
    (answer,) = await phone.says("secret wish")
    assert answer.text == "That did not work.\nPlease try again.\nIn danger, call 999."
    await phone.does(phone.user.block)


async def broken(name: str) -> tuple[str, bytes]:
    """No picture can be drawn."""
    raise ValueError(name)


async def test_no_log_says_who_or_what(
    office: Office, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the finest level, with all going well and all going wrong: no name, no words, no token, no chat's number."""
    monkeypatch.setattr(fetching, "FIRST_WAIT_SECONDS", 0.0)
    caplog.set_level(logging.DEBUG, "plainsay")
    lead = await watcher(office, Watch.LEAD)
    sam, cy = await office.opens("person"), await office.opens("staff")
    await whole_talk(sam)
    await everything_goes_wrong(office, cy)
    records = [one for one in caplog.records if one.name.startswith("plainsay")]
    assert {"plainsay.telegram", "plainsay.delivery"} <= {one.name for one in records}
    said = "\n".join(logging.Formatter().format(one) for one in records)
    secrets = (office.api.token, office.api.token.partition(":")[2], *NAMES, *WORDS, "secret")
    for secret in (*secrets, *(str(phone.user.id) for phone in (lead, sam, cy))):
        assert secret not in said.replace(str(office.data), ""), said
