"""What is changed after a self-assessment was declared voids it, and every reader sees who declared what."""

from __future__ import annotations

import pytest

from evidence.self_assessment.declared import declared, lacks, line
from store import members
from tests.staff.assessing import begun, saved
from tests.staff.declaring import HERE, WORDS, asked, by_ann, chief, declare, fingerprint_on, signed_in, whole
from tests.staff.office import Office


@pytest.mark.parametrize("what", ["area", "who", "words"])
async def test_any_change_voids_it_and_says_so(office: Office, what: str) -> None:
    """A page, who took part, or the words themselves: it says what was changed, and asks for the declaration anew."""
    await by_ann(office)
    await office.sign_in("Mo", "manager")
    if what == "area":
        await saved(office, rating="Green", gaps="Nights are noisy.")
    if what == "who":
        await office.post(f"{HERE}/who", edit="0", **{"how-people": "A meeting"})
    if what == "words":
        await office.post(f"{HERE}/statement", edit="1", words="All is well.", name="Ann", role="Chief executive")
    name = {"area": "Support is focused on the person", "who": "Who took part", "words": "The declaration itself"}[what]
    found = await whole(office)
    who = "Ann" if what == "words" else "Ann, Chief executive,"
    sentence = f"{who} declared it on 22 November 2026. It was changed since"
    assert lacks(found).startswith(sentence)
    assert lacks(found).endswith(f"Changed: {name}.")
    for path in (HERE, f"{HERE}/statement", f"{HERE}/declare", f"{HERE}/sign", f"{HERE}/preview"):
        assert sentence in (await office.get(path)).text, path
    assert "The self-assessment was changed since" in (await office.get("/staff")).text
    told = (
        "Written down by Mo for Ann, Chief executive." if what == "words" else "It was changed since, and not declared"
    )
    assert told in line(found)


async def test_the_same_again_leaves_it_standing(office: Office) -> None:
    """Who saves without a change, or changes a page back, has changed nothing of what was declared."""
    await by_ann(office)
    await office.sign_in("Mo", "manager")
    await saved(office, rating="Green", gaps="Nights are noisy.")
    assert lacks(await whole(office))
    await saved(office, rating="Amber", gaps="Nights are noisy.")
    said = (await whole(office)).said
    fields = {name: getattr(said, name) for name in ("words", "name", "role", "on", "next_on")}
    await office.post(f"{HERE}/statement", edit="1", **fields)
    assert lacks(await whole(office)) == ""
    assert (
        "Ann, Chief executive, has declared the self-assessment. It can be signed." in (await office.get("/staff")).text
    )


async def test_what_was_changed_while_they_read_is_read_again(office: Office) -> None:
    """Who presses the button on what somebody changed meanwhile has declared nothing, and keeps their words."""
    ann = await chief(office)
    await begun(office)
    await asked(office, ann)
    await signed_in(office, ann)
    before = fingerprint_on((await office.get(f"{HERE}/declare")).text)
    await office.sign_in("Mo", "manager")
    await saved(office, gaps="Nights are noisy.")
    await signed_in(office, ann)
    answer = await declare(office, read=before)
    assert answer.status_code == 409
    assert "Somebody changed the self-assessment while you were reading." in answer.text
    assert f"{WORDS}</textarea>" in answer.text
    assert declared(await whole(office)) is None
    assert (await declare(office)).status_code == 303


async def test_signing_without_it_is_only_done_knowingly(office: Office) -> None:
    """Without a declaration a second tick is asked for; with one it is not."""
    await begun(office)
    page = (await office.get(f"{HERE}/sign")).text
    assert "No declaration of the chief executive yet." in page
    wrong = await office.post(f"{HERE}/sign", sure="yes")
    assert wrong.status_code == 400
    assert "Tick that you sign it without a declaration, or ask for one first." in wrong.text
    assert (await whole(office)).assessment.version == 0
    assert (await office.post(f"{HERE}/sign", sure="yes", without="yes")).status_code == 303
    await asked(office, await chief(office))
    await signed_in(office, (await office.database.read(members.all))[-1].id)
    assert (await declare(office)).status_code == 303
    await office.sign_in("Bo", "manager")
    page = (await office.get(f"{HERE}/sign")).text
    assert 'name="without"' not in page
    assert "Declared by Ann, Chief executive, on 22 November 2026." in page
    assert (await office.post(f"{HERE}/sign", sure="yes")).status_code == 303


async def test_everyone_reads_who_declared_it(office: Office) -> None:
    """Statement, whole and published page name who declared it and when; later changes touch no signed version."""
    await by_ann(office)
    await office.sign_in("Mo", "manager")
    await office.post(f"{HERE}/sign", sure="yes")
    await office.post(f"{HERE}/publish", version="1")
    await saved(office, gaps="Changed afterwards.")
    told = "Declared by Ann, Chief executive, on 22 November 2026."
    for name in ("public-statement", "self-assessment"):
        page = (await office.get(f"/staff/reports/{name}?number=1&public=yes&version=1")).text
        assert told in page, name
    versions = (await office.get(f"{HERE}/versions?a=1")).text
    assert "declared this on 22 November 2026. It was changed since, and not declared anew." in versions


async def test_what_a_manager_wrote_down_says_so(office: Office) -> None:
    """Words that a manager typed are never shown as the chief executive's own declaration."""
    await begun(office)
    fields = {"words": WORDS, "name": "Ruth", "role": "Chair", "on": "2026-11-20"}
    await office.post(f"{HERE}/statement", edit="0", **fields)
    told = "Written down by Mo for Ruth, Chair, 20 November 2026."
    assert told in (await office.get("/staff/reports/public-statement?number=1")).text
    for path in (HERE, f"{HERE}/statement", f"{HERE}/sign", f"{HERE}/preview"):
        assert f"No declaration of the chief executive yet. {told}" in (await office.get(path)).text, path


async def test_asking_again_starts_from_who_declared_it(office: Office) -> None:
    """They stand chosen, and find a draft of today's ratings beside the words that they declared of others."""
    ann = await by_ann(office)
    await office.sign_in("Mo", "manager")
    await saved(office, rating="Green", gaps="Nights are noisy.")
    assert f'<option value="{ann}" selected>' in (await office.get(f"{HERE}/statement")).text
    await asked(office, ann)
    await signed_in(office, ann)
    page = (await office.get(f"{HERE}/declare")).text
    assert f"{WORDS}</textarea>" in page
    assert "We rate ourselves: Support is focused on the person: Green." in page
    assert (await declare(office)).status_code == 303
    assert lacks(await whole(office)) == ""
