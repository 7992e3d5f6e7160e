"""What the tests of the whole program stand on."""

from __future__ import annotations

from tests.attacks.conftest import site

__all__ = ["site"]
