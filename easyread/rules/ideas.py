"""L03: the rule that finds more than one idea in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from easyread.grammar.clauses import Clause, Join, clauses
from easyread.grammar.speech import OBJECTS
from easyread.grammar.verbs import Form, form_of
from easyread.rule import Hit, Rule, Severity
from easyread.text import Block, Kind, Sentence

# In so few words, verbs that share one subject are one idea: 'Sit down and rest.'
SHORT_WORDS = 6
MOST_LIGHT = 1
HEAVY = frozenset({Join.JOINED, Join.REASON})


def _word(sentence: Sentence, at: int) -> str:
    return sentence.words[at].lower if at >= 0 else ""


def _is_heavy(clause: Clause, found: tuple[Clause, ...], sentence: Sentence) -> bool:
    if clause.join is Join.JOINED and not clause.has_subject:
        # 'A house where people live and get care': both verbs belong to one lighter part.
        inside = any(other.join not in HEAVY | {Join.MAIN} and 0 <= other.opener < clause.opener for other in found)
        return len(sentence.words) > SHORT_WORDS and not inside
    if clause.join is Join.OR:
        return clause.has_subject and not sentence.is_question
    return clause.join in HEAVY


def _is_object(clause: Clause, sentence: Sentence) -> bool:
    """'Tell us what you think', 'a paper that says what you need': what is told is no idea of its own."""
    before = _word(sentence, clause.opener - 1) if clause.opener > 0 else ""
    return clause.join is Join.WH and (before in OBJECTS or bool(form_of(before) & ~Form.NOUN))


def _light(found: tuple[Clause, ...], sentence: Sentence) -> list[Clause]:
    """Clauses that lean on the main one. 'What you like and what you do not like' is one of them."""
    light: list[Clause] = []
    for clause in found:
        repeats = any(_word(sentence, clause.opener) == _word(sentence, other.opener) for other in light)
        follows_and = _word(sentence, clause.opener - 1) in {"and", "or"} if clause.opener > 0 else False
        is_light = clause.join not in HEAVY | {Join.MAIN} and not _is_object(clause, sentence)
        if is_light and not (repeats and follows_and):
            light.append(clause)
    return light


def check(block: Block) -> Iterator[Hit]:
    """Finds joined clauses, a reason beside its main clause, and two lighter clauses beside it."""
    if block.kind in {Kind.LABEL, Kind.ALT}:
        return
    for sentence in block.sentences:
        # 'Because' opens a clause even where its verb was not made out: 'because the roof leaks'.
        found = tuple(clause for clause in clauses(sentence) if clause.verb >= 0 or clause.join is Join.REASON)
        heavy = next((clause for clause in found if _is_heavy(clause, found, sentence)), None)
        light = _light(found, sentence)
        second = heavy or (light[MOST_LIGHT] if len(light) > MOST_LIGHT else None)
        if second and len(found) > 1:
            yield _hit(second, sentence)


def _hit(second: Clause, sentence: Sentence) -> Hit:
    at = sentence.words[max(second.opener, 0) or second.verb]
    opener = _word(sentence, second.opener)
    suggestion = f"Make two sentences. End the first one before '{opener}'." if opener else "Make two sentences."
    if second.opener == 0:
        suggestion = "Make two sentences, one for each idea."
    return Hit(at.start, Severity.WARNING, "This sentence has more than one idea.", suggestion)


RULE = Rule(
    id="L03",
    name="More than one idea",
    severity=(Severity.WARNING,),
    threshold=(
        "Two clauses, each with its verb, joined by 'and', 'but', 'so' or a comma are a warning. So is a clause with "
        "'because' or 'although'. A clause with 'who', 'that', 'if' or 'when' is lighter: two of them are a warning. "
        "Verbs that share one subject are one idea in up to 6 words ('Sit down and rest'). 'I want to go', 'Tell us "
        "what you think' and either-or questions are one idea. Labels and alt texts are left out."
    ),
    why="One idea at a time can be taken in, pictured and answered. Two ideas in one sentence push each other out.",
    source="UK government accessible communication formats; W3C Making content usable",
    bad=("We will ask you questions and you can answer them.", "The bus was late, but we had fun."),
    good=("We will ask you questions. You can answer them.", "Sit down and rest.", "Tell us what you think."),
    check=check,
    languages=("en",),
)
