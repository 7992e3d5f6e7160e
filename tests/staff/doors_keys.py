"""What each role gets on the pages of how they sign in: each has their own, and no house is in it."""

from __future__ import annotations

from collections.abc import Mapping

from tests.staff.rows import ALL, Row, to

KEYS: Mapping[str, Row] = {
    "GET /staff/me/keys": to(ALL),
    "POST /staff/me/keys/challenge": to(ALL, 404),  # over plain HTTP there are no passkeys
    "POST /staff/me/keys/add": to(ALL, 404),
    "GET /staff/me/keys/{passkey:int}/remove": to(ALL, 404),  # it is someone else's
    "POST /staff/me/keys/{passkey:int}/remove": to(ALL, 404),
    "POST /staff/me/keys/connect": to(ALL, 404),  # no accounts are set up
    "POST /staff/me/keys/disconnect": to(ALL, 404),
}
WAYS_IN = {
    "GET /staff/openid/start",
    "GET /staff/openid/callback",
    "POST /staff/keys/challenge",
    "POST /staff/keys/sign-in",
}
"""Open to anyone."""
