"""Those who lead an action hear of it once, by day, and by number only; those who answer for it when it stays late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asking import action_reminders, post
from asking.action_reminders import MOST_NAMED, Due, lines, step_of, tell
from asking.moment import stamp
from asking.permissions import Role
from bot.delivery import Note
from bot.reminding import LookedAt
from bot.telegram.staffing import staff_message
from store import actions, members, outbox, plans, settings, staff_chats
from store.action import NewAction, Someone, Status
from store.action_facts import Facts
from store.database import Database
from store.tx import Tx

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DUE = "2026-11-30"
WHAT = "Supper is at 6, because Ada asked for it."


def furnish(tx: Tx, due_on: str = DUE) -> int:
    """An action led by Kim of house 1, with a manager of that house, one of another, and an administrator."""
    settings.put(tx, post.READY, "yes")
    kim = members.add(tx, name="Kim", role=Role.KEYWORKER, services=[], at=stamp(NOON), email="kim@example.org")
    for name, role in (("Mo", Role.MANAGER), ("Ann", Role.ADMINISTRATOR), ("Bo", Role.BOARD)):
        members.add(tx, name=name, role=role, services=None, at=stamp(NOON), email=f"{name}@example.org")
    plan = plans.add(tx, name="Plan", kind=plans.REGISTER, at=stamp(NOON), by=None)
    new = NewAction(plan, WHAT, number="2.8", due_on=due_on, leads=(Someone("Kim", kim), Someone("The cook")))
    return actions.add(tx, new, at=stamp(NOON), by=None)


def letters(tx: Tx) -> list[post.Mail]:
    """Every e-mail that was put, oldest first."""
    return [post.load(body) for body in bodies(tx)]


def bodies(tx: Tx) -> list[bytes]:
    """The body of every letter in the outbox."""
    rows = tx.all("SELECT bot, lane, body FROM outbox ORDER BY id")
    return [tx.keys.open(f"outbox/{bot}/{lane}", body) for bot, lane, body in rows]


def told(tx: Tx, now: datetime) -> list[tuple[str, str]]:
    """Whom a round tells what: address, and the line about the action."""
    before = len(letters(tx))
    tell(tx, now)
    return sorted((one.to, one.lines[1]) for one in letters(tx)[before:])


async def test_a_lead_hears_before_the_day_after_and_each_week(database: Database) -> None:
    """Seven days before, on the day after, then each week: once each, and never on the days between."""

    def turn(tx: Tx) -> None:
        furnish(tx)
        heard = [(NOON.date() + timedelta(days=n)).isoformat() for n in range(22) if told(tx, NOON + timedelta(days=n))]
        assert heard == ["2026-11-23", "2026-12-01", "2026-12-08", "2026-12-14"]  # the last is the manager's

    await database.write(turn)


async def test_managers_and_administrators_hear_when_it_stays_late(database: Database) -> None:
    """After 14 days the manager hears of it once, after 28 the administrator; the board never does."""

    def turn(tx: Tx) -> None:
        furnish(tx, "2026-11-09")
        assert told(tx, NOON) == [
            ("Mo@example.org", "Action 2.8 was due on 9 November. You manage this service."),
            ("kim@example.org", "Action 2.8 was due on 9 November."),
        ]
        later = dict(told(tx, NOON + timedelta(days=14)))
        assert later["Ann@example.org"] == "Action 2.8 was due on 9 November. It has been late for four weeks."
        assert set(later) == {"Ann@example.org", "kim@example.org"}

    await database.write(turn)


async def test_nobody_is_told_twice_or_at_night(database: Database) -> None:
    """At night nothing goes; whatever was noted as told stays told, when the day is looked at again too."""

    def turn(tx: Tx) -> None:
        furnish(tx)
        assert not told(tx, NOON.replace(hour=23))
        assert told(tx, NOON) == [("kim@example.org", "Action 2.8 is due on 30 November.")]
        settings.put(tx, action_reminders.LOOKED, "")
        assert not told(tx, NOON + timedelta(hours=1))

    await database.write(turn)


async def test_what_was_not_saved_is_told_again(database: Database) -> None:
    """The message and the note that it was put are one transaction: where that dies, neither is there."""
    await database.write(furnish)

    def dies(tx: Tx) -> None:
        assert tell(tx, NOON) == 1
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await database.write(dies)
    assert await database.write(lambda tx: tell(tx, NOON)) == 1


async def test_what_is_done_or_has_no_day_is_never_told(database: Database) -> None:
    """Done, no longer needed, without a day, in a closed plan: silence. A new day begins anew."""

    def turn(tx: Tx) -> None:
        number = furnish(tx)
        one = actions.get(tx, number)
        assert one is not None
        for status in (Status.DONE, Status.NO_LONGER_NEEDED):
            actions.put_status(tx, number, status, at=stamp(NOON))
            assert not told(tx, NOON + timedelta(days=30))
            settings.put(tx, action_reminders.LOOKED, "")
        actions.change(tx, number, replace(one.said, due_on=None), at=stamp(NOON))
        assert not told(tx, NOON)
        settings.put(tx, action_reminders.LOOKED, "")
        actions.change(tx, number, one.said, at=stamp(NOON))
        plans.close(tx, one.said.plan_id, stamp(NOON))
        assert not told(tx, NOON)
        plans.close(tx, one.said.plan_id, None)
        settings.put(tx, action_reminders.LOOKED, "")
        assert told(tx, NOON)
        actions.change(tx, number, replace(one.said, due_on="2026-12-02"), at=stamp(NOON))
        assert told(tx, NOON + timedelta(days=2)), "another day is another reminder"

    await database.write(turn)


async def test_no_word_of_an_action_leaves_the_house(database: Database) -> None:
    """Neither e-mail nor chat holds a word of the action, by either way."""

    def turn(tx: Tx) -> None:
        furnish(tx)
        kim = members.all(tx)[0]
        staff_chats.open(tx, bot="1", lane="7", address="7", member_id=kim.id, at=stamp(NOON))
        assert tell(tx, NOON) == 2
        assert len(bodies(tx)) == 2
        assert not any(word in body for body in bodies(tx) for word in (b"Supper", b"Ada", b"cook"))
        assert outbox.oldest(tx) is not None

    await database.write(turn)


def test_a_chat_message_names_the_action_and_links_to_it() -> None:
    """In Telegram the numbers stand above a button that opens the register."""
    letter = {"to": "7", "news": "actions", "lines": ["Action 2.8 is due."], "link": "https://a.org/x", "who": ""}
    message = staff_message(letter)
    assert "Action 2.8 is due." in message.text
    assert message.rows[0][0].url == "https://a.org/x"


def test_a_message_never_grows_long() -> None:
    """Of many actions ten are named, and the rest counted."""
    every = [Facts(n, 0, "1", None, DUE, Status.NOT_STARTED, stamp(NOON), frozenset()) for n in range(MOST_NAMED + 3)]
    said = lines([Due(one, DUE, "soon") for one in every], "https://our.example")
    assert len(said) == 2 * MOST_NAMED + 1
    assert said[-1] == "And 3 more."


def three_alike(tx: Tx) -> list[int]:
    """Kim leads three late actions: one without a number, and two plans have a number 1 each."""
    furnish(tx)
    actions.put_status(tx, 1, Status.DONE, at=stamp(NOON))
    kim = next(one.id for one in members.active(tx) if one.name == "Kim")
    other = plans.add(tx, name="Supper plan", kind=plans.REGISTER, at=stamp(NOON), by=None)
    new = NewAction(1, WHAT, due_on="2026-11-20", leads=(Someone("Kim", kim),))
    every = (new, replace(new, number="1"), replace(new, plan_id=other, number="1"))
    return [actions.add(tx, one, at=stamp(NOON), by=None) for one in every]


async def test_actions_that_are_called_alike_are_told_apart(database: Database) -> None:
    """Each has its own link, by mail and in a chat; one without a number goes by no number that nobody can look up."""

    def turn(tx: Tx) -> None:
        nameless, one, other = three_alike(tx)
        assert tell(tx, NOON) == 1
        (mail,) = letters(tx)
        assert mail.lines[1:] == (
            "An action without a number was due on 20 November.",
            f"{mail.link}/{nameless}",
            "Action 1 was due on 20 November.",
            f"{mail.link}/{one}",
            "Action 1 was due on 20 November.",
            f"{mail.link}/{other}",
        )
        assert "Supper" not in " ".join(mail.lines)

    await database.write(turn)


@pytest.mark.parametrize("done", [0, 1, 2])
async def test_a_message_goes_only_while_all_of_it_holds(database: Database, done: int) -> None:
    """Where one of three is done while it waits, none of it goes; the next day the other two are told, and once."""
    every = await database.write(three_alike)
    assert await database.write(lambda tx: tell(tx, LATE_EVENING)) == 1
    (body,) = await database.read(bodies)
    await database.write(lambda tx: actions.put_status(tx, every[done], Status.DONE, at=stamp(NOON)))
    assert not await goes(database, body, LATE_EVENING)
    assert await database.write(lambda tx: tell(tx, MORNING)) == 1
    again = post.load((await database.read(bodies))[1])
    assert len([one for one in again.lines if "was due on" in one]) == 2
    assert not any(one.endswith(f"/staff/actions/{every[done]}") for one in again.lines)
    assert await goes(database, (await database.read(bodies))[1], MORNING)
    assert await database.write(lambda tx: tell(tx, MORNING + timedelta(days=1))) == 0


@given(st.integers(-400, 400))
def test_steps_follow_each_other(days: int) -> None:
    """Nothing earlier than a week before; from the day after on, a new step each week and only then."""
    today = date.fromisoformat(DUE) + timedelta(days=days)
    step = step_of(DUE, today)
    assert (step == "") == (days < -7)
    assert (step == "soon") == (-7 <= days <= 0)
    if days > 0:
        assert (step != step_of(DUE, today - timedelta(days=1))) == (days % 7 == 1)


class Heard:
    """A transport that notes what it was to send."""

    bot = post.MAIL

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    async def send(self, body: bytes) -> Note | None:
        """Send it."""
        self.bodies.append(body)
        return None


async def goes(database: Database, body: bytes, now: datetime) -> bool:
    """A message that has waited comes up at a moment: whether it goes. What is to be noted then is noted."""
    heard = Heard()
    note = await LookedAt(heard, database, lambda: stamp(now)).send(body)
    if note:
        await database.write(note)
    return bool(heard.bodies)


def reachable(tx: Tx) -> None:
    """The action, of which Kim hears by e-mail and in a chat; both messages are put at 19:50."""
    furnish(tx)
    kim = next(one.id for one in members.active(tx) if one.name == "Kim")
    staff_chats.open(tx, bot="7", lane="lane", address="70", member_id=kim, at=stamp(NOON))
    assert tell(tx, LATE_EVENING) == 2


LATE_EVENING = datetime(2026, 11, 23, 19, 50, tzinfo=UTC)
NIGHT = LATE_EVENING + timedelta(minutes=20)
MORNING = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)


async def test_what_waited_until_night_does_not_go_and_comes_in_the_morning(database: Database) -> None:
    """Put by day, held up, and looked at by night: nothing goes, by neither way, and each comes once the next day."""
    await database.write(reachable)
    for body in await database.read(bodies):
        assert not await goes(database, body, NIGHT)
    assert await database.write(lambda tx: tell(tx, NIGHT)) == 0
    assert await database.write(lambda tx: tell(tx, MORNING)) == 2
    for body in (await database.read(bodies))[2:]:
        assert await goes(database, body, MORNING)
    assert await database.write(lambda tx: tell(tx, MORNING + timedelta(days=1))) == 0


async def test_by_day_it_goes_and_who_was_told_one_way_is_not_told_again(database: Database) -> None:
    """The e-mail went before the night and the chat was held up: one telling is enough."""
    await database.write(reachable)
    mail, chat = await database.read(bodies)
    assert await goes(database, mail, LATE_EVENING)
    assert not await goes(database, chat, NIGHT)
    assert await database.write(lambda tx: tell(tx, MORNING)) == 0


async def test_what_is_done_meanwhile_is_not_chased(database: Database) -> None:
    """An action that was done while its message waited is not spoken of; what else waits in the chat goes."""
    await database.write(reachable)
    await database.write(lambda tx: actions.put_status(tx, 1, Status.DONE, at=stamp(NOON)))
    for body in await database.read(bodies):
        assert not await goes(database, body, MORNING)
    assert await goes(database, b'{"kind": "staff", "news": "link", "to": "70"}', NIGHT), (
        "a link to sign in always goes"
    )
