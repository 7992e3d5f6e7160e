from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from store import settings
from tests.staff.office import Office

GOOD = {"choose": "yes", "listen": "yes", "rushed": "no"}
BAD = {"choose": "no", "listen": "no", "rushed": "yes"}
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Outline(HTMLParser):
    """Headings in order, attributes that a strict policy forbids, and labels of pictures."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.inline: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters."""
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.inline += [name for name, _ in attrs if name == "style" or name.startswith("on")]
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Every element is closed in order."""
        assert self.open.pop() == tag


async def area(office: Office, house: str = "") -> str:
    """The area's page."""
    service = f"?service={office.houses[house]}" if house else ""
    response = await office.get(f"/staff/areas/duq.1{service}")
    assert response.status_code == 200
    return response.text


OUR_OWN_NUMBERS = re.compile(r'duq\.1\.\w+\.\d+|</?h\d[^>]*>|colspan="5"|tabindex="0"|class="[^"]*"')
"""Numbers that are the page's and not a result's: ids, headings, table cells, class names."""


def figures(html: str) -> set[str]:
    """Every whole number anywhere in the results of a page: text, titles, labels, widths, any attribute."""
    start, end = html.index("How many people get support"), html.index("Who is missing</h2>")
    results = re.sub(r'<ul class="key">.*?</ul>', "", html[start:end], flags=re.DOTALL)
    return set(re.findall(r"\d+", OUR_OWN_NUMBERS.sub("", results)))


async def test_people_heard_is_the_first_thing(signed_in: Office) -> None:
    """The page says how many people were heard, of how many, and moves with each one."""
    assert '<p class="heard__number" data-heard="0">' in await area(signed_in)
    await signed_in.answer("Mill Lane", 1, say=GOOD)
    assert '1 <span class="heard__of">of 45 people supported</span>' in await area(signed_in)


async def test_figures_come_with_chart_table_and_likely_range(signed_in: Office) -> None:
    """From ten people: a chart with its label, a table with the same figures, and how sure it is."""
    await signed_in.answer("Mill Lane", 7, say=GOOD)
    await signed_in.answer("Mill Lane", 3, say=BAD)
    page = await area(signed_in)
    assert 'aria-label="People supported: 7 good, 0 good and not good, 3 not good."' in page
    assert 'width="70.00%"' in page
    assert "Likely between 40% and 89%." in page
    assert {"7", "3", "10", "40", "89", "70"} <= figures(page)
    assert re.search(r'<td [^>]*numeric">7</td>\s*<td [^>]*>0</td>\s*<td [^>]*>3</td>\s*<td [^>]*>10</td>', page)


async def test_five_to_nine_people_are_told_in_words(signed_in: Office) -> None:
    """No figure of the result is anywhere in the page: not in text, titles, labels or drawings."""
    await signed_in.answer("Mill Lane", 7, say=GOOD)
    page = await area(signed_in)
    assert "Most say good things about this." in page
    assert figures(page) == set()


async def test_under_five_people_are_hidden(signed_in: Office) -> None:
    """Nothing tells good from bad, and the page says why."""
    await signed_in.answer("Mill Lane", 4, say=BAD)
    page = await area(signed_in)
    assert "Hidden to keep people private." in page
    assert figures(page) == set()
    assert "Most " not in page


async def test_good_and_bad_look_alike_when_hidden(signed_in: Office) -> None:
    """Four people who say good things and four who say bad things make the same page, byte for byte."""
    await signed_in.answer("Harbour View", 4, say=GOOD)
    await signed_in.answer("Mill Lane", 4, say=BAD)
    token = re.compile(r'name="form_token" value="[^"]+"')
    first, second = await area(signed_in, "Harbour View"), await area(signed_in, "Mill Lane")
    assert figures(first) == figures(second) == set()
    strip = [
        token.sub("", page).split("How many people get support")[1].split("Who is missing<")[0]
        for page in (first, second)
    ]
    assert strip[0] == strip[1]


async def test_a_house_hidden_by_another_shows_no_figure(signed_in: Office) -> None:
    """Harbour View has enough people, but its figures would tell on The Elms."""
    await signed_in.answer("Mill Lane", 20, say=GOOD)
    await signed_in.answer("Harbour View", 10, say=BAD)
    await signed_in.answer("The Elms", 3, say=GOOD)
    for house in ("Harbour View", "The Elms"):
        page = await area(signed_in, house)
        assert figures(page) == set()
        assert "Hidden to keep people private." in page


async def test_a_small_house_says_whose_results_it_shows(signed_in: Office) -> None:
    """Rose Cottage's page is labelled as all services."""
    await signed_in.answer("Mill Lane", 20, say=GOOD)
    assert "Too few people are here. This is from all services." in await area(signed_in, "Rose Cottage")


async def test_answers_for_someone_are_named_plainly(signed_in: Office) -> None:
    """No jargon: someone answered for them."""
    await signed_in.answer("Mill Lane", 6, say=GOOD, support="proxy")
    page = await area(signed_in)
    assert "Someone else answered for 6 people." in page
    assert "Someone answered for them" in page
    for jargon in ("proxy", "suppress", "interval", "session", "tenant", "concern"):
        assert jargon not in re.sub(r"<[^>]+>", " ", page).lower()


@pytest.mark.parametrize(
    "path",
    [
        "/staff",
        "/staff/areas/duq.1",
        "/staff/areas/duq.1?service=4",
        "/staff/worries",
        "/staff/worries/1",
        "/staff/recordings",
        "/staff/recordings/1",
        "/staff/nothing",
        "/staff/sign-in/x",
    ],
)
async def test_pages_are_well_made(signed_in: Office, path: str) -> None:
    """One main heading, no level left out, no inline style or script, ids used once, a title and a skip link."""
    await signed_in.answer("Mill Lane", 20, say=GOOD)
    await signed_in.worry("Mill Lane", "words")
    await signed_in.recording("Mill Lane")
    page = (await signed_in.get(path)).text
    outline = Outline(page)
    assert outline.headings.count(1) == 1
    levels = [1, *outline.headings]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert outline.inline == []
    assert len(outline.ids) == len(set(outline.ids))
    assert outline.open == []
    assert "<script>" not in page
    assert re.search(r"<title>[^<]+ – Plainsay</title>", page)
    assert 'class="govuk-skip-link" href="#main"' in page


async def test_sample_data_says_so_on_every_page(signed_in: Office) -> None:
    """The banner is there when the data is invented, and only then."""
    assert "Sample data" not in (await signed_in.get("/staff")).text
    await signed_in.database.write(lambda tx: settings.put(tx, "sample", "yes"))
    for path in ("/staff", "/staff/areas/duq.1", "/staff/worries", "/staff/recordings"):
        assert "Sample data. These people are not real." in (await signed_in.get(path)).text


@pytest.mark.parametrize(
    "path",
    [
        "/staff/areas/nope",
        "/staff/areas/duq.1?round=99",
        "/staff/areas/duq.1?service=99",
        "/staff/areas/duq.1?round=x",
        "/staff?round=-1",
        "/staff?round=99",
        "/staff/areas/duq.1?service=" + "9" * 40,
    ],
)
async def test_what_does_not_exist_is_a_plain_404(signed_in: Office, path: str) -> None:
    """A wrong area, round or service is a friendly page, never a fault."""
    response = await signed_in.get(path)
    assert response.status_code == 404
    assert "There is nothing here" in response.text


async def test_an_empty_store_says_what_to_do(signed_in: Office) -> None:
    """Before anyone was invited the home page names the first step."""
    await signed_in.database.write(lambda tx: tx.run("DELETE FROM round"))
    assert "plainsay invite" in (await signed_in.get("/staff")).text


async def test_the_round_and_service_that_were_chosen_stay_chosen(signed_in: Office) -> None:
    """The form shows what the page is about."""
    page = (await signed_in.get(f"/staff/areas/duq.1?round={signed_in.round - 1}&service=2")).text
    assert f'<option value="{signed_in.round - 1}" selected>Spring 2026</option>' in page
    assert '<option value="2" selected>Harbour View</option>' in page
