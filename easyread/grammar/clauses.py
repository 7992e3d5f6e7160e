"""Finds the clauses of an English sentence: each finite verb, and the word that joins its clause to the rest.

It is a careful guess, made from left to right without a model. Where a word can be a noun or a verb and nothing near it
decides, it is taken for a noun: rules that read clauses stay silent rather than wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from easyread.grammar import speech
from easyread.grammar.line import AND, CAUSATIVES, PERSONS, WH, Line
from easyread.grammar.verbs import FINITE, NO_FORM, Form, form_of
from easyread.text import Sentence


class Join(Enum):
    """How a clause hangs on the rest of its sentence."""

    MAIN = auto()
    JOINED = auto()  # and, but, so, or only a comma
    OR = auto()
    REASON = auto()  # because, although, while
    CONDITION = auto()  # if, unless, when
    TIME = auto()  # before, after, until
    RELATIVE = auto()
    THAT = auto()
    WH = auto()  # 'what you think'
    CONTACT = auto()  # no joining word: 'I think you are right'


@dataclass(slots=True)
class Clause:
    """One clause, by word numbers in its sentence; -1 where there is none.

    Attributes:
        opener: The word that joins it.
        verb: Its finite verb, or the first word of an imperative.
        has_subject: Whether it has a subject of its own.
    """

    join: Join
    opener: int = -1
    verb: int = -1
    has_subject: bool = False
    bare_verbs_follow: bool = False  # after 'can', 'do', 'to': a bare verb behind 'and' goes with them
    participles_follow: bool = False


SIMPLE = {
    "if": Join.CONDITION, "unless": Join.CONDITION, "whenever": Join.CONDITION, "because": Join.REASON,
    "although": Join.REASON, "whereas": Join.REASON, "whether": Join.WH,
}  # fmt: skip
# These are prepositions and adverbs too, so they count only where a subject and its verb follow.
IF_CLAUSE_FOLLOWS = {
    "though": Join.REASON, "while": Join.REASON, "since": Join.REASON, "as": Join.TIME, "until": Join.TIME,
    "till": Join.TIME, "before": Join.TIME, "after": Join.TIME, "once": Join.TIME,
}  # fmt: skip
RELATIVES = frozenset({"who", "which", "whose", "whom"})
SAYING = frozenset({
    "say", "says", "said", "think", "thinks", "thought", "know", "knows", "knew", "feel", "feels", "felt", "hope",
    "hopes", "believe", "mean", "means", "show", "shows", "tell", "told", "agree", "agreed", "see", "find", "found",
})  # fmt: skip
SAYING_TO = SAYING | speech.OBJECTS
AFTER_THAT = speech.PLURAL_SUBJECTS | {"he", "she", "it"} | speech.ARTICLES
BEFORE_THAT_THING = speech.PREPOSITIONS | speech.BE_ANY
SUBJECT_FOLLOWS = speech.SUBJECTS | speech.DETERMINERS
TAKES_BASE = speech.MODALS | speech.DO | speech.NEGATED
ONE_OR_MORE = PERSONS | speech.SINGULAR_SUBJECTS
SOMEBODY = frozenset({"i", "we", "he", "she", "they", "you", "it"})
BEFORE_A_WHILE = frozenset({"a", "little", "long", "the"})
EMPTY_IF = frozenset({"not", "possible", "so", "needed", "any", "necessary"})


class Reader(Line):
    """Goes through the words of one sentence once."""

    def __init__(self, sentence: Sentence) -> None:
        """Takes a sentence."""
        super().__init__(sentence)
        self.clauses = [Clause(Join.MAIN)]
        self.stack = [self.clauses[0]]

    def read(self) -> tuple[Clause, ...]:
        """Every clause; one whose verb was not made out has none."""
        for at in range(len(self.words)):
            join = self.opening(at)
            if join:
                self.open(join, at)
            if self.is_auxiliary(at):
                self.auxiliary(at)
            else:
                self.verb(at)
        return tuple(self.clauses)

    def open(self, join: Join, at: int) -> None:
        """Begins a clause."""
        clause = Clause(join, at)
        self.clauses.append(clause)
        self.stack.append(clause)
        self.expects = NO_FORM

    def opening(self, at: int) -> Join | None:
        """How the clause hangs on the rest that this word opens, if it opens one."""
        word, following = self.words[at], self.word(at + 1)
        if word in SIMPLE:
            return None if following in EMPTY_IF or following == "of" or not following else SIMPLE[word]
        if word in IF_CLAUSE_FOLLOWS:
            is_while = word == "while" and self.word(at - 1) not in BEFORE_A_WHILE and following in speech.ARTICLES
            return IF_CLAUSE_FOLLOWS[word] if is_while or self.clause_follows(at) else None
        if word == "case" and self.word(at - 1) == "in":
            return Join.CONDITION if following != "of" and following else None
        return self.ambiguous(word, at)

    def ambiguous(self, word: str, at: int) -> Join | None:
        """For words that open a clause in some places only."""
        if word == "that":
            return self.that(at)
        if word in WH:
            return self.wh(at)
        return self.joined(at) if word in AND else None

    def wh(self, at: int) -> Join | None:
        """'What you think', 'staff who help'; not the first word of a question, nor 'how to'."""
        word, following = self.words[at], self.word(at + 1)
        join = Join.CONDITION if word == "when" else Join.WH
        if not following or following in {"to", "about", "if", "ever"}:
            return None
        if at == 0 or (at == 1 and self.words[0] in AND):
            is_clause = word in {"when", "what", "where"} and following in SUBJECT_FOLLOWS and self.clause_follows(at)
            return join if is_clause or self.is_first_part(at) else None
        if at in self.breaks and self.is_auxiliary(at + 1) and word not in RELATIVES:
            return None  # 'So, what did you do?'
        previous = self.words[at - 1]
        is_noun = not form_of(previous) or form_of(previous) & Form.NOUN
        return Join.RELATIVE if word in RELATIVES and is_noun and previous not in speech.FUNCTION_WORDS else join

    def is_first_part(self, at: int) -> bool:
        """'When the alarm rings, leave the house.': a comma shows that a clause came first, whatever its verb is."""
        is_begun = self.words[at] == "when" and self.word(at + 1) in speech.ARTICLES
        return is_begun and bool(self.breaks) and not self.sentence.is_question

    def that(self, at: int) -> Join | None:
        """'Say that you', 'things that matter'; not 'that day', 'like that'."""
        previous, following = self.word(at - 1), self.word(at + 1)
        if at == 0 or not following or at in self.breaks or previous in BEFORE_THAT_THING:
            return None
        is_verb = bool(form_of(previous) & ~Form.NOUN)
        if following in AFTER_THAT:
            return Join.THAT if is_verb or previous in speech.OBJECTS else Join.RELATIVE
        if previous in SAYING_TO and self.is_subject(at + 1):
            return Join.THAT
        finite = form_of(following) & FINITE or following in speech.AUXILIARIES or speech.is_adverb(following)
        return Join.RELATIVE if finite and not is_verb and previous not in speech.FUNCTION_WORDS else None

    def is_subject(self, at: int) -> bool:
        """Whether the words after 'that' begin what is said, and do not point at a thing: 'that man'."""
        return speech.is_plural(self.words[at]) or at in self.names or self.clause_follows(at - 1)

    def joined(self, at: int) -> Join | None:
        """'And', 'but', 'or' where they join clauses, not words."""
        if self.stack[-1].verb < 0 and not self.takes_late_verb(at):
            return None
        join = Join.OR if self.words[at] in {"or", "nor"} else Join.JOINED
        if self.clause_follows(at):
            return join
        following = self.after(at)
        if self.words[at] in {"so", "yet"} or following >= len(self.words):
            return None
        if self.is_auxiliary(following):
            is_bare = self.words[following] in {"do", "have"} and self.stack[-1].bare_verbs_follow
            return None if is_bare and self.word(following + 1) not in PERSONS else join
        return join if self.goes_on(following) else None

    def takes_late_verb(self, at: int) -> bool:
        """Where a subject of its own and its verb follow 'and', the clause before must have its verb already."""
        if self.word(at + 1) not in SOMEBODY or not self.clause_follows(at):
            return False
        clause = self.stack[-1]
        clause.verb = self.late_verb(clause.opener + 1, at)
        clause.has_subject = clause.verb >= 0
        return clause.has_subject

    def goes_on(self, at: int) -> bool:
        """Whether a verb without a subject of its own, after 'and', is finite: 'sit down and rest'."""
        form, clause = form_of(self.words[at]), self.stack[-1]
        if not form & FINITE or self.is_name(at) or (form & Form.NOUN and not self.has_object(at)):
            return False
        if self.is_listed(at):
            return False
        if form & Form.BASE and clause.bare_verbs_follow:
            return False
        if form & Form.PARTICIPLE and clause.participles_follow:
            return False
        first = self.words[clause.verb]
        return bool(form_of(first) & form & FINITE) or bool(form & Form.PAST) or first in speech.AUXILIARIES

    def is_listed(self, at: int) -> bool:
        """'Food, bills and clothes', 'shaky, hot and mixed up': the last of a list of words that are no verbs."""
        last = at - 2
        form = form_of(self.word(last))
        return last in self.breaks and self.words[at - 1] in AND and (not form or bool(form & Form.NOUN))

    def auxiliary(self, at: int) -> None:
        """Takes a finite auxiliary in."""
        word = self.words[at]
        subject = self.word(self.before(at))
        is_asked = self.word(at + 1) in ONE_OR_MORE
        self.found(at, has_subject=speech.is_contracted_subject(word) or subject in speech.SUBJECTS or is_asked)
        clause = self.stack[-1]
        takes_base = word in TAKES_BASE or word.endswith(("'ll", "'d"))
        if takes_base:
            self.expects, clause.bare_verbs_follow = Form.BASE, True
        else:
            self.expects, clause.participles_follow = Form.PARTICIPLE | Form.ING, True

    def verb(self, at: int) -> None:
        """Takes a word in that may be a verb."""
        word = self.words[at]
        is_infinitive = word == "to" and form_of(self.word(at + 1)) & Form.BASE
        if is_infinitive or word in {"let", "let's"}:
            self.stack[-1].bare_verbs_follow = True
        form = form_of(word)
        if not form & ~Form.NOUN or word in speech.FUNCTION_WORDS or self.is_name(at):
            return
        previous = self.before(at)
        if self.word(previous) == "to" or (previous >= 0 and self.words[previous] in speech.ARTICLES):
            return
        if self.expects & form:
            self.expects = NO_FORM
        elif self.starts(at, previous) and form & Form.BASE:
            if not form & Form.NOUN or self.is_command(at):
                self.found(at)
        elif previous >= 0:
            self.after_subject(at, previous)

    def starts(self, at: int, previous: int) -> bool:
        """Whether a clause can begin here without a subject: a command."""
        if previous < 0 or at in self.breaks:
            return True
        return self.words[previous] in AND and previous == self.stack[-1].opener

    def after_subject(self, at: int, previous: int) -> None:
        """Takes a verb in that may have the word before it as its subject."""
        subject = self.words[previous]
        if subject in speech.SUBJECTS:
            caused = self.word(previous - 1) in CAUSATIVES and form_of(self.words[at]) & Form.BASE
            if self.is_finite_after(at, subject) and not caused:
                self.found(at, has_subject=True)
        elif subject not in speech.FUNCTION_WORDS and any(clause.verb < 0 for clause in self.stack):
            if self.is_noun_verb(at):
                self.found(at, has_subject=True)
        elif previous in self.breaks & self.names and self.is_noun_verb(at):
            self.found(at, has_subject=True)
        elif subject in AND and previous == self.stack[-1].opener and self.goes_on(at):
            self.found(at)

    def found(self, at: int, *, has_subject: bool = False) -> None:
        """Gives a finite verb to the clause that waits for one, or to a new clause where its subject shows one."""
        while len(self.stack) > 1 and self.stack[-1].verb >= 0 and any(clause.verb < 0 for clause in self.stack):
            self.stack.pop()
        if self.stack[-1].verb >= 0:
            if not has_subject:
                return
            between = range(self.stack[-1].verb + 1, at)
            if not self.quotes.isdisjoint(between):
                return  # a button or a saying: "Press 'I need help'."
            is_broken = not (self.breaks - self.colons).isdisjoint(between)
            self.open(Join.JOINED if is_broken else Join.CONTACT, -1)
        clause = self.stack[-1]
        clause.verb = at
        clause.has_subject = has_subject or self.has_noun(clause.opener + 1, at)

    def has_noun(self, start: int, end: int) -> bool:
        """Whether any word stands before the verb that can be its subject."""
        return any(not speech.is_adverb(word) for word in self.words[start:end])


@lru_cache(maxsize=8_192)
def clauses(sentence: Sentence) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order of their beginnings."""
    return Reader(sentence).read()
