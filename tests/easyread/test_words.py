"""The word lists hold together."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from easyread import words
from easyread.lint import lint_text
from easyread.rule import Severity
from easyread.rules.hard_word import rank
from easyread.sources import PLAIN
from easyread.words.everyday import is_everyday
from easyread.words.phrases import Phrases
from easyread.words.spelling import british

FOLDER = Path(words.__file__).parent
LISTS = {
    name: (FOLDER / f"{name}.txt").read_text("utf-8")
    for name in ("deny", "glossary", "easy", "names", "idioms", "foreign", "acronyms", "known_acronyms", "concepts")
}
SAMPLE = yaml.safe_load((Path(__file__).parent / "words_sample.yaml").read_text("utf-8"))


def test_lists_have_no_word_in_common_with_the_deny_list() -> None:
    """A word is never both jargon and fine."""
    assert not set(words.deny()) & (set(words.glossary()) | words.easy() | words.names())


def test_one_text_never_gets_two_findings_for_one_phrase() -> None:
    """No phrase stands in two of the lists that find something."""
    lists = [set(words.deny()), words.explain(), set(words.idioms()), set(words.foreign())]
    assert sum(map(len, lists)) == len(set().union(*lists))


def test_lists_are_wide_enough_and_whole() -> None:
    """The lists are as long as the rules need, and every entry says what to put in its place."""
    assert len(words.deny()) >= 600
    assert len(words.easy()) >= 2500
    assert len(words.idioms()) >= 300
    assert len(words.foreign()) >= 100
    assert len(words.explain()) >= 60
    for pairs in (words.deny(), words.glossary(), words.foreign(), words.acronyms(), words.known_acronyms()):
        assert all(pairs.values())
    assert all(idiom.plain for idiom in words.idioms().values())
    assert all(word == word.lower() for word in (*words.deny(), *words.glossary(), *words.easy(), *words.names()))


@pytest.mark.parametrize("name", sorted(LISTS))
def test_lists_are_tidy(name: str) -> None:
    """Each list says at its top how it was made, has no entry twice, no stray space and is sorted."""
    lines = LISTS[name].splitlines()
    entries = [line for line in lines if not line.startswith("#")]
    keys = [line.split("\t")[0] for line in entries]
    assert lines[0].startswith("#")
    assert len(keys) == len(set(keys))
    assert all(field == field.strip() and field for line in entries for field in line.split("\t"))
    assert name == "concepts" or keys == sorted(keys)


def test_meanings_in_the_glossary_are_plain() -> None:
    """What explains a word obeys the rules itself."""
    faults = [found for meaning in words.glossary().values() for found in lint_text(f"It is {meaning}.")]
    assert [found for found in faults if found.severity == "E"] == []


def test_plainer_words_are_not_jargon_themselves() -> None:
    """What an entry suggests is not itself on a list of words to leave out."""
    plain = [*words.deny().values(), *words.foreign().values(), *(idiom.plain for idiom in words.idioms().values())]
    faults = ((text, fault) for text in plain for fault in lint_text(text) if fault.rule in {"L10", "L20", "L21"})
    assert [(text, fault.message) for text, fault in faults if fault.severity == "E"] == []


def test_each_thing_has_two_names_and_no_name_two_things() -> None:
    """A name of a thing stands in one line only, and each line has something to choose from."""
    names = [name for thing in words.concepts() for name in thing]
    assert all(len(thing) >= 2 for thing in words.concepts())
    assert len(names) == len(set(names))


def test_short_forms_are_either_known_or_spelled_out() -> None:
    """No short form stands in both lists."""
    assert not set(words.acronyms()) & set(words.known_acronyms())


def test_the_sample_of_easy_and_hard_words() -> None:
    """No easy word of the sample is found, and at most 1 in 50 hard ones is fine."""
    listed = set(words.deny()) | words.explain()
    hard = [word for word in SAMPLE["hard"].split() if word not in listed]
    assert [word for word in SAMPLE["easy"].split() if word in listed or rank(word)] == []
    assert len([word for word in hard if rank(word) is None]) <= len(SAMPLE["hard"].split()) / 50


def test_compounds_go_by_their_parts() -> None:
    """A hyphenated word is as hard as its hardest part."""
    assert rank("tea-cup") is None
    assert rank("tea-domicile") == Severity.ERROR


@pytest.mark.parametrize("word", ["walker", "unhappy", "helping", "kindness", "raincoat", "swimmer", "messier", "beds"])
def test_words_made_of_easy_words_are_easy(word: str) -> None:
    """A known word with an everyday ending, beginning or partner is known too."""
    assert is_everyday(word)


@pytest.mark.parametrize("word", ["retain", "amenable", "commitment", "undue", "remit", "accrual", "adherence"])
def test_words_that_only_look_made_of_easy_words_are_not(word: str) -> None:
    """Letters of an easy word inside another word do not make it easy."""
    assert not is_everyday(word)


@pytest.mark.parametrize(
    ("american", "home"),
    [
        ("color", "colour"), ("behavioral", "behavioural"), ("organize", "organise"), ("utilizing", "utilising"),
        ("center", "centre"), ("neighbors", "neighbours"), ("pajamas", "pyjamas"), ("analyzed", "analysed"),
        ("size", "size"), ("prize", "prize"), ("horizon", "horizon"), ("citizen", "citizen"), ("letter", "letter"),
        ("seized", "seized"), ("doctor", "doctor"), ("collect", "collect"),
    ],
)  # fmt: skip
def test_american_spelling_is_known(american: str, home: str) -> None:
    """One list serves both spellings, and words that only look American stay."""
    assert british(american) == home


def found(keys: list[str], text: str) -> list[tuple[str, str]]:
    """Phrases found in a text: the key and the words as they stand."""
    (block,) = PLAIN.blocks(text)
    matches = (match for sentence in block.sentences for match in Phrases(keys).find(sentence))
    return [(match.key, block.text[match.start : match.end]) for match in matches]


def test_phrases_are_found_in_any_form() -> None:
    """Forms of the words, hyphens, capitals, accents and whose it is make no difference."""
    assert found(["touch base"], "We Touched base.") == [("touch base", "Touched base")]
    assert found(["person-centred"], "A person centered plan.") == [("person-centred", "person centered")]
    assert found(["vis a vis"], "Rules vis-à-vis pets.") == [("vis a vis", "vis-à-vis")]
    assert found(["keep one's chin up"], "Keep Sam's chin up.") == [("keep one's chin up", "Keep Sam's chin up")]


def test_phrases_stop_at_marks_and_the_longest_wins() -> None:
    """A phrase does not go across a comma or a full stop, and a longer one is found whole."""
    assert found(["in order to"], "They were in order, to me. All in order. To bed!") == []
    assert found(["risk", "risk assessment"], "A risk assessment.") == [("risk assessment", "risk assessment")]
