"""What only PostgreSQL needs: our SQL in its words, turns that stand in each other's way, servers that go away."""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from store import invitations, people, published, sessions, settings, tallies, tally_check
from store.errors import NotRead, NotSaved
from store.postgres import PostgresOptions
from store.postgres_tx import translate
from store.tx import Tx
from tests.store.tools import AT, CODE, a_house, opened


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


async def test_a_second_device_waits_for_the_first(postgres_url: str, key_file: Path) -> None:
    """While one device starts a session, a second one waits, and then finds that session."""
    began, looked = threading.Event(), threading.Event()

    async with opened(postgres_url, key_file) as database:
        house = await database.write(a_house)
        await database.write(lambda tx: tx.run("DELETE FROM session"))

        def first(tx: Tx) -> int:
            assert invitations.get(tx, house.invitation)
            assert sessions.by_invitation(tx, house.invitation) is None
            began.set()
            while not looked.is_set() and tx.one("SELECT 1 FROM pg_locks WHERE NOT granted") is None:
                pass  # until the second one waits, or has looked too early
            return sessions.start(
                tx,
                invitation_id=house.invitation,
                person_id=house.person,
                flow_id="flow-1",
                state="s",
                body="{}",
                at=AT,
            )

        def second(tx: Tx) -> int | None:
            assert began.wait(10)
            invitations.get(tx, house.invitation)
            found = sessions.by_invitation(tx, house.invitation)
            looked.set()
            return found.id if found else None

        started, found = await asyncio.gather(database.write(first), database.write(second))
    assert started == found


async def test_a_turn_waits_for_who_ends_its_invitation(postgres_url: str, key_file: Path) -> None:
    """While an invitation is being ended, a turn that opens it waits, and then finds that it has ended."""
    ended, looked = threading.Event(), threading.Event()

    async with opened(postgres_url, key_file) as database:
        house = await database.write(a_house)

        def end(tx: Tx) -> None:
            invitations.revoke(tx, house.invitation, AT)
            ended.set()
            while not looked.is_set() and tx.one("SELECT 1 FROM pg_locks WHERE NOT granted") is None:
                pass  # until the other one waits, or has looked too early

        def look(tx: Tx) -> str | None:
            assert ended.wait(10)
            found = invitations.get(tx, house.invitation)
            looked.set()
            return found.revoked_at if found else None

        _, revoked_at = await asyncio.gather(database.write(end), database.write(look))
    assert revoked_at == AT


async def test_a_first_result_is_moved_by_one_turn_at_a_time(postgres_url: str, key_file: Path) -> None:
    """While one turn looks whether results move, another waits and then sees what the first one showed."""
    read, looked = threading.Event(), threading.Event()

    async with opened(postgres_url, key_file) as database:
        house = await database.write(a_house)
        shown = tallies.Count(house.round, 0, "s1", "person", "all", "all", 5, 0, 0)

        def results(tx: Tx) -> tuple[tallies.Count, ...]:
            which = {"service_id": house.service, "source": "person", "standards": ("s1",), "supports": ("all",)}
            return published.of_cells(tx, round_id=house.round, **CODE, **which)  # type: ignore[arg-type]

        def first(tx: Tx) -> None:
            assert results(tx) == ()
            read.set()
            while not looked.is_set() and tx.one("SELECT 1 FROM pg_locks WHERE NOT granted") is None:
                pass  # until the other one waits, or has looked too early
            published.put(tx, [shown], **CODE)

        def second(tx: Tx) -> tuple[tallies.Count, ...]:
            assert read.wait(10)
            found = results(tx)
            looked.set()
            return found

        _, found = await asyncio.gather(database.write(first), database.write(second))
    assert found == (shown,)


async def test_tallies_are_never_locked_in_a_ring(postgres_url: str, key_file: Path) -> None:
    """Many people who change the same tallies at once, in any order, never have to run again."""
    chance = random.Random(3)  # noqa: S311 - a fixed seed, not a secret

    async with opened(postgres_url, key_file, postgres=PostgresOptions(tries=1)) as database:
        house = await database.write(a_house)
        names = [f"N{number}" for number in range(8)]
        add = {"service_id": house.service, "audience": "person", "at": AT}
        everyone = [await database.write(lambda tx, n=n: people.add(tx, name=n, **add)) for n in names]

        def turn(person: int) -> Callable[[Tx], None]:
            standards = chance.sample([f"s{number}" for number in range(9)], 6)
            stands = [chance.choice(["good", "mixed", "not_good"]) for _ in standards]
            new = [
                tallies.Standing(standard, "alone", "fact", "person", house.service, stand)
                for standard, stand in zip(standards, stands, strict=True)
            ]
            return lambda tx: tallies.put_standings(tx, person_id=person, round_id=house.round, new=new, **CODE)

        await asyncio.gather(*(database.write(turn(person)) for _ in range(12) for person in everyone))
        kept, rebuilt = await database.read(
            lambda tx: (tally_check.all_counts(tx, **CODE), tally_check.rebuild_counts(tx, **CODE))
        )
    assert kept == rebuilt


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
