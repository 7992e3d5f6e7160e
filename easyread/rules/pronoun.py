"""L23: the rule that finds 'he', 'she' and 'they' where nobody was named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from easyread.grammar import speech
from easyread.grammar.verbs import Form, form_of
from easyread.rule import Hit, Rule, Severity
from easyread.text import CLOSERS, Block, Kind, Sentence, Word
from easyread.words import names, persons

ONE = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
THING = frozenset({"it", "its", "itself"})
KINDS = (ONE, MANY, THING)
PRONOUNS = ONE | MANY | THING
SOMEBODY = frozenset({
    "someone", "somebody", "anyone", "anybody", "everyone", "everybody", "nobody", "who", "whoever", "each", "one",
    "others", "both", "these", "those", "some", "many", "most", "all", "none",
})  # fmt: skip
PERSON_ENDINGS = ("man", "woman", "ist", "er", "or", "person", "ian", "ee")
# They end like people and are things.
THINGS = frozenset({
    "dinner", "supper", "summer", "winter", "water", "paper", "letter", "number", "computer", "shower", "flower",
    "weather", "corner", "order", "power", "matter", "door", "floor", "colour", "humour", "river", "sugar", "butter",
    "tower", "drawer", "cooker", "folder", "poster", "printer", "trouser", "finger", "shoulder", "answer", "list",
    "other", "another", "either", "neither", "rather", "whether", "together", "after", "over", "under", "ever",
    "never", "however", "better", "bigger", "older", "younger", "later", "longer", "easier", "harder", "more", "per",
    "her", "for", "or", "nor", "committee", "coffee", "tree", "see", "free", "three", "agree", "fee", "knee", "degree",
    "error", "mirror", "doctor's", "motor", "horror", "minor", "major", "former", "super", "proper", "clever", "bitter",
    "remember", "offer", "enter", "consider", "cover", "wonder", "prefer", "suffer", "deliver", "layer",
    "september", "october", "november", "december", "meter", "metre", "centre", "center", "exist", "assist", "fist",
    "twist", "wrist", "mist", "toilet", "human", "indoor", "outdoor", "poor", "quicker", "slower", "boiler", "heater",
    "charter", "chapter", "register", "newsletter", "leader's", "danger", "anger", "hunger", "burger", "tiger",
    "cancer", "fever", "ladder", "leather", "feather", "lower", "higher", "upper", "greater", "smaller", "larger",
    "wider", "nearer", "further", "inner", "outer", "transfer", "gender", "border", "shelter", "silver",
})  # fmt: skip
IMPERSONAL = frozenset({
    "rains", "rained", "snows", "snowed", "seems", "seemed", "looks", "looked", "takes", "took", "matters", "mattered",
    "depends", "costs", "happens", "happened", "gets", "got", "feels", "felt", "sounds", "matter", "take", "cost",
    "seem", "happen", "look", "feel",
})  # fmt: skip
NEAR = 5
ENDS = (".", "?", "!", "…", ",", ":", *CLOSERS)
OPENERS = frozenset({"when", "if", "after", "before", "while", "once", "because", "although", "as", "unless", "until"})


def _is_person(word: str) -> bool:
    bare = word.removesuffix("'s")
    return bare in persons() or (bare.endswith(PERSON_ENDINGS) and bare not in THINGS and not form_of(bare))


def _is_name(sentence: Sentence, word: Word) -> bool:
    """A capital inside a sentence; at its start, a word that is nothing else we know."""
    if not word.text[0].isupper() or word.lower in speech.FUNCTION_WORDS or word.lower in PRONOUNS:
        return False
    is_first = word.start == sentence.words[0].start
    return not is_first or word.lower in names() or not (form_of(word.lower) or speech.is_adverb(word.lower))


def _fits(sentence: Sentence, word: Word, pronoun: str) -> bool:
    """Whether a word can be the one that a pronoun means."""
    text = word.lower
    if pronoun in THING:
        return _is_thing(word)
    if text.startswith("0") or text in SOMEBODY or _is_name(sentence, word):
        return True  # a placeholder is mostly a name
    if _is_person(text):
        return True
    if pronoun in ONE:
        return _is_person(text.removesuffix("s")) and text.endswith("s")
    is_verb = bool(form_of(text) & ~Form.NOUN) and not form_of(text) & Form.NOUN
    return speech.is_plural(text) and not is_verb and text not in speech.FUNCTION_WORDS


def _is_thing(word: Word) -> bool:
    """Any word that may be a noun; 'this' and 'something' stand for one."""
    text = word.lower
    if text in {"this", "that", "everything", "something", "anything", "nothing", "one", "what"}:
        return True
    form = form_of(text)
    is_known = text in speech.FUNCTION_WORDS or speech.is_adverb(text) or text in PRONOUNS
    return not is_known and (not form or bool(form & (Form.NOUN | Form.ING)))


def _is_found(sentence: Sentence, at: int, previous: Sentence | None) -> bool:
    """Whether a noun that fits stands before the pronoun, or after it where its part comes first."""
    pronoun = sentence.words[at].lower
    # 'Who helps him?': the one who is asked for is somebody else.
    first = 1 if sentence.words[0].lower == "who" else 0
    before = any(_fits(sentence, word, pronoun) for word in sentence.words[first:at])
    comes_first = sentence.words[0].lower in OPENERS or _word(sentence, at + 1) in {"name", "names"}
    after = comes_first and any(_fits(sentence, word, pronoun) for word in sentence.words[at + 1 :])
    return before or after or (previous is not None and any(_fits(previous, word, pronoun) for word in previous.words))


def _word(sentence: Sentence, at: int) -> str:
    return sentence.words[at].lower if 0 <= at < len(sentence.words) else ""


def _stands_for_nothing(sentence: Sentence, at: int) -> bool:
    """'It is raining', 'make it easy to', 'where it hurts'."""
    before, following = _word(sentence, at - 1), _word(sentence, at + 1)
    after_verb = any(_word(sentence, place) in {"to", "that", "when", "if"} for place in range(at + 1, at + NEAR))
    is_aside = before in {"where", "when", "how", "if", "as", "is", "was", "isn't", "wasn't"}
    return after_verb or is_aside or following in speech.BE | speech.MODALS | IMPERSONAL or following == "has"


def _kinds(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The first pronoun of each kind in a sentence and its kind; the next ones mean the same."""
    seen: set[int] = set()
    for at, word in enumerate(sentence.words):
        if word.lower in PRONOUNS:
            kind = next(number for number, pronouns in enumerate(KINDS) if word.lower in pronouns)
            if kind not in seen and not (word.lower == "it" and _stands_for_nothing(sentence, at)):
                seen.add(kind)
                yield at, kind


def check_text(blocks: Sequence[Block]) -> Iterator[tuple[Block, Hit]]:
    """Finds third-person pronouns without a noun that fits in their sentence or the one before."""
    previous: Sentence | None = None
    known: set[int] = set()
    for block in blocks:
        if block.kind in {Kind.LABEL, Kind.ALT}:
            continue
        for sentence in block.sentences:
            here = set[int]()
            # Body text without a stop is a button, on a page that names things.
            is_button = block.kind is Kind.BODY and not sentence.text.endswith(ENDS)
            for at, kind in () if is_button else _kinds(sentence):
                here.add(kind)
                if kind not in known and not _is_found(sentence, at, previous):
                    yield block, _hit(sentence.words[at])
            # 'Sam is here. He is kind. He likes tea.': still Sam.
            known, previous = here, sentence


def _hit(word: Word) -> Hit:
    asks = "what" if word.lower in THING else "who"
    message = f"'{word.text}' may leave the reader asking {asks} that is."
    return Hit(word.start, Severity.WARNING, message, f"Say the name or the noun instead of '{word.lower}'.")


RULE = Rule(
    id="L23",
    name="Pronoun without a noun",
    severity=(Severity.WARNING,),
    threshold=(
        "'He', 'she', 'they', 'it' and their forms are a warning where no noun that fits stands in the same sentence "
        "or the one before. A name, a person and 'someone' fit; for 'they' any plural, for 'it' any noun. 'It "
        "is raining' "
        "and 'it is good to' stand for nothing and are left out, as are labels and alt texts."
    ),
    why="A reader must look back to know who 'they' are. Far from the noun, or without one, the meaning is lost.",
    source="Leichte Sprache",
    bad=("They help you to cook.", "It is a nice house. It is warm. She lives there."),
    good=(
        "The staff are kind. They help you to cook.",
        "Sam is here. He is kind. He likes tea.",
        "People like their home.",
    ),
    check_text=check_text,
    languages=("en",),
)
