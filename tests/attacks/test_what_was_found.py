"""What the fuzzers found, each once more by itself, so that it stays mended."""

from __future__ import annotations

from asking.permissions import Role
from bot.http import origin
from bot.http.stack import Walls
from store import services
from tests.attacks.control import succeeds_without
from tests.attacks.raw import Request, send
from tests.attacks.site import UNLIMITED, Site
from tests.staff.doors import HERE
from tests.staff.office import AT, Office


async def test_half_an_address_as_origin(site: Site) -> None:
    """A form from `http://[` is refused as another site's; it was a fault of ours."""
    form = [
        (b"host", b"plainsay.test"),
        (b"origin", b"http://["),
        (b"content-type", b"application/x-www-form-urlencoded"),
    ]
    answer = await send(site.app, Request("POST", b"/staff/sign-in", form, (b"email=a",)))
    assert answer.status == 403

    async def breaks() -> bool:
        return (await send(site.app, Request("POST", b"/staff/sign-in", form, (b"email=a",)))).status == 500

    def as_before(text: str) -> str:
        raise ValueError(text)

    await succeeds_without(breaks, (origin, "host_of", as_before))


async def test_pages_after_a_service_is_closed(office: Office) -> None:
    """People of a closed service stand in no list, and no list breaks on them; two did."""
    await office.sign_in("Ada", Role.ADMINISTRATOR)
    await office.database.write(lambda tx: services.close(tx, office.houses[HERE], AT))
    for path in ("/staff/people/add", "/staff/invitations", "/staff/people", "/staff", "/staff/records/add"):
        assert (await office.get(path)).status_code == 200, path
    assert HERE not in (await office.get("/staff/invitations")).text


async def test_whom_to_tell_of_a_hole(site: Site) -> None:
    """security.txt names the contact that is set and a day on which it ends; with none set there is no such page."""
    told = site.over(Walls(security_contact="mailto:it@example.org", rates=UNLIMITED.rates))
    async with told.visitor() as finder, site.visitor() as other:
        page = await finder.get("/.well-known/security.txt")
        assert (await other.get("/.well-known/security.txt")).status_code == 404
    assert page.text.startswith("Contact: mailto:it@example.org\nExpires: 2027-05-28T00:00:00Z\n")
