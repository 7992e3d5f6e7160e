"""Translations of what the program and its packs say to people. English is the source.

`locales/<domain>.pot` lists every sentence of a domain: `plainsay` for the program, and one for each pack. A
translation is `locales/<language>/<domain>.po`, with `reviews.yaml` beside it: who has read which sentences and found
them right.
"""

from __future__ import annotations

from locales.languages import PACKAGED, Languages, Offered
from locales.words import ENGLISH, SOURCE, Words, for_eye

__all__ = ["ENGLISH", "PACKAGED", "SOURCE", "Languages", "Offered", "Words", "for_eye"]
