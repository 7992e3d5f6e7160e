"""Whoever may speak is told first that a machine listens too."""

from __future__ import annotations

from functools import partial

from asking.turn import MACHINE
from bot.screen import OPEN, screen
from store import settings
from tests.asking.tools import Asker, plain_input

TOLD = "A computer here may write down what you say."


async def test_a_machine_that_listens_is_told(asker: Asker) -> None:
    """On each screen that can be answered by voice while drafts are made, and nowhere else."""
    await asker.database.write(partial(settings.put, name=MACHINE, value="yes"))
    token = await asker.invited(asker.house.person)
    turn = await asker.conversations.show(token)
    opened = 0
    while not (shown := screen(turn, turn.words)).over:
        assert (TOLD in shown.notice) is (turn.asked.step.kind in OPEN)
        opened += turn.asked.step.kind in OPEN
        turn = await asker.take(token, plain_input(turn))
    assert opened
    await asker.database.write(partial(settings.put, name=MACHINE, value="no"))
    turn = await asker.conversations.show(token)
    assert not turn.machine
