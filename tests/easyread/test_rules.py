"""What each rule finds and leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from easyread import rule_docs
from easyread.lint import lint_text
from easyread.rule import Severity
from easyread.rules import RULES
from easyread.text import Kind
from tests.easyread.tools import check_finds, check_ok, hits

ROOT = Path(__file__).parents[2]
CORPUS = yaml.load((Path(__file__).parent / "corpus.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 -- only text
BAD = [(rule, text) for rule, texts in CORPUS.items() for text in texts["bad"]]
GOOD = [(rule, text) for rule, texts in CORPUS.items() for text in texts["good"]]


@pytest.mark.parametrize(("rule", "text"), BAD)
def test_bad_sentences_are_found(rule: str, text: str) -> None:
    """Every bad sentence of the corpus is found by its rule."""
    check_finds(rule, text)


@pytest.mark.parametrize(("rule", "text"), GOOD)
def test_good_sentences_are_left_alone(rule: str, text: str) -> None:
    """No good sentence of the corpus is found by its rule."""
    check_ok(rule, text)


def test_corpus_is_wide_enough() -> None:
    """Every rule has ten good and ten bad sentences or more in the corpus."""
    assert set(CORPUS) == {rule.id for rule in RULES}
    assert all(len(texts[side]) >= 10 for texts in CORPUS.values() for side in ("good", "bad"))


def test_every_rule_file_is_registered() -> None:
    """A rule file that is not in the tuple would never run, so there is none."""
    files = {path.stem for path in (ROOT / "easyread" / "rules").glob("*.py")} - {"__init__"}
    assert {rule.check.__module__.rpartition(".")[2] for rule in RULES} == files
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_explains_itself(rule: object) -> None:
    """A rule says why, gives its source, and has two good and two bad examples that are true."""
    found = next(known for known in RULES if known is rule)
    assert found.why
    assert found.source
    assert found.threshold
    assert min(len(found.bad), len(found.good)) >= 2
    for text in found.bad:
        check_finds(found.id, text)
    for text in found.good:
        check_ok(found.id, text)


def test_every_hit_has_a_severity_that_its_rule_names() -> None:
    """A rule gives only the severities that its page promises, and uses each of them in the corpus."""
    for rule in RULES:
        given = {hit.severity for text in CORPUS[rule.id]["bad"] for hit in hits(rule.id, text)}
        assert given == set(rule.severity), rule.id


def test_rule_page_is_fresh() -> None:
    """docs/rules.md is what the rules say now."""
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == rule_docs.render()


@pytest.mark.parametrize(("count", "severities"), [(10, ""), (11, "W"), (15, "W"), (16, "E")])
def test_l01_thresholds(count: int, severities: str) -> None:
    """Ten words are fine, eleven are a warning, sixteen an error."""
    assert "".join(hit.severity for hit in hits("L01", "go " * count)) == severities


def test_l01_leaves_alt_texts_alone() -> None:
    """A long alt text is not a long sentence."""
    check_ok("L01", "one two three four five six seven eight nine ten eleven twelve", Kind.ALT)


def test_l01_says_where_the_sentence_begins() -> None:
    """The finding stands at the long sentence, not at the one before it."""
    check_finds("L01", "Short. This one has so many words in it that it is long.", "W", at="This")


def test_l07_leaves_labels_alone() -> None:
    """An answer's label may say no twice over."""
    check_ok("L07", "No, not me", Kind.LABEL)
    check_finds("L07", "I did not say no thing, not ever.", "E", kind=Kind.BODY)


@pytest.mark.parametrize(
    ("word", "severities"),
    [
        ("capacity", "E"),
        ("bedroom", ""),
        ("nurse", ""),
        ("domicile", "E"),
        ("advocate", ""),
        ("venue", "W"),
        ("tea", ""),
    ],
)
def test_l10_asks_the_lists_first(word: str, severities: str) -> None:
    """Common jargon is an error, rare everyday words are fine, and only the rest goes by frequency."""
    assert "".join(hit.severity for hit in hits("L10", f"This is {word}.")) == severities


def test_l10_offers_plainer_words() -> None:
    """Jargon is found in any form, once, and the plainer words are given."""
    assert [hit.suggestion for hit in hits("L10", "Service users came.")] == ["Say: people."]
    assert [hit.suggestion for hit in hits("L10", "They utilised it.")] == ["Say: use."]


def test_l10_knows_names_only_inside_sentences() -> None:
    """A capital inside a sentence makes a name; at its start it does not."""
    check_ok("L10", "I know Xanthippe.")
    check_finds("L10", "Xanthippe is here.", "W")
    check_finds("L10", "This is xanthippe.", "E")
    check_finds("L10", "Domicile", "E", kind=Kind.LABEL)
    check_ok("L10", "Xanthippe is here. I know Xanthippe.")


def test_l15_gives_the_long_form() -> None:
    """The suggestion is the words in full, with the same first letter."""
    pairs = {"Can't": "Cannot", "won’t": "will not", "they're": "they are", "Isn't": "Is not"}
    assert {text: hits("L15", text)[0].suggestion for text in pairs} == pairs


def test_l17_tells_percent_from_big_numbers() -> None:
    """Percent is an error, a big number a warning."""
    check_finds("L17", "50% of 200 people", "E", "W", at="%")


def test_l27_counts_words_too() -> None:
    """Fifty words in one block are fine, fifty-one are not."""
    check_ok("L27", "go " * 50)
    check_finds("L27", "go " * 51, "E")


def test_other_languages_get_the_rules_that_make_sense() -> None:
    """English word rules stay out of Hungarian, and word counts out of Japanese."""
    found = lint_text("Nem tudom, hogy senki sem jött; 5% nem.", lang="hu")
    assert {finding.rule for finding in found} == {"L17", "L19"}
    assert not lint_text("a " * 40, lang="ja")
    assert {finding.severity for finding in lint_text("a " * 40, lang="en-GB")} == {Severity.ERROR}
