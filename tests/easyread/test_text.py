"""How text is cut into sentences and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from easyread.sources import PLAIN
from easyread.sources.made import Original
from easyread.text import Kind
from easyread.text import words as words_of


def sentences(text: str) -> list[str]:
    """The sentences of a body text."""
    return [sentence.text for sentence in Original(text).block(Kind.BODY, [(text, 0)]).sentences]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two.", 2),
        ("Dr. Jones and Mrs. Bell came.", 1),
        ("J. Smith came.", 1),
        ("It is I. You know me.", 2),
        ("You can say no. We will stop.", 2),
        ("See No. 5 first.", 1),
        ("I sat in the sun. We talked.", 2),
        ("It costs 2.50 or 3.5.", 1),
        ("Wait... there is more.", 1),
        ("Wait… There is more.", 2),
        ('She said "Stop!" and left.', 1),
        ('She said "Stop!" We left.', 2),
        ("Really? yes.", 2),
        ("“Come in.” He came in.", 2),
        ("See example.org/a.b. Then stop.", 2),
        ("ਇੱਕ। ਦੋ।", 2),
        ("سوال ہے۔ جواب ہے۔", 2),
        ("هل أنت بخير؟ نعم.", 2),
        ("First line\n\nSecond line", 2),
        ("a line that\nis only wrapped", 1),
        ("Come at 3 p.m. Bring a coat.", 2),
        ("He came at 2.30 p.m. on Monday.", 1),
        ("See you at 3 p.m. Monday.", 1),
        ('"Are you well?" Sam asked. I said yes.', 2),
        ('"Come in," said Jo. "Sit down."', 2),
        ("He asked, “Why?” I said no.", 2),
        ("I live at 12 High St. You can visit.", 2),
        ("J. R. R. Tolkien and J.R. Smith came.", 1),
        ("The U.K. Government is here.", 1),
        ("We work for Acme Ltd. We like it.", 2),
        ("1. Sit down. 2. Stand up.", 2),
        ("We are on page 3. Then we go.", 2),
        ("I like it.It is good.", 2),
        ("See https://example.org. Then stop.", 2),
        ("Write to help@example.org. We answer.", 2),
        ("It costs £2.50. It was 3.5 miles.", 2),
        ("We have tea, cake, etc. We also talk.", 2),
        ("Plan B. We go.", 2),
        ("He left (at 3 p.m.) with Sam.", 1),
        ("(See p. 4.) Then go.", 2),
        ("She said: 'I am tired. I want to go.'", 2),
        ("Is it you?! Yes.", 2),
        ("Hello {name}. You can stop.", 2),
        ("...", 0),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    """Sentences end where a reader would end them."""
    assert len(sentences(text)) == count, sentences(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don’t well-known o'clock", ["don’t", "well-known", "o'clock"]),
        ("£2.50 at 10:30", ["2.50", "at", "10:30"]),
        ("Hello {first name}!", ["Hello", "000000000000"]),
        ("see https://a.example/b?c now", ["see", "0" * 21, "now"]),
        ("go to plainsay.org, or (www.example.org)", ["go", "to", "0" * 12, "or", "0" * 15]),
        ("%(count)d of 5", ["0" * 9, "of", "5"]),
        ("press /help", ["press", "00000"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    """A word is what is read as one; links, commands and placeholders are one masked word."""
    (sentence,) = Original(text).block(Kind.BODY, [(text, 0)]).sentences
    assert [word.text for word in sentence.words] == words


# Letters, and the marks that may follow one of them: vowel signs, nukta, virama with and without a joiner, tashkeel.
SCRIPTS = {
    "arabic": (
        "ابتحدرسعفكلمنهوي",
        ["\u064b", "\u064e", "\u064f", "\u0650", "\u0651", "\u0652", "\u0651\u064e", "\u0670"],
    ),
    "urdu": ("اپچڈڑکگںھہےی", ["\u0654", "\u064e", "\u200c"]),
    "bengali": (
        "কখগচজতদনপবমরলসহডঢয",
        [
            "\u09be",
            "\u09bf",
            "\u09c7",
            "\u09cb",
            "\u0981",
            "\u0982",
            "\u09bc",
            "\u09cd",
            "\u09cd\u200d",
            "\u09cd\u200c",
        ],
    ),
    "gurmukhi": (
        "ਕਖਗਚਜਤਦਨਪਬਮਰਲਸਹ",
        ["\u0a3e", "\u0a3f", "\u0a47", "\u0a3c", "\u0a3c\u0a40", "\u0a70", "\u0a71", "\u0a4d"],
    ),
    "gujarati": ("કખગચજતદનપબમરલસહ", ["\u0abe", "\u0abf", "\u0ac7", "\u0a82", "\u0acd", "\u0acd\u200d", "\u0abc"]),
    "welsh": ("abcdwyŵŷ", ["\u0302", "\u0308", "\u0300", "\u0301"]),
}


@pytest.mark.parametrize("script", SCRIPTS)
@given(st.data())
def test_a_mark_never_splits_a_word(script: str, data: st.DataObject) -> None:
    """Whatever marks and joiners follow the letters of a word, it stays one whole word."""
    letters, marks = SCRIPTS[script]
    syllable = st.tuples(st.sampled_from(letters), st.sampled_from(["", *marks])).map("".join)
    written = data.draw(st.lists(st.lists(syllable, min_size=1, max_size=6).map("".join), min_size=1, max_size=5))
    assert [word.text for word in words_of(" ".join(written))] == written


def test_plain_text_is_cut_at_empty_lines_and_bullets() -> None:
    """A paragraph may wrap; every list item is a piece of its own."""
    found = PLAIN.blocks("One\nline.\n\n- first\n- second\n  goes on\n1. third\n")
    assert [(made.kind, made.raw) for made in found] == [
        (Kind.BODY, "One line."),
        (Kind.ITEM, "first"),
        (Kind.ITEM, "second goes on"),
        (Kind.ITEM, "third"),
    ]


def test_a_line_that_ends_a_sentence_ends_it_in_every_script() -> None:
    """Sentences on lines of their own stay apart, whatever their full stop looks like."""
    for text in ("سوال ہے۔\nجواب ہے۔", "ਇੱਕ।\nਦੋ।", "نعم؟\nلا."):
        (made,) = PLAIN.blocks(text)
        assert [sentence.text for sentence in made.sentences] == made.raw.split("\n") == text.split("\n")


def test_places_follow_wrapped_lines() -> None:
    """A word's place is where it stands in the file, whatever line breaks lie between."""
    (made,) = PLAIN.blocks("  One\n   two  three.\n")
    assert [made.place(made.raw.index(word)) for word in ("One", "two", "three")] == [(1, 3), (2, 4), (2, 9)]
