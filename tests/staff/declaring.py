"""The tests' small vocabulary for declaring a self-assessment: who is asked, signs in, and presses the button."""

from __future__ import annotations

from httpx import Response

from asking import post, signin
from evidence.self_assessment.written import Whole, read
from store import assessments, members, outbox
from store.tx import Tx
from tests.staff.assessing import begun, saved
from tests.staff.office import AT, Office

HERE = "/staff/assessments/1"

WORDS = "We looked at our support. Too few people choose their staff."
DECLARE = {"words": WORDS, "role": "Chief executive", "next_on": "2027-11-22", "sure": "yes"}


async def chief(office: Office, role: str = "board", house: str = "") -> int:
    """Ann has an account, with an e-mail address."""
    only = [office.houses[house]] if house else None

    def made(tx: Tx) -> int:
        return members.add(tx, name="Ann", role=role, services=only, at=AT, email="ann@example.org")

    return await office.database.write(made)


async def chief_named(office: Office, name: str, role: str, house: str = "") -> int:
    """Another member."""
    only = [office.houses[house]] if house else None
    return await office.database.write(lambda tx: members.add(tx, name=name, role=role, services=only, at=AT))


async def signed_in(office: Office, member: int) -> None:
    """Somebody who is a member already signs in."""
    link = await office.database.write(lambda tx: signin.make_link(tx, office.clock(), member))
    assert (await office.client.post(f"/staff/sign-in/{link}", data={"go": "on"})).status_code == 303


async def asked(office: Office, who: int) -> None:
    """Whoever is signed in asks them."""
    answer = await office.post(f"{HERE}/declarer", do="ask", member=str(who), declarer="Chief executive")
    assert answer.status_code == 303, answer.text[-3000:]


async def declare(office: Office, **changes: str) -> Response:
    """Whoever is signed in presses 'I declare this' on the page that they see."""
    page = (await office.get(f"{HERE}/declare")).text
    return await office.post(f"{HERE}/declare", **{**DECLARE, "read": fingerprint_on(page), **changes})


def fingerprint_on(page: str) -> str:
    """What stands hidden on the page: what has been read."""
    found = page.partition('name="read" value="')[2].partition('"')[0]
    assert found
    return found


async def whole(office: Office) -> Whole:
    """The first one as it is written now."""
    return await office.database.read(lambda tx: read(tx, office.pack, assessments.all(tx)[0]))


async def by_ann(office: Office) -> int:
    """Begun, one area written, and declared by Ann, who is signed in; gives her number."""
    ann = await chief(office)
    await begun(office)
    await saved(office, rating="Amber", gaps="Nights are noisy.")
    await asked(office, ann)
    await signed_in(office, ann)
    answer = await declare(office)
    assert answer.headers["location"] == f"{HERE}/declare?done=declared", answer.text[-3000:]
    return ann


async def mails(office: Office) -> list[str]:
    """What waits in the outbox for Ann."""
    return [one.body.decode() for one in await office.database.read(lambda tx: outbox.waiting(tx, post.MAIL))]
