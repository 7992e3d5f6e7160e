"""The whole way of somebody's words: from an answer to a quote, a yes, a story in the self-assessment, and everyone."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette

from asking.links import published_token
from bot import public, tablet
from bot.http.errors import handlers
from bot.look import LOOK
from store import people
from tests.staff.office import HOST, Office
from tests.staff.test_assessments import begun, saved
from tests.staff.test_records import HOUSE, YES, about

WORDS = "I hate the food."
QUOTE = {"words": WORDS, "standard": "duq.1.good.1", "says": "not_good"}
UNNAMED, TO_ALL = {**YES, "naming": "unnamed"}, {"public": "yes"}


@pytest.fixture
async def outside(office: Office) -> AsyncIterator[AsyncClient]:
    """Anybody, without a sign-in, on the same database and clock."""
    routes = [*public.routes(office.database, office.pack, office.clock), LOOK.route()]
    app = Starlette(routes=routes, exception_handlers=handlers(tablet.error_page))
    async with AsyncClient(transport=ASGITransport(app), base_url=HOST) as client:
        yield client


async def quoted(office: Office) -> None:
    """A lead proposes written words as record 1; then a manager is signed in and has begun a self-assessment."""
    number = await office.words(HOUSE, f"I like Mo. {WORDS}")
    await office.sign_in("Sal", "lead")
    page = f"/staff/words/{number}/quote"
    assert (await office.post(page, page, **QUOTE)).status_code == 303


async def says(office: Office, number: int = 1, **fields: str) -> int:
    """What the person said is written down; gives the status."""
    page = f"/staff/records/{number}"
    return (await office.post(f"{page}/answer", page, **fields)).status_code


async def published(office: Office, number: int = 1) -> None:
    """A manager tells the record as a story, signs and publishes."""
    await begun(office)
    await saved(office, record=str(number))
    assert (await office.post("/staff/assessments/1/sign", sure="yes", without="yes")).status_code == 303
    assert (await office.post("/staff/assessments/1/publish", version="1", do="publish")).status_code == 303


async def read(office: Office, outside: AsyncClient) -> str:
    """What everyone reads now."""
    token = await office.database.read(lambda tx: published_token(tx.keys, 1))
    answer = await outside.get(f"/published/{token}/whole")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(("to_all", "there"), [(TO_ALL, True), ({}, False)])
async def test_a_quote_from_an_answer_reaches_everyone_only_with_a_yes_to_that(
    office: Office, outside: AsyncClient, to_all: dict[str, str], there: bool
) -> None:
    """With 'everyone may read it' it is on the published page, without it is not; taken back, it is gone at once."""
    await quoted(office)
    assert await says(office, **UNNAMED, **to_all) == 303
    await published(office)
    options = (await office.get("/staff/assessments/1/duq.1/questions")).text
    assert f"‘{WORDS}’, 22 November 2026" in options
    assert ("they did not say yes to publishing it" in options) is not there
    assert WORDS in (await office.get("/staff/reports/self-assessment?number=1")).text, "inside it may be read"
    assert (WORDS in await read(office, outside)) is there
    await office.post("/staff/records/1/take-back", "/staff/records/1")
    assert WORDS not in await read(office, outside), "the clock did not move on"
    assert WORDS not in (await office.get("/staff/reports/self-assessment?number=1")).text


async def test_a_yes_that_comes_later_is_enough(office: Office, outside: AsyncClient) -> None:
    """Added without an answer, asked afterwards: the very version that was published shows it from then on."""
    record = await about(await _managed(office), words=WORDS)
    await published(office, record.id)
    assert WORDS not in await read(office, outside)
    assert await says(office, record.id, **UNNAMED, **TO_ALL) == 303
    assert WORDS in await read(office, outside)


async def test_a_yes_can_be_made_smaller_and_larger(office: Office, outside: AsyncClient) -> None:
    """Another answer stands in place of the one before: name, no name, staff only, everyone, no; each at once."""
    record = await about(await _managed(office), words=WORDS, **YES)
    name = await office.database.read(lambda tx: people.name_of(tx, record.person_id or 0))
    assert name
    await published(office, record.id)
    for naming, to_all, (words, named) in (
        ("named", TO_ALL, (True, True)),
        ("unnamed", TO_ALL, (True, False)),
        ("unnamed", {}, (False, False)),
        ("named", TO_ALL, (True, True)),
        ("no", {}, (False, False)),
    ):
        assert await says(office, record.id, **{**YES, "naming": naming}, **to_all) == 303
        page = await read(office, outside)
        assert (WORDS in page, name in page) == (words, named), (naming, to_all)


async def test_a_no_is_a_no_to_publishing(office: Office) -> None:
    """'No' with the tick, and the tick without an answer, are refused at the tick; what was chosen stays."""
    record = await about(await _managed(office), words=WORDS)
    for naming in ("no", ""):
        page = f"/staff/records/{record.id}"
        answer = await office.post(f"{page}/answer", page, **{**YES, "naming": naming}, **TO_ALL)
        assert answer.status_code == 400
        assert 'id="public-error"' in answer.text
        assert 'id="public" name="public" type="checkbox" value="yes" checked' in answer.text
    assert "Not asked yet" in (await office.get(f"/staff/records/{record.id}")).text


async def _managed(office: Office) -> Office:
    await office.sign_in("Ann", "manager")
    return office
