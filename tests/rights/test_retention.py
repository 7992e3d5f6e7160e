"""Nothing younger than its period goes, everything older does, what counts stays right, and a hold stops it all."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from asking import forget_steps, retention
from asking.moment import stamp
from asking.retention import KINDS
from bot.commands.doctor_rights import rights as doctor
from bot.rights import Rights
from dialogs.pack import Pack
from evidence.check import compare
from store import (
    access_log,
    answers,
    comments,
    holds,
    inbox,
    invitations,
    media,
    outbox,
    people,
    records,
    sessions,
    settings,
    transcripts,
    worries,
)
from store.crypto import Keys
from store.database import Database, open_database
from store.media_files import MediaFiles
from store.records import NewRecord, Yes
from store.tx import Tx
from tests.asking.tools import NOW, Asker, a_house
from tests.support.counts import count

SEEDS = count(3, promised=60)
ROUNDS = 40


@dataclass
class Kept:
    """What was put there: kind → (id, days old, held)."""

    things: dict[str, list[tuple[int, int, bool]]] = field(default_factory=dict)

    def put(self, kind: str, number: int, days: int, *, held: bool = False) -> None:
        """Notes one."""
        self.things.setdefault(kind, []).append((number, days, held))


async def opened(folder: Path) -> Database:
    """A database of its own for each seed."""
    return await open_database(folder / "plainsay.db", Keys(folder / "plainsay.key"))


def ago(days: int) -> str:
    """A moment so many days before now."""
    return stamp(NOW - timedelta(days=days))


def ages(kind: str, chance: random.Random) -> list[int]:
    """Days: well within the period, right at its edge on both sides, and well beyond it."""
    days = next(one.days for one in KINDS if one.name == kind)
    return [chance.randrange(days), days - 1, days + 1, days + chance.randrange(1, 900)]


def fill(tx: Tx, chance: random.Random, files: MediaFiles) -> Kept:
    """One house with things of all kinds and ages; of one person everything is held."""
    kept, house = Kept(), a_house(tx)
    for held in (False, True):
        who = people.add(tx, service_id=house.service, audience="person", name="Held Example", at=ago(4000))
        _of_one(tx, chance, files, kept, (who, house.service, house.round), held=held)
        if held:
            holds.put(tx, person_id=who, why="A complaint", who="Lee", at=ago(1))
    for number, days in enumerate(ages("arrived", chance)):
        (waits,) = inbox.keep(tx, "bot", [inbox.Update(number, "lane", b"body")], ago(days))
        inbox.done(tx, waits.id, ago(days))
        kept.put("arrived", waits.id, days)
        letter = outbox.put(tx, bot="bot", lane="lane", body=b"body", at=ago(days))
        outbox.done(tx, letter.id, ago(days))
        kept.put("sent", letter.id, days)
    return kept


def _of_one(
    tx: Tx, chance: random.Random, files: MediaFiles, kept: Kept, where: tuple[int, int, int], *, held: bool
) -> None:
    who, service, round_id = where
    invitation = invitations.add(tx, person_id=who, round_id=round_id, code="duq", areas=("duq.1",),
                                 created_at=ago(4000), expires_at=ago(-9))  # fmt: skip
    tx.run("INSERT INTO flow (id, body) VALUES ('f', '{}') ON CONFLICT DO NOTHING")
    session = sessions.start(tx, invitation_id=invitation, person_id=who, flow_id="f", state="asking", body="{}",
                             at=ago(4000))  # fmt: skip
    place = {"session_id": session, "person_id": who, "service_id": service, "round_id": round_id}
    for number, days in enumerate(ages("words", chance)):
        answer = an_answer(tx, place, f"p{number}", words="Something said.")
        tx.run("UPDATE answer SET heard_at = :at, heard_by = 'Lee' WHERE id = :id", id=answer, at=ago(days))
        kept.put("words", answer, days, held=held)
        comment = comments.add(tx, session_id=session, person_id=who, service_id=service, prompt="", words="More.",
                               media_id=None, origin=f"o{number}", at=ago(days))  # fmt: skip
        comments.mark_heard(tx, comment, "Lee", ago(days))
        kept.put("comments", comment, days, held=held)
    kept.put("unheard", an_answer(tx, place, "unheard", words="Nobody has read this."), 0, held=True)
    _recorded(tx, chance, files, kept, place, held=held)
    _rest(tx, chance, kept, place, held=held)


def _recorded(
    tx: Tx, chance: random.Random, files: MediaFiles, kept: Kept, place: dict[str, int], *, held: bool
) -> None:
    """Recordings that were heard, with a machine's draft and what somebody heard."""
    who = place["person_id"]
    key = people.data_key(tx, who)
    assert key
    for number, days in enumerate(ages("recordings", chance)):
        file = files.write(key, b"OggS")
        row = media.add(tx, person_id=who, file=file, mime="audio/ogg", size_bytes=4, at=ago(days))
        media.mark_heard(tx, row, "Lee", ago(days))
        an_answer(tx, place, f"m{number}", reply="spoke", media_id=row)
        kept.put("recordings", row, days, held=held)
        transcripts.put_draft(tx, row, draft="perhaps", made_by="machine", at=ago(days))
        found = media.get(tx, row)
        assert found
        transcripts.confirm(tx, found, words="really", who="Lee", at=ago(days))


def _rest(tx: Tx, chance: random.Random, kept: Kept, place: dict[str, int], *, held: bool) -> None:
    """Links that nobody used, worries that were closed, and people who left."""
    who, service, round_id, session = (place[name] for name in ("person_id", "service_id", "round_id", "session_id"))
    for days in ages("links", chance):
        link = invitations.add(tx, person_id=who, round_id=round_id, code="duq", areas=("duq.1",),
                               created_at=ago(4000), expires_at=ago(days))  # fmt: skip
        kept.put("links", link, days, held=held)
    for days in ages("worries", chance):
        worry = worries.add(tx, service_id=service, person_id=who, session_id=session, words="Help.", told_at=ago(days))
        tx.run("UPDATE worry SET closed_at = :at WHERE id = :id", id=worry, at=ago(days))
        kept.put("worries", worry, days, held=held)
    for days in ages("left", chance) if not held else ():
        gone = people.add(tx, service_id=service, audience="person", name="Left Example", at=ago(4000))
        people.stop(tx, gone, ago(days))
        kept.put("left", gone, days)


def an_answer(tx: Tx, place: dict[str, int], prompt: str, **more: object) -> int:
    """An answer, given long ago."""
    new = answers.NewAnswer(
        **place, code="duq", code_version="1", prompt=prompt, source="person", choices=(), shown=(), size=3,
        support="alone", helper="", present=(), at=ago(3999), **{"reply": "wrote", **more},  # type: ignore[arg-type]
    )  # fmt: skip
    return answers.add(tx, new)


STANDS = {
    "words": "SELECT 1 FROM answer WHERE id = :id AND words IS NOT NULL",
    "unheard": "SELECT 1 FROM answer WHERE id = :id AND words IS NOT NULL",
    "comments": "SELECT 1 FROM comment WHERE id = :id",
    "recordings": "SELECT 1 FROM media WHERE id = :id",
    "links": "SELECT 1 FROM invitation WHERE id = :id AND revoked_at IS NULL",
    "worries": "SELECT 1 FROM worry WHERE id = :id",
    "left": "SELECT 1 FROM identity WHERE person_id = :id",
    "arrived": "SELECT 1 FROM inbox WHERE id = :id",
    "sent": "SELECT 1 FROM outbox WHERE id = :id",
}


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(SEEDS))
async def test_what_is_older_goes_and_nothing_else(tmp_path: Path, pack: Pack, seed: int) -> None:
    """Of every kind and age, on both sides of the edge, with a hold and with bounded rounds."""
    chance, files = random.Random(seed), MediaFiles(tmp_path / "recordings")  # noqa: S311 - a test's chance
    database = await opened(tmp_path)
    kept = await database.write(lambda tx: fill(tx, chance, files))
    rows = await database.read(lambda tx: tx.one("SELECT COUNT(*) FROM answer"))
    rights = Rights(database, pack, files, lambda: NOW)
    for _ in range(ROUNDS):
        await rights.go_round()
    assert (await database.read(lambda tx: settings.get(tx, retention.SWEPT)) or "")[:10] == stamp(NOW)[:10]

    def wrong(tx: Tx) -> list[str]:
        found = []
        for kind, things in kept.things.items():
            period = next((one.days for one in KINDS if one.name == kind), 0)
            for number, days, held in things:
                stays, there = held or days <= period, tx.one(STANDS[kind], id=number) is not None
                if stays != there:
                    found.append(f"{kind} of {days} days {'stands' if there else 'went'}")
        return found

    assert await database.read(wrong) == []
    assert await database.read(lambda tx: tx.one("SELECT COUNT(*) FROM answer")) == rows  # answers count on
    assert await database.read(compare) == []
    names = await database.read(media.all_files)
    assert {path.name for path in (tmp_path / "recordings").iterdir()} == names
    log = await database.read(retention.kept.log)
    assert {kind for _, kind, _ in log} >= {"words", "comments", "recordings", "links", "worries", "left"}
    await database.close()


async def test_words_that_a_record_quotes_stay_with_the_record(asker: Asker) -> None:
    """With the person's yes they are kept as long as the record; the yes taken back, they go like all others."""

    def made(tx: Tx) -> tuple[int, int]:
        house = a_house(tx)
        invitation = invitations.add(tx, person_id=house.person, round_id=house.round, code="duq", areas=("duq.1",),
                                     created_at=ago(4000), expires_at=ago(0))  # fmt: skip
        tx.run("INSERT INTO flow (id, body) VALUES ('f', '{}') ON CONFLICT DO NOTHING")
        session = sessions.start(tx, invitation_id=invitation, person_id=house.person, flow_id="f", state="asking",
                                 body="{}", at=ago(4000))  # fmt: skip
        place = {"session_id": session, "person_id": house.person, "service_id": house.service,
                 "round_id": house.round}  # fmt: skip
        answer = an_answer(tx, place, "p", words="We sing.")
        tx.run("UPDATE answer SET heard_at = :at WHERE id = :id", id=answer, at=ago(3000))
        record = records.add(
            tx,
            NewRecord(kind="quote", happened_on=ago(3000)[:10], title="Choir", service_id=house.service,
                      person_id=house.person, words="We sing.", from_kind="answer", from_id=answer,
                      yes=Yes("named", ago(3000)[:10], "Kim", "Talking")),
            at=ago(3000), by=None,
        )  # fmt: skip
        return answer, record

    answer, record = await asker.database.write(made)
    for stays in (True, False):
        await asker.database.write(lambda tx: settings.put(tx, retention.SWEPT, ago(2)))
        await asker.database.write(lambda tx: retention.sweep(tx, asker.pack, NOW))
        assert (await asker.database.read(lambda tx: tx.one(STANDS["words"], id=answer)) is not None) is stays
        await asker.database.write(lambda tx: records.take_back(tx, record, at=ago(0)))


async def test_notes_of_who_looked_go_as_a_chain(asker: Asker) -> None:
    """Old notes go and the chain still holds; of a held person all stay since they were known, and those before go."""

    def noted(tx: Tx) -> None:
        for days in (2000, 1500, 10, 1):
            access_log.add(tx, at=ago(days), who="Mo", did="opened the page of a person")

    await asker.database.write(noted)
    hold = {"person_id": asker.house.person, "why": "x", "who": "Lee", "at": ago(1)}
    await asker.database.write(lambda tx: holds.put(tx, **hold))  # type: ignore[arg-type]
    known = {"id": asker.house.person, "at": ago(1700)}
    await asker.database.write(lambda tx: tx.run("UPDATE person SET created_at = :at WHERE id = :id", **known))
    for left in (3, 2):
        await asker.database.write(lambda tx: settings.put(tx, retention.SWEPT, ago(2)))
        await asker.database.write(lambda tx: retention.sweep(tx, asker.pack, NOW))
        assert len(await asker.database.read(access_log.recent)) == left
        await asker.database.write(lambda tx: holds.lift(tx, asker.house.person, who="Lee", at=ago(0)))
    assert await asker.database.read(access_log.verify) == ()


async def test_a_round_is_bounded_and_the_next_goes_on(asker: Asker) -> None:
    """More than one round can take goes in several, and only then is it done for the day."""

    def many(tx: Tx) -> None:
        for number in range(retention.MOST + 5):
            (waits,) = inbox.keep(tx, "bot", [inbox.Update(number, "lane", b"x")], ago(9))
            inbox.done(tx, waits.id, ago(9))

    await asker.database.write(many)
    for left in (5, 0, 0):
        await asker.database.write(lambda tx: retention.sweep(tx, asker.pack, NOW))
        assert await asker.database.read(lambda tx: tx.one("SELECT COUNT(*) FROM inbox")) == (left,)


async def test_the_doctor_says_what_is_late(asker: Asker) -> None:
    """Rules that were not carried out for two days, and somebody who should be forgotten by now."""

    async def codes(now: datetime) -> list[str]:
        return [one.code for one in await asker.database.read(lambda tx: doctor(tx, now)) if one.code]

    assert await codes(NOW) == []
    await asker.database.write(lambda tx: retention.sweep(tx, asker.pack, NOW))
    assert await codes(NOW + timedelta(days=1)) == []
    assert await codes(NOW + timedelta(days=3)) == ["D501"]

    person = asker.house.person
    await asker.database.write(lambda tx: forget_steps.ask(tx, person, with_answers=False, by="", now=NOW))
    assert await codes(NOW + timedelta(days=9)) == ["D501", "D502"]
