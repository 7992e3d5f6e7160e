"""The sheets that are printed: in each language, for each audience, with nobody's name but the person's own."""

from __future__ import annotations

import re

import pytest

from asking import profiles
from asking.profiles import Profile
from bot import invitation_words
from bot.invitation_words import Facts
from dialogs.model import Audience
from store import invitations, people, services
from store.tx import Tx
from tests.staff.inviting import LANGUAGES, are_invented, codes_in, ended, invited, link_of, log, said, speaks
from tests.staff.office import AT, Office

PRINT = "/staff/invitations/print?these="
TRANSLATED = LANGUAGES.codes[1:]
SHEET = re.compile(r'<section class="sheet.*?</section>', re.DOTALL)
FACTS = Facts(Audience.FAMILY, "Provider", "House", "Lee", "01632 960001", "Voice", "01632 960002", 6)


async def sheets(office: Office, *numbers: int) -> list[str]:
    """The sheets of these invitations, as HTML."""
    return SHEET.findall((await office.get(PRINT + "-".join(map(str, numbers)))).text)


async def test_a_sheet_says_what_happens(managed: Office) -> None:
    """Who asks, how long, that it is private and when not, that no is fine, who helps; and the way in, twice."""
    number = await invited(managed)
    page = (await managed.get(f"{PRINT}{number}")).text
    text = said(page)
    for sentence in (
        "Hello. Ada Example", "Invented Support wants to ask you about your support.",
        "We ask 6 questions at first, or fewer.", "Your answers are private.",
        "If you are not safe, we must tell someone.", "You can say no.", "You can have someone with you.",
        "You can start until 21 January 2027.", "This link is only for you.", "Your house: Mill Lane 01632 960000",
        "In danger, call 999",
    ):  # fmt: skip
        assert sentence in text, sentence
    link = await link_of(managed, number)
    assert codes_in(page) == [link, f"https://t.me/plainsay_bot?start={link.rpartition('/')[2]}"]
    assert link.removeprefix("http://") in text
    assert "<script" not in page
    assert " style=" not in page


async def test_it_names_nobody_else(managed: Office) -> None:
    """A relative's sheets do not name the one they are family of; a person's names no staff of theirs."""
    person, relative = managed.people["Mill Lane"][1], managed.people["Mill Lane family"][2]
    await managed.database.write(lambda tx: people.rename(tx, person, "Zed Secret"))
    await managed.database.write(lambda tx: people.rename(tx, relative, "Flo Family"))
    pages = await sheets(managed, await invited(managed, "Mill Lane family", 2), await invited(managed))
    assert len(pages) == 3
    assert "Flo Family" in pages[0]
    for page in pages:
        assert "Zed Secret" not in page
    assert "Flo Family" not in pages[1] + pages[2]
    assert "Mo Manager" not in "".join(pages)


async def test_family_get_a_second_sheet(managed: Office) -> None:
    """It says who we are, who sees what, how to check with us, and that we ask for neither money nor passwords."""
    first, second = await sheets(managed, await invited(managed, "Mill Lane family"))
    text = said("<body>" + second)
    for sentence in (
        "We are Invented Support.", "We support your relative in Mill Lane.",
        "Staff in Mill Lane do not see your answers.", "Sal Lead reads what you write.",
        "We never ask for money.", "We never ask for a password.", "Call us on a number that you know.",
        "+44 1632 960000", "999 works only in the United Kingdom.",
    ):  # fmt: skip
        assert sentence in text, sentence
    assert codes_in(second) == []
    assert len(codes_in(first)) == 2


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("house", ["Mill Lane", "Mill Lane family", "Mill Lane staff"])
async def test_every_language(managed: Office, language: str, house: str) -> None:
    """In each language every sentence is there, none in English; the page runs the right way and says it is a draft."""
    await are_invented(managed)
    await speaks(managed, managed.people[house][0], language)
    words = LANGUAGES.words(language)
    for page in await sheets(managed, await invited(managed, house)):
        assert f'lang="{language}" dir="{words.direction}"' in page
        text = said("<body>" + page)
        english = [one for one in EVERY if one in text]
        assert english == []
        assert words.shown(words.gettext("This is a draft translation.")) in text


def every(facts: Facts) -> set[str]:
    """Whatever a sheet may say in English, as far as it holds no name."""
    found: list[str] = []
    panels = invitation_words.panels(facts, found_in(found)) + invitation_words.reasons(facts, found_in(found))
    assert panels
    invitation_words.letter(facts, found_in(found))
    invitation_words.scan(found_in(found))
    return {one for one in found if "{" not in one}


def found_in(found: list[str]):  # noqa: ANN201 - a gettext that remembers
    """A gettext that remembers what it was asked for."""

    def say(text: str) -> str:
        found.append(text)
        return text

    return say


EVERY = every(FACTS) | {"Point the camera", "Or type this"}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated(language: str) -> None:
    """Nothing that an invitation says falls back to English, and its sentences need a sign-off."""
    words = LANGUAGES.words(language)
    wanted = every(FACTS)
    assert [one for one in wanted if words.gettext(one) == one] == []
    vital = {state.sentence.english for state in LANGUAGES.states(language, "plainsay") if state.sentence.vital}
    assert wanted <= vital


async def test_who_gets_no_sheet_is_named(managed: Office) -> None:
    """An ended link and a language without sign-off give no sheet, and the page says why; the others are printed."""
    over, welsh, good = [await invited(managed, "The Elms", number) for number in range(3)]
    await ended(managed, over)
    await speaks(managed, managed.people["The Elms"][1], "cy")
    page = (await managed.get(f"{PRINT}{over}-{welsh}-{good}")).text
    assert len(SHEET.findall(page)) == 1
    text = said(page)
    assert "Without a sheet: 2 people" in text
    assert "The link of this invitation has ended. Renew it first." in text
    assert "Nobody can be asked in Welsh yet." in text
    found = await managed.database.read(lambda tx: [invitations.get(tx, one) for one in (over, welsh, good)])
    assert [one.sent_by for one in found if one] == ["", "", "paper"]
    assert (f"sent by paper, invitation {good}", managed.people["The Elms"][2]) in await log(managed)


async def test_large_letters(managed: Office) -> None:
    """Who needs large letters gets a sheet with them."""
    number, other = await invited(managed), await invited(managed, "Mill Lane", 1)
    large = Profile(needs=("large",))
    await managed.database.write(lambda tx: profiles.keep(tx, managed.people["Mill Lane"][0], large, at=AT))
    first, second = await sheets(managed, number, other)
    assert "sheet--large" in first
    assert "sheet--large" not in second


async def test_without_numbers_and_without_telegram(managed: Office) -> None:
    """Where nothing is known there is no empty line: 999 stays, and one code."""

    def bare(tx: Tx) -> None:
        services.set_contacts(tx, 1, phone="", independent_name="", independent_phone="")

    await managed.database.write(bare)
    managed.telegram = ""
    (page,) = await sheets(managed, await invited(managed))
    assert page.count("help__one") == 1
    assert "999" in page
    assert len(codes_in(page)) == 1
    assert "Telegram" not in page
