"""Who may open what: every staff address with nobody signed in, a manager, and the safeguarding lead."""

from __future__ import annotations

import re

import pytest
from starlette.routing import Mount, Route

from asking import signin
from bot import staff
from store import transcripts
from tests.staff.channels import closed_chat, comment, opened_alerts, own_picture, photo, spoken_worry
from tests.staff.office import AT, Office, form_token_on

EVERYONE = {"manager": 200, "lead": 200}
LEAD_ONLY = {"manager": 403, "lead": 200}
LEAD_POSTS = {"manager": 403, "lead": 303}
TABLE = {
    "GET /staff": EVERYONE,
    "GET /staff/areas/{area}": EVERYONE,
    "GET /staff/questions": EVERYONE,
    "GET /staff/pictures": EVERYONE,
    "GET /staff/pictures/choose": EVERYONE,
    "GET /staff/pictures/add": EVERYONE,
    "POST /staff/pictures/add": {"manager": 400, "lead": 400},  # the form again: it has no file
    "GET /staff/pictures/{picture:int}": EVERYONE,
    "GET /staff/pictures/{picture:int}/image": EVERYONE,
    "GET /staff/pictures/{picture:int}/withdraw": EVERYONE,
    "POST /staff/pictures/{picture:int}/withdraw": {"manager": 303, "lead": 303},
    "GET /staff/charts": LEAD_ONLY,
    "GET /staff/charts/{observation:int}": LEAD_ONLY,
    "GET /staff/worries": LEAD_ONLY,
    "GET /staff/worries/open.json": EVERYONE,
    "GET /staff/worries/{worry:int}": LEAD_ONLY,
    "GET /staff/worries/{worry:int}/sound": LEAD_ONLY,
    "GET /staff/worries/{worry:int}/photo": LEAD_ONLY,
    "POST /staff/worries/{worry:int}/take": LEAD_POSTS,
    "POST /staff/alerts/link": LEAD_ONLY,
    "POST /staff/alerts/{chat:int}/stop": LEAD_POSTS,
    "GET /staff/unreachable": EVERYONE,
    "GET /staff/words": LEAD_ONLY,
    "GET /staff/words/{words:int}": LEAD_ONLY,
    "POST /staff/words/{words:int}/read": LEAD_POSTS,
    "GET /staff/comments/{comment:int}": LEAD_ONLY,
    "POST /staff/comments/{comment:int}/read": LEAD_POSTS,
    "GET /staff/recordings/{recording:int}": LEAD_ONLY,
    "GET /staff/recordings/{recording:int}/sound": LEAD_ONLY,
    "GET /staff/recordings/{recording:int}/photo": LEAD_ONLY,
    "POST /staff/recordings/{recording:int}/draft": LEAD_POSTS,
    "POST /staff/recordings/{recording:int}/heard": LEAD_POSTS,
    "POST /staff/sign-out": EVERYONE,
}
"""Address → what a manager and a lead get; whoever is not signed in gets 401 at each of them."""

PHOTO = "2"
"""The recordings' and photos' own numbers: 1 is a recording."""
FIELDS = {
    "who": "Mo",
    "service": "1",
    "role": "lead",
    "concept": "kitchen",
    "level": "provider",
    "words": "I like it",
    "listener": "Mo",
}
"""What the forms send, all of them at once."""
FOR_ANYONE = {"GET /staff/sign-in/{token}", "POST /staff/sign-in/{token}"}
WORDS = "Someone shouted at me."


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


async def full(office: Office) -> None:
    """One of each, so that every address leads somewhere."""
    await office.watching("The Elms", "Mill Lane staff")
    numbers = [await spoken_worry(office, "Mill Lane", WORDS), await office.words("Mill Lane", WORDS)]
    numbers += [await office.recording("The Elms"), await comment(office, "The Elms", WORDS)]
    numbers += [await opened_alerts(office, "Mill Lane")]
    assert numbers == [1] * 5
    assert str(await photo(office, "The Elms", words=WORDS)) == PHOTO
    seen = await spoken_worry(office, "The Elms", WORDS, content=b"\xff\xd8\xff" + bytes(9), mime="image/jpeg")
    assert str(seen) == PHOTO
    await office.database.write(lambda tx: transcripts.put_draft(tx, 1, draft=WORDS, made_by="a machine", at=AT))
    await closed_chat(office, "Rose Cottage")
    assert await own_picture(office) == 1


async def asked(office: Office, address: str, fields: dict[str, str]) -> tuple[int, str]:
    """Status and text of an address."""
    method, path = address.split(" ")
    path = re.sub(r"\{[^}]*\}", PHOTO if path.endswith("photo") else "1", path.replace("{area}", "duq.1"))
    path += "?concept=kitchen" if address == "GET /staff/pictures/add" else ""
    response = await office.client.request(method, path, data=fields if method == "POST" else None)
    return response.status_code, response.text


async def test_every_address_is_in_the_table(office: Office) -> None:
    """A new address fails here until someone has decided who may open it."""
    assert addresses(office) == TABLE.keys() | FOR_ANYONE


@pytest.mark.parametrize("address", TABLE)
@pytest.mark.parametrize("role", ["nobody", "manager", "lead"])
async def test_who_may_open_what(office: Office, address: str, role: str) -> None:
    """Nobody gets in without a sign-in, and a manager never reaches what one person told."""
    await full(office)
    fields = dict(FIELDS)
    if role != "nobody":
        await office.sign_in("Mo", role)
        fields["form_token"] = form_token_on((await office.get("/staff")).text)
    status, text = await asked(office, address, fields)
    assert status == TABLE[address].get(role, 401)
    assert WORDS not in text or (role == "lead" and "{" in address)
    if role == "manager" and status == 403:
        assert "Only the safeguarding lead and deputy see this" in text


async def test_a_manager_changes_nothing(office: Office) -> None:
    """A post that is refused takes no worry, marks nothing as heard, seen or read, and ends no alerts."""
    await full(office)
    await office.sign_in("Mo", "manager")
    for address in TABLE:
        if address.startswith("POST") and "sign-out" not in address and "pictures" not in address:
            token = form_token_on((await office.get("/staff")).text)
            assert (await asked(office, address, {**FIELDS, "form_token": token}))[0] == 403
    await office.sign_in("Lin", "lead")
    page = (await office.get("/staff")).text
    assert "Worries that nobody has taken</a>: 2" in page
    assert "Words, recordings and photos that wait</a>: 4" in page
    assert "Sal Lead, since" in (await office.get("/staff/worries")).text


async def test_a_manager_sees_how_many_and_whom_to_tell(office: Office) -> None:
    """No link that would be refused; the numbers, and that the lead and deputy can see them."""
    await full(office)
    await office.sign_in("Mo", "manager")
    page = (await office.get("/staff")).text
    assert "Worries that nobody has taken: 2. The safeguarding lead and deputy can see them." in page
    assert "Words, recordings and photos that wait: 4" in page
    assert "Tell the safeguarding lead. Waiting: 2" in page
    for link in ('"/staff/worries', '"/staff/words', '"/staff/recordings', '"/staff/comments', '"/staff/alerts'):
        assert link not in page


async def test_a_link_is_for_a_manager_unless_told(office: Office) -> None:
    """Who makes a link without saying more opens the least; a role that does not exist makes no link."""
    token = await office.database.write(lambda tx: signin.make_link(tx, office.clock()))
    assert (await office.client.post(f"/staff/sign-in/{token}", data={"who": "Mo"})).status_code == 303
    assert (await office.get("/staff/worries")).status_code == 403
    with pytest.raises(ValueError, match="boss"):
        await office.database.write(lambda tx: signin.make_link(tx, office.clock(), "boss"))
