"""How many said it, in words that tell of nobody."""

from __future__ import annotations

from evidence.suppression import FEWEST_IN_FIGURES, FEWEST_IN_WORDS

STATES = {"draft": "Draft", "published": "Published", "withdrawn": "Taken back", "replaced": "Written anew"}


def how_many(said: int) -> str:
    """Who gets it, in steps of five: `few people`, `5 to 9 people`, `10 people or more`."""
    if said < FEWEST_IN_WORDS:
        return "few people"
    return "5 to 9 people" if said < FEWEST_IN_FIGURES else f"{said} people or more"
