"""L09: the rule that finds 'would', 'could' and 'might'."""

from __future__ import annotations

from collections.abc import Iterator

from easyread.grammar import speech
from easyread.grammar.clauses import clauses
from easyread.grammar.verbs import Form, form_of
from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Kind, Sentence

MOOD = frozenset({
    "would", "could", "might", "wouldn't", "couldn't", "mightn't", "would've", "could've", "might've",
})  # fmt: skip
WISHES = frozenset({"like", "love", "prefer", "rather", "want", "be", "wish"})
POLITE = WISHES - {"be", "want", "wish"}
# 'Could you hear it?' asks what a person was able to do then.
SENSES = frozenset({"hear", "smell", "taste", "feel", "understand", "remember", "sleep", "breathe"})
PAST = frozenset({"was", "were", "did", "had", "wasn't", "weren't", "didn't", "hadn't"})
PAST_TIMES = frozenset({"yesterday", "ago", "last"})
PAST_FORMS = (Form.PAST, Form.PAST | Form.PARTICIPLE)
# 'We wondered if you could come' is a wish.
ASKED = frozenset({"wondered", "asked", "hoped", "wished"})
NEAR = 4


def _is_past_ability(sentence: Sentence, at: int) -> bool:
    """Whether 'could' tells what a person was able to do."""
    lowers = [word.lower for word in sentence.words]
    if "if" in lowers:
        return False
    if not sentence.is_question and (lowers[at] == "couldn't" or lowers[at + 1 : at + 2] == ["not"]):
        return True  # 'We could not buy a van.'
    verbs = [lowers[clause.verb] for clause in clauses(sentence) if clause.verb not in {at, -1}]
    if any(verb in ASKED for verb in verbs) or lowers[at] == "could've":
        return False
    past = any(verb in PAST or form_of(verb) in PAST_FORMS for verb in verbs)
    return past or not SENSES.isdisjoint(lowers[at : at + NEAR]) or not PAST_TIMES.isdisjoint(lowers)


def _suggestion(sentence: Sentence, at: int) -> str:
    lowers = [word.lower for word in sentence.words[at : at + NEAR + 1]]
    if lowers[0].startswith("could"):
        return "Say 'can'."
    if lowers[0].startswith("might"):
        return "Say 'maybe', or what will happen."
    if any(word in WISHES for word in lowers[1:]):
        return "Say 'Do you want'." if sentence.is_question else "Say 'want'."
    return "Say what is true now, or use 'will'."


def _is_polite(sentence: Sentence, at: int) -> bool:
    """'Would you like', 'we'd love': a wish that is put in a polite way."""
    lowers = [word.lower for word in sentence.words[at : at + NEAR + 1]]
    is_would = lowers[0].startswith("would") or lowers[0].endswith("'d")
    return is_would and not POLITE.isdisjoint(lowers[1:])


def _is_mood(sentence: Sentence, at: int) -> bool:
    word = sentence.words[at].lower
    following = sentence.words[at + 1].lower if at + 1 < len(sentence.words) else ""
    if word.endswith("'d") and speech.is_contracted_subject(word):
        form = form_of(following)
        return following in WISHES or (bool(form & Form.BASE) and not form & (Form.PAST | Form.PARTICIPLE))
    if word not in MOOD or (at and sentence.words[at - 1].lower in speech.ARTICLES):
        return False
    return not (word.startswith("could") and _is_past_ability(sentence, at))


def check(block: Block) -> Iterator[Hit]:
    """Finds each 'would', 'could' and 'might', but not 'could' for what a person was able to do."""
    if block.kind is Kind.ALT:
        return
    for sentence in block.sentences:
        for at, word in enumerate(sentence.words):
            if _is_mood(sentence, at):
                does = "is polite, but 'want' is easier" if _is_polite(sentence, at) else "speaks of what is not so"
                message = f"'{word.text}' {does}."
                yield Hit(word.start, Severity.WARNING, message, _suggestion(sentence, at))


RULE = Rule(
    id="L09",
    name="Would, could, might",
    severity=(Severity.WARNING,),
    threshold=(
        "Each 'would', 'could' and 'might' is a warning, 'would you like' too. 'Could' is fine for what a person was "
        "able to do: beside a word of the past, or with 'hear', 'see' and their like. Alt texts are left out."
    ),
    why="These words speak of things that are not so. Some readers take them for things that are.",
    source="Leichte Sprache",
    bad=("Would you like to move?", "You could ask your keyworker.", "It might rain."),
    good=("Do you want to move?", "You can ask your keyworker.", "Could you hear the film last night?"),
    check=check,
    languages=("en",),
)
