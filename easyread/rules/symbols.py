"""L19: the rule that finds symbols that are not read aloud well."""

from __future__ import annotations

import re
from collections.abc import Iterator

from easyread.rule import Hit, Rule, Severity
from easyread.text import Block

SYMBOL = re.compile(r"[;/§&()؛；（）]")
INSTEAD = {
    "&": "Write 'and'.",
    "/": "Write 'or', or the date in words.",
    ";": "End the sentence with a full stop.",
    "§": "Write 'part'.",
}


def check(block: Block) -> Iterator[Hit]:
    """Finds ; / § & ( ) outside links and commands. A pair of brackets is one finding."""
    for found in SYMBOL.finditer(block.text):
        if found[0] not in ")）":
            suggestion = INSTEAD.get(found[0], "Make the words in brackets a sentence of their own.")
            yield Hit(found.start(), Severity.ERROR, f"'{found[0]}' is hard to read.", suggestion)


RULE = Rule(
    id="L19",
    name="Symbol",
    severity=(Severity.ERROR,),
    threshold="Each of ; / § & ( in text is an error. Links and commands such as /help are left out.",
    why="Readers do not know how to say these marks, and a voice that reads aloud skips them or says them oddly.",
    source="Leichte Sprache",
    bad=("Ask your staff and/or family.", "You can stop (we keep your answers)."),
    good=("Ask your staff or your family.", "You can stop. We keep your answers."),
    check=check,
)
