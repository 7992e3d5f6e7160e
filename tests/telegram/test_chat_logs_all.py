"""What libraries log of a chat never comes out, however talkative they are."""

from __future__ import annotations

import logging

import pytest

from asking.alerts import Watch
from bot.telegram import fetching
from tests.support.loud import listening
from tests.telegram.office import NAMES, Office
from tests.telegram.test_chat_alerts import watcher
from tests.telegram.test_chat_logs import WORDS, everything_goes_wrong, whole_talk


async def test_no_library_says_who_or_what(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """All libraries at their finest level: no name, word, token or chat's number comes out; without the net they do."""
    monkeypatch.setattr(fetching, "FIRST_WAIT_SECONDS", 0.0)
    with listening() as heard:
        logging.getLogger("telegram.Bot").debug("Entering: %s", NAMES[0])  # so that the control has something to hear
        lead = await watcher(office, Watch.LEAD)
        sam, cy = await office.opens("person"), await office.opens("staff")
        await whole_talk(sam)
        await everything_goes_wrong(office, cy)
    token = office.api.token
    secrets = [token, token.partition(":")[2], *NAMES, *WORDS, *(str(one.user.id) for one in (lead, sam, cy))]
    said = heard.ours.replace(str(office.data), "")
    assert "plainsay.telegram" in said
    assert [one for one in secrets if one in said] == []
    assert [one for one in secrets if one in heard.bare] != []
