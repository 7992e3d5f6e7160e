"""Who said what led to a change: nobody by another's answer, nor by words that they took back."""

from __future__ import annotations

import pytest

from asking import changes, telling
from asking.changes import begin_telling
from asking.moment import stamp
from store import changes as kept
from store import comments, told
from store.told import ANSWER, COMMENT, Chosen, Heard
from store.tx import Tx
from store.who_said import said_by
from tests.asking.test_changes import FOOD, TELL, tell
from tests.asking.test_comments import add, at_consent
from tests.asking.test_reminding import with_mail
from tests.asking.tools import NOW, Asker, plain_input


@pytest.mark.parametrize("support", ["proxy", "observed"])
async def test_what_somebody_else_answered_is_not_said_by_them(asker: Asker, support: str) -> None:
    """Choices and words alike: nobody is told 'You told us' for what was answered for them, nor counted as one."""
    token = await asker.invited(asker.house.person)
    await asker.to_the_end(token)
    (answer, *_) = [one for one in await asker.live(asker.house.person) if one.choices]

    def made(tx: Tx) -> tuple[frozenset[int], frozenset[int]]:
        chose, wrote = (kept.add(tx, FOOD, at=stamp(NOW), by="Mo") for _ in range(2))
        told.choose(tx, chose, Chosen(asker.house.round, answer.prompt, answer.choices[0]))
        told.hear(tx, wrote, Heard(ANSWER, answer.id), asker.house.person)
        one, other = (said_by(tx, kept.hold(tx, number)) for number in (chose, wrote))
        return one, other

    mine = frozenset({asker.house.person})
    assert await asker.database.write(made) == (mine, mine)
    sql = "UPDATE answer SET support = :support WHERE id = :id"
    await asker.database.write(lambda tx: tx.run(sql, support=support, id=answer.id))
    assert await asker.database.write(made) == (frozenset(), frozenset())


async def test_words_that_were_taken_back_lead_to_nothing(asker: Asker) -> None:
    """Whoever took them back before it was published is told nothing and counts no more, as with an answer."""
    token = await asker.invited(asker.house.person)
    await asker.take(token, plain_input(await at_consent(asker, token)))
    await add(asker, token, "The food is cold.")

    def made(tx: Tx) -> tuple[int, int, int]:
        (one,) = comments.not_heard(tx)
        number = kept.add(tx, FOOD, at=stamp(NOW), by="Mo")
        told.hear(tx, number, Heard(COMMENT, one.id), asker.house.person)
        assert said_by(tx, kept.hold(tx, number)) == {asker.house.person}
        return number, one.session_id, one.id

    number, talk, words = await asker.database.write(made)
    await asker.database.write(lambda tx: comments.take_back(tx, session_id=talk, comment_id=words, at=stamp(NOW)))
    await asker.database.write(lambda tx: changes.publish(tx, number, now=NOW, by="Mo"))
    assert await asker.database.read(lambda tx: said_by(tx, kept.hold(tx, number))) == frozenset()
    assert await asker.database.read(lambda tx: telling.due(tx, TELL)) == ()


async def test_words_taken_back_while_the_message_waits_stop_it(asker: Asker) -> None:
    """It is looked at once more before it goes; who was told the wrong one still hears what is right."""
    token = await asker.invited(asker.house.person)
    await asker.take(token, plain_input(await at_consent(asker, token)))
    await add(asker, token, "The food is cold.")
    await asker.database.write(lambda tx: with_mail(tx, asker.house.person))
    (one,) = await asker.database.read(comments.not_heard)

    def made(tx: Tx) -> int:
        number = kept.add(tx, FOOD, at=stamp(NOW), by="Mo")
        told.hear(tx, number, Heard(COMMENT, one.id), asker.house.person)
        changes.publish(tx, number, now=NOW, by="Mo")
        return begin_telling(tx, number, TELL)

    assert await asker.database.write(made) == 1
    assert await asker.database.write(tell)
    assert await asker.database.read(lambda tx: telling.still(tx, 1, TELL))
    await asker.database.write(
        lambda tx: comments.take_back(tx, session_id=one.session_id, comment_id=one.id, at=stamp(NOW))
    )
    assert not await asker.database.read(lambda tx: telling.still(tx, 1, TELL))
