"""L08: the rule that finds more than one condition in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from easyread.grammar.clauses import Join, clauses
from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Kind, Sentence, Word

MOST = 1
ALWAYS = frozenset({"if", "unless"})
PHRASES = (
    ("provided", "that"),
    ("providing", "that"),
    ("provided", "you"),
    ("providing", "you"),
    ("in", "case"),
    ("as", "long", "as"),
    ("on", "condition"),
)


def conditions(sentence: Sentence) -> list[Word]:
    """The words that open a condition, in order."""
    lowers = [word.lower for word in sentence.words]
    starts = {clause.opener for clause in clauses(sentence) if clause.join is Join.CONDITION}
    found = []
    for at, word in enumerate(sentence.words):
        phrase = any(tuple(lowers[at : at + len(phrase)]) == phrase for phrase in PHRASES)
        inside = at > 0 and lowers[at - 1] == "in" and lowers[at] == "case"
        is_should = lowers[at] == "should" and at == 0 and not sentence.is_question
        if lowers[at] in ALWAYS or phrase or is_should or (at in starts and not inside):
            found.append(word)
    return found


def check(block: Block) -> Iterator[Hit]:
    """Finds sentences with more than one condition."""
    if block.kind in {Kind.LABEL, Kind.ALT}:
        return
    for sentence in block.sentences:
        found = conditions(sentence)
        if len(found) > MOST:
            message = f"Two conditions in one sentence: '{found[0].text}' and '{found[1].text}'."
            suggestion = f"Give the part with '{found[1].lower}' a sentence of its own."
            yield Hit(found[1].start, Severity.ERROR, message, suggestion)


RULE = Rule(
    id="L08",
    name="Two conditions",
    severity=(Severity.ERROR,),
    threshold=(
        "More than one condition in a sentence is an error: 'if', 'unless', 'in case', 'as long as', and 'when' where "
        "a part of the sentence hangs on it. Labels and alt texts are left out."
    ),
    why="With two conditions a reader must work out four cases to know which one is theirs.",
    source="lucid-lint",
    bad=(
        "If you are ill, call us unless it is night.",
        "When you feel sad, tell staff if you can.",
    ),
    good=("Call us if you are ill. At night, call 111.", "When did you come?", "Tell staff when you feel sad."),
    check=check,
    languages=("en",),
)
