"""Passkeys: added, used, taken away, and refused in every way that an attacker would try."""

from __future__ import annotations

import json
import logging
import secrets
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.staff.ways import A_PLACE
from store import members
from tests.staff.keys.device import PRESENT, VERIFIED, raw, text
from tests.staff.keys.walk import (
    HERE,
    a_device,
    added,
    asked_to_add,
    asked_to_sign,
    changed,
    got_in,
    kept,
    noted,
    send_new,
    send_signed,
    signs_in,
    token,
)
from tests.staff.office import AT, Office


async def test_a_passkey_signs_its_member_in(safe: Office) -> None:
    """Added once, it lets them in again and again, as who they are, and the log says how."""
    member, device = await added(safe)
    assert await signs_in(safe, device)
    assert ">Mo<" in (await safe.get("/staff")).text
    await safe.post("/staff/sign-out")
    safe.clock.turn(days=1)
    assert await signs_in(safe, device)
    (one,) = await kept(safe, member)
    assert (one.name, one.sign_count, one.used_at) == ("My phone", 2, "2026-11-23T13:00:00Z")
    log = await noted(safe)
    assert "Mo added a passkey to their sign-in" in log
    assert log[-1] == "Mo signed in to the staff pages as lead with a passkey"


async def test_the_page_lists_only_ones_own(safe: Office) -> None:
    """Name, day, and when it was used last; someone else's is not there, not even by its address."""
    _, device = await added(safe)
    await signs_in(safe, device)
    page = " ".join((await safe.get(HERE)).text.split())
    for said in ("My phone", "Added on 22 November 2026", "Last used on 22 November 2026 at 13:00 UTC"):
        assert said in page
    await safe.sign_in("Someone Else")
    assert "You have no passkey yet." in (await safe.get(HERE)).text
    assert (await safe.get(f"{HERE}/1/remove")).status_code == 404
    assert (await safe.post(f"{HERE}/1/remove")).status_code == 404
    assert await signs_in(safe, device)


async def test_one_that_is_taken_away_opens_nothing(safe: Office) -> None:
    """It is asked first; then the passkey is gone at once, and the log says so."""
    _, device = await added(safe)
    await signs_in(safe, device)
    assert "Take away the passkey" in (await safe.get(f"{HERE}/1/remove")).text
    answer = await safe.post(f"{HERE}/1/remove", f"{HERE}/1/remove")
    assert answer.headers["location"] == f"{HERE}?done=removed"
    assert "This passkey is taken away." in (await safe.get(answer.headers["location"])).text
    assert (await noted(safe))[-1] == "Mo took a passkey away from their sign-in"
    assert not await signs_in(safe, device)


async def test_who_left_gets_in_no_more(safe: Office) -> None:
    """With their access everything ends that lets them in."""
    member, device = await added(safe)
    await safe.database.write(lambda tx: members.end(tx, member, who="Ada", at=AT))
    assert await kept(safe, member) == ()
    assert not await signs_in(safe, device)


async def test_the_options_ask_for_what_we_rely_on(safe: Office) -> None:
    """The device makes sure who holds it, finds the passkey without a name, and is told nothing about its member."""
    await added(safe)
    options = await asked_to_sign(safe)
    assert (options["userVerification"], options["rpId"], options["allowCredentials"]) == (
        "required",
        "plainsay.test",
        [],
    )
    await safe.sign_in("Kay")
    new = await asked_to_add(safe)
    assert new["authenticatorSelection"]["residentKey"] == "required"
    assert new["authenticatorSelection"]["userVerification"] == "required"
    assert new["rp"] == {"name": "Invented Support", "id": "plainsay.test"}
    assert len(raw(new["user"]["id"])) == 32
    assert new["attestation"] == "none"


@pytest.mark.parametrize(
    ("device", "says"),
    [
        ({"origin": "https://plainsay.test.evil.test"}, {}),
        ({"origin": "http://plainsay.test"}, {}),
        ({"site": "evil.test"}, {}),
        ({"flags": PRESENT}, {}),
        ({"flags": VERIFIED}, {}),
        ({}, {"challenge": text(b"0" * 64)}),
        ({}, {"type": "webauthn.create"}),
        ({}, {"challenge": ""}),
    ],
    ids=["origin", "plain http", "site", "nobody checked", "nobody there", "challenge", "purpose", "no challenge"],
)
async def test_a_signature_for_something_else_opens_nothing(
    safe: Office, device: dict[str, Any], says: dict[str, str]
) -> None:
    """Another page, another site, an unchecked holder, another challenge or purpose: the same page, and no cookie."""
    _, own = await added(safe)
    for name, value in device.items():
        setattr(own, name, value)
    assert not got_in(await send_signed(safe, own.signed(await asked_to_sign(safe), **says)))


@pytest.mark.parametrize(
    "device",
    [{"origin": "https://evil.test"}, {"site": "evil.test"}, {"flags": PRESENT}],
    ids=["origin", "site", "nobody checked"],
)
async def test_a_new_passkey_for_something_else_is_not_kept(safe: Office, device: dict[str, Any]) -> None:
    """The form comes back with the name that was typed, and says that nothing was changed."""
    member = await safe.sign_in("Mo")
    answer = await send_new(safe, a_device(**device).made(await asked_to_add(safe)), name="My key")
    assert answer.status_code == 400
    assert "That did not work." in answer.text
    assert 'value="My key"' in answer.text
    assert await kept(safe, member) == ()


async def test_a_challenge_is_good_once(safe: Office) -> None:
    """What was sent once opens nothing when it is sent again, whether or not the browser still has its ticket."""
    _, device = await added(safe)
    answer = device.signed(await asked_to_sign(safe))
    ticket = safe.client.cookies["plainsay_passkey"]
    assert got_in(await send_signed(safe, answer))
    assert not got_in(await send_signed(safe, answer))
    safe.client.cookies.set("plainsay_passkey", ticket, domain="plainsay.test", path="/staff")
    device.count += 1
    assert not got_in(await send_signed(safe, answer))


async def test_a_challenge_runs_out(safe: Office) -> None:
    """After ten minutes it is good for nothing."""
    _, device = await added(safe)
    answer = device.signed(await asked_to_sign(safe))
    safe.clock.turn(minutes=10)
    assert not got_in(await send_signed(safe, answer))


async def test_a_ticket_is_for_one_purpose(safe: Office) -> None:
    """The ticket for adding a passkey does not sign in, and one that was changed or invented is none."""
    _, device = await added(safe)
    await safe.sign_in("Kay")
    options = await asked_to_add(safe)
    wrong = safe.client.cookies["plainsay_passkey_new"]
    good = await asked_to_sign(safe)
    right = safe.client.cookies["plainsay_passkey"]
    for ticket, asked in ((wrong, options), (right[:-4] + "AAAA", good), ("x", good), ("", good)):
        safe.client.cookies.set("plainsay_passkey", ticket, domain="plainsay.test", path="/staff")
        assert not got_in(await send_signed(safe, device.signed(asked)))


async def test_a_ticket_is_for_one_member(safe: Office) -> None:
    """Who signs in after someone else on one browser does not add a passkey that was begun by them."""
    await safe.sign_in("Mo")
    answer = a_device().made(await asked_to_add(safe))
    kay = await safe.sign_in("Kay")
    assert (await send_new(safe, answer)).status_code == 400
    assert await kept(safe, kay) == ()


async def test_a_copy_is_refused_and_noted(safe: Office, caplog: pytest.LogCaptureFixture) -> None:
    """A passkey that counts less than before is refused; the access log and the program's log say so, without names."""
    _, device = await added(safe, count=10)
    assert await signs_in(safe, device)
    await safe.post("/staff/sign-out")
    device.count = 4
    with caplog.at_level(logging.WARNING):
        assert not await signs_in(safe, device)
    assert "A526" in caplog.text
    assert "Mo" not in caplog.text
    assert (await noted(safe))[-1].startswith("Mo was refused: their passkey counts less than before")
    device.count = 11
    assert await signs_in(safe, device)


async def test_a_passkey_that_does_not_count_works(safe: Office) -> None:
    """Phones that share a passkey over their cloud always say 0."""
    _, device = await added(safe, count=0)
    for _ in range(2):
        device.count = -1
        assert await signs_in(safe, device)


async def test_someone_elses_name_on_an_answer_is_refused(safe: Office) -> None:
    """An answer that names another member, or nobody, opens nothing."""
    _, device = await added(safe)
    answer = device.signed(await asked_to_sign(safe))
    assert not got_in(await send_signed(safe, changed(answer, userHandle=text(bytes(32)))))
    answer = device.signed(await asked_to_sign(safe))
    assert not got_in(await send_signed(safe, changed(answer, userHandle=None)))


async def test_another_key_signs_nothing(safe: Office) -> None:
    """Who knows a passkey's name but not its key does not get in."""
    _, device = await added(safe)
    thief = a_device(handle=device.handle, count=5)
    assert not await signs_in(safe, thief)


async def test_a_passkey_is_added_once(safe: Office) -> None:
    """The second time, by whomever, nothing is changed."""
    _, device = await added(safe)
    kay = await safe.sign_in("Kay")
    assert (await send_new(safe, device.made(await asked_to_add(safe)))).status_code == 400
    assert await kept(safe, kay) == ()


async def test_a_name_is_needed(safe: Office) -> None:
    """Without one the form says what is missing."""
    await safe.sign_in("Mo")
    answer = await send_new(safe, a_device().made(await asked_to_add(safe)), name=" ")
    assert answer.status_code == 400
    assert "Write a name for this passkey" in answer.text


RUBBISH = st.one_of(st.text(max_size=20), st.none(), st.integers())
PARTS = st.sampled_from(["clientDataJSON", "authenticatorData", "signature", "userHandle"])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(part=PARTS, bit=st.integers(0, 9999), rubbish=st.one_of(st.just(text(b"bit")), RUBBISH))
async def test_no_tampering_gets_in(safe: Office, part: str, bit: int, rubbish: object) -> None:
    """One flipped bit anywhere in an answer, or rubbish in its place, is refused with the same page."""
    safe.clock.turn(minutes=15)  # else this place would have tried too often
    _, device = await added(safe, credential=secrets.token_bytes(16))
    answer = device.signed(await asked_to_sign(safe))
    value = bytearray(raw(json.loads(answer)["response"][part]))
    value[bit // 8 % len(value)] ^= 1 << bit % 8
    for wrong in (text(bytes(value)), rubbish):
        assert not got_in(await send_signed(safe, changed(answer, **{part: wrong})))
        answer = device.signed(await asked_to_sign(safe))
    assert got_in(await send_signed(safe, answer))


@pytest.mark.parametrize("answer", ["", "x", "[]", "{}", "null", '{"id": 1}', "[" * 9000, '{"id": "AAAA"}', "é"])
async def test_rubbish_is_refused(safe: Office, answer: str) -> None:
    """What is no answer at all gets the same page, in both forms."""
    await asked_to_sign(safe)
    assert not got_in(await send_signed(safe, answer))
    await safe.sign_in("Mo")
    await asked_to_add(safe)
    assert (await send_new(safe, answer)).status_code == 400


async def test_one_place_cannot_try_for_ever(safe: Office) -> None:
    """After very many tries whoever is there waits, and is told for how long; then it goes on."""
    _, device = await added(safe)
    for _ in range(A_PLACE):
        await safe.client.post("/staff/keys/sign-in", data={"credential": "x"})
    for path in ("sign-in", "challenge"):
        answer = await safe.client.post(f"/staff/keys/{path}", data={"credential": "x"})
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "900")
        assert "Try again in 15 minutes." in answer.text
    safe.clock.turn(minutes=15)
    assert await signs_in(safe, device)


async def test_the_forms_need_their_own_token(safe: Office) -> None:
    """Another site cannot make someone add a passkey, or take one away."""
    member, device = await added(safe)
    await signs_in(safe, device)
    for path in ("challenge", "add", "1/remove", "connect", "disconnect"):
        assert (await safe.client.post(f"{HERE}/{path}", data={"form_token": "x"})).status_code == 403
    assert len(await kept(safe, member)) == 1
    assert await token(safe)


async def test_over_plain_http_there_are_none(office: Office) -> None:
    """Browsers allow no passkeys there: the page says so and has no form, and the addresses answer 404."""
    await office.sign_in("Mo")
    page = (await office.get(HERE)).text
    assert "Passkeys work where the address of this page begins with https://" in page
    assert "data-passkey" not in page
    assert (await office.client.post("/staff/keys/challenge", data={})).status_code == 404
    assert (await office.client.post("/staff/keys/sign-in", data={})).status_code == 404
