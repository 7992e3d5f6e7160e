"""What staff type is looked at by the detector of worries, field by field, as what persons say is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest

from asking.noticing import keep_looked, look, waiting
from bot.staff.worries.found import MEETING, OF_PERSON, found_in
from bot.staff.worries.found import Found as Where
from store import action_notes, actions, experts, noticed, plans, settings, voices
from store.action import NewAction, Status
from store.database import Database
from store.tx import Tx
from tests.staff.assessing import begun
from tests.staff.free_text import SEEN
from tests.staff.month import DAY, Home, met, moved_in, post, signed
from tests.staff.office import AT, Office
from tests.staff.test_records import sent

SIGN: Final = "They hit me and I am scared."
HARMLESS: Final = "We sang."
MILL = "Mill Lane"
Page = tuple[str, str]
Send = Callable[[Office, str, str], Awaitable[int]]


async def note(office: Office, _field: str, words: str) -> int:
    """How an action goes."""

    def made(tx: Tx) -> None:
        plan = plans.add(tx, name="Plan", kind=plans.REGISTER, service_id=0, at=AT, by=1)
        actions.add(tx, NewAction(plan, "Ask the cook."), at=AT, by=None)

    await office.database.write(made)
    return (await office.post("/staff/actions/1/note", words=words, status=Status.IN_PROGRESS)).status_code


async def a_signed(office: Office) -> None:
    """A self-assessment with a signed version, one who sees it differently, experts who spoke, and one who wrote."""
    await begun(office)
    page = "/staff/assessments/1/sign"
    assert (await office.post(page, page, sure="yes", without="yes")).status_code == 303

    def made(tx: Tx) -> None:
        body = {"words": "I think not."}
        voices.add(tx, assessment_id=1, version=1, kind=voices.CHALLENGE, body=body, at=AT)
        body = {"who": "Checkers", "on": "2026-11-01", "words": "Good.", "agrees": "yes"}
        voices.add(tx, assessment_id=1, version=1, kind=voices.CHECK, body=body, at=AT)
        number = experts.add(
            tx, assessment_id=1, version=1, person_id=None, name="An expert", language="en", large=False, at=AT,
            by="Mo", expires_at="2099-01-01T00:00:00Z",
        )  # fmt: skip
        experts.mark(tx, number, sent_at=AT, shows=experts.UNNAMED)

    await office.database.write(made)


async def reply(office: Office, _field: str, words: str) -> int:
    """A reply to somebody who sees it differently."""
    await a_signed(office)
    return (await office.post("/staff/assessments/1/said", do="reply", voice="1", reply=words)).status_code


async def taken_out(office: Office, _field: str, words: str) -> int:
    """Why what experts say was taken out."""
    await a_signed(office)
    return (await office.post("/staff/assessments/1/said", do="remove", voice="2", why=words)).status_code


async def checked(office: Office, _field: str, words: str) -> int:
    """What experts say, written down for them."""
    await begun(office)
    fields = {"who": "Checkers", "on": "2026-11-01", "agrees": "yes", "words": words}
    return (await office.post("/staff/assessments/1/said", do="check", **fields)).status_code


async def to_expert(office: Office, field: str, words: str) -> int:
    """A reply to an expert, or why what they wrote was taken out."""
    await a_signed(office)
    do = {"reply": "reply", "why": "out"}[field]
    return (await office.post("/staff/assessments/1/experts/1", do=do, **{field: words})).status_code


async def decided(office: Office, field: str, words: str) -> int:
    """Who decided that somebody takes part, and what they showed."""
    told = {"who": "The manager", "seen_by": "", "asked": "The family", "notes": ""}
    days = {"how": "best_interests", "agreed": "yes", "decided_on": "2026-11-20", "review_on": "2027-05-20"}
    person = office.people[MILL][0]
    return (await office.post(f"/staff/people/{person}/decide", **{**told, **days, field: words})).status_code


async def communicates(office: Office, field: str, words: str) -> int:
    """How somebody communicates."""
    return (await office.post(f"/staff/people/{office.people[MILL][0]}/needs", **{field: words})).status_code


async def recorded(office: Office, field: str, words: str) -> int:
    """A record."""
    return (await sent(office, **{field: words}))[0]


async def recorded_anew(office: Office, field: str, words: str) -> int:
    """A record that is put right."""
    await sent(office)
    page = "/staff/records/1/change"
    fields = {
        "kind": "visit", "title": "Sunday visit", "day": "2026-11-20", "service": "1", "source": "A trustee",
        "words": "Lively.", "shows-duq.1.good.1": "good", "about": "none", "seen_by": "readers", "edit": "0",
    }  # fmt: skip
    return (await office.post(page, page, **{**fields, field: words})).status_code


CASES: Final = MappingProxyType({
    ("actions/one.html", "words"): (note,),
    ("assessments/expert.html", "reply"): (to_expert,),
    ("assessments/expert.html", "why"): (to_expert,),
    ("assessments/said.html", "reply"): (reply,),
    ("assessments/said.html", "why"): (taken_out,),
    ("assessments/said.html", "words"): (checked,),
    **{("people/decide.html", name): (decided,) for name in ("asked", "notes", "seen_by", "who")},
    **{("people/needs.html", name): (communicates,) for name in ("hearing", "helper", "other", "sight", "words")},
    **{("records/form.html", name): (recorded, recorded_anew) for name in ("source", "title", "words")},
})  # fmt: skip
"""Field → the forms that are sent with it."""
MET: Final = frozenset(("summaries/meeting.html", name) for name in ("what", "by_whom", "why"))
"""Those of a meeting, for which there is a house of its own."""
ELSEWHERE: Final = MappingProxyType({
    ("assessments/declare.html", "words"): "tests/staff/test_declaring.py",
    ("draft.html", "words"): "tests/staff/test_drafts.py",
    ("summaries/answer.html", "words"): "tests/asking/test_wish_answers.py",
    ("summaries/answer.html", "words_"): "tests/asking/test_wish_answers_languages.py",
    ("summaries/meeting.html", "wish"): "tests/detecting",
    ("summaries/view.html", "key"): "tests/detecting",
})  # fmt: skip
"""Field → where it is tested that the detector looks at it."""


async def found(database: Database) -> list[str]:
    """What the worries were found in that the detector told of."""
    rows = await database.read(lambda tx: tx.all("SELECT source FROM worry WHERE origin = 'detector' ORDER BY id"))
    return [str(row[0]) for row in rows]


def test_every_field_that_is_seen_is_sent_here_or_elsewhere() -> None:
    """A field that the list calls seen has a test that types a sign of a worry in it."""
    assert CASES.keys() | MET | ELSEWHERE.keys() == SEEN
    assert all(Path(where).exists() for where in ELSEWHERE.values())


@pytest.mark.parametrize(
    ("field", "send"),
    [
        pytest.param(field, send, id=f"{field[0]}-{field[1]}-{send.__name__}")
        for field, sends in CASES.items()
        for send in sends
    ],
)
async def test_a_sign_of_a_worry_goes_to_people(office: Office, field: Page, send: Send) -> None:
    """It is kept as it was typed, leads hear of it at once, and its page leads to where it stands."""
    await office.sign_in("Mo", "manager")
    assert await send(office, field[1], SIGN) == 303
    sources = await found(office.database)
    assert len(sources) == 1
    assert await office.database.read(lambda tx: noticed.is_there(tx, sources[0]))
    assert office.rung, "whoever hears of it is told at once"
    await office.sign_in("Lee", "lead")
    page = (await office.get("/staff/worries/1")).text
    if OF_PERSON not in page:
        link = page.split('">Open where it was found')[0].rpartition('href="')[2]
        assert (await office.get(link)).status_code == 200


@pytest.mark.parametrize("field", [*CASES], ids="-".join)
async def test_harmless_words_call_nobody(office: Office, field: Page) -> None:
    """The same forms with words that tell of nothing."""
    await office.sign_in("Mo", "manager")
    assert await CASES[field][0](office, field[1], HARMLESS) == 303
    assert await found(office.database) == []


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    """Nobody has begun a summary."""
    async with moved_in(tmp_path / "data") as opened:
        yield opened


async def test_a_promise_and_why_it_was_not_kept_are_looked_at(home: Home) -> None:
    """In what will be done, who does it, and why it was not: one worry each, about the person."""
    summary = await met(home)
    kim, here = await home.sign_in("Kim"), f"/staff/summaries/{summary.id}/meeting"
    for what, who in (("We swim.", "Kim"), (SIGN, "Kim"), ("We cook.", "They hit me.")):
        await post(kim, here, do="promise", what=what, by_whom=who, by_day=DAY)
    await signed(home, summary)
    home.clock.turn(days=30)
    later = await met(home, shared=())
    kim = await home.sign_in("Kim")
    await post(kim, f"/staff/summaries/{later.id}/meeting", do="tick", promise="1", state="not_done", why=SIGN)
    assert await found(home.rooms.database) == ["promise/2", "promise/3", "promise-why/1"]
    about = await home.rooms.database.read(lambda tx: tx.all("SELECT DISTINCT about_id, person_id FROM worry"))
    assert about == [(home.person, None)]
    for source in ("promise/2", "promise-why/1"):
        led = await home.rooms.database.read(lambda tx, source=source: found_in(tx, source))  # type: ignore[misc]
        assert led == Where(told=MEETING)
        assert await home.rooms.database.read(lambda tx, source=source: noticed.is_there(tx, source))  # type: ignore[misc]


async def test_what_could_not_be_looked_at_is_looked_at_again(office: Office) -> None:
    """Where the detector failed, the rounds of the caretaker find it; what is older than the first round they leave."""
    await office.sign_in("Mo", "manager")
    await note(office, "words", HARMLESS)

    def rounds(tx: Tx) -> int:
        return keep_looked(tx, look(waiting(tx)), office.clock())

    def typed(tx: Tx, words: str) -> None:
        action_notes.add(tx, 1, words=words, status=None, by=None, at=AT)

    await office.database.write(lambda tx: typed(tx, SIGN))
    assert await office.database.write(rounds) == 0
    await office.database.write(lambda tx: typed(tx, SIGN))
    assert await office.database.write(rounds) == 1
    assert await found(office.database) == ["note/3"]
    await office.database.write(lambda tx: settings.put(tx, "detector failed", AT))
    assert await office.database.write(rounds) == 0
    assert await found(office.database) == ["note/3"]
