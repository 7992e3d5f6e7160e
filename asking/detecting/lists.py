"""Reads a language's file of phrases and makes it ready to look with. Every fault is told with file, line and mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Final

from asking.detecting.matching import Denial
from asking.detecting.phrases import Ambiguous, BadPhrase, Phrase, Term, phrases, term
from asking.detecting.sheet import KINDS, LanguageSheet, PhrasesSheet
from asking.detecting.spelling import Spelling, known_by
from asking.detecting.words import form, read
from dialogs.faults import Fault, PackFaults
from dialogs.pack_checks_words import missing_in
from dialogs.pack_draft import Folder
from dialogs.pack_fit import Placed, fit, walk
from dialogs.pack_yaml import Path, read_yaml
from easyread.frequency import everyday

ALL: Final = "all"
HOW: Final = "docs/detector.md says how a phrase is written."


@dataclass(frozen=True, slots=True)
class List:
    """A language's phrases, ready to look with.

    Attributes:
        spellings: What a short or wrong way of writing stands for, in words.
        phrases, harmless: By kind; `harmless` also has `all`.
        find: The words of this list that a written word stands for.
        find_exactly: The same, but nothing is taken for misspelt: for texts that are in another language.
    """

    language: str
    spellings: Mapping[str, tuple[str, ...]]
    fillers: frozenset[Term]
    denial: Denial
    phrases: Mapping[str, tuple[Phrase, ...]]
    harmless: Mapping[str, tuple[Phrase, ...]]
    find: Callable[[str], set[Term]]
    find_exactly: Callable[[str], set[Term]]


def folder() -> Folder:
    """Where the files that come with the program are."""
    return files("asking.detecting") / "languages"


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file."""
    names = sorted(item.name for item in folder().iterdir() if item.name.endswith(".yaml"))
    return tuple(name.removesuffix(".yaml") for name in names)


@cache
def builtin(language: str) -> List:
    """The list of a language that comes with the program. It is read once.

    Raises:
        PackFaults: The file cannot be used; it holds every fault.
    """
    name = f"{language}.yaml"
    try:
        text = (folder() / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise PackFaults([Fault(name, 1, "P103", "", "This is not UTF-8 text.", "Save the file as UTF-8.")]) from None
    except OSError as error:
        raise PackFaults([Fault(name, 1, "P101", "", "This file is missing.", "Install Plainsay again.")]) from error
    return load(name, text)


def load(file: str, text: str) -> List:
    """Read and check one file.

    Raises:
        PackFaults: Something is wrong; it holds every fault with file, line and a way to mend it.
    """
    document, faults = read_yaml(file, text)
    placed, found = fit(LanguageSheet, document)
    faults += found
    if document.whole:
        faults += missing_in(walk(placed))
        if placed.sheet.language != file.removesuffix(".yaml"):
            mend = "Name the file after its language, such as cy.yaml."
            faults.append(placed.fault("P108", f"The language is not that of {file}.", mend, "language"))
    reading = _Reading(placed)
    made = reading.made()
    if faults or reading.faults:
        raise PackFaults([*faults, *reading.faults])
    return made


class _Reading:
    """Makes words and phrases of a sheet, and notes what cannot be read."""

    def __init__(self, placed: Placed[LanguageSheet]) -> None:
        self._placed, self._sheet = placed, placed.sheet
        self.faults: list[Fault] = []
        self._fillers = frozenset(self._terms(self._sheet.fillers, "fillers"))
        self._filler_words = frozenset(one.text for one in self._fillers)
        self._slots = {name: self._terms(words, "words", name) for name, words in self._sheet.words.items()}

    def made(self) -> List:
        """The whole list."""
        sheet = self._sheet
        phrases = {kind: self._phrases(sheet.phrases, kind, "phrases") for kind in KINDS}
        harmless = {kind: self._phrases(sheet.harmless, kind, "harmless") for kind in (*KINDS, ALL)}
        denial = self._denial()
        terms = _used(phrases, harmless) | self._fillers | denial.words | denial.stops | denial.still
        spelling = Spelling(terms, _pairs(sheet.sounds.alike), sheet.sounds.silent)
        real = frozenset(form(word.casefold()) for word in sheet.real)
        spellings = self._spellings()
        return List(
            sheet.language,
            spellings,
            self._fillers,
            denial,
            phrases,
            harmless,
            known_by(terms, spelling, partial(_is_real, real, sheet.language)),
            known_by(terms, spelling, lambda _: True),
        )

    def _spellings(self) -> dict[str, tuple[str, ...]]:
        """By the form of what is written. What the reader takes apart would never be found."""
        found: dict[str, tuple[str, ...]] = {}
        for short, meant in self._sheet.spellings.items():
            words = read(short).words
            if len(words) != 1:
                self._note(f"'{short}' is not one word.", ("spellings", short))
            else:
                found[words[0]] = read(meant).words
        return found

    def _denial(self) -> Denial:
        sheet = self._sheet.negation
        if sheet is None:
            return Denial(frozenset(), 0, 0, frozenset(), frozenset())
        words, stops, still = (
            frozenset(self._terms(getattr(sheet, name), "negation", name)) for name in ("words", "stops", "still")
        )
        return Denial(words, sheet.ahead, sheet.behind, stops, still)

    def _terms(self, words: Iterable[str], *path: str | int) -> tuple[Term, ...]:
        made = []
        for number, word in enumerate(words):
            try:
                made.append(term(word))
            except BadPhrase as bad:
                self._note(str(bad), (*path, number))
        return tuple(made)

    def _phrases(self, sheet: PhrasesSheet | None, kind: str, where: str) -> tuple[Phrase, ...]:
        made: list[Phrase] = []
        # What is harmless must stand there word by word: with one missing, it would hide a worry.
        fillers = self._filler_words if where == "phrases" else frozenset[str]()
        for number, text in enumerate(getattr(sheet, kind, ())):
            try:
                made += phrases(text, self._slots, fillers)
            except Ambiguous as bad:
                self._note(str(bad), (where, kind, number), "P109", "Write (a|b) c, or (a|b c), as it is meant.")
            except BadPhrase as bad:
                self._note(str(bad), (where, kind, number))
        return tuple(made)

    def _note(self, message: str, path: Path, code: str = "P107", mend: str = HOW) -> None:
        self.faults.append(self._placed.fault(code, message, mend, *path))


def _used(*lists: Mapping[str, tuple[Phrase, ...]]) -> frozenset[Term]:
    return frozenset(
        one for each in lists for some in each.values() for found in some for part in found.parts for one in part.terms
    )


def _pairs(alike: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """`ph f` says that ph is written as f; `ck` alone that it is silent."""
    return tuple(_pair(text.split()) for text in alike if text.split())


def _pair(words: list[str]) -> tuple[str, str]:
    first, *rest = (form(word.casefold()) for word in words)
    return first, rest[0] if rest else ""


@cache
def _everyday(language: str) -> frozenset[str]:
    return frozenset(form(word) for word in everyday(language))


def _is_real(real: frozenset[str], language: str, word: str) -> bool:
    return word in real or word in _everyday(language)


def check_all() -> Iterator[Fault]:
    """Every fault of every file that comes with the program."""
    for language in languages():
        try:
            builtin(language)
        except PackFaults as found:
            yield from found.faults
