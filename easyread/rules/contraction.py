"""L15: the rule that finds contractions."""

from __future__ import annotations

from collections.abc import Iterator

from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Word

SPECIAL = {
    "won't": "will not", "can't": "cannot", "shan't": "shall not", "ain't": "is not", "let's": "let us",
    "y'all": "you all", "'tis": "it is", "could've": "could have", "should've": "should have",
    "would've": "would have", "might've": "might have", "must've": "must have",
}  # fmt: skip
ENDINGS = {"n't": " not", "'re": " are", "'ve": " have", "'ll": " will", "'m": " am"}
# Elsewhere 's shows whose it is ('Sam's room'), and 'd is rare.
WITH_S = frozenset({
    "it", "he", "she", "that", "this", "there", "here", "what", "who", "where", "when", "how", "why",
    "everything", "something", "nothing",
})  # fmt: skip
WITH_D = frozenset({"i", "you", "he", "she", "it", "we", "they", "that", "there", "who"})


def longer(word: Word) -> str:
    """The word written in full, or '' when it is not a contraction."""
    text = word.lower
    if "'" not in text:
        return ""
    if text in SPECIAL:
        return SPECIAL[text]
    stem, _, tail = text.rpartition("'")
    if tail == "s" and stem in WITH_S:
        return f"{stem} is"
    if tail == "d" and stem in WITH_D:
        return f"{stem} would"
    ending = next((ending for ending in ENDINGS if text.endswith(ending) and text != ending), "")
    return text.removesuffix(ending) + ENDINGS[ending] if ending else ""


def check(block: Block) -> Iterator[Hit]:
    """Finds contractions; 'Sam's room' is not one."""
    for sentence in block.sentences:
        for word in sentence.words:
            full = longer(word)
            if full:
                full = full[0].upper() + full[1:] if word.text[0].isupper() else full
                yield Hit(word.start, Severity.ERROR, f"'{word.text}' is a contraction.", full)


RULE = Rule(
    id="L15",
    name="Contraction",
    severity=(Severity.ERROR,),
    threshold="Every contraction is an error. Whose it is ('Sam's room') and 'o'clock' are fine.",
    why="The small word that changes the meaning, such as 'not', is easy to miss in a contraction.",
    source="Norfolk County Council easy read guidance",
    bad=("I don't know.", "We’re here to listen."),
    good=("I do not know.", "This is Sam's room. It is 4 o'clock."),
    check=check,
    languages=("en",),
)
