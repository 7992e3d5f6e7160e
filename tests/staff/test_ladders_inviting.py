"""Inviting to a round of ladders that runs: a colleague who joins later, alone or with others; and nobody there."""

from __future__ import annotations

import re

from asking import rounds as asked_rounds
from asking.invited import Progress
from bot.staff.invitations.listing import WORDS
from store import invitations, people, plans, rounds
from store.tx import Tx
from tests.staff.inviting import said
from tests.staff.office import AT, Office

HOUSE = "Mill Lane"
OVER = "Nobody can be invited to them now"


async def colleague(office: Office, name: str) -> int:
    """Somebody starts to work in the house."""
    where = office.houses[HOUSE]
    return await office.database.write(
        lambda tx: people.add(tx, service_id=where, audience="staff", name=name, at=AT)
    )  # fmt: skip


async def running(office: Office) -> int:
    """A round of ladders for the staff of one house, in which one colleague is invited; gives its number."""
    await colleague(office, "Cy Old")
    await office.sign_in("Mo", "manager")
    done = await office.post(
        "/staff/progress/start", name="Ladders", closes_on="2026-12-20", services=str(office.houses[HOUSE]),
        audiences="staff",
    )  # fmt: skip
    assert done.status_code == 303, done.text
    return int(done.headers["location"].removeprefix("/staff/invitations?round="))


async def asked(office: Office, person: int) -> list[tuple[int, str, int]]:
    """Round, code and number of areas of each of somebody's invitations."""
    found = await office.database.read(lambda tx: invitations.of_person(tx, person))
    return [(one.round_id, one.code, len(one.areas)) for one in found]


async def test_a_round_of_ladders_that_runs_is_not_over(office: Office) -> None:
    """The page after the start says how many wait, not that it is over; once it is closed it says so."""
    round_id = await running(office)
    page = (await office.get(f"/staff/invitations?round={round_id}")).text
    assert OVER not in page
    await colleague(office, "Ny New")
    assert "Invite 1 person not invited yet" in said((await office.get(f"/staff/invitations?round={round_id}")).text)

    def close(tx: Tx) -> None:
        found = rounds.get(tx, round_id)
        assert found is not None
        asked_rounds.close(tx, found, office.clock())

    await office.database.write(close)
    assert OVER in (await office.get(f"/staff/invitations?round={round_id}")).text


async def test_who_joins_later_is_invited_with_the_others(office: Office) -> None:
    """'Invite these' and 'Invite all' give an invitation to all ladders."""
    round_id = await running(office)
    first, second = await colleague(office, "Ny New"), await colleague(office, "Al Last")
    page = f"/staff/invitations?round={round_id}"
    fields = {"round": str(round_id), "service": "0", "audience": "", "state": ""}
    done = await office.post("/staff/invitations", page, do="invite", people=str(first), **fields)
    assert "Invited: 1 person" in said(done.text)
    assert await asked(office, first) == [(round_id, "pfp", 8)]
    assert await asked(office, second) == []
    done = await office.post("/staff/invitations/all", page, **fields)
    assert "Invited: 1 person" in said(done.text)
    assert await asked(office, second) == [(round_id, "pfp", 8)]


async def test_one_colleague_is_invited_from_the_list(office: Office) -> None:
    """The list's own link leads to a form for this round, without areas to tick; the talks are one link away."""
    round_id = await running(office)
    who = await colleague(office, "Ny New")
    listed = (await office.get(f"/staff/invitations?round={round_id}")).text
    address = re.search(rf'href="(/staff/people/{who}/invite[^"]*)"', listed)
    assert address is not None
    form = (await office.get(address[1].replace("&amp;", "&"))).text
    assert "Ladders" in form
    assert 'name="areas"' not in form
    assert f'href="/staff/people/{who}/invite?round={office.round}"' in form
    done = await office.post(f"/staff/people/{who}/invite", address[1], round=str(round_id))
    assert done.status_code == 303, done.text
    assert await asked(office, who) == [(round_id, "pfp", 8)]
    assert WORDS[Progress.INVITED] in said((await office.get(done.headers["location"])).text)


async def test_the_form_of_a_talk_leads_to_the_ladders(office: Office) -> None:
    """Somebody who is asked both: the talk first, with its areas, and a link to the ladders."""
    round_id = await running(office)
    who = await colleague(office, "Ny New")
    form = (await office.get(f"/staff/people/{who}/invite")).text
    assert 'name="areas"' in form
    assert f'href="/staff/people/{who}/invite?round={round_id}"' in form
    done = await office.post(
        f"/staff/people/{who}/invite", f"/staff/people/{who}/invite", round=str(office.round), areas="duq.1"
    )
    assert done.status_code == 303, done.text
    assert await asked(office, who) == [(office.round, "duq", 1)]
    gone = (await office.get(f"/staff/people/{who}/invite?round=99")).text
    assert 'name="areas"' in gone, "a round that is over is none: the first that is open is asked"


async def test_where_nobody_rates_no_round_is_made(office: Office) -> None:
    """Neither an empty round nor an empty plan: the form says whom to add first, and keeps what was typed."""
    await office.sign_in("Mo", "manager")
    before = await office.database.read(lambda tx: (len(rounds.all(tx)), len(plans.all(tx))))
    done = await office.post(
        "/staff/progress/start", name="Winter ladders", closes_on="2026-12-20", services=str(office.houses[HOUSE]),
        audiences="manager",
    )  # fmt: skip
    assert done.status_code == 400
    assert "Nobody who rates is there yet." in said(done.text)
    assert "Winter ladders" in done.text
    assert await office.database.read(lambda tx: (len(rounds.all(tx)), len(plans.all(tx)))) == before
