"""No log says whom an e-mail goes to, or what is in it."""

from __future__ import annotations

from store.database import Database
from tests.mail.postbox import Postbox, serving
from tests.mail.test_channel import emptied, put, running
from tests.support.loud import listening

NAME = "zebulonmarked"


async def test_no_log_says_whom_or_what(database: Database) -> None:
    """All libraries at their finest level, with a server that takes it and one that is away: no address comes out."""
    box = Postbox()
    with listening() as heard:
        await put(database, NAME)
        async with serving(box), running(database, box):
            assert [fault for fault, _ in await emptied(database)] == [""]
    assert box.taken
    assert f"{NAME}@example.org" in heard.bare  # the test's own mail server logs it: the check can fail
    assert NAME not in heard.ours
