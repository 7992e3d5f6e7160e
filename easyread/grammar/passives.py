"""Finds the passive in English sentences: 'was told', 'are being moved', 'got hurt by'.

Many participles are adjectives ('tired', 'closed'). They are listed here, and count only where something shows that
somebody does it: 'being closed', 'closed by the council'.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from easyread.grammar import speech
from easyread.grammar.verbs import Form, base_of, form_of
from easyread.text import Sentence

BE = speech.BE_ANY | {"isn't", "aren't", "wasn't", "weren't"}
BE_CONTRACTED = ("'m", "'re", "'s")
GET = frozenset({"get", "gets", "got", "getting", "gotten"})
# Feelings and lasting facts: adjectives, whatever stands around them, unless a person follows 'by'.
ADJECTIVES = frozenset({
    "tired", "interested", "bored", "worried", "scared", "excited", "pleased", "annoyed", "frightened", "surprised",
    "confused", "upset", "relaxed", "depressed", "disappointed", "embarrassed", "stressed", "frustrated", "amazed",
    "delighted", "shocked", "satisfied", "ashamed", "concerned", "exhausted", "irritated", "fascinated", "terrified",
    "overwhelmed", "determined", "motivated", "disgusted", "bothered", "experienced", "advanced", "gifted", "talented",
    "skilled", "retired", "disabled", "detailed", "beloved", "aged", "crowded", "limited", "qualified", "complicated",
    "related", "united", "mixed", "varied", "married", "divorced", "engaged", "born", "supposed", "meant", "called",
    "named", "involved", "based", "located", "situated", "allowed", "entitled", "dedicated", "committed", "used",
    "drunk", "stuck", "learned", "gone", "obliged", "addicted", "devoted", "inclined",
    "convinced", "sophisticated", "biased", "alarmed", "touched", "blessed", "accustomed",
    "muddled", "flustered", "puzzled", "agitated", "startled", "distressed", "thrilled", "panicked", "discouraged",
    "opposed", "acquainted", "associated", "bound", "due", "spoilt", "long-lived",
})  # fmt: skip
# States that somebody may have brought about: 'The shop is closed.'
STATES = frozenset({
    "closed", "shut", "broken", "lost", "dressed", "undressed", "finished", "locked", "unlocked", "hurt", "injured",
    "connected",  "prepared",   "furnished", "heated",
     "split", "spread", "set", "worn", "torn", "burnt", "burned", "frozen", "dried",
       "known", "loaded", "lit", "damaged", "isolated", "educated", "balanced", "hidden",
    "armed",    "scattered",  "seated", "parked", "plugged",
    "equipped",  "insured", "left",  "shaken", "wounded",  "dedicated", "employed",
    "unemployed", "adapted", "restricted", "bent", "stained", "faded", "swollen", "combined",
})  # fmt: skip
# Done with: 'It is done' is a state, 'it was done' is not.
PRESENT_STATES = frozenset({
    "done", "painted", "paid", "agreed", "trained", "included", "organised", "organized", "packed", "covered",
    "filled", "cooked", "fixed", "decorated", "blocked", "booked", "informed", "attached", "separated", "registered",
    "protected", "changed", "settled", "ready",
})  # fmt: skip
PRESENT = frozenset({"am", "is", "are"})
NO_PASSIVE = frozenset({
    "been", "gone", "come", "become", "happened", "arrived", "appeared", "disappeared", "existed", "seemed", "died",
    "belonged", "lived", "remained", "cost", "quit", "burst", "fallen", "risen", "grown", "had", "let", "got", "need",
    "stayed", "waited", "slept", "sat", "stood", "laughed", "smiled", "cried", "wept", "sneezed", "behaved", "run",
    "overcome", "lain", "swum", "danced", "read", "beat",
})  # fmt: skip
RARE = frozenset({"run", "read", "beat", "overcome"})
# 'Get paid', 'get dressed' are how people say it.
USUAL_WITH_GET = frozenset({
    "started", "paid", "washed", "changed", "shaved", "sorted", "rid", "done", "caught", "soaked", "sunburnt",
    "settled", "sunburned", "promoted", "elected", "organised", "organized", "packed", "involved", "cooked",
})  # fmt: skip
# After these a noun may follow: 'was given a key', 'is painted blue', 'were shown pictures'.
NOUN_FOLLOWS = frozenset({
    "give", "tell", "ask", "show", "teach", "offer", "send", "make", "hand", "award", "grant", "lend", "sell",
    "promise", "elect", "appoint", "charge", "refuse", "deny", "pay", "keep", "find", "leave", "paint", "set",
    "consider", "put",
    "bring", "feed", "serve", "call", "name", "owe", "allow", "turn", "cut", "move", "take", "hold", "buy", "declare",
    "throw", "pass", "drive", "pull", "push", "carry", "say", "think",
})  # fmt: skip
WHEN_AND_WHERE = frozenset({
    "today", "yesterday", "tomorrow", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday", "home", "here", "there", "alone", "together", "upstairs", "downstairs", "abroad", "daily", "weekly",
    "monthly", "twice", "early", "late", "straight", "better", "hard", "how", "why", "where", "when", "as", "before",
    "after", "until", "since", "because", "if", "unless", "while", "like", "according", "along", "forward", "apart",
    "properly", "instead", "differently", "fast", "wrong", "right", "free", "later", "sooner", "less", "safe", "ill",
})  # fmt: skip
NO_AGENT = frozenset({
    "myself", "yourself", "yourselves", "themselves", "himself", "herself", "ourselves", "itself", "then", "now", "law",
    "phone", "email", "post", "bus", "car", "train", "hand", "mistake", "accident", "chance", "noon", "midnight",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tomorrow", "today",
})  # fmt: skip
LEFT_SO = frozenset(
    {"alone", "open", "empty", "out", "behind", "waiting", "by", "with", "to", "in", "on", "at", "without"}
)
LET_SO = frozenset({"in", "into", "out", "down", "off", "go", "through"})
LONGEST_SUBJECT = 4


@dataclass(frozen=True, slots=True)
class Passive:
    """One passive, by word numbers in its sentence.

    Attributes:
        be: The form of 'be' or 'get' before the participle.
        participle: The participle.
        agent: The word after 'by', or -1.
        is_inverted: Whether the subject stands between the two, as in a question.
    """

    be: int
    participle: int
    agent: int
    is_inverted: bool


def passives(sentence: Sentence) -> Iterator[Passive]:
    """Every passive in a sentence, in order."""
    lowers = [word.lower for word in sentence.words]
    if not any(_is_be(word) or word in GET for word in lowers):
        return
    for at in range(1, len(lowers)):
        if speech.is_participle(lowers[at]) and (lowers[at] not in NO_PASSIVE or _is_rare(sentence, lowers, at)):
            found = _passive(sentence, lowers, at)
            if found:
                yield found


def _is_rare(sentence: Sentence, lowers: list[str], at: int) -> bool:
    """'Is run by the council', 'being read to', 'was let in': words that are seldom passive."""
    if lowers[at] == "let":
        return at + 1 < len(lowers) and lowers[at + 1] in LET_SO
    return lowers[at] in RARE and (lowers[at - 1] == "being" or _agent(sentence, lowers, at) >= 0)


def _is_be(word: str) -> bool:
    return word in BE or (word.endswith(BE_CONTRACTED) and speech.is_contracted_subject(word))


def _passive(sentence: Sentence, lowers: list[str], at: int) -> Passive | None:
    be, is_inverted = _auxiliary(sentence, lowers, at)
    if be < 0:
        return None
    agent = _agent(sentence, lowers, at)
    found = Passive(be, at, agent, is_inverted)
    return found if _is_real(sentence, lowers, found) else None


def _auxiliary(sentence: Sentence, lowers: list[str], at: int) -> tuple[int, bool]:
    """The 'be' or 'get' that a participle goes with, and whether the subject stands between them."""
    before = at - 1
    while before > 0 and speech.is_adverb(lowers[before]) and not _breaks(sentence, before, before + 1):
        before -= 1
    if (_is_be(lowers[before]) or lowers[before] in GET) and not _breaks(sentence, before, at):
        return before, False
    if not sentence.is_question:
        return -1, False
    for place in range(before, max(before - LONGEST_SUBJECT, -1), -1):
        if lowers[place] in speech.BE:
            return (place, True) if _is_subject(lowers[place + 1 : before + 1]) else (-1, False)
    return -1, False


def _is_subject(lowers: list[str]) -> bool:
    """Whether words can be the whole subject of a question: 'you', 'the staff', 'your plan'."""
    if not lowers or lowers[0] == "there":
        return False
    if len(lowers) == 1:
        return lowers[0] not in speech.DETERMINERS | speech.OBJECTS or lowers[0] in {"you", "it", "this", "that"}
    inside = speech.PREPOSITIONS | speech.SUBJECTS | speech.BE_ANY | {"to", "and", "or"}
    is_name_or_determined = lowers[0] in speech.DETERMINERS
    return is_name_or_determined and inside.isdisjoint(lowers[1:]) and lowers[-1] not in speech.DETERMINERS


def _breaks(sentence: Sentence, first: int, last: int) -> bool:
    start, end = sentence.words[first].start - sentence.start, sentence.words[last].start - sentence.start
    return any(char in sentence.text[start:end] for char in ',;:–—"“')


def _agent(sentence: Sentence, lowers: list[str], at: int) -> int:
    """The number of the word after 'by', where that is somebody."""
    for place in range(at + 1, min(at + 4, len(lowers) - 1)):
        if lowers[place] == "by":
            following = lowers[place + 1]
            is_somebody = following not in NO_AGENT and not following[0].isdigit() and not following.endswith("ing")
            return place + 1 if is_somebody and lowers[-1] != "clock" else -1
        if lowers[place] in speech.AUXILIARIES or _breaks(sentence, place - 1, place):
            return -1
    return -1


def _is_real(sentence: Sentence, lowers: list[str], found: Passive) -> bool:
    word, be = lowers[found.participle], lowers[found.be]
    if word == "used":
        return _is_used(lowers, found)
    if be == "being" and lowers[found.be - 1] == "called":
        return False  # 'This is called being sectioned.': the name of a thing
    if found.agent >= 0 and found.agent == found.participle + 2:
        return True
    if _is_state(word, be, _next(lowers, found)):
        return False
    return not _is_before_noun(sentence, lowers, found) and (found.be == 0 or lowers[found.be - 1] != "there")


def _is_state(word: str, be: str, following: str) -> bool:
    """Whether a participle tells how somebody or something is: 'tired', 'fed up', 'is closed'."""
    if word in ADJECTIVES or (word in PRESENT_STATES and be in PRESENT) or (word == "fed" and following == "up"):
        return True
    if be in GET:
        return word in USUAL_WITH_GET or word in STATES
    if word == "left":
        return following not in LEFT_SO
    return word in STATES and be != "being"


def _is_used(lowers: list[str], found: Passive) -> bool:
    """'Is used by staff', 'is used to help', 'was used'; not 'I am used to it'."""
    if lowers[found.be] in GET or lowers[found.be] == "am":
        return False
    if _next(lowers, found) != "to":
        return True
    after = lowers[found.participle + 2] if found.participle + 2 < len(lowers) else ""
    return bool(form_of(after) & Form.BASE) and (lowers[found.be - 1] not in speech.PLURAL_SUBJECTS or found.be == 0)


def _next(lowers: list[str], found: Passive) -> str:
    return lowers[found.participle + 1] if found.participle + 1 < len(lowers) else ""


def _is_before_noun(sentence: Sentence, lowers: list[str], found: Passive) -> bool:
    """'They are trained nurses': the participle describes a noun."""
    following = _next(lowers, found)
    if not following or _breaks(sentence, found.participle, found.participle + 1):
        return False
    is_word = following not in speech.FUNCTION_WORDS | WHEN_AND_WHERE and not speech.is_adverb(following)
    is_noun = is_word and following.isalpha() and not following.endswith("ing")
    return is_noun and base_of(lowers[found.participle]) not in NOUN_FOLLOWS
