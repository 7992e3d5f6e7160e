from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from bot.staff.desk import templates
from evidence.strength import Reason, Word
from store import flags, settings
from store.tx import Tx
from tests.staff.office import AT, Office

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


OUR_OWN_NUMBERS = re.compile(
    r"about \d+ standards and warning signs|private: \d+|on \d+\.|"
    r'duq\.1\.\w+\.\d+|</?h\d[^>]*>|colspan="5"|tabindex="0"|(?:class|href)="[^"]*"'
)
"""Numbers that are the page's and no result's: of standards, ids, headings, table cells, classes, addresses."""


def figures(html: str) -> set[str]:
    """Every whole number anywhere in the results of a page: text, titles, labels, widths, any attribute."""
    start, end = html.index("How many people get support like this"), html.index("Who is missing</h2>")
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
    assert re.search(
        r"<td [^>]*numeric\"><a [^>]*>7<.*?</td>\s*<td [^>]*><a [^>]*>0<.*?</td>\s*<td [^>]*><a [^>]*>3<.*?</td>\s*"
        r"<td [^>]*><a [^>]*>10 people<",
        page,
    )


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
        token.sub("", page).split("How many people get support like this")[1].split("Who is missing<")[0]
        for page in (first, second)
    ]
    strip = [re.sub(r"service=\d+", "", one) for one in strip]
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
    await signed_in.answer("Mill Lane staff", 8, say=GOOD)
    page = await area(signed_in, "Rose Cottage")
    label = "<strong>Too few people live here to show. This is all services together:</strong>"
    assert page.count(label) == 4
    for part in page.split(label)[1:]:
        assert part.lstrip().startswith(("</p>\n<svg", "</p>\n  <svg"))
    assert 'class="basis">Too few people live here to show. This is all services together:' in page
    assert "People supported (all services)" in page


async def test_answers_for_someone_are_named_plainly(signed_in: Office) -> None:
    """No jargon: someone answered for them."""
    await signed_in.answer("Mill Lane", 6, say=GOOD, support="proxy")
    page = await area(signed_in)
    assert "Someone else answered for 6 people<" in page
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
        "/staff/words",
        "/staff/words/1",
        "/staff/recordings/1",
        "/staff/nothing",
        "/staff/sign-in/x",
    ],
)
async def test_pages_are_well_made(signed_in: Office, path: str) -> None:
    """One main heading, no level left out, no inline style or script, ids used once, a title and a skip link."""
    await signed_in.answer("Mill Lane", 20, say=GOOD)
    await signed_in.worry("Mill Lane", "words")
    await signed_in.words("Mill Lane", "I like my garden.")
    await signed_in.recording("The Elms")
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
    for path in ("/staff", "/staff/areas/duq.1", "/staff/worries", "/staff/words"):
        assert "Sample data. These people are not real." in (await signed_in.get(path)).text


@pytest.mark.parametrize(
    "path",
    [
        "/staff/areas/nope",
        "/staff/areas/duq.1?round=99",
        "/staff/areas/duq.1?service=99",
        "/staff/areas/duq.1?round=x",
        "/staff/evidence?round=-1",
        "/staff/evidence?round=99",
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
    assert "Nobody was asked yet." in (await signed_in.get("/staff/evidence")).text


async def test_the_page_does_not_pass_off_silence_as_good(signed_in: Office) -> None:
    """The heading says what was counted, and how many people are not in it."""
    await signed_in.answer("Mill Lane", 10, say=GOOD)
    page = await area(signed_in)
    assert "How many people get support like this?" in page
    assert "<strong>Everyone is asked:</strong> ‘Do you choose what you do today?’" in page
    assert "The 35 people not in this result may say other things." in page
    assert "Good: 10 people. Good and not good: 0 people." in page


async def test_the_page_names_who_does_not_say_the_same(signed_in: Office) -> None:
    """The standard and the groups are named beside the word for strength."""
    await signed_in.answer("Mill Lane", 12, say=BAD)
    await signed_in.answer("Mill Lane staff", 12, say=GOOD)
    strength = (await area(signed_in)).split("How strong is the evidence?")[1].split("How many people")[0]
    assert "Some groups do not say the same." in strength
    assert "People choose what they do each day." in strength
    assert strength.count("Good: Staff.") == strength.count("Not good: People supported.") == 3


def test_every_reason_has_a_sentence() -> None:
    """A word for strength is never shown with a reason that the page cannot say."""
    words = templates().get_template("words.html").module
    assert set(words.REASONS) == set(Reason)  # type: ignore[attr-defined]
    assert set(words.STRENGTH) == set(words.TAGS) == set(Word)  # type: ignore[attr-defined]


async def test_flags_have_no_numbers(signed_in: Office) -> None:
    """What to weigh is told in words, or in one line that says that it is hidden."""
    assert "Read with care" not in await area(signed_in)
    await signed_in.answer("Mill Lane", 10, say=GOOD)
    assert "Some answers may need care. This is hidden to keep people private." in await area(signed_in)
    talks = list(signed_in.talks.values())[:5]

    def flag(tx: Tx) -> None:
        for talk in talks:
            flags.add(tx, session_id=talk, prompt="duq.1.person.choose", flag="pair_differs", at=AT)

    await signed_in.database.write(flag)
    care = (await area(signed_in)).split("Read with care")[1].split("How to read this")[0]
    assert "Some people gave two answers that do not fit together." in care
    assert re.findall(r"\d", re.sub(r"<[^>]+>", "", care)) == []


async def test_who_was_answered_for_has_a_column(signed_in: Office) -> None:
    """They are not among the missing, and not among the heard."""
    await signed_in.answer("Rose Cottage", 2, say=GOOD, support="proxy")
    missing = (await area(signed_in, "Rose Cottage")).split("Who is missing</h2>")[1]
    row = missing.split("<tbody")[1].split("</tbody>")[0]
    assert re.findall(r">([^<]*\d[^<]*)<", row) == ["1 of 3", "2", "0", "1 of 1", "1 of 1"]


async def test_paper_says_when_it_was_printed(signed_in: Office) -> None:
    """The day comes from the program's clock, and is shown in print."""
    signed_in.clock.turn(hours=11)
    assert '<p class="govuk-width-container printed">Printed on 23 November 2026.</p>' in await area(signed_in)


async def test_the_round_and_service_that_were_chosen_stay_chosen(signed_in: Office) -> None:
    """The form shows what the page is about."""
    page = (await signed_in.get(f"/staff/areas/duq.1?round={signed_in.round - 1}&service=2")).text
    assert f'<option value="{signed_in.round - 1}" selected>Spring 2026</option>' in page
    assert '<option value="2" selected>Harbour View</option>' in page
