"""What the detector found goes once its words are gone, and what a hold keeps of the notes of who looked."""

from __future__ import annotations

from asking import retention
from store import access_log, holds, invitations, noticed, people, sessions, settings, worries
from store.tx import Tx
from tests.asking.tools import NOW, Asker
from tests.rights.test_retention import ago, an_answer


async def test_with_someone_held_from_the_first_day_no_note_goes(asker: Asker) -> None:
    """A note without a person may be about them, by the number of a worry: nobody can tell, so that all stay."""

    def noted(tx: Tx) -> None:
        access_log.add(tx, at=ago(2000), who="Mo", did="opened worry 7")
        tx.run("UPDATE person SET created_at = :at WHERE id = :id", id=asker.house.person, at=ago(2500))
        holds.put(tx, person_id=asker.house.person, why="x", who="Lee", at=ago(1))

    await asker.database.write(noted)
    assert await asker.database.read(lambda tx: retention.preview(tx, NOW)["looks"]) == 0
    await asker.database.write(lambda tx: retention.sweep(tx, asker.pack, NOW))
    assert len(await asker.database.read(access_log.recent)) == 1


async def test_what_the_detector_found_goes_once_the_words_are_gone(asker: Asker) -> None:
    """While the words stand it stays, however old: else they would be told again. Of who is held it stays too."""

    def found(tx: Tx) -> tuple[int, ...]:
        house, gone, held = (
            asker.house,
            [],
            people.add(tx, service_id=asker.house.service, audience="person", name="Held Example", at=ago(400)),
        )
        holds.put(tx, person_id=held, why="x", who="Lee", at=ago(1))
        for who, source, days in (
            (house.person, "comment/7/1", 31), (house.person, "comment/7/2", 29), (house.person, "nonsense", 31),
            (held, "comment/7/3", 31), (house.person, "voice/9", 31),
        ):  # fmt: skip
            worry = worries.add(
                tx, service_id=house.service, person_id=who, session_id=None, words="x", told_at=ago(days)
            )
            noticed.put(tx, source, worry_id=worry, kinds=frozenset({"hurt"}), at=ago(days))
            gone.append(worry)
        return tuple(gone)

    def left(tx: Tx) -> set[str]:
        return {str(row[0]) for row in tx.all("SELECT source FROM noticed")}

    await asker.database.write(found)
    assert await asker.database.read(lambda tx: retention.preview(tx, NOW)["noticed"]) == 3
    await asker.database.write(lambda tx: retention.sweep(tx, asker.pack, NOW))
    assert await asker.database.read(left) == {"comment/7/2", "comment/7/3"}


async def test_a_find_in_words_that_stand_is_never_old(asker: Asker) -> None:
    """Of every kind of text: whatever a source is called, its words are looked for before the find goes."""

    def said(tx: Tx) -> str:
        session = "SELECT MIN(id) FROM session"
        tx.run("INSERT INTO flow (id, body) VALUES ('f', '{}') ON CONFLICT DO NOTHING")
        link = invitations.add(tx, person_id=asker.house.person, round_id=asker.house.round, code="duq",
                               areas=("duq.1",), created_at=ago(400), expires_at=ago(-9))  # fmt: skip
        number = sessions.start(tx, invitation_id=link, person_id=asker.house.person, flow_id="f", state="asking",
                                body="{}", at=ago(400))  # fmt: skip
        place = {"session_id": number, "person_id": asker.house.person, "service_id": asker.house.service,
                 "round_id": asker.house.round}  # fmt: skip
        an_answer(tx, place, "p1", words="my carer hit me")
        assert tx.one(session)
        source = f"answer/{number}/p1"
        noticed.put(tx, source, worry_id=99, kinds=frozenset({"hurt"}), at=ago(3000))
        return source

    source = await asker.database.write(said)
    for stands in (True, False):
        assert await asker.database.read(lambda tx: noticed.is_there(tx, source)) is stands
        await asker.database.write(lambda tx: settings.put(tx, retention.SWEPT, ago(2)))
        await asker.database.write(lambda tx: retention.sweep(tx, asker.pack, NOW))
        kinds = await asker.database.read(lambda tx: noticed.kinds_of(tx, source))
        assert kinds == (frozenset({"hurt"}) if stands else frozenset())
        await asker.database.write(lambda tx: tx.run("UPDATE answer SET words = NULL"))


async def test_every_kind_of_source_can_be_looked_for(asker: Asker) -> None:
    """The questions run on both databases, and what nobody knows is not there."""
    for kind in ("answer", "comment", "transcript", "wish", "view", "voice", "nothing"):
        for source in (f"{kind}/1", f"{kind}/1/x", f"{kind}/x", kind):
            assert not await asker.database.read(lambda tx, source=source: noticed.is_there(tx, source))
