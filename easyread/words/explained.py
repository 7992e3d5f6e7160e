"""Tells whether a text explains a word: beside it, in the next sentence, or earlier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from easyread.grammar.verbs import Form, base_of, form_of
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
# A sentence that begins with the word, or with 'It', and tells what such a thing does: 'The court settles quarrels.'
OPENS = re.compile(r"\W*(?:(?:an?|the)\s+)?\W*$", re.IGNORECASE)
ACTS = re.compile(
    r"['\"’”)*_]*\s+(?:(?:also|often|usually)\s+)?(?P<can>can\s+)?(?P<verb>[a-z]+)\s+(?P<after>\w+)(?=\s+\w|\W*$)",
    re.IGNORECASE,
)
POINTS = re.compile(r"\W*(?:it|this|they)(?=\s)", re.IGNORECASE)
# These tell news of one such thing: 'They come on Monday.', 'It takes two weeks.'
NEWS = frozenset({
    "arrive", "be", "become", "begin", "belong", "call", "close", "come", "cost", "do", "eat", "end", "enjoy", "feel",
    "finish", "get", "go", "happen", "have", "hope", "know", "last", "leave", "lie", "like", "live", "look", "love",
    "meet", "move", "need", "open", "phone", "remain", "ring", "seem", "sign", "sit", "sleep", "smile", "stand",
    "start", "stay", "take", "think", "visit", "wait", "want", "work",
})  # fmt: skip
LOOKS_AT = frozenset({"after", "at", "for", "into"})

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
    telling = {(use.key, use.number) for use in listed if _tells(flow[use.number][1], use)}
    below = dict(sorted(beside, key=itemgetter(1)))  # the number of the last sentence that explains each
    explained: set[str] = set()
    for use in listed:
        if _is_explained(use, beside, telling, flow):
            explained.add(use.key)
        if use.key not in explained and not (use.block.kind in ROOMLESS and below.get(use.key, 0) > use.number):
            yield use


def _is_explained(
    use: Use, beside: set[tuple[str, int]], telling: set[tuple[str, int]], flow: Sequence[tuple[Block, Sentence]]
) -> bool:
    """Whether its own sentence or the next one explains a word."""
    following = _next(flow, use.number)
    if (use.key, use.number) in beside:
        return True
    if not following:
        return False
    text = flow[following][1].text
    return (use.key, following) in beside or (use.key, following) in telling or bool(NEXT.match(text)) or _goes_on(text)


def _is_beside(sentence: Sentence, use: Use) -> bool:
    before, after = sentence.text[: use.start - sentence.start], sentence.text[use.end - sentence.start :]
    is_defined = (IS.match(after) and STARTS.match(before)) or (IS_A.match(after) and ANY.match(before))
    return bool(
        MEANS.match(after) or is_defined or BESIDE.match(after) or APPOSED.match(after) or CALLED.search(before)
    )


def _tells(sentence: Sentence, use: Use) -> bool:
    """'The Ombudsman looks at complaints.': the sentence begins with the word and tells what it does."""
    is_first = OPENS.match(sentence.text[: use.start - sentence.start])
    return bool(is_first) and _acts(sentence.text[use.end - sentence.start :])


def _goes_on(text: str) -> bool:
    """'It settles quarrels.': a sentence that points to the word before it and tells what it does."""
    points = POINTS.match(text)
    return points is not None and _acts(text[points.end() :])


def _acts(after: str) -> bool:
    """Whether a verb of the present comes next, with something behind it, that is more than news."""
    found = ACTS.match(after)
    if not found:
        return False
    verb, following = found["verb"].lower(), found["after"].lower()
    wanted = Form.BASE if found["can"] else Form.BASE | Form.THIRD
    is_news = base_of(verb) in NEWS and not (base_of(verb) == "look" and following in LOOKS_AT)
    return bool(form_of(verb) & wanted) and not is_news


def _next(flow: Sequence[tuple[Block, Sentence]], number: int) -> int:
    """The number of the next sentence that is no label or alt text, 0 when there is none."""
    near = range(number + 1, min(number + 1 + NEAR, len(flow)))
    return next((at for at in near if flow[at][0].kind not in {Kind.LABEL, Kind.ALT}), 0)
