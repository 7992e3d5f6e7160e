"""The one way in: what belongs to one telling, who hears that there is more, and where a worry never goes."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path

from asking import worry_taking
from asking.moment import stamp
from asking.worries import last_is_passed_on, raise_worry
from dialogs.inputs import ToldWorry
from store import worries, worry_said
from store.tx import Tx
from store.worries import DETECTOR, STAFF, Worry
from tests.asking.test_alerts import BOT, both_watch, sent
from tests.asking.tools import NOW, Asker

ROOT = Path(__file__).parents[2]
LATER = timedelta(minutes=14)


async def every(asker: Asker) -> list[Worry]:
    """Every worry, oldest first."""
    return list(reversed(await asker.database.read(worries.all)))


async def noticed(asker: Asker, words: str, kind: str, session: int | None) -> int:
    """The detector finds something in what the person said."""
    return await asker.database.write(
        lambda tx: raise_worry(
            tx,
            asker.now,
            service_id=asker.house.service,
            person_id=asker.house.person,
            session_id=session,
            words=words,
            origin=DETECTOR,
            kinds=(kind,),
        )
    )


async def test_what_comes_within_a_quarter_of_an_hour_is_one_worry(asker: Asker) -> None:
    """Counted from the last word; both are told once. A minute too late it is another one, and they are told of it."""
    await both_watch(asker)
    token = await asker.invited(asker.house.person)
    for words in ("", "He hits me", "At night"):
        await asker.take(token, ToldWorry(words))
        asker.now += LATER
    (worry,) = await every(asker)
    said = await asker.database.read(lambda tx: worry_said.of(tx, worry))
    assert [one.words for one in said] == ["He hits me", "At night"]
    assert len(await sent(asker)) == 2
    asker.now += timedelta(minutes=2)
    await asker.take(token, ToldWorry("Again"))
    assert len(await every(asker)) == 2
    assert len(await sent(asker)) == 4


async def test_another_talk_is_another_worry(asker: Asker) -> None:
    """Two people who tell something at the same time told two worries."""
    for person in (asker.house.person, asker.house.relative):
        await asker.take(await asker.invited(person), ToldWorry("Help"))
    assert len(await every(asker)) == 2


async def test_whoever_has_it_hears_that_there_is_more(asker: Asker) -> None:
    """Taken, and more is said: the one who has it is told, without a word of it; a closed one is left alone."""
    await both_watch(asker)
    token = await asker.invited(asker.house.person)
    await asker.take(token, ToldWorry("Help"))
    at = stamp(asker.now)
    await asker.database.write(
        lambda tx: worry_taking.take_in_chat(tx, bot=BOT, lane="lead", worry_id=1, at=at)
    )  # fmt: skip
    before = len(await sent(asker))
    await asker.take(token, ToldWorry("He hits me"))
    new = (await sent(asker))[before:]
    assert [(one["lane"], one["news"]) for one in new] == [("lead", "more")]
    await asker.database.write(lambda tx: worries.close(tx, 1, outcome="here", who="Lee", at=at))
    await asker.take(token, ToldWorry("And again"))
    assert len(await every(asker)) == 2


async def test_what_the_program_notices_joins_what_was_told(asker: Asker) -> None:
    """A hit after a tap adds its kind and words; nobody is told twice of the same telling."""
    await both_watch(asker)
    token = await asker.invited(asker.house.person)
    await asker.take(token, ToldWorry("Help"))
    (told,) = await every(asker)
    await noticed(asker, "He took my money", "money", told.session_id)
    await noticed(asker, "I am scared", "scared", told.session_id)
    (worry,) = await every(asker)
    assert (worry.origin, worry.kinds) == ("tap", ("money", "scared"))
    assert len(await sent(asker)) == 2


async def test_a_tap_never_disappears_in_what_the_program_noticed(asker: Asker) -> None:
    """Somebody asks for help after a hit: it is a worry of its own, and both are told of it at once."""
    await both_watch(asker)
    token = await asker.invited(asker.house.person)
    await asker.take(token, ToldWorry("First"))
    session = (await every(asker))[0].session_id
    asker.now += timedelta(minutes=20)
    await noticed(asker, "He took my money", "money", session)
    before = len(await sent(asker))
    await asker.take(token, ToldWorry())
    assert [one.origin for one in await every(asker)] == ["tap", "detector", "tap"]
    assert len(await sent(asker)) == before + 2
    promised = await asker.database.read(lambda tx: last_is_passed_on(tx, session))
    assert not promised  # nothing was sent for twenty minutes: the chats do not count as reached


async def test_nothing_is_promised_where_nobody_can_be_reached(asker: Asker) -> None:
    """No chat, no e-mail: it is not passed on; once somebody has it, it is."""
    token = await asker.invited(asker.house.person)
    await asker.take(token, ToldWorry("Help"))
    (worry,) = await every(asker)
    assert not await asker.database.read(lambda tx: last_is_passed_on(tx, worry.session_id))
    await asker.database.write(lambda tx: worries.acknowledge(tx, worry.id, "Lee", stamp(NOW)))
    assert await asker.database.read(lambda tx: last_is_passed_on(tx, worry.session_id))


async def test_a_worry_of_no_known_service_opens_again(asker: Asker) -> None:
    """It hangs on any service, says that it is of all, and its words open."""

    def told(tx: Tx) -> None:
        number = raise_worry(
            tx, NOW, service_id=0, person_id=None, session_id=None, words="Somewhere", origin=STAFF
        )  # fmt: skip
        found = worries.get(tx, number)
        assert found
        assert (found[0].everywhere, found[1]) == (True, "Somewhere")

    await asker.database.write(told)


def test_no_report_and_no_export_reads_worries() -> None:
    """Only the year's numbers do, without words: nothing else in `evidence`, and no export, can hold one."""
    looked = [*(ROOT / "evidence").rglob("*.py"), ROOT / "bot/commands/export.py", ROOT / "bot/commands/report.py"]
    reads = sorted(path.name for path in looked if "worries" in _imported(path))
    assert reads == ["worry_numbers.py"]  # it names the type of a row, and opens nothing


def _imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names = {alias.name for node in found for alias in node.names if node.module == "store"}
    return names | {(node.module or "").removeprefix("store.") for node in found}
