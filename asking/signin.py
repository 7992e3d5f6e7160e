"""How staff get in: a link that works once, then a sign-in that lasts for a working day. Only hashes are stored."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from asking.moment import stamp
from store import access_log, staff
from store.tx import Tx

LINK_LASTS = timedelta(hours=24)
SIGN_IN_LASTS = timedelta(hours=12)
SECRET_BYTES = 32
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Someone's browser that may see the staff pages. `secret` goes into its cookie and nowhere else."""

    secret: str
    who: str


def make_link(tx: Tx, now: datetime) -> str:
    """Make a one-time link and return its token; it is not stored, so it cannot be shown again."""
    token = secrets.token_urlsafe(SECRET_BYTES)
    staff.add_link(tx, _hashed(token), stamp(now + LINK_LASTS))
    return token


def sign_in(tx: Tx, token: str, *, who: str, now: datetime) -> SignedIn | None:
    """Use a link up. None when it is unknown, expired or was used: nobody is told which."""
    if not SECRET.fullmatch(token) or not staff.use_link(tx, _hashed(token), stamp(now)):
        return None
    secret = secrets.token_urlsafe(SECRET_BYTES)
    staff.start_session(tx, _hashed(secret), who=who, at=stamp(now), expires_at=stamp(now + SIGN_IN_LASTS))
    access_log.add(tx, at=stamp(now), who=who, did="signed in to the staff pages")
    return SignedIn(secret, who)


def signed_in(tx: Tx, secret: str, now: datetime) -> str | None:
    """The name of the one who signed in with this secret, while it is good."""
    return staff.who(tx, _hashed(secret), stamp(now)) if SECRET.fullmatch(secret) else None


def sign_out(tx: Tx, secret: str) -> None:
    """End a sign-in."""
    staff.end_session(tx, _hashed(secret))


def _hashed(secret: str) -> str:
    """A plain hash is enough: the secrets are 256 random bits, beyond any guessing."""
    return hashlib.sha256(secret.encode()).hexdigest()
