"""Staff tell a worry, and those who listen find one: it reaches lead and deputy, and nobody else learns the case."""

from __future__ import annotations

import pytest

from asking.alerts import Watch
from asking.permissions import Role
from store import access_log, outbox, people, worries
from tests.staff.channels import BOT, comment, opened_alerts, photo
from tests.staff.office import SOUND, Office

WORDS = "I saw somebody being pushed"
PAGE = "/staff/tell"


@pytest.mark.parametrize("role", list(Role))
async def test_everyone_who_signs_in_can_tell_one(office: Office, role: Role) -> None:
    """It comes to lead and deputy at once; the log says who told it, and not a word of it."""
    await opened_alerts(office, "Mill Lane", lane="lead")
    member = await office.sign_in("Kim Teller", role, "Mill Lane")
    answer = await office.post(PAGE, PAGE, words=WORDS, service=str(office.houses["Mill Lane"]))
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/tell?done=sent")
    found = await office.database.read(lambda tx: worries.get(tx, 1))
    assert found is not None
    worry, words = found
    assert (words, worry.origin, worry.raised_by, worry.person_id) == (WORDS, "staff", member, None)
    assert len(await office.database.read(lambda tx: outbox.waiting(tx, BOT))) == 1
    assert any(one.did == "told worry 1" for one in await office.database.read(access_log.recent))
    assert len(office.rung) == 1


async def test_the_teller_sees_when_it_is_taken_and_never_the_case(office: Office) -> None:
    """Sent, then taken; no words, no name, no link; 999 and someone independent stand there."""
    await office.sign_in("Kim Teller", Role.KEYWORKER, "Mill Lane")
    await office.post(PAGE, PAGE, words=WORDS, service=str(office.houses["Mill Lane"]))
    page = (await office.get(PAGE)).text
    assert "Nobody has it yet" in page
    assert "Call 999" in page
    await office.database.write(lambda tx: worries.acknowledge(tx, 1, "Sal Lead", "2026-11-22T13:05:00Z"))
    page = (await office.get(PAGE)).text
    assert "Somebody has it since 22 November 2026 at 13:05 UTC" in page
    for private in (WORDS, "/staff/worries/1"):
        assert private not in page, private
    assert "Sal Lead" not in page.partition("What you told")[2]
    assert (await office.get("/staff/worries/1")).status_code == 403


async def test_nobody_can_be_reached_is_said_with_whom_to_call(office: Office) -> None:
    """Without any channel the page promises nothing: it says that no message reached anybody, and whom to call now."""
    await office.sign_in("Kim Teller", Role.KEYWORKER, "Mill Lane")
    fields = {"words": WORDS, "service": str(office.houses["Mill Lane"])}
    await office.post(PAGE, PAGE, **fields, colleague="Sal Lead")
    page = (await office.get(PAGE)).text
    assert "No message reached anybody yet" in page
    called = page.partition("Call one of them now")[2].partition("</ul>")[0]
    assert "Dee Deputy" in called
    assert "Sal Lead" not in called  # it is about them
    await opened_alerts(office, "Mill Lane", Watch.DEPUTY, lane="deputy")
    await office.post(PAGE, PAGE, **fields)
    assert "No message reached anybody yet" not in (await office.get(PAGE)).text


async def test_words_are_asked_for_and_kept_in_the_form(office: Office) -> None:
    """Nothing is kept without words; what else was typed stays."""
    await office.sign_in("Kim Teller", Role.KEYWORKER, "Mill Lane")
    answer = await office.post(PAGE, PAGE, words=" ", person="Ada <b>")
    assert answer.status_code == 400
    assert "Write what you saw, heard or were told" in answer.text
    assert 'value="Ada &lt;b&gt;"' in answer.text
    assert await office.database.read(worries.all) == ()


async def test_where_nobody_knows_the_service_every_lead_hears_it(office: Office) -> None:
    """It hangs on no service: leads of two houses see it, and one of none does not."""
    await office.sign_in("Kim Teller", Role.KEYWORKER, "Mill Lane")
    await office.post(PAGE, PAGE, words=WORDS, service="0")
    for house in ("Mill Lane", "The Elms"):
        await office.sign_in("Lou Other", Role.LEAD, house)
        assert "Nobody knows in which service" in (await office.get("/staff/worries/1")).text


async def test_another_house_cannot_be_chosen(office: Office) -> None:
    """A number that is not theirs counts as 'I do not know': a worry is never lost over a form."""
    await office.sign_in("Kim Teller", Role.KEYWORKER, "Mill Lane")
    await office.post(PAGE, PAGE, words=WORDS, service=str(office.houses["The Elms"]))
    (worry,) = await office.database.read(worries.all)
    assert worry.everywhere


@pytest.mark.parametrize("kind", ["words", "comments", "recordings", "photo"])
async def test_a_listener_finds_one_with_one_button(signed_in: Office, kind: str) -> None:
    """What was said is kept with the worry's own key; a second press finds the same worry; it outlives forgetting."""
    made = {
        "words": signed_in.words("The Elms", WORDS),
        "comments": comment(signed_in, "The Elms", WORDS),
        "recordings": signed_in.recording("The Elms"),
        "photo": photo(signed_in, "The Elms", words=WORDS),
    }
    number = await made.pop(kind)
    for rest in made.values():
        rest.close()
    path = f"/staff/{'recordings' if kind == 'photo' else kind}/{number}"
    assert "This is a worry" in (await signed_in.get(path)).text
    for _ in range(2):
        answer = await signed_in.post(f"{path}/worry", path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/staff/worries/1?done=found")
    person = signed_in.people["The Elms"][0]
    await signed_in.database.write(lambda tx: worries.unlink_person(tx, person))
    await signed_in.database.write(lambda tx: people.forget_identity(tx, person, "2026-11-22T13:00:00Z"))
    page = (await signed_in.get("/staff/worries/1")).text
    assert "Found in what somebody said" in page
    if kind == "recordings":
        assert (await signed_in.get("/staff/worries/1/sound")).content == SOUND
    else:
        assert WORDS in page
    assert len(await signed_in.database.read(worries.all)) == 1
