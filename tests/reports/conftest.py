"""The staff pages' office, and the store on both databases."""

from __future__ import annotations

from tests.bot.test_cli import plainsay
from tests.staff.conftest import filled, furnished, managed, office, signed_in
from tests.store.conftest import database, key_file, postgres_copy, postgres_server, postgres_url, sqlite, where

__all__ = [
    "database",
    "filled",
    "furnished",
    "key_file",
    "managed",
    "office",
    "plainsay",
    "postgres_copy",
    "postgres_server",
    "postgres_url",
    "signed_in",
    "sqlite",
    "where",
]
