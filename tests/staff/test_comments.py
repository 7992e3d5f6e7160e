"""What people add beside their answers: words, recordings and photos wait until a named person has opened them."""

from __future__ import annotations

import asyncio

import pytest

from store import access_log, comments, media, people
from tests.staff.channels import a_png, comment, photo, sent
from tests.staff.office import AT, SOUND, Office

SAID = "The <b>bus</b> is late"
ASKED = "Do staff listen to you?"
ALT = "The photo that was sent. We do not know what it shows."
JPEG = b"\xff\xd8\xff" + bytes(64)
WEBP = b"RIFF\x00\x00\x00\x00WEBP" + bytes(64)


async def notes(office: Office) -> list[tuple[str, str]]:
    """Who did what, oldest first, sign-ins aside."""
    found = await office.database.read(access_log.recent)
    return [(note.who, note.did) for note in reversed(found) if "signed in" not in note.did]


async def listed(office: Office) -> str:
    """The list of words, recordings and photos."""
    return (await office.get("/staff/words")).text


async def test_the_list_says_what_was_added_and_when(signed_in: Office) -> None:
    """Words, a recording and a photo beside the answers are listed with the screen they came on, and nothing more."""
    await comment(signed_in, "Rose Cottage", SAID)
    await sent(signed_in, "The Elms", SOUND, "audio/ogg", words=SAID)
    await photo(signed_in, "Mill Lane", words=SAID)
    page = await listed(signed_in)
    for shown in (">Comment 1<", ">Recording 1<", ">Photo 2<", "Rose Cottage", "The Elms", "Mill Lane"):
        assert shown in page, shown
    assert page.count("Added by the person") == 3
    assert page.count(f"On the screen: {ASKED}") == 3
    assert page.count("22 November 2026") >= 3
    assert '<h1 class="govuk-heading-xl">Words, recordings and photos</h1>' in page
    assert "bus" not in page
    assert "Ada Example" not in page
    assert await notes(signed_in) == []


async def test_the_oldest_is_first_whatever_its_kind(signed_in: Office) -> None:
    """Comments, answers and recordings stand in one list, and are counted together on every page."""
    await comment(signed_in, "Rose Cottage", "later", at="2026-11-22T14:00:00Z")
    await signed_in.recording("The Elms")
    await signed_in.words("Harbour View", "between", at="2026-11-21T14:00:00Z")
    await comment(signed_in, "Mill Lane", "first", at="2026-11-20T14:00:00Z")
    page = await listed(signed_in)
    places = [page.index(name) for name in (">Comment 2<", ">Words 2<", ">Recording 1<", ">Comment 1<")]
    assert places == sorted(places)
    assert "4 answers in people’s own words wait to be heard or read." in (await signed_in.get("/staff")).text


async def test_opening_a_comment_shows_it_and_is_written_down(signed_in: Office) -> None:
    """The words are shown as they were written, and cannot become part of the page."""
    number = await comment(signed_in, "Rose Cottage", SAID)
    page = (await signed_in.get(f"/staff/comments/{number}")).text
    for shown in ("The &lt;b&gt;bus&lt;/b&gt; is late", "Added by the person", ASKED, "Rose Cottage"):
        assert shown in page, shown
    assert "Ada Example" not in page
    assert await notes(signed_in) == [("Mo Manager", f"opened comment {number}")]


async def test_where_nothing_was_asked_nothing_is_claimed(signed_in: Office) -> None:
    """A comment on a screen without a question has no line for one."""
    number = await comment(signed_in, "Rose Cottage", SAID, prompt="")
    for page in (await listed(signed_in), (await signed_in.get(f"/staff/comments/{number}")).text):
        assert "Added by the person" in page
        assert "On the screen" not in page


async def test_a_comment_waits_until_a_named_person_has_read_it(signed_in: Office) -> None:
    """Opening is not reading: a name ends the waiting, and is kept and listed with the latest."""
    number = await comment(signed_in, "Rose Cottage", SAID)
    path = f"/staff/comments/{number}"
    await signed_in.get(path)
    empty = await signed_in.post(f"{path}/read", who="")
    assert (empty.status_code, "Enter a name" in empty.text) == (400, True)
    done = await signed_in.post(f"{path}/read", who="Lin Reader")
    assert (done.status_code, done.headers["location"]) == (303, "/staff/words")
    page = await listed(signed_in)
    assert "There is nothing to read, hear or see." in page
    assert "Read by Lin Reader, 22 November 2026" in page
    assert ("Mo Manager, for Lin Reader", f"read comment {number}") in await notes(signed_in)
    again = await signed_in.post(f"{path}/read", who="Mo")
    assert (again.status_code, "Lin Reader" in again.text) == (409, True)


async def test_only_one_of_many_at_once_has_read_it(signed_in: Office) -> None:
    """Several press at once: the first one's name stays."""
    number = await comment(signed_in, "Rose Cottage", SAID)
    posts = [signed_in.post(f"/staff/comments/{number}/read", who=who) for who in ("Lin", "Mo", "Sal")]
    assert sorted(answer.status_code for answer in await asyncio.gather(*posts)) == [303, 409, 409]


async def test_what_waits_too_long_says_so(signed_in: Office) -> None:
    """After one working day a comment and a photo are marked, in the list and on their pages."""
    number = await comment(signed_in, "Rose Cottage", SAID)
    picture = await photo(signed_in, "Rose Cottage")
    signed_in.clock.turn(hours=36)
    await signed_in.sign_in("Mo Manager")
    mark = "Waiting more than one working day"
    assert (await listed(signed_in)).count(mark) == 2
    for path in (f"/staff/comments/{number}", f"/staff/recordings/{picture}"):
        assert mark in (await signed_in.get(path)).text


async def test_a_photo_is_shown_and_opening_it_is_written_down(signed_in: Office) -> None:
    """The page calls it a photo, says that nobody knows what it shows, and gives its words; both looks are logged."""
    number = await photo(signed_in, "Rose Cottage", words=SAID)
    page = (await signed_in.get(f"/staff/recordings/{number}")).text
    for shown in (f"Photo {number}", ALT, "The &lt;b&gt;bus&lt;/b&gt; is late", "I have seen it", ASKED):
        assert shown in page, shown
    for not_shown in ("<audio", "I have heard it", "Recording"):
        assert not_shown not in page, not_shown
    assert await notes(signed_in) == [("Mo Manager", f"opened the words with recording {number}")]
    answer = await signed_in.get(f"/staff/recordings/{number}/photo")
    assert answer.content == a_png()
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"] == "inline"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert (await notes(signed_in))[1:] == [("Mo Manager", f"opened photo {number}")]


async def test_a_photo_waits_until_a_named_person_has_seen_it(signed_in: Office) -> None:
    """Looking is not enough: a name ends the waiting, and the list says who saw it."""
    number = await photo(signed_in, "Rose Cottage")
    await signed_in.get(f"/staff/recordings/{number}/photo")
    assert f">Photo {number}<" in await listed(signed_in)
    assert (await signed_in.post(f"/staff/recordings/{number}/heard", who="Lin Looker")).status_code == 303
    page = await listed(signed_in)
    assert "There is nothing to read, hear or see." in page
    assert "Seen by Lin Looker, 22 November 2026" in page
    assert ("Mo Manager, for Lin Looker", f"saw photo {number}") in await notes(signed_in)


@pytest.mark.parametrize(("mime", "content"), [("image/jpeg", JPEG), ("image/webp", WEBP)])
async def test_photos_keep_their_kind(signed_in: Office, mime: str, content: bytes) -> None:
    """What the bytes were found to be when they were kept is what the browser is told."""
    number = await sent(signed_in, "Rose Cottage", content, mime)
    answer = await signed_in.get(f"/staff/recordings/{number}/photo")
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (200, mime, content)


@pytest.mark.parametrize("mime", ["image/svg+xml", "image/gif", "text/html", "audio/ogg"])
async def test_nothing_else_is_shown_as_a_photo(signed_in: Office, mime: str) -> None:
    """Only three kinds of picture are ever handed to a browser; anything else is a 404 that opens nothing."""
    number = await sent(signed_in, "Rose Cottage", b"<svg onload=alert(1)>", mime)
    assert (await signed_in.get(f"/staff/recordings/{number}/photo")).status_code == 404
    assert await notes(signed_in) == []


async def test_a_photo_is_not_played(signed_in: Office) -> None:
    """The address for sound gives no picture."""
    number = await photo(signed_in, "Rose Cottage")
    assert (await signed_in.get(f"/staff/recordings/{number}/sound")).status_code == 404
    assert await notes(signed_in) == []


async def test_a_recording_with_words_shows_both(signed_in: Office) -> None:
    """What was written with a voice note stands on its page, and plays like any other."""
    number = await sent(signed_in, "Rose Cottage", SOUND, "audio/ogg", words="listen to this")
    page = (await signed_in.get(f"/staff/recordings/{number}")).text
    for shown in ("listen to this", "Added by the person", ASKED, "<audio", "I have heard it"):
        assert shown in page, shown
    assert (await signed_in.get(f"/staff/recordings/{number}/sound")).content == SOUND
    assert [did for _, did in await notes(signed_in)] == [
        f"opened the words with recording {number}",
        f"played recording {number}",
    ]


async def test_a_comment_with_a_recording_is_read_there_only(signed_in: Office) -> None:
    """It is listed once, as a recording, and has no page of its own."""
    await sent(signed_in, "Rose Cottage", SOUND, "audio/ogg", words=SAID)
    assert ">Comment 1<" not in await listed(signed_in)
    assert (await signed_in.get("/staff/comments/1")).status_code == 404
    assert (await signed_in.post("/staff/comments/1/read", who="Mo")).status_code == 404


async def test_a_changed_message_waits_again(signed_in: Office) -> None:
    """Who changes their message is read anew; the words from before are nowhere."""
    old = await comment(signed_in, "Rose Cottage", "I am fine")
    await signed_in.post(f"/staff/comments/{old}/read", who="Mo")
    new = await comment(signed_in, "Rose Cottage", "I am not fine")
    page = await listed(signed_in)
    assert (f">Comment {old}<" in page, f">Comment {new}<" in page) == (False, True)
    assert (await signed_in.get(f"/staff/comments/{old}")).status_code == 404


async def test_comments_that_are_taken_back_or_forgotten_are_gone(signed_in: Office) -> None:
    """Neither list nor page has them, nor their photo."""
    taken, kept = await comment(signed_in, "Mill Lane", SAID), await comment(signed_in, "The Elms", SAID)
    picture = await photo(signed_in, "Rose Cottage")
    forgotten = signed_in.people["Rose Cottage"][0]
    talk = signed_in.talks[signed_in.people["Mill Lane"][0]]
    await signed_in.database.write(lambda tx: comments.take_back(tx, session_id=talk, comment_id=None, at=AT))
    await signed_in.database.write(lambda tx: comments.forget_words(tx, person_id=forgotten))
    page = await listed(signed_in)
    assert [name in page for name in (f">Comment {taken}<", f">Comment {kept}<", f">Photo {picture}<")] == [
        False,
        True,
        False,
    ]
    for path in (f"/staff/comments/{taken}", f"/staff/recordings/{picture}", f"/staff/recordings/{picture}/photo"):
        assert (await signed_in.get(path)).status_code == 404


async def test_without_the_key_nothing_opens(signed_in: Office) -> None:
    """Where only a forgotten person's key is gone, words and photo are a 404, not a fault."""
    number, picture = await comment(signed_in, "Rose Cottage", SAID), await photo(signed_in, "Rose Cottage")
    person = signed_in.people["Rose Cottage"][0]
    await signed_in.database.write(lambda tx: people.forget_identity(tx, person, AT))
    assert (await signed_in.get(f"/staff/comments/{number}")).status_code == 404
    assert (await signed_in.get(f"/staff/recordings/{picture}/photo")).status_code == 404
    assert await notes(signed_in) == []


async def test_a_missing_photo_is_told(signed_in: Office) -> None:
    """A row whose file is gone says so; an unknown number and a far too long one are a 404."""
    number = await photo(signed_in, "Rose Cottage")
    kept = await signed_in.database.read(lambda tx: media.get(tx, number))
    assert kept is not None
    signed_in.files.delete(kept.file)
    assert (await signed_in.get(f"/staff/recordings/{number}/photo")).status_code == 410
    for path in (99, "9" * 30):
        assert (await signed_in.get(f"/staff/recordings/{path}/photo")).status_code == 404
    for path in (99, "9" * 30):
        assert (await signed_in.get(f"/staff/comments/{path}")).status_code == 404


async def test_it_says_who_added_it(signed_in: Office) -> None:
    """What a relative adds, or someone who watches another, is never called the person's own (D18)."""
    await comment(signed_in, "Mill Lane family", "from a sister")
    person = signed_in.people["The Elms"][0]
    talk = await signed_in.database.write(lambda tx: signed_in.talk(tx, "Mill Lane staff"))
    await signed_in.database.write(
        lambda tx: comments.add(
            tx, session_id=talk, person_id=person, service_id=signed_in.houses["The Elms"], prompt="", origin="1",
            at=AT, words="seen",
        )
    )  # fmt: skip
    page = await listed(signed_in)
    assert "Added by family" in page
    assert "Added by someone who watches this person" in page
    assert "Added by the person" not in page
