"""L04: the rule that finds sentences with clause inside clause."""

from __future__ import annotations

from collections.abc import Iterator

from easyread.grammar.clauses import Clause, Join, clauses
from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Kind, Sentence

MOST = 1
CIRCUMSTANCES = frozenset({Join.REASON, Join.CONDITION, Join.TIME})
ALWAYS = CIRCUMSTANCES | {Join.RELATIVE, Join.THAT}


def subordinate(sentence: Sentence) -> list[Clause]:
    """The clauses that a word such as 'because' or 'who' opens, in order of that word.

    'Tell us what you think' is usual, and 'a paper that says what you need' too, so 'what'
    and its like count only after 'if', 'because' and such words.
    """
    opened = [clause for clause in clauses(sentence) if clause.opener >= 0]
    found: list[Clause] = []
    for clause in sorted(opened, key=lambda clause: clause.opener):
        is_inside = clause.join is Join.WH and any(other.join in CIRCUMSTANCES for other in found)
        if clause.join in ALWAYS or is_inside:
            found.append(clause)
    return found


def check(block: Block) -> Iterator[Hit]:
    """Finds sentences with more than one subordinator."""
    if block.kind in {Kind.LABEL, Kind.ALT}:
        return
    for sentence in block.sentences:
        found = subordinate(sentence)
        if len(found) > MOST:
            first, second = (sentence.words[clause.opener] for clause in found[:2])
            message = f"'{first.lower}' and '{second.lower}' in one sentence put one part inside another."
            suggestion = f"Make two sentences. Give the part with '{second.lower}' its own."
            yield Hit(second.start, Severity.ERROR, message, suggestion)


RULE = Rule(
    id="L04",
    name="Part inside a part",
    severity=(Severity.ERROR,),
    threshold=(
        "More than one of 'if', 'when', 'because', 'although', 'before', 'who', 'that' and their like, each with a "
        "verb of its own, is an error. 'What', 'how', 'why' and 'where' count only after 'if', 'because' and such "
        "words. Labels and alt texts are left out."
    ),
    why="Each part that hangs on another must be kept in mind until the whole is heard.",
    source="Leichte Sprache; W3C Making content usable",
    bad=(
        "If you are sad because staff shout, tell us.",
        "We stayed at home because it rained when we got up.",
    ),
    good=("Staff should not shout. Tell us if they do.", "It rained. So we stayed at home.", "Tell us what you think."),
    check=check,
    languages=("en",),
)
