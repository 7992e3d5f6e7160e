"""The pages on which services are looked after."""

from __future__ import annotations

import pytest

from asking.permissions import Role
from store import members, services, settings
from store.services import Service
from tests.staff.channels import opened_alerts
from tests.staff.office import Office

MILL = "/staff/services/1"
NEW = {
    "lead_name": "Ann New",
    "lead_contact": "ann@example.org",
    "deputy_name": "Dee Deputy",
    "deputy_contact": "01632 960002",
    "deputy_from": "Another Charity",
}


@pytest.fixture
async def admin(office: Office) -> Office:
    """The office with Alex signed in, who is an administrator."""
    await office.sign_in("Alex", Role.ADMINISTRATOR)
    return office


async def mill(office: Office) -> Service:
    """Mill Lane as it is now."""
    found = await office.database.read(lambda tx: services.get(tx, 1))
    assert found
    return found


async def test_a_service_is_added_and_then_asks_who_hears_its_worries(admin: Office) -> None:
    """A new one is on its page with what is missing, and in the list as one where nobody can be invited."""
    response = await admin.post("/staff/services/add", service_name="Oak Street", phone="01632 960009")
    page = (await admin.get(response.headers["location"])).text
    assert "Oak Street is added." in page
    assert "Oak Street has no safeguarding lead yet." in page
    listed = (await admin.get("/staff/services")).text
    assert listed.count("People can be invited") == 4
    assert listed.count("Nobody can be invited yet.") == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"service_name": " "}, "Enter what the service is called"),
        ({"service_name": "harbour VIEW"}, "There is a service called harbour VIEW already"),
        ({"service_name": "A", "phone": "ring twice"}, "Enter a telephone number"),
        ({"service_name": "A", "independent": "Speak Up"}, "Enter the telephone number of Speak Up"),
        ({"service_name": "A", "independent_phone": "01632 960009"}, "Enter who answers that number"),
    ],
)
@pytest.mark.parametrize("path", ["/staff/services/add", f"{MILL}/change"])
async def test_bad_input_is_kept_and_explained(admin: Office, path: str, fields: dict[str, str], sentence: str) -> None:
    """The form comes again with what was typed; nothing is changed."""
    before = await admin.database.read(services.ever)
    response = await admin.post(path, path, **fields)
    assert response.status_code == 400
    assert sentence in response.text
    assert all(f'value="{typed.strip()}"' in response.text for typed in fields.values())
    assert await admin.database.read(services.ever) == before


async def test_a_service_is_renamed(admin: Office) -> None:
    """The form shows what is there; the new name and numbers are everywhere."""
    assert 'value="Mill Lane"' in (await admin.get(f"{MILL}/change")).text
    await admin.post(f"{MILL}/change", service_name="Mill House", phone="999", independent="", independent_phone="")
    assert ((await mill(admin)).name, (await mill(admin)).phone) == ("Mill House", "999")
    assert "Mill House" in (await admin.get("/staff/services")).text


async def test_a_new_lead_ends_what_the_old_one_heard(admin: Office) -> None:
    """The page says so; the old lead's alerts and sign-in for this house end, the deputy's stay."""
    old = await admin.sign_in("Sal Lead", Role.LEAD, "Mill Lane")
    await opened_alerts(admin, "Mill Lane")
    await admin.sign_in("Alex", Role.ADMINISTRATOR)
    before = (await admin.get(MILL)).text
    assert "Safeguarding lead is told in Telegram" in before
    response = await admin.post(f"{MILL}/safeguarding", f"{MILL}/safeguarding", **NEW)
    assert response.headers["location"] == f"{MILL}?done=replaced"
    page = (await admin.get(response.headers["location"])).text
    assert "hears no worries of Mill Lane any more" in page
    assert "Ann New, ann@example.org" in page
    gone = await admin.database.read(lambda tx: members.get(tx, old))
    assert gone
    assert gone.ended_at
    again = await admin.post(f"{MILL}/safeguarding", f"{MILL}/safeguarding", **NEW)
    assert again.headers["location"] == f"{MILL}?done=named"


async def test_a_deputy_from_inside_is_refused(admin: Office) -> None:
    """The form says why, and keeps what was typed."""
    path = f"{MILL}/safeguarding"
    response = await admin.post(path, path, **NEW | {"deputy_from": "mill lane"})
    assert response.status_code == 400
    assert "must come from outside Mill Lane" in response.text
    assert 'value="Ann New"' in response.text
    assert (await mill(admin)).lead_name == "Sal Lead"


async def test_closing_asks_first_and_can_be_undone(admin: Office) -> None:
    """The page says how many people belong there and that a worry waits; closed, it is in no list but the last."""
    await admin.worry("Mill Lane", "words")
    page = (await admin.get(f"{MILL}/close")).text
    assert "24 people supported belong to it" in page
    assert "A worry there is open." in page
    assert (await admin.post(f"{MILL}/close", f"{MILL}/close")).headers["location"] == "/staff/services?done=closed"
    listed = (await admin.get("/staff/services")).text
    assert listed.index("Harbour View") < listed.index("Closed on 22 November 2026")
    for path in ("/staff/pictures/add?concept=kitchen", "/staff/setting-up/people"):
        assert "Mill Lane" not in (await admin.get(path)).text
    assert "Mill Lane" in (await admin.get("/staff/evidence")).text
    assert "nobody new is asked there" in (await admin.get(MILL)).text
    assert (await admin.post(f"{MILL}/open", MILL)).headers["location"] == f"{MILL}?done=opened"
    assert (await mill(admin)).closed_at is None


async def test_a_name_that_was_taken_since_stands_in_the_way(admin: Office) -> None:
    """A closed service is not opened while another one has its name, and the page says what to do."""
    await admin.post(f"{MILL}/close", f"{MILL}/close")
    await admin.post("/staff/services/add", service_name="Mill Lane")
    response = await admin.post(f"{MILL}/open", MILL)
    assert "Rename that one first." in (await admin.get(response.headers["location"])).text
    assert (await mill(admin)).closed_at


async def test_a_manager_sees_and_does_not_change(office: Office) -> None:
    """A manager of one house sees that one without a way to change it, and nothing of the provider."""
    await office.sign_in("Mo", Role.MANAGER, "Mill Lane")
    page = (await office.get("/staff/services")).text
    assert "Mill Lane" in page
    assert "Harbour View" not in page
    for text in (page, (await office.get(MILL)).text):
        assert "Change" not in text
        assert "Add a service" not in text


async def test_the_provider_is_renamed(admin: Office) -> None:
    """Name, zone and language are kept; what is in no list is refused with what was typed."""
    wrong = await admin.post(
        "/staff/provider", "/staff/provider", provider_name="", zone="Nowhere", language="pl",
    )  # fmt: skip
    assert wrong.status_code == 400
    for sentence in ("Enter what your organisation is called", "Choose where you are", "Choose a language"):
        assert sentence in wrong.text
    fields = {"provider_name": "Fernbank", "zone": "Europe/Dublin", "language": "en"}
    assert (await admin.post("/staff/provider", "/staff/provider", **fields)).status_code == 303
    kept = await admin.database.read(lambda tx: [settings.get(tx, name) for name in ("provider", "zone", "language")])
    assert kept == ["Fernbank", "Europe/Dublin", "en"]
    assert "Ireland" in (await admin.get("/staff/services")).text
