"""The provider's own pictures: what is refused, whom each is shown to, and that taking one away is felt everywhere."""

from __future__ import annotations

import io
import json
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from asking.errors import PictureRefused, UnknownLink
from asking.forgetting import forget
from asking.moment import stamp
from asking.own_pictures import OwnPictures
from asking.picture_faults import LONGEST, Wish
from asking.picture_recall import KIND, note_changed, note_sent
from asking.seen_pictures import BESIDE, file_for, read
from bot import screen as screens
from dialogs.inputs import Stopped
from store import access_log, chats, invitations, outbox, own_pictures, people, sent_pictures, services
from store.own_pictures import Level
from store.sent_pictures import Carrier
from store.tx import Tx
from tests.asking.tools import NOW, Asker
from tests.support.ready import built_in_pictures

NAMES: Collection[str] = built_in_pictures().names
WISH = Wish("hello", Level.PROVIDER, 0, "Fernbank", "Our own photo", "", "", "Our front door", shows_person=False)
TODAY = NOW.date().isoformat()
BODY = json.dumps({"kind": "message", "message": {"to": 1, "text": "Hello", "rows": []}}).encode()


def a_photo(colour: str = "green") -> bytes:
    """A small JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (90, 60), colour).save(out, "JPEG")
    return out.getvalue()


def desk(asker: Asker, rung: list[int] | None = None) -> OwnPictures:
    """Where pictures are added, at the asker's own time."""
    bell = (lambda: rung.append(1)) if rung is not None else (lambda: None)
    return OwnPictures(asker.database, asker.media, lambda: asker.now, NAMES, bell)


async def added(asker: Asker, **changes: Any) -> int:
    """A picture that takes the place of 'hello'."""
    return await desk(asker).add(replace(WISH, **changes), a_photo(), "Mo")


def files(asker: Asker) -> list[Path]:
    """What is on the disk."""
    return sorted(asker.media._folder.glob("*.sealed"))


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"concept": "unicorn"}, ["concept: no-concept"]),
        ({"owner": " ", "licence": "", "alt": ""}, ["owner: no-owner", "licence: no-licence", "alt: no-alt"]),
        ({"alt": "x" * (LONGEST + 1)}, ["alt: too-long"]),
        ({"shows_person": True}, ["agreed_by: no-consent", "until: no-end"]),
        ({"agreed_by": "Ada"}, ["until: no-end"]),
        ({"until": "next year"}, ["until: not-a-day"]),
        ({"until": "20271231"}, ["until: not-a-day"]),
        ({"until": "2026-11-21"}, ["until: past"]),
        ({"level": Level.SERVICE, "whose": 99}, ["whose: no-service"]),
        ({"level": Level.PERSON, "whose": 99}, ["whose: no-person"]),
    ],
)
async def test_what_is_wrong_is_told_at_once(asker: Asker, changes: dict[str, Any], codes: list[str]) -> None:
    """Every fault has its field, a stable code and a sentence; a bad file is told with them, and nothing is kept."""
    with pytest.raises(PictureRefused) as caught:
        await desk(asker).add(replace(WISH, **changes), b"", "Mo")
    found = [f"{fault.field}: {fault.code}" for fault in caught.value.faults]
    assert found == [*codes, "file: no-file"]
    assert all(fault.sentence.endswith(".") for fault in caught.value.faults)
    assert caught.value.code == "A401"
    assert files(asker) == []
    assert await asker.database.read(own_pictures.all) == ()


async def test_each_sees_the_nearest(asker: Asker) -> None:
    """Their own comes before their service's, that before the provider's; another house sees only the provider's."""

    def elsewhere(tx: Tx) -> int:
        house = services.add(tx, name="Elsewhere")
        services.set_safeguarding(
            tx, house, lead_name="L", lead_contact="1", deputy_name="D", deputy_contact="2", deputy_from="F"
        )
        return people.add(tx, service_id=house, audience="person", name="Cy Example", at=stamp(NOW))

    stranger = await asker.database.write(elsewhere)
    numbers = {
        Level.PROVIDER: await added(asker),
        Level.SERVICE: await added(asker, level=Level.SERVICE, whose=asker.house.service),
        Level.PERSON: await added(asker, level=Level.PERSON, whose=asker.house.person, alt="My own door"),
    }
    seen = {}
    for who in (asker.house.person, asker.house.relative, stranger):
        turn = await asker.conversations.show(await asker.invited(who))
        assert turn.asked.step.picture == "hello"
        seen[who] = turn.pictures["hello"]
    assert [one.id for one in seen.values()] == [
        numbers[Level.PERSON], numbers[Level.SERVICE], numbers[Level.PROVIDER],
    ]  # fmt: skip
    assert seen[asker.house.person].alt == "My own door"


async def test_only_who_may_see_it_gets_the_file(asker: Asker) -> None:
    """The file opens for its person, as a picture; to the others in the house it is not there."""
    number = await added(asker, level=Level.PERSON, whose=asker.house.person)
    person, relative = await asker.database.read(
        lambda tx: (people.get(tx, asker.house.person), people.get(tx, asker.house.relative))
    )
    assert person
    assert relative
    picture, key = await asker.database.read(lambda tx: file_for(tx, person, number, TODAY))
    assert Image.open(io.BytesIO(await read(asker.media, picture, key))).size == (90, 60)
    for who, day, which in ((relative, TODAY, number), (person, TODAY, number + 1)):
        with pytest.raises(UnknownLink):
            await asker.database.read(lambda tx, who=who, day=day, which=which: file_for(tx, who, which, day))


async def test_taken_away_is_taken_away_everywhere(asker: Asker) -> None:
    """Page, file and chats: the next screen has the built-in picture, the file is gone, messages are edited."""
    rung: list[int] = []
    number, token = await added(asker), await asker.invited(asker.house.person)
    carrier = Carrier("7", "lane", 5, number, BODY)
    await asker.database.write(lambda tx: note_sent(tx, carrier, today=TODAY, at=stamp(NOW)))
    assert len(files(asker)) == 1
    assert await desk(asker, rung).withdraw(number, "Mo") is True
    assert await desk(asker, rung).withdraw(number, "Mo") is False
    assert rung
    assert (await asker.conversations.show(token)).pictures == {}
    assert files(asker) == []
    (letter,) = await asker.database.read(lambda tx: outbox.waiting(tx, "7"))
    assert json.loads(letter.body) == {"kind": KIND, "number": 5, "sent": json.loads(BODY)}
    notes = await asker.database.read(access_log.recent)
    assert [(note.who, note.did) for note in notes[:2]] == [
        ("Mo", f"took away picture {number}"), ("Mo", f"added picture {number}"),
    ]  # fmt: skip


async def test_over_is_over(asker: Asker) -> None:
    """After the last day nobody sees it, even before anyone looked; the daily look then takes it away for good."""
    number = await added(asker, until=TODAY)
    token = await asker.invited(asker.house.person)
    assert (await asker.conversations.show(token)).pictures["hello"].id == number
    carrier = Carrier("7", "lane", 5, number, BODY)
    await asker.database.write(lambda tx: note_sent(tx, carrier, today=TODAY, at=stamp(NOW)))
    await desk(asker).tend()
    assert len(files(asker)) == 1
    asker.now += timedelta(days=1)
    assert (await asker.conversations.show(token)).pictures == {}
    await desk(asker).tend()
    await desk(asker).tend()
    assert files(asker) == []
    gone = await asker.database.read(lambda tx: own_pictures.get(tx, number))
    assert gone
    assert gone.withdrawn_why == "over"
    assert len(await asker.database.read(lambda tx: outbox.waiting(tx, "7"))) == 1


async def test_a_new_one_takes_the_old_one_away(asker: Asker) -> None:
    """The file of the one before is deleted, and chats that showed it are edited."""
    first = await added(asker)
    carrier = Carrier("7", "lane", 5, first, BODY)
    await asker.database.write(lambda tx: note_sent(tx, carrier, today=TODAY, at=stamp(NOW)))
    await added(asker, alt="Another door")
    assert len(files(asker)) == 1
    assert len(await asker.database.read(lambda tx: outbox.waiting(tx, "7"))) == 1


async def test_what_went_on_its_way_is_edited_at_once(asker: Asker) -> None:
    """A picture that was taken away while Telegram took the message does not stay in the chat."""
    number = await added(asker)
    await desk(asker).withdraw(number, "Mo")
    for picture in (number, number + 7):
        carrier = Carrier("7", "lane", picture, picture, BODY)
        put = await asker.database.write(lambda tx, carrier=carrier: note_sent(tx, carrier, today=TODAY, at=stamp(NOW)))
        assert put == 1
    assert len(await asker.database.read(lambda tx: outbox.waiting(tx, "7"))) == 2


async def test_buttons_that_changed_stay_changed(asker: Asker) -> None:
    """A message that is edited keeps the ticks that were set meanwhile; other messages are none of ours."""
    number = await added(asker)
    carrier = Carrier("7", "lane", 5, number, BODY)

    def changed(tx: Tx) -> Carrier | None:
        note_sent(tx, carrier, today=TODAY, at=stamp(NOW))
        for message in (5, 6):
            note_changed(tx, bot="7", lane="lane", message=message, changes={"rows": [["ticked"]]})
        return sent_pictures.of_message(tx, "7", "lane", 5)

    after = await asker.database.write(changed)
    assert after
    assert json.loads(after.body)["message"] == {"to": 1, "text": "Hello", "rows": [["ticked"]]}


async def test_forgetting_takes_theirs_along(asker: Asker) -> None:
    """Key, words and file of their picture go; every own picture in their chat is edited, before that is forgotten."""
    person = asker.house.person
    theirs = await added(asker, level=Level.PERSON, whose=person)
    ours = await added(asker, concept="door")
    await asker.invited(person)

    def chatted(tx: Tx) -> None:
        (invitation,) = invitations.of_person(tx, person)
        chats.open(
            tx, bot="7", lane="lane", address="1", person_id=person, invitation_id=invitation.id, version=1, at=TODAY
        )
        outbox.put(tx, bot="7", lane="lane", body=b"not sent yet", at=TODAY)
        for number, picture in enumerate((theirs, ours)):
            note_sent(tx, Carrier("7", "lane", number, picture, BODY), today=TODAY, at=TODAY)

    await asker.database.write(chatted)
    gone = await asker.database.write(
        lambda tx: forget(tx, asker.pack, person_id=person, with_answers=False, at=stamp(NOW))
    )
    assert len(gone) == 1
    assert gone[0] in {file.name for file in files(asker)}
    assert {one.id: one.withdrawn_why for one in await asker.database.read(own_pictures.all)} == {
        theirs: "forgotten", ours: "",
    }  # fmt: skip
    letters = await asker.database.read(lambda tx: outbox.waiting(tx, "7"))
    assert [json.loads(letter.body)["kind"] for letter in letters] == [KIND, KIND]


async def test_screens_that_ask_nothing_have_them_too(asker: Asker) -> None:
    """The rest after 'stop' and the way on show our own pictures where there are any."""
    await added(asker, concept="pause", alt="Our sofa")
    token = await asker.invited(asker.house.person)
    await asker.to_first_question(token)
    turn = await asker.conversations.show(token)
    turn = await asker.take(token, Stopped(turn.session.turn))
    assert turn.pictures["pause"].alt == "Our sofa"


def test_every_picture_of_a_screen_is_looked_for() -> None:
    """What `bot.screen` and its templates show beside a pack's pictures is what is asked the database for."""
    source = Path(screens.__file__).read_text(encoding="utf-8")
    named = {name for name in NAMES if f'picture="{name}"' in source}
    template = (Path(screens.__file__).parent / "tablet/templates/open.html").read_text(encoding="utf-8")
    named |= {name for name in NAMES if f"picture('{name}')" in template}
    assert named == set(BESIDE)
