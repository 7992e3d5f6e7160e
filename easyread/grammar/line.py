"""The words of one English sentence, and what each can be beside its neighbours.

Where a word can be a noun or a verb and nothing near it decides, it is taken for a noun: rules that read clauses stay
silent rather than wrong.
"""

from __future__ import annotations

import re

from easyread.grammar import speech
from easyread.grammar.verbs import FINITE, NO_FORM, Form, form_of
from easyread.text import Sentence
from easyread.words import names

WH = frozenset({"what", "how", "why", "where", "when", "who", "which", "whose", "whoever", "whatever", "wherever"})
AND = frozenset({"and", "but", "or", "so", "nor", "yet"})
# A break after which a new clause may begin without a joining word.
BREAK = re.compile(r"[,;:–—]|\s-\s|\.\.\.|…")
QUOTES = re.compile("[\"'“‘«]")
CAUSATIVES = frozenset({
    "let", "lets", "make", "makes", "made", "help", "helps", "helped", "see", "saw", "watch", "hear", "heard",
    "helping", "letting", "making", "have", "had", "let's",
})  # fmt: skip
PLACES = frozenset({"at", "on", "in", "from", "for", "by", "here", "there"})
DEGREES = frozenset({"bit", "little", "lot"})
FARTHEST_VERB = 5
PERSONS = frozenset({"i", "you", "he", "she", "we", "they", "staff", "people"})
AFTER_VERB = speech.OBJECTS | speech.ARTICLES
AFTER_COMMAND = (
    AFTER_VERB | speech.PREPOSITIONS | speech.PARTICLES | WH | {"to", "this", "here", "there", "until", "now"}
)
ENDS_SUBJECT = AND | WH | {"to", "that"} | speech.PREPOSITIONS
NO_SUBJECT = speech.FUNCTION_WORDS - speech.DETERMINERS
BEFORE_BARE = speech.MODALS | {"to", "let"}


class Line:
    """The words of a sentence by number, with the breaks, quotes and names between them."""

    def __init__(self, sentence: Sentence) -> None:
        """Takes the words of a sentence, and what stands between them."""
        found, text, start = sentence.words, sentence.text, sentence.start
        self.sentence = sentence
        self.words = [word.lower for word in found]
        ends = [word.start + len(word.text) - start for word in found]
        gaps = [text[ends[at - 1] : found[at].start - start] if at else "" for at in range(len(found))]
        self.breaks = {at for at, gap in enumerate(gaps) if gap != " " and BREAK.search(gap)}
        self.quotes = {at for at, gap in enumerate(gaps) if gap != " " and QUOTES.search(gap)}
        self.colons = {at for at in self.breaks if ":" in gaps[at]}
        self.names = {at for at, word in enumerate(found) if at and word.text[0].isupper() and word.text != "I"}
        self.expects = NO_FORM

    def word(self, at: int) -> str:
        """A word in small letters, '' outside the sentence."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def before(self, at: int) -> int:
        """The number of the word before, adverbs left out; -1 at the start."""
        at -= 1
        while at >= 0 and speech.is_adverb(self.words[at]):
            at -= 1
        return at

    def after(self, at: int) -> int:
        """The number of the word after, adverbs left out."""
        at += 1
        while at < len(self.words) and speech.is_adverb(self.words[at]):
            at += 1
        return at

    def is_name(self, at: int) -> bool:
        """Whether a capital shows a name: 'Sam, Rose and Mark'. What is said or listed may begin with one too."""
        return at in self.names and at not in self.quotes and at not in self.colons

    def has_object(self, at: int) -> bool:
        """Whether what follows shows that a word is a verb: 'help us', 'plan your day', 'work with'."""
        following = self.word(at + 1)
        return at + 1 not in self.breaks and following in AFTER_VERB

    def is_command(self, at: int) -> bool:
        """'Help us', 'Talk to staff' against 'Help is near'."""
        following = self.word(at + 1)
        return following in AFTER_COMMAND or not following or at + 1 in self.quotes

    def is_auxiliary(self, at: int) -> bool:
        """Whether a word is a finite auxiliary or holds one."""
        word = self.word(at)
        if speech.is_contracted_subject(word):
            return True
        if word not in speech.AUXILIARIES:
            return False
        if word in speech.MODAL_NOUNS and (self.word(at - 1) in speech.ARTICLES or at in self.names):
            return False
        if word in {"do", "have"}:
            if self.word(at - 1) in speech.OBJECTS and self.word(at - 2) in CAUSATIVES:
                return False  # 'help you do more'
            return not self.expects & Form.BASE and self.word(self.before(at)) not in BEFORE_BARE
        return True

    def clause_follows(self, at: int) -> bool:
        """Whether a subject and its finite verb come next."""
        start = self.after(at)
        first = self.word(start)
        if speech.is_contracted_subject(first):
            return True
        if first in speech.SUBJECTS and first not in {"who", "which", "what"}:
            verb = self.after(start)
            if self.is_finite_after(verb, first):
                return True
            if first not in speech.DETERMINERS:
                return False
        return self.noun_and_verb(start)

    def noun_and_verb(self, start: int) -> bool:
        """'The staff help', 'Sam came': a subject of a few words, then a verb that is no noun."""
        for at in range(start, min(start + FARTHEST_VERB, len(self.words))):
            word = self.words[at]
            if at > start and (at in self.breaks or word in ENDS_SUBJECT):
                return False
            if at == start and (word in NO_SUBJECT or (word == "a" and self.word(at + 1) in DEGREES)):
                return False  # 'sad and a bit scared'
            if at > start and self.word(at - 1) not in speech.DETERMINERS and self.is_noun_verb(at):
                return True
        return False

    def is_noun_verb(self, at: int) -> bool:
        """Whether a word after a noun is its finite verb."""
        word, form = self.words[at], form_of(self.words[at])
        if self.is_auxiliary(at):
            return True
        if not form & FINITE or self.is_name(at):
            return False
        subject = self.word(self.before(at))
        if form & Form.NOUN and not self.has_object(at) and not self.is_act(at, subject):
            return False
        if form & Form.BASE and not form & Form.PAST:
            return speech.is_plural(subject)
        return word not in speech.FUNCTION_WORDS

    def late_verb(self, start: int, end: int) -> int:
        """The verb of a clause where only a noun that can be one is left: 'leaves' in 'the bus leaves at 9'."""
        for at in range(max(start, 1), end):
            subject, following = self.word(at - 1), self.word(at + 1)
            is_pair = form_of(self.words[at]) & (Form.THIRD | Form.NOUN) == Form.THIRD | Form.NOUN
            is_after_noun = subject not in speech.FUNCTION_WORDS and not speech.is_plural(subject)
            if is_pair and is_after_noun and at not in self.breaks and (at + 1 == end or following in PLACES):
                return at
        return -1

    def is_act(self, at: int, subject: str) -> bool:
        """'Staff work hard', 'Ann cooks and': a word that can be a noun, after somebody."""
        if subject in PERSONS:
            return self.is_command(at)
        is_first = at == 1 and not speech.is_plural(subject)
        is_name = at - 1 in self.names or (is_first and (not form_of(subject) or subject in names()))
        is_free = not self.is_auxiliary(at + 1) and subject not in speech.FUNCTION_WORDS
        return is_name and is_free and bool(form_of(self.words[at]) & Form.THIRD)

    def is_finite_after(self, at: int, subject: str) -> bool:
        """Whether a word is the finite verb of a pronoun."""
        if self.is_auxiliary(at):
            return True
        form = form_of(self.word(at))
        if subject in speech.SINGULAR_SUBJECTS or subject == "what":
            return bool(form & (Form.THIRD | Form.PAST)) and self.is_sure(at, form)
        if subject in speech.PLURAL_SUBJECTS:
            return bool(form & (Form.BASE | Form.PAST))
        return bool(form & FINITE) and self.is_sure(at, form)

    def is_sure(self, at: int, form: int) -> bool:
        """'This helps' against 'this help'."""
        return not form & Form.NOUN or bool(form & Form.THIRD) or self.has_object(at)
