"""What is read aloud of a text, how fast, and how long it may take."""

from __future__ import annotations

import pytest

from easyread.speech import FASTEST_WPM, RATES_WPM, SLOWEST_WPM
from easyread.speech.pace import ENGINE_SLOWEST_WPM, pace, plausible_seconds
from easyread.speech.words import length, speakable


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Are you happy? 😀", "Are you happy?"),
        ("👍🏽 Yes", "Yes"),
        ("👩\u200d👧 Family ❤\ufe0f 🏴\U000e0067\U000e0062\U000e007f", "Family"),
        ("hap\u00adpy\u200e", "happy"),
        ("*Bold* and _soft_ → • one", "Bold and soft one"),
        ("1\ufe0f\u20e3 Yes", "1 Yes"),
        ("Two\n lines\x00", "Two lines"),
        ("It costs £5, at 10:30.", "It costs £5, at 10:30."),
        ("Ring 999.", "Ring 9 9 9."),
        ("Call 01603 496000, not 1999.", "Call 0 1 6 0 3 4 9 6 0 0 0, not 1999."),
        ("In 2026, 1,000 people had £10000.", "In 2026, 1,000 people had £10000."),
        ("শুধু 999 নম্বর", "শুধু 9 9 9 নম্বর"),
        ("\u0634\u064e\u062f\u0651\u064e\u0629 \u09ac\u09dc", "\u0634\u064e\u062f\u0651\u064e\u0629 \u09ac\u09dc"),
        ("می\u200cدهند", "می\u200cدهند"),
        ("\ud800half", "half"),
        ("😀 … ★ —", ""),
        ("", ""),
    ],
)
def test_only_words_are_spoken(text: str, spoken: str) -> None:
    """Emoji, symbols and marks of layout are left out; words, numbers and money stay; a drawing alone is nothing."""
    assert speakable(text) == spoken


def test_a_voice_with_fewer_sounds_a_second_is_set_faster() -> None:
    """Bengali is set faster than English, in any way of writing its tag, and may then take less time."""
    assert (
        pace(120, "bn").engine_wpm == pace(120, "bn-GB").engine_wpm > pace(120).engine_wpm == pace(120, "pl").engine_wpm
    )
    assert plausible_seconds("Hello there.", 120, "bn") < plausible_seconds("Hello there.", 120)


def test_digits_count_as_words_where_they_may_be_spelled() -> None:
    """A number is counted with and without its digits, because a voice may read it either way."""
    short, long = length("Call 999.", with_digits=False), length("Call 999.", with_digits=True)
    assert (short.words, short.letters) == (2, 4)
    assert (long.words, long.letters) == (5, 19)


def test_the_engine_is_never_asked_to_go_slower_than_it_can() -> None:
    """Below the engine's slowest, words are set apart; above it they are not; slower never means a shorter gap."""
    settings = [pace(rate) for rate in range(SLOWEST_WPM, FASTEST_WPM + 1)]
    assert all(setting.engine_wpm >= ENGINE_SLOWEST_WPM for setting in settings)
    assert [setting.engine_wpm for setting in settings] == sorted(setting.engine_wpm for setting in settings)
    gaps = [setting.gap_steps for setting in settings]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[0] > 0
    assert gaps[-1] == 0


def test_a_longer_text_may_and_must_take_longer() -> None:
    """What counts as plausible grows with the text and shrinks with the rate, and leaves room between its ends."""
    short, long = plausible_seconds("Hello there.", 120), plausible_seconds("Hello there, how are you today?", 120)
    assert short < long
    assert long[0] * 3 < long[1]
    assert plausible_seconds("Hello there.", RATES_WPM["faster"]) < short < plausible_seconds("Hello there.", 60)
