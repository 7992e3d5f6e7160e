"""Every rule, in the order of its number. A rule that is not in this tuple does not run."""

from __future__ import annotations

from easyread.rule import Rule
from easyread.rules import contraction, hard_word, long_block, long_sentence, negation, percent, symbols

RULES: tuple[Rule, ...] = (
    long_sentence.RULE,
    negation.RULE,
    hard_word.RULE,
    contraction.RULE,
    percent.RULE,
    symbols.RULE,
    long_block.RULE,
)
