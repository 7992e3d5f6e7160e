"""How many said it, and whether it got better, in words that tell of nobody."""

from __future__ import annotations

from bot.staff.plain import percent
from evidence.changes import Better
from evidence.suppression import FEWEST_IN_FIGURES, FEWEST_IN_WORDS, Shown

WORDS = {"most": "Most", "half": "Half or more", "few": "Fewer than half"}
STATES = {"draft": "Draft", "published": "Published", "withdrawn": "Taken back"}


def how_many(said: int) -> str:
    """Who gets it, in steps of five: `few people`, `5 to 9 people`, `10 people or more`."""
    if said < FEWEST_IN_WORDS:
        return "few people"
    return "5 to 9 people" if said < FEWEST_IN_FIGURES else f"{said} people or more"


def better(found: Better) -> str:
    """Whether it got better."""
    if found.shown is Shown.NOBODY:
        return "Nobody has said yet if it got better."
    if found.shown is Shown.HIDDEN:
        return "Fewer than 5 people have said if it got better. What they said is hidden to keep people private."
    words = f"{WORDS[found.words]} of those who said say that it got better, at least a bit."
    if found.likely is None:
        return words
    yes, a_bit, no = (number for _, number in found.counts)
    likely = f"likely between {percent(found.likely.low)} and {percent(found.likely.high)}"
    return f"{words} Of {found.people} people, {yes} said yes, {a_bit} a bit and {no} no ({likely})."
