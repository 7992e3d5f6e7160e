"""'I need help', and telling someone: one worry however often it is tapped, and not a word of it in the wrong place."""

from __future__ import annotations

from datetime import timedelta

import pytest

from asking.alerts import Watch
from asking.forgetting import forget
from asking.recordings import MAX_BYTES
from store import services, worries, worry_said
from store.tx import Tx
from store.worries import Worry
from store.worry_said import Said
from tests.telegram.office import HOUSE_PHONE, INDEPENDENT_PHONE, Office
from tests.telegram.phone import Phone, key_in, labels
from tests.telegram.samples import opus, png
from tests.telegram.saying import FIRST, OPEN, PRESENT, added, answered, at
from tests.telegram.test_chat_alerts import watcher

TELL, MORE, ON = "Tell someone I have a worry", "Say more", "Carry on"
WORDS = "Someone shouted at me"
PERSON_HELP = f"""Who can help you
Nobody is listening now.
In danger, call 999.
Your house: Mill Lane {HOUSE_PHONE}
Someone independent: Open Voices {INDEPENDENT_PHONE}
Or tap 📣 to tell someone.
Or write to us here.
Then we tell a person who keeps people safe."""
FAMILY_HELP = f"""Who can help you
Nobody is listening now.
In danger, call 999.
999 works only in the United Kingdom.
The house: Mill Lane {HOUSE_PHONE}
From another country, call this number. +44 1632 960001
Someone independent: Open Voices {INDEPENDENT_PHONE}
From another country, call this number. +44 1632 960009
Or tap 📣 to tell someone.
Or write to us here.
Then we tell a person who keeps people safe."""


async def kept(office: Office) -> list[tuple[Worry, str]]:
    """Every worry with its words, oldest first."""

    def found(tx: Tx) -> list[tuple[Worry, str]]:
        return [pair for row in reversed(worries.all(tx)) if (pair := worries.get(tx, row.id))]

    return await office.read(found)


async def words_of(office: Office) -> list[str]:
    """The words of every worry, oldest first, with what was said after them."""
    found = [(words, [one.words for one in await said_after(office, worry)]) for worry, words in await kept(office)]
    return [one for words, rest in found for one in (words, *rest)]


async def said_after(office: Office, worry: Worry) -> tuple[Said, ...]:
    """What was said after the first words of a worry."""
    return await office.read(lambda tx: worry_said.of(tx, worry))


async def with_staff(office: Office) -> Phone:
    """Someone at the first question who has said that staff are there."""
    sam = await at(office, PRESENT)
    await sam.taps("Staff", "Next", "With help")
    await sam.goes_to(FIRST)
    return sam


@pytest.mark.parametrize(("who", "text"), [("person", PERSON_HELP), ("relative", FAMILY_HELP)])
async def test_who_can_help(office: Office, who: str, text: str) -> None:
    """999 first, then the house and someone independent; a relative abroad gets a number that works from there."""
    phone = await office.opens(who)
    (shown,) = await phone.taps("I need help")
    assert shown.text == text
    assert shown.photo
    assert labels(shown) == [TELL, "See my answers", "Back to my talk"]
    (again,) = await phone.says("/help")
    assert again.text == text
    (screen,) = await phone.taps("Back to my talk")
    assert "Hello." in screen.text


async def test_numbers_that_are_not_known_are_left_out(office: Office) -> None:
    """A house that has named no number still has 999, and a way to tell someone."""
    house = office.house.service
    nobody = {"phone": "", "independent_name": "", "independent_phone": ""}
    await office.write(lambda tx: services.set_contacts(tx, house, **nobody))
    sam = await office.opens("relative")
    (shown,) = await sam.taps("I need help")
    assert "house" not in shown.text
    assert "independent" not in shown.text
    assert "In danger, call 999." in shown.text
    assert TELL in labels(shown)


async def test_a_house_with_a_very_long_name_can_be_called(office: Office) -> None:
    """What does not fit under a picture comes without one; it comes in any case."""
    house = office.house.service
    name = {"phone": HOUSE_PHONE, "independent_name": "Open Voices " * 100, "independent_phone": INDEPENDENT_PHONE}
    await office.write(lambda tx: services.set_contacts(tx, house, **name))
    sam = await office.opens("person")
    (shown,) = await sam.taps("I need help")
    assert shown.photo is None
    assert INDEPENDENT_PHONE in shown.text
    assert TELL in labels(shown)


async def test_help_is_there_on_every_screen_ever_shown(office: Office) -> None:
    """The key of an old screen leads to help as well: who needs help must not find the newest message first."""
    sam = await office.opens("person")
    await sam.goes_to(PRESENT)
    for old in list(sam.user.inbox):
        (shown,) = await sam.taps("I need help", on=old)
        assert "Who can help you" in shown.text
    assert await kept(office) == []


async def test_one_message_tells_one_worry(office: Office) -> None:
    """However often it is tapped, at once and later; then its button goes. Another day's message tells another."""
    sam = await at(office, FIRST)
    await sam.taps("I need help")
    message = sam.screen
    tell = key_in([message], TELL)
    await sam.does(*[lambda: sam.user.tap_raw(*tell)] * 3)
    assert await words_of(office) == [""]
    assert labels(message) == ["Back to my talk"]
    await sam.does(lambda: sam.user.tap_raw(*tell))
    assert len(await kept(office)) == 1
    office.clock.moment += timedelta(minutes=16)
    await sam.taps("I need help")
    await sam.taps(TELL)
    assert len(await kept(office)) == 2


async def test_alone_the_person_hears_what_happens(office: Office) -> None:
    """Who has said that nobody else is there is thanked, told who looks, and given the numbers."""
    await watcher(office, Watch.LEAD)
    sam = await at(office, FIRST)
    (told,) = await sam.taps("I need help", TELL)
    assert told.text.startswith("We will tell someone\nThank you for telling us.\n")
    assert "Nobody is listening now.\nIn danger, call 999." in told.text
    assert HOUSE_PHONE in told.text
    assert labels(told) == [MORE, ON, "Stop for now", "I need help", "Hide"]


async def test_with_others_there_the_chat_says_no_more_than_saved(office: Office) -> None:
    """With staff there, and before anybody was asked who is there, the message is neutral (D16)."""
    early, helped = await office.opens("staff"), await with_staff(office)
    for phone in (early, helped):
        (told,) = await phone.taps("I need help", TELL)
        assert told.text == "Saved."
        assert labels(told) == [MORE, ON, "Stop for now", "I need help", "Hide"]
    assert len(await kept(office)) == 2


@pytest.mark.parametrize("place", ["Hello.", "Do you want to take part?", FIRST, OPEN, "Thank you for talking"])
async def test_a_worry_can_be_told_anywhere(office: Office, place: str) -> None:
    """Before consent, at any question and after the end; the talk stands where it stood."""
    sam = await at(office, place)
    await sam.taps("I need help", TELL)
    ((worry, _),) = await kept(office)
    assert (worry.person_id, worry.service_id) == (office.house.person, office.house.service)
    (screen,) = await sam.taps(ON)
    assert place in screen.text


async def test_who_said_no_can_tell_a_worry(office: Office) -> None:
    """Not taking part takes nobody's help away; what is written then is told, and kept nowhere else."""
    sam = await at(office, "Do you want to take part?")
    await sam.taps("No")
    (told,) = await sam.taps("I need help", TELL)
    assert labels(told) == [MORE, ON, "I need help", "Hide"]
    await sam.says(WORDS)
    assert await words_of(office) == ["", WORDS]
    assert await added(office) == []


async def test_say_more_by_words_and_by_voice(office: Office) -> None:
    """Each message until 'Carry on' is told, the second and the third too; none is an answer or a comment."""
    sam = await at(office, OPEN)
    before = await answered(office)
    (more,) = await sam.taps("I need help", TELL, MORE)
    assert more.text.startswith("Write what you want to say.\nOr record your voice here.\n")
    assert labels(more) == ["Back to my talk"]
    await sam.says(WORDS)
    await sam.does(lambda: sam.user.voice(opus()))
    await sam.does(lambda: sam.user.photo(png(), "my arm"))
    await sam.says("It was last night")
    assert await words_of(office) == ["", WORDS, "", "my arm", "It was last night"]
    ((worry, _),) = await kept(office)
    assert [one.mime for one in await said_after(office, worry)] == [None, "audio/ogg", "image/png", None]
    assert (await answered(office), await added(office)) == (before, [])
    (screen,) = await sam.taps(ON)
    assert OPEN in screen.text
    await sam.says("More trips")
    assert (await answered(office))[-1] == ("wrote", "More trips")


async def test_who_needs_help_and_writes_is_heard(office: Office) -> None:
    """After 'I need help', words are told without a further tap: at an open question too they are no answer."""
    await watcher(office, Watch.LEAD)
    sam = await at(office, OPEN)
    before = await answered(office)
    await sam.taps("I need help")
    (told,) = await sam.says(WORDS)
    assert told.bold() == ("We will tell someone",)
    assert await words_of(office) == [WORDS]
    assert (await answered(office), await added(office)) == (before, [])


async def test_what_is_said_after_the_question_was_shown_is_about_the_question(office: Office) -> None:
    """Whatever shows the question again ends the telling: an answer is not sent to who keeps people safe."""
    sam = await at(office, OPEN)
    await sam.taps("I need help", TELL, MORE)
    await sam.says("/again")
    await sam.says("More trips")
    assert (await answered(office))[-1] == ("wrote", "More trips")
    assert await words_of(office) == [""]


@pytest.mark.parametrize(("said", "shows"), [("carry on", OPEN), ("Back to my talk", OPEN), ("stop", "You stopped.")])
async def test_buttons_can_be_written_while_telling(office: Office, said: str, shows: str) -> None:
    """What leads away from telling can be written; it is not told."""
    sam = await at(office, OPEN)
    await sam.taps("I need help", TELL)
    (screen,) = await sam.says(said)
    assert shows in screen.text
    assert await words_of(office) == [""]


async def test_a_changed_worry_stays_a_worry(office: Office) -> None:
    """Words that are changed later, long after the talk went on, are told too, and become no comment."""
    await watcher(office, Watch.LEAD)
    sam = await at(office, FIRST)
    await sam.taps("I need help", TELL)
    written = sam.user.say("Somone shouted")
    await office.settled()
    await sam.taps(ON, "Yes")
    (told,) = await sam.does(lambda: sam.user.edit(written.message_id, WORDS))
    assert told.bold() == ("We will tell someone",)
    assert await words_of(office) == ["", "Somone shouted", WORDS]
    assert await added(office) == []


async def test_what_could_not_be_kept_is_not_sent(office: Office) -> None:
    """The person hears that it is not sent and whom to call, and what they write next is told."""
    sam = await at(office, FIRST)
    await sam.taps("I need help", TELL, MORE)
    for act, why in (
        (lambda: sam.user.voice(opus() + bytes(MAX_BYTES)), "This is too big to keep."),
        (lambda: sam.user.send({"location": {"latitude": 1.5, "longitude": 1.5}}), "We cannot keep this."),
    ):
        (answer,) = await sam.does(act)
        assert answer.text.startswith(f"Not sent yet\n{why}\nFind someone or call.\nOr write it here.\n")
        assert "In danger, call 999." in answer.text
    await sam.says(WORDS)
    assert await words_of(office) == ["", WORDS]
    assert office.files() == set()


async def test_a_spoken_worry_has_a_key_of_its_own(office: Office) -> None:
    """The recording opens with the worry's key, and still does after its person was forgotten; no name stands there."""
    sam = await at(office, FIRST)
    await sam.taps("I need help", TELL, MORE)
    await sam.does(lambda: sam.user.voice(opus()))
    ((told, _),) = await kept(office)
    (spoken,) = await said_after(office, told)
    pack, person, at_ = office.rooms.pack, office.house.person, office.rooms.now()
    gone = await office.write(lambda tx: forget(tx, pack, person_id=person, with_answers=True, at=at_))
    assert gone == ()
    ((worry, _),) = await kept(office)
    assert (worry.person_id, worry.session_id) == (None, None)
    key = await office.read(lambda tx: worry_said.sound_key(tx, worry, spoken))
    assert office.rooms.media.read(key, spoken.file or "") == opus()


async def test_a_worry_of_who_watches_names_the_one_who_is_watched(office: Office) -> None:
    """It goes to that person's house, and says who told it."""
    phone = office.phone()
    await phone.opens(await office.watching_link())
    await phone.taps("I need help", TELL)
    ((worry, _),) = await kept(office)
    assert (worry.person_id, worry.about_id) == (office.house.staff, office.house.person)


async def test_nothing_is_promised_where_nobody_could_be_told(office: Office) -> None:
    """No chat and no e-mail: it is kept, and the person hears to find someone, not that we will."""
    sam = await at(office, FIRST)
    (told,) = await sam.taps("I need help", TELL)
    assert told.text.startswith("Saved.\nThank you for telling us.\nFind someone or call.\n")
    assert "will look at this" not in told.text
    assert await words_of(office) == [""]
