from __future__ import annotations

import pytest

from store import access_log, media, people
from tests.staff.office import AT, SOUND, Office


async def notes(office: Office) -> list[tuple[str, str]]:
    """Who did what, sign-ins aside."""
    return [(n.who, n.did) for n in await office.database.read(access_log.recent) if "signed in" not in n.did]


async def test_the_list_says_where_when_and_which_question(signed_in: Office) -> None:
    """A listener can choose without learning who spoke."""
    await signed_in.recording("Rose Cottage")
    page = (await signed_in.get("/staff/words")).text
    assert "Rose Cottage" in page
    assert "22 November 2026" in page
    assert "What is good about your support?" in page
    assert "Ada Example" not in page


async def test_playing_gives_the_opened_sound_and_is_written_down(signed_in: Office) -> None:
    """The browser gets what was recorded, with its own kind and no guessing; the log gets the listener."""
    recording = await signed_in.recording("Rose Cottage")
    response = await signed_in.get(f"/staff/recordings/{recording}/sound")
    assert response.content == SOUND
    assert response.headers["content-type"] == "audio/ogg"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cache-control"] == "no-store"
    assert "media-src 'self'" in response.headers["content-security-policy"]
    assert await notes(signed_in) == [("Mo Manager", f"played recording {recording}")]


@pytest.mark.parametrize(
    ("wanted", "status", "first", "last"),
    [
        ("bytes=0-", 206, 0, len(SOUND)),
        ("bytes=0-1", 206, 0, 2),
        ("bytes=100-199", 206, 100, 200),
        ("bytes=2000-999999", 206, 2000, len(SOUND)),
        ("bytes=-5", 200, 0, len(SOUND)),
        ("lines=1-2", 200, 0, len(SOUND)),
    ],
)
async def test_a_part_can_be_asked_for(signed_in: Office, wanted: str, status: int, first: int, last: int) -> None:
    """Tablets that play only in parts get parts; what we do not understand gets the whole."""
    recording = await signed_in.recording("Rose Cottage")
    response = await signed_in.get(f"/staff/recordings/{recording}/sound", headers={"Range": wanted})
    assert response.status_code == status
    assert response.content == SOUND[first:last]


async def test_a_part_beyond_the_end_is_refused(signed_in: Office) -> None:
    """The answer says how long the recording is."""
    recording = await signed_in.recording("Rose Cottage")
    response = await signed_in.get(f"/staff/recordings/{recording}/sound", headers={"Range": "bytes=99999-"})
    assert (response.status_code, response.headers["content-range"]) == (416, f"bytes */{len(SOUND)}")


async def test_it_stays_on_the_list_until_a_named_person_heard_it(signed_in: Office) -> None:
    """Playing is not hearing: a name ends the waiting, and is kept."""
    recording = await signed_in.recording("Rose Cottage")
    await signed_in.get(f"/staff/recordings/{recording}/sound")
    assert f"Recording {recording}" in (await signed_in.get("/staff/words")).text
    empty = await signed_in.post(f"/staff/recordings/{recording}/heard", who="")
    assert (empty.status_code, "Enter a name" in empty.text) == (400, True)
    await signed_in.post(f"/staff/recordings/{recording}/heard", who="Lin Listener")
    assert "There is nothing to read, hear or see." in (await signed_in.get("/staff/words")).text
    kept = await signed_in.database.read(lambda tx: media.get(tx, recording))
    assert kept is not None
    assert (kept.heard_by, kept.heard_at) == ("Lin Listener", AT)
    again = await signed_in.post(f"/staff/recordings/{recording}/heard", who="Mo")
    assert (again.status_code, "Lin Listener" in again.text) == (409, True)


async def test_a_forgotten_persons_recording_does_not_open(signed_in: Office) -> None:
    """With the key gone there is nothing to play, and no fault page."""
    recording = await signed_in.recording("Rose Cottage")
    person = signed_in.people["Rose Cottage"][0]
    await signed_in.database.write(lambda tx: people.forget_identity(tx, person, AT))
    assert (await signed_in.get(f"/staff/recordings/{recording}/sound")).status_code == 404


async def test_a_missing_file_is_told(signed_in: Office) -> None:
    """A row whose file is gone says so, and is no fault of ours."""
    recording = await signed_in.recording("Rose Cottage")
    kept = await signed_in.database.read(lambda tx: media.get(tx, recording))
    assert kept is not None
    signed_in.files.delete(kept.file)
    assert (await signed_in.get(f"/staff/recordings/{recording}/sound")).status_code == 410
    assert (await signed_in.get("/staff/recordings/99/sound")).status_code == 404
