"""Pretend Telegram, and a house with somebody to ask, for the tests of this room."""

from __future__ import annotations

from tests.asking.conftest import asker, pack
from tests.store.conftest import database, key_file, postgres_copy, postgres_server, postgres_url, where
from tests.telegram.conftest import client, telegram

__all__ = [
    "asker",
    "client",
    "database",
    "key_file",
    "pack",
    "postgres_copy",
    "postgres_server",
    "postgres_url",
    "telegram",
    "where",
]
