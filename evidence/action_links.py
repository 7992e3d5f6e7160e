"""Which areas and standards an action may be about, by its words: suggestions, for a person to choose from.

The rule is plain, so that it can be told: the words that an action shares with a statement and with the questions that
people are asked about it, without those that stand in many of them. It needs two such words, or one that stands in
hardly any other. It understands nothing, and links nothing by itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from dialogs.model import Audience
from dialogs.pack import Pack

MOST = 3
"""Suggestions for one action."""
SHORTEST = 4
"""Letters of a word that counts."""
COMMON, RARE = 14, 3
"""A word that stands in more statements than the first says little; in no more than the second, much."""
NO_LINK = "linked to"
"""In `more` of an action: somebody has said that it is about nothing that people are asked."""
NOTHING = "nothing"
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("ies", "ing", "ers", "er", "ed", "es", "s", "y", "e")
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        """about action actions after also because been before being does each ensure every everyone from have here into
made make more most must need nobody only other ours ourselves over people person plan plans review same some
such take than that their them then there these they think this those time times very want wants week weeks
what when where which while will with would your""",
    )
)


def suggested(pack: Pack, texts: Iterable[str]) -> tuple[str, ...]:
    """Ids of areas and standards that share most words with an action, at most three; those of the pack first.

    Args:
        pack: The code.
        texts: What the action says: what is to be done, the outcome, the evidence expected.
    """
    here = {stem for text in texts for stem in stems(text)}
    places = _places(pack)
    often = Counter(stem for _, words in places for stem in words)
    scored = []
    for place, (name, words) in enumerate(places):
        shared = [stem for stem in words & here if often[stem] <= COMMON]
        if len(shared) > 1 or any(often[stem] <= RARE for stem in shared):
            scored.append((-sum(1 / often[stem] for stem in shared), place, name))
    return tuple(name for _, _, name in sorted(scored)[:MOST])


def stems(text: str) -> frozenset[str]:
    """The words of a text that count, without their endings: `choosing`, `chooses` → `choos`."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(_stem(word) for word in words if len(word) >= SHORTEST and word not in _EMPTY)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word


def _places(pack: Pack) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each area with the words of its name; each standard with those of its statement and its questions."""
    asked: defaultdict[str, list[str]] = defaultdict(list)
    for prompt in pack.prompts:
        if prompt.audience is Audience.PERSON:
            for standard in prompt.reading.standards:
                asked[standard].append(prompt.question.ask)
    return _read(
        (
            *((one.id, one.name) for one in pack.areas),
            *((one.id, " ".join((one.statement, *asked[one.id]))) for one in pack.standards),
        )
    )


@lru_cache(maxsize=4)
def _read(texts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((name, stems(text)) for name, text in texts)
