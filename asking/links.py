"""A person's link: an invitation's number and version, signed. Nothing in the database could be stolen to forge one."""

from __future__ import annotations

import base64
import hmac
import re

from store import settings
from store.crypto import Keys
from store.tx import Tx

PURPOSE = "person-link"
SIGNATURE_BYTES = 16  # 128 bits: beyond guessing, and the whole token fits a Telegram start payload of 64
ADDRESS = "address"
"""Setting: where the pages were last served."""
USUAL = "http://localhost:8000"
TOKEN = re.compile(r"(?P<id>[0-9]{1,12})-(?P<signature>[A-Za-z0-9_-]{22})")


def token_for(keys: Keys, invitation_id: int, version: int) -> str:
    """The token of an invitation. The same invitation and version give the same token, so it can be printed again."""
    return f"{invitation_id}-{_signature(keys, invitation_id, version)}"


COPY_PURPOSE = "summary-copy"


def copy_token(keys: Keys, summary_id: int) -> str:
    """The token of the family's copy of a monthly summary. It opens only while the person agrees to it."""
    signed = keys.sign_link(COPY_PURPOSE, str(summary_id))[:SIGNATURE_BYTES]
    return f"{summary_id}-{base64.urlsafe_b64encode(signed).decode().rstrip('=')}"


def summary_id_in(keys: Keys, token: str) -> int | None:
    """The summary that a token of the family's copy is for; None where it is none of ours."""
    found = TOKEN.fullmatch(token)
    genuine = found and hmac.compare_digest(token, copy_token(keys, int(found["id"])))
    return int(found["id"]) if found and genuine else None


WALL_PURPOSE = "wall"


def wall_token(keys: Keys, wall_id: int, version: int) -> str:
    """The token of a page for a wall."""
    signed = keys.sign_link(WALL_PURPOSE, f"{wall_id}.{version}")[:SIGNATURE_BYTES]
    return f"{wall_id}-{base64.urlsafe_b64encode(signed).decode().rstrip('=')}"


def wall_id_in(keys: Keys, token: str, version: int = 1) -> int | None:
    """The page for a wall that a token is for; None where it is none of ours."""
    found = TOKEN.fullmatch(token)
    genuine = found and hmac.compare_digest(token, wall_token(keys, int(found["id"]), version))
    return int(found["id"]) if found and genuine else None


def invitation_id_in(token: str) -> int | None:
    """The invitation that a token names, not yet checked; None when it has not the form of a token."""
    found = TOKEN.fullmatch(token)
    return int(found["id"]) if found else None


def is_genuine(keys: Keys, token: str, invitation_id: int, version: int) -> bool:
    """Whether the token was signed for this invitation and version; compared in constant time."""
    return hmac.compare_digest(token, token_for(keys, invitation_id, version))


def address(tx: Tx) -> str:
    """Where people reach the pages; the usual address before they were first served."""
    return settings.get(tx, ADDRESS) or USUAL


def page_of(tx: Tx, token: str) -> str:
    """The whole address of a person's page."""
    return f"{address(tx)}/s/{token}"


def _signature(keys: Keys, invitation_id: int, version: int) -> str:
    signed = keys.sign_link(PURPOSE, f"{invitation_id}.{version}")[:SIGNATURE_BYTES]
    return base64.urlsafe_b64encode(signed).decode().rstrip("=")


PUBLISHED_PURPOSE = "published-assessment"


def published_token(keys: Keys, assessment_id: int) -> str:
    """The token of a published self-assessment: the same for every version, so that an address stays as it is."""
    signed = keys.sign_link(PUBLISHED_PURPOSE, str(assessment_id))[:SIGNATURE_BYTES]
    return f"{assessment_id}-{base64.urlsafe_b64encode(signed).decode().rstrip('=')}"


def assessment_id_in(keys: Keys, token: str) -> int | None:
    """The self-assessment that a token is for; None where it is none of ours."""
    found = TOKEN.fullmatch(token)
    genuine = found and hmac.compare_digest(token, published_token(keys, int(found["id"])))
    return int(found["id"]) if found and genuine else None


EXPERT_PURPOSE = "expert-check"
EXPERT = "e"
"""A link of an expert by experience begins so: a person's begins with a number."""


def expert_token(keys: Keys, expert_id: int, link: int) -> str:
    """The token with which an expert by experience checks one version of a self-assessment."""
    signed = keys.sign_link(EXPERT_PURPOSE, f"{expert_id}.{link}")[:SIGNATURE_BYTES]
    return f"{EXPERT}{expert_id}-{base64.urlsafe_b64encode(signed).decode().rstrip('=')}"


def expert_id_in(token: str) -> int | None:
    """The expert whom a token names, not yet checked; None when it has not the form of one."""
    return invitation_id_in(token.removeprefix(EXPERT)) if token.startswith(EXPERT) else None


def is_of_expert(keys: Keys, token: str, expert_id: int, link: int) -> bool:
    """Whether the token was signed for this expert and link; compared in constant time."""
    return hmac.compare_digest(token, expert_token(keys, expert_id, link))
