"""Links, headers, sizes, origins and faults."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import pytest

from asking.recordings import MAX_BYTES
from bot.http.body import FORM_BYTES
from bot.http.security import POLICY
from tests.tablet.browsing import HOME, Person
from tests.tablet.fake import TOKEN, FakeTalks

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


async def test_every_bad_link_gets_the_same_page(person: Person, talks: FakeTalks) -> None:
    """Whatever is wrong with a link, and whichever page it is for, the answer is the same, byte for byte."""
    rest = ("/help", "/answers", "/answers/all", "/told", "/told/next", "/more", "/voice", "/worry", "/nothing")
    get = person.client.get  # without going where a redirect leads
    answers = [await get(f"/s/{token}{path}") for token in ("x", "a1-wrong", "%00", "...") for path in ("", *rest)]
    answers += [await person.client.post("/s/x", data={"turn": "0", "do": "continue"}), await person.opens("/nothing")]
    talks.known = False
    answers.append(await person.opens())
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "Ask the person who gave you the link." in person.text
    assert "tel:999" in answers[0].text


async def test_pages_carry_the_safe_headers(person: Person) -> None:
    """Pages and errors alike: a strict policy, nothing kept by the browser, no address told to others."""
    for path in (HOME, f"{HOME}/help", "/s/unknown", "/nothing"):
        headers = (await person.opens(path)).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-robots-tag"] == "noindex, nofollow"


async def test_the_policy_allows_nothing_inline(person: Person) -> None:
    """No page has a style or script of its own, and the policy names no exception for one."""
    await person.goes_to("Did you choose what to do today?")
    assert "unsafe" not in POLICY
    assert "<style" not in person.response.text
    assert "style=" not in person.response.text
    assert "onclick" not in person.response.text
    assert person.response.text.count("<script") == person.response.text.count('<script src="/static/tablet/')


async def test_files_are_kept_for_a_year(person: Person) -> None:
    """Style sheet and script come under an address with their version, and need no second visit."""
    await person.opens()
    for line in person.response.text.splitlines():
        if 'href="/static/' in line or 'src="/static/' in line:
            answer = await person.client.get(line.split('="/static/')[1].split('"')[0].join(("/static/", "")))
            assert answer.status_code == 200
            assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("path", ["/static/tablet/../talk.py", "/static/tablet/%2e%2e/talk.py", "/pictures/../yes.svg"])
async def test_files_outside_are_not_served(person: Person, path: str) -> None:
    """No path leads out of the folder."""
    assert (await person.opens(path)).status_code == 404


async def test_pictures_are_served(person: Person) -> None:
    """Each picture of a screen is there, as an image."""
    await person.goes_to("Did you choose what to do today?")
    for part in person.response.text.split('src="/pictures/')[1:]:
        answer = await person.client.get("/pictures/" + part.split('"')[0])
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Origin": "http://tablet.plainsay.test"}, 303),
        ({"Origin": "http://elsewhere.test"}, 403),
        ({"Origin": "http://tablet.plainsay.test.elsewhere.test"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://tablet.plainsay.test", "Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
async def test_posts_come_from_our_own_pages(
    person: Person, talks: FakeTalks, headers: dict[str, str], status: int
) -> None:
    """A post that another site made is refused, and changes nothing; one without Origin rests on the secret link."""
    answer = await person.client.post(HOME, data={"turn": "0", "do": "continue"}, headers=headers)
    assert answer.status_code == status
    assert talks.session.turn == (1 if status == 303 else 0)


@pytest.mark.parametrize("declared", [True, False])
async def test_a_form_that_is_too_large(person: Person, talks: FakeTalks, declared: bool) -> None:
    """Bytes are counted as they arrive, with or without a declared length; the talk is unharmed."""
    body = b"turn=0&do=continue&words=" + b"x" * FORM_BYTES

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(body), 4096):
            yield body[start : start + 4096]

    answer = await person.client.post(HOME, content=body if declared else pieces(), headers=FORM)
    person.response = answer
    assert answer.status_code == 413
    assert "It was too long." in person.text
    assert person.page.pressable("Back to my talk").action == HOME
    assert talks.session.turn == 0


async def test_only_recordings_may_be_large(person: Person, talks: FakeTalks) -> None:
    """A recording takes more than a form, and has a limit too."""
    await person.goes_to("What else do you want to say?")
    turn = {"turn": str(talks.session.turn)}
    for size, status in ((MAX_BYTES + FORM_BYTES, 413), (2 * FORM_BYTES, 303)):
        files = {"recording": ("a.ogg", b"OggS" + bytes(size), "audio/ogg")}
        assert (await person.client.post(f"{HOME}/voice", data=turn, files=files)).status_code == status


async def test_a_fault_of_ours(person: Person, talks: FakeTalks, caplog: pytest.LogCaptureFixture) -> None:
    """The person gets a friendly page with a reference; the log has it too, and nothing about the person."""
    talks.breaks = RuntimeError("secret words of a person")
    with caplog.at_level(logging.DEBUG):
        answer = await person.client.post(HOME, data={"turn": "0", "do": "write", "words": "my words"})
    person.response = answer
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"] == POLICY
    reference = person.text.split("say this: ")[1].split()[0]
    ours = [record for record in caplog.records if not record.name.startswith("httpx")]
    assert [record.name for record in ours if reference in record.getMessage()] == ["plainsay.http"]
    for private in (TOKEN, "secret words", "my words"):
        assert not any(private in record.getMessage() or record.exc_info for record in ours)


@pytest.mark.parametrize(("method", "path"), [("PUT", ""), ("DELETE", "/help"), ("PATCH", "/worry"), ("POST", "/told")])
async def test_other_methods(person: Person, talks: FakeTalks, method: str, path: str) -> None:
    """They are refused with the friendly page, not with a fault, and change nothing."""
    person.response = await person.client.request(method, HOME + path)
    assert person.response.status_code == 405
    assert person.page.title == ("Not sent yet" if path == "/worry" else "That did not work")
    assert "tel:999" in person.response.text
    assert not talks.deliveries


async def test_the_address_without_a_link(person: Person) -> None:
    """It says that the program runs, and how people get in."""
    assert (await person.opens("/")).status_code == 200
    assert person.page.said == [
        *("Plainsay is running.", "People open their own link.", "Staff sign in with a link."),
    ]
