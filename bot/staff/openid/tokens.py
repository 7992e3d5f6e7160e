"""Reading an ID token: whose signature it has, whether it is for us and for this sign-in, and what it vouches for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from asking.accounts import Account
from bot.accounts import ENTRA, Accounts
from bot.staff.openid.faults import TokenRefused

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519")
"""Signatures by a key that only the issuer has. Never `none`, nor one with a secret that we have too."""
LEEWAY_SECONDS = 120
LONGEST = 255


def account_of(token: str, keys: KeySet, settings: Accounts, *, nonce: str, now: datetime) -> Account:
    """The account that a token is about, once everything in it was checked.

    Raises:
        TokenRefused: It is not good.
        InvalidKeyIdError: Its key is not among these.
    """
    registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    try:
        read = jwt.decode(token, keys, algorithms=ALGORITHMS, registry=registry)
        claims = CodeIDToken(
            read.claims,
            read.header,
            options={
                "iss": {"essential": True, "value": settings.issuer},
                "aud": {"essential": True, "value": settings.client_id},
                "sub": {"essential": True},
            },
            params={"nonce": nonce, "client_id": settings.client_id},
        )
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY_SECONDS)
    except InvalidKeyIdError:
        raise
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise TokenRefused(f"A token was refused: {type(error).__name__}.") from error
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST:
        raise TokenRefused("A token names nobody.")
    return Account(settings.issuer, subject, _vouched_for(claims, settings.issuer))


def _vouched_for(claims: Mapping[str, Any], issuer: str) -> str:
    """The e-mail address, where the issuer says that it made sure whose it is; else ''.

    Microsoft Entra's `email` may be any address that someone typed in, and `preferred_username` may change: neither
    counts. Entra vouches with `xms_edov`, an optional claim, where the address is of a domain that is the tenant's.
    """
    email = claims.get("email")
    if not isinstance(email, str) or len(email) > LONGEST:
        return ""
    vouched = _yes(claims.get("email_verified"))
    if urlsplit(issuer).hostname == ENTRA:
        vouched = _yes(claims.get("xms_edov"))
    return email.strip() if vouched else ""


def _yes(value: object) -> bool:
    """True, as providers write it."""
    return value == 1 or (isinstance(value, str) and value.lower() in {"true", "1"})
