"""The asker of the tests of asking: a house, a talk, a clock that stands still."""

from __future__ import annotations

from tests.asking.conftest import asker, database, key_file, pack, postgres_server, postgres_url, where

__all__ = ["asker", "database", "key_file", "pack", "postgres_server", "postgres_url", "where"]
