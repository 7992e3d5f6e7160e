"""Records: what is kept and sealed, how far a yes goes, and what is left when it is taken back or forgotten."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from store import answers, media, people, record_changes, record_uses, records
from store.crypto import DataKey
from store.database import Database
from store.errors import UnknownRow
from store.record_changes import Now
from store.records import NewFile, NewRecord, Record, Shows, Yes
from store.tx import Tx
from tests.store.tools import AT, LATER, House, a_house, an_answer

DAY = "2026-11-20"
YEAR = ("2025-11-23", "2026-11-22")
WORDS = "Ada sings in the choir now."


def a_record(tx: Tx, **changes: Any) -> Record:
    """Adds minutes of the whole provider; `changes` differ from that."""
    values: dict[str, Any] = {"kind": "minutes", "happened_on": DAY, "title": "Tenancy meeting", **changes}
    found = records.get(tx, records.add(tx, NewRecord(**values), at=AT, by=None))
    assert found
    return found


def a_story(tx: Tx, house: House, naming: str = "named", **changes: Any) -> Record:
    """Adds a story about the person of the house, with this answer of theirs."""
    yes = Yes(naming, DAY, "Mo", "With the easy-read sheet")
    return a_record(tx, **{"kind": "story", "words": WORDS, "person_id": house.person, "yes": yes, **changes})


async def test_a_record_comes_back_as_it_was(database: Database) -> None:
    """All that was typed is there again; nothing of it can be read in the database."""
    shows = (Shows("duq.1", "mixed"), Shows("duq.1.good.1", "good"))
    new = {"service_id": 1, "source": "A tenant", "words": WORDS, "seen_by": "managers", "shows": shows, "public": True}
    made = await database.write(lambda tx: a_record(tx, **new))
    assert (made.title, made.source, made.words, made.shows) == ("Tenancy meeting", "A tenant", WORDS, shows)
    assert (made.service_id, made.seen_by, made.public, made.naming, made.person_id) == (1, "managers", True, "", None)
    row = await database.read(lambda tx: tx.one("SELECT * FROM record"))
    assert not [value for value in row or () if isinstance(value, str) and ("Tenancy" in value or WORDS in value)]
    assert not [value for value in row or () if isinstance(value, bytes) and b"choir" in value]


async def test_a_time_has_its_first_and_last_day(database: Database) -> None:
    """Both ends count, the newest stands first, and the day before and after do not."""

    def made(tx: Tx) -> list[int]:
        return [a_record(tx, happened_on=f"2026-11-{day:02}").id for day in (9, 10, 15, 20, 21)]

    ids = await database.write(made)
    found = await database.read(lambda tx: records.between(tx, "2026-11-10", "2026-11-20"))
    assert [one.id for one in found] == [ids[3], ids[2], ids[1]]


@pytest.mark.parametrize(("naming", "name"), [("named", ["Ada Example"]), ("unnamed", [""]), ("no", [])])
async def test_only_a_yes_may_be_quoted_and_as_far_as_it_goes(database: Database, naming: str, name: list[str]) -> None:
    """Named with the name, unnamed without; a no never."""
    house = await database.write(a_house)
    await database.write(lambda tx: a_story(tx, house, naming))
    found = await database.read(lambda tx: records.quotable(tx, *YEAR))
    assert [one.name for one in found] == name


async def test_who_was_not_asked_is_not_quoted(database: Database) -> None:
    """A record about a person without their answer counts as a no until they are asked."""
    house = await database.write(a_house)
    story = await database.write(lambda tx: a_story(tx, house, yes=None))
    assert (story.naming, story.asked_on) == ("no", None)
    assert await database.read(lambda tx: records.quotable(tx, *YEAR)) == ()
    assert await database.write(lambda tx: records.say(tx, story, Yes("unnamed", DAY, "Mo", "Talking")))
    after = await database.read(lambda tx: records.quotable(tx, *YEAR))
    assert [(one.record.asked_by, one.record.asked_how) for one in after] == [("Mo", "Talking")]


async def test_what_is_about_nobody_is_no_quote(database: Database) -> None:
    """Minutes have no person whose yes there could be."""
    minutes = await database.write(a_record)
    assert await database.read(lambda tx: records.quotable(tx, *YEAR)) == ()
    assert not await database.write(lambda tx: records.say(tx, minutes, Yes("named", DAY)))


async def test_a_yes_that_is_taken_back_is_out_everywhere_at_once(database: Database) -> None:
    """It may be quoted and published no more, and where it stood is told until someone took it out there."""
    house = await database.write(a_house)

    def made(tx: Tx) -> Record:
        story = a_story(tx, house, public=True)
        for _ in range(2):  # noting it twice is noting it once
            record_uses.note(tx, record_id=story.id, service_id=1, place="Self-assessment", path="/staff/a/1", at=AT)
        return story

    story = await database.write(made)
    assert await database.read(record_uses.to_take_out) == ()
    assert await database.write(lambda tx: records.take_back(tx, story.id, at=LATER))
    assert not await database.write(lambda tx: records.take_back(tx, story.id, at=LATER))
    after = await database.read(lambda tx: records.get(tx, story.id))
    assert after
    assert (after.naming, after.public, after.taken_back_at) == ("no", False, LATER)
    assert await database.read(lambda tx: records.quotable(tx, *YEAR)) == ()
    use = (await database.read(record_uses.to_take_out))[0]
    assert use.place == "Self-assessment"
    assert await database.write(lambda tx: record_uses.done(tx, use.id, who="Mo", at=LATER))
    assert not await database.write(lambda tx: record_uses.done(tx, use.id, who="Mo", at=LATER))
    assert await database.read(record_uses.to_take_out) == ()


@pytest.mark.parametrize(
    ("naming", "public", "told"),
    [("named", True, False), ("unnamed", True, True), ("named", False, True), ("no", False, True)],
)
async def test_a_use_is_told_where_the_yes_goes_less_far_than_it(
    database: Database, naming: str, public: bool, told: bool
) -> None:
    """Made with the name and for everyone: any yes that does not go as far leaves something to take out."""
    house = await database.write(a_house)
    note: dict[str, Any] = {"service_id": 1, "place": "Statement", "at": AT, "by": "Mo", "kind": record_uses.FILE}

    def made(tx: Tx) -> Record:
        story = a_story(tx, house, public=True)
        allowed = record_uses.Allowed("named", public=True)
        record_uses.note(tx, record_id=story.id, path="/staff/a/1#pdf", allowed=allowed, **note)
        return story

    story = await database.write(made)
    assert await database.read(record_uses.to_take_out) == ()
    assert await database.write(lambda tx: records.say(tx, story, Yes(naming, DAY), public=public))
    assert [one.by for one in await database.read(record_uses.to_take_out)] == (["Mo"] if told else [])


async def test_pages_are_told_from_files_and_from_each_other(database: Database) -> None:
    """What stands on one page for everyone: not in a file of it, not on a page whose address only begins the same."""

    def made(tx: Tx) -> None:
        for kind, path in (("page", "/a/1#named"), ("page", "/a/1"), ("page", "/a/11#named"), ("file", "/a/1#pdf")):
            record_uses.note(tx, record_id=7, service_id=1, place="", path=path, at=AT, kind=kind)

    await database.write(made)
    assert [one.path for one in await database.read(lambda tx: record_uses.on_pages(tx, "/a/1"))] == [
        "/a/1#named",
        "/a/1",
    ]


@pytest.mark.parametrize("how", ["taken back", "changed", "words forgotten"])
async def test_a_quote_goes_with_the_answer_that_it_was_made_of(database: Database, how: str) -> None:
    """An answer that is taken back, changed or emptied takes the quote along, and what it stands in is told."""
    house = await database.write(a_house)
    changes = {
        "taken back": "UPDATE answer SET taken_back_at = 'x'",
        "changed": "UPDATE answer SET superseded_at = 'x'",
        "words forgotten": "UPDATE answer SET words = NULL",
    }

    def made(tx: Tx) -> Record:
        answer = an_answer(tx, house, "duq.1.person.tell", reply="wrote", choices=(), words="I sing.")
        quote = a_story(tx, house, kind="quote", words="I sing.", from_kind="answer", from_id=answer)
        record_uses.note(tx, record_id=quote.id, service_id=1, place="Self-assessment", path="/staff/a/1", at=AT)
        return quote

    quote = await database.write(made)
    assert await database.read(lambda tx: records.quotable(tx, *YEAR))
    await database.write(lambda tx: tx.run(changes[how]))
    assert await database.read(lambda tx: records.get(tx, quote.id)) is None
    assert await database.read(lambda tx: records.quotable(tx, *YEAR)) == ()
    assert [use.record_id for use in await database.read(record_uses.to_take_out)] == [quote.id]


async def test_a_forgotten_person_takes_their_records_along(database: Database) -> None:
    """Rows and file names go; with the key destroyed nothing would open; what is about others stays."""
    house = await database.write(a_house)

    def made(tx: Tx) -> Record:
        a_record(tx, shows=(Shows("duq.1", "good"),))
        file = NewFile("a.sealed", DataKey.new(), "application/pdf", "story.pdf")
        return a_story(tx, house, file=file, shows=(Shows("duq.1", "good"),))

    story = await database.write(made)
    assert await database.read(lambda tx: records.file_key(tx, story))
    assert await database.read(media.all_files) == {"a.sealed"}
    await database.write(lambda tx: answers.delete_of_person(tx, house.person))
    assert await database.write(lambda tx: records.forget_person(tx, house.person)) == ("a.sealed",)
    assert [one.title for one in await database.read(lambda tx: records.between(tx, *YEAR))] == ["Tenancy meeting"]
    assert await database.read(lambda tx: tx.one("SELECT COUNT(*) FROM record_shows")) == (1,)
    assert await database.read(media.all_files) == frozenset()


async def test_nothing_opens_without_the_persons_key(database: Database) -> None:
    """Even a row that was left behind is nothing any more, and no new one is made for who was forgotten."""
    house = await database.write(a_house)
    story = await database.write(
        lambda tx: a_story(tx, house, file=NewFile("a.sealed", DataKey.new(), "application/pdf", "story.pdf"))
    )
    await database.write(lambda tx: people.forget_identity(tx, house.person, AT))
    assert await database.read(lambda tx: records.get(tx, story.id)) is None
    assert await database.read(lambda tx: records.file_key(tx, story)) is None
    with pytest.raises(UnknownRow):
        await database.write(lambda tx: a_story(tx, house))


async def test_what_was_removed_is_empty(database: Database) -> None:
    """Words, file key and what it showed are gone; the row stays, and a second time says so."""
    made = await database.write(
        lambda tx: a_record(
            tx, file=NewFile("a.sealed", DataKey.new(), "text/plain", "a.txt"), shows=(Shows("duq.1", "good"),)
        )
    )
    assert await database.read(lambda tx: records.file_key(tx, made))
    assert await database.write(lambda tx: records.remove(tx, made.id, LATER)) == "a.sealed"
    assert await database.write(lambda tx: records.remove(tx, made.id, LATER)) is None
    assert await database.read(lambda tx: records.get(tx, made.id)) is None
    row = await database.read(lambda tx: tx.one("SELECT body, asked, file, file_key FROM record"))
    assert row == (None, None, None, None)


async def test_what_a_record_says_is_put_in_place_of_what_it_said(database: Database) -> None:
    """Words and what it shows; a yes that ends stands sealed in the history; and all of it goes with the record."""

    def put_right(tx: Tx) -> tuple[Record, Record, int]:
        house = a_house(tx)
        story = a_story(tx, house, shows=(Shows("duq.1", "good"),), public=True)
        assert record_changes.hold(tx, story.id) == 0
        now = Now("visit", DAY, "Other", 1, "A visitor", "She sings.", "managers", True, (Shows("duq.2", "mixed"),),
                  ends_yes=True)  # fmt: skip
        parts = ("kind", "words")
        assert record_changes.change(tx, story, now, parts=parts, at=LATER, by=None) == ""
        after = records.get(tx, story.id)
        assert after
        return story, after, record_changes.last(tx, story.id)

    before, after, edit = await database.write(put_right)
    assert (after.kind, after.title, after.words, after.seen_by) == ("visit", "Other", "She sings.", "managers")
    assert (after.shows, after.has_yes, after.public, after.made_at) == (
        (Shows("duq.2", "mixed"),), False, False, before.made_at,
    )  # fmt: skip
    (line,) = await database.read(lambda tx: record_changes.of(tx, after))
    assert (line.id, line.at, line.by, line.parts) == (edit, LATER, None, ("kind", "words"))
    assert line.yes == Yes("named", DAY, "Mo", "With the easy-read sheet")
    row = await database.read(lambda tx: tx.one("SELECT yes FROM record_change"))
    assert row
    assert b"Mo" not in bytes(row[0])
    assert before.person_id is not None
    await database.write(lambda tx: records.forget_person(tx, before.person_id or 0))
    assert await database.read(lambda tx: tx.one("SELECT COUNT(*) FROM record_change")) == (0,)


async def test_the_history_goes_when_a_record_is_removed(database: Database) -> None:
    """Nothing of it is left but that there was one."""

    def gone(tx: Tx) -> object:
        made = a_record(tx, words=WORDS)
        now = Now(made.kind, DAY, "Other", 0, "", "", "readers", False, ())
        record_changes.change(tx, made, now, parts=("title",), at=LATER, by=None)
        records.remove(tx, made.id, LATER)
        return tx.one("SELECT COUNT(*) FROM record_change")

    assert await database.write(gone) == (0,)


async def test_of_two_who_change_it_at_once_one_is_second(database: Database) -> None:
    """Both saw the same; whoever holds it first changes it, and the other finds another number, on each database."""
    made = await database.write(a_record)

    def put_right(tx: Tx, title: str) -> bool:
        if record_changes.hold(tx, made.id):
            return False
        now = Now(made.kind, DAY, title, 0, "", "", "readers", False, ())
        record_changes.change(tx, made, now, parts=("title",), at=LATER, by=None)
        return True

    came = await asyncio.gather(*(database.write(lambda tx, n=n: put_right(tx, f"Title {n}")) for n in range(6)))
    assert sorted(came) == [False] * 5 + [True]
    found = await database.read(lambda tx: records.get(tx, made.id))
    assert found
    assert found.title == f"Title {came.index(True)}"
    assert len(await database.read(lambda tx: record_changes.of(tx, found))) == 1
