"""What everyone may read of a self-assessment without a sign-in, and how somebody says that they see it otherwise."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette

from asking.links import published_token
from bot import public, tablet
from bot.http.errors import handlers
from bot.http.stack import layers
from bot.look import LOOK
from dialogs.pack import Pack
from evidence.self_assessment.choosing import snapshot
from evidence.self_assessment.declared import declare
from evidence.self_assessment.written import SAID, Answer, Said, SectionPart, Shown, body_of, read
from store import assessments, records, services, settings, voices, worries
from store.crypto import Keys
from store.database import Database, open_database
from store.records import NewRecord
from store.tx import Tx
from tests.support.ready import built_in_pack

AT = "2026-11-22T13:00:00Z"
HOST = "http://tablet.example:8000"
GAP, SECRET = "Nights are noisy.", "A record for staff only."


@dataclass
class Street:
    """The pages for everyone, over a store with one signed self-assessment."""

    database: Database
    client: AsyncClient
    home: str
    moment: datetime

    async def publish(self, *, on: bool = True) -> None:
        """Publish it, or take it back."""
        await self.database.write(lambda tx: assessments.publish(tx, 1, 1, AT if on else None))

    async def tell(self, words: str = "It is different.", **fields: str) -> int:
        """Send the form; gives the status."""
        return (await self.client.post(f"{self.home}/tell", data={"words": words, **fields})).status_code


def _signed(tx: Tx, pack: Pack) -> str:
    """One signed self-assessment with a public record and one for staff; gives its token."""
    settings.put(tx, "provider", "Invented Support")
    house = services.add(tx, name="Mill Lane")
    kept = records.add(tx, NewRecord("audit", "2026-05-03", SECRET, house), at=AT, by=None)
    shown = NewRecord("audit", "2026-05-03", "Plans checked", house, public=True)
    open_one = records.add(tx, shown, at=AT, by=None)
    number = assessments.add(
        tx,
        code="duq",
        code_version=pack.version,
        service_id=0,
        since="2025-12-01",
        until="2026-11-22",
        at=AT,
        by="",
    )
    items = tuple(Shown("record", str(one)) for one in (kept, open_one))
    part = SectionPart({"duq.1.ask.1": Answer("Most people.", items)}, gaps=GAP, rating="7", easy="You choose more.")
    assessments.put(tx, number, "duq.1", body_of(part), edit=0, at=AT, who="Mo")
    assessments.put(tx, number, SAID, body_of(Said("We declare.", "Ruth Lane", "Chair")), edit=0, at=AT, who="Mo")
    one = assessments.get(tx, number)
    assert one is not None
    assessments.sign(tx, number, snapshot(read(tx, pack, one)), at=AT, by="Mo")
    return published_token(tx.keys, number)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    """Signed, and not published yet."""
    database = await open_database(tmp_path / "a.db", Keys(tmp_path / "a.key"))
    pack = built_in_pack()
    moment = datetime(2026, 11, 22, 13, tzinfo=UTC)

    token = await database.write(lambda tx: _signed(tx, pack))
    street = Street(database, AsyncClient(), f"/published/{token}", moment)
    app = Starlette(
        routes=[*public.routes(database, pack, lambda: street.moment), LOOK.route()],
        middleware=layers(tablet.error_page),
        exception_handlers=handlers(tablet.error_page),
    )
    street.client = AsyncClient(transport=ASGITransport(app), base_url=HOST)
    yield street
    await database.close()


@pytest.mark.parametrize("herself", [True, False])
async def test_everyone_reads_who_declared_it(street: Street, herself: bool) -> None:
    """Under the declaration stands who declared it and when, or that a manager wrote it down for somebody."""
    pack = built_in_pack()

    def signed(tx: Tx) -> None:
        one = assessments.all(tx)[0]
        found = read(tx, pack, one)
        said = declare(found, found.said, who="Ruth Lane", at=AT) if herself else replace(found.said, by="Mo")
        assessments.put(tx, one.id, SAID, body_of(said), edit=1, at=AT, who="Ruth Lane")
        assessments.sign(tx, one.id, snapshot(read(tx, pack, one)), at=AT, by="Mo")
        assessments.publish(tx, one.id, 2, AT)

    await street.database.write(signed)
    told = (
        "Declared by Ruth Lane, Chair, on 22 November 2026." if herself else "Written down by Mo for Ruth Lane, Chair."
    )
    page = (await street.client.get(street.home)).text
    assert told in page
    assert ("Written down" in page) is not herself


async def test_nothing_is_open_before_it_is_published(street: Street) -> None:
    """Before publishing, after taking back, and for made-up addresses, every page is the same 404."""
    for on in (None, True, False):
        if on is not None:
            await street.publish(on=on)
        for rest in ("", "/tell", "/statement", "/easy", "/whole"):
            assert (await street.client.get(street.home + rest)).status_code == (200 if on else 404), (on, rest)
        assert await street.tell() == (303 if on else 404)
    await street.publish()
    for made_up in ("/published/1", "/published/1-AAAAAAAAAAAAAAAAAAAAAA", f"{street.home}x", f"{street.home}/staff"):
        assert (await street.client.get(made_up)).status_code == 404


async def test_everyone_reads_what_is_public_and_no_more(street: Street) -> None:
    """Declaration, ratings, gaps and public records are there; a record for staff is nowhere."""
    await street.publish()
    assert "We declare." in (await street.client.get(street.home)).text
    statement = (await street.client.get(f"{street.home}/statement")).text
    assert GAP in statement
    assert "7 of 10" in statement
    whole = (await street.client.get(f"{street.home}/whole")).text
    assert "Plans checked" in whole
    assert SECRET not in whole + statement
    assert "/staff/" not in whole + statement
    easy = (await street.client.get(f"{street.home}/easy")).text
    assert "You choose more." in easy
    pdf = await street.client.get(f"{street.home}/statement?format=pdf")
    assert pdf.content.startswith(b"%PDF")
    assert (await street.client.get(f"{street.home}/whole?format=xlsx")).status_code == 404


async def test_what_is_written_later_is_not_public(street: Street) -> None:
    """The page shows the version that was signed, whatever a manager writes meanwhile."""
    await street.publish()
    later = body_of(SectionPart(gaps="Not for you yet."))
    await street.database.write(lambda tx: assessments.put(tx, 1, "duq.1", later, edit=1, at=AT, who="Mo"))
    page = (await street.client.get(f"{street.home}/statement")).text
    assert GAP in page
    assert "Not for you yet." not in page


async def test_who_sees_it_differently_is_heard(street: Street) -> None:
    """Words and contact are kept; nothing of them is shown before the manager publishes them, the contact never."""
    await street.publish()
    assert await street.tell("We were not asked.", contact="01632 960999") == 303
    (voice,) = await street.database.read(lambda tx: voices.of(tx, 1, voices.CHALLENGE))
    assert (voice.text("words"), voice.text("contact"), voice.version) == ("We were not asked.", "01632 960999", 1)
    assert "We were not asked." not in (await street.client.get(street.home)).text
    answered = {**voice.body, "reply": "We ask you now."}
    await street.database.write(lambda tx: voices.change(tx, voice, answered, by="Mo", at=AT, public=True))
    for rest in ("", "/statement"):
        page = (await street.client.get(street.home + rest)).text
        assert "We were not asked." in page
        assert "We ask you now." in page
        assert "960999" not in page


async def test_what_cannot_be_taken_stays_in_the_form(street: Street) -> None:
    """Nothing, or far too much, is refused with what to do; what was typed is still there."""
    await street.publish()
    path = f"{street.home}/tell"
    empty = await street.client.post(path, data={"words": " ", "contact": "me@example.org"})
    assert empty.status_code == 400
    assert "Please write something." in empty.text
    assert "me@example.org" in empty.text
    long = await street.client.post(path, data={"words": "<b>" * 900})
    assert long.status_code == 400
    assert "make it shorter" in long.text
    assert "&lt;b&gt;" in long.text
    assert (
        await street.client.post(path, data={"words": "x"}, headers={"Origin": "http://evil.example"})
    ).status_code == 403
    assert await street.database.read(lambda tx: voices.of(tx, 1, voices.CHALLENGE)) == ()


async def test_too_many_have_to_wait(street: Street) -> None:
    """From one place five an hour are taken; then the words stay in the form, and an hour later it works again."""
    await street.publish()
    assert [await street.tell() for _ in range(6)] == [303] * 5 + [429]
    street.moment += timedelta(hours=1, seconds=1)
    assert await street.tell() == 303


async def test_someone_who_is_not_safe_goes_to_leads_and_to_no_manager(street: Street) -> None:
    """Ticked, it is a worry of every service, with how to reach the writer; no manager gets it and no page shows it."""
    await street.publish()
    assert "This is about someone who is not safe." in (await street.client.get(f"{street.home}/tell")).text
    answer = await street.client.post(
        f"{street.home}/tell", data={"words": "She is locked in", "contact": "01632 960777", "not_safe": "yes"}
    )
    assert answer.headers["location"].endswith("?done=kept")  # nobody here can be told by a message
    assert "We could not tell anybody yet." in (await street.client.get(answer.headers["location"])).text
    found = await street.database.read(lambda tx: worries.get(tx, 1))
    assert found is not None
    assert (found[1], found[0].origin, found[0].everywhere) == (
        "She is locked in\n\nContact: 01632 960777", "public", True,
    )  # fmt: skip
    assert await street.database.read(lambda tx: voices.of(tx, 1, voices.CHALLENGE)) == ()
    assert await street.tell() == 303
    assert len(await street.database.read(worries.all)) == 1


async def test_what_experts_said_is_taken_out_at_once(street: Street) -> None:
    """Reports are kept for a minute; words that are taken out are gone without waiting, and the trace stands there."""
    await street.publish()
    body = {"who": "Checkers", "on": "2026-11-20", "words": "Ann shouted.", "agrees": "no"}
    await street.database.write(
        lambda tx: voices.add(tx, assessment_id=1, version=1, kind=voices.CHECK, body=body, at=AT)
    )
    assert "Ann shouted." in (await street.client.get(f"{street.home}/statement")).text

    def out(tx: Tx) -> None:
        (one,) = voices.of(tx, 1, voices.CHECK)
        voices.take_out(tx, one, on="2026-11-22", why="A name stood in it.")

    await street.database.write(out)
    text = (await street.client.get(f"{street.home}/statement")).text
    assert "Ann shouted." not in text
    assert "was taken out on 22 November 2026 because: A name stood in it." in text
