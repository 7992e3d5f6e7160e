"""A colleague with a sign-in of their own, who wants to know what somebody in another house said, or a worry.

They change numbers in addresses, and in forms. Who may open what, address by address and role by role, is in
tests/staff/test_roles.py; here the numbers are those of another house.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from asking.permissions import Role
from store import members
from store.members import Member
from store.tx import Tx
from tests.attacks.control import anything, succeeds_without
from tests.staff.doors import FIELDS, HERE, TABLE, THERE, WORDS, asked
from tests.staff.office import Office, form_token_on

SECRETS = ("name", "words", "body", "key", "content")
"""Columns that are sealed anew at each writing."""

NOT_TRIED = {
    "POST /staff/sign-out",
    "POST /staff/me/sign-out",
    "POST /staff/tell",  # whoever works here may tell a worry about any house: it adds one, and shows nothing
}


async def test_no_number_in_an_address_opens_another_house(filled: Office) -> None:
    """A lead of one house asks for the other house's worry, words and recording by their numbers."""
    await filled.sign_in("Mo", Role.LEAD, THERE)

    async def reads() -> bool:
        answers = [await filled.get(f"/staff/{what}/1") for what in ("worries", "words", "comments", "recordings")]
        return any(WORDS in one.text for one in answers)

    await succeeds_without(reads, (Member, "sees", anything))


async def test_nobody_is_told_that_there_is_something(filled: Office) -> None:
    """What belongs to another house and what does not exist get the same answer, byte for byte."""
    await filled.sign_in("Mo", Role.LEAD, THERE)
    for what in ("worries", "words", "comments", "recordings", "charts"):
        elsewhere, nowhere = await filled.get(f"/staff/{what}/1"), await filled.get(f"/staff/{what}/99999")
        assert (elsewhere.status_code, elsewhere.text) == (nowhere.status_code, nowhere.text)
        assert elsewhere.status_code == 404


async def test_a_manager_reads_no_worry(filled: Office) -> None:
    """A worry may be about the manager: it is the lead's. With the lead's role, the same page opens."""
    await filled.sign_in("Mo", Role.MANAGER)

    async def reads() -> bool:
        return WORDS in (await filled.get("/staff/worries/1")).text

    assert not await reads()
    await filled.sign_in("Sal", Role.LEAD)
    assert await reads()


@pytest.mark.parametrize("role", [Role.MANAGER, Role.KEYWORKER, Role.LEAD])
async def test_no_number_in_a_form_changes_another_house(filled: Office, role: Role) -> None:
    """Every form that the role may send, with the other house's service, people and invitations in all its fields."""
    await filled.sign_in("Mo", role, THERE)
    fields = {**_numbers_of(filled), "form_token": form_token_on((await filled.get("/staff")).text)}

    async def changes() -> bool:
        before = await filled.database.read(lambda tx: rows_of(tx, filled.houses[HERE], filled.people[HERE]))
        for address in (one for one in TABLE if one.startswith("POST") and one not in NOT_TRIED):
            await asked(filled, address, fields)
        return await filled.database.read(lambda tx: rows_of(tx, filled.houses[HERE], filled.people[HERE])) != before

    await succeeds_without(changes, (Member, "sees", anything))


def _numbers_of(office: Office) -> Mapping[str, str]:
    """The other house's numbers, under every name that a form of ours has for one."""
    house, person = str(office.houses[HERE]), str(office.people[HERE][0])
    names = {"service": house, "services": house, "house": house, "person": person, "people": person}
    return {**FIELDS, **names, "relative_of": person, "about": person, "name": "Another", "do": "record", "at": "1"}


def rows_of(tx: Tx, house: int, people: list[int]) -> dict[str, list[tuple[object, ...]]]:
    """Everything that stands under a house or one of its people, apart from who looked at what."""
    found = {}
    listed = tx.all("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
    for table, sql in listed:
        columns = set(re.findall(r"[\s(](service_id|person_id)\s", sql))
        if not columns or table in {"access_log", "looked_at", "seen"}:
            continue
        where = " OR ".join(
            f"service_id = {house}" if one == "service_id" else f"person_id IN ({','.join(map(str, people))})"
            for one in sorted(columns)
        )
        found[table] = sorted(map(tuple, tx.all(f"SELECT * FROM {table} WHERE {where}")), key=repr)  # noqa: S608
    return found


async def test_a_member_of_one_house_makes_nobody_of_another(filled: Office) -> None:
    """A manager of one house cannot let themselves, or anyone, into another."""
    mo = await filled.sign_in("Mo", Role.MANAGER, THERE)
    before = await filled.database.read(members.active)
    for role in ("keyworker", "manager", "administrator", "lead"):
        for services in (str(filled.houses[HERE]), "all"):
            fields = {"member_name": "Eve", "member_email": "", "member_role": role, "member_services": services}
            await filled.post("/staff/team/add", **fields)
            await filled.post(f"/staff/team/{mo}/change", **fields)
    assert await filled.database.read(members.active) == before
