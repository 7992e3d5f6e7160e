"""What has to be remembered while someone signs in: kept by their own browser, sealed, for minutes, good once.

Nothing of it is in the database. The key is made at each start: whoever was half-way when the program started anew
begins again, and nothing from before is ever good twice.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from starlette.requests import Request
from starlette.responses import Response

from store.crypto import NONCE_BYTES, DataKey
from store.errors import Tampered

LASTS = timedelta(minutes=10)
PATH = "/staff"
LONGEST = 4000
"""What browsers keep in one cookie, about."""


class Purpose(StrEnum):
    """What a ticket is for, and the name of its cookie. One for another purpose does not open."""

    ACCOUNT = "plainsay_account"
    ADD_PASSKEY = "plainsay_passkey_new"
    USE_PASSKEY = "plainsay_passkey"


class Tickets:
    """Gives them out, and takes each of them once.

    Args:
        clock: Tells the present moment, in UTC.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock, self._key = clock, DataKey.new()
        self._spent: dict[bytes, datetime] = {}

    def give(self, response: Response, purpose: Purpose, *, secure: bool, **values: str) -> None:
        """Put a ticket into an answer. A later one for the same purpose takes its place."""
        until = self._clock() + LASTS
        sealed = self._key.seal(purpose, json.dumps([until.timestamp(), values]).encode())
        response.set_cookie(
            purpose,
            base64.urlsafe_b64encode(sealed).decode(),
            max_age=int(LASTS.total_seconds()),
            path=PATH,
            httponly=True,
            samesite="lax",
            secure=secure,
        )

    def take(self, request: Request, purpose: Purpose) -> Mapping[str, str]:
        """What the ticket says that a browser shows; nothing where it has none that is good. It is spent with that."""
        shown = request.cookies.get(purpose, "")
        try:
            sealed = base64.b64decode(shown.encode("ascii"), altchars=b"-_", validate=True)
            until, values = json.loads(self._key.open(purpose, sealed))
        except (UnicodeEncodeError, binascii.Error, Tampered):
            return {}
        now = self._clock()
        self._spent = {one: end for one, end in self._spent.items() if end > now}
        ends, number = datetime.fromtimestamp(until, now.tzinfo), sealed[:NONCE_BYTES]
        if ends <= now or number in self._spent:
            return {}
        self._spent[number] = ends
        found: dict[str, str] = values
        return found

    @staticmethod
    def clear(response: Response, purpose: Purpose) -> None:
        """Take a ticket out of the browser."""
        response.delete_cookie(purpose, path=PATH, httponly=True, samesite="lax")
