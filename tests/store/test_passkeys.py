"""Passkeys and accounts of the staff."""

from __future__ import annotations

import pytest

from store import accounts, members, passkeys
from store.database import Database
from store.errors import Refused
from store.tx import Tx

AT, LATER = "2026-11-22T11:00:00Z", "2026-11-22T12:00:00Z"


def someone(tx: Tx) -> int:
    """A new member."""
    return members.add(tx, name="Mo", role="manager", services=None, at=AT)


def a_passkey(tx: Tx, member: int, credential: str = "AAAA", count: int = 0) -> int:
    """A new passkey."""
    return passkeys.add(
        tx, credential=credential, member_id=member, public_key=b"\x00key", sign_count=count, name="Mo's ☎", at=AT
    )


async def test_a_passkey_is_kept_whole(database: Database) -> None:
    """What was put in comes out, by its number and by its own name; its name for people is sealed."""
    mo = await database.write(someone)
    number = await database.write(lambda tx: a_passkey(tx, mo))
    expected = passkeys.Passkey(number, "AAAA", mo, b"\x00key", 0, "Mo's ☎", AT, None)
    assert await database.read(lambda tx: passkeys.get(tx, number)) == expected
    assert await database.read(lambda tx: passkeys.by_credential(tx, "AAAA")) == expected
    assert await database.read(lambda tx: passkeys.of_member(tx, mo)) == (expected,)
    (row,) = await database.read(lambda tx: tx.all("SELECT name FROM staff_passkey"))
    assert b"Mo" not in bytes(row[0])
    assert await database.read(lambda tx: passkeys.get(tx, 99)) is None
    assert await database.read(lambda tx: passkeys.by_credential(tx, "BBBB")) is None


async def test_a_passkey_is_kept_once(database: Database) -> None:
    """The same one is refused a second time, whosever it is said to be."""
    mo, kay = await database.write(someone), await database.write(someone)
    await database.write(lambda tx: a_passkey(tx, mo))
    with pytest.raises(Refused):
        await database.write(lambda tx: a_passkey(tx, kay))


@pytest.mark.parametrize(
    ("before", "now", "good"), [(0, 0, True), (0, 1, True), (5, 6, True), (5, 5, False), (5, 0, False)]
)
async def test_it_never_counts_backwards(database: Database, before: int, now: int, *, good: bool) -> None:
    """Only a count that grew, or one that is always 0, is taken; else nothing is changed."""
    mo = await database.write(someone)
    number = await database.write(lambda tx: a_passkey(tx, mo, count=before))
    assert await database.write(lambda tx: passkeys.use(tx, number, sign_count=now, at=LATER)) is good
    found = await database.read(lambda tx: passkeys.get(tx, number))
    assert found
    assert (found.sign_count, found.used_at) == ((now, LATER) if good else (before, None))


async def test_it_goes_when_taken_away_or_with_its_member(database: Database) -> None:
    """One goes alone; with the end of someone's access all of theirs go, and nobody else's."""
    mo, kay = await database.write(someone), await database.write(someone)
    for member, name in ((mo, "A"), (mo, "B"), (kay, "C")):
        await database.write(lambda tx, member=member, name=name: a_passkey(tx, member, name))
    await database.write(lambda tx: passkeys.remove(tx, 1))
    assert [one.credential for one in await database.read(lambda tx: passkeys.of_member(tx, mo))] == ["B"]
    await database.write(lambda tx: members.end(tx, mo, who="Ada", at=LATER))
    assert await database.read(lambda tx: passkeys.of_member(tx, mo)) == ()
    assert len(await database.read(lambda tx: passkeys.of_member(tx, kay))) == 1


async def test_an_account_is_one_members(database: Database) -> None:
    """By issuer and subject together; nobody has two, no account is two people's, and the store shows neither."""
    mo, kay = await database.write(someone), await database.write(someone)
    await database.write(lambda tx: accounts.connect(tx, mo, issuer="https://a", subject="s1", at=AT))
    assert await database.read(lambda tx: accounts.member_of(tx, issuer="https://a", subject="s1")) == mo
    assert await database.read(lambda tx: accounts.connected_at(tx, mo)) == AT
    for issuer, subject in (("https://b", "s1"), ("https://a", "s2"), ("https://as", "1")):
        one = {"issuer": issuer, "subject": subject}
        assert await database.read(lambda tx, one=one: accounts.member_of(tx, **one)) is None
    for member, subject in ((kay, "s1"), (mo, "s2")):
        with pytest.raises(Refused):
            await database.write(
                lambda tx, member=member, subject=subject: accounts.connect(
                    tx, member, issuer="https://a", subject=subject, at=AT
                )
            )
    assert await database.write(lambda tx: accounts.disconnect(tx, mo)) is True
    assert await database.write(lambda tx: accounts.disconnect(tx, mo)) is False
    assert await database.read(lambda tx: accounts.connected_at(tx, mo)) is None


async def test_an_account_goes_with_its_member(database: Database) -> None:
    """Who left has none, and their account can be someone else's later."""
    mo, kay = await database.write(someone), await database.write(someone)
    await database.write(lambda tx: accounts.connect(tx, mo, issuer="i", subject="s", at=AT))
    await database.write(lambda tx: members.end(tx, mo, who="Ada", at=LATER))
    assert await database.read(lambda tx: accounts.member_of(tx, issuer="i", subject="s")) is None
    await database.write(lambda tx: accounts.connect(tx, kay, issuer="i", subject="s", at=LATER))
