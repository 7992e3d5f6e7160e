"""Somebody holds the link of a talk that was answered elsewhere: a manager who printed it, a relative, a finder.

They want to read what was said, on any page that could tell, or to share and sign it. The person themselves, who comes
to another device, loses nothing: they go on, and they can take all of it back or be forgotten without seeing it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from httpx import AsyncClient
from hypothesis import given, settings
from hypothesis import strategies as st

from asking import conversation, devices, said
from asking import turn as turns
from asking.devices import WENT_ON, Shown
from asking.permissions import Role
from asking.said import Here, said_in
from asking.turn import Delivery
from bot.http import device
from bot.http.device import COOKIE, SHARED, SHARED_LASTS, SHARED_OVER, STAFF
from bot.staff.cookie import OVER_HTTP
from dialogs.inputs import ToldWorry
from dialogs.model import Closing, Question
from dialogs.transitions import State
from store import access_log, answers, sessions
from store.answers import Answer
from store.crypto import Keys
from store.people import Person
from store.tx import Tx
from tests.asking.tools import plain_input
from tests.attacks.control import anything, nothing, succeeds_without
from tests.attacks.site import AT, NOW, Site, form_token

NUMBERS = count()
SAID = "You said"


async def goes_on(site: Site, browser: AsyncClient, token: str, questions: int) -> None:
    """In this browser, the first way on is taken until so many questions are answered."""
    talks = site.rooms.conversations
    await browser.get(f"/s/{token}")
    shown = Shown(browser.cookies.get(COOKIE, ""))
    turn = await talks.show(token, shown)
    while questions and not isinstance(turn.asked.step, Closing):
        questions -= isinstance(turn.asked.step, Question)
        delivery = Delivery("web", "", f"device {next(NUMBERS)}", shown)
        turn = await talks.take(token, plain_input(turn), delivery)


async def presses(browser: AsyncClient, site: Site, token: str, do: str) -> str:
    """One press on the screen that is shown, and the page after it."""
    number = (await site.rooms.conversations.show(token)).session.turn
    await browser.post(f"/s/{token}", data={"turn": str(number), "do": do})
    return (await browser.get(f"/s/{token}")).text


async def answered(site: Site, who: str = "Person", questions: int = 4) -> tuple[AsyncClient, str]:
    """Somebody's own browser, and their link: they have answered these questions in it."""
    token, own = (await site.links())[who], site.visitor()
    await goes_on(site, own, token, questions)
    return own, token


async def test_my_answers_are_shown_where_they_were_given(site: Site) -> None:
    """Their own browser lists them. Another one with the same link lists none, and says that nothing is lost."""
    own, token = await answered(site)
    assert SAID in (await own.get(f"/s/{token}/answers?show=yes")).text

    async def reads_them() -> bool:
        async with site.visitor() as holder:
            page = (await holder.get(f"/s/{token}/answers?show=yes")).text
            assert SAID in page or "We keep your answers. Your answers count." in page
            return SAID in page

    await succeeds_without(
        reads_them, (conversation, "said_here", lambda tx, talk: Here(said_in(tx, talk), elsewhere=False))
    )


async def test_back_tells_no_answer(site: Site) -> None:
    """Going back with the link marks none of the answers that were given elsewhere; going back at home does."""
    own, token = await answered(site)
    assert SAID in await presses(own, site, token, "back")

    async def sees_what_was_chosen() -> bool:
        async with site.visitor() as holder:
            return SAID in await presses(holder, site, token, "back")

    await succeeds_without(sees_what_was_chosen, (turns, "_of_here", lambda _tx, _talk, asked: asked))


async def test_what_we_know_tells_no_stranger_what_was_said(site: Site) -> None:
    """How much was said, who read it, and what was agreed stand there for the person's own device alone."""
    own, token = await answered(site)
    assert "Your answers:" in (await own.get(f"/s/{token}/about?show=yes")).text

    async def sees_it() -> bool:
        async with site.visitor() as holder:
            page = (await holder.get(f"/s/{token}/about?show=yes")).text
        return "Your answers:" in page or "You said yes on" in page

    await succeeds_without(sees_it, (said, "is_known_here", anything))


async def test_the_next_person_at_a_tablet_ends_it_for_the_one_before(site: Site) -> None:
    """Once another person's link was opened in a browser, the link of the one before tells nothing there any more."""

    async def reads_of_the_one_before() -> bool:
        tablet, first = await answered(site)
        await tablet.get(f"/s/{(await site.links())['Family']}")
        return SAID in (await tablet.get(f"/s/{first}/answers?show=yes")).text

    def of_nobody(_keys: object, secret: str, _person: int) -> str:
        return f"{secret}.{'A' * 22}"

    await succeeds_without(reads_of_the_one_before, (devices, "_value", of_nobody))


async def test_a_browser_in_which_staff_are_signed_in_shows_nothing(site: Site) -> None:
    """What a person answered in it is not there for the member whose browser it is."""
    browser, token = await answered(site)
    browser.cookies.set(STAFF, "yes", domain="plainsay.test", path="/s")

    async def reads_it() -> bool:
        return SAID in (await browser.get(f"/s/{token}/answers?show=yes")).text

    await succeeds_without(reads_it, (devices, "HELPED", frozenset()))


async def test_a_tablet_that_was_handed_over_forgets_soon(site: Site) -> None:
    """There the browser is told to keep the secret for minutes, each time anew, and less once the talk has ended."""
    tablet, token = await answered(site, questions=1)
    assert COOKIE not in (await tablet.get(f"/s/{token}")).headers.get("set-cookie", "")  # at home it stays
    tablet.cookies.set(SHARED, "yes", domain="plainsay.test", path="/s")
    going = (await tablet.get(f"/s/{token}")).headers["set-cookie"]
    assert f"Max-Age={int(SHARED_LASTS.total_seconds())}" in going
    await presses(tablet, site, token, "stop")
    assert f"Max-Age={int(SHARED_OVER.total_seconds())}" in (await tablet.get(f"/s/{token}")).headers["set-cookie"]


async def test_handing_a_tablet_over_ends_what_was_shown_on_it(site: Site) -> None:
    """Staff hand over a tablet on which somebody has answered: whoever gets it does not see that, with any link."""

    async def sees_the_one_before() -> bool:
        tablet, token = await answered(site)
        tablet.cookies.set(OVER_HTTP, await site.secret(Role.MANAGER), domain="plainsay.test", path="/staff")
        handed = {"form_token": await form_token(tablet)}
        answer = await tablet.post(f"/staff/invitations/{token.partition('-')[0]}/here", data=handed)
        assert answer.headers["location"] == f"/s/{token}"
        return SAID in (await tablet.get(f"/s/{token}/answers?show=yes")).text

    await succeeds_without(sees_the_one_before, (device, "hand_over", nothing))


async def test_a_tablet_that_was_handed_over_is_no_stranger(site: Site) -> None:
    """Such a tablet forgets between two sittings, so going on there makes no note; an invented mark does not help."""
    _, token = await answered(site, questions=2)
    mark = await site.rooms.database.read(lambda tx: devices.shared_mark(tx.keys))
    for shared, notes in ((mark, 0), ("yes", 1)):
        async with site.visitor() as tablet:
            await tablet.get(f"/s/{token}")
            shown = Shown(tablet.cookies[COOKIE], shared=shared)
        turn = await site.rooms.conversations.show(token, shown)
        await site.rooms.conversations.take(token, plain_input(turn), Delivery("web", "", f"shared {shared}", shown))
        noted = await site.rooms.database.read(lambda tx: [one.did for one in access_log.recent(tx)])
        assert noted.count(WENT_ON) == notes


async def test_that_a_talk_goes_on_elsewhere_can_be_read(site: Site) -> None:
    """Whoever answers in the person's place, in another browser, leaves a note without a name; a look leaves none."""
    _, token = await answered(site, questions=2)

    async def notes() -> int:
        def count_them(tx: Tx) -> int:
            return sum(one.did == WENT_ON for one in access_log.recent(tx))

        return await site.rooms.database.read(count_them)

    async def answers_unnoticed() -> bool:
        async with site.visitor() as holder:
            before = await notes()
            await holder.get(f"/s/{token}/answers?show=yes")
            assert await notes() == before
            await goes_on(site, holder, token, 1)
            return await notes() == before

    await succeeds_without(answers_unnoticed, (devices, "access_log", type("Nothing", (), {"add": nothing})))


async def test_a_worry_told_elsewhere_leaves_no_such_note(site: Site) -> None:
    """A worry leaves no trace: not the note either that somebody used another phone."""
    _, token = await answered(site, questions=2)
    async with site.visitor() as friends:
        await friends.get(f"/s/{token}")
        shown = Shown(friends.cookies[COOKIE])
    await site.rooms.conversations.take(token, ToldWorry("He takes it."), Delivery("web", "", "worry", shown))
    noted = await site.rooms.database.read(lambda tx: [one.did for one in access_log.recent(tx)])
    assert WENT_ON not in noted


async def test_nobody_loses_their_place(site: Site) -> None:
    """At another device the next question is asked, each part is listed where it was given, and all of it counts."""
    own, token = await answered(site, questions=2)
    async with site.visitor() as tablet:
        assert "Question 3 of" in (await tablet.get(f"/s/{token}")).text
        await goes_on(site, tablet, token, 2)
        there = (await tablet.get(f"/s/{token}/answers?show=yes")).text
    here = (await own.get(f"/s/{token}/answers?show=yes")).text
    assert (here.count('name="step"'), there.count('name="step"')) == (2, 2)
    assert "We do not show all your answers here." in here
    assert "We do not show all your answers here." in there
    assert len(await live(site, token)) == 4


async def test_without_cookies_everything_can_be_answered(site: Site) -> None:
    """A browser that keeps nothing comes to the end, can change what it said, and is told kindly why it sees none."""
    token = (await site.links())["Person"]
    async with site.visitor() as browser:
        for _ in range(80):
            turn = await site.rooms.conversations.show(token)
            if isinstance(turn.asked.step, Closing):
                break
            await site.rooms.conversations.take(token, plain_input(turn), Delivery("web", "", f"none {next(NUMBERS)}"))
            browser.cookies.clear()
        assert (await site.rooms.conversations.show(token)).session.state is State.CLOSED
        page = (await browser.get(f"/s/{token}/answers?show=yes")).text
        assert SAID not in page
        assert "We keep your answers. Your answers count." in page
        browser.cookies.clear()
        again = await presses(browser, site, token, "back")
        assert "You can change it." in again
        assert "Keep my answer" in again


async def test_a_right_needs_no_old_device(site: Site) -> None:
    """From any browser all of it is taken back unseen, and being forgotten is asked for and undone."""
    _, token = await answered(site)
    async with site.visitor() as other:
        assert "Take them all back" in (await other.get(f"/s/{token}/answers/all")).text
        for do in ("name", "undo"):
            assert (await other.post(f"/s/{token}/forget", data={"do": do})).status_code == 303
        await other.post(f"/s/{token}/answers", data={"do": "all", "nonce": "1"})
    assert await live(site, token) == ()


async def test_what_was_said_before_devices_were_known_is_shown_nowhere(site: Site) -> None:
    """After an upgrade no browser is taken for the one in which an old answer was given; the talk goes on."""
    own, token = await answered(site)
    await site.rooms.database.write(lambda tx: tx.run("UPDATE answer SET device = ''"))
    await site.rooms.database.write(lambda tx: tx.run("UPDATE session SET device = ''"))
    assert SAID not in (await own.get(f"/s/{token}/answers?show=yes")).text
    await goes_on(site, own, token, 1)
    assert (await own.get(f"/s/{token}/answers?show=yes")).text.count('name="step"') == 1


ADA = Person(1, 1, "person", None, "en", AT, None)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """An installation's keys."""
    made = Keys(tmp_path_factory.mktemp("keys") / "key")
    made.unlock(new=True)
    return made


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), st.from_regex(devices.VALUE, fullmatch=True)))
def test_an_invented_secret_is_none(keys: Keys, value: str) -> None:
    """Whatever a browser sends as its secret, it is nobody's device, and no error; its own is known each time."""
    assert devices.of(keys, Shown(value), ADA).tag == ""
    assert not devices.is_met(keys, 1, value, NOW)
    own = Shown(devices.of(keys, Shown(value, keeps=True), ADA).keep)
    assert devices.of(keys, own, ADA).tag == devices.of(keys, own, ADA).tag != ""
    assert devices.of(keys, own, replace(ADA, id=2)).tag == ""


def test_the_tablet_of_a_meeting_forgets(keys: Keys) -> None:
    """What lets it show a summary opens no other one, and ends after two hours."""
    given_then = devices.met(keys, 7, NOW)
    assert devices.is_met(keys, 7, given_then, NOW)
    assert not devices.is_met(keys, 8, given_then, NOW)
    assert not devices.is_met(keys, 7, given_then, NOW + devices.MEETING_LASTS + timedelta(seconds=1))


async def live(site: Site, token: str) -> tuple[Answer, ...]:
    """The answers of a talk that count."""

    def found(tx: Tx) -> tuple[Answer, ...]:
        row = sessions.by_invitation(tx, int(token.partition("-")[0]))
        return answers.of_session(tx, row.id) if row else ()

    return await site.rooms.database.read(found)
