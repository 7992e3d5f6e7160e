"""Two people who know someone write down what they see."""

from __future__ import annotations

import pytest

from asking.errors import AskingError, UnknownLink
from asking.forgetting import forget
from asking.observing import observe
from dialogs.inputs import Chose, Input, ToldWorry, TookBack, Wrote
from dialogs.model import Audience, Support
from evidence.cells import ALL
from evidence.charts import Agreement, chart
from evidence.check import compare
from store import observations, people, services, tallies, worries
from store.answers import Answer
from store.tx import Tx
from tests.asking.tools import NOW, Asker, plain_input

AT = "2026-11-23T09:00:00Z"
NOTES = "Ada smiles and claps."


async def watch(asker: Asker, token: str, choice: str = "yes", *, questions: int = 99) -> None:
    """Write a note at each text, choose the same at each choice, and stop after so many questions."""
    turn = await asker.conversations.show(token)
    while turn.asked.step.kind != "closing" and questions:
        number, kind = turn.asked.turn, turn.asked.step.kind
        given: Input = plain_input(turn)
        if kind == "text":
            given = Wrote(number, NOTES)
        elif kind == "choice":
            given = Chose(number, (choice,))
        questions -= kind in ("text", "choice")
        turn = await asker.take(token, given)


async def counted(asker: Asker) -> dict[tuple[str, str], int]:
    """People by standing and support, on the first standard that observers of area 1 are asked about."""
    standard = asker.pack.scenes("duq.1")[0].means.reading.standards[0]

    def read(tx: Tx) -> dict[tuple[str, str], int]:
        rows = tallies.of_standards(
            tx,
            code=asker.pack.id,
            code_version=asker.pack.version,
            round_id=asker.house.round,
            standards=(standard,),
        )
        return {
            (name, row.support): getattr(row, name)
            for row in rows
            for name in ("good", "mixed", "not_good")
            if getattr(row, name) and row.about == ALL
        }

    return await asker.database.read(read)


async def told(asker: Asker) -> tuple[Answer, ...]:
    """What counts of the person who is watched."""
    return await asker.live(asker.house.person)


async def test_two_who_watch_count_as_observed_and_never_as_the_person(asker: Asker) -> None:
    """After both have watched, the person stands as observed on the standard, and was not heard themselves (D18)."""
    one, other = await asker.watched(asker.house.person)
    await watch(asker, one)
    assert await counted(asker) == {}
    await watch(asker, other)
    assert await counted(asker) == {("good", "observed"): 1}
    assert {(answer.support, answer.source) for answer in await told(asker)} == {(Support.OBSERVED, Audience.PERSON)}
    assert {answer.helper for answer in await told(asker)} == {"family", "staff"}
    assert await asker.database.read(compare) == []


async def test_where_the_two_do_not_agree_it_shows(asker: Asker) -> None:
    """The count says mixed, and the chart says on which scenes they differ."""
    one, other = await asker.watched(asker.house.person)
    await watch(asker, one, "yes")
    await watch(asker, other, "no")
    assert await counted(asker) == {("mixed", "observed"): 1}

    def read(tx: Tx) -> tuple[set[Agreement], int, set[str]]:
        made = chart(tx, asker.pack, observations.all(tx)[0])
        wrote = {note.does for line in made.lines for note in line.notes}
        return {line.agreement for line in made.lines}, made.differ, wrote

    assert await asker.database.read(read) == ({Agreement.DIFFER}, 2, {NOTES})


async def test_one_who_has_not_begun_is_no_agreement(asker: Asker) -> None:
    """A chart with one observer's notes says that only one has said something."""
    one, _ = await asker.watched(asker.house.person)
    await watch(asker, one)
    made = await asker.database.read(lambda tx: chart(tx, asker.pack, observations.all(tx)[0]))
    assert {line.agreement for line in made.lines} == {Agreement.ONE_ONLY}


async def test_an_observer_is_asked_by_name_about_another(asker: Asker) -> None:
    """The one who is watched stands by name in the screens, in what is asked too, and on the page of answers."""
    one, _ = await asker.watched(asker.house.person)
    turn = await asker.to_first_question(one)
    assert turn.flow.audience is Audience.OBSERVER
    asked = turn.asked.step
    assert asked.kind == "text"
    assert "Ada Example" in " ".join((*asked.text, asked.ask))
    await asker.take(one, Wrote(turn.asked.turn, NOTES))
    (said,) = await asker.said(one)
    assert (said.words, "{" in said.asked) == (NOTES, False)


async def test_an_observer_can_take_everything_back(asker: Asker) -> None:
    """What one of the two takes back is gone from the person's records, and no longer counts."""
    one, other = await asker.watched(asker.house.person)
    await watch(asker, one)
    await watch(asker, other)
    await asker.take(other, TookBack(""))
    assert await counted(asker) == {}
    assert {answer.helper for answer in await told(asker)} == {"family"}


async def test_an_observers_worry_is_told_by_the_observer(asker: Asker) -> None:
    """A worry names the one who told it, for that one can be asked; the service is that of the house."""
    one, _ = await asker.watched(asker.house.person)
    await asker.take(one, ToldWorry("Ada has a bruise."))
    (worry,) = await asker.database.read(worries.open)
    assert (worry.person_id, worry.service_id) == (asker.house.relative, asker.house.service)


async def test_forgetting_the_one_who_is_watched_ends_the_watching(asker: Asker) -> None:
    """Both links stop, nothing that was seen can be opened, and who decided is gone too."""
    tokens = await asker.watched(asker.house.person)
    await watch(asker, tokens[0], questions=3)
    person = asker.house.person
    await asker.database.write(lambda tx: forget(tx, asker.pack, person_id=person, with_answers=True, at=AT))
    for token in tokens:
        with pytest.raises(UnknownLink):
            await asker.conversations.show(token)
    assert await told(asker) == ()
    assert await asker.database.read(observations.all) == ()
    assert await asker.database.read(lambda tx: observations.decided(tx, 1)) == ""
    assert await asker.database.read(compare) == []


@pytest.mark.parametrize("with_answers", [False, True])
async def test_a_forgotten_observer_leaves_no_words(asker: Asker, with_answers: bool) -> None:
    """What they wrote of another goes; what they chose goes on counting, unless that is to go too."""
    one, other = await asker.watched(asker.house.person)
    await watch(asker, one)
    await watch(asker, other)
    who = asker.house.relative
    await asker.database.write(lambda tx: forget(tx, asker.pack, person_id=who, with_answers=with_answers, at=AT))
    made = await asker.database.read(lambda tx: chart(tx, asker.pack, observations.all(tx)[0]))
    assert {note.does for line in made.lines for note in line.notes} == ({NOTES} if with_answers else {"", NOTES})
    assert await counted(asker) == ({} if with_answers else {("good", "observed"): 1})
    assert await asker.database.read(compare) == []


async def test_answers_of_an_observer_can_be_removed_later(asker: Asker) -> None:
    """Who was forgotten with their answers kept can have these removed later."""
    one, _ = await asker.watched(asker.house.person)
    await watch(asker, one)
    for with_answers in (False, True):
        await asker.database.write(
            lambda tx, with_answers=with_answers: forget(
                tx, asker.pack, person_id=asker.house.relative, with_answers=with_answers, at=AT
            )
        )
    assert await told(asker) == ()


@pytest.mark.parametrize(
    ("who", "by", "decided", "said"),
    [
        ("person", ("relative",), "Yes", "Two different people"),
        ("person", ("relative", "relative"), "Yes", "Two different people"),
        ("person", ("relative", "staff", "other"), "Yes", "Two different people"),
        ("person", ("relative", "person"), "Yes", "Only family or staff"),
        ("staff", ("relative", "other"), "Yes", "Only someone who is supported"),
        ("person", ("relative", "staff"), "  ", "Nobody has decided"),
        ("person", ("relative", "nobody"), "Yes", "no person number"),
        ("person", ("stranger", "staff"), "Yes", "another person's relative"),
    ],
)
async def test_watching_is_refused_where_it_would_be_wrong(
    asker: Asker, who: str, by: tuple[str, ...], decided: str, said: str
) -> None:
    """Two different people who know the person watch, and someone has decided that it is right."""

    def ask(tx: Tx) -> None:
        here = asker.house.service
        add = {"service_id": here, "name": "Di Example", "at": AT}
        neighbour = people.add(tx, audience="person", **add)  # type: ignore[arg-type]
        numbers = {
            "person": asker.house.person,
            "relative": asker.house.relative,
            "staff": asker.house.staff,
            "other": people.add(tx, audience="staff", **add),  # type: ignore[arg-type]
            "stranger": people.add(tx, audience="family", relative_of=neighbour, **add),  # type: ignore[arg-type]
            "nobody": 9_999,
        }
        observe(
            tx,
            person_id=numbers[who],
            by=tuple(numbers[one] for one in by),
            decided=decided,
            round_id=asker.house.round,
            code="duq",
            areas=("duq.1",),
            now=NOW,
            who="test",
        )

    with pytest.raises(AskingError, match=said):
        await asker.database.write(ask)
    assert await asker.database.read(observations.all) == ()


async def test_nobody_is_watched_where_nobody_hears_worries(asker: Asker) -> None:
    """Without a safeguarding lead and a deputy from outside, watching is refused like any talk."""

    def empty(tx: Tx) -> None:
        services.set_safeguarding(
            tx, asker.house.service, lead_name="", lead_contact="", deputy_name="", deputy_contact="", deputy_from=""
        )

    await asker.database.write(empty)
    with pytest.raises(AskingError, match="safeguarding lead"):
        await asker.watched(asker.house.person)


async def test_a_worry_of_an_observer_names_whom_it_is_about(asker: Asker) -> None:
    """It goes to the lead of the house where the watched person lives, with that person, and help is found there."""

    def far_away(tx: Tx) -> int:
        ash = services.add(tx, name="Ash", phone="01632 960099")
        services.set_safeguarding(
            tx, ash, lead_name="Zoe", lead_contact="1", deputy_name="Di", deputy_contact="2", deputy_from="Elm"
        )
        return people.add(tx, service_id=ash, audience="staff", name="Far Example", at=AT)

    far = await asker.database.write(far_away)
    token, _ = await asker.watched(asker.house.person, far, asker.house.relative)
    await asker.take(token, ToldWorry("Ada has a bruise."))
    (worry,) = await asker.database.read(worries.open)
    assert (worry.service_id, worry.person_id, worry.about_id) == (asker.house.service, far, asker.house.person)
    assert (await asker.conversations.contacts(token)).service == "Mill Lane"


async def test_asking_again_replaces_who_is_not_named_again(asker: Asker) -> None:
    """Who said no can be replaced in the same round: the other keeps their link, and still two people have to watch."""
    one, other = await asker.watched(asker.house.person)
    third = await asker.database.write(
        lambda tx: people.add(tx, service_id=asker.house.service, audience="staff", name="Di Example", at=AT)
    )
    again = await asker.watched(asker.house.person, asker.house.relative, third)
    assert again[0] == one
    with pytest.raises(UnknownLink):
        await asker.conversations.show(other)
    await watch(asker, one)
    assert await counted(asker) == {}
    await watch(asker, again[1])
    assert await counted(asker) == {("good", "observed"): 1}
    assert len(await asker.database.read(observations.all)) == 1


async def test_one_person_is_one_observer_however_many_links(asker: Asker) -> None:
    """To ask the same two again gives them the same links, so that nobody watches twice."""
    assert await asker.watched(asker.house.person) == await asker.watched(asker.house.person)


async def test_the_newest_decision_is_kept(asker: Asker) -> None:
    """Who asks again says who decided, and that is what the chart shows."""
    await asker.watched(asker.house.person, decided="A meeting in May")
    await asker.watched(asker.house.person, decided="A meeting in June")
    assert await asker.database.read(lambda tx: observations.decided(tx, 1)) == "A meeting in June"
