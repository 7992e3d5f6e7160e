from __future__ import annotations

import re

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.routing import Route

from bot import staff
from store import access_log, settings, worries
from tests.staff.doors import FOR_ANYONE
from tests.staff.office import HOST, Office, form_token_on

COOKIE = "plainsay_staff"


async def link(office: Office) -> str:
    """A fresh one-time link."""
    return (await office.link("Mo Manager"))[1]


def addresses(office: Office) -> list[tuple[str, str]]:
    """Every staff address with its method, sign-in aside."""
    routes = staff.routes(office.database, office.pack, office.clock, office.files)
    return [
        (method, re.sub(r"\{[^}]*\}", "1", route.path))
        for route in routes
        if isinstance(route, Route)
        for method in sorted(route.methods or ())
        if f"{method.replace('HEAD', 'GET')} {route.path}" not in FOR_ANYONE
    ]


async def test_every_staff_address_needs_a_sign_in(office: Office) -> None:
    """Without one each route answers 401 with the way to a link, shows nothing and changes nothing."""
    worry = await office.worry("Mill Lane", "secret words")
    recording = await office.recording("Mill Lane")
    assert (worry, recording) == (1, 1)
    found = addresses(office)
    assert len(found) > 12
    for method, path in found:
        response = await office.client.request(method, path, data={"who": "Mo"} if method == "POST" else None)
        assert response.status_code == 401, path
        assert "secret words" not in response.text
        if method != "HEAD":
            assert "plainsay sign-in" in response.text
    assert len(await office.database.read(worries.open)) == 1
    assert await office.database.read(access_log.recent) == ()


async def test_looking_at_the_link_does_not_use_it_up(office: Office) -> None:
    """A link preview sees a button; the link still works afterwards."""
    path = await link(office)
    for _ in range(3):
        assert "Sign in" in (await office.get(path)).text
    assert (await office.client.post(path, data={"who": "Mo"})).headers["location"] == "/staff"


async def test_a_link_works_once(office: Office) -> None:
    """The second use is refused, and does not say why."""
    path = await link(office)
    assert (await office.client.post(path, data={"who": "Mo"})).status_code == 303
    again = await office.client.post(path, data={"who": "Mo"})
    assert again.status_code == 401
    assert "set-cookie" not in again.headers
    await refused_already(office, path)


async def refused_already(office: Office, path: str) -> None:
    """Opening the link gives the page that pressing the button would give."""
    expected = await office.client.post(path, data={"who": "Mo"})
    for answer in (await office.get(path),):
        assert (answer.status_code, answer.text) == (401, expected.text)
        assert "Or ask an administrator." in answer.text


async def test_a_link_expires(office: Office) -> None:
    """After a quarter of an hour it is as good as none."""
    path = await link(office)
    office.clock.turn(minutes=15)
    assert (await office.client.post(path, data={"who": "Mo"})).status_code == 401
    await refused_already(office, path)


@pytest.mark.parametrize("token", ["x", "A" * 43, "A" * 5000, "%00", "..%2f", "é"])
async def test_an_invented_link_is_refused(office: Office, token: str) -> None:
    """Whatever is put in its place, nobody gets in."""
    response = await office.client.post(f"/staff/sign-in/{token}", data={"who": "Mo"})
    assert response.status_code in {307, 401, 404}
    assert "set-cookie" not in response.headers
    assert (await office.get(f"/staff/sign-in/{token}")).status_code == response.status_code


async def test_the_page_says_whose_link_it_is(office: Office) -> None:
    """Whoever was given someone else's link sees the name before they go on."""
    page = (await office.get(await link(office))).text
    assert "Mo Manager" in page
    assert "Is this not you?" in page


async def test_the_cookie_is_closed(office: Office) -> None:
    """Scripts cannot read it, other sites cannot send it, only staff pages get it; Secure comes with HTTPS only."""
    response = await office.client.post(await link(office), data={"who": "Mo"})
    cookie = response.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=lax", "Path=/staff", "Max-Age=43200"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    async with AsyncClient(transport=ASGITransport(office.app), base_url="https://plainsay.test") as client:
        safe = await client.post(await link(office), data={"who": "Mo"})
    assert "Secure" in safe.headers["set-cookie"].split("; ")


async def test_only_hashes_are_kept(office: Office) -> None:
    """Whoever reads the database finds neither a link nor a cookie that works."""
    path = await link(office)
    await office.client.post(path, data={"who": "Mo"})
    secrets = {path.rsplit("/", 1)[1], office.client.cookies[COOKIE]}
    rows = await office.database.read(
        lambda tx: tx.all("SELECT hash FROM staff_link") + tx.all("SELECT hash FROM staff_session")
    )
    assert len(rows) == 2
    assert not secrets & {row[0] for row in rows}


async def test_a_sign_in_ends_after_twelve_hours(signed_in: Office) -> None:
    """One minute before it works; then it does not."""
    signed_in.clock.turn(hours=11, minutes=59)
    assert (await signed_in.get("/staff")).status_code == 200
    signed_in.clock.turn(minutes=1)
    assert (await signed_in.get("/staff")).status_code == 401


async def test_signing_out_ends_it_in_the_database(signed_in: Office) -> None:
    """A copied cookie is worth nothing afterwards."""
    copied = signed_in.client.cookies[COOKIE]
    response = await signed_in.post("/staff/sign-out")
    assert response.status_code == 200
    assert "You are signed out" in response.text
    assert "Get a link" in response.text
    signed_in.client.cookies.set(COOKIE, copied, domain="plainsay.test", path="/staff")
    assert (await signed_in.get("/staff")).status_code == 401


@pytest.mark.parametrize(
    "path",
    [
        "/staff/sign-out",
        "/staff/worries/1/take",
        "/staff/recordings/1/heard",
        "/staff/words/1/read",
        "/staff/comments/1/read",
        "/staff/alerts/link",
        "/staff/alerts/1/stop",
    ],
)
async def test_a_post_needs_the_forms_own_token(signed_in: Office, path: str) -> None:
    """Without our hidden field, or with another sign-in's, a post changes nothing."""
    await signed_in.worry("Mill Lane", "words")
    await signed_in.recording("Mill Lane")
    other = form_token_on((await signed_in.get("/staff")).text)
    await signed_in.sign_in("Someone Else")
    for fields in ({}, {"form_token": ""}, {"form_token": "0" * 64}, {"form_token": "é"}, {"form_token": other}):
        assert (await signed_in.client.post(path, data={"who": "Mo", **fields})).status_code == 403
    assert (await signed_in.get("/staff")).status_code == 200
    assert len(await signed_in.database.read(worries.open)) == 1


async def test_sign_in_pages_say_when_people_are_invented(office: Office) -> None:
    """In sample data the mark is on the way in, on the way out, and where a link is refused."""
    await office.database.write(lambda tx: settings.put(tx, "sample", "yes"))
    path = await link(office)
    pages = [await office.get(path), await office.get("/staff")]
    await office.sign_in("Mo")
    pages += [await office.post("/staff/sign-out"), await office.get("/staff/sign-in/x")]
    assert [page.status_code for page in pages] == [200, 401, 200, 401]
    for page in pages:
        assert "Sample data. These people are not real." in page.text


@pytest.mark.parametrize("origin", ["http://evil.test", "null", "http://plainsay.test.evil.test"])
async def test_a_post_from_another_site_is_refused(signed_in: Office, origin: str) -> None:
    """Even with the right token, another Origin is refused."""
    token = form_token_on((await signed_in.get("/staff")).text)
    response = await signed_in.client.post("/staff/sign-out", data={"form_token": token}, headers={"Origin": origin})
    assert response.status_code == 403
    assert (await signed_in.get("/staff")).status_code == 200


async def test_our_own_origin_is_welcome(signed_in: Office) -> None:
    """What browsers send with our own forms goes through."""
    token = form_token_on((await signed_in.get("/staff")).text)
    response = await signed_in.client.post("/staff/sign-out", data={"form_token": token}, headers={"Origin": HOST})
    assert response.status_code == 200


async def test_signing_in_is_written_down(signed_in: Office) -> None:
    """The access log says who came in."""
    (note,) = await signed_in.database.read(access_log.recent)
    assert (note.who, note.did) == ("Mo Manager", "signed in to the staff pages as lead with a one-time link")
