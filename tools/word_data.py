"""Builds easyread/word_data/en.txt: `python -m tools.word_data WORDNET_FOLDER SCOWL_FOLDER`.

It needs `pip install cefrpy`, and from Debian the packages wordnet-base (/usr/share/wordnet) and scowl
(/usr/share/dict/scowl). None of them is needed to run or to test the program.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from easyread.frequency import lemma, zipf
from easyread.word_data import HARDEST_LEVEL, LARGEST_LIST

TARGET = Path(__file__).resolve().parents[1] / "easyread" / "word_data" / "en.txt"
HEAD = """\
# Made by `python -m tools.word_data` from the levels of cefrpy, the list sizes of SCOWL and the nouns of WordNet 3.0.
# Licences: see NOTICE. A line: level 1-6, list size 1-7, p for a physical thing, s for science; then its words.
"""
LEAST_ZIPF = 1.3
LEAST_ZIPF_OF_LEVEL = 3.0
SIZES = (10, 20, 35, 40, 50, 55, 60)
KINDS = ("words", "upper", "proper-names", "abbreviations")
SPELLINGS = ("english", "american", "british")
# WordNet's lexicographer files that hold things one can touch: animal, artifact, food, object, plant.
PHYSICAL = frozenset({"05", "06", "13", "17", "20"})
SCIENCE = re.compile(
    r"\b(genes?|genetics?|cells?|proteins?|enzymes?|dna|rna|chromosomes?|molecul\w+|nucle\w+|biolog\w+|chemicals?|"
    r"bacteria|tissues?|amino|acids?|neurons?|neural|nerves?|membranes?|metabol\w+|hormones?|organisms?|diseases?|"
    r"infections?|antibod\w+|statist\w+|biochem\w+|compounds?|physiolog\w+|patholog\w+)\b"
)
# A word's first meaning counts most, the second half as much, the third a third.
MOSTLY = 0.5
Sense = tuple[bool, bool]


def levels() -> Mapping[str, float]:
    """The mean CEFR level of each word that is common enough to have a real one.

    cefrpy gives rare words the level of whatever they are spelled like: 'lading' has A1.
    """
    from cefrpy import CEFRAnalyzer  # type: ignore[import-not-found]  # noqa: PLC0415 -- only this tool needs it

    source = CEFRAnalyzer()
    common = (word for word in source.yield_words() if zipf(word) >= LEAST_ZIPF_OF_LEVEL)
    return {word: source.get_average_word_level_float(word) for word in common}


def sizes(folder: Path) -> Mapping[str, int]:
    """The smallest SCOWL list that has a word, in tens."""
    found: dict[str, int] = {}
    for size in SIZES:
        for name in (f"{spelling}-{kind}.{size}" for spelling in SPELLINGS for kind in KINDS):
            path = folder / name
            for word in path.read_text(encoding="latin-1").split() if path.exists() else ():
                found.setdefault(word.lower(), size // 10)
    return found


def nouns(folder: Path) -> Mapping[str, list[Sense]]:
    """Every noun to its meanings, the usual first: is it a physical thing, does its entry speak of science."""
    senses = dict(_senses((folder / "data.noun").read_text(encoding="latin-1").splitlines()))
    found: dict[str, list[Sense]] = {}
    for line in (folder / "index.noun").read_text(encoding="latin-1").splitlines():
        if not line.startswith(" "):
            word, _, count, *rest = line.split()
            found[word] = [senses[number] for number in rest[-int(count) :]]
    return found


def _senses(lines: Iterable[str]) -> Iterator[tuple[str, Sense]]:
    for line in lines:
        if not line.startswith(" "):
            facts, _, gloss = line.partition("|")
            number, file, *_ = facts.split()
            named = " @i " in facts  # a name of one thing, such as a river
            yield number, (file in PHYSICAL and not named, bool(SCIENCE.search(gloss.lower())))


def mostly(senses: list[Sense], which: int) -> bool:
    """Whether a mark holds for at least half of the meanings, by their weight."""
    weights = [1 / place for place in range(1, len(senses) + 1)]
    having = sum(weight for weight, sense in zip(weights, senses, strict=True) if sense[which])
    return bool(senses) and having >= MOSTLY * sum(weights)


def build(wordnet: Path, scowl: Path) -> str:
    """The text of the data file."""
    level, size, noun = levels(), sizes(scowl), nouns(wordnet)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted({*level, *size, *noun}):
        if not (word.isascii() and word.isalpha()) or zipf(word) < LEAST_ZIPF or lemma(word) != word:
            continue
        senses = noun.get(word, [])
        flags = ("p" if mostly(senses, 0) else "") + ("s" if mostly(senses, 1) else "")
        profile = f"{round(level.get(word, HARDEST_LEVEL))}{size.get(word, LARGEST_LIST)}{flags}"
        groups[profile].append(word)
    groups.pop(f"{HARDEST_LEVEL}{LARGEST_LIST}", None)  # what an unknown word has anyway
    return HEAD + "".join(f"{profile} {' '.join(groups[profile])}\n" for profile in sorted(groups))


if __name__ == "__main__":
    TARGET.write_text(build(Path(sys.argv[1]), Path(sys.argv[2])), encoding="utf-8")
    print(f"wrote {TARGET}")
