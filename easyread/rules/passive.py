"""L06: the rule that finds the passive."""

from __future__ import annotations

from collections.abc import Iterator

from easyread.grammar.active import active
from easyread.grammar.passives import Passive, passives
from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Kind, Sentence


def check(block: Block) -> Iterator[Hit]:
    """Finds 'was told' and its like; leaves adjectives such as 'tired' and 'closed' alone."""
    if block.kind is Kind.ALT:
        return
    for sentence in block.sentences:
        for found in passives(sentence):
            first, last = sentence.words[found.be], sentence.words[found.participle]
            said = f"{first.text} ... {last.text}" if found.participle > found.be + 1 else f"{first.text} {last.text}"
            yield Hit(first.start, Severity.ERROR, f"'{said}' is passive.", _suggestion(sentence, found))


def _suggestion(sentence: Sentence, found: Passive) -> str:
    turned = active(sentence, found)
    return f"Say: {turned}" if turned else "Say who does it. Put them first: who, then what they do."


RULE = Rule(
    id="L06",
    name="Passive",
    severity=(Severity.ERROR,),
    threshold=(
        "A form of 'be' or 'get' with a past participle is an error: 'was told', 'are being moved', 'got hurt by a "
        "dog'. "
        "Feelings and states are fine ('tired', 'married', 'is closed'), and so are 'called', 'allowed', 'born' and "
        "'get dressed', unless 'by' names who does it. Alt texts are left out."
    ),
    why="A passive hides who does it, or tells it last. People need to know who does what.",
    source="UK government accessible communication formats",
    bad=("You are helped by the staff.", "Your plan will be changed.", "Were you asked?"),
    good=("The staff help you.", "I am tired. The shop is closed.", "You are allowed to go out.", "Did staff ask you?"),
    check=check,
    languages=("en",),
)
