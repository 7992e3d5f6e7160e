"""How staff get in: a link that works once, then a sign-in that lasts for a working day. Only hashes are stored.

A link is made for a role, and whoever comes with it has that role until they sign out.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from asking.moment import stamp
from store import access_log, staff
from store.tx import Tx

LINK_LASTS = timedelta(hours=24)
SIGN_IN_LASTS = timedelta(hours=12)
SECRET_BYTES = 32
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


class Role(StrEnum):
    """What someone may see."""

    MANAGER = "manager"
    """The evidence, who is missing, and how many worries and words wait."""
    LEAD = "lead"
    """The safeguarding lead or deputy: also worries with names and words, and what people wrote and said."""


@dataclass(frozen=True, slots=True)
class Who:
    """Someone who is signed in."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Someone's browser that may see the staff pages. `secret` goes into its cookie and nowhere else."""

    secret: str
    who: Who


def make_link(tx: Tx, now: datetime, role: str = Role.MANAGER) -> str:
    """Make a one-time link and return its token; it is not stored, so it cannot be shown again.

    Raises:
        ValueError: There is no such role.
    """
    token = secrets.token_urlsafe(SECRET_BYTES)
    staff.add_link(tx, _hashed(token), role=Role(role), expires_at=stamp(now + LINK_LASTS))
    return token


def link_is_good(tx: Tx, token: str, now: datetime) -> bool:
    """Whether a link can be used now. Looking does not use it up, so that a link preview does no harm."""
    return bool(SECRET.fullmatch(token)) and staff.link_role(tx, _hashed(token), stamp(now)) is not None


def sign_in(tx: Tx, token: str, *, who: str, now: datetime) -> SignedIn | None:
    """Use a link up. None when it is unknown, expired or was used: nobody is told which."""
    if not SECRET.fullmatch(token):
        return None
    link, at = _hashed(token), stamp(now)
    role = staff.link_role(tx, link, at)
    if role is None or not staff.use_link(tx, link, at):
        return None
    secret, found = secrets.token_urlsafe(SECRET_BYTES), Who(who, Role(role))
    staff.start_session(tx, _hashed(secret), staff.Staff(who, role), at=at, expires_at=stamp(now + SIGN_IN_LASTS))
    access_log.add(tx, at=at, who=who, did=f"signed in to the staff pages as {role}")
    return SignedIn(secret, found)


def signed_in(tx: Tx, secret: str, now: datetime) -> Who | None:
    """The name and role of the one who signed in with this secret, while it is good."""
    found = staff.who(tx, _hashed(secret), stamp(now)) if SECRET.fullmatch(secret) else None
    return Who(found.name, Role(found.role)) if found else None


def sign_out(tx: Tx, secret: str) -> None:
    """End a sign-in."""
    staff.end_session(tx, _hashed(secret))


def _hashed(secret: str) -> str:
    """A plain hash is enough: the secrets are 256 random bits, beyond any guessing."""
    return hashlib.sha256(secret.encode()).hexdigest()
