"""L14: the rule that finds eg, ie, etc. and their like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easyread.rule import Hit, Rule, Severity
from easyread.text import Block

INSTEAD = {
    "eg": "Say 'for example'.", "ie": "Say 'that is', or leave it out.", "etc": "Say 'and other things', or stop here.",
    "nb": "Leave it out.", "viz": "Say 'that is'.", "cf": "Say 'see'.", "ibid": "Leave it out.",
    "aka": "Say 'also called'.", "asap": "Say 'as soon as you can'.", "approx": "Say 'about'.", "incl": "Say 'with'.",
    "inc": "Say 'with'.", "wrt": "Say 'about'.", "fao": "Say 'for'.", "tbc": "Say 'we will tell you'.",
    "tba": "Say 'we will tell you'.", "wc": "Say 'the week from'.", "re": "Say 'about'.", "esp": "Say 'most of all'.",
    "vs": "Say 'against'.", "pa": "Say 'a year'.", "pw": "Say 'a week'.", "pcm": "Say 'a month'.",
    "misc": "Say 'other'.", "etal": "Say 'and others'.", "etcetera": "Say 'and other things', or stop here.",
}  # fmt: skip
FORM = re.compile(
    r"""(?<![\w.@'’/-])(?:
        [Ee]\.?\s?g\.(?!\w)|[Ii]\.?\s?e\.(?!\w)
        |E\.G\.(?!\s*[A-Z])|I\.E\.(?!\s*[A-Z])|[Ee]g|[Ii]e|EG(?=[\s:,])|IE(?=[\s:,])
        |[Ee]tc|ETC|[Ee]t\s?cetera|&c|[Nn]\.?[Bb]\.|NB|[Vv]iz|cf\.|ibid|aka|a\.k\.a|AKA|[Aa]sap|ASAP|[Aa]pprox|incl|inc\.
        |wrt|FAO|TB[CA]|tb[ca]|w/c|re:|[Rr]e:|esp\.|vs|v\.s\.|p\.a\.|pw|p\.w\.|pcm|misc\.
    )(?![\w'’@-])""",
    re.VERBOSE,
)
NAME = re.compile(r"\s*[A-Z][a-z]+")


def check(block: Block) -> Iterator[Hit]:
    """Finds short forms that stand for Latin or for office words."""
    for found in FORM.finditer(block.text):
        key = re.sub(r"[^a-z]", "", found[0].lower())
        key = {"c": "etc"}.get(key, key)
        # 'EG Smith' has initials.
        if found[0] not in {"EG", "IE"} or not NAME.match(block.text, found.end()):
            yield Hit(
                found.start(), Severity.ERROR, f"'{found[0]}' is a short form that is hard to read.", INSTEAD[key]
            )


RULE = Rule(
    id="L14",
    name="eg, ie, etc",
    severity=(Severity.ERROR,),
    threshold="Each eg, ie, etc, NB, viz, aka, asap, approx and others like them, with or without full stops.",
    why="Readers do not know what these letters stand for, and a voice that reads aloud says them oddly.",
    source="Norfolk County Council easy read guidance",
    bad=("Bring a snack, eg fruit.", "We talk about food, money etc."),
    good=("Bring a snack, for example fruit.", "We talk about food and money."),
    check=check,
    languages=("en",),
)
