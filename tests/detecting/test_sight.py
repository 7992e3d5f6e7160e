"""Words are looked at before the turn that keeps them, whoever writes them and wherever; and never kept unseen."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from asking import noticing, sight
from asking.comments import Note
from asking.detecting import Hit
from asking.sight import NOTHING, Sight, see_first
from asking.turn import Delivery
from bot.noticing import Noticing
from dialogs.inputs import Wrote
from store import comments, people, settings
from store.database import Database
from store.noticed import Text
from store.postgres import PostgresDatabase
from store.sqlite import SqliteDatabase
from store.tx import Tx
from tests.asking.tools import NOW, Asker, plain_input
from tests.detecting.test_noticing import HARMLESS, SIGN, at_question, broken, comment, raised
from tests.staff.month import VIEW, Home, met, moved_in, post
from tests.telegram.office import Office
from tests.telegram.saying import FIRST, at


@dataclass
class Looks:
    """Each look that the detector took: its words, and whether everybody waited for it, in the turn."""

    inside: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Looks:
    """Notes the looks of both databases. The event loop's own thread must never look: then all pages stand still."""
    found, here, detect = Looks(), threading.local(), sight.detect
    loop = threading.get_ident()

    def within(write: Callable[..., object]) -> Callable[..., object]:
        def written(self: Database, turn: Callable[[Tx], object]) -> object:
            def noted(tx: Tx) -> object:
                here.writes = True
                try:
                    return turn(tx)
                finally:
                    here.writes = False

            return write(self, noted)

        return written

    def look(words: str, language: str) -> tuple[Hit, ...]:
        assert threading.get_ident() != loop
        (found.inside if getattr(here, "writes", False) else found.before).append(words)
        return detect(words, language)

    for database in (SqliteDatabase, PostgresDatabase):
        monkeypatch.setattr(database, "write", within(database.write))
    monkeypatch.setattr(sight, "detect", look)
    return found


async def at_text(asker: Asker) -> tuple[str, int]:
    """A talk at a question that is answered in own words."""
    token = await asker.invited(asker.house.relative)
    turn = await asker.conversations.show(token)
    while turn.asked.step.kind != "text":
        turn = await asker.take(token, plain_input(turn))
    return token, turn.asked.turn


async def seen_in_a_comment(asker: Asker, token: str, words: str, seen: Sight) -> None:
    """Says something beside the answers, with what was seen in it."""
    delivery = Delivery("test", "", f"seen {next(asker.updates)}")
    await asker.database.write(
        lambda tx: asker.conversations.add(tx, token=token, note=Note(words, "1"), delivery=delivery, seen=seen)
    )


async def test_an_answer_is_looked_at_before_its_turn(asker: Asker, looks: Looks) -> None:
    """Once, and nobody waits; the find is told as always."""
    token, turn = await at_text(asker)
    await asker.take(token, Wrote(turn, SIGN))
    assert (looks.before, looks.inside) == ([SIGN], [])
    assert [words for _, words in await raised(asker)] == [SIGN]


async def test_a_turn_without_a_sight_looks_itself(asker: Asker, looks: Looks) -> None:
    """What nobody looked at is never kept unseen; this is also the control that shows that a wait is found."""
    token = await at_question(asker)
    await comment(asker, token, SIGN)
    assert (looks.before, looks.inside) == ([], [SIGN])
    assert [words for _, words in await raised(asker)] == [SIGN]


@pytest.mark.parametrize(
    "other", [Sight(HARMLESS, "en"), Sight(SIGN, "cy"), NOTHING], ids=["words", "language", "none"]
)
async def test_a_sight_of_something_else_is_not_believed(asker: Asker, looks: Looks, other: Sight) -> None:
    """Of other words, or of another language, because it was changed meanwhile: the turn looks itself."""
    token = await at_question(asker)
    await seen_in_a_comment(asker, token, SIGN, other)
    assert looks.inside == [SIGN]
    assert [words for _, words in await raised(asker)] == [SIGN]


async def test_a_sight_that_failed_is_kept_to_be_looked_at_again(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text is kept with a mark that it is to be looked at, in one transaction; the next round finds the sign."""
    token = await at_question(asker)
    with monkeypatch.context() as fault:
        fault.setattr(sight, "detect", broken)
        seen = await see_first(SIGN, "en")
    assert seen == Sight(SIGN, "en", failed=True)
    await seen_in_a_comment(asker, token, SIGN, seen)
    assert await raised(asker) == []
    assert await asker.database.read(lambda tx: settings.get(tx, noticing.FAILED))
    await Noticing(asker.database, lambda: NOW).go_round()
    assert [words for _, words in await raised(asker)] == [SIGN]


async def test_a_machine_with_no_thread_left_keeps_what_was_said(
    asker: Asker, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the turn looks; everybody waits a little, and nothing is lost."""

    async def no_thread(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    token, turn = await at_text(asker)
    monkeypatch.setattr(sight.asyncio, "to_thread", no_thread)
    await asker.conversations.take(token, Wrote(turn, SIGN), Delivery("test", "", "thread"))
    assert looks.inside == [SIGN]
    assert [words for _, words in await raised(asker)] == [SIGN]


async def test_every_word_is_looked_at_once_more_by_the_rounds(asker: Asker) -> None:
    """Whatever kept a text, and however it came that nobody looked, the caretaker sees each row once."""
    token = await at_question(asker)
    await seen_in_a_comment(asker, token, SIGN, Sight(SIGN, "en"))  # a look that missed it, as an older list would
    assert await raised(asker) == []
    rounds = Noticing(asker.database, lambda: NOW)
    assert [await rounds.go_round(), await rounds.go_round()] == [1, 0]


async def test_a_fault_meanwhile_is_not_forgotten_by_a_round(asker: Asker) -> None:
    """A text that failed while a round was looking is looked at by the next: a round clears only what it began with."""
    await at_question(asker)
    await asker.database.write(lambda tx: settings.put(tx, noticing.FAILED, "2026-01-01T00:00:00Z"))
    looked = noticing.look(await asker.database.read(noticing.waiting))
    await asker.database.write(lambda tx: settings.put(tx, noticing.FAILED, "2026-01-01T00:00:01Z"))
    await asker.database.write(lambda tx: noticing.keep_looked(tx, looked, NOW))
    assert await asker.database.read(lambda tx: settings.get(tx, noticing.FAILED)) == "2026-01-01T00:00:01Z"


async def test_what_is_taken_back_while_a_round_looks_is_not_told(asker: Asker) -> None:
    """The words are gone then, and nobody is shown them. The control is the test of the rounds above."""
    token = await at_question(asker)
    await seen_in_a_comment(asker, token, SIGN, Sight(SIGN, "en"))
    looked = noticing.look(await asker.database.read(noticing.waiting))
    assert looked.found

    def back(tx: Tx) -> None:
        person = people.get(tx, asker.house.person)
        assert person
        (session,) = tx.all("SELECT DISTINCT session_id FROM comment")
        comments.take_back(tx, session_id=session[0], comment_id=None, at="2026")

    await asker.database.write(back)
    assert await asker.database.write(lambda tx: noticing.keep_looked(tx, looked, NOW)) == 0
    assert await raised(asker) == []


async def test_a_chat_is_looked_at_before_its_turn(office: Office, looks: Looks) -> None:
    """Words beside a question, in Telegram."""
    sam = await at(office, FIRST)
    rung: list[None] = []
    with office.rooms.bell.heard_by(lambda: rung.append(None)):
        await sam.says(HARMLESS)
        assert rung == []
        await sam.says(SIGN)
        assert rung, "whoever is told by e-mail would hear of it a minute later"
    assert (looks.before, looks.inside) == ([HARMLESS, SIGN], [])


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[Home]:
    """A house in which a monthly summary is made."""
    async with moved_in(tmp_path / "data") as opened:
        yield opened


async def test_staff_words_are_looked_at_before_their_turn(home: Home, looks: Looks) -> None:
    """The keyworker's view, and the wish of both."""
    summary = await met(home, shared=())
    looks.inside.clear()  # the person's own answers, put in by the test without a look
    kim = await home.sign_in("Kim")
    assert "\n".join(VIEW.get(key, "") for key in ("working", "not_working", "choices", "new", "health", "change")) in (
        looks.before
    )
    rung: list[None] = []
    with home.rooms.bell.heard_by(lambda: rung.append(None)):
        await post(kim, f"/staff/summaries/{summary.id}/meeting", do="wish", wish=HARMLESS)
        assert rung == []
        await post(kim, f"/staff/summaries/{summary.id}/meeting", do="wish", wish=SIGN)
        assert rung, "messages of a worry wait for nothing"
    assert SIGN in looks.before
    assert looks.inside == []


async def test_a_text_of_no_talk_is_believed_too(asker: Asker, looks: Looks) -> None:
    """A stranger's words on a public page: the sight is kept as it is."""
    seen = await see_first(SIGN, "en")
    assert await asker.database.write(lambda tx: noticing.notice(tx, Text("voice/1", SIGN, "en", 0), NOW, seen))
    assert looks.inside == []
