"""The store's own fixtures: `database` is SQLite and PostgreSQL in turn; and the staff pages' office."""

from __future__ import annotations

from tests.staff.conftest import office
from tests.store.conftest import database, key_file, postgres_copy, postgres_server, postgres_url, sqlite, where

__all__ = ["database", "key_file", "office", "postgres_copy", "postgres_server", "postgres_url", "sqlite", "where"]
