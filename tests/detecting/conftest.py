"""The asker of the tests of asking: a house, a talk, a clock that stands still."""

from __future__ import annotations

from tests.asking.conftest import asker, database, key_file, pack, postgres_copy, postgres_server, postgres_url, where
from tests.telegram.conftest import office, spoken, telegram

__all__ = [
    "asker",
    "database",
    "key_file",
    "office",
    "pack",
    "postgres_copy",
    "postgres_server",
    "postgres_url",
    "spoken",
    "telegram",
    "where",
]
