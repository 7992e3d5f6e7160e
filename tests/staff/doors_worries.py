"""What each role gets on the pages about worries. Nobody has taken the first one, and more was said of it."""

from __future__ import annotations

from collections.abc import Mapping

from asking.permissions import Role
from store import worries, worry_said
from store.crypto import DataKey
from store.tx import Tx
from store.worries import Spoken
from tests.staff.office import AT, SOUND, Office
from tests.staff.rows import ALL, READERS, Row, to

LEAD = (Role.LEAD,)
ITEM = to(LEAD, 200, 404)
DONE = to(LEAD, 303, 404)
REFUSED = to(LEAD, 400, 404)
"""The page again: the form is not filled in, or nobody has the worry yet."""
ONE = "/staff/worries/{worry:int}"
WORRIES: Mapping[str, Row] = {
    "GET /staff/tell": to(ALL),
    "POST /staff/tell": to(ALL, 303),
    "GET /staff/worries": to(LEAD),
    "GET /staff/worries/open.json": to(ALL),
    "GET /staff/worries/help": to(LEAD),
    "GET /staff/worries/numbers": to(READERS),
    f"GET {ONE}": ITEM,
    f"GET {ONE}/print": ITEM,
    f"GET {ONE}/sound": ITEM,
    f"GET {ONE}/photo": ITEM,
    f"GET {ONE}/more/{{said:int}}": ITEM,
    f"POST {ONE}/take": DONE,
    f"POST {ONE}/note": REFUSED,
    f"POST {ONE}/close": REFUSED,
    f"POST {ONE}/reopen": REFUSED,
    f"POST {ONE}/back": REFUSED,
    f"POST {ONE}/together": REFUSED,
    f"POST {ONE}/hide": REFUSED,
    f"POST {ONE}/unhide": DONE,
    f"POST {ONE}/action": REFUSED,
    f"GET {ONE}/message": ITEM,
    f"POST {ONE}/message": REFUSED,
    f"POST {ONE}/message/{{message:int}}/back": to(LEAD, 404),
    "POST /staff/words/{words:int}/worry": DONE,
    "POST /staff/comments/{comment:int}/worry": DONE,
    "POST /staff/recordings/{recording:int}/worry": DONE,
}


async def more_was_said(office: Office, number: int, words: str) -> None:
    """A recording is added to a worry."""
    key = DataKey.new()
    spoken = Spoken(key, office.files.write(key, SOUND), "audio/ogg")

    def added(tx: Tx) -> None:
        worry = worries.without_words(tx, number)
        assert worry is not None
        worry_said.add(tx, worry, words=words, at=AT, spoken=spoken)

    await office.database.write(added)
