"""The built-in voice really speaks: what comes out of it is measured."""

from __future__ import annotations

import asyncio
import logging
import subprocess

import numpy as np
import pytest

from easyread.speech import RATES_WPM, EspeakSpeaker, NoSound, Sound, speak
from easyread.speech.espeak import CHILD
from easyread.speech.samples import QUIET
from easyread.speech.voices import VOICES
from tests.easyread.speech_tools import PATIENT_SECONDS, SENTENCE, SENTENCES
from tests.support.counts import count

# Read at 120 words a minute, this takes ten seconds: long enough for the library to be still at work when the call
# that should wait for it returns.
LONG = "Do the staff listen to you when you say what you want to eat for your dinner at home in the evening?"
PLAIN = (
    "Did you choose what to do today?",
    "Do your staff know what matters to you?",
    "Think of the staff who support you today.",
    "You can stop, skip or take answers back.",
    "Tell us what the staff do well at your home.",
)


def voice() -> EspeakSpeaker:
    """The built-in voice, with patience for a machine that is busy with other tests."""
    return EspeakSpeaker(timeout_seconds=PATIENT_SECONDS)


def loudness(sound: Sound) -> float:
    """Root mean square; 1 is the loudest that a file can hold."""
    return float(np.sqrt(np.mean(np.square(sound.samples))))


def engine_wav(text: str) -> bytes:
    """What the child makes of a text that nothing was taken out of."""
    return subprocess.run([*CHILD, "gmw/en", "86", "0"], input=text.encode(), capture_output=True, check=True).stdout


async def test_a_sentence_is_loud_and_has_no_silence_around_it() -> None:
    """A spoken sentence can be heard, is not clipped, and starts and ends within a twentieth of a second."""
    sound = await voice().speak(SENTENCE, "en", 120)
    heard = np.flatnonzero(np.abs(sound.samples) > QUIET) / sound.sample_rate_hz
    assert 0.05 < loudness(sound) < 0.2
    assert float(np.abs(sound.samples).max()) < 0.999
    assert heard[0] < 0.05
    assert sound.seconds - heard[-1] < 0.05


@pytest.mark.parametrize("rate_wpm", [60, *RATES_WPM.values()])
async def test_the_words_a_minute_are_what_a_listener_hears(rate_wpm: int) -> None:
    """Plain sentences are spoken at the rate that was asked for, give or take a fifth."""
    speaker = voice()
    sounds = [await speaker.speak(text, "en", rate_wpm) for text in PLAIN]
    heard_wpm = sum(len(text.split()) for text in PLAIN) / sum(sound.seconds for sound in sounds) * 60
    assert heard_wpm == pytest.approx(rate_wpm, rel=0.2)


async def test_slower_takes_longer() -> None:
    """The same sentence takes longer at each slower rate."""
    speaker = voice()
    seconds = [(await speaker.speak(SENTENCE, "en", rate)).seconds for rate in sorted(RATES_WPM.values())]
    assert seconds == sorted(seconds, reverse=True)
    assert len(set(seconds)) == len(seconds)


async def test_many_at_once_are_all_good() -> None:
    """Sentences that are asked for at the same time all come out whole, each with its own words."""
    texts = [f"Question {number}. {SENTENCE}" for number in range(count(20, promised=600))]
    speaker = voice()
    sounds = await asyncio.gather(*(speaker.speak(text, "en", 120) for text in texts))
    again = await speaker.speak(texts[0], "en", 120)
    assert all(3 < sound.seconds < 8 for sound in sounds)
    assert np.array_equal(sounds[0].samples, again.samples)


async def test_a_long_sentence_is_whole_every_time() -> None:
    """The voice waits until all is spoken, and never falls back to a rate of its own: each time it is the same."""
    speaker = voice()
    sounds = await asyncio.gather(*(speaker.speak(LONG, "en", 90) for _ in range(count(8, promised=300))))
    assert {len(sound.samples) for sound in sounds} == {len(sounds[0].samples)}


async def test_emoji_names_are_not_read_aloud() -> None:
    """A text sounds the same with emoji as without, although the engine itself would read their names."""
    speaker = voice()
    bare, drawn = [await speaker.speak(text, "en", 120) for text in (SENTENCE, f"👋🏽 {SENTENCE} 😀🎉")]
    assert np.array_equal(bare.samples, drawn.samples)
    assert len(engine_wav(f"{SENTENCE} 😀🎉")) > len(engine_wav(SENTENCE)) * 1.2


@pytest.mark.parametrize("language", sorted(VOICES))
async def test_each_language_is_spoken(language: str) -> None:
    """Each language that we name has a voice in the engine, which speaks a sentence of it in plausible time."""
    sound = await voice().speak(SENTENCES[language], language, 120)
    assert 1 < sound.seconds < 8
    assert loudness(sound) > 0.05


async def test_a_language_has_its_own_voice() -> None:
    """Welsh and Polish text sounds different from an English voice reading it, and en-GB is English."""
    speaker = voice()
    for language in ("cy", "pl"):
        own, english = [await speaker.speak(SENTENCES[language], voice, 120) for voice in (language, "en")]
        assert len(own.samples) != len(english.samples)
    british, english = [await speaker.speak(SENTENCE, language, 120) for language in ("en-GB", "en")]
    assert np.array_equal(british.samples, english.samples)


@pytest.mark.parametrize("language", ["", "xx", "he", "ja", "so", "../en", "english"])
async def test_an_unknown_language_is_no_sound(language: str) -> None:
    """A language without a good voice is refused, instead of being read by the wrong one."""
    with pytest.raises(NoSound) as caught:
        await voice().speak(SENTENCE, language, 120)
    assert caught.value.code == "no-voice"


@pytest.mark.parametrize("text", ["هل يستمع إليك الموظفون؟", "هَل يستمع إليك الموظفون؟", SENTENCE])
async def test_arabic_without_its_vowels_is_no_sound(text: str) -> None:
    """Arabic that leaves the vowels to the reader, or is in other letters, is refused: the voice cannot guess them."""
    with pytest.raises(NoSound) as caught:
        await voice().speak(text, "ar", 120)
    assert caught.value.code == "no-voice"


async def test_arabic_with_its_vowels_is_spoken_name_or_not() -> None:
    """Every vowel sign is heard; a name in other letters inside, or a number alone, is no reason to refuse."""
    speaker = voice()
    whole = await speaker.speak("هَلْ يَسْتَمِعُ الْمُوَظَّفُونَ إِلَيْكَ؟", "ar", 120)
    assert 2 < whole.seconds < 8
    for text in ("هَلْ يَسْتَمِعُ Maple House إِلَيْكَ؟", "999"):
        assert (await speaker.speak(text, "ar", 120)).seconds > 0.5


@pytest.mark.parametrize("language", ["en", "cy", "pl", "ro", "ur", "bn", "pa", "gu", "ar", "pt", "es"])
async def test_999_is_three_digits_in_every_language(language: str) -> None:
    """The number to ring is heard as three digits, and another number as a number."""
    speaker = voice()
    ring, digits, number = [await speaker.speak(text, language, 120) for text in ("999", "9 9 9", "998")]
    assert np.array_equal(ring.samples, digits.samples)
    assert len(number.samples) != len(ring.samples)


@pytest.mark.parametrize("name", ["gmw/xx", "en", ""])
async def test_a_voice_that_the_engine_lacks_is_no_sound(name: str) -> None:
    """Where the engine has no voice of the name that we have for it, it says so and speaks nothing."""
    with pytest.raises(NoSound) as caught:
        await EspeakSpeaker(voices={"en": name or "none"}).speak(SENTENCE, "en", 120)
    assert caught.value.code == "no-voice"


@pytest.mark.parametrize("rate_wpm", [0, 59, 241, -120])
async def test_a_rate_out_of_bounds_is_our_own_mistake(rate_wpm: int) -> None:
    """A rate that nobody can follow is refused before anything is started."""
    with pytest.raises(ValueError, match="words a minute"):
        await voice().speak(SENTENCE, "en", rate_wpm)


@pytest.mark.parametrize(("text", "code"), [("😀 …", "no-words"), ("", "no-words"), ("word " * 500, "too-long")])
async def test_nothing_to_say_and_too_much_to_say(text: str, code: str) -> None:
    """A text without words, and one that is too long for a sentence, are no sound, each with its code."""
    with pytest.raises(NoSound) as caught:
        await voice().speak(text, "en", 120)
    assert caught.value.code == code


async def test_what_is_spoken_is_never_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Even with all logging on, no line holds a word of the text, also when it fails."""
    caplog.set_level(logging.DEBUG)
    await voice().speak("Do you know Marmaduke?", "en", 120)
    with pytest.raises(NoSound) as caught:
        await voice().speak("Marmaduke", "xx", 120)
    assert "Marmaduke" not in caplog.text + str(caught.value) + caught.value.reason


def test_scripts_can_wait_for_a_sentence() -> None:
    """The function for scripts gives the same sound, without an event loop."""
    sound = speak(SENTENCE, "en", 120)
    assert 1.5 < sound.seconds < 4
