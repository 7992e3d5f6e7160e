"""American spelling to British, so that one word list serves both."""

from __future__ import annotations

import re
from functools import lru_cache

# 'size', 'prize' and 'seize' are spelled so everywhere; four letters before the ending leave them alone.
ISE = re.compile(r"(?<=\w{3})iz(?=(?:e[ds]?|ing|ers?|ations?|ational)$)")
YSE = re.compile(r"(?<=[al])yz(?=(?:e[ds]?|ing|ers?)$)")
OUR = re.compile(r"^(|un|mis|dis)(behavi|col|fav|flav|hon|hum|lab|neighb|harb|rum|endeav|parl|vap|arm|sav)or(?!i)")
CENTRE = re.compile(r"^(cent|theat|fib|lit)er(?=s?$)")
NOT_ISE = frozenset({"capsize", "capsized", "outsize", "oversize", "resize", "resized", "citizens"})
OTHERS = {
    "counselor": "counsellor", "counselors": "counsellors", "counseling": "counselling", "traveler": "traveller",
    "traveling": "travelling", "traveled": "travelled", "canceled": "cancelled", "jewelry": "jewellery",
    "pajamas": "pyjamas", "mom": "mum", "mommy": "mummy", "gray": "grey", "mold": "mould", "moldy": "mouldy",
    "fulfill": "fulfil", "fulfillment": "fulfilment", "fulfills": "fulfils", "enrollment": "enrolment",
    "defense": "defence", "diarrhea": "diarrhoea", "airplane": "aeroplane", "mustache": "moustache",
    "skillful": "skilful", "labeled": "labelled", "signaling": "signalling", "centered": "centred",
    "individualized": "individualised", "judgment": "judgement", "aging": "ageing",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def british(word: str) -> str:
    """A word in small letters with its British spelling: 'color' gives 'colour'."""
    if word in OTHERS:
        return OTHERS[word]
    if word in NOT_ISE:
        return word
    word = YSE.sub("ys", ISE.sub("is", word))
    return CENTRE.sub(r"\1re", OUR.sub(r"\1\2our", word)) if "r" in word else word
