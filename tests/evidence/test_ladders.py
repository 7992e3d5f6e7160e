"""Scores on the ladders: who counts, what is shown of whom, where we stand, and that nobody can subtract."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from asking.conversation import Conversations
from asking.forgetting import forget
from asking.invitations import link_token
from asking.inviting import Inviter
from asking.moment import stamp
from asking.turn import Delivery, Turn
from dialogs.inputs import Agreed, Chose, Continued, DidNotKnow, Input, Resumed, Stopped, TookBack
from dialogs.ladders import prompt_id
from dialogs.model import Audience, CarryOn, Closing, Consent, Question
from dialogs.pack_ladders import builtin_ladders
from evidence.ladders import Agree, Score, scope, scored, scores, spread, waiting
from evidence.suppression import Shown
from locales import Languages
from store import people, rounds, services
from store.database import Database
from store.ladders import Rating, ratings
from store.media_files import MediaFiles
from store.tx import Tx
from tests.support.ready import built_in_pack

NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
FIRST = "pfp.1.1"
CODE = builtin_ladders()
ENDED = "2026-12-01T00:00:00Z"


def rating(person: int, step: int | None, *, source: str = "staff", house: int = 1, at: str = stamp(NOW)) -> Rating:
    """What someone chose on the first ladder."""
    return Rating(person, house, source, prompt_id(FIRST, Audience(source)), step, at)


def first(*given_: Rating, service_id: int = 0, ended_at: str | None = ENDED) -> Score:
    """The score of the first ladder."""
    return scored(CODE, given_, service_id=service_id, ended_at=ended_at)[0]


def test_the_middle_is_a_step_that_somebody_chose() -> None:
    """Of an even number the lower of the two in the middle; lowest, highest and how far apart go with it."""
    found = spread([5, 1, 2, 4], Shown.FIGURES)
    assert (found.middle, found.lowest, found.highest, found.agree) == (2, 1, 5, Agree.FAR)
    assert found.counts == (1, 1, 0, 1, 1)
    assert spread([3, 3, 4], Shown.FIGURES).agree is Agree.CLOSE
    assert spread([3, 3, 5], Shown.FIGURES).agree is Agree.SOME


@given(st.lists(st.integers(1, 5), min_size=1, max_size=40))
def test_a_spread_holds_together(steps: list[int]) -> None:
    """The middle was chosen, lies within the spread, and at least half chose it or less, and it or more."""
    found = spread(steps, Shown.FIGURES)
    assert found.middle in steps
    assert found.lowest == min(steps)
    assert found.highest == max(steps)
    assert sum(one <= found.middle for one in steps) * 2 >= len(steps)
    assert sum(one >= found.middle for one in steps) * 2 >= len(steps)
    assert found.raters == len(steps)


def test_what_few_staff_chose_is_hidden() -> None:
    """Under five nothing, five to nine the middle in words, from ten figures."""
    for number, shown in (
        (0, Shown.NOBODY),
        (4, Shown.HIDDEN),
        (5, Shown.WORDS),
        (9, Shown.WORDS),
        (10, Shown.FIGURES),
    ):
        found = first(*(rating(person, 3) for person in range(number)))
        assert found.staff.shown is shown
        assert (found.staff.middle is None) is (number < 5)
        assert (found.staff.counts is None) is (number < 10)
        assert (found.staff.lowest is None) is (number < 10)


def test_what_staff_chose_is_shown_when_the_round_has_ended() -> None:
    """While it is open nothing moves that a colleague could watch; what comes after the end counts for nobody."""
    ten = [rating(person, 3) for person in range(10)]
    assert first(*ten, ended_at=None).staff.shown is Shown.HIDDEN
    late = [rating(person, 1, at="2026-12-02T00:00:00Z") for person in range(20, 40)]
    assert first(*ten, *late) == first(*ten)


def test_what_managers_chose_is_shown_apart() -> None:
    """One manager is enough, while the round is open; their steps never join those of staff."""
    mine = rating(1, 4, source="manager")
    found = first(mine, *(rating(person, 2) for person in range(2, 12)), ended_at=None)
    assert (found.manager.middle, found.manager.raters) == (4, 1)
    assert found.now == 4
    ended = first(mine, *(rating(person, 2) for person in range(2, 12)))
    assert ended.staff.raters == 10
    assert ended.now == 2
    assert ended.target == CODE.ladders[0].statements[2]


def test_who_does_not_know_is_no_step() -> None:
    """'I do not know' is never the middle, nor a rater (D06)."""
    found = first(*(rating(person, None, source="manager") for person in range(3)))
    assert found.manager.shown is Shown.NOBODY
    assert (found.now, found.target) == (None, "")


def test_the_last_step_has_no_next() -> None:
    """Step five stays."""
    assert first(rating(1, 5, source="manager")).target == ""


def test_a_hidden_house_cannot_be_found_by_subtraction() -> None:
    """Where one house has too few staff, the next smallest is hidden too, while the total is shown."""
    given_ = [rating(person, 2, house=1) for person in range(12)]
    given_ += [rating(100 + person, 4, house=2) for person in range(11)]
    given_ += [rating(200 + person, 5, house=3) for person in range(2)]
    assert first(*given_).staff.shown is Shown.FIGURES
    shown = {house: first(*given_, service_id=house).staff.shown for house in (1, 2, 3)}
    assert shown[3] is Shown.HIDDEN
    assert [shown[1], shown[2]].count(Shown.FIGURES) < 2


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 5)), max_size=40))
def test_whatever_is_shown_of_staff_is_about_enough(chosen: list[tuple[int, int]]) -> None:
    """No house with under five staff who chose shows anything of them, and none under ten shows figures."""
    given_ = [rating(person, step, house=house) for person, (house, step) in enumerate(chosen)]
    for house in range(5):
        people_ = sum(house in {0, one} for one, _ in chosen)
        found = first(*given_, service_id=house).staff
        assert people_ >= 5 or found.middle is None
        assert people_ >= 10 or found.counts is None


class Raters:
    """A house with staff and a manager who answer by their links."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.now, self.updates = NOW, count()
        self.database, self.pack = database, built_in_pack()
        self.talks = Conversations(database, self.pack, MediaFiles(folder), lambda: self.now, ladders=CODE)

    async def moved_in(self) -> None:
        """One house, one round, one of each."""

        def made(tx: Tx) -> None:
            self.house = services.add(tx, name="Mill Lane")
            services.set_safeguarding(
                tx, self.house, lead_name="Lee", lead_contact="1", deputy_name="Dee", deputy_contact="2",
                deputy_from="Elsewhere",
            )  # fmt: skip
            self.staff = people.add(tx, service_id=self.house, audience="staff", name="Cy", at=stamp(NOW))
            self.manager = people.add(tx, service_id=self.house, audience="manager", name="Mo", at=stamp(NOW))
            self.round = rounds.add(
                tx, name="Ladders", opens_on="2026-11-01", closes_on="2026-12-31", kind="ladders", code="pfp",
                audiences=("staff", "manager"),
            )  # fmt: skip

        await self.database.write(made)

    async def invited(self, person: int) -> str:
        """The token of a link."""
        inviter = Inviter(CODE.pack, Languages(), "Mo", self.now, self.round)
        return await self.database.write(lambda tx: link_token(tx, inviter.invite(tx, person)))

    async def take(self, token: str, taken: Input) -> Turn:
        """One input."""
        return await self.talks.take(token, taken, Delivery("test", "", str(next(self.updates))))

    async def rated(self, token: str, *steps: str) -> Turn:
        """Choose these steps, one a ladder; '' does not know."""
        turn, left = await self.talks.show(token), list(steps)
        while not isinstance(turn.asked.step, Closing):
            at, asked = turn.session.turn, turn.asked.step
            if isinstance(asked, Consent):
                turn = await self.take(token, Agreed(at))
            elif isinstance(asked, Question):
                if not left:
                    return turn
                chosen = left.pop(0)
                turn = await self.take(token, Chose(at, (chosen,)) if chosen else DidNotKnow(at))
            else:
                turn = await self.take(token, Chose(at, ("carry-on",)) if isinstance(asked, CarryOn) else Continued(at))
        return turn

    async def kept(self) -> dict[tuple[int, str], int | None]:
        """Rater and ladder → the step that counts."""
        found = await self.database.read(lambda tx: ratings(tx, code="pfp", round_id=self.round))
        return {(one.person_id, one.prompt): one.step for one in found}


async def test_a_rating_is_saved_at_once_and_can_be_resumed(database: Database, tmp_path: Path) -> None:
    """Stop after two ladders, come back days later, change one, end: one rating for each ladder counts."""
    raters = Raters(database, tmp_path)
    await raters.moved_in()
    token = await raters.invited(raters.staff)
    turn = await raters.rated(token, "2", "3")
    assert await raters.kept() == {(raters.staff, "pfp.1.1.staff"): 2, (raters.staff, "pfp.1.2.staff"): 3}
    await raters.take(token, Stopped(turn.session.turn))
    raters.now += timedelta(days=9)
    await raters.take(token, Resumed((await raters.talks.show(token)).session.turn))
    ended = await raters.rated(token, *("4",) * 14)
    assert isinstance(ended.asked.step, Closing)
    assert len(await raters.kept()) == 16
    assert await raters.invited(raters.manager) != token


async def test_ratings_can_be_taken_back_and_forgotten(database: Database, tmp_path: Path) -> None:
    """Taking back one or being forgotten ends what counts, and gives no evidence on any standard."""
    raters = Raters(database, tmp_path)
    await raters.moved_in()
    token = await raters.invited(raters.manager)
    await raters.rated(token, "2", "", "5")
    assert sorted((await raters.kept()).values(), key=str) == [2, 5, None]
    await raters.take(token, TookBack("pfp.1.1.manager"))
    assert (raters.manager, "pfp.1.1.manager") not in await raters.kept()
    found = await database.read(lambda tx: scope(tx, CODE))
    assert found is not None
    assert await database.read(lambda tx: waiting(tx, found)) == 1
    third = (await database.read(lambda tx: scores(tx, found)))[2]
    assert third.manager.middle == 5
    await database.write(lambda tx: forget(tx, raters.pack, person_id=raters.manager, with_answers=True, at=stamp(NOW)))
    assert await raters.kept() == {}


async def test_ladders_take_no_talk_and_talks_no_ladder(database: Database, tmp_path: Path) -> None:
    """Nobody is invited to ladders with the questions of a talk, nor counted in the evidence of one."""
    from asking.errors import NothingToAsk  # noqa: PLC0415
    from evidence.scope import scope as evidence_scope  # noqa: PLC0415

    raters = Raters(database, tmp_path)
    await raters.moved_in()
    wrong = Inviter(raters.pack, Languages(), "Mo", NOW, raters.round)
    try:
        await database.write(lambda tx: wrong.invite(tx, raters.staff))
    except NothingToAsk:
        pass
    else:
        raise AssertionError("a talk was put into a round of ladders")
    assert await database.read(lambda tx: evidence_scope(tx, raters.pack)) is None
