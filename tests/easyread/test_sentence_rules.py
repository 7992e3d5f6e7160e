"""The rules about sentences: long questions, ideas, commas, passives, negations, conditions, pronouns and more."""

from __future__ import annotations

import pytest

from easyread.text import Kind
from tests.easyread.tools import check_finds, check_ok, hits

BAD = {
    "L02": "Do you feel that the people who support you every day listen to you?",
    "L03": "You rang and we came.",
    "L04": "If you are sad because staff shout, tell us.",
    "L05": "One, two, three, four.",
    "L07": "You cannot say nothing.",
    "L08": "If you are ill, call us unless it is night.",
    "L22": "The assessment led to a decision and an improvement.",
    "L23": "They help you.",
}


@pytest.mark.parametrize("rule", BAD)
def test_labels_and_alt_texts_are_no_sentences(rule: str) -> None:
    """What a rule of sentences finds in a body, it leaves alone in an alt text, and in a label (but for commas)."""
    check_finds(rule, BAD[rule], kind=Kind.BODY)
    check_ok(rule, BAD[rule], Kind.ALT)
    if rule != "L05":
        check_ok(rule, BAD[rule], Kind.LABEL)


@pytest.mark.parametrize(("count", "severities"), [(12, ""), (13, "W")])
def test_l02_counts_questions_only(count: int, severities: str) -> None:
    """Twelve words are fine in a question, thirteen are not; a statement is another rule's."""
    text = "go " * count
    assert "".join(hit.severity for hit in hits("L02", f"{text.strip()}?")) == severities
    check_ok("L02", f"{text.strip()}.")


def test_l03_lighter_clauses_need_company() -> None:
    """One clause with 'who', 'if' or 'what' is fine, two are not; the same word repeated after 'and' is one."""
    check_ok("L03", "The staff who help you are kind.")
    check_ok("L03", "You can stop when you want.")
    check_finds("L03", "If you know staff who can help, ask them.", "W", at="who")
    check_ok("L03", "Tell us what you like and what you hate.")


def test_l03_verbs_with_one_subject() -> None:
    """Two verbs of one subject are one idea in six words, and two ideas in nine."""
    check_ok("L03", "Open the door and come in.")
    check_finds("L03", "Go to the office and ask for the form.", "W", at="and")


@pytest.mark.parametrize(
    "text",
    [
        "If you have a worry, press 'I need help'.",
        "You said: I do not know.",
        "It is a paper that says what support you get.",
        "It is a house where people live and get care.",
        "They are things that help you do more.",
        "Do you cook, or does someone cook for you?",
    ],
)
def test_l03_leaves_usual_sentences_alone(text: str) -> None:
    """Buttons, what is said, what a thing is, and either-or questions are one idea."""
    check_ok("L03", text)


def test_l03_says_where_to_cut() -> None:
    """The suggestion names the word before which the first sentence can end."""
    (hit,) = hits("L03", "The bus was late, but we had fun.")
    assert hit.suggestion == "Make two sentences. End the first one before 'but'."


def test_l04_object_clauses_count_only_inside_others() -> None:
    """'Tell us what you think' has no part inside a part; 'if ... what' has."""
    check_ok("L04", "Tell us what you like when we ask.")
    check_ok("L04", "It is a paper that says what support you get.")
    check_finds("L04", "If you do not like what you see, tell us.", "E", at="what")


def test_l05_numbers_have_no_commas() -> None:
    """The comma inside a number is none, and the third real one is where the finding stands."""
    check_ok("L05", "It was 1,250 or 2,500 or 3,750 pounds, then less.")
    check_finds("L05", "Tea, milk, eggs, bread.", "W", at=", bread")


def test_l06_turns_the_sentence_round() -> None:
    """The suggestion is the sentence with its doer first, never with a doer that nobody named."""
    assert [hit.suggestion for hit in hits("L06", "You are helped by the staff.")] == ["Say: The staff help you"]
    for text in ("Were you asked?", "Any request must be submitted.", "The door was left open."):
        assert hits("L06", text)[0].suggestion == "Say who does it. Put them first: who, then what they do."
    assert hits("L06", "Who was invited?")[0].suggestion == "Say who does it. Put them first: who, then what they do."


@pytest.mark.parametrize(
    "text",
    [
        "Whether or not you go, we stay.",
        "Why not?",
        "No thanks.",
        "It is not only for you.",
        "Neither Sam nor Jo came.",
    ],
)
def test_l07_words_that_deny_nothing_twice(text: str) -> None:
    """An offer of both sides, a polite no and a pair that is one negation are fine."""
    check_ok("L07", text)


def test_l07_counts_words_that_turn_back() -> None:
    """'Not unhappy' is two negations; 'unhappy' alone is none."""
    check_finds("L07", "I am not unhappy.", "E", at="unhappy")
    check_ok("L07", "I am unhappy.")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("If you are ill, call us unless it is night.", "unless"),
        ("Tell us when you come if you can.", "if"),
        ("Should you be ill, call us if you can.", "if"),
    ],
)
def test_l08_finds_the_second_condition(text: str, at: str) -> None:
    """The finding stands at the second condition, whatever word opens the first."""
    check_finds("L08", text, "E", at=at)


def test_l08_questions_about_time_are_no_conditions() -> None:
    """'When did you come' asks for a time."""
    check_ok("L08", "When did you come, if I may ask?")


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Would you like to go?", "Say 'Do you want'."),
        ("I would like help.", "Say 'want'."),
        ("You could ask staff.", "Say 'can'."),
        ("It might rain.", "Say 'maybe', or what will happen."),
    ],
)
def test_l09_says_it_in_plain_mood(text: str, suggestion: str) -> None:
    """Each word of mood has its plain word."""
    assert [hit.suggestion for hit in hits("L09", text)] == [suggestion]


@pytest.mark.parametrize(
    "text",
    ["Could you hear it?", "We could not buy a van.", "I was ill, so I could stay in.", "He ran with all his might."],
)
def test_l09_past_ability_is_fine(text: str) -> None:
    """What a person was able to do is no mood."""
    check_ok("L09", text)


def test_l22_offers_a_verb() -> None:
    """Three nouns of action are too many; two are fine; the suggestion gives a verb."""
    check_ok("L22", "The assessment led to a decision.")
    (hit,) = hits("L22", "The assessment led to a decision and an improvement.")
    assert hit.suggestion == "Say who does what. Use a verb, such as 'assess' for 'assessment'."


@pytest.mark.parametrize(
    "text",
    [
        "The staff are kind. They help.",
        "Sam is here. He is kind. He likes tea.",
        "When they come, the staff knock.",
        "Everyone has their own key.",
        "It is good to talk.",
        "The door is open. Shut it.",
        "The nurse is kind.\n\nShe comes on Monday.",
        "His name is Sam.",
        "{name} is here. She is kind.",
        "Take them all back",
    ],
)
def test_l23_a_noun_is_near(text: str) -> None:
    """A noun, name or placeholder in the same sentence or the one before is enough, over an empty line too."""
    check_ok("L23", text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("They help you.", "They"),
        ("Sam left. We ate lunch. Later on he sang.", "he"),
        ("Who helps him?", "him"),
        ("I gave it back.", "it"),
        ("It is a big house. She lives there.", "She"),
    ],
)
def test_l23_no_noun_is_near(text: str, at: str) -> None:
    """A pronoun whose noun is missing, too far away or of the wrong kind is found."""
    check_finds("L23", text, "W", at=at)


@pytest.mark.parametrize("text", ["I would like to go.", "Would you like tea?", "We would prefer Monday."])
def test_l09_knows_the_polite_form(text: str) -> None:
    """A polite wish is called polite; other forms are told to speak of what is not so."""
    assert hits("L09", text)[0].message.endswith("is polite, but 'want' is easier.")
    assert hits("L09", "I would go.")[0].message == "'would' speaks of what is not so."
