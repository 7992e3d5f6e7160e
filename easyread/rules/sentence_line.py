"""L26: the rule that finds sentences that do not begin on a new line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Kind, Look, Sentence

KINDS = frozenset({Kind.BODY, Kind.ITEM})
STRAIGHT = '"'
OPENING, CLOSING = "“«", "”»"
# 'Well... I like it' may be one sentence or two.
TRAILING = ("...", "…")
SHOWN_WORDS = 4
MANY = "This line has more than one sentence."
JOINED = "A page shows this line and the next as one."


def check(block: Block) -> Iterator[Hit]:
    """Finds lines with two or more sentences, once a line. Headings, labels and alt texts are left out."""
    if block.kind not in KINDS or len(block.sentences) < 2:  # noqa: PLR2004 -- two are the first that can share a line
        return
    line = begin = -1
    for before, sentence in zip(block.sentences, block.sentences[1:], strict=False):
        begin = block.text.rfind("\n", 0, sentence.start) + 1
        if begin > before.start or begin == line or before.text.endswith(TRAILING):
            continue
        if _is_inside_quotes(block.text[begin : sentence.start]):
            continue
        line = begin
        yield Hit(sentence.start, Severity.WARNING, MANY, _suggestion(block, sentence))


def check_text(blocks: Sequence[Block]) -> Iterator[tuple[Block, Hit]]:
    """Finds the first line of a Markdown text that its page joins with the next, once a text."""
    ends = ((block, mark) for block in blocks if block.kind in KINDS for mark in block.marks)
    for block, mark in ends:
        if mark.look is Look.JOINED:
            yield block, Hit(mark.start, Severity.WARNING, JOINED, "End it with 2 spaces. Do so in the whole text.")
            return


def _is_inside_quotes(text: str) -> bool:
    """Whether what somebody says goes on here: its sentences belong together."""
    is_open = sum(map(text.count, OPENING)) > sum(map(text.count, CLOSING))
    return is_open or text.count(STRAIGHT) % 2 == 1


def _suggestion(block: Block, sentence: Sentence) -> str:
    # As it is written: in the sentence's own text an address is masked.
    words = block.raw[sentence.start : sentence.start + len(sentence.text)].split()
    said = " ".join(words[:SHOWN_WORDS]) + (" …" if len(words) > SHOWN_WORDS else "")
    return f"Start a new line before '{said}'"


RULE = Rule(
    id="L26",
    name="Two sentences on a line",
    severity=(Severity.WARNING,),
    threshold=(
        "A paragraph, list item or text item with two or more sentences on one line is a warning. "
        "Headings, labels, alt texts and sentences inside quotation marks are left out. In Markdown a page joins lines "
        "that are not apart by an empty line or end with 2 spaces: the first such line is a warning, the rest are not."
    ),
    why="With a line of its own, a sentence is easy to find again, and its end is easy to see.",
    source="Leichte Sprache",
    bad=("We will ask you. You can stop.", "It is your home. You choose who visits."),
    good=("We will ask you.\nYou can stop.", "It is your home."),
    check=check,
    check_text=check_text,
)
