"""Self-assessments in the store."""

from __future__ import annotations

import pytest

from store import assessments, voices
from store.database import Database
from store.errors import UnknownRow
from store.tx import Tx
from tests.store.tools import AT, LATER

NEW = {"code": "duq", "code_version": "2", "since": "2025-12-01", "until": "2026-11-30", "at": AT, "by": "Mo"}


def begun(tx: Tx) -> int:
    """One that nobody has written in yet."""
    return assessments.add(tx, service_id=0, **NEW)


async def test_what_is_saved_is_read_again(database: Database) -> None:
    """A part comes back as it was saved last, with who saved it and when; another part is as it was."""
    number = await database.write(begun)
    for edit, words in enumerate(("First.", "Sécond ✓")):
        saved = await database.write(
            lambda tx, edit=edit, words=words: assessments.put(
                tx, number, "duq.1", {"gaps": words}, edit=edit, at=LATER, who="Ann"
            )
        )
        assert saved
    found = await database.read(lambda tx: assessments.parts(tx, number))
    assert found == {"duq.1": assessments.Part(2, {"gaps": "Sécond ✓"}, LATER, "Ann")}
    assert await database.read(lambda tx: assessments.part_of(tx, number, "duq.2")) == assessments.Part()


async def test_what_was_saved_before_is_still_there(database: Database) -> None:
    """Each time that a part was saved can be read again; what never was holds nothing."""
    number = await database.write(begun)
    for edit, words in enumerate(("First.", "Second.")):
        await database.write(
            lambda tx, edit=edit, words=words: assessments.put(
                tx, number, "duq.1", {"gaps": words}, edit=edit, at=LATER, who="Ann"
            )
        )
    found = [
        await database.read(lambda tx, edit=edit: assessments.part_at(tx, number, "duq.1", edit)) for edit in range(4)
    ]
    assert found == [{}, {"gaps": "First."}, {"gaps": "Second."}, {}]


async def test_two_who_write_at_once_lose_nothing(database: Database) -> None:
    """Whoever saves second on the same edit is told, and what the first saved stands."""
    number = await database.write(begun)

    def put(tx: Tx, words: str) -> bool:
        return assessments.put(tx, number, "duq.1", {"gaps": words}, edit=0, at=AT, who=words)

    assert await database.write(lambda tx: put(tx, "Ann"))
    assert not await database.write(lambda tx: put(tx, "Bo"))
    found = await database.read(lambda tx: assessments.part_of(tx, number, "duq.1"))
    assert (found.content, found.who, found.edit) == ({"gaps": "Ann"}, "Ann", 1)


async def test_a_signed_version_stays_as_it_was(database: Database) -> None:
    """What is written later changes no signed version, and the next signature makes the next version."""
    number = await database.write(begun)

    def sign(tx: Tx, words: str) -> None:
        assessments.sign(tx, number, {"duq.1": {"gaps": words}}, at=AT, by="Chief")

    for words in ("one", "two"):
        await database.write(lambda tx, words=words: sign(tx, words))
    found = await database.read(lambda tx: assessments.versions(tx, number))
    assert [(one.version, one.body["duq.1"]["gaps"], one.published_at) for one in found] == [
        (2, "two", None),
        (1, "one", None),
    ]
    assert await database.read(lambda tx: assessments.get(tx, number).version) == 2  # type: ignore[union-attr]


async def test_one_version_is_published_at_a_time(database: Database) -> None:
    """Publishing a version takes the one before back; None takes all back; one that is not there is refused."""
    number = await database.write(begun)
    for _ in range(2):
        await database.write(lambda tx: assessments.sign(tx, number, {}, at=AT, by="Chief"))
    for version in (1, 2):
        await database.write(lambda tx, version=version: assessments.publish(tx, number, version, LATER))
        found = await database.read(lambda tx: assessments.published(tx, number))
        assert found is not None
        assert found.version == version
    await database.write(lambda tx: assessments.publish(tx, number, 2, None))
    assert await database.read(lambda tx: assessments.published(tx, number)) is None
    with pytest.raises(UnknownRow):
        await database.write(lambda tx: assessments.publish(tx, number, 3, LATER))


async def test_no_word_lies_open(database: Database) -> None:
    """Neither what managers write nor what others say about it can be read without the key file."""
    number = await database.write(begun)
    words = "Nobody helped with the choir."

    def say(tx: Tx) -> None:
        assessments.put(tx, number, "duq.1", {"gaps": words}, edit=0, at=AT, who="Mo")
        assessments.sign(tx, number, {"gaps": words}, at=AT, by="Mo")
        voices.add(tx, assessment_id=number, version=1, kind=voices.CHALLENGE, body={"words": words}, at=AT)

    await database.write(say)
    for table in ("assessment_part", "assessment_version", "assessment_voice"):
        rows = await database.read(lambda tx, table=table: tx.all(f"SELECT body FROM {table}"))  # noqa: S608
        assert len(rows) == 1
        assert b"choir" not in bytes(rows[0][0])


async def test_what_others_say_gets_a_reply(database: Database) -> None:
    """A challenge is kept with its contact; a reply is published only when the manager says so."""
    number = await database.write(begun)
    body = {"words": "We are not asked.", "contact": "01632 960999"}
    await database.write(
        lambda tx: voices.add(tx, assessment_id=number, version=1, kind=voices.CHALLENGE, body=body, at=AT)
    )
    (voice,) = await database.read(lambda tx: voices.of(tx, number, voices.CHALLENGE))
    assert (voice.text("words"), voice.public_at) == ("We are not asked.", None)
    answered = {**voice.body, "reply": "We ask you now."}
    await database.write(lambda tx: voices.change(tx, voice, answered, by="Mo", at=LATER, public=True))
    (voice,) = await database.read(lambda tx: voices.of(tx, number, voices.CHALLENGE))
    assert (voice.text("reply"), voice.replied_by, voice.public_at) == ("We ask you now.", "Mo", LATER)
    assert await database.read(lambda tx: voices.of(tx, number, voices.CHECK)) == ()
    await database.write(lambda tx: voices.remove(tx, voice))
    assert await database.read(lambda tx: voices.of(tx, number, voices.CHALLENGE)) == ()


async def test_the_time_is_changed_and_one_is_deleted_until_it_is_signed(database: Database) -> None:
    """Another time is kept; deleting takes parts and voices along and no other one; what is signed is refused."""
    one, other = await database.write(begun), await database.write(begun)

    def written(tx: Tx) -> None:
        for number in (one, other):
            assessments.put(tx, number, "duq.1", {"gaps": "x"}, edit=0, at=AT, who="Ann")
            voices.add(tx, assessment_id=number, version=0, kind=voices.CHECK, body={"words": "x"}, at=AT)
        assessments.set_time(tx, one, since="2025-01-01", until="2025-12-31")

    await database.write(written)
    changed = await database.read(lambda tx: assessments.get(tx, one))
    assert changed
    assert (changed.since, changed.until) == ("2025-01-01", "2025-12-31")
    await database.write(lambda tx: assessments.remove(tx, one))
    left = await database.read(lambda tx: [row[0] for row in tx.all("SELECT assessment_id FROM assessment_part")])
    assert left == [other]
    assert await database.read(lambda tx: voices.of(tx, one, voices.CHECK)) == ()
    assert len(await database.read(lambda tx: voices.of(tx, other, voices.CHECK))) == 1
    await database.write(lambda tx: assessments.sign(tx, other, {}, at=AT, by="Chief"))
    for number in (one, other):
        with pytest.raises(UnknownRow):
            await database.write(lambda tx, number=number: assessments.remove(tx, number))
    with pytest.raises(UnknownRow):
        await database.write(lambda tx: assessments.set_time(tx, one, since="2025-01-01", until="2025-12-31"))


async def test_what_is_taken_out_leaves_a_trace_without_words(database: Database) -> None:
    """Who spoke, what they said and the reply are gone from the row; day, agreement, and why it is gone stay."""
    number = await database.write(begun)
    body = {"who": "Checkers", "on": "2026-11-20", "words": "x", "agrees": "no", "reply": "y"}

    def out(tx: Tx) -> None:
        voices.add(tx, assessment_id=number, version=1, kind=voices.CHECK, body=body, at=AT)
        (one,) = voices.of(tx, number, voices.CHECK)
        voices.take_out(tx, one, on="2026-11-22", why="Asked to.")

    await database.write(out)
    (one,) = await database.read(lambda tx: voices.of(tx, number, voices.CHECK))
    assert one.is_out
    assert one.body == {"on": "2026-11-20", "agrees": "no", "out_on": "2026-11-22", "out_why": "Asked to."}
