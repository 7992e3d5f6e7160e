"""What is done about a worry, how it ends, what is learned, and who is told when nobody answers: on the pages."""

from __future__ import annotations

import re

import pytest

from asking.permissions import Role
from bot.commands.doctor_worries import looked
from store import access_log, members, settings, worries, worry_contacts, worry_notes
from store.tx import Tx
from store.worries import Worry
from tests.staff.office import AT, Office

MOVED = "They moved the keys"


async def taken(office: Office, house: str = "The Elms", words: str = "words") -> int:
    """A worry that Mo has taken."""
    worry = await office.worry(house, words)
    await office.post(f"/staff/worries/{worry}/take", f"/staff/worries/{worry}", who="Mo Manager")
    return worry


async def do(office: Office, worry: int, what: str, **fields: str) -> int:
    """Send a form of the worry's page; gives the status."""
    return (await office.post(f"/staff/worries/{worry}/{what}", f"/staff/worries/{worry}", **fields)).status_code


async def row(office: Office, worry: int) -> Worry:
    """The worry as it is now."""
    found = await office.database.read(lambda tx: worries.without_words(tx, worry))
    assert found
    return found


async def test_from_taking_to_closing_and_open_again(signed_in: Office) -> None:
    """Each step stands on the page in its order, sealed in the store, and in the access log without a word of it."""
    worry = await taken(signed_in)
    note = {"kind": "council", "words": MOVED, "on": "2026-11-20", "reference": "SG 12"}
    assert await do(signed_in, worry, "note", **note) == 303
    end = {"outcome": "council", "why": "They look into it", "told": "yes", "lessons": "Two keys"}
    assert await do(signed_in, worry, "close", **end) == 303
    page = (await signed_in.get(f"/staff/worries/{worry}")).text
    order = [
        page.index(each)
        for each in ("Told the council", "Reference: SG 12", MOVED, "Why: They look into it", "Two keys")
    ]
    assert order == sorted(order)
    assert (await row(signed_in, worry)).outcome == "council"
    assert await do(signed_in, worry, "reopen", reopen_why="More came") == 303
    assert (await row(signed_in, worry)).closed_at is None
    did = [one.did for one in await signed_in.database.read(access_log.recent)]
    for line in ("took", "wrote down what was done about", "closed", "opened"):
        assert any(one.startswith(f"{line} worry {worry}") for one in did), line
    assert not any(MOVED in one or "keys" in one for one in did)
    sealed = await signed_in.database.read(lambda tx: tx.all("SELECT body FROM worry_note"))
    assert all(MOVED.encode() not in bytes(one[0]) for one in sealed)


@pytest.mark.parametrize(
    ("what", "fields", "wrong"),
    [
        ("note", {"kind": "spoke"}, "Write in a few words what was done"),
        ("note", {"kind": "x", "words": "w"}, "Choose what was done"),
        ("note", {"kind": "spoke", "words": "w", "on": "2027-01-01"}, "Enter a day that has come"),
        ("close", {"outcome": "here", "why": "w"}, "Say whether the person was told"),
        ("close", {"outcome": "here", "why": "w", "told": "no"}, "Write why the person was not told"),
        ("close", {"why": "w", "told": "yes"}, "Choose how it ends"),
        ("reopen", {"reopen_why": "w"}, "Write why it is opened again"),
        ("back", {}, "Write why you give it back"),
        ("together", {"whole": "1"}, "Enter the number of another worry"),
        ("hide", {}, "Enter or choose a name"),
        ("action", {"action": "99"}, "There is no action of this number"),
    ],
)
async def test_what_is_missing_is_said_and_nothing_is_kept(
    signed_in: Office, what: str, fields: dict[str, str], wrong: str
) -> None:
    """The page comes again with what is wrong and what was typed."""
    worry = await taken(signed_in)
    answer = await signed_in.post(f"/staff/worries/{worry}/{what}", f"/staff/worries/{worry}", **fields)
    assert answer.status_code == 400
    assert wrong in answer.text
    assert await signed_in.database.read(lambda tx: worry_notes.kinds(tx, worry)) == ()


async def test_it_cannot_end_before_somebody_has_it(signed_in: Office) -> None:
    """A worry that nobody took is never closed."""
    worry = await signed_in.worry("The Elms", "words")
    assert await do(signed_in, worry, "close", outcome="none", why="w", told="yes") == 400
    assert (await row(signed_in, worry)).closed_at is None


async def test_given_back_it_is_told_anew(signed_in: Office) -> None:
    """It is nobody's again, and the timetable begins anew."""
    worry = await taken(signed_in)
    assert await do(signed_in, worry, "back", back_why="I am away") == 303
    found = await row(signed_in, worry)
    assert (found.acknowledged_at, found.alerted_from, found.alerts) == (None, AT, 1)


async def test_two_are_put_together(signed_in: Office) -> None:
    """One ends and is read with the other; on the list there is one; the year counts one."""
    whole, part = await taken(signed_in, words="The first"), await taken(signed_in, words="The second")
    assert await do(signed_in, part, "together", whole=str(whole)) == 303
    page = (await signed_in.get(f"/staff/worries/{whole}")).text
    assert "The first" in page
    assert "The second" in page
    every = (await signed_in.get("/staff/worries")).text
    assert f">Worry {whole}<" in every
    assert f">Worry {part}<" not in every


async def test_small_numbers_are_hidden(signed_in: Office) -> None:
    """Under five nothing is shown; of two parts of a total one hidden hides the other."""
    shown = re.compile(r"Worries that were told</dt><dd[^>]*>([^<]+)<")
    for number in range(1, 7):
        await signed_in.worry("The Elms", "words")
        page = (await signed_in.get("/staff/worries/numbers")).text
        assert shown.findall(page) == ["Hidden: fewer than 5" if number < 5 else str(number)]
    await signed_in.database.write(lambda tx: tx.run("UPDATE worry SET origin = 'staff' WHERE id = 1"))
    page = (await signed_in.get("/staff/worries/numbers")).text
    assert page.count("Hidden to keep people private") == 2


async def test_the_print_is_logged_and_has_it_all(signed_in: Office) -> None:
    """For the safeguarding file: what was said and done; that it was opened is written down."""
    worry = await taken(signed_in, words="The words")
    await do(signed_in, worry, "note", kind="spoke", words=MOVED)
    page = (await signed_in.get(f"/staff/worries/{worry}/print")).text
    for shown in ("The words", MOVED, "for the safeguarding file only", "Printed by Mo Manager"):
        assert shown in page
    newest, *_ = await signed_in.database.read(access_log.recent)
    assert newest.did == f"opened for print worry {worry}"


async def named(office: Office, **fields: str) -> int:
    """Name somebody for when nobody answers at Mill Lane."""
    usual = {"contact_name": "Out Side", "contact_from": "Northside Council", "contact_email": "out@example.org"}
    page = "/staff/services/1/nobody-answers"
    return (await office.post(page, page, **{**usual, **fields})).status_code


async def test_someone_from_outside_opens_what_they_were_told_of_and_no_more(office: Office) -> None:
    """About both lead and deputy: who is named for that opens this worry, no other, and nothing else."""
    await office.sign_in("Ada Admin", Role.ADMINISTRATOR)
    assert await named(office) == 303
    (contact,) = await office.database.read(worry_contacts.all)
    await office.sign_in("Kim Teller", Role.KEYWORKER, "Mill Lane")
    tell = {"words": "It is them", "service": str(office.houses["Mill Lane"])}
    await office.post("/staff/tell", "/staff/tell", **tell, colleague="Sal Lead", other="Dee Deputy")
    other = await office.worry("Mill Lane", "another")

    def link(tx: Tx) -> str:
        from asking import signin  # noqa: PLC0415 - as the office does

        return f"/staff/sign-in/{signin.make_link(tx, office.clock(), contact.member_id or 0)}"

    await office.client.post(await office.database.write(link), data={"go": "on"})
    assert "It is them" in (await office.get("/staff/worries/1")).text
    assert (await office.get(f"/staff/worries/{other}")).status_code == 404
    assert "A worry waits for you." in (await office.get("/staff")).text
    assert "You do not work for a service yet" not in (await office.get("/staff")).text


@pytest.mark.parametrize(
    "fields",
    [
        {"contact_name": ""}, {"contact_name": "sal  lead"}, {"contact_from": "mill lane"}, {"contact_from": ""},
        {"contact_email": "no"}, {"contact_phone": "x"},
    ],
)  # fmt: skip
async def test_who_cannot_be_named_is_refused(office: Office, fields: dict[str, str]) -> None:
    """Nobody inside the house, nobody who is told already, and nobody whom no message reaches."""
    await office.sign_in("Ada Admin", Role.ADMINISTRATOR)
    assert await named(office, **fields) == 400
    assert await office.database.read(worry_contacts.all) == ()


async def test_three_are_enough_and_ending_one_ends_the_sign_in(office: Office) -> None:
    """A fourth is refused; whoever signed in for this only signs in no more."""
    await office.sign_in("Ada Admin", Role.ADMINISTRATOR)
    for number in range(4):
        status = await named(office, contact_name=f"Out {number}", contact_email=f"o{number}@example.org")
        assert status == (303 if number < 3 else 400)
    before = len(await office.database.read(members.active))
    page = "/staff/services/1/nobody-answers"
    assert (await office.post(f"{page}/1/end", page)).status_code == 303
    assert len(await office.database.read(members.active)) == before - 1


async def test_the_waits_are_kept_within_bounds(office: Office) -> None:
    """An administrator sets them; what is too long comes again."""
    await office.sign_in("Ada Admin", Role.ADMINISTRATOR)
    page, times = "/staff/worry-times", {"again": "15", "beyond": "60", "later": "60", "reminder": "1", "weekly": "3"}
    assert (await office.post(page, page, **times)).status_code == 303
    assert 'value="15"' in (await office.get(page)).text
    assert (await office.post(page, page, **{**times, "again": "999"})).status_code == 400


async def test_the_doctor_and_the_administrator_hear_that_nobody_can_be_told(office: Office) -> None:
    """A worry that reached nobody, a late one, and services without a way: each has a code, and names no person."""
    await office.database.write(lambda tx: settings.put(tx, "sample", "no"))
    await office.sign_in("Kim Teller", Role.KEYWORKER, "Mill Lane")
    await office.post("/staff/tell", "/staff/tell", words="w", service=str(office.houses["Mill Lane"]))
    office.clock.turn(hours=3)
    found = await office.database.read(lambda tx: looked(tx, office.clock()))
    assert {"D401", "D402", "D404"} <= {one.code for one in found}
    assert not any(name in str(one) for one in found for name in ("Sal", "Dee", "Kim"))
    await office.sign_in("Ada Admin", Role.ADMINISTRATOR)
    home = (await office.get("/staff")).text
    assert "A worry waits, and no message reached anybody who may open it." in home
