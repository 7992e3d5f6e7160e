"""ID tokens: every one that is not signed by the issuer, for us, for this sign-in and for now opens nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.staff.office import Office
from tests.staff.openid.issuer import Issuer, a_key
from tests.staff.openid.walk import WRONG, member, walked


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": ""},
        {"aud": "another"},
        {"aud": ["another", "third"]},
        {"aud": ["plainsay", "another"]},
        {"azp": "another"},
        {"iss": "http://127.0.0.1:1"},
        {"iss": ""},
        {"sub": ""},
        {"sub": 7},
        {"sub": "s" * 256},
        {"exp": 0},
        {"exp": "never"},
        {"nbf": 9_999_999_999},
        {"iat": 9_999_999_999},
    ],
)
async def test_a_token_for_something_else_opens_nothing(joined: Office, issuer: Issuer, claims: dict[str, Any]) -> None:
    """Another sign-in, another program, another issuer, nobody, or another time."""
    await member(joined)
    issuer.claims = claims
    assert await walked(joined) == WRONG


@pytest.mark.parametrize("missing", ["nonce", "aud", "iss", "sub", "exp", "iat"])
async def test_a_token_that_says_too_little_opens_nothing(joined: Office, issuer: Issuer, missing: str) -> None:
    """What is not said is not taken on trust."""
    await member(joined)
    issuer.without = {missing}
    assert await walked(joined) == WRONG


async def test_a_token_that_ran_out_opens_nothing(joined: Office, issuer: Issuer) -> None:
    """Two minutes are given to clocks that differ, and no more."""
    await member(joined)
    now = int(issuer.clock().timestamp())
    issuer.claims = {"exp": now - 121}
    assert await walked(joined) == WRONG
    issuer.claims = {"exp": now - 119}
    assert await walked(joined) is None


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
async def test_a_token_without_the_issuers_signature_opens_nothing(
    joined: Office, issuer: Issuer, algorithm: str
) -> None:
    """Not signed at all, or signed with what everybody knows."""
    await member(joined)
    issuer.algorithm = algorithm
    assert await walked(joined) == WRONG


async def test_another_key_opens_nothing(joined: Office, issuer: Issuer) -> None:
    """Signed by a stranger who calls their key what the issuer calls its own."""
    await member(joined)
    issuer.listed = [issuer.key]
    issuer.key = a_key(issuer.key.kid or "", 2)
    assert await walked(joined) == WRONG


async def test_a_new_key_is_learned(joined: Office, issuer: Issuer) -> None:
    """When the issuer changes its keys people still get in; keys are asked for once a minute at most."""
    await member(joined)
    assert await walked(joined) is None
    issuer.key = a_key("key-2")
    assert await walked(joined) == WRONG
    asked = issuer.hits.count("/keys")
    issuer.clock.turn(minutes=2)
    assert await walked(joined) is None
    assert issuer.hits.count("/keys") == asked + 1
