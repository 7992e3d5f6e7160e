"""The listener sees a machine's draft as a draft, listens, and says what was said."""

from __future__ import annotations

from store import access_log, media, transcripts, words
from tests.staff.office import AT, Office

WRONG = "I like the <b>guard</b> Ann"


async def drafted(office: Office, draft: str = WRONG) -> int:
    """A recording with a draft that is wrong."""
    recording = await office.recording("Rose Cottage")
    await office.database.write(
        lambda tx: transcripts.put_draft(tx, recording, draft=draft, made_by="whisper base", at=AT)
    )
    return recording


async def kept(office: Office, recording: int) -> transcripts.Transcript:
    """What is kept of it."""
    found = await office.database.read(lambda tx: media.get(tx, recording))
    assert found
    transcript = await office.database.read(lambda tx: transcripts.get(tx, found))
    assert transcript
    return transcript


async def test_a_draft_is_called_one(signed_in: Office) -> None:
    """The page says that a machine made it and that it may be wrong; looking at it is written down."""
    recording = await drafted(signed_in)
    page = (await signed_in.get(f"/staff/recordings/{recording}")).text
    assert "Draft by a machine. It may be wrong." in page
    assert "I like the &lt;b&gt;guard&lt;/b&gt; Ann" in page
    notes = [note.did for note in await signed_in.database.read(access_log.recent)]
    assert f"opened the draft of recording {recording}" in notes


async def test_without_a_draft_the_page_is_as_before(signed_in: Office) -> None:
    """A recording that no machine heard shows nothing of drafts."""
    recording = await signed_in.recording("Rose Cottage")
    page = (await signed_in.get(f"/staff/recordings/{recording}")).text
    assert "machine" not in page
    assert "I have heard it" in page


async def test_the_listener_corrects_it(signed_in: Office) -> None:
    """The words are kept as the listener's, with name and time; the draft is kept as it was; both can be corrected."""
    recording = await drafted(signed_in)
    await signed_in.post(f"/staff/recordings/{recording}/draft", words="I like the gardener", listener="Lin Listener")
    found = await kept(signed_in, recording)
    assert (found.draft, found.words) == (WRONG, "I like the gardener")
    assert (found.confirmed_by, found.confirmed_at) == ("Lin Listener", AT)
    page = (await signed_in.get(f"/staff/recordings/{recording}")).text
    assert "The words, as Lin Listener heard them" in page
    await signed_in.post(f"/staff/recordings/{recording}/draft", words="I like the garden", listener="Lin Listener")
    assert (await kept(signed_in, recording)).words == "I like the garden"
    notes = [(note.who, note.did) for note in await signed_in.database.read(access_log.recent)]
    assert ("Mo Manager, for Lin Listener", f"said what recording {recording} says") in notes


async def test_a_name_and_words_are_needed(signed_in: Office) -> None:
    """Without them nothing is kept, what was typed stays, and the page says what is missing."""
    recording = await drafted(signed_in)
    no_name = await signed_in.post(f"/staff/recordings/{recording}/draft", words="I like it", listener="")
    assert (no_name.status_code, "Enter a name" in no_name.text, "I like it" in no_name.text) == (400, True, True)
    no_words = await signed_in.post(f"/staff/recordings/{recording}/draft", words=" ", listener="Lin")
    assert (no_words.status_code, "Write what you heard" in no_words.text) == (400, True)
    assert (await kept(signed_in, recording)).confirmed_by is None


async def test_a_draft_is_never_an_answers_words(signed_in: Office) -> None:
    """Confirmed or not, it is no answer in words, and the recording still waits to be heard by a named person."""
    recording = await drafted(signed_in)
    await signed_in.post(f"/staff/recordings/{recording}/draft", words="I like it", listener="Lin Listener")
    assert await signed_in.database.read(words.count_not_heard) == 0
    assert await signed_in.database.read(lambda tx: tx.all("SELECT id FROM answer WHERE words IS NOT NULL")) == []
    assert await signed_in.database.read(media.count_not_heard) == 1
    listed = (await signed_in.get("/staff/words")).text
    assert "I like it" not in listed
    assert f"Recording {recording}" in listed


async def test_there_is_nothing_to_confirm_without_a_draft(signed_in: Office) -> None:
    """A form that is sent for a recording without a draft, or for none, changes nothing."""
    recording = await signed_in.recording("Rose Cottage")
    sent = {"words": "I like it", "listener": "Lin"}
    assert (await signed_in.post(f"/staff/recordings/{recording}/draft", **sent)).status_code == 409
    assert (await signed_in.post("/staff/recordings/999/draft", **sent)).status_code == 404


async def test_a_machine_that_heard_nothing_says_so(signed_in: Office) -> None:
    """No words heard is not 'no words said'."""
    recording = await drafted(signed_in, "")
    page = (await signed_in.get(f"/staff/recordings/{recording}")).text
    assert "The machine heard no words. There may be some all the same." in page
