"""What people say beside their answers: kept once they said yes, shown to them, taken back and forgotten."""

from __future__ import annotations

import pytest

from asking.comments import TAKE_BACK, Note
from asking.errors import UnknownLink
from asking.forgetting import forget
from asking.recordings import Recording
from asking.turn import Delivery, Turn
from dialogs.inputs import Agreed, Declined, ToldWorry, TookBack, WentBack
from dialogs.model import Company, Consent, Question
from store import chats, comments, media, people, worries
from store.comments import Comment
from store.crypto import DataKey
from store.database import Database
from store.worries import Spoken
from tests.asking.tools import SOUND, Asker, plain_input

AT = "2026-11-23T09:00:00Z"
PHOTO = b"\x89PNG\r\n\x1a\n" + bytes(100)


async def add(
    asker: Asker, token: str, words: str = "", *, origin: str = "1", made: Recording | None = None, update: str = ""
) -> tuple[Turn, bool]:
    """Says something beside the answers."""
    delivery = Delivery("test", "", update or f"note {next(asker.updates)}")
    note = Note(words, origin)
    return await asker.database.write(
        lambda tx: asker.conversations.add(tx, token=token, note=note, delivery=delivery, made=made)
    )


async def file_of(asker: Asker, token: str, content: bytes = PHOTO, mime: str = "image/png") -> Recording:
    """A recording or photo, sealed and on disk, that has no row yet."""
    person, key = await asker.database.read(lambda tx: asker.conversations.owner(tx, token))
    return Recording(person, asker.media.write(key, content), mime, len(content))


async def kept(database: Database) -> list[tuple[Comment, str]]:
    """Every comment of words alone that nobody has read, with the words."""
    return await database.read(lambda tx: [(one, comments.words_of(tx, one)) for one in comments.not_heard(tx)])


def files(asker: Asker) -> set[str]:
    """What is on disk."""
    folder = asker.media._folder
    return {path.name for path in folder.iterdir()}


async def at_consent(asker: Asker, token: str) -> Turn:
    """Go to the screen that asks for a yes."""
    turn = await asker.conversations.show(token)
    while not isinstance(turn.asked.step, Consent):
        turn = await asker.take(token, plain_input(turn))
    return turn


async def test_nothing_is_kept_before_a_yes(asker: Asker) -> None:
    """Before consent, and after a no, words are not kept, and a file that came with them is to be deleted."""
    token = await asker.invited(asker.house.person)
    turn = await at_consent(asker, token)
    made = await file_of(asker, token)
    assert (await add(asker, token, "hello"))[1] is False
    refused, was_kept = await add(asker, token, made=made)
    assert (refused.gone, was_kept) == ((made.file,), False)
    await asker.take(token, Declined(turn.asked.turn))
    assert (await add(asker, token, "hello"))[1] is False
    assert await kept(asker.database) == []
    assert await asker.database.read(media.count_not_heard) == 0


async def test_a_no_after_a_yes_ends_adding(asker: Asker) -> None:
    """Who takes part and then says no adds nothing more; what was added before stays until it is taken back."""
    token = await asker.invited(asker.house.person)
    await asker.to_first_question(token)
    assert (await add(asker, token, "before"))[1] is True
    turn = await asker.conversations.show(token)
    while not isinstance(turn.asked.step, Consent):
        turn = await asker.take(token, WentBack(turn.asked.turn))
    await asker.take(token, Declined(turn.asked.turn))
    assert (await add(asker, token, "after", origin="2"))[1] is False
    assert [words for _, words in await kept(asker.database)] == ["before"]


async def test_it_is_kept_with_the_question_on_the_screen(asker: Asker) -> None:
    """A comment names the question that was there; on another screen it names none. The talk does not move."""
    token = await asker.invited(asker.house.person)
    turn = await at_consent(asker, token)
    turn = await asker.take(token, Agreed(turn.asked.turn))
    assert isinstance(turn.asked.step, Company)
    assert (await add(asker, token, "first"))[1] is True
    before = await asker.to_first_question(token)
    after, _ = await add(asker, token, "second", origin="2")
    assert (after.session, after.asked) == (before.session, before.asked)
    found = await kept(asker.database)
    assert [(one.prompt, words) for one, words in found] == [("", "first"), (before.asked.step.id, "second")]
    assert {(one.person_id, one.service_id) for one, _ in found} == {(asker.house.person, asker.house.service)}


async def test_the_same_message_is_kept_once(asker: Asker) -> None:
    """One that arrives twice changes nothing the second time, and its second file is to be deleted."""
    token = await asker.invited(asker.house.person)
    await asker.to_first_question(token)
    for _ in range(2):
        await add(asker, token, "hello", update="u1")
    first, second = await file_of(asker, token), await file_of(asker, token)
    assert (await add(asker, token, origin="2", made=first, update="u2"))[1] is True
    turn, was_kept = await add(asker, token, origin="2", made=second, update="u2")
    assert (turn.gone, was_kept) == ((second.file,), False)
    assert [words for _, words in await kept(asker.database)] == ["hello"]
    assert await asker.database.read(media.all_files) == {first.file}


async def test_a_changed_message_takes_its_own_place(asker: Asker) -> None:
    """Words that are changed count once; changed words of a photo keep it."""
    token = await asker.invited(asker.house.person)
    await asker.to_first_question(token)
    await add(asker, token, "fine")
    await add(asker, token, "not fine")
    await add(asker, token, "my room", origin="2", made=await file_of(asker, token))
    await add(asker, token, "my old room", origin="2")
    said = await asker.said(token)
    assert [(one.added, one.words) for one in said] == [("words", "not fine"), ("photo", "my old room")]


async def test_people_see_what_they_added(asker: Asker) -> None:
    """After the answers, oldest first, each with its kind, its words and the question it came with."""
    token = await asker.invited(asker.house.person)
    turn = await asker.to_first_question(token)
    assert isinstance(turn.asked.step, Question)
    await add(asker, token, "hello")
    await add(asker, token, origin="2", made=await file_of(asker, token, SOUND, "audio/ogg"))
    await asker.take(token, plain_input(turn))
    await add(asker, token, "my room", origin="3", made=await file_of(asker, token))
    answer, *added = await asker.said(token)
    assert (answer.added, answer.prompt) == ("", turn.asked.step.id)
    assert [(one.added, one.words) for one in added] == [("words", "hello"), ("voice", ""), ("photo", "my room")]
    assert [one.asked for one in added[:2]] == [turn.asked.step.ask] * 2
    assert all(one.prompt.startswith(TAKE_BACK) for one in added)


async def test_one_thing_can_be_taken_back(asker: Asker) -> None:
    """Its words, row and file go; answers and other comments stay, and so does the place in the talk."""
    token = await asker.invited(asker.house.person)
    turn = await asker.to_first_question(token)
    turn = await asker.take(token, plain_input(turn))
    await add(asker, token, "stays")
    await add(asker, token, "goes", origin="2", made=await file_of(asker, token))
    *_, photo = await asker.said(token)
    after = await asker.take(token, TookBack(photo.prompt))
    assert (after.session, after.asked) == (turn.session, turn.asked)
    assert [one.added for one in await asker.said(token)] == ["", "words"]
    assert await asker.database.read(media.all_files) == frozenset()
    assert files(asker) == set()


@pytest.mark.parametrize("number", ["", "x", "99", "-1", "١", "9" * 40])
async def test_a_number_that_is_nothing_takes_nothing_back(asker: Asker, number: str) -> None:
    """Whatever stands behind the colon, only a comment of this very talk can be taken back by it."""
    token = await asker.invited(asker.house.person)
    turn = await asker.to_first_question(token)
    await add(asker, token, "stays")
    after = await asker.take(token, TookBack(f"{TAKE_BACK}{number}"))
    assert (after.session, after.asked) == (turn.session, turn.asked)
    assert len(await asker.said(token)) == 1


async def test_nobody_takes_back_what_another_said(asker: Asker) -> None:
    """A comment's number in someone else's talk does nothing."""
    mine, theirs = await asker.invited(asker.house.person), await asker.invited(asker.house.relative)
    for token in (mine, theirs):
        await asker.to_first_question(token)
    await add(asker, mine, "mine")
    (said,) = await asker.said(mine)
    await asker.take(theirs, TookBack(said.prompt))
    assert len(await asker.said(mine)) == 1


async def test_taking_all_back_takes_comments_too(asker: Asker) -> None:
    """Nothing of the talk is left to see, and no file of it on the disk."""
    token = await asker.invited(asker.house.person)
    turn = await asker.to_first_question(token)
    await asker.take(token, plain_input(turn))
    await add(asker, token, "hello")
    await add(asker, token, origin="2", made=await file_of(asker, token))
    await asker.take(token, TookBack())
    assert await asker.said(token) == ()
    assert files(asker) == set()
    assert await asker.database.read(comments.count_not_heard) == 0


@pytest.mark.parametrize("with_answers", [False, True])
async def test_forgetting_deletes_comments_and_keeps_worries(asker: Asker, with_answers: bool) -> None:
    """Words, rows, files and the chat go with the person; a worry's recording stays, and still opens."""
    person = asker.house.person
    token = await asker.invited(person)
    chat = {"bot": "bot", "lane": "lane", "address": "1", "person_id": person, "invitation_id": 1, "version": 1}
    await asker.database.write(lambda tx: chats.open(tx, at=AT, **chat))  # type: ignore[arg-type]  # of both kinds
    await asker.to_first_question(token)
    await add(asker, token, "hello")
    photo, voice = await file_of(asker, token), await file_of(asker, token, SOUND, "audio/ogg")
    await add(asker, token, "my room", origin="2", made=photo)
    await add(asker, token, origin="3", made=voice)
    key = DataKey.new()
    spoken = Spoken(key, asker.media.write(key, SOUND), "audio/ogg")
    told = {"token": token, "taken": ToldWorry(), "delivery": Delivery("test", "", "worry"), "worry_spoken": spoken}
    await asker.database.write(lambda tx: asker.conversations.turn(tx, **told))  # type: ignore[arg-type]
    gone = await asker.database.write(
        lambda tx: forget(tx, asker.pack, person_id=person, with_answers=with_answers, at=AT)
    )
    assert set(gone) == {photo.file, voice.file}
    await asker.conversations.discard(gone)
    asker.media.sweep(await asker.database.read(media.all_files))
    assert files(asker) == {spoken.file}
    assert await asker.database.read(lambda tx: tx.all("SELECT id FROM comment UNION SELECT id FROM chat")) == []
    (worry,) = await asker.database.read(worries.open)
    assert (worry.person_id, worry.file, worry.mime) == (None, spoken.file, "audio/ogg")
    opened = await asker.database.read(lambda tx: worries.sound_key(tx, worry))
    assert asker.media.read(opened, spoken.file) == SOUND
    with pytest.raises(UnknownLink):
        await add(asker, token, "more", origin="4")


async def watching_comment(asker: Asker) -> tuple[str, Recording]:
    """A relative who watches the person, says yes, and adds only a comment and a photo; gives link and photo."""
    token, _ = await asker.watched(asker.house.person)
    await asker.to_first_question(token)
    photo = await file_of(asker, token)
    assert (await add(asker, token, "she smiled"))[1] is True
    assert (await add(asker, token, origin="2", made=photo))[1] is True
    return token, photo


async def test_a_watchers_comment_is_about_whom_they_watch(asker: Asker) -> None:
    """It is kept with the one who is watched, and sealed with that person's key."""
    await watching_comment(asker)
    ((found, words),) = await kept(asker.database)
    assert (found.person_id, words) == (asker.house.person, "she smiled")
    await asker.database.write(lambda tx: people.forget_identity(tx, asker.house.person, AT))
    assert [words for _, words in await kept(asker.database)] == [""]


@pytest.mark.parametrize("who", ["person", "relative"])
@pytest.mark.parametrize("with_answers", [False, True])
async def test_a_watchers_comment_goes_with_either(asker: Asker, who: str, with_answers: bool) -> None:
    """Whoever of the two is forgotten, comment and photo go, even where the watcher gave no answer at all."""
    _, photo = await watching_comment(asker)
    gone = await asker.database.write(
        lambda tx: forget(tx, asker.pack, person_id=getattr(asker.house, who), with_answers=with_answers, at=AT)
    )
    assert gone == (photo.file,)
    assert await asker.database.read(lambda tx: tx.all("SELECT id FROM comment")) == []
    assert await asker.database.read(media.all_files) == frozenset()
