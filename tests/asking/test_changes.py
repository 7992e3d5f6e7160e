"""Who is told of a change, when, by which way and how often; and who is asked whether it got better."""

from __future__ import annotations

from datetime import timedelta

import pytest

from asking import changes, post, telling
from asking.changes import UNDO, begin_telling, check, to_ask, to_see, wrong_with
from asking.errors import ChangeRefused
from asking.forgetting import forget
from asking.moment import stamp
from asking.post import MAIL, Mail
from asking.telling import ByMail
from bot.caretaker import Caretaker
from bot.changing import Telling
from dialogs.pack import Pack
from evidence.changes import in_steps, may_be_public, said_it
from locales import Languages
from store import changes as kept
from store import outbox, people, reminders, rounds, told
from store.changes import NewChange, Text
from store.told import COMMENT, Chosen, Heard
from store.tx import Tx
from store.who_said import said_by
from tests.asking.test_reminding import NUMBER, with_chat, with_mail
from tests.asking.tools import NOW, Asker

FOOD = NewChange("The food is cold.", "Now we eat at 6.", picture="food")
TELL = NOW + UNDO
NIGHT = NOW.replace(hour=23)


def mail(about: ByMail) -> Mail:
    """The plainest e-mail."""
    return Mail(about.to, "Hello.", (about.wording.text.did,), link=about.link, told=about.told)


def tell(tx: Tx, told_id: int = 1, now: object = TELL) -> bool:
    """Put a message."""
    return telling.tell(tx, told_id, now=now, mail=mail)  # type: ignore[arg-type]


async def published(asker: Asker, new: NewChange = FOOD, *who: int) -> int:
    """A change that some said in their own words; everyone is told once the time to undo is over."""

    def made(tx: Tx) -> int:
        number = kept.add(tx, new, at=stamp(NOW), by="Mo")
        for place, person in enumerate(who or (asker.house.person,)):
            told.hear(tx, number, Heard(COMMENT, place + 1), person)
        changes.publish(tx, number, now=NOW, by="Mo")
        begin_telling(tx, number, TELL)
        return number

    return await asker.database.write(made)


def test_what_is_not_easy_to_read_is_found_with_what_to_say() -> None:
    """Errors and warnings come apart, each with a way to mend it; plain words pass."""
    found = check("The capacity assessment was undertaken by staff.")
    assert any("jargon" in one and "Say:" in one for one in found.errors)
    assert not check("The food is cold.").errors
    assert check("We open the door and we eat at 6.").warnings


def test_a_change_needs_both_sentences() -> None:
    """And neither is longer than a person reads."""
    assert set(wrong_with(NewChange("", "x" * 300))) == {"said", "did"}
    assert wrong_with(FOOD) == {}


async def test_it_is_not_published_while_something_must_be_mended(asker: Asker) -> None:
    """Hard words and a missing picture are named, and nobody is told; what is published is not published again."""
    hard = NewChange("The food is cold.", "The capacity assessment was undertaken.")
    number = await asker.database.write(lambda tx: kept.add(tx, hard, at=stamp(NOW), by="Mo"))
    with pytest.raises(ChangeRefused, match=r"We did.*Choose a picture\."):
        await asker.database.write(lambda tx: changes.publish(tx, number, now=NOW, by="Mo"))
    again = await published(asker)
    with pytest.raises(ChangeRefused, match="already"):
        await asker.database.write(lambda tx: changes.publish(tx, again, now=NOW, by="Mo"))


async def test_everyone_who_chose_the_answer_said_it(asker: Asker) -> None:
    """Those who gave another answer, took it back, or live elsewhere did not."""
    token = await asker.invited(asker.house.person)
    await asker.to_the_end(token)
    (answer, *_) = [one for one in await asker.live(asker.house.person) if one.choices]
    chosen = Chosen(asker.house.round, answer.prompt, answer.choices[0])
    other = Chosen(asker.house.round, answer.prompt, "something-else")

    def made(tx: Tx, service: int, one: Chosen) -> frozenset[int]:
        number = kept.add(tx, NewChange("a", "b", service_id=service), at=stamp(NOW), by="Mo")
        told.choose(tx, number, one)
        found = kept.get(tx, number)
        assert found
        return said_by(tx, found)

    write, house = asker.database.write, asker.house
    assert await write(lambda tx: made(tx, 0, chosen)) == {house.person}
    assert await write(lambda tx: made(tx, house.service, chosen)) == {house.person}
    assert await write(lambda tx: made(tx, house.service + 1, chosen)) == frozenset()
    assert await write(lambda tx: made(tx, 0, other)) == frozenset()


async def test_nobody_is_told_before_the_time_to_undo_is_over(asker: Asker) -> None:
    """And whoever takes it back in that time leaves no trace."""
    number = await asker.database.write(lambda tx: kept.add(tx, FOOD, at=stamp(NOW), by="Mo"))
    await asker.database.write(lambda tx: told.hear(tx, number, Heard(COMMENT, 1), asker.house.person))
    await asker.database.write(lambda tx: changes.publish(tx, number, now=NOW, by="Mo"))
    assert await asker.database.read(lambda tx: telling.due(tx, TELL - timedelta(seconds=1))) == ()
    assert await asker.database.read(lambda tx: telling.due(tx, TELL)) == (number,)
    assert await asker.database.write(lambda tx: changes.withdraw(tx, number, NOW))
    assert await asker.database.read(lambda tx: telling.due(tx, TELL)) == ()
    found = await asker.database.read(lambda tx: kept.get(tx, number))
    assert found
    assert found.state == kept.DRAFT


async def test_each_is_told_once_by_the_way_they_chose(asker: Asker) -> None:
    """A chat goes before e-mail; letter and row are one; to tell again puts nothing."""
    token = await asker.invited(asker.house.person)
    await asker.database.write(lambda tx: with_mail(tx, asker.house.person))
    await published(asker)
    assert await asker.database.read(lambda tx: telling.waiting(tx, TELL)) == (1,)
    assert await asker.database.write(tell)
    assert not await asker.database.write(tell)
    assert await asker.database.read(lambda tx: telling.waiting(tx, TELL)) == ()
    (letter,) = await asker.database.read(lambda tx: outbox.waiting(tx, MAIL))
    found = post.load(letter.body)
    assert (found.told, found.lines, found.link.endswith(f"/s/{token}/changed")) == (1, ("Now we eat at 6.",), True)


async def test_a_chat_gets_picture_and_words(asker: Asker) -> None:
    """What the letter says is all that the message needs, and it waits behind replies."""
    token = await asker.invited(asker.house.person)
    number = int(token.split("-", maxsplit=1)[0])
    await asker.database.write(lambda tx: with_chat(tx, asker.house.person, number))
    await published(asker)
    assert await asker.database.write(tell)
    (letter,) = await asker.database.read(lambda tx: outbox.waiting(tx, NUMBER))
    assert letter.priority == post.REMINDER
    assert b"The food is cold." in letter.body


@pytest.mark.parametrize("why", ["left", "no reminders", "forgotten", "night", "withdrawn"])
async def test_who_must_not_be_told_is_not(asker: Asker, why: str) -> None:
    """Whoever left, said no, or was forgotten gets nothing, nobody at night, and nobody what was taken back."""
    person = asker.house.person
    await asker.database.write(lambda tx: with_mail(tx, person))
    number = await published(asker)
    at, now = stamp(NOW), NIGHT if why == "night" else TELL

    def happens(tx: Tx) -> None:
        match why:
            case "left":
                people.stop(tx, person, at)
            case "no reminders":
                reminders.end(tx, person, at)
            case "forgotten":
                forget(tx, asker.pack, person_id=person, with_answers=False, at=at)
            case "withdrawn":
                changes.withdraw(tx, number, NOW)

    await asker.database.write(happens)
    assert await asker.database.read(lambda tx: telling.waiting(tx, now)) == ()
    assert not await asker.database.write(lambda tx: tell(tx, now=now))
    assert not await asker.database.read(lambda tx: telling.still(tx, 1, now))


async def test_forgetting_takes_along_what_they_were_told(asker: Asker) -> None:
    """Nothing leads from a change to someone who was forgotten."""
    number = await published(asker)
    await asker.database.write(
        lambda tx: forget(tx, asker.pack, person_id=asker.house.person, with_answers=False, at=stamp(NOW))
    )
    assert await asker.database.read(lambda tx: told.of_change(tx, number)) == ()
    assert await asker.database.read(lambda tx: told.heard(tx, number)) == ()


async def test_it_is_in_their_language_where_somebody_translated_it(asker: Asker) -> None:
    """A draft says so; in any other language the words are English."""
    number = await published(asker)
    polish = Text("Jedzenie jest zimne.", "Teraz jemy o 6.")
    await asker.database.write(lambda tx: kept.translate(tx, number, "pl", polish, checked_by="", at=stamp(NOW)))

    def worded(tx: Tx, language: str) -> tuple[str, str, bool]:
        change = kept.get(tx, number)
        assert change
        found = changes.wording(tx, change, language)
        return found.text.did, found.language, found.draft

    assert await asker.database.read(lambda tx: worded(tx, "pl")) == ("Teraz jemy o 6.", "pl", True)
    assert await asker.database.read(lambda tx: worded(tx, "ur")) == ("Now we eat at 6.", "en", False)


async def test_they_are_asked_once_and_only_in_a_later_round(asker: Asker) -> None:
    """Not in the round in which they were told; after they were asked, never again."""
    await published(asker)
    person = asker.house.person
    later = await asker.database.write(
        lambda tx: rounds.add(tx, name="Spring", opens_on="2027-02-01", closes_on="2027-04-01")
    )
    assert await asker.database.read(lambda tx: to_ask(tx, person, asker.house.round)) == ()
    (one,) = await asker.database.read(lambda tx: to_ask(tx, person, later))
    assert [row.id for row in await asker.database.read(lambda tx: to_see(tx, person))] == [one.id]
    await asker.database.write(lambda tx: told.answer(tx, one.id, told.A_BIT, stamp(NOW)))
    assert await asker.database.read(lambda tx: to_ask(tx, person, later)) == ()
    assert await asker.database.read(lambda tx: to_see(tx, person)) == ()


async def test_few_are_never_counted(asker: Asker) -> None:
    """Fewer than five are nobody, and such a change is for a wall only where the writer says that nobody is known."""
    number = await published(asker, FOOD, asker.house.person, asker.house.relative, asker.house.staff)
    change = await asker.database.read(lambda tx: kept.get(tx, number))
    assert change
    assert await asker.database.read(lambda tx: said_it(tx, change)) == 0
    assert [in_steps(number) for number in (0, 4, 5, 9, 10, 23)] == [0, 0, 5, 5, 10, 20]
    assert not may_be_public(change, 0)
    assert may_be_public(change, 5)


async def test_the_caretaker_tells(asker: Asker) -> None:
    """One round notes who is told and puts the message; the next puts nothing."""
    await asker.database.write(lambda tx: with_mail(tx, asker.house.person))
    number = await asker.database.write(lambda tx: kept.add(tx, FOOD, at=stamp(NOW), by="Mo"))
    await asker.database.write(lambda tx: told.hear(tx, number, Heard(COMMENT, 1), asker.house.person))
    await asker.database.write(lambda tx: changes.publish(tx, number, now=NOW, by="Mo"))
    round_ = Telling(asker.database, lambda: TELL, Languages())

    async def tend() -> None:
        """Nothing to do."""

    rung: list[bool] = []
    keeper = Caretaker(asker.database, lambda: TELL, lambda: rung.append(True), tend, tell=round_.go_round)
    assert [await keeper.go_round() for _ in range(2)] == [1, 0]
    assert rung
    (letter,) = await asker.database.read(lambda tx: outbox.waiting(tx, MAIL))
    found = post.load(letter.body)
    assert found.subject == "Something changed"
    assert found.lines[1:] == ("You told us:", "The food is cold.", "What we did:", "Now we eat at 6.")
    assert not [word for word in ("food", "Ada", "cold") if word in found.subject]


def test_the_answers_of_a_question_are_its_own_or_its_audiences_scale(pack: Pack) -> None:
    """Every question that is tapped has some; one in own words has none."""
    offered = {one.id: [choice.id for choice in changes.choices_of(pack, one)] for one in pack.prompts}
    assert offered["duq.1.person.home"] == ["me", "others"]
    assert {"yes", "a-bit", "no"} <= set(offered["duq.1.person.day"])
    assert offered["duq.1.person.own-words"] == []
