"""The page on which an area is written: question, draft, own words, gaps and rating; all else folded, and once."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from asking.permissions import Role
from bot.app import Rooms, open_rooms
from bot.config import read_config
from tests.staff.test_every_number import now, signed_in

AREA = "/staff/assessments/2/duq.1/questions"
QUESTIONS = 10
STATEMENT = re.compile(r'<details class="govuk-details statement" id="said-([^"]+)"><summary[^>]*>(.*?)</summary>(.*?)'
                       r"</details>", re.DOTALL)  # fmt: skip


@pytest.fixture
async def rooms(copy_sample: Callable[[Path], Path], tmp_path: Path) -> AsyncIterator[Rooms]:
    """The sample provider, opened: two questions of its area are answered."""
    async with open_rooms(read_config({}, data=str(copy_sample(tmp_path / "data"))), now) as opened:
        yield opened


async def area(rooms: Rooms, role: Role = Role.MANAGER) -> str:
    """The page of the first area of this year's self-assessment."""
    async with signed_in(rooms, role, one_house=False) as client:
        answer = await client.get(AREA)
    assert answer.status_code == 200
    return answer.text


def plain(part: str) -> str:
    """A piece of a page without its marks."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", part)).split())


async def test_every_statement_is_laid_out_once(rooms: Rooms) -> None:
    """Under a question below it is one line with its result, and leads to where it is laid out; so are words quoted."""
    for role in (Role.MANAGER, Role.BOARD):
        page = await area(rooms, role)
        ids = Counter(re.findall(r'id="([^"]+)"', page))
        assert set(ids.values()) == {1}
        laid = {name for name, _, _ in STATEMENT.findall(page)}
        again = re.findall(r'<p class="govuk-body statement-above">(.*?)</p>', page, re.DOTALL)
        assert len(laid) > 10
        assert len(again) >= 3
        for line in again:
            aim = re.search(r'href="#said-([^"]+)"', line)
            assert aim
            assert aim[1] in laid
            assert 'href="/staff/areas/' in line, "its figure leads on"
        quoted = re.findall(r"<blockquote[^>]*>(.*?)<span", page, re.DOTALL)
        assert len(quoted) == len(set(quoted)) > 0


async def test_a_statement_says_in_one_line_what_stands_in_it(rooms: Rooms) -> None:
    """The figure of the line is that of the first sentence in it; where no figure is shown, the line has none."""
    with_figure = without = 0
    for _, line, inside in STATEMENT.findall(await area(rooms)):
        figure, first = re.search(r"(\d+ of \d+)", plain(line)), plain(inside.partition("</li>")[0])
        if figure:
            assert figure[1] in first
            with_figure += 1
        else:
            assert not re.search(r"\d+ of \d+", first)
            without += 1
    assert with_figure
    assert without


async def test_rounds_and_summaries_stand_once_for_all_questions(rooms: Rooms) -> None:
    """Each has a box for every question and stands in one place, to which every question leads."""
    page = await area(rooms)
    place = page[page.index('id="of-the-time"') :].partition("</section>")[0]
    values = Counter(re.findall(r'name="shown-[^"]+" type="checkbox" value="((?:round|summaries):\d*)"', page))
    assert values
    assert set(values.values()) == {QUESTIONS}
    assert place.count('type="checkbox"') == sum(values.values())
    assert page.count('href="#of-the-time"') == QUESTIONS
    assert page.count("We asked: Spring talks") == 1


async def test_the_contents_say_how_far_each_question_is(rooms: Rooms) -> None:
    """Each question stands there with its state; who has answered one is not shown its draft again, but can open it."""
    page = await area(rooms)
    contents = page[page.index('id="contents"') :].partition("</nav>")[0]
    lines = [plain(one) for one in re.findall(r"<li>(.*?)</li>", contents, re.DOTALL)]
    assert len(lines) == QUESTIONS + 1
    answered = [number for number, line in enumerate(lines, 1) if " Answered" in line]
    assert answered == [2, 4]
    assert lines[1].endswith("Answered, things that show it: 2")
    assert lines[-1] == "Gaps and rating Not rated yet, gaps are named"
    for aim in re.findall(r'href="#([^"]+)"', contents):
        assert page.count(f'id="{aim}"') == 1
    for number, part in enumerate(re.findall(r'<section class="question" id="duq.*?</section>', page, re.DOTALL), 1):
        assert ("A first draft, made by rules" in part) is (number in answered)
        assert 'name="use"' in part


async def test_what_can_be_ticked_names_its_statement(rooms: Rooms) -> None:
    """'Families say the opposite' alone would tell nobody of what."""
    page = await area(rooms)
    labels = [
        plain(one) for one in re.findall(r'<label class="govuk-label govuk-checkboxes__label"[^>]*>(.*?)</label>', page)
    ]
    assert any(one.startswith("Staff training and every support plan begin with the person: most") for one in labels)
    assert not [one for one in labels if re.search(r"say the (same|opposite)", one)]


async def test_what_was_said_of_the_whole_area_before_stands_once(rooms: Rooms) -> None:
    """Last year's gaps stood under each of its questions; readers find them in the same place, and use nothing."""
    assert (await area(rooms)).count("Not good enough then:") == 1
    page = await area(rooms, Role.BOARD)
    assert page.count("Not good enough then:") == 1
    assert "Use as a start" not in page
    assert 'name="use"' not in page
