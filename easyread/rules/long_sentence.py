"""L01: the rule that finds long sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from easyread.grammar.clauses import clauses
from easyread.languages import allowed, is_english
from easyread.rule import Example, Hit, Rule, Severity
from easyread.text import Block, Kind, Sentence

MOST_WORDS = 15
GOOD_WORDS = 10
# A piece with fewer words is no sentence.
FEWEST_WORDS = 3
# A second sentence may begin with these. One that began with 'if' or 'which' would be no sentence.
JOINING = frozenset({"and", "but", "so", "because", "or"})
LEAVE_OUT = "Make two sentences, or leave words out."
INSIDE_INITIALS = re.compile(r"(?<=\b[^\W\d_]\.)[^\W\d_]\b")


def check(block: Block) -> Iterator[Hit]:
    """Finds sentences over 15 words (error) or over 10 words (warning). Alt texts are not sentences."""
    if block.kind is Kind.ALT:
        return
    good = allowed(GOOD_WORDS, block.language)
    for sentence in block.sentences:
        count = _count(sentence)
        if count > good:
            severity = Severity.ERROR if count > MOST_WORDS else Severity.WARNING
            limit = MOST_WORDS if count > MOST_WORDS else good
            message = f"This sentence has {count} words. Keep it to {limit}."
            suggestion = _suggestion(sentence) if is_english(block.language) else LEAVE_OUT
            yield Hit(sentence.start, severity, message, suggestion)


def _count(sentence: Sentence) -> int:
    """How many words are read: 'a.m.' and 'N.H.S.' are one."""
    count = len(sentence.words)
    return count - len(INSIDE_INITIALS.findall(sentence.text)) if count > GOOD_WORDS else count


def _suggestion(sentence: Sentence) -> str:
    """Where to cut: before the clause that begins nearest to the middle, where one is sure to begin."""
    middle = len(sentence.words) / 2
    places = [(abs(at - middle), at) for at in _openers(sentence) if not _is_in_name(sentence, at)]
    if not places:
        return LEAVE_OUT
    _, at = min(places, key=itemgetter(0))
    return f"Make two sentences. You may cut before '{sentence.words[at].text} {sentence.words[at + 1].text}'."


def _openers(sentence: Sentence) -> Iterator[int]:
    """The joining words between two clauses, each with a verb, the second with a subject too."""
    found = clauses(sentence)
    for clause in found:
        at = clause.opener
        is_inside = FEWEST_WORDS <= at < len(sentence.words) - FEWEST_WORDS
        is_whole = clause.has_subject and clause.verb > at and any(0 <= other.verb < at for other in found)
        if is_inside and is_whole and sentence.words[at].lower in JOINING:
            yield at


def _is_in_name(sentence: Sentence, at: int) -> bool:
    """'Marks and Spencer', '10 and 12 May': between two capitals, or beside a number."""
    before, after = sentence.words[at - 1].text, sentence.words[at + 1].text
    is_number = before[0].isdigit() or after[0].isdigit()
    return is_number or (before[0].isupper() and after[0].isupper() and after != "I")


RULE = Rule(
    id="L01",
    name="Long sentence",
    severity=(Severity.ERROR, Severity.WARNING),
    threshold=(
        "Over 15 words is an error. Over 10 words is a warning. Alt texts are left out. The warning begins later in "
        "languages that need more words for the same: over 11 words in Welsh and Punjabi, over 12 in Urdu†."
    ),
    why="A reader must hold the whole sentence in mind until it ends. Short sentences ask less of memory.",
    source="UK government accessible communication formats; Department of Health 2009",
    bad=(
        "You can tell us about your home and your staff and the people that you live with every day.",
        "We will ask you some questions about the help you get each day.",
    ),
    good=("We will ask you some questions.", "You can stop when you want. We keep what you said."),
    check=check,
    others=(
        Example(
            "cy",
            "Hyd yn oed wedyn, byddwn ni'n cadw pryder ddywedoch chi wrthon ni amdano.",
            "Os nad ydych chi'n ddiogel, rhaid i ni ddweud wrth rywun.",
        ),
        Example(
            "pa",
            "ਕਈ ਸਵਾਲ ਉਸ ਵਿਅਕਤੀ ਬਾਰੇ ਹਨ ਜਿਸ ਨੂੰ ਤੁਸੀਂ ਪਿਛਲੀ ਵਾਰ ਸਪੋਰਟ ਦਿੱਤੀ।",
            "ਫਿਰ ਵੀ, ਤੁਹਾਡੀ ਦੱਸੀ ਹੋਈ ਚਿੰਤਾ ਅਸੀਂ ਆਪਣੇ ਕੋਲ ਰੱਖਦੇ ਹਾਂ।",
        ),
        Example(
            "ur",
            "آپ کی بات کسی کو بتانے سے پہلے ہم آپ سے پوچھتے ہیں۔",
            "آپ چاہیں تو کہیں کہ ہم آپ کو ریکارڈ سے نکال دیں۔",
        ),
    ),
    # These are written without spaces between words.
    not_languages=("zh", "ja", "th", "lo", "km", "my"),
)
