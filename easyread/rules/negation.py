"""L07: the rule that finds hard negations."""

from __future__ import annotations

from collections.abc import Iterator

from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Kind, Sentence, Word

NEGATIVE = frozenset({"not", "never", "nobody", "nothing", "none", "nowhere", "neither", "cannot"})
# 'without' alone is plain ('without help'), but with another negation it makes a knot.
WEAK = frozenset({"without"})
# After these, 'no' is the answer that someone gives: 'say no', 'yes or no'.
BEFORE_ANSWER = frozenset(
    {"say", "says", "said", "saying", "or", "answer", "answered", "press", "tap", "chose", "choose"}
)


def negations(sentence: Sentence) -> Iterator[Word]:
    """The words that deny something, in order."""
    for at, word in enumerate(sentence.words):
        following = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
        before = sentence.words[at - 1].lower if at else ""
        text = word.lower
        if text == "no":
            if following and _denies(sentence, word, following, before):
                yield word
        elif text == "not" and before == "or" and following is None:
            continue  # 'Did you like it, or not?' offers both sides.
        elif text in NEGATIVE or text in WEAK or text.endswith("n't"):
            yield word


def _denies(sentence: Sentence, word: Word, following: Word, before: str) -> bool:
    after = word.start + len(word.text) - sentence.start
    gap = sentence.text[after : following.start - sentence.start]
    return not gap.strip() and (before not in BEFORE_ANSWER or following.lower == "one")


def check(block: Block) -> Iterator[Hit]:
    """Finds more than one negation in a sentence (error) and any in a question (warning)."""
    if block.kind in {Kind.LABEL, Kind.ALT}:
        return
    for sentence in block.sentences:
        found = list(negations(sentence))
        strong = [word for word in found if word.lower not in WEAK]
        if len(found) > 1 and strong:
            message = f"Two negations in one sentence: '{found[0].text}' and '{found[1].text}'."
            yield Hit(found[1].start, Severity.ERROR, message, "Say what is true, or make two sentences.")
        elif strong and sentence.is_question:
            message = f"'{strong[0].text}' in a question makes it hard to answer."
            yield Hit(strong[0].start, Severity.WARNING, message, "Ask it the other way round.")


RULE = Rule(
    id="L07",
    name="Negation",
    severity=(Severity.ERROR, Severity.WARNING),
    threshold=(
        "More than one negation in a sentence is an error. Any negation in a question is a warning. "
        "'No' as an answer, labels and alt texts are left out. 'Without' counts only beside another negation."
    ),
    why="Two negations have to be turned round in the head. With one in a question, 'yes' can mean either thing.",
    source="W3C Making content usable; easyreadstandard.org",
    bad=("You cannot say nothing.", "Do you not like your home?"),
    good=("You can say no. You will not be in trouble.", "Do you like your home, or not?"),
    check=check,
    languages=("en",),
)
