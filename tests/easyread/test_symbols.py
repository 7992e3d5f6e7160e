"""Every picture has one emoji that old phones show, and the answers of one screen are never mistaken for each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, combinations
from pathlib import Path

import pytest

from dialogs.model import Choice
from dialogs.pack import Frame
from easyread import pictures
from easyread.pictures import Picture, PictureError, PictureSet
from easyread.pictures.symbols import CHOSEN, symbol
from tests.dialogs.talks import duq

SET = pictures.load()
NAMES = sorted(SET.names)
BESIDE = ("dont-know", "rather-not-say", "help", "stop", "skip", "back", "again", "listen")
"""What may stand beside the choices of any screen."""

ONE_EMOJI = re.compile(r"[0-9]\ufe0f\u20e3|[^\s\w\u200d\ufe0f]\ufe0f?(?:\u200d[^\s\w\u200d\ufe0f]\ufe0f?)*|ℹ\ufe0f")
# Emoji 14 and later, by Unicode's emoji-data.txt. Of the last block, what Emoji 12 and 13 brought is left out.
OLD_OF_LAST_BLOCK = ((0x70, 0x74), (0x78, 0x7A), (0x80, 0x86), (0x90, 0xA8), (0xB0, 0xB6), (0xC0, 0xC2), (0xD0, 0xD6))
OLD = {0x1FA00 + low for first, last in OLD_OF_LAST_BLOCK for low in range(first, last + 1)}
NEW = {*range(0x1F6D8, 0x1F6E0), 0x1F7F0, 0x1F979, 0x1F9CC, *range(0x1FA70, 0x1FB00)} - OLD
# Sequences that came with Emoji 12 and 12.1.
SEQUENCES = {"🧑‍🤝‍🧑", "🧑‍⚕️", "🧑‍🏫", "🧑‍🍳", "🧑‍💼", "🧑‍🔧", "🧑‍🦽"}
ONLY_COLOUR = "🔴🟠🟡🟢🔵🟣🟤⚫⚪🟥🟧🟨🟩🟦🟪🟫⬛⬜🔶🔷🔸🔹🔺🔻"


def framed(frame: Frame) -> Iterator[tuple[Choice, ...]]:
    """The choices of each screen around the questions, and of the scale."""
    yield from (frame.scale.two, frame.scale.three, frame.scale.five)
    yield frame.consent.agree, frame.consent.decline
    yield frame.carry_on.carry_on, frame.carry_on.stop
    yield from (company.choices for company in frame.company)


def screens() -> Iterator[tuple[str, ...]]:
    """The pictures of each screen's choices, of every talk of the built-in pack."""
    frames = chain.from_iterable(map(framed, duq().frames.values()))
    questions = (prompt.question.choices for prompt in duq().prompts)
    yield from (tuple(choice.picture for choice in choices) for choices in chain(frames, questions) if choices)


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_has_one_emoji(name: str) -> None:
    """A picture's symbol is one grapheme, without a skin tone, and as old as Emoji 13 or older."""
    sign = symbol(SET, name)
    assert ONE_EMOJI.fullmatch(sign), ascii(sign)
    assert "\u200d" not in sign or sign in SEQUENCES
    assert not {ord(part) for part in sign} & NEW, ascii(sign)
    assert not re.search("[\U0001f3fb-\U0001f3ff]", sign)


@pytest.mark.parametrize("sign", ["⬅️", "▶️", "⏸️", "⏭️", "❤️", "☀️", "ℹ️", "↔️", "✍️", "🛏️", "🏘️", "🗓️", "🌩️", "⚖️"])
def test_text_signs_become_emoji(sign: str) -> None:
    """A sign that is black and white by default is followed by the mark that colours it."""
    assert sign in {symbol(SET, name) for name in NAMES}


@pytest.mark.parametrize("sign", ["✅", "❌", "⭐", "☕", "⏰", "⏳", "⚽", "♿", "👍", "🏠"])
def test_emoji_are_left_alone(sign: str) -> None:
    """A sign that is an emoji by default has no mark, so that it can be compared and searched."""
    assert sign in {symbol(SET, name) for name in NAMES}


def test_yes_is_a_tick_and_no_is_a_cross() -> None:
    """Yes and no have signs, never faces."""
    assert (symbol(SET, "yes"), symbol(SET, "no")) == ("✅", "❌")


def test_a_scale_is_told_apart_without_colour_or_feeling() -> None:
    """No answer of a scale is a face, a thumb or a mere patch of colour."""
    scales = [frame.scale for frame in duq().frames.values()]
    signs = {symbol(SET, choice.picture) for scale in scales for choice in (*scale.two, *scale.three, *scale.five)}
    assert len(signs) == 5
    assert not [sign for sign in signs if re.match("[\U0001f600-\U0001f64f\U0001f910-\U0001f97f👍👎]", sign)]
    assert not signs & set(ONLY_COLOUR)


@pytest.mark.parametrize("names", sorted(set(screens())), ids="+".join)
def test_no_two_choices_of_a_screen_look_alike(names: tuple[str, ...]) -> None:
    """Every choice of a screen has its own symbol, which is none of the buttons beside it."""
    signs = [symbol(SET, name) for name in (*names, *BESIDE)]
    assert [pair for pair in combinations(signs, 2) if pair[0] == pair[1]] == []


def test_opposites_differ() -> None:
    """Opposites never share a symbol."""
    for one, other in (("safe", "not-safe"), ("good", "bad"), ("happy", "sad"), ("same", "change"), ("tick", "cross")):
        assert symbol(SET, one) != symbol(SET, other)


def test_the_table_holds_only_what_is_needed() -> None:
    """Every entry of the table names a picture, and says something else than the picture's own code."""
    assert set(CHOSEN) <= SET.names
    for name, sign in CHOSEN.items():
        codes = [code for code in SET.pictures[name].source if not code.startswith("E")]
        assert not codes or codes[0] != "-".join(f"{ord(part):X}" for part in sign), name


def test_an_unknown_name_is_refused() -> None:
    """A name that no picture has is a KeyError, also when the table has it."""
    with pytest.raises(KeyError):
        symbol(SET, "unicorn")
    with pytest.raises(KeyError):
        symbol(PictureSet({}, Path()), "yes")


@pytest.mark.parametrize("source", [(), ("E147",)])
def test_a_picture_without_emoji_is_told(source: tuple[str, ...]) -> None:
    """A new drawing of our own, or of OpenMoji's own code, needs an entry in the table, and the error says so."""
    new = Picture("new", "new.svg", "", source, "CC BY-SA 4.0", "Plainsay", "picture.new", "New")
    with pytest.raises(PictureError, match=r"'new' has no emoji\. Choose one in symbols\.py"):
        symbol(PictureSet({"new": new}, Path()), "new")
