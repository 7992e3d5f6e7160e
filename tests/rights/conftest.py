"""Pretend Telegram, for the tests that drive the whole program."""

from __future__ import annotations

from tests.telegram.conftest import client, telegram

__all__ = ["client", "telegram"]
