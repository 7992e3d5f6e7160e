"""What the machine cannot handle just now waits, and is handled later."""

from __future__ import annotations

import errno

import pytest

from bot.telegram import handling
from bot.telegram.hand import Hand
from store import inbox
from tests.telegram.desk import Desk
from tests.telegram.test_worker import SAM, begun, desk, turns

__all__ = ["desk"]


async def test_a_machine_that_is_at_its_end_loses_no_update(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails for want of files waits, and counts once it can be done; nobody is told that it did not work."""
    await begun(desk, SAM)
    whole, tries = handling.handle, []

    def broken(hand: Hand) -> None:
        whole(hand)
        tries.append(1)
        if len(tries) == 1:
            raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(handling, "handle", broken)
    await desk.arrive(desk.tapped(SAM, desk.button(SAM, "continue")))
    assert (len(tries), await turns(desk)) == (2, [1])
    assert "That did not work." not in desk.messages(SAM)[-1].text
    assert await desk.database.read(inbox.aside) == ()
