"""How far an invitation is, and what staff do with many at once."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from asking import inviting
from asking.errors import AskingError, LinkOver, NothingToAsk, NotToBeAsked
from asking.invited import TO_INVITE, Progress, progress, progress_of
from asking.inviting import Inviter
from asking.moment import stamp
from dialogs.transitions import State
from locales import Languages
from store import invitations, invited, not_asked, people, rounds
from store.invited import Standing
from store.tx import Tx
from tests.asking.tools import NOW, Asker

EMPTY = Standing(1, 1, "person", "en", None, None, None, None, None, None, None, None, None, None, None)
AT, BEFORE, AFTER = "2026-11-22T13:00:00Z", "2026-11-21T13:00:00Z", "2026-11-23T13:00:00Z"


def a_standing(**changes: str | None) -> Standing:
    """Somebody who was invited, with what differs."""
    values: dict[str, object] = {name: getattr(EMPTY, name) for name in Standing.__dataclass_fields__}
    return Standing(**{**values, "invitation_id": 1, "created_at": BEFORE, "expires_at": AFTER, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Progress.INVITED),
        ({"sent_at": BEFORE}, Progress.SENT),
        ({"state": "informing", "sent_at": BEFORE}, Progress.OPENED),
        ({"state": "consenting"}, Progress.OPENED),
        ({"state": "practising"}, Progress.STARTED),
        ({"state": "stopped"}, Progress.STOPPED),
        ({"state": "declined"}, Progress.SAID_NO),
        ({"state": "closed", "revoked_at": BEFORE}, Progress.FINISHED),
        ({"state": "asking", "revoked_at": BEFORE}, Progress.ENDED),
        ({"state": "asking", "expires_at": BEFORE}, Progress.STARTED),
        ({"expires_at": BEFORE, "sent_at": BEFORE}, Progress.RAN_OUT),
        ({"state": "forgotten"}, Progress.STARTED),
    ],
)
def test_how_far(changes: dict[str, str], expected: Progress) -> None:
    """What was finished stays so; an ended link is ended; a talk that was begun never runs out."""
    assert progress(a_standing(**changes), AT) is expected


def test_every_state_of_a_talk_is_known() -> None:
    """A talk can be in no state for which the list has no word."""
    for state in State:
        assert progress(a_standing(state=state), AT) not in TO_INVITE
    assert progress(EMPTY, AT) is Progress.NOT_INVITED


def inviter(asker: Asker, **changes: int) -> Inviter:
    """Who invites here."""
    return Inviter(asker.pack, Languages(), "Mo", asker.now, changes.get("round_id", asker.house.round))


async def test_who_left_or_said_no_is_not_asked_again(asker: Asker) -> None:
    """However someone is invited, a 'no' that was noted stands until it is taken away."""
    house = asker.house

    def note(tx: Tx) -> None:
        not_asked.put(tx, person_id=house.person, round_id=house.round, why=not_asked.DECLINED, who="Mo", at=AT)
        people.stop(tx, house.staff, AT)

    await asker.database.write(note)
    for person in (house.person, house.staff):
        with pytest.raises(NotToBeAsked):
            await asker.invited(person)
    await asker.database.write(lambda tx: not_asked.remove(tx, person_id=house.person, round_id=house.round))
    assert await asker.invited(house.person)


async def test_many_at_once(asker: Asker) -> None:
    """Who is refused stops nobody else, and who is invited already keeps the invitation."""
    house = asker.house
    await asker.database.write(lambda tx: people.stop(tx, house.staff, AT))
    both = (house.person, house.staff, 10_000)

    def invite(tx: Tx) -> tuple[inviting.Outcome, ...]:
        return inviting.each(tx, both, inviter(asker).invite)

    first, again = await asker.database.write(invite), await asker.database.write(invite)
    assert [bool(one.done) for one in first] == [True, False, False]
    assert all(isinstance(one.refused, AskingError) for one in first[1:])
    assert first[0].done == again[0].done


async def test_a_round_says_whom_and_what(asker: Asker) -> None:
    """A round asks its own people about its own areas; a round that is over asks nobody."""

    def make(tx: Tx) -> tuple[int, int]:
        days = {"opens_on": "2026-11-01", "closes_on": "2026-11-30"}
        family = rounds.add(tx, name="Family", **days, audiences=("family",), areas=("duq.2",))
        return family, rounds.add(tx, name="Over", opens_on="2026-09-01", closes_on="2026-09-30")

    family, over = await asker.database.write(make)
    for round_id, person in ((family, asker.house.person), (over, asker.house.relative)):
        with pytest.raises(NothingToAsk):
            await asker.database.write(partial(inviter(asker, round_id=round_id).invite, person_id=person))
    made = await asker.database.write(partial(inviter(asker, round_id=family).invite, person_id=asker.house.relative))
    one = await asker.database.read(lambda tx: invitations.get(tx, made))
    assert one
    assert one.areas == ("duq.2",)


async def test_a_link_that_is_over(asker: Asker) -> None:
    """Ended or run out, nothing more is sent or printed; a new link makes it good again."""
    made = await asker.database.write(partial(inviter(asker).invite, person_id=asker.house.person))

    def good(tx: Tx, days: int = 0) -> int:
        return inviting.good(tx, made, NOW + timedelta(days=days)).id

    assert await asker.database.read(good) == made
    with pytest.raises(LinkOver):
        await asker.database.read(lambda tx: good(tx, 61))
    await asker.database.write(lambda tx: inviting.revoke(tx, made, who="Mo", now=NOW))
    with pytest.raises(LinkOver):
        await asker.database.read(good)
    await asker.database.write(lambda tx: inviting.renew(tx, made, who="Mo", now=NOW))
    assert await asker.database.read(good) == made
    stands = await asker.database.read(lambda tx: invited.of_person(tx, asker.house.person, asker.house.round))
    one = await asker.database.read(lambda tx: invitations.get(tx, made))
    assert stands
    assert one
    assert await asker.database.read(lambda tx: progress_of(tx, one, stamp(NOW))) is progress(stands, stamp(NOW))
