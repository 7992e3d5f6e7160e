"""Who leads: one cell often names several, and 'and' stands within a title as often as between two."""

from __future__ import annotations

import re

INITIALS = r"[-–]\s?[A-Z](?:[A-Z-]|c){0,4}[A-Z]"
"""'- AH', '– SA-P', '- DMcM': titles are followed by initials, and the next title by nothing in between."""
NEXT = re.compile(rf"({INITIALS})\s+(?:and\s+|&\s+)?(?=[A-Z])")
CUT = re.compile(r"\s*;\s*|\s*\n\s*|\s+/\s*|\s*/\s+")
ROLE = r"(?:the\s+)?(?:Assistant|Deputy|Head|Director|Chief|Chair|Lead|Team|Service|Registered|Operations|Area)\s"
AND_ROLE = re.compile(rf"\s+(?:and|&)\s+(?={ROLE})")
ROLE_FIRST = re.compile(ROLE)
NAMES = re.compile(r"([A-Z][\w'’-]+ [A-Z][\w'’-]+) (?:and|&) ([A-Z][\w'’-]+ [A-Z][\w'’-]+)")
OF_A_TITLE = frozenset({
    "Services", "Service", "Operations", "Development", "Performance", "Care", "Policy", "Health", "Social",
    "Quality", "Learning", "Housing", "Commissioning", "Safeguarding", "Human", "Resources", "Manager",
    "Managers", "Team", "Teams", "Officer", "Officers", "Lead", "Adult", "Adults", "Children", "Training",
    "Finance", "Support", "Communications", "Partnerships", "Board", "Council", "Staff",
})  # fmt: skip


def leads(text: str) -> tuple[str, ...]:
    """The leads that a cell names, each once: split at `;`, ` / `, line ends, initials, and 'and' with care."""
    found: dict[str, None] = {}
    for piece in CUT.split(NEXT.sub(r"\1\n", text)):
        for one in _at_and(" ".join(piece.split())):
            name = one.strip(" ,").removesuffix(".").strip()
            if name:
                found[name] = None
    return tuple(found)


def _at_and(text: str) -> list[str]:
    """Only where both sides are a title of their own, or a person's first and last name."""
    if ROLE_FIRST.match(text):
        return AND_ROLE.split(text)
    names = NAMES.fullmatch(text)
    if names and not OF_A_TITLE & set(text.split()):
        return [names[1], names[2]]
    return [text]
