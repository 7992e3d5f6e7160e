"""The rules of words: what each finds, leaves alone and suggests."""

from __future__ import annotations

import pytest

from easyread.text import Kind
from tests.easyread.tools import check_finds, check_ok, hits


def said(rule: str, text: str) -> list[str]:
    """What a rule suggests for a text."""
    return [hit.suggestion for hit in hits(rule, text)]


@pytest.mark.parametrize(
    "phrase", ["in order to", "on a daily basis", "access the community", "best interests meeting"]
)
def test_l10_finds_whole_phrases_of_jargon(phrase: str) -> None:
    """A phrase is one finding at its first word, with plainer words."""
    check_finds("L10", f"We met {phrase}.", "E", at=phrase)


def test_l10_gives_plain_words_in_other_forms_and_spellings() -> None:
    """Forms, American spelling and missing hyphens lead to the same plainer words."""
    assert said("L10", "They utilized it.") == ["Say: use."]
    assert said("L10", "Your person centered support.") == ["Say: about you."]


def test_l10_leaves_names_of_bodies_alone() -> None:
    """Jargon inside a name with capitals is a name; in a title of capitals it is not."""
    check_ok("L10", "She rang the Care Quality Commission.")
    check_finds("L10", "Our Commissioning Strategy", "E", "E", kind=Kind.HEADING)


def test_l10_takes_an_unknown_first_word_for_a_name() -> None:
    """What no dictionary has at the start of a sentence is a name; inside it in small letters it is hard."""
    check_ok("L10", "Agnieszka made the tea.")
    check_finds("L10", "We ate quenelles.", "E")


def test_l10_leaves_a_hard_word_that_is_explained() -> None:
    """The author may keep a hard word by explaining it, and use it afterwards."""
    check_ok("L10", "We talk about governance. Governance means how a charity is run. Good governance helps.")
    check_ok("L10", "She has dysphagia. This means that it is hard for her to swallow.")
    check_finds(
        "L10", "Our governance is good. We met in May. Governance means how a charity is run.", "E", at="governance"
    )


@pytest.mark.parametrize(
    "text",
    [
        "An advocate is a person who helps you to speak up.",
        "You can have an advocate. They help you to speak up.",
        "You can have an advocate: someone who helps you.",
        "You can have an advocate (someone who helps you).",
        "You can have an advocate, someone who helps you to speak up.",
        "This person is called an advocate.",
        "Advocates help you to speak up.",
        "You can have an advocate.\n\nAn advocate is a person who helps you.\n\nAsk your advocate.",
        "Safeguarding means keeping people safe. Tell the safeguarding team.",
    ],
)
def test_l11_knows_an_explanation(text: str) -> None:
    """A meaning may stand beside the word, behind a mark, in the next sentence, or earlier."""
    check_ok("L11", text)


@pytest.mark.parametrize(
    "text",
    [
        "You have an advocate. It is on Monday.",
        "Ask an advocate, a nurse or a friend.",
        "Ask your advocate. Have some tea. An advocate helps you to speak up.",
        "Your advocate is kind.",
    ],
)
def test_l11_wants_an_explanation_in_time(text: str) -> None:
    """A sentence that only looks like a meaning, or comes too late, is none."""
    check_finds("L11", text, "E", at="advocate")


def test_l11_tells_each_word_once_and_gives_its_meaning() -> None:
    """A word that comes often is one finding, with words to put in; labels and alt texts are left alone."""
    text = "Ask your advocate. Write to your advocate."
    assert said("L11", text) == ["Say next: This means a person who helps you to speak up."]
    check_ok("L11", "Advocate", kind=Kind.LABEL)
    check_ok("L11", "A person and an advocate", kind=Kind.ALT)


@pytest.mark.parametrize(
    "word", ["safeguarding", "advocate", "capacity", "safeguarding concern", "best interests meeting"]
)
def test_l10_and_l11_never_find_the_same_word(word: str) -> None:
    """One word is one finding."""
    text = f"We talk about {word}."
    assert len(hits("L10", text)) + len(hits("L11", text)) == 1


def test_l12_names_both_terms_and_their_lines() -> None:
    """The finding stands at the second name and says where both are."""
    text = "Your support worker helps.\n\nWe have tea.\n\nAsk your carer."
    check_finds("L12", text, "E")
    assert "'carer' in line 5 and 'support worker' in line 1" in hits("L12", text)[0].message


@pytest.mark.parametrize(
    "text",
    [
        "Your support worker helps. Your keyworker plans with you.",
        "Your support worker helps. Your family carer can come.",
        "Support workers and carers came. A carer sat down.",
        "Our support workers are kind. Ask a support worker.",
        "My mum is here. It is Mother's Day.",
        "I have a home. I go on a work placement.",
    ],
)
def test_l12_leaves_different_things_alone(text: str) -> None:
    """Other people, forms of one name, and names told apart in one sentence are not two terms."""
    check_ok("L12", text)


@pytest.mark.parametrize(
    "text",
    [
        "The Care Quality Commission (CQC) came. The CQC liked it.",
        "The CQC (Care Quality Commission) came.",
        "CQC stands for Care Quality Commission.",
        "We met the Tenants and Friends Group. The TFG has cake.",
        "I watch TV. The NHS is free. See your GP at 9 AM.",
        "STOP and look. You must NOT run.",
        "PLEASE SHUT THE DOOR",
        "She knows J.R. Hartley.",
    ],
)
def test_l13_leaves_known_and_spelled_out_short_forms_alone(text: str) -> None:
    """A short form is fine once its words were said, when everyone knows it, and when it is a word said loud."""
    check_ok("L13", text)


def test_l13_finds_the_first_use_only() -> None:
    """One finding for each short form, with its words where we know them."""
    assert said("L13", "Ask about PIP. PIP helps. The PIP form is long.") == ["Say: Personal Independence Payment."]
    check_finds("L13", "Our PAs met the T.F.G. today.", "E", "E", at="PAs")
    check_finds("L13", "The DoLS form.", "E", at="DoLS")


@pytest.mark.parametrize(
    "text", ["eg fruit", "e.g. fruit", "i.e. now", "food etc.", "food, etc", "NB: no dogs", "w/c 4 May"]
)
def test_l14_finds_short_forms_with_and_without_stops(text: str) -> None:
    """The short form is found however it is written."""
    check_finds("L14", f"Bring {text}", "E")


@pytest.mark.parametrize(
    "text", ["The egg is hot.", "I tie my shoe.", "EG Smith came.", "Mr E. G. Brown came.", "Re-read it."]
)
def test_l14_leaves_words_and_initials_alone(text: str) -> None:
    """Letters inside a word, and a person's initials, are not short forms."""
    check_ok("L14", text)


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("I dont know.", "do not"), ("We're gonna go.", "We are"), ("Mum's not here.", "mum is"),
        ("I don`t.", "do not"),
        ("You shouldn't've.", "should not have"), ("Someone'd like it.", "Someone would"), ("Wait 'til 4.", "until"),
    ],
)  # fmt: skip
def test_l15_finds_contractions_in_every_dress(text: str, full: str) -> None:
    """Without its mark, with another mark, of two words or of three, it is found and written out."""
    assert said("L15", text)[0].lower() == full.lower()


def test_l15_leaves_whose_it_is_alone() -> None:
    """'s and s' show whose something is."""
    check_ok("L15", "We ate at Sam's. The girls' room is Mum's too. Joe's running shoes are wet.")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Three people came.", "3"), ("twenty-five days", "25"), ("twenty five days", "25"),
        ("a two-bedroom flat", "2"),
        ("It took one hour.", "1"), ("one hundred people", "100"),
    ],
)  # fmt: skip
def test_l16_gives_the_digits(text: str, number: str) -> None:
    """A number in one or more words is one warning with its digits."""
    check_finds("L16", text, "W")
    assert said("L16", text) == [f"Write: {number}."]


@pytest.mark.parametrize(
    "text",
    ["No one came.", "One of us won.", "This one is red.", "Wait a second.", "She came first.", "I watch Channel Four.",
     "Two thirds is a lot.", "It is a two-way street.", "a million people"],
)  # fmt: skip
def test_l16_leaves_words_that_do_not_count_alone(text: str) -> None:
    """'One' as a pronoun, order, names and idioms are not numbers to write in digits."""
    check_ok("L16", text)


@pytest.mark.parametrize(
    "text", ["Room 204 is free.", "I live at 212 Mill Road.", "Take bus 349.", "999 answers day and night."]
)
def test_l17_leaves_numbers_that_are_names_alone(text: str) -> None:
    """The number of a door, a bus or a telephone counts nothing."""
    check_ok("L17", text)


def test_l17_finds_big_numbers_in_words() -> None:
    """A big number is as hard in words as in digits."""
    check_finds("L17", "We met two hundred families.", "W", at="two")
    check_finds("L17", "Staff did 999 hours.", "W", at="999")


@pytest.mark.parametrize(
    ("text", "number"),
    [("Read part II.", "2"), ("World War I was long.", "1"), ("Henry VIII had wives.", "8"), ("See (iv) below.", "4"),
     ("The year MMXXVI.", "2026"), ("Stage V is next.", "5")],
)  # fmt: skip
def test_l18_gives_the_number(text: str, number: str) -> None:
    """A Roman numeral is an error with its number."""
    assert said("L18", text) == [f"Write: {number}."]


@pytest.mark.parametrize(
    "text",
    ["I like it.", "The part I like is here.", "A V-neck jumper.", "She is on an IV drip.", "My CD is in size XL.",
     "Love from Mum XX", "MIX the CIVIL DID ILL.", "Option D is tea.", "Vitamin C helps."],
)  # fmt: skip
def test_l18_leaves_letters_alone(text: str) -> None:
    """The word I, sizes, kisses, short forms and words in capitals are not numerals."""
    check_ok("L18", text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("She hit the ground running.", "start well at once"), ("I am over the moon.", "very happy"),
     ("Let me touch base with you.", "talk"), ("He kept his cards close. We pulled our socks up.", "try harder")],
)  # fmt: skip
def test_l20_gives_plain_words(text: str, plain: str) -> None:
    """An idiom is found in any form, and the plain words are given."""
    assert said("L20", text) == [f"Say: {plain}."]


@pytest.mark.parametrize(
    "text",
    ["I ate a piece of cake.", "We are on the same page of the book.",
     "He pulled his socks up his feet.", "We lock up at the end of the day.",
     "Stick red tape on the step.", "The moon is over the house."],
)  # fmt: skip
def test_l20_leaves_words_that_mean_what_they_say_alone(text: str) -> None:
    """Where the sentence shows that the words are meant as they stand, nothing is found."""
    check_ok("L20", text)


@pytest.mark.parametrize("text", ["vis-à-vis", "vis-a-vis", "per annum", "Ad hoc", "pro-rata", "déjà vu"])
def test_l21_finds_foreign_words_however_they_are_written(text: str) -> None:
    """Accents, hyphens and capitals make no difference."""
    check_finds("L21", f"We say {text} here.", "E")


def test_l21_leaves_words_that_everyone_uses_alone() -> None:
    """Food and places that came from abroad long ago are not foreign any more."""
    check_ok("L21", "We had pizza, curry and a croissant in the café. The menu is new. We sing karaoke.")
