"""Finding an action in a long register: by words, numbers and leads, in the order that is asked for."""

from __future__ import annotations

import html
import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asking.permissions import Role
from bot.staff.actions.finding import by_number, words
from store import actions, plans
from store.action import Expected, NewAction, Someone, Status
from store.tx import Tx
from tests.staff.office import AT, Office

LIST = "/staff/actions"


@pytest.fixture
async def manager(office: Office) -> Office:
    """A register of five actions in two plans, with Mo signed in, who manages every house and leads one of them."""
    kim = await office.sign_in("Kim Doyle", Role.KEYWORKER, "Mill Lane")
    mo = await office.sign_in("Mo", Role.MANAGER)

    def made(tx: Tx) -> None:
        first, second = (plans.add(tx, name=name, kind=plans.REGISTER, at=AT, by=None) for name in ("Zebra", "Apple"))
        for new in (
            NewAction(first, "Train every mentor.", number="2.10", due_on="2027-03-01", leads=(Someone("Kim", kim),)),
            NewAction(first, "Ask about supper.", number="2.9", due_on="2027-01-01", leads=(Someone("The cook"),),
                      outcome="People eat at the café."),
            NewAction(second, "Paint the hall.", number="1", leads=(Someone("Mo", mo),), due_on="2027-02-01",
                      expected=(Expected("Photographs"),)),
            NewAction(second, "Buy bread.", number="", knows=(Someone("Night staff"),)),
            NewAction(second, "Mend the gate.", number="3", status=Status.DONE),
        ):  # fmt: skip
            actions.add(tx, new, at=AT, by=None)

    await office.database.write(made)
    return office


async def found(office: Office, query: str) -> list[str]:
    """What a list shows, in its order, without the numbers."""
    page = (await office.get(f"{LIST}?{query}")).text
    cards = re.findall(r'card__link" href="/staff/actions/\d+">([^<]+)</a>', page)
    return [re.sub(r"^[\d.]+ ", "", html.unescape(one)) for one in cards]


@pytest.mark.parametrize(
    ("find", "wanted"),
    [
        ("train", ["Train every mentor."]),
        ("MENTOR  every", ["Train every mentor."]),
        ("cafe", ["Ask about supper."]),
        ("2.9", ["Ask about supper."]),
        ("2", ["Ask about supper.", "Train every mentor."]),
        ("doyle", ["Train every mentor."]),
        ("cook", ["Ask about supper."]),
        ("night", ["Buy bread."]),
        ("photo", ["Paint the hall."]),
        ("zebra", ["Ask about supper.", "Train every mentor."]),
        ("train supper", []),
        ("ain", []),
        ("% _ ' \"", ["Ask about supper.", "Paint the hall.", "Train every mentor.", "Buy bread."]),
    ],
)
async def test_words_numbers_and_leads_are_found(manager: Office, find: str, wanted: list[str]) -> None:
    """Each word that is typed begins one of the action's, in any case and order, with or without accents."""
    assert await found(manager, f"find={find.replace(' ', '+').replace('%', '%25')}") == wanted


async def test_the_list_says_how_many_and_the_way_back(manager: Office) -> None:
    """Of how many there are all together; what is done is one link away, and so is the whole list."""
    page = (await manager.get(LIST)).text
    assert "4 of 5 actions" in page
    assert "Clear what I chose" not in page
    page = (await manager.get(f"{LIST}?find=gate")).text
    assert "0 of 5 actions" in page
    assert "with “gate”" in page
    assert f'href="{LIST}">Clear what I chose' in page
    assert f'href="{LIST}?show=all&amp;find=gate">Look in everything' in page
    assert await found(manager, "show=all&find=gate") == ["Mend the gate."]
    assert 'value="gate"' in page
    assert "<script>x" not in (await manager.get(f"{LIST}?find=<script>x")).text


async def test_a_lead_is_chosen_and_mine_is_one_tap(manager: Office) -> None:
    """By colleague, by the words of somebody outside, or oneself; no name is in the address."""
    page = (await manager.get(LIST)).text
    assert f'href="{LIST}?show=open&amp;lead=me">Mine, to do: 1' in page
    assert await found(manager, "show=open&lead=me") == ["Paint the hall."]
    options = re.search(r'<select[^>]*name="lead">(.*?)</select>', page, re.DOTALL)
    assert options
    named = {name: value for value, name in re.findall(r'value="([^"]*)">([^<]+)<', options[1])}
    assert set(named) == {"I do", "Kim Doyle", "Mo", "The cook"}
    assert await found(manager, f"lead={named['Kim Doyle']}") == ["Train every mentor."]
    assert await found(manager, f"lead={named['The cook']}") == ["Ask about supper."]
    assert "cook" not in named["The cook"]
    assert await found(manager, "lead=nobody") == []
    assert 'details class="govuk-details" open' in (await manager.get(f"{LIST}?lead=me")).text


@pytest.mark.parametrize(
    ("sort", "wanted"),
    [
        ("", ["Ask about supper.", "Paint the hall.", "Train every mentor.", "Buy bread."]),
        ("lead", ["Train every mentor.", "Paint the hall.", "Ask about supper.", "Buy bread."]),
        ("plan", ["Paint the hall.", "Buy bread.", "Train every mentor.", "Ask about supper."]),
        ("number", ["Paint the hall.", "Ask about supper.", "Train every mentor.", "Buy bread."]),
        ("nonsense", ["Ask about supper.", "Paint the hall.", "Train every mentor.", "Buy bread."]),
    ],
)
async def test_it_is_sorted_as_asked(manager: Office, sort: str, wanted: list[str]) -> None:
    """By last day, lead, plan or number; what has none stands last, and 2.9 before 2.10."""
    assert await found(manager, f"sort={sort}") == wanted


async def test_a_lead_searches_their_own_only(manager: Office) -> None:
    """Whoever reads no evidence finds what they lead and nothing else, whatever they look for."""
    await manager.sign_in("Cas", Role.KEYWORKER, "Mill Lane")
    assert "There are no actions that you lead yet." in (await manager.get(f"{LIST}?show=all&find=supper")).text
    assert await found(manager, "show=all") == []


NUMBERS = st.lists(st.integers(0, 200), min_size=1, max_size=4)


@given(NUMBERS, NUMBERS)
def test_numbers_stand_as_people_count(first: list[int], second: list[int]) -> None:
    """Part by part as numbers, never as text; any text can be compared, and none stands last."""
    one, other = (".".join(map(str, each)) for each in (first, second))
    assert (by_number(one) < by_number(other)) == (first < second)
    assert by_number(one) < by_number("")


@given(st.lists(st.text(max_size=12), max_size=6), st.randoms())
def test_any_number_can_be_sorted(numbers: list[str], chance: Random) -> None:
    """Whatever somebody typed as a number: it compares with every other, and where it stood before does not count."""
    mixed = list(numbers)
    chance.shuffle(mixed)
    assert [by_number(one) for one in sorted(mixed, key=by_number)] == sorted(by_number(one) for one in numbers)


@given(st.text(max_size=40))
def test_every_text_finds_itself(text: str) -> None:
    """Looking for all of a text's words finds it, in capitals too."""
    assert all(any(word.startswith(each) for word in words(text)) for each in words(text))
    assert words("É") == words("e\u0301") == {"e"}
