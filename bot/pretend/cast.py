"""Invented people whom a newcomer can be on the phone page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Player:
    """Someone to be.

    Attributes:
        user_id: Their number.
        name: What they are called.
        role: Who they are, in a few words.
    """

    user_id: int
    name: str
    role: str


CAST = (
    Player(5001, "Robin", "a person"),
    Player(5002, "Wren", "Robin’s sister"),
    Player(5003, "Linnet", "a keyworker"),
    Player(5004, "Heron", "a safeguarding lead"),
)
