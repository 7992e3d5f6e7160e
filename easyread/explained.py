"""Tells whether a text explains a word: beside it, in the next sentence, or earlier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from easyread.text import Block, Kind, Sentence

DEFINING = (
    r"(?:when|where|what|how|who|an?|the|someone|somebody|something|anyone|people|things|about|for|like|to|another|any"
    r"|all|money|help|your|not|\w+ing)\b"
)
# 'This is medicine that makes you sleep.'
OF_KIND = r"\w+\s+(?:that|which|who)\s+\w+\s+\w"
HELPS = (
    r"(?:can\s+|will\s+|must\s+|should\s+)?(?:helps?|checks?|looks?\s+after|makes?\s+sure|speaks?\s+up|supports?|decides?"
    r"|lets?\s+you|protects?|says?\s+(?:that|what|how|who|when|where))\b"
)
# Behind the word: 'X means', 'X is when', 'X: ...', 'X (...)', 'X, someone who'.
MEANS = re.compile(
    r"['\"’”)\]*_]*,?\s+(?:(?:also|just|really|usually|often)\s+)?(?:we\s+)?(?:means?|meant|stands?\s+for)\b",
    re.IGNORECASE,
)
IS = re.compile(rf"['\"’”]*\s+(?:\w+ly\s+)?(?:(?:is|are)\s+{DEFINING}\W+\w+\W+\w|{HELPS}\s+\w+\W+\w)", re.IGNORECASE)
# 'A biopsy is a test.', 'An ombudsman looks at complaints.': what any such thing is or does.
IS_A = re.compile(
    rf"['\"’”]*\s+(?:is\s+an?\s+[\w-]+\W*$|{HELPS}\s+\w|(?:looks\s+(?:at|into)|listens\s+to|deals\s+with|sorts\s+out"
    r"|teaches|treats|cares\s+for)\s+\w)",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"['\"’”]*(?:\s*[:(=](?!\s*(?:Mrs?|Ms|Miss|Dr)\b)|\s+[-–—]|[–—])\s*['\"‘“]?[^\W\d]+\W+[^\W\d]", re.IGNORECASE
)
APPOSED = re.compile(
    r"['\"’”]*,\s*(?:(?:which|that|who)\s+(?:means?|is|are|helps?)\b|that\s+is\b"
    r"|(?:or\s+)?(?:someone|somebody|people|an?\s+\w+|the\s+\w+)\s+(?:who|that|which|to|about|where|from|for)\b)",
    re.IGNORECASE,
)
# In front of it: 'we call this X', 'Someone who helps you (an X)'.
CALLED = re.compile(
    r"(?:\bcalled|\bcall\s+(?:it|this|that|them|these)|\bknown\s+as|\bmeans?|\b(?:word|name)\s+for\s+(?:it|this|that|these)\s+is"
    r"|\w+\W+\w+\W+\w+\s+\()\s*(?:an?\s+|the\s+|your\s+)?['\"‘“*_]*$",
    re.IGNORECASE,
)
STARTS = re.compile(r"\W*(?:(?:an?|the|your|the\s+word|the\s+words|a\s+person\s+called)\s+)?\W*$", re.IGNORECASE)
ANY = re.compile(r"\W*an?\s+\W*$", re.IGNORECASE)
NEXT = re.compile(
    rf"\W*(?:(?:this|that|it|these|they)\s+(?:(?:also|just|really)\s+)?(?:means?\b|(?:is|are)\s+(?:{DEFINING}|{OF_KIND}))"
    rf"|(?:this|it|they|he\s+or\s+she|she\s+or\s+he|this\s+person|these\s+people|an?\s+\w+|the\s+\w+)\s+{HELPS}"
    r"|(?:this|it|they)\s+(?:can\s+|will\s+)?(?:says?|tells?|shows?|gives?|keeps?|stops?|pays?|listens?)\b"
    r"|in\s+other\s+words\b|that\s+is\b,)",
    re.IGNORECASE,
)

# So many labels and alt texts may stand between a word and its explanation.
NEAR = 4
# A heading or a point of a list has no room for an explanation: it may come below.
ROOMLESS = frozenset({Kind.HEADING, Kind.ITEM})


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a word: what it is listed as, the number of its sentence, and where it stands in the block."""

    key: str
    number: int
    block: Block
    start: int
    end: int


def read_in_order(blocks: Sequence[Block]) -> list[tuple[Block, Sentence]]:
    """The sentences of a text as a reader meets them, each with its block."""
    return [(block, sentence) for block in blocks for sentence in block.sentences]


def unexplained(uses: Iterable[Use], flow: Sequence[tuple[Block, Sentence]]) -> Iterator[Use]:
    """The uses of words that nothing explains beside them, in the next sentence or before."""
    listed = sorted(uses, key=lambda use: (use.number, use.start))
    beside = {(use.key, use.number) for use in listed if _is_beside(flow[use.number][1], use)}
    below = dict(sorted(beside, key=itemgetter(1)))  # the number of the last sentence that explains each
    explained: set[str] = set()
    for use in listed:
        if _is_explained(use, beside, flow):
            explained.add(use.key)
        if use.key not in explained and not (use.block.kind in ROOMLESS and below.get(use.key, 0) > use.number):
            yield use


def _is_explained(use: Use, beside: set[tuple[str, int]], flow: Sequence[tuple[Block, Sentence]]) -> bool:
    """Whether its own sentence or the next one explains a word."""
    following = _next(flow, use.number)
    if (use.key, use.number) in beside or (use.key, following) in beside:
        return True
    return bool(following and NEXT.match(flow[following][1].text))


def _is_beside(sentence: Sentence, use: Use) -> bool:
    before, after = sentence.text[: use.start - sentence.start], sentence.text[use.end - sentence.start :]
    is_defined = (IS.match(after) and STARTS.match(before)) or (IS_A.match(after) and ANY.match(before))
    return bool(
        MEANS.match(after) or is_defined or BESIDE.match(after) or APPOSED.match(after) or CALLED.search(before)
    )


def _next(flow: Sequence[tuple[Block, Sentence]], number: int) -> int:
    """The number of the next sentence that is no label or alt text, 0 when there is none."""
    near = range(number + 1, min(number + 1 + NEAR, len(flow)))
    return next((at for at in near if flow[at][0].kind not in {Kind.LABEL, Kind.ALT}), 0)
