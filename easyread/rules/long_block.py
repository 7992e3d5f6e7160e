"""L27: the rule that finds long blocks of text."""

from __future__ import annotations

from collections.abc import Iterator

from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Sentence

MOST_SENTENCES = 3
MOST_WORDS = 50
SHORT_LINE = 10
STOPS = (".", "!", "?", "…", "؟", "。", "！", "？", "।")
CLOSERS = "\"'”’»)]*_"


def check(block: Block) -> Iterator[Hit]:
    """Finds blocks over 3 sentences or 50 words. A list of texts under one key is one block: one screen shows it."""
    counted = [sentence for sentence in block.sentences if not _is_short_line(block, sentence)]
    count = len(counted)
    length = sum(len(sentence.words) for sentence in counted)
    if count > MOST_SENTENCES:
        message = f"This block has {count} sentences. Keep it to {MOST_SENTENCES}."
        yield Hit(counted[MOST_SENTENCES].start, Severity.ERROR, message, "Start a new block or screen here.")
    elif length > MOST_WORDS:
        message = f"This block has {length} words. Keep it to {MOST_WORDS}."
        yield Hit(counted[0].start, Severity.ERROR, message, "Make two blocks.")


def _is_short_line(block: Block, sentence: Sentence) -> bool:
    """Whether a few words have a line of their own and no full stop, as in a list, an address or a menu."""
    if len(sentence.words) > SHORT_LINE or sentence.text.rstrip(CLOSERS).endswith(STOPS):
        return False
    before, after = block.text[: sentence.start], block.text[sentence.start + len(sentence.text) :]
    is_list = bool(before.strip() or after.strip())
    return is_list and before.rstrip(" ")[-1:] in {"", "\n"} and after.lstrip(" ")[:1] in {"", "\n"}


RULE = Rule(
    id="L27",
    name="Long block",
    severity=(Severity.ERROR,),
    threshold=(
        "A block over 3 sentences or over 50 words is an error. Lines of at most 10 words without a full stop, as in a "
        "list or an address, do not count."
    ),
    why="A wall of text looks hard before it is read. A short block leaves room for one picture and one idea.",
    source="lucid-lint; W3C Making content usable",
    bad=(
        "This is your home. You choose who visits. You choose what you eat. You choose when you sleep.",
        "We came. We sat. We ate. We left.",
    ),
    good=("This is your home. You choose who visits.", "One. Two. Three."),
    check=check,
)
