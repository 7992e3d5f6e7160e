"""A store for what is imported and printed."""

from __future__ import annotations

from tests.mail.conftest import database

__all__ = ["database"]
