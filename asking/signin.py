"""How staff get in: a link that works once, then a sign-in that lasts for a working day. Only hashes are stored.

A link is for one member. Whoever comes with it has that member's role and services, as they are at each moment.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from asking.errors import SetUpRefused
from asking.moment import stamp
from asking.permissions import Role
from store import access_log, members, staff
from store.members import Member
from store.tx import Tx

LINK_LASTS = timedelta(minutes=15)
SET_UP_LASTS = timedelta(hours=24)
"""There is nothing to see behind the link that sets an installation up; it ends once it was used."""
SIGN_IN_LASTS = timedelta(hours=12)
SECRET_BYTES = 32
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Someone's browser that may see the staff pages. `secret` goes into its cookie and nowhere else."""

    secret: str
    who: Member


def make_link(tx: Tx, now: datetime, member_id: int, lasts: timedelta = LINK_LASTS) -> str:
    """Make a one-time link for a member and return its token; it is not stored, so it cannot be shown again."""
    token = secrets.token_urlsafe(SECRET_BYTES)
    staff.add_link(tx, _hashed(token), member_id=member_id, expires_at=stamp(now + lasts))
    return token


def make_set_up_link(tx: Tx, now: datetime) -> str:
    """Make the link with which a new installation is set up. Every earlier one ends.

    Raises:
        SetUpRefused: Somebody can sign in already: they let others in.
    """
    if members.any_active(tx):
        raise SetUpRefused
    staff.drop_set_up_links(tx)
    token = secrets.token_urlsafe(SECRET_BYTES)
    staff.add_link(tx, _hashed(token), member_id=None, expires_at=stamp(now + SET_UP_LASTS))
    return token


def whose_link(tx: Tx, token: str, now: datetime) -> Member | None:
    """Whom a link signs in, while it is good. Looking does not use it up, so that a link preview does no harm."""
    found = staff.link(tx, _hashed(token), stamp(now)) if SECRET.fullmatch(token) else None
    return _active(tx, found.member_id) if found else None


def may_set_up(tx: Tx, token: str, now: datetime) -> bool:
    """Whether a link sets up this installation now."""
    found = staff.link(tx, _hashed(token), stamp(now)) if SECRET.fullmatch(token) else None
    return found is not None and found.member_id is None and not members.any_active(tx)


def sign_in(tx: Tx, token: str, *, now: datetime) -> SignedIn | None:
    """Use a link up. None when it is unknown, expired or was used: nobody is told which."""
    who = whose_link(tx, token, now)
    if who is None or not staff.use_link(tx, _hashed(token), stamp(now)):
        return None
    return start(tx, who, now=now, how="a one-time link")


def set_up(tx: Tx, token: str, *, name: str, email: str, now: datetime) -> SignedIn | None:
    """Use the set-up link up: whoever comes with it becomes the administrator. None when it is not good."""
    if not may_set_up(tx, token, now) or not staff.use_link(tx, _hashed(token), stamp(now)):
        return None
    member_id = members.add(tx, name=name, role=Role.ADMINISTRATOR, services=None, email=email, at=stamp(now))
    who = members.get(tx, member_id)
    return start(tx, who, now=now, how="the set-up link") if who else None


def start(tx: Tx, who: Member, *, now: datetime, how: str) -> SignedIn:
    """Sign a member in, however they showed who they are.

    Args:
        tx: The transaction.
        who: The member.
        now: The present moment.
        how: For the access log, such as `a passkey`.
    """
    at, secret = stamp(now), secrets.token_urlsafe(SECRET_BYTES)
    staff.start_session(tx, _hashed(secret), who.id, at=at, expires_at=stamp(now + SIGN_IN_LASTS))
    access_log.add(tx, at=at, who=who.name, did=f"signed in to the staff pages as {who.role} with {how}")
    return SignedIn(secret, who)


def signed_in(tx: Tx, secret: str, now: datetime) -> Member | None:
    """Who signed in with this secret, as they are now, while it is good and they are still here."""
    found = staff.member_of(tx, _hashed(secret), stamp(now)) if SECRET.fullmatch(secret) else None
    return _active(tx, found)


def sign_out(tx: Tx, secret: str) -> None:
    """End a sign-in."""
    staff.end_session(tx, _hashed(secret))


def kept_as(secret: str) -> str:
    """What the database knows a sign-in by."""
    return _hashed(secret)


def _active(tx: Tx, member_id: int | None) -> Member | None:
    who = members.get(tx, member_id) if member_id is not None else None
    return who if who and who.ended_at is None else None


def _hashed(secret: str) -> str:
    """A plain hash is enough: the secrets are 256 random bits, beyond any guessing."""
    return hashlib.sha256(secret.encode()).hexdigest()
