"""What must not stand in a message after a worry: somebody else may hold the phone or the tablet.

The words may never say what was told, nor that anything was. So names of others, words that give it away, and the
person's own words are refused; what the easy-read rules find is only shown. It errs to one side, and only knows English
words: whoever writes has to think.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from asking.names_in_words import named
from asking.worries import could_be_named
from store import people, worries, worry_said
from store.people import Person
from store.tx import Tx
from store.worries import Worry

LONGEST = 300
"""Characters of the lead's own words: with our sentences they fit one message of a chat."""
SAME_WORDS = 3
"""So many words in a row that the person used too are theirs."""
WORD = re.compile(r"[^\W\d_]+")
GIVES_AWAY = re.compile(
    r"\b(worr\w*|concern\w*|safeguard\w*|abus\w*|polic\w*|council\w*|court\w*|enquir\w*|inquir\w*|investigat\w*"
    r"|alleg\w*|accus\w*|complain\w*|report\w*|suspend\w*|arrest\w*|crim\w*|hurt\w*|hit|hits|hitting|harm\w*|steal\w*"
    r"|stole\w*|theft|touch\w*|danger\w*|unsafe|safe|safety|told us|tell us|telling us|you said|you told)\b",
    re.IGNORECASE,
)
"""English words after which whoever reads along knows that something was told."""


def wrong_with(tx: Tx, worry: Worry, person: Person, own: str, *, writer: str) -> str:
    """Why own words may not be sent, in a sentence with what to do; '' where nothing was found.

    Args:
        tx: The transaction.
        worry: After which they are written.
        person: Whom they are for.
        own: The words.
        writer: Who writes: their own name may stand in it.
    """
    if len(own) > LONGEST:
        return f"Write {LONGEST} letters or fewer."
    if found := GIVES_AWAY.search(own):
        return f"Take out ‘{found.group()}’: whoever reads along would know that something was told"
    if others := named(own, _others(tx, person, writer)):
        return f"Take out the name {others[0]}: whoever reads along may be the one whom the worry is about"
    if same := _same_words(own, _told(tx, worry)):
        return f"Take out ‘{same}’: those are the person’s own words in the worry"
    return ""


def close_by(tx: Tx, worry: Worry, person: Person) -> tuple[str, ...]:
    """Who of the person's family and house a worry names: they may hold the phone or the tablet."""
    return named("\n".join(_told(tx, worry)), _around(tx, person))


def _others(tx: Tx, person: Person, writer: str) -> tuple[str, ...]:
    mine = {part.casefold() for part in WORD.findall(f"{writer} {people.name_of(tx, person.id) or ''}")}
    found = (*could_be_named(tx), *_around(tx, person))
    return tuple(name for name in found if not {part.casefold() for part in WORD.findall(name)} & mine)


def _around(tx: Tx, person: Person) -> tuple[str, ...]:
    family = people.relatives_of(tx, person.id)
    near = [one.id for one in (*family, *people.in_service(tx, person.service_id)) if one.id != person.id]
    return tuple(dict.fromkeys(name for one in near if (name := people.name_of(tx, one))))


def _told(tx: Tx, worry: Worry) -> tuple[str, ...]:
    found = worries.get(tx, worry.id)
    return (found[1] if found else "", *(one.words for one in worry_said.of(tx, worry)))


def _same_words(own: str, told: Iterable[str]) -> str:
    theirs = {run for words in told for run in _runs(words)}
    return next((" ".join(run) for run in _runs(own) if run in theirs), "")


def _runs(words: str) -> tuple[tuple[str, ...], ...]:
    said = [one.casefold() for one in WORD.findall(words)]
    return tuple(tuple(said[at : at + SAME_WORDS]) for at in range(len(said) - SAME_WORDS + 1))
