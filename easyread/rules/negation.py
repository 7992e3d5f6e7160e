"""L07: the rule that finds hard negations."""

from __future__ import annotations

from collections.abc import Iterator

from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Kind, Sentence, Word

NEGATIVE = frozenset({"not", "never", "nobody", "nothing", "none", "nowhere", "neither", "cannot", "nor", "no-one"})
# 'without' alone is plain ('without help'), but with another negation it makes a knot.
WEAK = frozenset({"without", "hardly", "barely"})
COUNTED = NEGATIVE | WEAK | {"no"}
# After 'not', these turn the sense round a second time.
OPPOSITE = frozenset({
    "unhappy", "unsafe", "unkind", "unfair", "unwell", "unable", "unwilling", "unlikely", "uncommon", "unusual",
    "unimportant", "unreasonable", "unfriendly", "unpleasant", "unhelpful", "unclear", "impossible", "impolite",
    "incorrect", "dishonest", "illegal", "irresponsible", "disagree", "dislike", "unaware", "uncomfortable",
    "unnecessary", "untrue", "unlike", "unwelcome", "uninterested", "undesirable", "unacceptable", "inappropriate",
})  # fmt: skip
# After these, 'no' is the answer that someone gives: 'say no', 'yes or no'.
BEFORE_ANSWER = frozenset({
    "say", "says", "said", "saying", "or", "answer", "answered", "press", "tap", "chose", "choose", "yes", "mean",
    "means", "meant", "tick", "click",
})  # fmt: skip
# 'No means no.', 'No thanks.', 'No is fine.'
AFTER_ANSWER = frozenset({"means", "is", "thanks", "thank", "please", "and", "or", "answer"})
NEAR = 4


def _at(sentence: Sentence, at: int) -> str:
    return sentence.words[at].lower if 0 <= at < len(sentence.words) else ""


def negations(sentence: Sentence) -> Iterator[Word]:
    """The words that deny something, in order. 'Neither ... nor' is one."""
    has_neither = False
    for at, word in enumerate(sentence.words):
        text = word.lower
        if text in {"not", "no"} and not _denies(sentence, at):
            continue
        if text == "nor" and has_neither:
            continue
        has_neither = has_neither or text == "neither"
        turns_back = text in OPPOSITE and any(_at(sentence, place) == "not" for place in range(at - NEAR, at))
        if text in COUNTED or text.endswith("n't") or turns_back:
            yield word


def _denies(sentence: Sentence, at: int) -> bool:
    """Whether 'no' or 'not' denies; an answer, 'or not', 'why not' and 'not only' do not."""
    before, following = _at(sentence, at - 1), _at(sentence, at + 1)
    if sentence.words[at].lower == "not":
        is_short_why = before == "why" and len(sentence.words) <= NEAR
        return not (_offers_both(sentence, at) or following in {"only", "just"} or is_short_why)
    if not following or _gap(sentence, at).strip():
        return False
    is_answer = (before in BEFORE_ANSWER and following != "one") or (at == 0 and following in AFTER_ANSWER)
    return not is_answer and following != "or"


def _offers_both(sentence: Sentence, at: int) -> bool:
    """'Did you like it, or not?', 'whether or not'; 'or not asked' denies."""
    is_end = not _at(sentence, at + 1) or "," in _gap(sentence, at)
    return _at(sentence, at - 1) == "or" and (is_end or _at(sentence, at - 2) == "whether")


def _gap(sentence: Sentence, at: int) -> str:
    """What stands between a word and the next."""
    word, following = sentence.words[at], sentence.words[at + 1]
    return sentence.text[word.start + len(word.text) - sentence.start : following.start - sentence.start]


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
        "More than one negation in a sentence is an error, 'not unhappy' too. Any negation in a question is a warning. "
        "'No' as an answer, 'or not', 'Why not?', 'not only', labels and alt texts are left out. 'Neither ... nor' is "
        "one negation. 'Without' and 'hardly' count only beside another negation."
    ),
    why="Two negations have to be turned round in the head. With one in a question, 'yes' can mean either thing.",
    source="W3C Making content usable; easyreadstandard.org",
    bad=("You cannot say nothing.", "Do you not like your home?"),
    good=("You can say no. You will not be in trouble.", "Do you like your home, or not?"),
    check=check,
    languages=("en",),
)
