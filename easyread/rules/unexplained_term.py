"""L11: the rule that finds hard words of the glossary that the text does not explain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from easyread import words
from easyread.rule import Hit, Rule, Severity
from easyread.rules.hard_word import listed
from easyread.text import Block, Kind
from easyread.words.explained import Use, read_in_order, unexplained


def _uses(blocks: Sequence[Block]) -> Iterator[Use]:
    for number, (block, sentence) in enumerate(read_in_order(blocks)):
        if block.kind not in {Kind.LABEL, Kind.ALT}:
            for match in listed(sentence):
                if match.key in words.explain():
                    yield Use(match.key, number, block, match.start, match.end)


def check_text(blocks: Sequence[Block]) -> Iterator[tuple[Block, Hit]]:
    """Finds the first use of each marked word that nothing explains there, in the next sentence or before."""
    told: set[str] = set()
    for use in unexplained(_uses(blocks), read_in_order(blocks)):
        if use.key not in told:
            told.add(use.key)
            meaning = words.glossary()[use.key]
            message = f"'{use.key}' is a hard word that the text does not explain."
            yield use.block, Hit(use.start, Severity.ERROR, message, f"Say next: This means {meaning}.")


RULE = Rule(
    id="L11",
    name="Hard word without an explanation",
    severity=(Severity.ERROR,),
    threshold=(
        "A word that the glossary marks 'explain' must be explained where it is first used: in the same sentence ('X "
        "means', 'X is a', 'X: ...'), in the next sentence ('This is', 'They help', 'The Ombudsman looks at'), or "
        "earlier in the text. Later uses are fine. A heading or list item has no room, so a sentence below may "
        "explain it. One finding for each word. Labels and alt texts are left out. L10 and L11 never find the same "
        "word: L11 looks at marked words of the glossary, L10 at words to replace and at rare words. L10 leaves a "
        "hard word alone too when the text explains it in one of these ways."
    ),
    why="Some words name a right or a person's job, and nothing plainer will do. Then the reader needs the meaning.",
    source="UK government accessible communication formats",
    bad=("You can ask for an advocate.", "Read your tenancy agreement. It is in the folder."),
    good=(
        "You can ask for an advocate. An advocate is a person who helps you to speak up.",
        "You have a tenancy agreement. This is a paper about your home.",
    ),
    check_text=check_text,
    languages=("en",),
)
