"""What part a word plays: pronouns, auxiliaries, determiners, joining words, participles.

English has few such words, so they are listed here. Verbs are in `verbs`; whole clauses in `clauses`.
"""

from __future__ import annotations

from functools import lru_cache

from easyread.grammar.verbs import Form, form_of

BE = frozenset({"am", "is", "are", "was", "were"})
BE_ANY = BE | {"be", "been", "being"}
HAVE = frozenset({"have", "has", "had"})
DO = frozenset({"do", "does", "did"})
MODALS = frozenset({"can", "cannot", "could", "will", "would", "shall", "should", "may", "might", "must"})
# 'the will', 'a can', 'in May': these are no auxiliaries after a determiner.
MODAL_NOUNS = frozenset({"can", "will", "may", "might", "must"})
NEGATED = frozenset({
    "isn't", "aren't", "wasn't", "weren't", "haven't", "hasn't", "hadn't", "don't", "doesn't", "didn't", "can't",
    "couldn't", "won't", "wouldn't", "shan't", "shouldn't", "mustn't", "mightn't", "needn't", "ain't",
})  # fmt: skip
AUXILIARIES = BE | HAVE | DO | MODALS | NEGATED
# 'it's', 'we'll': a subject and its auxiliary in one word.
CONTRACTED = ("'m", "'re", "'ll", "'ve", "'d")
IS_CONTRACTED = frozenset({
    "it's", "he's", "she's", "that's", "there's", "here's", "who's", "what's", "where's", "how's", "when's",
})  # fmt: skip

SINGULAR_SUBJECTS = frozenset({
    "he", "she", "it", "this", "everyone", "everybody", "someone", "somebody", "anyone", "anybody", "nobody",
    "everything", "something", "anything", "nothing",
})  # fmt: skip
PLURAL_SUBJECTS = frozenset({"i", "you", "we", "they", "these", "those"})
OPEN_SUBJECTS = frozenset({"who", "which", "that", "what", "there", "one"})
SUBJECTS = SINGULAR_SUBJECTS | PLURAL_SUBJECTS | OPEN_SUBJECTS
OBJECTS = frozenset({"me", "you", "him", "her", "it", "us", "them", "myself", "yourself", "themselves", "ourselves"})
POSSESSIVES = frozenset({"my", "your", "his", "her", "its", "our", "their", "whose"})
DETERMINERS = POSSESSIVES | {
    "the", "a", "an", "this", "that", "these", "those", "every", "each", "no", "some", "any", "another", "many", "few",
    "much", "more", "most", "all", "both", "several", "other", "enough", "such", "own", "one", "two", "three", "four",
    "five", "six", "seven", "eight", "nine", "ten", "which", "what", "good", "bad", "new", "big", "next", "last",
}  # fmt: skip
# After these a word that can be a noun is one.
ARTICLES = POSSESSIVES - {"her"} | {
    "the", "a", "an", "every", "each", "no", "some", "any", "another", "many", "few", "several", "other", "own", "good",
    "bad", "new", "big", "next", "last", "more", "enough",
}  # fmt: skip
PREPOSITIONS = frozenset({
    "of", "in", "on", "at", "with", "by", "for", "from", "about", "into", "onto", "over", "under", "near", "between",
    "through", "during", "without", "within", "around", "behind", "beside", "against", "across", "towards", "than",
    "per", "outside", "inside", "along", "upon", "beyond", "despite", "including",
})  # fmt: skip
PARTICLES = frozenset(
    {"hard", "well", "up", "down", "out", "off", "back", "away", "along", "together", "in", "on", "over", "round"}
)
# These stand between a subject and its verb, or between an auxiliary and its participle.
ADVERBS = frozenset({
    "not", "never", "always", "often", "also", "really", "just", "still", "only", "soon", "usually", "sometimes", "now",
    "then", "too", "even", "ever", "already", "almost", "again", "very", "well", "once", "perhaps", "maybe", "please",
    "so", "rather", "quite", "all", "both", "yet", "first", "later", "today", "either", "nearly", "currently", "mostly",
})  # fmt: skip
NOT_ADVERBS = frozenset({
    "family", "only", "early", "friendly", "lovely", "likely", "reply", "supply", "apply", "rely", "fly", "ugly",
    "daily", "weekly", "monthly", "silly", "lonely", "bully", "holy", "july", "italy", "comply", "multiply", "jelly",
})  # fmt: skip
# Ends in -ed or -en, but is no participle.
NOT_PARTICIPLES = frozenset({
    "need", "bed", "red", "shed", "seed", "feed", "speed", "hundred", "indeed", "sacred", "naked", "wicked", "breed",
    "weed", "bleed", "exceed", "proceed", "succeed", "greed", "embed", "ted", "fred", "wed", "med", "rugged", "creed",
})  # fmt: skip
LONGEST_SUFFIX = 3


@lru_cache(maxsize=20_000)
def is_adverb(word: str) -> bool:
    """Whether a word can stand between a subject and its verb: 'not', 'always', 'quickly'."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > LONGEST_SUFFIX and word not in NOT_ADVERBS)


@lru_cache(maxsize=20_000)
def is_contracted_subject(word: str) -> bool:
    """'it's', 'we'll': a subject with its auxiliary."""
    return "'" in word and (word in IS_CONTRACTED or (word.endswith(CONTRACTED) and word != "let's"))


def is_participle(word: str) -> bool:
    """Whether a word can be a past participle; unknown words in -ed can."""
    if form_of(word) & Form.PARTICIPLE:
        return True
    return word.endswith("ed") and len(word) > LONGEST_SUFFIX and word not in NOT_PARTICIPLES and "-" not in word


def is_plural(word: str) -> bool:
    """Whether a noun looks like more than one, or is a group: 'friends', 'staff', 'people'."""
    return word in GROUPS or (
        len(word) > LONGEST_SUFFIX and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
    )


GROUPS = frozenset({
    "people", "staff", "children", "men", "women", "police", "family", "team", "group", "council", "parents", "adults",
    "feet", "teeth", "everyone", "mice", "media", "data", "crew", "committee", "board", "tenants", "folk", "some",
    "others", "many", "most", "few", "both", "all",
})  # fmt: skip
FUNCTION_WORDS = (
    AUXILIARIES | BE_ANY | SUBJECTS | OBJECTS | DETERMINERS | PREPOSITIONS | ADVERBS
    | {"to", "and", "or", "but", "nor", "if", "unless", "because", "although", "though", "while", "whereas", "until",
       "till", "since", "before", "after", "as", "when", "whenever", "where", "why", "how", "whether", "yes", "no",
       "not", "here", "there", "down", "up", "out", "off", "away", "let's", "hello", "thanks"}
)  # fmt: skip
