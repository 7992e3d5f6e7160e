"""Cards: nothing is left out without a word, nothing reaches over its place, and the same card has the same bytes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from easyread import fonts, pictures
from easyread.cards import PRINT, Card, CardChoice, CardError, key, png, png_beside
from easyread.cards import beside as beside_module
from easyread.cards.bidi import in_order, levels
from easyread.cards.child import raster
from easyread.cards.draw import as_svg
from easyread.cards.parts import WIDTH, Line, Plan
from easyread.cards.plan import SLACK, SMALLEST, TALLEST, plan
from easyread.cards.shape import Box, Typesetter
from tests.easyread.test_raster import pixels, size

FONTS, PICTURES = fonts.load(), pictures.load()
SMALL = 0.25
WORDS = {
    "en": ("Do you like your home?", "Yes", "A bit", "No"),
    "cy": ("Ydych chi’n hoffi eich tŷ?", "Ydw", "Ychydig", "Nac ydw"),
    "pl": ("Czy podoba się Tobie Twój dom?", "Tak", "Trochę", "Nie"),
    "ro": ("Îți place casa ta? Știi?", "Da", "Puțin", "Nu"),
    "ur": ("کیا آپ کو Oak Care میں اپنا گھر پسند ہے؟", "جی ہاں", "تھوڑا سا", "نہیں"),
    "ar": ("هل تُحِبُّ بَيْتَكَ؟", "نعم", "قليلا", "لا"),
    "bn": ("আপনি কি আপনার বাড়ি পছন্দ করেন?", "হ্যাঁ", "একটু", "না"),
    "pa": ("ਕੀ ਤੁਹਾਨੂੰ ਆਪਣਾ ਘਰ ਪਸੰਦ ਹੈ?", "ਹਾਂ", "ਥੋੜ੍ਹਾ", "ਨਹੀਂ"),
    "gu": ("શું તમને તમારું ઘર ગમે છે?", "હા", "થોડું", "ના"),
}
STACKED = "a" + "\u0302\u0301" * 12


def a_card(language: str = "en", question: str = "", *text: str) -> Card:
    """A card with three answers."""
    asked, *labels = WORDS[language]
    shown = zip(labels, ("yes", "a-bit", "no"), strict=True)
    return Card(question or asked, "home", tuple(CardChoice(*one) for one in shown), text, language)


def inked(line: Line, height: float) -> Box | None:
    """Where the ink of one line really is on the PNG, in planned pixels."""
    rows = pixels(raster(as_svg(Plan(height, [replace(line, light=False)]), PICTURES, SMALL)))
    dark = [(x, y) for y, row in enumerate(rows) for x, pixel in enumerate(row) if pixel[0] < 250]
    if not dark:
        return None
    left, top = min(x for x, _ in dark), min(y for _, y in dark)
    right, bottom = max(x for x, _ in dark) + 1, max(y for _, y in dark) + 1
    return Box(left / SMALL, top / SMALL, right / SMALL, bottom / SMALL)


@pytest.mark.parametrize("language", sorted(WORDS))
def test_what_is_measured_is_what_is_drawn(language: str) -> None:
    """In every script, the ink on the PNG of each line lies where it was planned, and inside its place."""
    planned = plan(a_card(language, "", WORDS[language][0]), FONTS)
    for line in planned.lines:
        drawn, pixel = inked(line, planned.height), 1 / SMALL
        assert drawn
        assert line.ink
        assert line.box.holds(drawn, SLACK + pixel)
        assert line.ink.holds(drawn, pixel)
        assert drawn.holds(line.ink, pixel)


@pytest.mark.parametrize("language", sorted(WORDS))
def test_no_letter_is_too_small(language: str) -> None:
    """On a phone that shows the card 360 points wide, no letter is under 14 points, not even in a full card."""
    full = a_card(language, "", *[WORDS[language][0]] * 3)
    sizes = [line.size for line in plan(full, FONTS).lines]
    assert min(sizes) * 360 / WIDTH >= 14


def test_a_card_is_the_same_each_time() -> None:
    """The same card has the same bytes, 800 pixels wide; for paper it is three times as fine."""
    small = Card("Yes?", "yes", (CardChoice("No", "no"),))
    assert png(small, PICTURES, FONTS) == png(small, PICTURES, FONTS)
    (width, height), fine = size(png(small, PICTURES, FONTS)), size(png(small, PICTURES, FONTS, scale=PRINT))
    assert (width, fine) == (WIDTH, (3 * width, 3 * height))


def test_short_questions_stay_short() -> None:
    """A chat makes tall pictures smaller: a plain card is at most 1.3 times as high as wide, and every card 1.55."""
    assert plan(a_card(), FONTS).height <= 1.3 * WIDTH
    assert TALLEST <= 1.55 * WIDTH


@pytest.mark.parametrize(
    ("card", "code", "told"),
    [
        (a_card("en", "Snow ☃ here?"), "K101", r"U\+2603 \(SNOWMAN\) is in no font"),
        (a_card("en", "Happy \N{GRINNING FACE}?"), "K101", r"U\+1F600"),
        (a_card("en", "Turned \u202eround?"), "K101", r"U\+202E"),
        (a_card("bn", "্ক?"), "K102", "has no letter to stand on"),
        (a_card("en", "Donau" * 12), "K103", "is wider than a line"),
        (a_card("en", "Do you like it? " * 40), "K104", "too tall"),
        (a_card("en", " "), "K105", "the question is empty"),
        (replace(a_card(), choices=()), "K105", "the list of answers is empty"),
        (replace(a_card(), choices=(CardChoice("", "yes"),)), "K105", "the answer 1 is empty"),
        (a_card("en", STACKED), "K106", "reach out of their line"),
        (replace(a_card(), picture="unicorn"), "K107", "no picture of this name"),
    ],
)
def test_what_cannot_be_drawn_is_told(card: Card, code: str, told: str) -> None:
    """A card that would lack something is not drawn: a code, the line, what is wrong and how to mend it are told."""
    with pytest.raises(CardError, match=told) as refused:
        png(card, PICTURES, FONTS)
    assert refused.value.code == code
    assert all(fault.mend.endswith(".") for fault in refused.value.faults)


def test_every_fault_of_a_card_is_told_at_once() -> None:
    """A translator mends all lines in one go."""
    with pytest.raises(CardError) as refused:
        plan(a_card("en", "One ☃?", "Two ☂.", "Three."), FONTS)
    assert [fault.line for fault in refused.value.faults] == ["Two ☂.", "One ☃?"]


def test_right_to_left_cards_are_mirrored() -> None:
    """In Urdu the picture, the numbers and the start of each line are on the right, and stay inside the card."""
    left, right = plan(a_card("en"), FONTS), plan(a_card("ur"), FONTS)
    assert left.pictures[0].box.right < WIDTH / 2 < right.pictures[0].box.left
    assert all(badge.left > WIDTH / 2 for badge in right.badges)
    question = next(line for line in right.lines if not line.light)
    assert question.ink
    assert question.ink.right == pytest.approx(question.box.right, abs=0.15 * question.size)


def in_words(language: str, text: str) -> list[float]:
    """Where the widest sign of each word stands, from left to right, by the order of the words."""
    setter = Typesetter(FONTS, language, 700)
    paragraph = setter.paragraph(text)
    line = paragraph.line(0, len(paragraph.text))
    known = {
        (glyph.number, id(glyph.face)): number
        for number, (start, end) in enumerate(paragraph.words())
        for glyph in paragraph.line(start, end).glyphs
    }
    return [known[glyph.number, id(glyph.face)] for glyph in line.glyphs if (glyph.number, id(glyph.face)) in known]


def test_a_latin_name_in_an_urdu_line_reads_from_the_left() -> None:
    """The words of the name stand in their own order, between Urdu words that run the other way."""
    seen = list(dict.fromkeys(in_words("ur", "گھر Oak Lime ہے")))
    assert seen == [3, 1, 2, 0]


def test_a_closing_sign_stands_at_the_end_of_its_line() -> None:
    """A full stop after a Latin name in Arabic stands on the left, and digits keep their order."""
    text = "بيت 24 Oak."
    found = levels(text, right_to_left=True)
    assert found[-1] == 1
    assert [found[text.index(sign)] for sign in "24O"] == [2, 2, 2]
    assert in_order([(0, 1), (1, 2), (2, 2), (3, 1)], lambda part: part[1]) == [(3, 1), (1, 2), (2, 2), (0, 1)]


def test_a_joiner_is_no_missing_sign() -> None:
    """Signs that draw nothing but shape what is beside them are drawn by the font of what they stand beside."""
    assert plan(a_card("bn", "র\u200d্যাম ক\u200cষ?"), FONTS).lines
    assert plan(a_card("ur", "می\u200cخواهم؟"), FONTS).lines


def test_no_line_ends_in_a_single_short_word() -> None:
    """The lines of a question are of about the same length."""
    lines = plan(a_card("en", "Do you want to carry on now, or on another day?"), FONTS).lines
    asked = [line.text.width for line in lines if not line.light and line.size > SMALLEST][: -len(WORDS["en"]) + 1]
    assert min(asked) > 0.55 * max(asked)


ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
OF_A_SCRIPT = st.sampled_from(sorted(WORDS)).flatmap(
    lambda language: st.text(st.sampled_from(sorted({*"".join(WORDS[language]), *" Aa1.,()", "\u200d"})), max_size=60)
)


@given(language=st.sampled_from(sorted(WORDS)), question=ANY | OF_A_SCRIPT, label=ANY | OF_A_SCRIPT)
@example(language="ar", question="\u064b" * 9, label="(")
@example(language="en", question="\ud800", label="A")
@example(language="bn", question="\u200d", label="\u200f")
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_text_is_drawn_whole_or_refused(language: str, question: str, label: str) -> None:
    """Whatever is written: all ink is inside its place and every place inside the card, or there is a CardError."""
    card = Card(question, "home", (CardChoice(label, "yes"), CardChoice("A", "no")), (label,), language)
    try:
        planned = plan(card, FONTS)
    except CardError as error:
        told = {fault.code for fault in error.faults}
    else:
        told = set()
        assert_whole(planned)
    assert told <= {"K101", "K102", "K103", "K104", "K105", "K106"}


def assert_whole(planned: Plan) -> None:
    """Every line has its glyphs, in letters that are large enough, with all ink in its place."""
    whole = Box(0, 0, WIDTH, planned.height)
    for line in planned.lines:
        assert whole.holds(line.box)
        assert line.ink is None or line.box.holds(line.ink, SLACK)
        assert all(glyph.number for glyph in line.text.glyphs)
        assert line.size >= SMALLEST
    assert raster(as_svg(planned, PICTURES, 0.05))


def test_a_key_tells_cards_apart_without_drawing_them() -> None:
    """It starts with the picture's name, is the same each time, and another word, language or picture changes it."""
    others = [a_card("en", "Other?"), a_card("cy"), replace(a_card(), picture="yes"), replace(a_card(), language="pl")]
    keys = [key(card, PICTURES, FONTS) for card in (a_card(), *others)]
    assert keys[0] == key(a_card(), PICTURES, FONTS)
    assert len(set(keys)) == len(keys)
    assert keys[0].startswith("home/")
    with pytest.raises(CardError, match="no picture of this name"):
        key(replace(a_card(), picture="unicorn"), PICTURES, FONTS)


async def test_a_card_drawn_beside_is_the_same() -> None:
    """Another process draws the same bytes."""
    assert await png_beside(a_card(), PICTURES, FONTS) == png(a_card(), PICTURES, FONTS)


@pytest.mark.parametrize(("child", "seconds"), [("/nowhere.py", 30.0), (beside_module.CHILD, 0.0)])
async def test_a_drawing_process_that_fails_is_told(
    monkeypatch: pytest.MonkeyPatch, child: object, seconds: float
) -> None:
    """A process that does not start or does not end gives a CardError, and is gone."""
    monkeypatch.setattr(beside_module, "CHILD", child)
    monkeypatch.setattr(beside_module, "LONGEST_SECONDS", seconds)
    with pytest.raises(CardError) as refused:
        await png_beside(a_card(), PICTURES, FONTS)
    assert refused.value.code == "K108"
