"""Written words: sealed where they lie, and waiting until someone has read them."""

from __future__ import annotations

from store import answers, people, words
from store.database import Database
from store.tx import Tx
from tests.store.tools import AT, LATER, House, a_house, an_answer


def wrote(tx: Tx, house: House, prompt: str, said: str) -> int:
    """An answer in the person's own words."""
    return an_answer(tx, house, prompt, reply="wrote", choices=(), words=said)


async def test_words_wait_until_someone_has_read_them(database: Database) -> None:
    """They are listed oldest first, open to what was written, and are marked once."""
    house = await database.write(a_house)
    await database.write(lambda tx: an_answer(tx, house))  # a tap has no words
    ids = [await database.write(lambda tx, p=p: wrote(tx, house, p, f"said {p}")) for p in ("a", "b")]
    waiting = await database.read(words.not_heard)
    assert [one.id for one in waiting] == ids
    assert await database.read(words.count_not_heard) == 2
    assert [await database.read(lambda tx, one=one: words.opened(tx, one)) for one in waiting] == ["said a", "said b"]
    assert await database.write(lambda tx: words.mark_heard(tx, ids[0], "lead", LATER)) is True
    assert await database.write(lambda tx: words.mark_heard(tx, ids[0], "other", LATER)) is False
    assert [one.id for one in await database.read(words.not_heard)] == ids[1:]
    (lately,) = await database.read(lambda tx: words.heard_lately(tx, 9))
    assert (lately.id, lately.heard_by, lately.heard_at) == (ids[0], "lead", LATER)


async def test_words_that_do_not_count_are_nowhere(database: Database) -> None:
    """Taken back or changed, an answer's words are neither listed nor opened nor marked."""
    house = await database.write(a_house)
    gone = await database.write(lambda tx: wrote(tx, house, "a", "first"))
    await database.write(lambda tx: wrote(tx, house, "a", "second"))
    back = {"person_id": house.person, "session_id": house.session, "prompts": ("a",), "at": AT}
    assert await database.read(lambda tx: words.get(tx, gone)) is None
    (kept,) = await database.read(words.not_heard)
    await database.write(lambda tx: answers.take_back(tx, **back))  # type: ignore[arg-type]
    assert await database.read(words.count_not_heard) == 0
    assert await database.read(lambda tx: words.opened(tx, kept)) is None
    assert await database.write(lambda tx: words.mark_heard(tx, kept.id, "lead", AT)) is False


async def test_a_forgotten_persons_words_do_not_open(database: Database) -> None:
    """Without the data key there is nothing to read."""
    house = await database.write(a_house)
    await database.write(lambda tx: wrote(tx, house, "a", "mine"))
    (found,) = await database.read(words.not_heard)
    await database.write(lambda tx: people.forget_identity(tx, house.person, AT))
    assert await database.read(lambda tx: words.opened(tx, found)) is None
