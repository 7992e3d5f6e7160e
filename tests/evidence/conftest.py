"""The store's own fixtures: `database` is SQLite and PostgreSQL in turn."""

from __future__ import annotations

from tests.store.conftest import database, key_file, postgres_server, postgres_url, sqlite, where

__all__ = ["database", "key_file", "postgres_server", "postgres_url", "sqlite", "where"]
