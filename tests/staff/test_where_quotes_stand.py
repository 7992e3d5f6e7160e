"""Where words of one person stand is kept: on published pages, and in every file, until someone took them out there."""

from __future__ import annotations

import html
import re

import pytest

from store import record_uses, records
from tests.staff.office import Office
from tests.staff.test_assessments import begun, saved
from tests.staff.test_records import YES, about
from tests.staff.test_yes_to_publishing import TO_ALL, WORDS, published, says

RECORD, REPORT = "/staff/records/1", "/staff/reports/self-assessment?number=1"
PAGE = "Published self-assessment, 23 November 2025 to 22 November 2026"
WARNING = "1 record has to be taken out of what was published."


async def ready(office: Office, **yes: str) -> None:
    """A story with a yes to everything, or with what is given, in a self-assessment that is published."""
    await office.sign_in("Ann", "manager")
    await about(office, words=WORDS, **{**YES, **TO_ALL, **yes})
    await published(office)


async def home(office: Office) -> str:
    """The first page, as it is read."""
    return html.unescape((await office.get("/staff")).text)


async def take_back(office: Office) -> None:
    """The person takes their yes back."""
    assert (await office.post(f"{RECORD}/take-back", RECORD)).status_code == 303


async def left(office: Office) -> list[str]:
    """What is still to be taken out."""
    return [one.place for one in await office.database.read(record_uses.to_take_out)]


async def taken_out(office: Office) -> None:
    """A manager says of each line that it is taken out."""
    page = (await office.get("/staff/records")).text
    for path in re.findall(r'action="(/staff/records/taken-out/\d+)"', page):
        assert (await office.post(path, "/staff/records")).status_code == 303


async def test_where_it_was_published_is_told_until_someone_took_it_out(office: Office) -> None:
    """Nothing is told while the yes stands; then the first page says where to look, until somebody says it is done."""
    await ready(office)
    page = html.unescape((await office.get(RECORD)).text)
    assert PAGE in page, "it stands in what is published"
    assert "Self-assessment as it is written now" in page
    assert WARNING not in await home(office)
    await take_back(office)
    assert f"{WARNING} Look at copies and files of: {PAGE}." in await home(office)
    lists = (await office.get("/staff/records")).text
    assert "Sunday visit</a>, in: <a" in lists, "what has to be taken out there"
    await taken_out(office)
    assert WARNING not in await home(office)
    assert await left(office) == []


@pytest.mark.parametrize(
    ("query", "noted"),
    [("&format=pdf", True), ("&format=docx", True), ("&format=html&download=yes", True), ("", False)],
)
async def test_whoever_takes_a_file_along_is_noted(office: Office, query: str, noted: bool) -> None:
    """Each file with somebody's words in it, and who has it; a page that is only looked at is none."""
    await office.sign_in("Ann", "manager")
    await about(office, words=WORDS, **YES)
    await begun(office)
    await saved(office, record="1")
    assert (await office.get(f"{REPORT}{query}")).status_code == 200
    await take_back(office)
    assert (WARNING in await home(office)) is noted
    lists = html.unescape((await office.get("/staff/records")).text)
    assert ("taken along by Mo on 22 November 2026" in lists) is noted
    await office.get(f"{REPORT}{query}")
    await taken_out(office)
    assert await left(office) == [], "the file that was made without it is not told"


@pytest.mark.parametrize("public", [False, True])
async def test_whoever_prints_a_report_with_its_link_is_noted(office: Office, public: bool) -> None:
    """The page offers a link to print; by it the paper is noted with who has it, and looking alone notes nothing."""
    await office.sign_in("Ann", "manager")
    await about(office, words=WORDS, **{**YES, **TO_ALL})
    await begun(office)
    await saved(office, record="1")
    page = (await office.get(f"{REPORT}&public=yes" if public else REPORT)).text
    link = re.search(r'<a href="([^"]+)" id="print">Print</a>', page)
    assert link, page
    assert 'id="printed"' not in page
    assert await office.database.read(lambda tx: record_uses.of_record(tx, 1)) == ()
    printed = (await office.get(html.unescape(link[1]))).text
    assert 'id="printed"' in printed, link[1]
    assert WORDS in printed
    (use,) = await office.database.read(lambda tx: record_uses.of_record(tx, 1))
    assert (use.kind, use.by, use.place.endswith("(printed)")) == ("file", "Mo", True)
    assert html.unescape(link[1]).startswith(use.path.partition("#")[0])
    await office.get(html.unescape(link[1]))
    assert len(await office.database.read(lambda tx: record_uses.of_record(tx, 1))) == 1, "twice a day is once"
    await take_back(office)
    assert WARNING in await home(office)
    page = (await office.get(REPORT)).text
    assert 'id="print"' not in page, "nothing of anybody stands there any more"


async def test_what_is_printed_is_the_version_that_was_looked_at(office: Office) -> None:
    """A signed version that was looked at is what the link prints and notes, whatever is written meanwhile."""
    await ready(office)
    await saved(office, record="1", gaps="Written later.")
    looked = f"{REPORT}&public=yes&version=1"
    page = (await office.get(looked)).text
    link = re.search(r'<a href="([^"]+)" id="print">Print</a>', page)
    assert link
    printed = (await office.get(html.unescape(link[1]))).text
    assert 'id="printed"' in printed
    assert "Written later." not in printed
    uses = await office.database.read(lambda tx: record_uses.of_record(tx, 1))
    assert [use.path for use in uses if "version=1" in use.path and use.kind == "file"]


async def test_whoever_prints_a_record_with_its_link_is_noted(office: Office) -> None:
    """Where it may be quoted; one without a yes offers no such link, and opening its address notes nothing."""
    await office.sign_in("Ann", "manager")
    await about(office, words=WORDS, **YES)
    assert f'href="{RECORD}/print"' in (await office.get(RECORD)).text
    assert 'id="printed"' in (await office.get(f"{RECORD}/print")).text
    page = html.unescape((await office.get(RECORD)).text)
    assert "Record 1 (printed)</a>, taken along by Ann on 22 November 2026" in page
    await take_back(office)
    assert WARNING in await home(office)
    assert f'href="{RECORD}/print"' not in (await office.get(RECORD)).text
    await taken_out(office)
    assert 'id="printed"' not in (await office.get(f"{RECORD}/print")).text
    assert await left(office) == []


async def test_a_report_without_anybodys_words_is_printed_as_ever(office: Office) -> None:
    """Nothing has to be noted, so no link is in the way."""
    await office.sign_in("Ann", "manager")
    await begun(office)
    assert 'id="print"' not in (await office.get(REPORT)).text


async def test_a_file_for_the_board_is_noted_too(office: Office) -> None:
    """Whoever takes it along; the board itself learns nothing of what has to be taken out."""
    await office.sign_in("Ann", "manager")
    await about(office, words=WORDS, **YES)
    await begun(office)
    await saved(office, record="1")
    await office.sign_in("Lou", "board")
    await office.get(f"{REPORT}&format=csv")
    assert "taken along" not in (await office.get(RECORD)).text
    await office.sign_in("Kim", "manager")
    assert "taken along by Lou" in (await office.get(RECORD)).text
    await take_back(office)
    assert WARNING in await home(office)
    await office.sign_in("Lou2", "board")
    assert WARNING not in await home(office)


@pytest.mark.parametrize("how", ["published anew", "withdrawn"])
async def test_what_was_taken_out_before_is_not_told(office: Office, how: str) -> None:
    """A page that does not show the story any more needs no taking out when the yes ends later."""
    await ready(office)
    if how == "published anew":
        await saved(office, record="0")
        assert (await office.post("/staff/assessments/1/sign", sure="yes", without="yes")).status_code == 303
        await office.post("/staff/assessments/1/publish", version="2", do="publish")
    else:
        await office.post("/staff/assessments/1/publish", version="1", do="withdraw")
    await take_back(office)
    assert await left(office) == []


async def test_it_is_told_again_when_it_was_published_again(office: Office) -> None:
    """Taken out once, a new yes, published anew, and that taken back as well: it is told the second time too."""
    await ready(office)
    await take_back(office)
    await taken_out(office)
    assert await says(office, **YES, **TO_ALL) == 303
    assert await left(office) == []
    await take_back(office)
    assert await left(office) == [PAGE]


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ({**YES, **TO_ALL}, False),
        ({**YES, **TO_ALL, "naming": "unnamed"}, True),
        ({**YES}, True),
        ({**YES, "naming": "no"}, True),
    ],
)
async def test_a_smaller_yes_is_told_too(office: Office, later: dict[str, str], told: bool) -> None:
    """Without the name now, or not for everyone any more: what was made before goes further than that."""
    await ready(office)
    assert await says(office, **later) == 303
    assert (await left(office) == [PAGE]) is told
    assert await says(office, **YES, **TO_ALL) == 303
    assert await left(office) == [], "and again as before"


async def test_only_what_everyone_could_read_was_published(office: Office) -> None:
    """A yes that does not go as far as publishing leaves nothing to take out of a published page."""
    await ready(office, public="")
    await take_back(office)
    assert await left(office) == []


async def test_a_yes_after_publishing_is_kept_in_mind(office: Office) -> None:
    """The page that was published before shows it from then on, so it is told of."""
    await ready(office, public="")
    assert await says(office, **YES, **TO_ALL) == 303
    await take_back(office)
    assert await left(office) == [PAGE]


async def test_the_record_says_in_which_versions_it_stands(office: Office) -> None:
    """As it is written, as it was signed, and what is published: each once, and no more once it was taken out there."""
    await ready(office)
    await office.post("/staff/assessments/1/publish", version="1", do="withdraw")
    page = (await office.get(RECORD)).text
    assert ("version 1, signed on 22 November 2026" in page, PAGE in page) == (True, False)
    assert "as it is written now" in page
    await saved(office, record="0")
    page = (await office.get(RECORD)).text
    assert ("version 1, signed" in page, "as it is written now" in page) == (True, False)
    assert await says(office, **YES, **TO_ALL) == 303
    assert await office.database.read(lambda tx: record_uses.of_record(tx, 1)) == (), "signed is not published"


async def test_who_is_forgotten_leaves_files_to_look_for(office: Office) -> None:
    """The record is deleted with its person; that it stands in a file that somebody has is told all the same."""
    await ready(office)
    await office.get(f"{REPORT}&format=pdf")
    person = office.people["Mill Lane"][0]
    await office.database.write(lambda tx: records.forget_person(tx, person))
    assert len(await left(office)) == 2
    assert "Record 1, which is gone" in (await office.get("/staff/records")).text
    await taken_out(office)
    assert await left(office) == []


@pytest.mark.parametrize("how", ["take-back", "remove"])
async def test_what_was_published_before_notes_were_kept_is_told_too(office: Office, how: str) -> None:
    """A page that shows the record when its yes ends is noted then, if it was not before."""
    await ready(office)
    await office.database.write(lambda tx: tx.run("DELETE FROM record_use"))
    assert (await office.post(f"{RECORD}/{how}", RECORD)).status_code == 303
    assert await left(office) == [PAGE]


async def test_removing_the_record_does_not_hide_where_it_stands(office: Office) -> None:
    """The record is gone; the copies of what was published are not."""
    await ready(office)
    assert (await office.post(f"{RECORD}/remove", f"{RECORD}/remove")).status_code == 303
    assert await left(office) == [PAGE]


async def test_each_house_hears_of_its_own(office: Office) -> None:
    """Managers who do not see the record hear nothing of it."""
    await ready(office)
    await take_back(office)
    for house, told in (("The Elms", False), ("Mill Lane", True)):
        await office.sign_in(f"Kim {house}", "manager", house)
        assert (WARNING in await home(office)) is told
