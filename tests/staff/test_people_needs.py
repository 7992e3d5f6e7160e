"""How someone communicates, on the staff pages: kept, flagged, asked again after a year, and printed in their words."""

from __future__ import annotations

import pytest

from asking.forgetting import forget
from asking.profiles import Profile, keep, of
from store import people, profiles
from tests.staff.office import AT, Office, form_token_on
from tests.staff.test_people import looks, words


async def send(office: Office, person: int, needs: tuple[str, ...] = (), **fields: str) -> int:
    """Fills the form in as a browser does: a tick each, under one name."""
    token = form_token_on((await office.get("/staff")).text)
    data = {"form_token": token, "needs": list(needs), **fields}
    return (await office.client.post(f"/staff/people/{person}/needs", data=data)).status_code


async def test_what_is_ticked_is_kept_and_said_to_be_met(managed: Office) -> None:
    """The page says what each need changes; what nobody offered is not kept; the e-mail that was known stays."""
    ada = managed.people["Mill Lane"][0]
    await managed.database.write(lambda tx: keep(tx, ada, Profile(email="ada@example.org"), at=AT))
    assert (
        await send(managed, ada, ("aloud", "time", "junk"), hearing="left ear", share="yes", words="Talk slowly.")
        == 303
    )
    assert await managed.database.read(lambda tx: of(tx, ada)) == Profile(
        needs=("aloud",),
        hearing="left ear",
        words="Talk slowly.",
        email="ada@example.org",
        share="yes",
        share_on=AT[:10],
    )
    page = words((await managed.get(f"/staff/people/{ada}")).text)
    for told in (
        "The tablet and Telegram read each question aloud from the start.",
        "About hearing left ear",
        "They said yes to sharing this with others, on 22 November 2026.",
        "Nobody has asked Ada Example yet",
    ):
        assert told in page, told
    form = (await managed.get(f"/staff/people/{ada}/needs")).text
    assert 'value="aloud" checked' in form
    assert "Talk slowly." in form


async def test_asked_today_counts_for_a_year(managed: Office) -> None:
    """No need at all is an answer; a year later page, list and home page ask again, and one press is enough."""
    ada = managed.people["Mill Lane"][0]
    assert "Ask 45 people how they like to communicate." in words((await managed.get("/staff")).text)
    assert await send(managed, ada, asked="yes") == 303
    page = words((await managed.get(f"/staff/people/{ada}")).text)
    assert "They need nothing special." in page
    assert "Asked by Mo Manager, 22 November 2026." in page
    assert "Ask 44 people" in words((await managed.get("/staff")).text)
    managed.clock.turn(days=366)
    await managed.sign_in("Mo Manager", "manager")
    assert "It is time to ask again." in words((await managed.get(f"/staff/people/{ada}")).text)
    assert "Ask again how they communicate" in words((await managed.get("/staff/people?show=due&find=ada")).text)
    assert (await managed.post(f"/staff/people/{ada}/asked")).status_code == 303
    assert "Ask 44 people" in words((await managed.get("/staff")).text)
    assert "asked a person how they communicate" in await looks(managed)


async def test_the_sheet_speaks_for_the_person(managed: Office) -> None:
    """Their own words, their likes with pictures, and that others must ask first where they have not said yes."""
    ada = managed.people["Mill Lane"][0]
    profile = Profile(needs=("two", "signs"), words="Talk <slowly>.", helper="Kim", sight="sits near")
    await managed.database.write(lambda tx: keep(tx, ada, profile, at=AT))
    page = words((await managed.get(f"/staff/people/{ada}/sheet")).text)
    for told in (
        "How to talk with me Ada Example Talk &lt;slowly&gt;.",
        "Please give me 2 answers to choose from.",
        "Please use signs with me.",
        "I like to have someone with me. Kim",
        "More to know sits near",
        "Please ask me before you share this.",
        "Ada Example has not said yes to sharing it.",
    ):
        assert told in page, told
    assert "Please read things to me." not in page


@pytest.mark.parametrize("language", ["pl", "ar", "ur"])
async def test_the_sheet_is_in_their_language_with_the_english(managed: Office, language: str) -> None:
    """Whoever reads it for them understands it too; it runs the way that their language runs."""
    ada = managed.people["Mill Lane"][0]
    await managed.database.write(lambda tx: people.speak(tx, ada, language))
    html = (await managed.get(f"/staff/people/{ada}/sheet")).text
    assert f'lang="{language}" dir="{"ltr" if language == "pl" else "rtl"}"' in html
    assert 'lang="en" dir="ltr">Please give me time.' in html


async def test_who_is_forgotten_has_no_profile(managed: Office) -> None:
    """Nothing of it is left, sealed or not."""
    ada = managed.people["Mill Lane"][0]
    await send(managed, ada, ("aloud",), words="Talk slowly.")
    await managed.database.write(lambda tx: forget(tx, managed.pack, person_id=ada, with_answers=False, at=AT))
    assert await managed.database.read(lambda tx: profiles.get(tx, ada)) is None
    assert await managed.database.read(lambda tx: tx.all("SELECT 1 FROM profile")) == []
