"""A long text of letters and leaflets, made up word by word: the same text for every linter, the same for a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from easyread import words

PEOPLE = (
    "Ann", "Joe", "Ravi", "Sam", "Mr. Bell", "Mrs. Patel", "your keyworker", "the manager", "my sister", "the nurse",
    "a friend", "the team", "our neighbour", "the people in the house", "someone new", "the driver", "your advocate",
)  # fmt: skip
DOES = (
    "comes to see you", "cooks with me", "asks what you think", "helps with the shopping", "writes it in the plan",
    "listens to us", "goes to the club", "rings the doctor", "keeps the key", "pays the rent", "reads the letter",
    "waits at the door", "makes tea", "plans the holiday", "talks about work", "looks after the garden",
)  # fmt: skip
WHEN = (
    "today", "on Monday", "each week", "in the morning", "at half past two", "before the meeting", "when it rains",
    "in May", "after lunch", "on the first day of the month", "if you like", "because it is far",
)  # fmt: skip
PLAIN = (
    "{who} {does} {when}.",
    "Do you like the {thing}?",
    "You can bring the {thing} with you.",
    "{who} {does}. That is good.",
    "We talked about the {thing} and the {other}.",
    "You choose the {thing}.",
    "Did {who} ask you about the {thing}?",
    "I have a {thing} in my room.",
    "There is a new {thing} near the {other}.",
)
HEAVY = (
    "It was decided by {who} that the {thing} would be {hard} in line with the {other}, the {thing} and the {more}.",
    "{who} {does}; however, you don't have to come (see page {number}).",
    "In the event that the {thing} is not here, {who} {does}, and the {other} will be sent {when}.",
    "About {number}% of people said that the {thing} could be better if there were more {other}.",
    "Please note that {hard} and {jargon} are being looked at by the {thing} team, which {does} {when}.",
    "Do NOT use the {thing} unless {who} {does}, as it isn't safe and nobody should be left without a {other}.",
    "The implementation of the {thing} requires the participation of staff, e.g. {who}, and/or the {jargon}.",
)
HEAVY_SHARE = 0.3
SENTENCES = (1, 2, 2, 3, 3, 4)
LIST_SHARE = 0.15


def prose(count: int, seed: int = 1) -> str:
    """A plain text of at least this many words, in paragraphs and lists; about a third of it breaks rules."""
    chance = random.Random(seed)  # noqa: S311 -- sentences, not secrets
    easy, jargon = sorted(words.easy()), sorted(words.deny())
    paragraphs: list[str] = []
    length = 0
    while length < count:
        sentences = [_sentence(chance, easy, jargon) for _ in range(chance.choice(SENTENCES))]
        is_list = chance.random() < LIST_SHARE
        paragraphs.append("\n".join(f"- {one}" for one in sentences) if is_list else _wrapped(sentences))
        length += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs) + "\n"


def _sentence(chance: random.Random, easy: list[str], jargon: list[str]) -> str:
    frame = chance.choice(HEAVY if chance.random() < HEAVY_SHARE else PLAIN)
    said = frame.format(
        who=chance.choice(PEOPLE),
        does=chance.choice(DOES),
        when=chance.choice(WHEN),
        thing=chance.choice(easy),
        other=chance.choice(easy),
        more=chance.choice(easy),
        hard=chance.choice(jargon),
        jargon=chance.choice(jargon),
        number=chance.randint(2, 400),
    )
    return said[0].upper() + said[1:]


def _wrapped(sentences: list[str]) -> str:
    return "\n".join(_lines(" ".join(sentences).split()))


def _lines(parts: list[str], width: int = 80) -> Iterator[str]:
    line = ""
    for part in parts:
        if line and len(line) + len(part) >= width:
            yield line
            line = ""
        line = f"{line} {part}".strip()
    yield line
