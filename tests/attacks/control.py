"""The vocabulary of the attacks: each is tried as things are, and once more with its defence taken away."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

Attack = Callable[[], Awaitable[bool]]
"""Tries something, and tells whether it got through."""
Defence = tuple[object, str, Any]
"""Where a defence is, what it is called there, and what stands in its place once it is taken away."""


def anything(*_: Any, **__: Any) -> bool:
    """A check that finds everything well."""
    return True


def nothing(*_: Any, **__: Any) -> None:
    """A deed that is left undone."""


async def succeeds_without(attack: Attack, *defences: Defence) -> None:
    """The attack is stopped; without these defences the very same one gets through."""
    assert not await attack(), "The attack got through."
    with pytest.MonkeyPatch.context() as patched:
        for where, name, instead in defences:
            patched.setattr(where, name, instead)
        assert await attack(), "The attack failed without the defence too: this test shows nothing."
