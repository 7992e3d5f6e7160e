"""What holds for every rule: it is registered, explains itself and does well on the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from easyread import rule_docs
from easyread.lint import lint_text
from easyread.rule import Finding, Hit, Rule, Severity
from easyread.rules import RULES
from easyread.text import Kind
from tests.easyread.tools import check_finds, check_ok, hits
from tools.lint_scores import CORPUS, corpus, found, main, score

ROOT = Path(__file__).parents[2]
ITEMS = corpus()
FLOORS = yaml.safe_load((Path(__file__).parent / "floors.yaml").read_text("utf-8"))
NUMBERS = [f"L{number:02}" for number in range(1, 28)]
BY_ID = {rule.id: rule for rule in RULES}
FEWEST_ITEMS = 20
LOWEST_PRECISION = 0.9


def modules(rule: Rule) -> set[str]:
    """The modules of a rule's two checks, by their last names."""
    return {check.__module__.rpartition(".")[2] for check in (rule.check, rule.check_text)}


def test_every_rule_file_is_registered() -> None:
    """A rule file that is not in the tuple would never run, so there is none; and no rule only pretends to check."""
    files = {path.stem for path in (ROOT / "easyread" / "rules").glob("[!_]*.py")}
    files -= {file for file in files if "\nRULE = " not in (ROOT / f"easyread/rules/{file}.py").read_text("utf-8")}
    checked = [modules(rule) - {"rule"} for rule in RULES]
    assert all(checked)
    assert set().union(*checked) == files


def test_all_the_rules_are_there_in_order() -> None:
    """The rules are L01 to L27, each once, in the order of their numbers."""
    assert [rule.id for rule in RULES] == NUMBERS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_explains_itself(rule: Rule) -> None:
    """A rule says why, gives its source, and has two good and two bad examples that are true."""
    assert rule.why
    assert rule.source
    assert rule.threshold
    assert min(len(rule.bad), len(rule.good)) >= 2
    for text in rule.bad:
        check_finds(rule.id, text)
    for text in rule.good:
        check_ok(rule.id, text)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.others], ids=lambda rule: rule.id)
def test_examples_in_other_languages_are_true(rule: Rule) -> None:
    """A rule that works otherwise in other languages has an example of each, found and left alone."""
    for one in rule.others:
        given = lint_text(one.bad, one.language, rules=[rule])
        assert {finding.severity for finding in given} == {Severity.WARNING}, one
        assert all(finding.suggestion for finding in given), one
        assert lint_text(one.good, one.language, rules=[rule]) == [], one
    assert not rule.check_other or {"en", *(one.language for one in rule.others)} == set(rule.languages)


def test_the_corpus_is_wide_enough() -> None:
    """Every rule has twenty bad and twenty good items or more, and there are items of no other rule."""
    assert sorted(ITEMS) == NUMBERS
    few = {name: len(items[side]) for name, items in ITEMS.items() for side in items if len(items[side]) < FEWEST_ITEMS}
    assert few == {}


def test_no_item_stands_twice() -> None:
    """An item that stood twice would count twice, and one that was good and bad would say nothing."""
    for name, items in ITEMS.items():
        both = [*items["bad"], *items["good"]]
        assert len(both) == len(set(both)), name


@pytest.mark.parametrize("name", NUMBERS)
def test_rules_stay_as_good_as_they_were(name: str) -> None:
    """Precision and recall of a rule do not fall below its floors, and precision never below nine in ten."""
    figures = score(BY_ID[name], ITEMS[name])
    floor = FLOORS[name]
    assert figures.precision >= max(floor["precision"], LOWEST_PRECISION), figures.alarms
    assert figures.recall >= floor["recall"], figures.missed


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_finding_helps(rule: Rule) -> None:
    """Each finding has a message and a suggestion, and a severity that the rule's page promises."""
    given: list[Hit | Finding] = [hit for item in ITEMS[rule.id]["bad"] for hit in found(rule, item)]
    given += [it for one in rule.others for it in lint_text(one.bad, one.language, rules=[rule])]
    assert [hit for hit in given if not (hit.message and hit.suggestion)] == []
    assert {hit.severity for hit in given} == set(rule.severity)


def test_scores_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """The scores come as a Markdown table, one row a rule, with precision and recall."""
    main(["--markdown", "L01", "L27"])
    header, _, first, last = capsys.readouterr().out.splitlines()
    assert header == "| Rule | Name | Bad | Good | Precision | Recall |"
    assert (first[:6], last[:6]) == ("| L01 ", "| L27 ")


def test_a_miss_and_a_false_alarm_lower_the_score(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """One bad item of two that is not found halves recall; one alarm beside one right finding halves precision."""
    text = "bad: [Do not; stop., All is fine.]\ngood: [Yes; no., All is well.]\n"
    (tmp_path / "L19.yaml").write_text(text, encoding="utf-8")
    figures = score(BY_ID["L19"], corpus(tmp_path)["L19"])
    assert (figures.recall, figures.precision) == (0.5, 0.5)
    assert [item.text for item in figures.missed] == ["All is fine."]
    main(["--misses", "--corpus", str(tmp_path)])
    _, missed, alarm, _ = capsys.readouterr().out.splitlines()
    assert (missed.strip(), alarm.strip()) == ("missed: 'All is fine.' txt", "alarm:  'Yes; no.' txt")


def test_rule_page_is_fresh() -> None:
    """docs/rules.md is what the rules say now."""
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == rule_docs.render()


def test_other_languages_get_the_rules_that_make_sense() -> None:
    """English word rules stay out of Hungarian, and word counts out of Japanese."""
    given = lint_text("Nem tudom, hogy senki sem jött; 5% nem.", lang="hu")
    assert {"L17", "L19"} <= {finding.rule for finding in given}
    assert all(BY_ID[finding.rule].languages == () for finding in given)
    assert "L01" not in {finding.rule for finding in lint_text("a " * 40, lang="ja")}
    assert "L01" in {finding.rule for finding in lint_text("a " * 40, lang="en-GB")}


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
        ("tea", ""),
    ],
)
def test_l10_asks_the_lists_first(word: str, severities: str) -> None:
    """Common jargon is an error, rare everyday words are fine, and only the rest goes by frequency."""
    assert "".join(hit.severity for hit in hits("L10", f"This is {word}.")) == severities


def test_l10_offers_plainer_words() -> None:
    """Jargon is found in any form, once, and the plainer words are given."""
    assert len(hits("L10", "Service users came.")) == 1
    assert [hit.suggestion for hit in hits("L10", "They utilised it.")] == ["Say: use."]


def test_l10_knows_names_only_inside_sentences() -> None:
    """A capital inside a sentence makes a name; small letters do not."""
    check_ok("L10", "I know Xanthippe.")
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


def test_the_corpus_is_in_its_place() -> None:
    """The corpus that the scores come from is the one that stands beside these tests."""
    assert Path(__file__).parent / "corpus" == CORPUS


def test_severities_are_the_two_known() -> None:
    """A rule gives errors, warnings or both, and nothing else."""
    assert all(set(rule.severity) <= set(Severity) for rule in RULES)
