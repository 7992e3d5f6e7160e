"""L20: the rule that finds idioms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from easyread import words
from easyread.grammar import speech
from easyread.grammar.passives import WHEN_AND_WHERE
from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Kind, Sentence
from easyread.words.phrases import Match, Phrases, parts

COLOURS = frozenset({"red", "black", "blue", "green", "white", "grey"})
# After these stands the name of a thing.
ONE_FOLLOWS = frozenset({"a", "an", "the", "one's"})


@cache
def _idioms() -> Phrases:
    return Phrases(words.idioms())


def _is_counted(match: Match, sentence: Sentence) -> bool:
    """'See the lights' is no 'see the light': more of a thing inside an idiom are things."""
    written = [part.form for part in parts(sentence) if match.start <= part.start < match.end]
    wanted = match.key.replace("-", " ").split()
    if len(written) != len(wanted):
        return False
    inside = zip(pairwise(wanted), written[1:], strict=True)
    return any(before in ONE_FOLLOWS and here == f"{one}s" for (before, one), here in inside)


def _is_colour(match: Match, sentence: Sentence) -> bool:
    """'In the red folder': the colour of a thing that comes next."""
    if match.key.rpartition(" ")[2] not in COLOURS:
        return False
    following = next((word for word in sentence.words if word.start == match.end + 1), None)
    is_time = following is not None and (following.lower in WHEN_AND_WHERE or speech.is_adverb(following.lower))
    return following is not None and not is_time and following.lower not in speech.FUNCTION_WORDS


def check(block: Block) -> Iterator[Hit]:
    """Finds idioms of the list; not where other words of the sentence show that they are meant as they stand."""
    for sentence in () if block.kind is Kind.ALT else block.sentences:
        for match in _idioms().find(sentence):
            idiom = words.idioms()[match.key]
            if idiom.opens and match.start > sentence.words[0].start:
                continue
            if _is_counted(match, sentence) or _is_colour(match, sentence):
                continue
            if not idiom.literal.intersection(form for part in parts(sentence) for form in (part.form, part.base)):
                text = block.text[match.start : match.end]
                message = f"'{text}' does not mean what its words say."
                yield Hit(match.start, Severity.ERROR, message, f"Say: {idiom.plain}.")


RULE = Rule(
    id="L20",
    name="Idiom",
    severity=(Severity.ERROR,),
    threshold=(
        "Each idiom of our list, in any form of its words. It is left alone where the sentence has a word that shows "
        "that it is meant as it stands: 'a piece of cake' beside 'eat'. Alt texts are left out."
    ),
    why="Many readers take words as they stand. Then 'over the moon' is about the moon.",
    source="Inclusion Europe, Information for all",
    bad=("I am over the moon.", "We must all be on the same page."),
    good=("I am very happy.", "We read on the same page of the book."),
    check=check,
    languages=("en",),
)
