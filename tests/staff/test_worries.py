from __future__ import annotations

from store import access_log, media, people, worries
from store.access_log import Access
from tests.staff.channels import spoken_worry
from tests.staff.office import AT, SOUND, Office

WORDS = 'Someone <script>alert(1)</script> & "shouts" at me'

JPEG = b"\xff\xd8\xff" + bytes(64)


async def log(office: Office) -> list[Access]:
    """What was written down since signing in, oldest first."""
    notes = await office.database.read(access_log.recent)
    return [note for note in reversed(notes) if "signed in" not in note.did]


async def test_the_list_tells_no_words_and_no_names(signed_in: Office) -> None:
    """Service and time are on the list; words and name come only on opening a worry, and only that is logged."""
    await signed_in.worry("The Elms", WORDS)
    page = (await signed_in.get("/staff/worries")).text
    assert "The Elms" in page
    assert "22 November 2026 at 13:00 UTC" in page
    assert "shouts" not in page
    assert "Ada Example" not in page
    assert await log(signed_in) == []


async def test_opening_a_worry_is_written_down(signed_in: Office) -> None:
    """Who read it, what they did and whose it is; the words themselves are in no log."""
    worry = await signed_in.worry("The Elms", WORDS)
    page = (await signed_in.get(f"/staff/worries/{worry}")).text
    person = signed_in.people["The Elms"][0]
    name = await signed_in.database.read(lambda tx: people.name_of(tx, person))
    assert name is not None
    assert name in page
    (note,) = await log(signed_in)
    assert (note.who, note.did, note.person_id) == ("Mo Manager", f"read worry {worry}", person)


async def test_words_are_escaped(signed_in: Office) -> None:
    """What a person wrote is shown as they wrote it, and cannot become part of the page."""
    worry = await signed_in.worry("Mill Lane", WORDS)
    page = (await signed_in.get(f"/staff/worries/{worry}")).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in page


async def test_names_are_escaped(signed_in: Office) -> None:
    """The name of the one who takes it is text too."""
    worry = await signed_in.worry("Mill Lane", "")
    await signed_in.post(f"/staff/worries/{worry}/take", who="<img src=x>")
    page = (await signed_in.get(f"/staff/worries/{worry}")).text
    assert "<img" not in page
    assert "&lt;img src=x&gt;" in page


async def test_a_worry_stays_open_until_someone_takes_it(signed_in: Office) -> None:
    """Reading it is not enough; a named person takes it, and then nobody is called any more."""
    worry = await signed_in.worry("Mill Lane", "words")
    await signed_in.get(f"/staff/worries/{worry}")
    assert (await signed_in.get("/staff/worries/open.json")).json() == {"open": 1}
    response = await signed_in.post(f"/staff/worries/{worry}/take", who="Sal Lead")
    assert response.headers["location"] == f"/staff/worries/{worry}"
    assert (await signed_in.get("/staff/worries/open.json")).json() == {"open": 0}
    assert "Sal Lead took it on 22 November 2026" in (await signed_in.get("/staff/worries")).text
    assert ("Mo Manager, for Sal Lead", f"took worry {worry}") in [(n.who, n.did) for n in await log(signed_in)]


async def test_the_second_one_is_told_who_has_it(signed_in: Office) -> None:
    """Two press at once: the first has the worry, and the other reads whose it is."""
    worry = await signed_in.worry("Mill Lane", "words")
    await signed_in.post(f"/staff/worries/{worry}/take", who="Sal Lead")
    late = await signed_in.post(f"/staff/worries/{worry}/take", who="Dee Deputy")
    assert late.status_code == 409
    assert "Someone already has this worry" in late.text
    assert "Sal Lead took it on" in late.text
    (kept,) = await signed_in.database.read(worries.all)
    assert kept.acknowledged_by == "Sal Lead"


async def test_a_name_is_needed_to_take_one(signed_in: Office) -> None:
    """An empty name takes nothing, and the page says what is missing."""
    worry = await signed_in.worry("Mill Lane", "words")
    response = await signed_in.post(f"/staff/worries/{worry}/take", who=" ")
    assert response.status_code == 400
    assert "Enter a name" in response.text
    assert len(await signed_in.database.read(worries.open)) == 1


async def test_every_page_calls_with_neutral_words(signed_in: Office) -> None:
    """The banner says that someone is needed: no service, no name, not the word worry."""
    await signed_in.worry("The Elms", WORDS)
    await signed_in.recording("Rose Cottage")
    for path in ("/staff", "/staff/areas/duq.1", "/staff/words", "/staff/recordings/1"):
        page = (await signed_in.get(path)).text
        banner = page.split('<div class="call"')[1].split("</div>")[0]
        assert "Someone is needed now." in banner
        assert "Waiting: 1" in banner
        assert "The Elms" not in banner
        assert "orry" not in banner.replace('href="/staff/worries"', "")


async def test_the_oldest_open_one_is_first(signed_in: Office) -> None:
    """Open worries come before taken ones, oldest first."""
    numbers = [await signed_in.worry(house, "words") for house in ("Mill Lane", "The Elms", "Rose Cottage")]
    await signed_in.post(f"/staff/worries/{numbers[0]}/take", who="Sal Lead")
    page = (await signed_in.get("/staff/worries")).text
    places = [page.index(f"Worry {number}<") for number in (numbers[1], numbers[2], numbers[0])]
    assert places == sorted(places)


async def test_an_unknown_worry_is_not_found(signed_in: Office) -> None:
    """No such number, however long, is a page with status 404 and no note."""
    for number in ("7", "9" * 30):
        assert (await signed_in.get(f"/staff/worries/{number}")).status_code == 404
        assert (await signed_in.post(f"/staff/worries/{number}/take", who="Mo")).status_code == 404
    assert await log(signed_in) == []


async def test_a_spoken_worry_plays_and_is_written_down(signed_in: Office) -> None:
    """The page says that they spoke; the sound opens with the worry's own key, and the log has who listened."""
    worry = await spoken_worry(signed_in, "The Elms")
    page = (await signed_in.get(f"/staff/worries/{worry}")).text
    assert "They spoke. Listen below." in page
    assert f'src="/staff/worries/{worry}/sound"' in page
    assert "They wrote no words" not in page
    answer = await signed_in.get(f"/staff/worries/{worry}/sound")
    assert (answer.content, answer.headers["content-type"]) == (SOUND, "audio/ogg")
    assert answer.headers["x-content-type-options"] == "nosniff"
    part = await signed_in.get(f"/staff/worries/{worry}/sound", headers={"Range": "bytes=0-1"})
    assert (part.status_code, part.content) == (206, SOUND[:2])
    person = signed_in.people["The Elms"][0]
    notes = [(note.who, note.did, note.person_id) for note in await log(signed_in)]
    assert notes == [
        ("Mo Manager", f"read worry {worry}", person),
        *[("Mo Manager", f"opened what came with worry {worry}", person)] * 2,
    ]


async def test_a_photo_of_a_worry_is_shown_and_written_down(signed_in: Office) -> None:
    """A worry's photo opens like its sound, with a plain alt text; the address for sounds does not give it."""
    worry = await spoken_worry(signed_in, "The Elms", content=JPEG, mime="image/jpeg")
    page = (await signed_in.get(f"/staff/worries/{worry}")).text
    assert f'src="/staff/worries/{worry}/photo" alt="The photo that was sent.' in page
    assert "<audio" not in page
    answer = await signed_in.get(f"/staff/worries/{worry}/photo")
    assert (answer.content, answer.headers["content-type"]) == (JPEG, "image/jpeg")
    assert (await signed_in.get(f"/staff/worries/{worry}/sound")).status_code == 404
    assert [note.did for note in await log(signed_in)][-1] == f"opened what came with worry {worry}"


async def test_words_with_a_spoken_worry_are_shown_too(signed_in: Office) -> None:
    """What was written stands beside what was spoken."""
    worry = await spoken_worry(signed_in, "The Elms", WORDS)
    page = (await signed_in.get(f"/staff/worries/{worry}")).text
    assert "&#34;shouts&#34; at me" in page
    assert "They spoke." not in page
    assert "<audio" in page


async def test_a_spoken_worry_outlives_who_told_it(signed_in: Office) -> None:
    """Once the person is forgotten it plays on, names nobody, and the start does not sweep it away."""
    worry = await spoken_worry(signed_in, "The Elms")
    person = signed_in.people["The Elms"][0]
    await signed_in.database.write(lambda tx: worries.unlink_person(tx, person))
    await signed_in.database.write(lambda tx: people.forget_identity(tx, person, AT))
    signed_in.files.sweep(await signed_in.database.read(media.all_files))
    assert "We no longer know" in (await signed_in.get(f"/staff/worries/{worry}")).text
    assert (await signed_in.get(f"/staff/worries/{worry}/sound")).content == SOUND


async def test_a_worry_without_a_recording_has_nothing_to_play(signed_in: Office) -> None:
    """A written worry and an unknown number are a 404, a lost file says so; a written one's page has no player."""
    written, spoken = await signed_in.worry("Mill Lane", "words"), await spoken_worry(signed_in, "The Elms")
    found = await signed_in.database.read(lambda tx: worries.get(tx, spoken))
    assert found is not None
    assert found[0].file is not None
    signed_in.files.delete(found[0].file)
    assert (await signed_in.get(f"/staff/worries/{spoken}/sound")).status_code == 410
    for number in (written, 7, "9" * 30):
        assert (await signed_in.get(f"/staff/worries/{number}/sound")).status_code == 404
    assert "<audio" not in (await signed_in.get(f"/staff/worries/{written}")).text
