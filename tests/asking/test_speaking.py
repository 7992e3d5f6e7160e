"""Changing the language of a talk, and who may be invited in one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from asking import speaking
from asking.errors import NotOffered
from asking.invitations import invite
from dialogs.model import Closing, Consent
from locales import Languages
from locales.reviews import Review, sentence_hash, written
from store import answers, consents, people, settings
from tests.asking.tools import Asker, plain_input


async def in_sample(asker: Asker) -> str:
    """Invented people can be asked in drafts; gives the link of one."""
    await asker.database.write(partial(settings.put, name="sample", value="yes"))
    return await asker.invited(asker.house.person)


async def test_another_language_at_any_step(asker: Asker) -> None:
    """At every screen the same question comes in the other language, and no answer is lost on the way."""
    token = await in_sample(asker)
    talks = asker.conversations
    turn = await talks.show(token)
    for _ in range(60):
        english, before = turn.asked, turn.session
        for language in ("pl", "ar", "en"):
            turn = await talks.speak(token, language)
            assert (turn.session, turn.asked.step.id) == (before, english.step.id)
            assert turn.flow.language == turn.words.language == language
            assert (turn.asked.step.text == english.step.text) is (language == "en") or not english.step.text
        if isinstance(turn.asked.step, Closing):
            return
        turn = await asker.take(token, plain_input(turn))
    pytest.fail("the talk never ends")


async def test_consent_keeps_the_words_that_were_shown(asker: Asker) -> None:
    """A yes in Polish is kept with the Polish words, and says that they are Polish."""
    token = await in_sample(asker)
    turn = await asker.conversations.speak(token, "pl")
    while not isinstance(turn.asked.step, Consent):
        turn = await asker.take(token, plain_input(turn))
    shown = turn.asked.step.ask
    await asker.take(token, plain_input(turn))
    (given,) = await asker.database.read(lambda tx: consents.of_session(tx, 1))
    assert given.language == "pl"
    assert shown in given.words


async def test_an_answer_says_its_language(asker: Asker) -> None:
    """Evidence keeps the language that was spoken when an answer was given, whatever is spoken later."""
    token = await in_sample(asker)
    await asker.conversations.speak(token, "ur")
    turn = await asker.to_first_question(token)
    turn = await asker.take(token, plain_input(turn))
    await asker.conversations.speak(token, "en")
    await asker.take(token, plain_input(turn))
    found = await asker.database.read(lambda tx: answers.of_session(tx, 1))
    assert [one.language for one in found] == ["ur", "en"]


async def test_nobody_chooses_what_is_not_there(asker: Asker) -> None:
    """A made-up language, or with real people a draft, is refused and changes nothing."""
    token = await asker.invited(asker.house.person)
    for language in ("tlh", "../en", "", "pl"):
        with pytest.raises(NotOffered):
            await asker.conversations.speak(token, language)
    assert (await asker.conversations.show(token)).flow.language == "en"


async def test_no_real_invitation_in_a_draft(asker: Asker) -> None:
    """Whoever speaks a language that nobody has signed off is not invited in it, and staff are told why."""
    house = asker.house
    await asker.database.write(lambda tx: people.speak(tx, house.person, "pl"))
    made = partial(invite, person_id=house.person, round_id=house.round, code="duq", areas=("duq.1",), now=asker.now)
    with pytest.raises(NotOffered, match="'pl'") as refused:
        await asker.database.write(made)
    assert (refused.value.code, "sign" in refused.value.mend) == ("A204", True)
    await in_sample(asker)
    assert await asker.database.write(made)


async def test_a_providers_own_sign_off_counts_for_those_who_watch(asker: Asker, tmp_path: Path) -> None:
    """Whoever is asked to watch someone else is invited by the same rule, with what the provider has signed off."""
    house, languages = asker.house, Languages(tmp_path)
    await asker.database.write(lambda tx: people.speak(tx, house.staff, "pl"))
    with pytest.raises(NotOffered):
        await asker.watched(house.person, languages=languages)
    sign_vital(tmp_path)
    assert len(await asker.watched(house.person, languages=Languages(tmp_path))) == 2


def sign_vital(folder: Path) -> None:
    """An invented reader signs off what is vital in Polish, in a provider's own folder."""
    vital = Languages().unsigned("pl", vital=True)
    hashes = tuple(sentence_hash(one.sentence.english, one.translated) for one in vital)
    (folder / "pl").mkdir()
    reviews = written([Review("Ama Example", "first language", "2026-11-28", hashes)])
    (folder / "pl" / "reviews.yaml").write_text(reviews, "utf-8")


async def test_what_can_be_chosen(asker: Asker) -> None:
    """With real people only what is signed off; with invented ones drafts too."""
    languages = Languages()
    real = await asker.database.read(lambda tx: speaking.offered(tx, languages))
    await in_sample(asker)
    sample = await asker.database.read(lambda tx: speaking.offered(tx, languages))
    assert [one.code for one in real] == ["en"]
    assert [one.code for one in sample] == list(languages.codes)
