"""L15: the rule that finds contractions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Sentence, Word, small

SPECIAL = {
    "won't": "will not", "can't": "cannot", "shan't": "shall not", "ain't": "is not", "let's": "let us",
    "y'all": "you all", "c'mon": "come on", "d'you": "do you", "ma'am": "", "o'clock": "",
    # The mark that was left out, or written into the word.
    "dont": "do not", "cant": "cannot", "wont": "will not", "doesnt": "does not", "didnt": "did not",
    "isnt": "is not", "wasnt": "was not", "werent": "were not", "arent": "are not", "havent": "have not",
    "hasnt": "has not", "hadnt": "had not", "couldnt": "could not", "wouldnt": "would not", "shouldnt": "should not",
    "youre": "you are", "youve": "you have", "youll": "you will", "theyre": "they are", "theyve": "they have",
    "theyll": "they will", "weve": "we have", "ive": "I have", "im": "I am", "thats": "that is", "whats": "what is",
    "theres": "there is", "heres": "here is", "wheres": "where is",
    # Said as one word.
    "gonna": "going to", "wanna": "want to", "gotta": "have to", "gimme": "give me", "lemme": "let me",
    "dunno": "do not know", "kinda": "kind of", "sorta": "sort of", "innit": "is it not", "coulda": "could have",
    "shoulda": "should have", "woulda": "would have", "outta": "out of",
}  # fmt: skip
ENDINGS = {"n't": " not", "'re": " are", "'ve": " have", "'ll": " will", "'m": " am"}
# Elsewhere 's shows whose it is ('Sam's room'), and 'd is rare.
WITH_S = frozenset({
    "it", "he", "she", "that", "this", "there", "here", "what", "who", "where", "when", "how", "why",
    "everything", "something", "nothing", "anything",
})  # fmt: skip
WITH_D = frozenset({
    "i", "you", "he", "she", "it", "we", "they", "that", "there", "who", "how", "what", "where", "why", "this",
    "someone", "everyone", "nobody", "somebody", "everybody",
})  # fmt: skip
# What never follows a word that shows whose something is: 'Sam's not here', 'Mum's gone'.
AFTER_IS = frozenset(
    {
        "not",
        "been",
        "gone",
        "got",
        "going",
        "coming",
        "never",
        "always",
        "ready",
        "perfect",
        "asleep",
        "awake",
        "alright",
        "here",
        "really",
    }
)
BIT = re.compile(r"['’‘`´](?:tis|twas|em|til|cause|cos|bout)\b", re.IGNORECASE)
BITS = {
    "tis": "it is",
    "twas": "it was",
    "em": "them",
    "til": "until",
    "cause": "because",
    "cos": "because",
    "bout": "about",
}
# An accent or an opening quote in place of the mark: 'don`t'.
ODD_MARK = re.compile(r"\b[A-Za-z]+n[`´‘]t\b|\b(?:I|[Yy]ou|[Ww]e|[Tt]hey|[Hh]e|[Ss]he|[Ii]t)[`´‘](?:m|re|ve|ll|s|d)\b")


def longer(word: Word) -> str:
    """The word written in full, or '' when it is not a contraction."""
    return _longer(word.lower)


@lru_cache(maxsize=20_000)
def _longer(text: str) -> str:
    if text in SPECIAL:
        return SPECIAL[text]
    if "'" not in text:
        return ""
    stem, _, tail = text.rpartition("'")
    if tail == "s" and stem in WITH_S:
        return f"{stem} is"
    if tail == "d" and stem in WITH_D:
        return f"{stem} would"
    ending = next((ending for ending in ENDINGS if text.endswith(ending) and text != ending), "")
    stem = text.removesuffix(ending)
    return (_longer(stem) or stem) + ENDINGS[ending] if ending else ""


def _in_full(sentence: Sentence, at: int) -> str:
    word = sentence.words[at]
    full = longer(word)
    if not full and word.lower.endswith("'s") and at + 1 < len(sentence.words):
        is_verb = sentence.words[at + 1].lower in AFTER_IS
        full = f"{word.lower.removesuffix(chr(39) + 's')} is" if is_verb else ""
    if full and word.text.isupper() and full != word.lower:
        is_short_form = word.lower in SPECIAL and "'" not in word.lower
        return "" if is_short_form else full.upper()  # 'IM' may be a short form
    return full


def check(block: Block) -> Iterator[Hit]:
    """Finds contractions; 'Sam's room' is not one."""
    for sentence in block.sentences:
        for at, word in enumerate(sentence.words):
            full = _in_full(sentence, at)
            if full:
                full = full[0].upper() + full[1:] if word.text[0].isupper() else full
                yield Hit(word.start, Severity.ERROR, f"'{word.text}' is a contraction.", full)
    for found in BIT.finditer(block.text):
        yield Hit(found.start(), Severity.ERROR, f"'{found[0]}' is a contraction.", BITS[found[0][1:].lower()])
    for found in ODD_MARK.finditer(block.text):
        plain = small(re.sub("[`´‘]", "'", found[0]))
        yield Hit(found.start(), Severity.ERROR, f"'{found[0]}' is a contraction.", _longer(plain))


RULE = Rule(
    id="L15",
    name="Contraction",
    severity=(Severity.ERROR,),
    threshold=(
        "Every contraction is an error, also without its mark ('dont') and as it is said ('gonna'). Whose it is "
        "('Sam's room') and 'o'clock' are fine."
    ),
    why="The small word that changes the meaning, such as 'not', is easy to miss in a contraction.",
    source="Norfolk County Council easy read guidance",
    bad=("I don't know.", "We’re here to listen."),
    good=("I do not know.", "This is Sam's room. It is 4 o'clock."),
    check=check,
    languages=("en",),
)
