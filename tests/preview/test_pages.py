"""What the pages of the preview show."""

from __future__ import annotations

import pytest

from bot.http.security import POLICY
from tests.dialogs.packtools import tiny
from tests.preview.tools import QUESTION, Group, text


async def test_the_first_page_counts(group: Group) -> None:
    """The first page says how many questions there are, how many were tried as they are now, and what groups say."""
    before = text(await group.opens("/"))
    assert "This pack has 5 questions. People have tried none of them as they are now." in before
    assert "Keep: 0. Change: 0. Leave out: 0." in before
    await group.says(verdict="leave_out")
    after = text(await group.opens("/"))
    assert "People have tried 1 of them" in after
    assert "Keep: 0. Change: 0. Leave out: 1." in after


async def test_each_standard_names_what_shows_it(group: Group) -> None:
    """Every standard and warning sign stands in the table, with its questions by audience and its kinds of record."""
    page = text(await group.opens("/"))
    assert "Good People choose their tea. People: chose , with , turned , words Records: A visit" in page
    assert "Warning sign The tea is cold. People: warm Records:" in page


async def test_a_standard_that_nobody_is_asked_about_is_marked(group: Group) -> None:
    """A standard that only records can show says so."""
    cold = "statement: The tea is cold."
    shown_by_records = ("code.yaml", cold, f"{cold}\n        records: [visit]")
    tiny(group.folder, ("area-1.yaml", "shows: [tiny.1.bad.1]", "shows: [tiny.1.good.1]"), shown_by_records)
    page = text(await group.opens("/"))
    assert "The tea is cold. We ask nobody. Only records show it. Records: A visit" in page


async def test_a_standard_that_people_are_not_asked_about_is_marked(group: Group) -> None:
    """Where only others are asked, it says that people are not."""
    (group.folder / "talk-staff.yaml").write_text(
        (group.folder / "talk-person.yaml").read_text(encoding="utf-8").replace("audience: person", "audience: staff")
        .replace("talk.", "talk.staff."), encoding="utf-8",
    )  # fmt: skip
    staff = (
        "\nstaff:\n  - {id: tiny.1.staff.cold, ask: 'Was the tea cold?', kind: choice, about: fact, core: true,"
        " picture: tea, alt: A cup of tea, shows: [tiny.1.bad.1],"
        " polarity: {yes: not_good, a-bit: mixed, no: good}}\n"
    )
    tiny(group.folder, ("area-1.yaml", "shows: [tiny.1.bad.1]", "shows: [tiny.1.good.1]"), ("area-1.yaml", "", staff))
    page = text(await group.opens("/"))
    assert "The tea is cold. We do not ask people about it. Staff: cold" in page


async def test_a_question_tells_all_about_itself(group: Group) -> None:
    """Beside the screen stand its name, what it shows, how answers count, its pair, and who tried it."""
    page = text(await group.opens())
    assert "1 of 5" in page
    assert "Name in the pack tiny.1.person.chose Who is asked People Area Your tea" in page
    assert "Asked of Everyone, every time" in page
    assert "Good People choose their tea. How each answer counts" in page
    assert "Yes good Mostly yes good A bit mixed Mostly no not good No not good" in page
    assert "Asked the other way round: Did someone else choose your tea?" in page
    assert "Keep A tea club, 1 November 2026 What it meant to them: Who picked the tea" in page
    assert "We do not know which words they tried." in page


async def test_a_warning_sign_says_what_good_means(group: Group) -> None:
    """Good on a warning sign is explained; a question in own words says that nobody counts them."""
    assert "Good on a warning sign means: nobody saw it." in text(await group.opens("/questions/tiny.1.person.warm"))
    assert "The program does not count them." in text(await group.opens("/questions/tiny.1.person.words"))
    assert "Asked only after tiny.1.person.warm: warm" in text(await group.opens("/questions/tiny.1.person.with"))


async def test_findings_of_the_rules_stand_beside_their_question(group: Group) -> None:
    """A finding shows with its rule, line and suggestion at its own question only; an allowed one with its reason."""
    tiny(
        group.folder,
        ("area-1.yaml", "ask: Did you choose your tea today?", "ask: Did you utilise your tea today?"),
        ("area-1.yaml", "    ask: What else?", "    # lint: L02 ok, people asked for it\n    ask: What else?"),
    )
    page = text(await group.opens())
    assert "To mend 'utilise' is jargon. Say: use." in page
    assert "Rule L10, line 4 of area-1.yaml" in page
    assert "easy read" not in page.lower()
    other = text(await group.opens("/questions/tiny.1.person.words"))
    assert "The rules found nothing." in other
    assert "Looked at and kept Why: people asked for it Rule L02" in other


async def test_names_that_the_pack_leaves_open_have_stand_ins(group: Group) -> None:
    """No placeholder is shown raw: a plain stand-in is there, in square brackets."""
    ask, said = "    ask: What else?", "    text: ['{listener} of {provider} reads this.']"
    tiny(group.folder, ("area-1.yaml", ask, f"{said}\n{ask}"))
    page = text(await group.opens("/questions/tiny.1.person.words"))
    assert "[name of the one who listens] of [name of the organisation] reads this." in page
    assert "{" not in page


async def test_the_way_through_stays_within_its_part(group: Group) -> None:
    """Before and next stay with one area and audience, the place says where we are, and both ends have no way on."""
    page = await group.opens(f"{QUESTION}?area=tiny.1&audience=person")
    assert "People: Your tea" in text(page)
    assert 'href="/questions/tiny.1.person.warm?area=tiny.1&amp;audience=person">Next' in page.text
    assert '<span class="step none">Before' in page.text
    last = await group.opens("/questions/tiny.1.person.words?area=tiny.1&audience=person")
    assert '<span class="step none">Next' in last.text


async def test_the_pack_is_read_anew(group: Group) -> None:
    """Words that an author changes beside the meeting are there when the page is loaded again."""
    await group.opens()
    tiny(group.folder, ("area-1.yaml", "Did you choose your tea today?", "Did you pick your tea today?"))
    assert "Did you pick your tea today?" in text(await group.opens())


async def test_faults_are_a_page(group: Group) -> None:
    """A pack that is not whole shows each fault with file, line and mend, on every page, until it is mended."""
    tiny(group.folder, ("area-1.yaml", "picture: tea", "picture: nothing-like-it"))
    for path in ("/", QUESTION, "/paper"):
        page = await group.opens(path)
        assert page.status_code == 503
        assert "area-1.yaml, line 8" in text(page)
        assert "The picture 'nothing-like-it' is not in the set." in text(page)
    tiny(group.folder)
    assert (await group.opens()).status_code == 200


async def test_a_file_that_cannot_be_opened_is_a_fault(group: Group) -> None:
    """A file that the system refuses gives the page of faults, not a failure of ours."""
    (group.folder / "scale.yaml").unlink()
    (group.folder / "scale.yaml").mkdir()
    page = await group.opens()
    assert page.status_code == 503
    assert "scale.yaml, line 1" in text(page)


async def test_paper_has_a_sheet_for_each_question(group: Group) -> None:
    """The page for the printer holds each question of its part once, with room to write."""
    page = await group.opens("/paper?area=tiny.1&audience=person")
    assert page.text.count('<article class="sheet"') == 5
    assert page.text.count('<div class="room">') == 5
    assert (await group.opens("/paper?area=tiny.9")).status_code == 404


@pytest.mark.parametrize("path", ["/questions/nobody", "/questions/%00", "/nothing", "/pictures/none.svg", "/undo"])
async def test_a_wrong_address_has_a_plain_page(group: Group, path: str) -> None:
    """Whatever does not exist gets a short page and the right status."""
    page = await group.opens(path)
    assert page.status_code in {404, 405}
    assert "There is nothing here" in text(page)


async def test_pages_carry_the_safe_headers(group: Group) -> None:
    """Pages and errors alike have the strict policy, and nothing of them runs or is kept by the browser."""
    for path in ("/", QUESTION, "/paper", "/nothing"):
        page = await group.opens(path)
        assert page.headers["content-security-policy"] == POLICY
        assert page.headers["cache-control"] == "no-store"
        assert "<script" not in page.text
        assert "style=" not in page.text


async def test_another_name_of_this_computer_is_refused(group: Group) -> None:
    """A site that leads its own name to this computer reads nothing and writes nothing."""
    for method in ("GET", "POST"):
        answer = await group.client.request(method, QUESTION, headers={"host": "evil.example:8010"})
        assert answer.status_code == 400 if method == "GET" else answer.status_code in {400, 403}
        assert "tea" not in answer.text
