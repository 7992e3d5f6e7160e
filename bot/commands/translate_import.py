"""What becomes of a file that a translator sends back: each sentence is taken, or refused with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from easyread.lint import lint_text
from easyread.rule import Severity
from easyread.rules.two_terms import RULE as TWO_TERMS
from easyread.words.glossaries import missing
from locales import Languages
from locales.catalogue import same_placeholders
from locales.files import as_po
from locales.languages import State

DANGER = "999"


@dataclass(slots=True)
class Import:
    """What came of it.

    Attributes:
        taken: How many sentences are new or changed.
        same: How many say what was said before.
        stale: English that is no longer said.
        refused: English → why its translation cannot be used.
        doubts: English → which words of its translation, taken as it is, are not those of the others.
    """

    taken: int = 0
    same: int = 0
    stale: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)


def import_sentences(languages: Languages, language: str, given: Mapping[str, str], folder: Path) -> Import:
    """Keeps what can be used in a language's folder of one's own.

    Args:
        languages: What is said now.
        language: The language of the translations.
        given: English → translation.
        folder: Where `<language>/<domain>.po` is written.
    """
    result, wanted, packaged = Import(), set[str](), Languages()
    for domain in languages.domains:
        now = languages.states(language, domain)
        wanted |= {state.sentence.english for state in now}
        after = [_taken(state, given, language, result) for state in now]
        if after != list(now):
            # Only what differs: else no later release could mend any other sentence here.
            with_us = {one.sentence.english: one.translated for one in packaged.states(language, domain)}
            own = [one for one in after if one.translated not in {"", with_us[one.sentence.english]}]
            file = folder / language / f"{domain}.po"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(as_po(language, own))
    result.stale = sorted(given.keys() - wanted)
    return result


def fault_in(english: str, translated: str, language: str) -> str:
    """Why a translation cannot be used; '' where it can."""
    if not same_placeholders(english, translated):
        return "Keep what stands in { } just as it is."
    if (DANGER in english) != (DANGER in translated):
        return "Keep the number 999."
    if not translated.isprintable():
        return "Write it in one line, without special signs."
    errors = [one for one in lint_text(translated, language) if one.severity is Severity.ERROR]
    return f"{errors[0].rule}: {errors[0].message}" if errors else ""


def doubt_about(english: str, translated: str, language: str) -> str:
    """Where a translation uses other words for a thing than the glossary does; '' where it does not.

    It is a note and no refusal. A sentence may say the same without the word, and only the translator can tell.
    """
    unsaid = [f"'{term.english}' is {term.shown} elsewhere." for term in missing(english, translated, language)]
    avoided = [one for one in lint_text(translated, language, rules=(TWO_TERMS,)) if one.severity is Severity.WARNING]
    return " ".join([*unsaid, *(f"{one.message} {one.suggestion}" for one in avoided)])


def _taken(state: State, given: Mapping[str, str], language: str, result: Import) -> State:
    english = state.sentence.english
    translated = given.get(english, "")
    if not translated or translated == state.translated:
        result.same += bool(translated)
        return state
    if fault := fault_in(english, translated, language):
        result.refused[english] = fault
        return state
    if doubt := doubt_about(english, translated, language):
        result.doubts[english] = doubt
    result.taken += 1
    return State(state.sentence, translated, None)
