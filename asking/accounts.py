"""Signing in with an account of the organisation (OpenID Connect): whose account is whose, and who may not get in.

An account is known by issuer and subject, which never change. An e-mail address finds the member once, and only where
the issuer vouches for it: an address that anybody could have typed in must never open someone else's pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from asking import signin
from asking.moment import stamp
from asking.signin import SignedIn
from store import access_log, accounts, members
from store.members import Member
from store.tx import Tx


@dataclass(frozen=True, slots=True)
class Account:
    """Who somebody is at the issuer, as a token says that it has signed.

    Attributes:
        issuer: Such as `https://login.microsoftonline.com/<tenant>/v2.0`.
        subject: The account's own name there; it never changes, and no other account ever gets it.
        email: The address that the issuer vouches for; '' where it does not.
    """

    issuer: str
    subject: str
    email: str


def sign_in(tx: Tx, account: Account, *, of: str, now: datetime) -> SignedIn | None:
    """Sign in whoever has this account. None where nobody has it: nobody is told why, and nobody is ever added.

    Args:
        tx: The transaction.
        account: Whose signature was checked.
        of: What the accounts are called, such as `Microsoft`.
        now: The present moment.
    """
    who = _owner(tx, account) or _found_by_email(tx, account, of=of, now=now)
    return signin.start(tx, who, now=now, how=f"their {of} account") if who else None


def connect(tx: Tx, account: Account, who: Member, *, of: str, now: datetime) -> bool:
    """Connect an account with someone who is signed in; an earlier one of theirs is let go.

    False where it is someone else's: an account opens one member's pages and no other's.
    """
    owner = accounts.member_of(tx, issuer=account.issuer, subject=account.subject)
    if owner is not None:
        return owner == who.id
    accounts.disconnect(tx, who.id)
    _connect(tx, account, who, f"connected their {of} account", now)
    return True


def disconnect(tx: Tx, who: Member, *, of: str, now: datetime) -> None:
    """Let someone's account go: it signs them in no more."""
    if accounts.disconnect(tx, who.id):
        access_log.add(tx, at=stamp(now), who=who.name, did=f"let their {of} account go")


def _owner(tx: Tx, account: Account) -> Member | None:
    found = accounts.member_of(tx, issuer=account.issuer, subject=account.subject)
    who = members.get(tx, found) if found is not None else None
    return who if who and who.ended_at is None else None


def _found_by_email(tx: Tx, account: Account, *, of: str, now: datetime) -> Member | None:
    """The first time only: who has an account keeps it, whoever has their address later.

    Letters outside ASCII are left alone: some of them become others when addresses are compared.
    """
    if not account.email or not account.email.isascii():
        return None
    who = members.by_email(tx, account.email)
    if who is None or accounts.connected_at(tx, who.id) is not None:
        return None
    _connect(tx, account, who, f"was found by e-mail, and their {of} account connected", now)
    return who


def _connect(tx: Tx, account: Account, who: Member, did: str, now: datetime) -> None:
    accounts.connect(tx, who.id, issuer=account.issuer, subject=account.subject, at=stamp(now))
    access_log.add(tx, at=stamp(now), who=who.name, did=did)
