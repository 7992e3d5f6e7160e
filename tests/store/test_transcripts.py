"""A machine's draft is sealed, stands beside its recording, and goes with it."""

from __future__ import annotations

from store import media, people, transcripts
from store.database import Database
from store.media import Media
from store.tx import Tx
from tests.store.tools import AT, LATER, a_house

DRAFT = "I like the garden"


async def spoken(database: Database, mime: str = "audio/ogg") -> Media:
    """A recording that nobody has heard."""

    def make(tx: Tx) -> Media:
        person = a_house(tx).person
        row = media.add(tx, person_id=person, file=f"{person}.sealed", mime=mime, size_bytes=9, at=AT)
        found = media.get(tx, row)
        assert found
        return found

    return await database.write(make)


async def drafted(database: Database) -> Media:
    """A recording with a draft."""
    found = await spoken(database)
    await database.write(lambda tx: transcripts.put_draft(tx, found.id, draft=DRAFT, made_by="whisper base", at=AT))
    return found


async def test_what_waits_is_a_recording_that_nobody_heard(database: Database) -> None:
    """The oldest first; photos, what was heard, what was tried, and what is a forgotten person's do not wait."""
    first, photo, heard, forgotten = [
        await spoken(database, mime) for mime in ("audio/ogg", "image/jpeg", "audio/mpeg", "audio/ogg")
    ]
    await database.write(lambda tx: media.mark_heard(tx, heard.id, "lead", AT))
    await database.write(lambda tx: people.forget_identity(tx, forgotten.person_id, AT))
    assert await database.read(transcripts.waiting) == first
    assert await database.read(transcripts.count_waiting) == 1
    kept = await database.write(
        lambda tx: transcripts.put_draft(tx, first.id, draft=None, made_by="", at=AT, fault="unreadable")
    )
    assert kept is True
    assert await database.read(transcripts.waiting) is None
    assert await database.read(lambda tx: transcripts.get(tx, first)) is None
    assert photo.mime == "image/jpeg"


async def test_a_draft_is_sealed(database: Database) -> None:
    """Neither the draft nor the listener's words are readable in the database, or once the person is forgotten."""
    found = await drafted(database)
    assert await database.write(
        lambda tx: transcripts.confirm(tx, found, words="I like the gardener", who="Lin Listener", at=LATER)
    )
    rows = await database.read(lambda tx: tx.all("SELECT draft, words FROM transcript"))
    assert all(word not in bytes(value) for row in rows for value in row for word in (b"garden", b"like"))
    opened = await database.read(lambda tx: transcripts.get(tx, found))
    assert opened is not None
    assert (opened.draft, opened.words) == (DRAFT, "I like the gardener")
    assert (opened.confirmed_by, opened.confirmed_at) == ("Lin Listener", LATER)
    await database.write(lambda tx: people.forget_identity(tx, found.person_id, LATER))
    assert await database.read(lambda tx: transcripts.get(tx, found)) is None


async def test_it_goes_with_its_recording(database: Database) -> None:
    """Taken back or forgotten, nothing of what was heard is left; a draft that comes too late is not kept."""
    found = await drafted(database)
    await database.write(lambda tx: media.delete(tx, found.id))
    assert await database.read(lambda tx: tx.all("SELECT * FROM transcript")) == []
    late = await database.write(
        lambda tx: transcripts.put_draft(tx, found.id, draft=DRAFT, made_by="whisper base", at=LATER)
    )
    assert late is False


async def test_a_machine_is_asked_once(database: Database) -> None:
    """A second draft changes nothing, and without a draft there is nothing to confirm."""
    found = await drafted(database)
    again = await database.write(
        lambda tx: transcripts.put_draft(tx, found.id, draft="Something else", made_by="whisper base", at=LATER)
    )
    assert again is False
    other = await spoken(database)
    assert await database.write(lambda tx: transcripts.confirm(tx, other, words="x", who="Lin", at=AT)) is False
