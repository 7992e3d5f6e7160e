"""L22: the rule that finds sentences full of nouns made from verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from easyread.grammar.verbs import Form, form_of, verbs
from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Kind, Word
from easyread.words import things

MOST = 2
SHORTEST = 6
ENDING = re.compile(r"(?:[ts]ion|ment|[ae]nce|[ae]ncy|ity|esty|ness)$")
# Nouns of actions that no ending shows, with their verbs.
IRREGULAR = {
    "decision": "decide", "provision": "provide", "revision": "revise", "supervision": "supervise",
    "permission": "permit", "admission": "admit", "submission": "submit", "omission": "omit", "approval": "approve",
    "removal": "remove", "arrival": "arrive", "refusal": "refuse", "proposal": "propose", "referral": "refer",
    "renewal": "renew", "withdrawal": "withdraw", "failure": "fail", "closure": "close", "delivery": "deliver",
    "discovery": "discover", "recovery": "recover", "analysis": "analyse", "growth": "grow", "choice": "choose",
    "compliance": "comply", "reduction": "reduce", "production": "produce", "introduction": "introduce",
    "description": "describe", "application": "apply", "identification": "identify", "notification": "notify",
    "clarification": "clarify", "verification": "verify", "modification": "modify", "conclusion": "conclude",
    "inclusion": "include", "exclusion": "exclude", "expansion": "expand", "extension": "extend",
    "solution": "solve", "resolution": "resolve", "recognition": "recognise", "satisfaction": "satisfy",
    "intervention": "intervene", "prevention": "prevent", "retention": "retain", "explanation": "explain",
    "maintenance": "maintain", "acceptance": "accept", "attendance": "attend", "guidance": "guide",
    "consumption": "consume", "assumption": "assume", "reception": "receive", "implementation": "implement",
    "collaboration": "work together", "obligation": "must", "entitlement": "can have", "eligibility": "can have",
    "responsibility": "must do", "availability": "is there", "accessibility": "can use", "possibility": "maybe",
    "necessity": "need", "effectiveness": "works well", "awareness": "know", "willingness": "want",
    "readiness": "ready", "independence": "do it alone", "cooperation": "work together", "evaluation": "check",
    "suspension": "suspend", "disclosure": "tell", "enquiry": "ask", "loss": "lose", "belief": "believe",
    "completion": "complete", "initiation": "start", "cessation": "stop", "continuation": "go on",
    "consultation": "ask", "utilisation": "use", "utilization": "use", "disposal": "throw away",
    "deprivation": "take away", "restriction": "stop", "engagement": "take part", "involvement": "take part",
}  # fmt: skip


def _candidates(stem: str) -> Iterator[str]:
    """The verbs that a noun may come from: 'communication' gives 'communicate'."""
    for ending, instead in (
        ("ation", ("", "e", "ate")), ("ition", ("", "e")), ("ion", ("", "e")), ("ment", ("",)),
        ("ance", ("", "e")), ("ence", ("", "e")), ("al", ("", "e")), ("ure", ("", "e")),
    ):  # fmt: skip
        if stem.endswith(ending):
            for new in instead:
                yield stem.removesuffix(ending) + new


@lru_cache(maxsize=20_000)
def plainer(word: str) -> str | None:
    """The verb that says a noun of action more plainly, '' where we know none; None for any other word."""
    for stem in (word, word.removesuffix("s"), word.removesuffix("ies") + "y"):
        if stem in IRREGULAR:
            return IRREGULAR[stem]
        if stem in things() or not ENDING.search(stem) or len(stem) < SHORTEST or form_of(stem) & Form.BASE:
            continue
        return next((made for made in _candidates(stem) if made in verbs()), "")
    return None


def check(block: Block) -> Iterator[Hit]:
    """Finds sentences with more than two nouns made from verbs."""
    if block.kind in {Kind.LABEL, Kind.ALT}:
        return
    for sentence in block.sentences:
        found: list[Word] = [word for word in sentence.words if plainer(word.lower) is not None]
        if len(found) > MOST:
            named = ", ".join(f"'{word.lower}'" for word in found)
            message = f"{len(found)} nouns stand for actions: {named}."
            yield Hit(found[0].start, Severity.WARNING, message, _suggestion(found))


def _suggestion(found: list[Word]) -> str:
    pairs = ((word.lower, plainer(word.lower)) for word in found)
    example = next((f" Use a verb, such as '{verb}' for '{noun}'." for noun, verb in pairs if verb), "")
    return f"Say who does what.{example}"


RULE = Rule(
    id="L22",
    name="Nouns instead of verbs",
    severity=(Severity.WARNING,),
    threshold=(
        "More than two nouns for actions or qualities ('assessment', 'decision', 'availability') in a sentence are a "
        "warning. Everyday things such as 'question' and 'station' are left out, and so are labels and alt texts."
    ),
    why="A verb says who does what. A noun made from it hides both, and is longer.",
    source="lucid-lint",
    bad=(
        "The implementation of the decision needs an assessment.",
        "Completion of the application requires the involvement of staff.",
    ),
    good=("We decided. Now we do it.", "You can get information about your medication and your appointment."),
    check=check,
    languages=("en",),
)
