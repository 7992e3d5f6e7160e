"""Answers are append-only until taken back; words are sealed, and gone when taken back."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path

import pytest

from store import answers, flags, media, people, worries
from store.database import Database
from store.errors import Tampered, UnknownRow
from store.tx import Tx
from tests.store.tools import AT, LATER, House, a_house, a_session, an_answer, live, opened


async def test_an_answer_comes_back_as_given(database: Database) -> None:
    """An answer is found again with everything about how it was given."""
    house = await database.write(a_house)
    changes = {
        "choices": ("a", "b"),
        "shown": ("b", "a"),
        "size": 2,
        "support": "supported",
        "helper": "staff",
        "present": ("staff", "friend"),
        "words": "I like it",
        "media_id": 7,
        "language": "pl",
    }
    made = await database.write(lambda tx: an_answer(tx, house, **changes))
    (found,) = await database.read(lambda tx: answers.of_session(tx, house.session))
    assert found == answers.Answer(
        id=made,
        session_id=house.session,
        prompt="duq.1.person.choice",
        source="person",
        service_id=house.service,
        reply="chose",
        at=AT,
        teller=house.person,
        device="",
        **changes,
    )
    (sealed,) = await database.read(lambda tx: live(tx, house))
    assert (sealed.id, sealed.words) == (made, "")


async def test_a_changed_mind_adds_a_row(database: Database) -> None:
    """A second answer to a prompt counts in the place of the first, which stays on record with its time."""
    house = await database.write(a_house)
    await database.write(lambda tx: an_answer(tx, house, choices=("yes",)))
    await database.write(lambda tx: an_answer(tx, house, "other"))
    await database.write(lambda tx: an_answer(tx, house, choices=("no",), at=LATER))
    found = await database.read(lambda tx: live(tx, house))
    assert [(one.prompt, one.choices) for one in found] == [("other", ("yes",)), ("duq.1.person.choice", ("no",))]
    kept = await database.read(lambda tx: tx.all("SELECT superseded_at FROM answer ORDER BY id"))
    assert kept == [(LATER,), (None,), (None,)]
    assert await database.read(answers.count) == 2


async def test_a_skipped_question_no_longer_counts(database: Database) -> None:
    """Skipping a question that was answered makes the answer count no more, and adds nothing."""
    house = await database.write(a_house)
    await database.write(lambda tx: an_answer(tx, house, "p"))
    retract = {"person_id": house.person, "session_id": house.session, "prompt": "p", "at": LATER}
    assert await database.write(lambda tx: answers.retract(tx, **retract)) is True
    assert await database.write(lambda tx: answers.retract(tx, **retract)) is False
    assert await database.read(lambda tx: live(tx, house)) == ()


async def test_what_counts_is_of_one_round_and_code(database: Database) -> None:
    """Answers of another person, round or code version are left out; another session's of the round are not."""

    def make(tx: Tx) -> House:
        house = a_house(tx)
        second = a_session(tx, house.person, house.round)[1]
        an_answer(tx, house, "mine")
        an_answer(tx, house, "second", session_id=second)
        an_answer(tx, house, "old", code_version="0")
        other = people.add(tx, service_id=house.service, audience="person", name="Bo", at=AT)
        an_answer(tx, house, "others", person_id=other, session_id=a_session(tx, other, house.round)[1])
        return house

    house = await database.write(make)
    assert [one.prompt for one in await database.read(lambda tx: live(tx, house))] == ["mine", "second"]


def with_recordings(tx: Tx) -> tuple[House, list[int]]:
    """A house with answers to p (twice), q and r, all with words; p and q with a recording each."""
    house = a_house(tx)
    recordings = [
        media.add(tx, person_id=house.person, file=f"{n}.sealed", mime="audio/ogg", size_bytes=3, at=AT)
        for n in range(3)
    ]
    for prompt, recording in (("p", recordings[0]), ("p", recordings[1]), ("q", recordings[2]), ("r", None)):
        an_answer(tx, house, prompt, words=f"about {prompt}", media_id=recording)
    return house, recordings


def left(tx: Tx) -> list[tuple[str, bool, int | None, str | None]]:
    """Prompt, whether there are words, recording and when it was taken back, of every row."""
    rows = tx.all("SELECT prompt, words, media_id, taken_back_at FROM answer ORDER BY id")
    return [(row[0], row[1] is not None, row[2], row[3]) for row in rows]


async def test_taking_back_one_answer_deletes_its_words(database: Database) -> None:
    """Taking back a prompt deletes words and recordings of all its answers, and leaves the other prompts alone."""
    house, recordings = await database.write(with_recordings)
    taken = await database.write(
        lambda tx: answers.take_back(
            tx, person_id=house.person, session_id=house.session, prompts=("p", "unknown"), at=LATER
        )
    )
    assert [one.file for one in taken] == ["0.sealed", "1.sealed"]
    assert await database.read(left) == [
        ("p", False, None, LATER),
        ("p", False, None, LATER),
        ("q", True, recordings[2], None),
        ("r", True, None, None),
    ]
    assert [one.id for one in await database.read(lambda tx: media.of_person(tx, house.person))] == recordings[2:]
    assert [one.prompt for one in await database.read(lambda tx: live(tx, house))] == ["q", "r"]


async def test_taking_back_everything(database: Database) -> None:
    """Taking back all leaves no answer that counts, no words and no recording; a second time finds nothing."""
    house, _ = await database.write(with_recordings)

    def take(tx: Tx) -> tuple[media.Media, ...]:
        return answers.take_back(tx, person_id=house.person, session_id=house.session, prompts=None, at=LATER)

    assert len(await database.write(take)) == 3
    assert await database.write(take) == ()
    assert {row[1:3] for row in await database.read(left)} == {(False, None)}
    assert await database.read(lambda tx: live(tx, house)) == ()
    assert await database.read(answers.count) == 0


async def test_an_answer_after_taking_back_counts(database: Database) -> None:
    """Someone who took an answer back can answer the same question again."""
    house, _ = await database.write(with_recordings)
    await database.write(
        lambda tx: answers.take_back(tx, person_id=house.person, session_id=house.session, prompts=None, at=LATER)
    )
    await database.write(lambda tx: an_answer(tx, house, "p", words="again"))
    (found,) = await database.read(lambda tx: answers.of_session(tx, house.session))
    assert (found.prompt, found.words) == ("p", "again")


async def test_forgetting_deletes_the_answers(database: Database) -> None:
    """Every answer, flag and recording of the person is deleted, and nobody else's."""

    def make(tx: Tx) -> tuple[House, int, int]:
        house, _ = with_recordings(tx)
        flags.add(tx, session_id=house.session, prompt="p", flag="pair_differed", at=AT)
        other = people.add(tx, service_id=house.service, audience="person", name="Bo", at=AT)
        session = a_session(tx, other, house.round)[1]
        flags.add(tx, session_id=session, prompt="p", flag="pair_differed", at=AT)
        an_answer(tx, house, person_id=other, session_id=session)
        return house, other, session

    house, other, others = await database.write(make)
    deleted = await database.write(lambda tx: answers.delete_of_person(tx, house.person))
    assert [one.file for one in deleted] == ["0.sealed", "1.sealed", "2.sealed"]
    assert await database.read(lambda tx: tx.all("SELECT DISTINCT person_id FROM answer")) == [(other,)]
    assert await database.read(lambda tx: tx.all("SELECT session_id FROM flag")) == [(others,)]
    assert await database.read(lambda tx: media.of_person(tx, house.person)) == ()


async def test_a_forgotten_persons_words_cannot_be_kept(database: Database) -> None:
    """After forgetting, words already kept stay shut and new ones are refused."""
    house = await database.write(a_house)
    await database.write(lambda tx: an_answer(tx, house, words="secret"))
    await database.write(lambda tx: people.forget_identity(tx, house.person, LATER))
    (found,) = await database.read(lambda tx: answers.of_session(tx, house.session))
    assert found.words == ""
    with pytest.raises(UnknownRow):
        await database.write(lambda tx: an_answer(tx, house, words="more"))


async def test_words_that_were_moved_do_not_open(database: Database) -> None:
    """Words that were moved to the answer of another prompt are noticed."""
    house = await database.write(a_house)
    await database.write(lambda tx: an_answer(tx, house, "p", words="secret"))
    await database.write(lambda tx: tx.run("UPDATE answer SET prompt = 'q'"))
    with pytest.raises(Tampered):
        await database.read(lambda tx: answers.of_session(tx, house.session))


async def test_no_name_and_no_words_are_on_the_disk(tmp_path: Path, key_file: Path) -> None:
    """A search through every byte of database and log finds no name, words or worry, but does find what is plain."""
    secrets = {"name": "Zebedee Quixote", "words": "marmalade sandwiches", "worry": "someone shouted"}

    def told(tx: Tx) -> None:
        house = a_house(tx, name=secrets["name"])
        an_answer(tx, house, "duq.1.person.plain", words=secrets["words"])
        session, person = house.session, house.person
        about = {"service_id": house.service, "person_id": person, "session_id": session, "told_at": AT}
        worries.add(tx, words=secrets["worry"], **about)  # type: ignore[arg-type]

    async with opened(tmp_path / "a.db", key_file) as database:
        await database.write(told)
        while_open = await asyncio.to_thread(bytes_below, tmp_path)
    for content in (while_open, bytes_below(tmp_path)):
        assert b"duq.1.person.plain" in content
        assert not [word for text in secrets.values() for word in text.split() if word.encode() in content]


def bytes_below(folder: Path) -> bytes:
    """All files as another process sees them: opening them in this one would drop SQLite's locks."""
    files = [str(file) for file in folder.rglob("*") if file.is_file()]
    return subprocess.run(["cat", *files], check=True, capture_output=True).stdout
