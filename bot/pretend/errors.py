"""Refusals, in the words that Telegram uses. Bots read these words, so they must be right to the letter."""

from __future__ import annotations

from typing import Any

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
WRONG_FILE = "wrong file identifier/HTTP URL specified"
OTHER_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
WEBHOOK_CAME = "Conflict: terminated by setWebhook request"
BLOCKED = "Forbidden: bot was blocked by the user"


class Refused(Exception):
    """A request that gets no result.

    Attributes:
        code: HTTP status, and `error_code` in the body.
        description: What Telegram says.
        retry_after: Seconds to wait, with a 429.
    """

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def body(self) -> dict[str, Any]:
        """The answer's JSON."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        return answer


def bad(description: str) -> Refused:
    """A 400 with Telegram's usual first words."""
    return Refused(400, f"Bad Request: {description}")


def too_many(seconds: int) -> Refused:
    """A 429. Bots wait for `retry_after` seconds."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", seconds)
