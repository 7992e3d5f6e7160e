"""Buttons: what they carry, and that no tap which is old, made up, changed or another's ever changes anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pretend import Kind
from bot.screen import Do
from bot.telegram.letters import lane_of
from bot.telegram.taps import Act, Action, Tap, data_of, tap_in
from store.crypto import Keys
from tests.telegram.office import Office
from tests.telegram.phone import Phone, key_in
from tests.telegram.saying import PRESENT, at

ACTIONS: list[Action] = [*Do, *Act]
TAPS = st.builds(
    Tap,
    act=st.sampled_from(ACTIONS),
    what=st.from_regex(r"[a-z0-9-]{0,20}", fullmatch=True),
    talk=st.integers(0, 10**12 - 1),
    turn=st.integers(0, 10**6 - 1),
)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """A key file of its own."""
    made = Keys(tmp_path_factory.mktemp("keys") / "key")
    made.unlock(new=True)
    return made


@given(TAPS)
def test_a_button_carries_what_it_does(keys: Keys, tap: Tap) -> None:
    """What goes out comes back the same in its own chat, and as nothing in any other."""
    lane, other = lane_of(keys, "bot", 1), lane_of(keys, "bot", 2)
    assert tap_in(keys, lane, data_of(keys, lane, tap)) == tap
    assert tap_in(keys, other, data_of(keys, lane, tap)) is None


@pytest.mark.parametrize("act", ACTIONS)
def test_a_button_fits(keys: Keys, act: Action) -> None:
    """The longest that each button can carry, short of a million screens or million talks, has 64 bytes at most."""
    for tap in (Tap(act, "x" * 20, 999_999, 9_999), Tap(act, "", 10**12 - 1, 9_999)):
        assert len(data_of(keys, "lane", tap).encode()) <= 64


@given(tap=TAPS, place=st.integers(0, 200), sign=st.sampled_from("aZ0._-\n"))
def test_a_changed_button_is_none(keys: Keys, tap: Tap, place: int, sign: str) -> None:
    """Another sign in any place, one too many or one too few, and it is not ours."""
    data = data_of(keys, "lane", tap)
    place %= len(data)
    before, after = data[:place], data[place + 1 :]
    for changed in (before + sign + after, before + sign + data[place:], data[:-1], data + sign):
        assert changed == data or tap_in(keys, "lane", changed) is None


@given(st.text(max_size=64))
def test_what_is_made_up_is_none(keys: Keys, data: str) -> None:
    """Whatever a changed client sends, nothing breaks."""
    assert tap_in(keys, "lane", data) is None


def test_a_button_of_another_version_is_none(keys: Keys) -> None:
    """A button that was signed by us, and does what this version no longer knows, is not ours either."""
    gone = Tap("dance", "", 1, 1)  # type: ignore[arg-type]
    assert tap_in(keys, "lane", data_of(keys, "lane", gone)) is None


async def answered(office: Office) -> None:
    """Every tap was answered, once."""
    assert office.api.taps
    assert all(tap.answered for tap in office.api.taps.values())
    assert office.api.counts["answerCallbackQuery"] == len(office.api.taps)


async def at_a_question(office: Office) -> Phone:
    """Someone at their second question."""
    return await at(office, "Question 2 of 6")


async def test_an_old_button_changes_nothing(office: Office) -> None:
    """Each button of each screen before shows the current question once, and nothing is kept."""
    sam = await office.opens("person")
    await sam.goes_to("Question 2 of 6")
    now, before = sam.screen.bold(), await office.told()
    for old in sam.user.inbox[:-1]:
        for button in old.buttons:
            if "Listen" in button.label or "I need help" in button.label:
                continue
            came = await sam.does(lambda data=button.data, old=old: sam.user.tap_raw(data, old.message_id))  # type: ignore[misc]
            assert [one.bold() for one in came] == [now], button.label
    assert await office.told() == before
    await answered(office)


async def test_a_button_that_is_tapped_twice_counts_once(office: Office) -> None:
    """Two taps that come at once, as from a hand that shakes: one answer, the next question, and that once more."""
    sam = await at_a_question(office)
    data, message = key_in(sam.user.inbox, "Yes")
    came = await sam.does(*[lambda: sam.user.tap_raw(data, message)] * 2)
    assert ["Question 3 of 6" in one.text for one in came] == [True, True]
    assert came[1].text.startswith("You are here now.\n")
    rows = (await office.told())["answer"]
    assert len(rows) == 2
    await answered(office)


async def test_many_taps_at_once_are_taken_one_after_another(office: Office) -> None:
    """Whatever is tapped at the same moment, one answer counts, and the question after it is what is shown last."""
    sam = await at_a_question(office)
    taps = [key_in(sam.user.inbox, label) for label in ("No", "Yes", "I do not know", "Skip", "Stop", "Back")]
    await sam.does(*(lambda key=key: sam.user.tap_raw(*key) for key in taps))
    assert "Question 3 of 6" in sam.screen.text
    assert len((await office.told())["answer"]) == 2
    assert await office.differences() == []
    await answered(office)


async def test_people_who_tap_at_once_get_their_own(office: Office) -> None:
    """Ten people who tap in the same moment each go one screen on."""
    people = [await office.another("person", f"Example {number}") for number in range(10)]
    phones = [await office.opens(person) for person in people]
    for phone in phones:
        phone.user.tap_raw(*key_in(phone.user.inbox, "Next"))
    await office.settled()
    assert [len(phone.user.inbox) for phone in phones] == [2] * 10
    assert all("You can have someone with you." in phone.screen.text for phone in phones)


@pytest.mark.parametrize("data", ["x", "yes", "choose.yes.1.9.AAAAAAAAAAAA", "seen.1.0.0.AAAAAAAAAAAA", "…" * 20])
async def test_a_made_up_tap_shows_the_question(office: Office, data: str) -> None:
    """Made-up data, with a made-up signature or none, changes nothing and is answered."""
    sam = await at_a_question(office)
    before, message = await office.told(), sam.screen
    (screen,) = await sam.does(lambda: sam.user.tap_raw(data, message.message_id))
    assert screen.bold() == message.bold()
    assert await office.told() == before
    await answered(office)


async def test_a_changed_tap_shows_the_question(office: Office) -> None:
    """Each part of a good button's data that is changed makes it nobody's."""
    sam = await at_a_question(office)
    data, message = key_in(sam.user.inbox, "Yes")
    act, what, talk, turn, signature = data.split(".")
    before = await office.told()
    for changed in (
        f"{act}.no.{talk}.{turn}.{signature}",
        f"stop..{talk}.{turn}.{signature}",
        f"{act}.{what}.{int(talk) + 1}.{turn}.{signature}",
        f"{act}.{what}.{talk}.{int(turn) + 1}.{signature}",
        f"{act}.{what}.{talk}.{turn}.{signature[::-1]}",
    ):
        (screen,) = await sam.does(lambda changed=changed: sam.user.tap_raw(changed, message))  # type: ignore[misc]
        assert "Question 2 of 6" in screen.text
    assert await office.told() == before


async def test_another_chats_button_is_worth_nothing(office: Office) -> None:
    """Data copied from someone else's chat changes neither talk, even where both are the same person's."""
    token, one, two = await office.link("person"), office.phone(), office.phone()
    await one.opens(token)
    await one.goes_to("Question 2 of 6")
    await two.opens(token)
    stranger = office.phone()
    data, message = key_in(one.user.inbox, "Yes")
    before = await office.told()
    (screen,) = await two.does(lambda: two.user.tap_raw(data, message))
    assert "Question 2 of 6" in screen.text
    (hello,) = await stranger.does(lambda: stranger.user.tap_raw(data, message))
    assert "You need a link of your own." in hello.text
    assert await office.told() == before
    await answered(office)


async def test_a_tap_that_is_too_old_to_be_answered_counts(office: Office) -> None:
    """Telegram takes no answer after a while; the tap goes on all the same."""
    sam = await at_a_question(office)
    office.api.tap_seconds = -1.0
    (screen,) = await sam.taps("Yes")
    assert "Question 3 of 6" in screen.text
    assert office.api.record.refused["answerCallbackQuery"] == 1


async def test_buttons_that_stay_as_they_are_stop_nothing(office: Office) -> None:
    """An edit that came through though we do not know it, made again, is refused as no change; the talk goes on."""
    sam = await at(office, PRESENT)
    office.api.faults.add(Kind.CLOSED_AFTER, "editMessageReplyMarkup", times=1)
    await sam.taps("Staff")
    assert office.api.record.refused["editMessageReplyMarkup"] == 1
    (screen,) = await sam.taps("Next")
    assert "How do you want to answer?" in screen.text


async def test_a_button_under_a_message_that_is_gone_works(office: Office) -> None:
    """The person deleted the message, or it is too old to be seen: a tick that cannot be shown still counts."""
    sam = await at(office, PRESENT)
    screen = sam.screen
    data, message = key_in(sam.user.inbox, "Staff")
    screen.deleted = True
    await sam.does(lambda: sam.user.tap_raw(data, message))
    (screen,) = await sam.says("/again")
    (screen,) = await sam.taps("Next")
    assert "How do you want to answer?" in screen.text


async def test_the_button_of_a_talk_that_was_left_shows_the_new_one(office: Office) -> None:
    """After a second invitation of the same person, the first talk's buttons change neither talk."""
    sam = await at(office, "Question 1 of 6")
    old = sam.screen
    await sam.opens(await office.link("person", "duq.2"))
    before = await office.told()
    (screen,) = await sam.taps("Yes", on=old)
    assert "Hello." in screen.text
    assert await office.told() == before


def test_nothing_of_a_talk_stands_in_a_button(keys: Keys, tmp_path: Path) -> None:
    """Another installation, with another key, makes nothing of our buttons."""
    others = Keys(tmp_path / "key")
    others.unlock(new=True)
    assert tap_in(others, "lane", data_of(keys, "lane", Tap(Do.AGREE, "", 1, 1))) is None
