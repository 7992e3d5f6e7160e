"""Turns a passive round where that is easy: 'You are helped by staff' gives 'Staff help you'."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from easyread.grammar import speech
from easyread.grammar.passives import Passive
from easyread.grammar.verbs import Verb, base_of, verbs
from easyread.text import Sentence

AS_OBJECT: Mapping[str, str] = MappingProxyType(
    {"i": "me", "he": "him", "she": "her", "we": "us", "they": "them", "you": "you", "it": "it", "this": "this"}
)
AS_SUBJECT: Mapping[str, str] = MappingProxyType(
    {"me": "I", "him": "he", "her": "she", "us": "we", "them": "they", "you": "you", "it": "it"}
)
# 'Are you listened to?': the small word would have to move too.
PREPOSITIONAL = frozenset({"to", "at", "after", "for", "that"})
MOST_WORDS = 4


def active(sentence: Sentence, found: Passive) -> str:
    """The sentence with its doer first, or '' where nobody is named or a turn would need more than a simple change."""
    verb = verbs().get(base_of(sentence.words[found.participle].lower))
    patient = _patient(sentence, found)
    following = sentence.words[found.participle + 1].lower if found.participle + 1 < len(sentence.words) else ""
    if not verb or not patient or following in PREPOSITIONAL:
        return ""
    agent = _agent(sentence, found)
    if not agent:
        return ""
    if found.is_inverted:
        return _question(sentence, found, verb, agent, patient)
    doing = _doing(_chain(sentence, found), verb, is_plural=_is_plural(agent))
    made = f"{agent} {doing} {patient}"
    return made[0].upper() + made[1:] if doing else ""


def _question(sentence: Sentence, found: Passive, verb: Verb, agent: str, patient: str) -> str:
    is_past = sentence.words[found.be].lower in {"was", "were"}
    asks = "Did" if is_past else "Do" if _is_plural(agent) else "Does"
    before = " ".join(word.text for word in sentence.words[: found.be])
    made = f"{before} {asks.lower()}" if before else asks
    return f"{made} {agent} {verb.base} {patient}?"


def _patient(sentence: Sentence, found: Passive) -> str:
    """What it is done to, as the object of the new sentence."""
    if found.is_inverted:
        patient = sentence.words[found.be + 1 : found.participle]
    else:
        patient = sentence.words[: found.participle - len(_chain(sentence, found))]
    lowers = [word.lower for word in patient if not speech.is_adverb(word.lower)]
    if len(lowers) == 1 and lowers[0] in AS_OBJECT:
        return AS_OBJECT[lowers[0]]
    is_simple = 0 < len(lowers) < MOST_WORDS and len(lowers) == len(patient)
    if not is_simple or lowers[0] not in speech.ARTICLES | {"this", "these"} or not all(map(str.isalpha, lowers)):
        return ""
    return " ".join([lowers[0], *(word.text for word in patient[1:])])


def _agent(sentence: Sentence, found: Passive) -> str:
    if found.agent < 0:
        return ""  # only its author knows who it is
    agent = sentence.words[found.agent :]
    rest = [word.lower for word in agent]
    if len(agent) > MOST_WORDS or found.agent != found.participle + 2 or not speech.PREPOSITIONS.isdisjoint(rest):
        return ""
    if rest[0] in AS_SUBJECT and len(rest) > 1 and rest[0] != "her":
        return ""
    return AS_SUBJECT.get(" ".join(rest), " ".join(word.text for word in agent))


def _chain(sentence: Sentence, found: Passive) -> tuple[str, ...]:
    """The auxiliaries before the participle, such as ('has', 'been')."""
    at, chain = found.participle - 1, list[str]()
    while at >= 0 and sentence.words[at].lower in speech.AUXILIARIES | speech.BE_ANY:
        chain.insert(0, sentence.words[at].lower)
        at -= 1
    return tuple(chain)


def _is_plural(agent: str) -> bool:
    words = agent.lower().split()
    return words[0] in {"you", "we", "they", "i"} or "and" in words or speech.is_plural(words[-1])


def _doing(chain: tuple[str, ...], verb: Verb, *, is_plural: bool) -> str:
    """The active verb for a chain of auxiliaries; '' for one that is not simple."""
    if len(chain) == 1:
        present = verb.base if is_plural else verb.third
        return verb.past if chain[0] in {"was", "were"} else present if chain[0] in speech.BE else ""
    pair = chain if len(chain) == 2 else ("", "")  # noqa: PLR2004 -- two auxiliaries
    if pair[1] == "be" and pair[0] in speech.MODALS:
        return f"{pair[0]} {verb.base}"
    if pair[1] == "been" and pair[0] in speech.HAVE:
        have = "had" if pair[0] == "had" else "have" if is_plural else "has"
        return f"{have} {verb.participle}"
    if pair[1] == "being" and pair[0] in speech.BE:
        past = {True: "were", False: "was"}
        return f"{past[is_plural] if pair[0] in {'was', 'were'} else 'are' if is_plural else 'is'} {verb.ing}"
    return ""
