"""Phone numbers as people call them."""

from __future__ import annotations


def call_url(phone: str) -> str:
    """The address that starts a call."""
    return "tel:" + "".join(c for c in phone if c.isdigit() or c == "+")


def from_abroad(phone: str) -> str:
    """A British number as it is called from another country; '' for one that has no leading 0."""
    return f"+44 {phone[1:]}" if phone.startswith("0") and not phone.startswith("00") else ""
