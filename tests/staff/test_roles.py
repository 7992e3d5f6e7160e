"""Who may open what: every staff address, with nobody signed in, and with each role in its own and another house.

`TABLE` in `tests/staff/doors.py` is the promise: it is compared with the routes, so that a new address fails here
until someone has decided who may open it.
"""

from __future__ import annotations

import pytest
from starlette.routing import Mount, Route

from asking import signin
from asking.permissions import Role
from bot import staff
from store import members
from tests.staff.doors import FIELDS, FOR_ANYONE, HERE, TABLE, THERE, WORDS, asked
from tests.staff.office import AT, Office, form_token_on

CASES = [(address, role) for address in TABLE for role in Role]
LEADS_OWN = ('"/staff/worries', '"/staff/words', '"/staff/recordings', '"/staff/comments', '"/staff/alerts')


def addresses(office: Office) -> set[str]:
    """Every staff address with its method."""
    routes = staff.routes(office.database, office.pack, office.clock, office.files)
    files = [route for route in routes if not isinstance(route, Route)]
    assert [route.path for route in files if isinstance(route, Mount)] == ["/static/staff"]
    assert len(files) == 1
    return {
        f"{method} {route.path}"
        for route in routes
        if isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}
    }


async def test_every_address_is_in_the_table(office: Office) -> None:
    """A new address fails here until someone has decided who may open it."""
    assert addresses(office) == TABLE.keys() | FOR_ANYONE


@pytest.mark.parametrize(("address", "role"), CASES)
async def test_who_may_open_what(filled: Office, address: str, role: Role) -> None:
    """Each role gets what the table says, for what is its own and for what belongs to another house."""
    own, other = TABLE[address].get(role, (403, 403))
    for house, expected in ((THERE, other), (HERE, own)):
        await filled.sign_in("Mo", role, house)
        fields = {**FIELDS, "form_token": form_token_on((await filled.get("/staff")).text)}
        status, text = await asked(filled, address, fields)
        assert status == expected, house
        assert WORDS not in text or (role == Role.LEAD and house == HERE and "{" in address)


@pytest.mark.parametrize("address", TABLE)
async def test_nobody_gets_in_without_a_sign_in(filled: Office, address: str) -> None:
    """Whoever is not signed in gets the same page everywhere, and nothing of what is inside."""
    status, text = await asked(filled, address, FIELDS)
    assert status == 401
    assert WORDS not in text


async def test_who_is_refused_is_told_for_whom_it_is(office: Office) -> None:
    """What only the lead sees says so; any other page names the roles that it is for."""
    await office.sign_in("Mo", Role.MANAGER)
    assert "Only the safeguarding lead and deputy see this" in (await office.get("/staff/worries")).text
    await office.sign_in("Kim", Role.KEYWORKER)
    page = (await office.get("/staff/evidence")).text
    assert "This page is for administrators, the board, the safeguarding lead and deputy and managers." in " ".join(
        page.split()
    )


async def test_no_list_shows_another_house(filled: Office) -> None:
    """On pages that show each member their own, nothing of another house stands: not a name, not a number."""
    for role in Role:
        await filled.sign_in("Mo", role, THERE)
        for address, row in TABLE.items():
            if role in row and row[role][1] == 200 and address.startswith("GET") and "{" not in address:
                _, text = await asked(filled, address, FIELDS)
                assert HERE not in text, (address, role)


async def test_a_manager_sees_that_a_worry_is_open_and_whom_to_tell(filled: Office) -> None:
    """No link that would be refused, and at most that one is open: how many there are is the lead's to know."""
    await filled.sign_in("Mo", Role.MANAGER)
    page = (await filled.get("/staff")).text
    assert "Tell the safeguarding lead." in page
    assert (await filled.get("/staff/worries/open.json")).json() == {"open": 1}
    assert not [link for link in LEADS_OWN if link in page]
    await filled.sign_in("Sal", Role.LEAD)
    assert "Waiting: 2" in (await filled.get("/staff")).text


@pytest.mark.parametrize("role", [Role.HELPER, Role.BOARD])
async def test_helpers_and_board_hear_of_no_worry(filled: Office, role: Role) -> None:
    """Who can do nothing about one is not told that there is one."""
    await filled.sign_in("Mo", role)
    assert "Someone is needed now" not in (await filled.get("/staff")).text
    assert (await filled.get("/staff/worries/open.json")).json() == {"open": 0}


async def test_who_leaves_is_out_at_once(office: Office) -> None:
    """The moment that someone's access ends, the browser that is signed in and the link that waits open nothing."""
    member = await office.sign_in("Mo", Role.MANAGER)
    link = await office.database.write(lambda tx: signin.make_link(tx, office.clock(), member))
    assert await office.database.write(lambda tx: members.end(tx, member, who="Ada", at=AT))
    assert (await office.get("/staff")).status_code == 401
    assert (await office.client.post(f"/staff/sign-in/{link}", data={"go": "on"})).status_code == 401


async def test_a_changed_role_counts_at_once(office: Office) -> None:
    """Who signed in as a lead and is a board member now reads no worry any more."""
    member = await office.sign_in("Mo", Role.LEAD)
    assert (await office.get("/staff/worries")).status_code == 200
    await office.database.write(lambda tx: members.place(tx, member, role=Role.BOARD, services=None))
    assert (await office.get("/staff/worries")).status_code == 403
