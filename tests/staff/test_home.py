"""The home page: what needs me today, what people told us, how strong the evidence is; each role sees its own."""

from __future__ import annotations

import html
import re

import pytest

from asking import profiles
from asking.permissions import Role
from store import profiles as stored_profiles
from store import rounds, services, sessions
from store.tx import Tx
from tests.staff.office import AT, Office

GOOD = {"choose": "yes", "listen": "yes", "rushed": "no"}
BAD = {"choose": "no", "listen": "no", "rushed": "yes"}


async def home(office: Office, role: str, house: str = "") -> str:
    """What the home page says to a role, without its marks."""
    await office.sign_in("Mo", role, house)
    page = (await office.get("/staff")).text.partition("<main")[2]
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


def asked_how(tx: Tx, person: int) -> None:
    """Somebody asked this person how they like to communicate."""
    profiles.keep(tx, person, profiles.EMPTY, at=AT)
    stored_profiles.review(tx, person, on=AT[:10], who="Kim")


async def test_where_nothing_waits_it_says_so(office: Office) -> None:
    """An empty list is a sentence, not a gap."""
    supported = [person for house in office.houses for person in office.people[house]]
    await office.database.write(lambda tx: [asked_how(tx, person) for person in supported])
    for role in (Role.LEAD, Role.HELPER, Role.BOARD):
        assert "Nothing waits for you." in await home(office, role)


async def test_a_lead_sees_what_waits_and_what_is_late(office: Office) -> None:
    """Worries come first, with how many; words that waited over a working day are said to be late."""
    await office.worry("Mill Lane", "words")
    await office.words("Mill Lane", "I like my garden.", at="2026-11-18T09:00:00Z")
    page = await home(office, Role.LEAD)
    assert "A worry waits for you." in page
    assert "1 answer in own words waits to be heard or read, all of them more than one working day." in page
    assert page.index("A worry waits") < page.index("1 answer")


async def test_a_lead_of_another_house_sees_nothing_of_it(office: Office) -> None:
    """What waits in one house is no business of the next."""
    await office.worry("Mill Lane", "words")
    await office.words("Mill Lane", "I like my garden.")
    assert "Nothing waits for you." in await home(office, Role.LEAD, "Harbour View")


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.MANAGER])
async def test_others_hear_that_one_is_open_and_whom_to_tell(office: Office, role: str) -> None:
    """They cannot see a worry: they can go and find someone who can."""
    await office.worry("Mill Lane", "words")
    await office.worry("Mill Lane", "more words")
    page = await home(office, role)
    assert "A worry is open. Tell the safeguarding lead or deputy: only they can see it." in page
    assert "2 worries" not in page


async def test_a_manager_sees_where_nobody_can_be_asked(office: Office) -> None:
    """A service without a lead or a deputy from outside is named, with what is missing."""
    await office.database.write(lambda tx: services.add(tx, name="New Street"))
    assert "New Street has no safeguarding lead yet. Until then nobody there can be asked." in await home(
        office, Role.MANAGER
    )
    assert "New Street" not in await home(office, Role.MANAGER, "Mill Lane")


async def test_it_says_how_many_talked_this_month(office: Office) -> None:
    """People are counted once, by who they are; those of other houses are not for who works in one."""
    await office.answer("Mill Lane", 12, say=GOOD)
    await office.answer("Harbour View", 6, say=GOOD)
    assert "these people talked with us: People supported: 18" in await home(office, Role.MANAGER)
    assert "these people talked with us: People supported: 6" in await home(office, Role.MANAGER, "Harbour View")
    office.clock.turn(days=31)
    assert "Nobody talked with us in the last 30 days." in await home(office, Role.MANAGER)


async def test_it_says_what_stands_out(office: Office) -> None:
    """What most people find good or not good, in the code's words; a warning sign says whether it is seen."""
    await office.answer("Mill Lane", 12, say={"choose": "yes", "listen": "no", "rushed": "yes"})
    page = await home(office, Role.BOARD)
    good, not_good = page.partition("Not good for most people supported")[::2]
    statements = {one.id: one for one in office.pack.standards}
    assert "Good for most people supported" in good
    assert "10 good, 0 good and not good, 0 not good" in good  # results move in steps of five people
    assert "Warning sign, seen by most:" in not_good
    assert any(one.statement in not_good for one in statements.values() if one.sign == "warning")


async def test_few_people_are_not_told_of(office: Office) -> None:
    """Under five people nothing stands out, since that would tell what each of them said (D15)."""
    await office.answer("Rose Cottage", 3, say=BAD)
    page = await home(office, Role.MANAGER, "Rose Cottage")
    assert "most people supported" not in page


async def test_a_keyworker_and_a_helper_read_no_evidence(office: Office) -> None:
    """They see what waits for them, and not what many people say."""
    await office.answer("Mill Lane", 12, say=GOOD)
    for role in (Role.KEYWORKER, Role.HELPER):
        assert "How strong is our evidence" not in await home(office, role)


async def test_who_only_looked_is_not_counted(office: Office) -> None:
    """A talk without an answer is no talk that told us something."""
    await office.database.write(lambda tx: office.talk(tx, "Mill Lane"))
    assert await office.database.read(lambda tx: sessions.people_since(tx, "2026-01-01T00:00:00Z")) == {}


async def test_it_says_who_was_not_asked_and_when_it_gets_late(office: Office) -> None:
    """Each open round with people who were not asked is a line; in its last days the line is late."""
    assert "Autumn 2026: 89 people not asked yet." in await home(office, Role.MANAGER)
    assert "Autumn 2026: 24 people not asked yet." in await home(office, Role.KEYWORKER, "Harbour View")
    office.clock.turn(days=35)
    assert "Autumn 2026: 89 people not asked yet. It ends in 4 days." in await home(office, Role.MANAGER)


async def test_where_nothing_is_sure_it_says_so(office: Office) -> None:
    """The same answers in both rounds are no change."""
    autumn, (spring, *_) = office.round, await office.database.read(rounds.all)
    for number in (spring.id, autumn):
        office.round = number
        office.talks.clear()
        await office.answer("Mill Lane", 20, say=GOOD)
    assert "Nothing that we can be sure of." in await home(office, Role.BOARD)


@pytest.mark.parametrize("role", [Role.KEYWORKER, Role.HELPER, Role.BOARD])
async def test_whoever_supports_people_hears_nothing_of_a_worry(office: Office, role: str) -> None:
    """It may be about them: neither the list nor the banner says that one is open."""
    await office.worry("Mill Lane", "words")
    page = await home(office, role)
    assert "A worry is open" not in page
    assert "Someone is needed now" not in page
