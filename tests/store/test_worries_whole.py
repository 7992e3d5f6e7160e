"""All that is kept of a worry beside its first words: on both databases, sealed, and gone when it is deleted."""

from __future__ import annotations

from store import (
    media,
    members,
    worries,
    worry_alerts,
    worry_contacts,
    worry_hiding,
    worry_messages,
    worry_notes,
    worry_said,
)
from store.crypto import DataKey
from store.database import Database
from store.tx import Tx
from store.worries import Spoken, Worry
from tests.store.test_worries import a_worry
from tests.store.tools import AT, LATER, House, a_house

TABLES = ("worry", "worry_said", "worry_note", "worry_kept_from", "worry_alert", "worry_opened_to", "worry_message")


def get(tx: Tx, worry_id: int) -> Worry:
    """A worry that is there."""
    found = worries.without_words(tx, worry_id)
    assert found
    return found


def whole(tx: Tx, house: House) -> int:
    """A worry with one of everything."""
    number = a_worry(tx, house)
    worry = get(tx, number)
    worry_said.add(tx, worry, words="More", at=LATER, spoken=Spoken(DataKey.new(), "said.bin", "audio/ogg"))
    worry_notes.add(tx, worry, kind="spoke", who="Sal", at=LATER, body={"words": "We spoke"})
    worry_hiding.keep_from(tx, worry, {"name/lou": "Lou"}, why=worry_hiding.NAMED, at=AT)
    member = members.add(tx, name="Out", role="lead", services=(), at=AT)
    worry_hiding.open_to(tx, number, member, AT)
    worry_hiding.open_to(tx, number, member, LATER)
    worry_messages.add(tx, worry, person_id=house.person, body={"own": "Sal comes"}, who="Sal", at=LATER)
    worry_alerts.add(tx, number, step=0, at=AT, role="lead", name="Sal", ways=("email", "page"))
    return number


def sizes(tx: Tx) -> list[int]:
    """How many rows each table has."""
    return [int((tx.one(f"SELECT COUNT(*) FROM {table}") or (0,))[0]) for table in TABLES]  # noqa: S608 - our own names


async def test_everything_comes_back(database: Database) -> None:
    """Words, notes and names open with the worry's key; a recording with its own; its file is no orphan."""

    def kept(tx: Tx) -> None:
        worry = get(tx, whole(tx, a_house(tx)))
        (said,) = worry_said.of(tx, worry)
        assert (said.words, said.file, said.is_photo) == ("More", "said.bin", False)
        worry_said.sound_key(tx, worry, said)
        (note,) = worry_notes.of(tx, worry)
        assert (note.kind, note.who, note.body) == ("spoke", "Sal", {"words": "We spoke"})
        assert worry_notes.kinds(tx, worry.id) == ("spoke",)
        (message,) = worry_messages.of_worry(tx, worry.id)
        assert worry_messages.body_of(tx, message) == {"own": "Sal comes"}
        (hidden,) = worry_hiding.of(tx, worry)
        assert (hidden.name, hidden.why, hidden.lifted_at) == ("Lou", "named", None)
        assert worry_hiding.opened_to(tx, 1) == {worry.id}
        assert "said.bin" in media.all_files(tx)
        for table, column in (
            ("worry_said", "words"),
            ("worry_note", "body"),
            ("worry_kept_from", "name"),
            ("worry_message", "words"),
        ):
            ((sealed,),) = tx.all(f"SELECT {column} FROM {table}")  # noqa: S608 - as above
            assert not any(plain in bytes(sealed) for plain in (b"More", b"We spoke", b"Lou", b"Sal comes"))

    await database.write(kept)


async def test_deleting_leaves_no_row_and_names_the_files(database: Database) -> None:
    """The worry, all that hangs on it and what was put together with it are gone; only closed ones are ever old."""

    def deleted(tx: Tx) -> None:
        house = a_house(tx)
        number, part = whole(tx, house), a_worry(tx, house)
        worries.acknowledge(tx, number, "Sal", AT)
        worries.put_together(tx, part, number, who="Sal", at=AT)
        assert worries.old(tx, "9999") == ()
        assert worries.close(tx, number, outcome="here", who="Sal", at=AT)
        assert [one.id for one in worries.old(tx, LATER)] == [number]
        assert sizes(tx) == [2, 1, 1, 1, 1, 1, 1]
        assert worries.delete(tx, number) == ("said.bin",)
        assert sizes(tx) == [0] * len(TABLES)

    await database.write(deleted)


async def test_a_worry_ends_only_where_somebody_has_it(database: Database) -> None:
    """Closed, opened again, given back: each only from where it can be."""

    def ended(tx: Tx) -> None:
        number = a_worry(tx, a_house(tx))
        assert not worries.close(tx, number, outcome="here", who="Sal", at=AT)
        assert worries.acknowledge(tx, number, "Sal", AT, member_id=3)
        assert worries.close(tx, number, outcome="here", who="Sal", at=LATER)
        assert not worries.close(tx, number, outcome="none", who="Lou", at=LATER)
        assert worries.unfinished(tx) == ()
        assert worries.reopen(tx, number, LATER)
        assert not worries.reopen(tx, number, LATER)
        found = get(tx, number)
        assert (found.acknowledged_by, found.taken_by, found.closed_at, found.outcome) == ("Sal", 3, None, "")
        worries.give_back(tx, number, LATER)
        assert [one.id for one in worries.open(tx)] == [number]

    await database.write(ended)


async def test_who_it_is_kept_from_is_known_by_all_their_names(database: Database) -> None:
    """By name however it is written, or by number; lifted, it stays so until a lead says otherwise."""

    def hidden(tx: Tx) -> None:
        number = a_worry(tx, a_house(tx))
        worry, known = get(tx, number), worry_hiding.known_by("Lou  HARM", 7)
        worry_hiding.keep_from(tx, worry, dict.fromkeys(known, "Lou Harm"), why=worry_hiding.NAMED, at=AT)
        for one in (("Lou Harm", None), ("lou harm", 9), ("Another", 7)):
            assert worry_hiding.kept_from(tx, worry_hiding.known_by(*one)) == {number}
        assert worry_hiding.kept_from(tx, worry_hiding.known_by("Another", 9)) == frozenset()
        assert worry_hiding.lift(tx, worry, "Lou Harm", LATER)
        assert not worry_hiding.lift(tx, worry, "Lou Harm", LATER)
        worry_hiding.keep_from(tx, worry, dict.fromkeys(known, "Lou Harm"), why=worry_hiding.NAMED, at=LATER)
        assert worry_hiding.kept_from(tx, known) == frozenset()
        worry_hiding.keep_from(tx, worry, dict.fromkeys(known, "Lou Harm"), why=worry_hiding.LED, at=LATER)
        assert worry_hiding.kept_from(tx, known) == {number}

    await database.write(hidden)


async def test_each_is_told_once_a_step(database: Database) -> None:
    """The same step a second time is refused; a clock that was put back takes the beginning with it."""

    def told(tx: Tx) -> None:
        number = a_worry(tx, a_house(tx))
        once = {"step": 0, "at": AT, "role": "lead", "name": "Sal", "ways": ("page",)}
        assert worry_alerts.add(tx, number, **once)  # type: ignore[arg-type]  # a dict of both kinds
        assert not worry_alerts.add(tx, number, **once)  # type: ignore[arg-type]  # as above
        worry_alerts.done(tx, number, step=0, at=LATER, reached=0, escalated=True)
        found = get(tx, number)
        assert (found.alerts, found.alerted_from, found.escalated_at, found.reached) == (1, AT, LATER, 0)
        worry_alerts.done(tx, number, step=1, at="2026-01-01T00:00:00Z", reached=2, escalated=True)
        found = get(tx, number)
        assert (found.alerts, found.alerted_from, found.escalated_at) == (2, "2026-01-01T00:00:00Z", LATER)

    await database.write(told)


async def test_contacts_are_of_a_service_until_they_end(database: Database) -> None:
    """Named for one service, known by their sign-in, and ended once."""

    def named(tx: Tx) -> None:
        house = a_house(tx).service
        number = worry_contacts.add(
            tx, service_id=house, name="Out", comes_from="Council", email="o@example.org", phone="", member_id=4, at=AT
        )
        (one,) = worry_contacts.of_service(tx, house)
        assert worry_contacts.all(tx) == worry_contacts.of_member(tx, 4) == (one,)
        assert worry_contacts.of_service(tx, house + 1) == ()
        assert not worry_contacts.end(tx, number, house + 1, AT)
        assert worry_contacts.end(tx, number, house, AT)
        assert not worry_contacts.end(tx, number, house, AT)
        assert worry_contacts.all(tx) == ()

    await database.write(named)
