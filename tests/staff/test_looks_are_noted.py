"""Every page on which a person's name or words stand notes who opened it."""

from __future__ import annotations

import pytest

from asking.permissions import Role
from store import access_log
from store.tx import Tx
from tests.staff.doors import HERE, TABLE, WORDS, asked
from tests.staff.office import Office

NAMES = ("Ada Example", "Bo Invented", "Cy Madeup")
"""Of everyone who is supported in the office."""
EXAMPLES = {"GET /staff/people/import/people.csv"}
"""Files that hold made-up names to show what goes where."""


def count(tx: Tx) -> int:
    """How many notes there are."""
    access_log.recent(tx, 1)
    row = tx.one("SELECT COUNT(*) FROM access_log")
    return int(row[0]) if row else 0


async def silent(office: Office, role: Role) -> list[str]:
    """Addresses that show a name or words to someone with this role, and note nothing."""
    await office.sign_in("Mo Manager", role, HERE)
    found = []
    for address, row in TABLE.items():
        if not address.startswith("GET") or row.get(role, (403, 403))[0] != 200:
            continue
        before = await office.database.read(count)
        _, text = await asked(office, address, {})
        shows = any(mark in text for mark in (*NAMES, WORDS))
        if shows and await office.database.read(count) == before:
            found.append(address)
    return found


async def test_who_opens_a_page_with_names_is_noted(filled: Office) -> None:
    """For every role and every page: where a name or words of somebody stand, the access log has one more note."""
    found = {(role, address) for role in Role for address in await silent(filled, role)}
    assert sorted((role.value, address) for role, address in found if address not in EXAMPLES) == []


async def test_the_check_can_fail(filled: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is noted, the walk finds the pages with names and with words."""
    monkeypatch.setattr(access_log, "add", lambda *_, **__: None)
    assert "GET /staff/people" in await silent(filled, Role.MANAGER)
    assert "GET /staff/worries/{worry:int}" in await silent(filled, Role.LEAD)
