"""What only PostgreSQL needs: our SQL in its words, turns that stand in each other's way, servers that go away."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import psycopg
import pytest

from store import settings
from store.errors import NotRead, NotSaved
from store.postgres import PostgresOptions
from store.postgres_tx import translate
from store.tx import Tx
from tests.store.tools import opened


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("a = :a AND b=:b_2", "a = %(a)s AND b=%(b_2)s"),
        ("'50% :a' || :a", "'50%% :a' || %(a)s"),
        ("'it''s :a', :a", "'it''s :a', %(a)s"),
        ('":a%" = :a', '":a%%" = %(a)s'),
        (":a::text", "%(a)s::text"),
        ("a % :b", "a %% %(b)s"),
        ("x -- don't :a\n, :a", "x -- don't :a\n, %(a)s"),
        ("'12:30'", "'12:30'"),
    ],
)
def test_only_parameters_are_translated(ours: str, theirs: str) -> None:
    """Parameters are renamed; casts, texts, names and comments stay, with their percent signs doubled."""
    assert translate(ours) == theirs


async def test_turns_in_a_ring_are_run_again(postgres_url: str, key_file: Path) -> None:
    """Two turns that lock the same rows in opposite order are both saved: the one that had to give way runs again."""
    runs: list[str] = []
    meet = threading.Barrier(2)

    def crosswise(first: str, second: str) -> object:
        def turn(tx: Tx) -> None:
            runs.append(first)
            settings.put(tx, first, "x")
            if len(runs) <= 2:  # both hold their first row before either asks for its second
                meet.wait(10)
            settings.put(tx, second, "x")

        return turn

    async with opened(postgres_url, key_file) as database:
        for name in "ab":
            await database.write(lambda tx, name=name: settings.put(tx, name, ""))
        await asyncio.gather(database.write(crosswise("a", "b")), database.write(crosswise("b", "a")))  # type: ignore[arg-type]
        assert len(runs) > 2
        assert await database.read(lambda tx: settings.get(tx, "a")) == "x"


async def test_turns_that_never_get_their_way_are_told(postgres_url: str, key_file: Path) -> None:
    """A turn that had to give way every time is not saved, and says so."""
    tried: list[int] = []

    def always(tx: Tx) -> None:
        tried.append(1)
        settings.put(tx, "half", "there")
        tx.one("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = 'deadlock_detected'; END $$")

    async with opened(postgres_url, key_file, postgres=PostgresOptions(tries=3)) as database:
        with pytest.raises(NotSaved):
            await database.write(always)
        assert len(tried) == 3
        assert await database.read(lambda tx: settings.get(tx, "half")) is None


def hang_up(address: str) -> None:
    """Ends every other connection to the server, as a restart does."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")


async def test_a_lost_connection_is_not_saved(postgres_url: str, key_file: Path) -> None:
    """A turn whose connection goes away is not saved; the next turn and the next read work again."""

    def cut_off(tx: Tx) -> None:
        settings.put(tx, "half", "there")
        hang_up(postgres_url)
        settings.put(tx, "more", "there")

    async with opened(postgres_url, key_file) as database:
        with pytest.raises(NotSaved):
            await database.write(cut_off)
        await database.write(lambda tx: settings.put(tx, "after", "there"))
        assert await database.read(lambda tx: settings.get(tx, "half")) is None
        assert await database.read(lambda tx: settings.get(tx, "after")) == "there"


async def test_a_connection_lost_at_the_end_is_not_saved(postgres_url: str, key_file: Path) -> None:
    """A turn whose connection goes away just before COMMIT is told that it is not saved; reading alike."""
    async with opened(postgres_url, key_file) as database:
        with pytest.raises(NotSaved):
            await database.write(lambda tx: (settings.put(tx, "half", "there"), hang_up(postgres_url)))
        with pytest.raises(NotRead):
            await database.read(lambda tx: (hang_up(postgres_url), settings.get(tx, "half")))
        assert await database.read(lambda tx: settings.get(tx, "half")) is None


async def test_a_server_that_is_not_there_is_said_clearly(key_file: Path) -> None:
    """An address where no server is gives an error of our own, without the address, for it can hold a password."""
    options = PostgresOptions(wait_seconds=0.3)
    with pytest.raises(NotSaved) as caught:
        async with opened("postgresql://user:secret@127.0.0.1:1/none", key_file, postgres=options):
            pass
    assert "secret" not in str(caught.value)
