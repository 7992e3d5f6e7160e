"""What people add beside their answers: sealed, waiting until someone has read it, and taken back like an answer."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from store import answers, comments, media, observations, people
from store.database import Database
from store.errors import Tampered, UnknownRow
from store.tx import Tx
from tests.store.tools import AT, LATER, House, a_house, a_session, an_answer, live


def say(tx: Tx, house: House, words: str = "", origin: str = "1", **changes: Any) -> int:
    """Adds a comment of the house's person."""
    values: dict[str, Any] = {
        "session_id": house.session,
        "person_id": house.person,
        "service_id": house.service,
        "prompt": "duq.1.person.choice",
        "at": AT,
    }
    return comments.add(tx, origin=origin, words=words, **{**values, **changes})


def a_file(tx: Tx, house: House, name: str = "a.sealed", mime: str = "image/png") -> int:
    """Adds the row of a recording or photo of the house's person."""
    return media.add(tx, person_id=house.person, file=name, mime=mime, size_bytes=1, at=AT)


def told(tx: Tx, house: House) -> list[tuple[int, str, int | None]]:
    """What counts in the house's talk: number, words, and recording or photo."""
    return [(one.id, comments.words_of(tx, one), one.media_id) for one in comments.of_session(tx, house.session)]


async def test_a_comment_comes_back(database: Database) -> None:
    """Words, place and question are found again, oldest first; what was never there is None."""
    house = await database.write(a_house)
    first = await database.write(lambda tx: say(tx, house, "the bus is late", "1"))
    second = await database.write(lambda tx: say(tx, house, "", "2", media_id=a_file(tx, house), prompt=""))
    assert await database.read(lambda tx: told(tx, house)) == [(first, "the bus is late", None), (second, "", 1)]
    expected = comments.Comment(
        first, house.session, house.person, house.service, "duq.1.person.choice", None, AT, None, None, "en", ""
    )
    assert await database.read(lambda tx: comments.get(tx, first)) == expected
    found = await database.read(lambda tx: comments.of_media(tx, 1))
    assert found
    assert found.id == second
    for nothing in (comments.get, comments.of_media):
        assert await database.read(lambda tx, nothing=nothing: nothing(tx, 99)) is None


async def test_words_lie_sealed(database: Database) -> None:
    """The database holds no readable word, and words that are moved to another talk do not open there."""
    house = await database.write(a_house)
    await database.write(lambda tx: say(tx, house, "the bus is late"))
    (row,) = await database.read(lambda tx: tx.all("SELECT words FROM comment"))
    assert b"bus" not in bytes(row[0])
    elsewhere = await database.write(lambda tx: a_session(tx, house.person, house.round)[1])
    await database.write(lambda tx: tx.run("UPDATE comment SET session_id = :id", id=elsewhere))
    (moved,) = await database.read(comments.not_heard)
    with pytest.raises(Tampered):
        await database.read(lambda tx: comments.words_of(tx, moved))


async def test_words_wait_until_someone_has_read_them(database: Database) -> None:
    """Words alone are listed oldest first and are marked once; what came with a recording or photo waits with that."""
    house = await database.write(a_house)
    ids = [await database.write(lambda tx, n=n: say(tx, house, f"said {n}", str(n))) for n in range(2)]
    await database.write(lambda tx: say(tx, house, "look", "9", media_id=a_file(tx, house)))
    assert [one.id for one in await database.read(comments.not_heard)] == ids
    assert await database.read(comments.count_not_heard) == 2
    assert await database.read(media.count_not_heard) == 1
    tries = [database.write(lambda tx, n=n: comments.mark_heard(tx, ids[0], f"lead {n}", LATER)) for n in range(5)]
    assert sorted(await asyncio.gather(*tries)) == [False] * 4 + [True]
    assert [one.id for one in await database.read(comments.not_heard)] == ids[1:]
    assert await database.write(lambda tx: comments.mark_heard(tx, ids[1], "lead", AT)) is True
    lately = await database.read(lambda tx: comments.heard_lately(tx, 9))
    assert [(one.id, one.heard_at) for one in lately] == [(ids[0], LATER), (ids[1], AT)]
    assert len(await database.read(lambda tx: comments.heard_lately(tx, 1))) == 1


async def test_a_comment_with_a_photo_is_not_marked_as_words(database: Database) -> None:
    """Only its photo can be marked: nobody can have read words that wait with it."""
    house = await database.write(a_house)
    number = await database.write(lambda tx: say(tx, house, "look", media_id=a_file(tx, house)))
    assert await database.write(lambda tx: comments.mark_heard(tx, number, "lead", AT)) is False


async def test_the_same_message_takes_its_own_place(database: Database) -> None:
    """A message that is changed counts once, with its newest words, and waits to be read anew; others stay."""
    house = await database.write(a_house)
    old = await database.write(lambda tx: say(tx, house, "fine", "1"))
    other = await database.write(lambda tx: say(tx, house, "other", "2"))
    await database.write(lambda tx: comments.mark_heard(tx, old, "lead", AT))
    new = await database.write(lambda tx: say(tx, house, "not fine", "1", at=LATER))
    assert await database.read(lambda tx: told(tx, house)) == [(other, "other", None), (new, "not fine", None)]
    assert [one.id for one in await database.read(comments.not_heard)] == [other, new]
    assert await database.read(lambda tx: comments.get(tx, old)) is None
    assert await database.read(lambda tx: tx.one("SELECT words FROM comment WHERE id = :id", id=old)) == (None,)


async def test_the_same_message_number_in_another_talk_is_another_message(database: Database) -> None:
    """Two people's messages with one number do not touch each other."""
    house = await database.write(a_house)

    def other_talk(tx: Tx) -> int:
        other = people.add(tx, service_id=house.service, audience="person", name="Bo", at=AT)
        return say(tx, house, "b", "1", session_id=a_session(tx, other, house.round)[1], person_id=other)

    mine = await database.write(lambda tx: say(tx, house, "a", "1"))
    theirs = await database.write(other_talk)
    assert [one.id for one in await database.read(comments.not_heard)] == [mine, theirs]


async def test_changed_words_keep_their_photo(database: Database) -> None:
    """Where only the words of a photo change it stays, with the new words, and waits to be seen again."""
    house = await database.write(a_house)
    await database.write(lambda tx: say(tx, house, "my room", "1", media_id=a_file(tx, house)))
    await database.write(lambda tx: media.mark_heard(tx, 1, "lead", AT))
    new = await database.write(lambda tx: say(tx, house, "my old room", "1"))
    assert await database.read(lambda tx: told(tx, house)) == [(new, "my old room", 1)]
    assert await database.read(media.count_not_heard) == 1
    assert await database.read(comments.count_not_heard) == 0
    gone = await database.write(lambda tx: comments.take_back(tx, session_id=house.session, comment_id=new, at=AT))
    assert [one.file for one in gone] == ["a.sealed"]


async def test_a_photo_that_is_replaced_is_gone(database: Database) -> None:
    """A message with another photo has only that one: no row names the first one's file any more."""
    house = await database.write(a_house)
    await database.write(lambda tx: say(tx, house, "my room", "1", media_id=a_file(tx, house)))
    new = await database.write(lambda tx: say(tx, house, "", "1", media_id=a_file(tx, house, "b.sealed")))
    assert await database.read(lambda tx: told(tx, house)) == [(new, "", 2)]
    assert await database.read(media.all_files) == {"b.sealed"}


@pytest.mark.parametrize("all_of_them", [True, False])
async def test_taking_back_deletes_words_and_files(database: Database, all_of_them: bool) -> None:
    """One comment or all of a talk lose their words and rows of media, and the names of the files are told."""
    house = await database.write(a_house)
    photo = await database.write(lambda tx: say(tx, house, "my room", "1", media_id=a_file(tx, house)))
    words = await database.write(lambda tx: say(tx, house, "the bus", "2"))
    which = None if all_of_them else photo
    gone = await database.write(lambda tx: comments.take_back(tx, session_id=house.session, comment_id=which, at=AT))
    assert [one.file for one in gone] == ["a.sealed"]
    left = [] if all_of_them else [(words, "the bus", None)]
    assert await database.read(lambda tx: told(tx, house)) == left
    assert await database.read(comments.count_not_heard) == len(left)
    assert await database.read(media.all_files) == frozenset()
    rows = await database.read(lambda tx: tx.all("SELECT words, media_id FROM comment WHERE taken_back_at IS NOT NULL"))
    assert rows == [(None, None)] * (2 - len(left))
    again = await database.write(lambda tx: comments.take_back(tx, session_id=house.session, comment_id=which, at=AT))
    assert again == ()


async def test_taking_back_reaches_no_other_talk(database: Database) -> None:
    """A comment's number in another talk takes nothing back."""
    house = await database.write(a_house)
    number = await database.write(lambda tx: say(tx, house, "the bus"))
    elsewhere = await database.write(lambda tx: a_session(tx, house.person, house.round)[1])
    await database.write(lambda tx: comments.take_back(tx, session_id=elsewhere, comment_id=number, at=AT))
    assert await database.read(lambda tx: told(tx, house)) == [(number, "the bus", None)]


async def test_forgetting_leaves_no_row(database: Database) -> None:
    """All of a person's comments go, changed and taken back ones too, with their media; other people's stay."""
    house = await database.write(a_house)

    def fill(tx: Tx) -> int:
        say(tx, house, "first", "1")
        say(tx, house, "second", "1")
        say(tx, house, "back", "2")
        comments.take_back(tx, session_id=house.session, comment_id=3, at=AT)
        say(tx, house, "", "3", media_id=a_file(tx, house))
        other = people.add(tx, service_id=house.service, audience="person", name="Bo", at=AT)
        return say(tx, house, "kept", "1", session_id=a_session(tx, other, house.round)[1], person_id=other)

    kept = await database.write(fill)
    gone = await database.write(lambda tx: comments.forget_words(tx, person_id=house.person))
    assert [one.file for one in gone] == ["a.sealed"]
    assert await database.read(lambda tx: tx.all("SELECT id FROM comment")) == [(kept,)]
    assert await database.read(media.all_files) == frozenset()


async def test_what_one_talk_says_can_be_forgotten(database: Database) -> None:
    """Of someone who watched another, only that talk's comments go; the one who was watched keeps their own."""
    house = await database.write(a_house)

    def fill(tx: Tx) -> int:
        watcher = people.add(tx, service_id=house.service, audience="staff", name="Cy", at=AT)
        talk = a_session(tx, watcher, house.round)[1]
        say(tx, house, "seen", "1", session_id=talk, media_id=a_file(tx, house))
        return talk

    own = await database.write(lambda tx: say(tx, house, "mine"))
    talk = await database.write(fill)
    gone = await database.write(lambda tx: comments.forget_words(tx, session_id=talk))
    assert [one.file for one in gone] == ["a.sealed"]
    assert await database.read(lambda tx: tx.all("SELECT id FROM comment")) == [(own,)]


async def test_a_talk_of_comments_alone_counts_as_told(database: Database) -> None:
    """Who watched someone and only added comments is found by forgetting; once these are back, there is nothing."""
    house = await database.write(a_house)

    def watch(tx: Tx) -> tuple[int, int]:
        watcher = people.add(tx, service_id=house.service, audience="staff", name="Cy", at=AT)
        invitation, talk = a_session(tx, watcher, house.round)
        made = observations.add(tx, person_id=house.person, round_id=house.round, at=AT)
        tx.run("UPDATE invitation SET observation_id = :made WHERE id = :id", made=made, id=invitation)
        say(tx, house, "seen", session_id=talk)
        return watcher, talk

    watcher, talk = await database.write(watch)
    assert await database.read(lambda tx: observations.told_by(tx, watcher)) == ((talk, house.person),)
    await database.write(lambda tx: comments.take_back(tx, session_id=talk, comment_id=None, at=AT))
    assert await database.read(lambda tx: observations.told_by(tx, watcher)) == ()


async def test_a_forgotten_persons_comment_neither_opens_nor_is_added(database: Database) -> None:
    """Without the data key there is nothing to read; new words are refused, a comment without words is not."""
    house = await database.write(a_house)
    number = await database.write(lambda tx: say(tx, house, "mine"))
    found = await database.read(lambda tx: comments.get(tx, number))
    assert found
    await database.write(lambda tx: people.forget_identity(tx, house.person, AT))
    assert await database.read(lambda tx: comments.words_of(tx, found)) == ""
    with pytest.raises(UnknownRow):
        await database.write(lambda tx: say(tx, house, "more", "2"))
    assert await database.write(lambda tx: say(tx, house, "", "3"))


async def test_answers_and_comments_leave_each_other_alone(database: Database) -> None:
    """Taking comments back leaves the answers, and the other way round."""
    house = await database.write(a_house)
    await database.write(lambda tx: an_answer(tx, house))
    first = await database.write(lambda tx: say(tx, house, "first", "1"))
    second = await database.write(lambda tx: say(tx, house, "second", "2"))
    await database.write(lambda tx: comments.take_back(tx, session_id=house.session, comment_id=first, at=AT))
    assert len(await database.read(lambda tx: live(tx, house))) == 1
    back = {"person_id": house.person, "session_id": house.session, "prompts": None, "at": AT}
    await database.write(lambda tx: answers.take_back(tx, **back))  # type: ignore[arg-type]
    assert await database.read(lambda tx: told(tx, house)) == [(second, "second", None)]
