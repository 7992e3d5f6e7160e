"""The chief executive declares a self-assessment in an account of their own: who is asked, told, and has the button."""

from __future__ import annotations

from datetime import timedelta

import pytest

from asking import declaring, post
from evidence.self_assessment.declared import declared, lacks, line
from store import access_log, members, settings, worries
from tests.staff.assessing import begun, saved
from tests.staff.declaring import DECLARE, HERE, WORDS, asked, chief, chief_named, declare, mails, signed_in, whole
from tests.staff.office import AT, Office, form_token_on


async def test_who_is_asked_sees_all_of_it_and_declares(office: Office) -> None:
    """Their first page leads to ratings, gaps and the draft; name and day are their own, and it is logged."""
    ann = await chief(office)
    await begun(office)
    await saved(office, rating="Amber", gaps="Nights are noisy.")
    await asked(office, ann)
    await signed_in(office, ann)
    assert (
        "Mo asks you to declare the self-assessment of 23 November 2025 to 22 November 2026."
        in (await office.get("/staff")).text
    )
    page = (await office.get(f"{HERE}/declare")).text
    for words in ("Nights are noisy.", "Amber", "We rate ourselves: Support is focused on the person: Amber.",
                  "public-statement?number=1&amp;public=yes", "I declare this"):  # fmt: skip
        assert words in page
    assert (await declare(office)).status_code == 303
    found = await whole(office)
    assert (found.said.words, found.said.name, found.said.on) == (WORDS, "Ann", "2026-11-22")
    assert line(found) == "Declared by Ann, Chief executive, on 22 November 2026."
    assert lacks(found) == ""
    assert "Mo asks you to declare" not in (await office.get("/staff")).text
    log = {one.did for one in await office.database.read(access_log.recent)}
    assert {"asked for a declaration of self-assessment 1", "declared self-assessment 1"} <= log


async def test_only_whoever_is_asked_can_declare(office: Office) -> None:
    """Another member of the board is refused, sees no button, and nothing is kept."""
    ann = await chief(office)
    await begun(office)
    await asked(office, ann)
    await office.sign_in("Bo", "board")
    page = (await office.get(f"{HERE}/declare")).text
    assert "I declare this" not in page
    assert "Ann was asked to declare this" in page
    token = form_token_on(page)
    fields = {**DECLARE, "read": "x", "form_token": token}
    assert (await office.client.post(f"{HERE}/declare", data=fields)).status_code == 403
    assert declared(await whole(office)) is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"words": " "}, "Write what you declare."),
        ({"role": ""}, "Write your role"),
        ({"sure": ""}, "Tick that you have read it."),
        ({"next_on": "2026-11-22"}, "Choose a day that is still to come."),
        ({"next_on": "soon"}, "Choose a day that is still to come."),
    ],
)
async def test_a_wrong_declaration_says_what_to_mend(office: Office, changes: dict[str, str], sentence: str) -> None:
    """Each mistake is told at its field, and nobody has declared anything."""
    ann = await chief(office)
    await begun(office)
    await asked(office, ann)
    await signed_in(office, ann)
    answer = await declare(office, **changes)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert declared(await whole(office)) is None


async def test_asking_names_who_can(office: Office) -> None:
    """Board and managers who see it can be asked, and nobody else; what they are is said, to stand under it."""
    await begun(office)
    ann, lead = await chief(office), await chief_named(office, "Lee", "lead")
    elsewhere = await chief_named(office, "Els", "board", "Mill Lane")
    page = (await office.get(f"{HERE}/statement")).text
    assert f'<option value="{ann}">Ann, board</option>' in page
    for other in (lead, elsewhere):
        assert f'<option value="{other}"' not in page
        wrong = await office.post(f"{HERE}/declarer", do="ask", member=str(other), declarer="Chair")
        assert wrong.status_code == 400
        assert "They cannot be asked any more." in wrong.text
    for fields, sentence in (
        ({"member": "0", "declarer": "Chair"}, "Choose who declares it."),
        ({"member": str(ann), "declarer": " "}, "Write what they are"),
    ):
        wrong = await office.post(f"{HERE}/declarer", do="ask", **fields)
        assert wrong.status_code == 400
        assert sentence in wrong.text


async def test_asking_is_taken_back(office: Office) -> None:
    """Whoever is asked no more has no line and no button; whoever can no longer sign in is named to the manager."""
    ann = await chief(office)
    await begun(office)
    await asked(office, ann)
    assert (await office.post(f"{HERE}/declarer", do="back")).headers["location"].endswith("?done=not_asked")
    await signed_in(office, ann)
    assert "asks you to declare" not in (await office.get("/staff")).text
    assert "I declare this" not in (await office.get(f"{HERE}/declare")).text
    await office.sign_in("Bo", "manager")
    await asked(office, ann)
    await office.database.write(lambda tx: members.end(tx, ann, who="Bo", at=AT))
    assert "Ann cannot declare the self-assessment any more. Ask somebody else." in (await office.get("/staff")).text
    assert "They can no longer sign in" in (await office.get(f"{HERE}/statement")).text


async def test_they_are_told_at_once_and_each_week(office: Office) -> None:
    """One message when they are asked, one each week by day while it waits, none once it is declared."""
    await office.database.write(lambda tx: settings.put(tx, post.READY, "yes"))
    ann = await chief(office)
    await begun(office)
    await asked(office, ann)

    async def put(**by: int) -> int:
        moment = office.clock() + timedelta(**by)
        return await office.database.write(lambda tx: declaring.remind(tx, moment))

    (first,) = await mails(office)
    assert "Mo asks you to declare the self-assessment" in first
    assert "/staff/assessments/1/declare" in first
    assert [await put(days=6), await put(days=7, hours=9), await put(days=7, hours=1)] == [0, 0, 1]
    assert [await put(days=8), await put(days=14, hours=2)] == [0, 1]
    await signed_in(office, ann)
    assert (await declare(office)).status_code == 303
    assert await put(days=30) == 0
    assert len(await mails(office)) == 3


async def test_who_signs_without_it_asks_nobody_any_more(office: Office) -> None:
    """It was signed knowingly without a declaration: whoever was asked hears no more of it, today or next week."""
    await office.database.write(lambda tx: settings.put(tx, post.READY, "yes"))
    ann = await chief(office)
    await begun(office)
    await asked(office, ann)
    assert (await office.post(f"{HERE}/sign", sure="yes", without="yes")).status_code == 303
    later = office.clock() + timedelta(days=7, hours=1)
    assert await office.database.write(lambda tx: declaring.remind(tx, later)) == 0
    await signed_in(office, ann)
    assert "asks you to declare" not in (await office.get("/staff")).text


async def test_a_worry_in_the_words_is_passed_on(office: Office) -> None:
    """What tells of somebody in danger goes to the leads, with a way back to where it stands."""
    ann = await chief(office)
    await begun(office)
    await asked(office, ann)
    await signed_in(office, ann)
    assert (await declare(office, words="Staff hit a man. He is not safe.")).status_code == 303
    (one,) = await office.database.read(worries.all)
    assert one.source == "declaration/1"


async def test_deleting_counts_no_asking_as_a_page(office: Office) -> None:
    """That somebody was asked is no page that was written."""
    ann = await chief(office)
    await begun(office)
    await asked(office, ann)
    page = (await office.get(f"{HERE}/remove")).text
    assert "page that was" not in page
    assert "of the other way" not in page
