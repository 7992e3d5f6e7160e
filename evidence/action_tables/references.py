"""Where an action says to look: 'See 12.1', 'Refer to 13.1', 'cf. 9.1', '(see 22)', 'Reference 3 above'."""

from __future__ import annotations

import re

NUMBER = r"(?:(?-i:[A-Z]{1,4})[/-]?)?(?!(?:19|20)\d\d\b)\d{1,5}(?:\.\d{1,3})*"
"""No year alone: 'see 2010' names no action."""
REFERENCE = re.compile(
    rf"\b(?:please\s+)?(?:see(?:\s+also)?|refer(?:s)?\s+to|cf\.?|reference|ref\.?|as\s+(?:in|for|at))\s+"
    rf"(?:also\s+)?(?:actions?\s+|nos?\.?\s+|points?\s+)?"
    rf"(?P<numbers>{NUMBER}(?:\s*(?:,|&|and|or)\s*{NUMBER})*)(?!\w|[/%]|\.\d)(?:\s+(?:above|below))?",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"\s*(?:weeks?|days?|months?|years?|people|staff|%|st|nd|rd|th|january|february|march|april|may|june|"
    r"july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
"""What makes a number one of something else: 'see 3 people'."""


def refers_to(text: str) -> tuple[str, ...]:
    """The numbers of the actions that a text refers to, each once, in order."""
    found: dict[str, None] = {}
    for match in REFERENCE.finditer(text):
        if not AFTER.match(text, match.end()):
            found |= dict.fromkeys(re.findall(NUMBER, match["numbers"]))
    return tuple(found)


def only_refers(text: str) -> bool:
    """Whether a text says nothing but where to look."""
    return bool(refers_to(text)) and not REFERENCE.sub("", text).strip(" .()")
