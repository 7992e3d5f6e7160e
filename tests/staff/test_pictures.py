"""The provider's own pictures on the staff pages: adding one, what is told when something is wrong, taking it away."""

from __future__ import annotations

import re

import pytest

from asking.moment import stamp
from store import access_log, own_pictures, people
from store.own_pictures import Details, Level
from tests.staff.channels import a_png, own_picture
from tests.staff.office import Office, form_token_on

FORM = {
    "concept": "kitchen", "level": "provider", "owner": "Invented Support", "licence": "Our own photo",
    "shows": "no", "agreed_by": "", "until": "", "alt": "Our kitchen", "person": "", "service": "1",
}  # fmt: skip
ADD = "/staff/pictures/add"


async def sent(office: Office, photo: bytes | None = None, **changes: str) -> tuple[int, str]:
    """Fill the form in and send it, as a browser does; gives status and page."""
    token = form_token_on((await office.get(f"{ADD}?concept=kitchen")).text)
    files = {"file": ("photo.png", photo if photo is not None else a_png(), "image/png")}
    response = await office.client.post(ADD, data={**FORM, **changes, "form_token": token}, files=files)
    return response.status_code, response.text


async def test_a_photo_is_added_and_shown(managed: Office) -> None:
    """Chosen, filled in, sent: it is in use, with its picture, and the log says who did it."""
    office = managed
    page = (await office.get("/staff/pictures/choose?find=KITCHEN")).text
    assert 'href="/staff/pictures/add?concept=kitchen"' in page
    assert "/pictures/kitchen.svg" in page
    assert "/pictures/bedroom.svg" not in page
    assert (await sent(office, shows="yes", agreed_by="Ada Example", until="2027-03-31"))[0] == 303
    listed = (await office.get("/staff/pictures")).text
    assert "Until 31 March 2027" in listed
    assert "Ada Example" not in listed
    image = await office.get("/staff/pictures/1/image")
    assert (image.status_code, image.headers["content-type"]) == (200, "image/png")
    assert image.headers["cache-control"] == "no-store"
    opened = (await office.get("/staff/pictures/1")).text
    assert "Ada Example" in opened
    assert "Our kitchen" in opened
    notes = await office.database.read(access_log.recent)
    assert [note.did for note in notes[:3]] == ["opened picture 1", "looked at picture 1", "added picture 1"]
    assert {note.who for note in notes[:3]} == {"Mo Manager"}


@pytest.mark.parametrize(("level", "place"), [("service", "For The Elms"), ("person", "For person {}")])
async def test_it_can_be_for_some_only(managed: Office, level: str, place: str) -> None:
    """For one service, or for one person by their number; who looks at a person's picture is written down."""
    office, person = managed, managed.people["The Elms"][0]
    service = str(office.houses["The Elms"])
    assert (await sent(office, level=level, service=service, person=str(person)))[0] == 303
    assert place.format(person) in (await office.get("/staff/pictures")).text
    await office.get("/staff/pictures/1/image")
    looked = [note for note in await office.database.read(access_log.recent) if note.did == "looked at picture 1"]
    assert [note.person_id for note in looked] == ([person] if level == "person" else [])


async def test_everything_that_is_wrong_is_told_at_once(managed: Office) -> None:
    """The summary leads to each field; what was typed is still there."""
    status, page = await sent(
        managed, b"no picture", owner="", alt="", shows="yes", level="person", person="7777", licence="<Ours>"
    )
    assert status == 400
    assert "<title>Error: " in page
    wrong = ["file", "alt", "person", "owner", "agreed_by", "until"]  # in the order of the page
    assert re.findall(r'<li><a href="#(\w+)"', page) == wrong
    for name in wrong:
        assert f'id="{name}-error"' in page
        assert f'id="{name}"' in page
    assert "The file is not a JPEG, PNG or WebP picture." in page
    assert "There is no person with this number." in page
    assert 'value="&lt;Ours&gt;"' in page
    assert await managed.database.read(own_pictures.all) == ()


async def test_a_good_file_has_to_be_chosen_again(managed: Office) -> None:
    """A browser forgets the file: the page says so, and asks whether there is a person in it."""
    status, page = await sent(managed, shows="")
    assert status == 400
    assert "Choose the file again." in page
    assert "Say if there is a person in it." in page


async def test_forms_that_are_none_of_ours_are_refused(managed: Office) -> None:
    """Another's form, an unknown concept or level, and a file that is far too large change nothing."""
    office = managed
    files = {"file": ("photo.png", a_png(), "image/png")}
    assert (await office.client.post(ADD, data={**FORM, "form_token": "0" * 64}, files=files)).status_code == 403
    assert (await sent(office, concept="unicorn"))[0] == 400
    assert (await sent(office, level="world"))[0] == 400
    assert (await sent(office, bytes(11 * 1024 * 1024)))[0] == 413
    assert (await office.get(f"{ADD}?concept=unicorn")).status_code == 404
    assert await office.database.read(own_pictures.all) == ()


async def test_taken_away_with_one_tap_and_a_question(managed: Office) -> None:
    """The page asks first; then the picture is gone, its file with it, and a second tap changes nothing."""
    office, number = managed, await own_picture(managed)
    address = f"/staff/pictures/{number}/withdraw"
    assert "Take this picture away everywhere?" in (await office.get(address)).text
    for _ in range(2):
        assert (await office.post(address)).headers["location"] == "/staff/pictures?done=withdrawn"
    page = (await office.get("/staff/pictures?done=withdrawn")).text
    assert "There are none yet." in page
    assert "Taken away by Mo Manager, 22 November 2026" in page
    for path in ("", "/image", "/withdraw"):
        assert (await office.get(f"/staff/pictures/{number}{path}")).status_code == 404
    assert office.files._folder.is_dir()
    assert list(office.files._folder.iterdir()) == []
    assert office.rung


async def test_one_that_is_over_says_so(managed: Office) -> None:
    """Between its last day and the next look it is listed as ended."""
    await own_picture(managed, until="2026-11-22")
    managed.clock.turn(days=1)
    await managed.sign_in("Mo Manager", "manager")
    assert "Ended" in (await managed.get("/staff/pictures")).text


async def test_a_forgotten_persons_picture_does_not_open(managed: Office) -> None:
    """Should its row outlive the person, nothing of it can be opened."""
    office, person = managed, managed.people["The Elms"][0]
    number = await own_picture(office, level=Level.PERSON, whose=person)
    picture = await office.database.read(lambda tx: own_pictures.get(tx, number))
    assert picture
    assert isinstance(await office.database.read(lambda tx: own_pictures.details(tx, picture)), Details)
    await office.database.write(lambda tx: people.forget_identity(tx, person, stamp(office.clock())))
    for path in ("", "/image", "/withdraw"):
        assert (await office.get(f"/staff/pictures/{number}{path}")).status_code == 404
