"""How someone chooses to listen on a device: always or when asked, and how fast."""

from __future__ import annotations

import httpx
import pytest

from easyread.pictures import PictureSet
from tests.tablet.browsing import HOME, Person
from tests.tablet.conftest import app_of
from tests.tablet.fake import FakeTalks

SOUND = f"{HOME}/listen.mp3"


async def test_always_read_to_me(person: Person) -> None:
    """The choice is kept for this person's pages on this device, is told, goes back to the page, and can be undone."""
    await person.opens(f"{HOME}/more")
    assert "autoplay" not in person.response.text
    answer = await person.client.post(f"{HOME}/listen", data={"at": "/more", "always": "yes"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{HOME}/more")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("listen=always.normal.alone;")
    assert f"Path={HOME};" in cookie
    assert "Max-Age=31536000" in cookie
    assert "Secure" not in cookie
    await person.opens(f"{HOME}/more")
    assert "autoplay" in person.response.text
    assert "data-off hidden" in person.response.text
    await person.presses("Always read to me")
    assert person.response.url.path == f"{HOME}/more"
    assert "autoplay" not in person.response.text


async def test_how_fast(person: Person) -> None:
    """One of three rates is kept beside the choice, and the page's player asks for it."""
    await person.opens()
    await person.presses("Always read to me")
    await person.presses("Slower")
    assert person.client.cookies["listen"] == "always.slower.alone"
    assert "rate=slower" in person.response.text
    slower = await person.client.get(f"{SOUND}?turn=0&piece=0&rate=slower")
    faster = await person.client.get(f"{SOUND}?turn=0&piece=0&rate=faster")
    assert slower.headers["etag"] != faster.headers["etag"]


async def test_over_https_the_cookie_is_secure(talks: FakeTalks, pictures: PictureSet) -> None:
    """Over HTTPS it is sent only there."""
    transport = httpx.ASGITransport(app_of(talks, pictures))
    async with httpx.AsyncClient(transport=transport, base_url="https://tablet.plainsay.test") as client:
        answer = await client.post(f"{HOME}/listen", data={"at": "", "rate": "faster"})
    assert "Secure" in answer.headers["set-cookie"]


@pytest.mark.parametrize(
    "sent",
    [
        {"at": "//elsewhere.example"},
        {"at": "/../../staff"},
        {"at": "", "rate": "wild"},
        {"at": "", "always": "perhaps"},
    ],
)
async def test_a_choice_that_is_none(person: Person, sent: dict[str, str]) -> None:
    """Nonsense is refused, leads nowhere else, and sets no cookie."""
    answer = await person.client.post(f"{HOME}/listen", data=sent)
    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("cookie", ["", "always", "always.wild", "x" * 5000, "always.slower.more", '"'])
async def test_a_strange_cookie(person: Person, cookie: str) -> None:
    """Whatever the device sends, the page is shown, at one of the three rates."""
    answer = await person.client.get(HOME, headers={"cookie": f"listen={cookie}"})
    assert answer.status_code == 200
    assert 'data-rate="normal"' in answer.text


async def test_who_needs_it_is_read_to_from_the_start(person: Person, talks: FakeTalks) -> None:
    """What is known of them comes first, on every page; what they then choose on the device goes before it."""
    talks.likes["aloud"] = True
    for page in ("", "/help", "/more", "/language", "/answers/all"):
        await person.opens(f"{HOME}{page}")
        assert "autoplay" in person.response.text, page
    await person.opens()
    await person.presses("Always read to me")
    assert "autoplay" not in person.response.text
    assert person.client.cookies["listen"] == "asked.normal.alone"


async def test_a_new_speed_leaves_reading_as_it_was(person: Person, talks: FakeTalks) -> None:
    """Who is read to because they need it, and chooses a speed, is read to all the same."""
    talks.likes["aloud"] = True
    await person.opens()
    await person.presses("Slower")
    assert person.client.cookies["listen"] == "always.slower.alone"


async def test_large_letters_are_on_every_page(person: Person, talks: FakeTalks) -> None:
    """Whoever needs large letters gets them without asking on each device; nobody else does."""
    await person.opens()
    assert 'class="larger"' not in person.response.text
    talks.likes["large"] = True
    for page in ("", "/help", "/more", "/language", "/answers/all"):
        await person.opens(f"{HOME}{page}")
        assert 'class="larger"' in person.response.text, page
