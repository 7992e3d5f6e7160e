"""E-mails as they wait in the outbox."""

from __future__ import annotations

import json
from dataclasses import asdict

from asking.post import Mail

AT = "2026-11-22T13:00:00Z"


def body(mail: Mail, number: str = "1" * 32) -> bytes:
    """An e-mail as `asking.post.put` keeps it."""
    return json.dumps({**asdict(mail), "number": number, "at": AT}).encode()
