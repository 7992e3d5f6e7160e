"""Which words of a list someone may have meant, where what they wrote is no word that many use.

Three ways, each bounded by the length of one word: letters written twice or once; one letter wrong, missing, too many
or changed with its neighbour (two in long words); and the same sound. A word is compared through tables of words with
letters left out, never with every word of the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from asking.detecting.phrases import Term
from asking.detecting.words import once, plain_of

SHORTEST: Final = 4
"""Letters of the shortest word that may have one letter wrong. 'hit' would be 'his' and 'bit'."""
TWO_WRONG: Final = 8
"""Letters from which two may be wrong."""
SHORTEST_SOUND: Final = 3
"""Signs of the shortest sound that says enough."""
FURTHEST: Final = 3
"""How many letters may be wrong where the sound is the same."""
LONGEST_STEM: Final = 12
"""Letters of a stem that are compared where it is misspelt."""


class Spelling:
    """The words of a list, to be found however they are spelt.

    Args:
        terms: The words and stems.
        sounds: Letters that sound alike: each is written as the other, in this order.
        silent: Letters that a sound leaves out, but at the beginning.
    """

    def __init__(self, terms: Iterable[Term], sounds: tuple[tuple[str, str], ...], silent: str) -> None:
        self._sounds, self._silent = sounds, str.maketrans("", "", silent)
        self._short = defaultdict[str, set[Term]](set)
        self._near = defaultdict[str, set[Term]](set)
        self._stems = defaultdict[str, set[Term]](set)
        self._sound = defaultdict[str, set[Term]](set)
        self._stem_sound = defaultdict[str, set[Term]](set)
        lengths = set[int]()
        for one in terms:
            if not one.strict:
                self._learn(one)
                if one.stem:
                    lengths.add(min(len(one.text), LONGEST_STEM))
        self._lengths = tuple(sorted(length for length in lengths if length > SHORTEST))

    def meant(self, word: str) -> set[Term]:
        """What a misspelt word may stand for."""
        found = {one for one in self._short.get(once(word), ()) if not one.stem}
        found |= {one for left in _left(word) for one in self._near.get(left, ()) if _is_near(word, one.text)}
        found |= self._stem_of(word)
        sound = self._sound_of(word)
        if len(sound) >= SHORTEST_SOUND:
            found |= {one for one in self._sound.get(sound, ()) if _wrong(word, one.text) <= FURTHEST}
            for length in range(SHORTEST_SOUND, len(sound) + 1):
                found |= self._stem_sound.get(sound[:length], set())
        return found

    def _learn(self, one: Term) -> None:
        text = one.text
        self._short[once(text)].add(one)
        sound = self._sound_of(text)
        if one.stem:
            for left in _left(text[:LONGEST_STEM]) if len(text) > SHORTEST else ():
                self._stems[left].add(one)
            if len(sound) > SHORTEST_SOUND:
                self._stem_sound[sound].add(one)
            return
        if len(text) >= SHORTEST:
            for left in _left(text):
                self._near[left].add(one)
            if len(sound) >= SHORTEST_SOUND:
                self._sound[sound].add(one)

    def _stem_of(self, word: str) -> set[Term]:
        """Stems that a word begins with, one letter being wrong."""
        starts = {
            word[: length + more] for length in self._lengths for more in (-1, 0, 1) if length + more <= len(word)
        }
        return {
            one
            for start in starts
            for left in _left(start, twice=False)
            for one in self._stems.get(left, ())
            if start[:1] == one.text[:1] and _wrong(start, one.text[:LONGEST_STEM]) <= 1
        }

    def _sound_of(self, word: str) -> str:
        said = word
        for written, meant in self._sounds:
            said = said.replace(written, meant)
        said = once(said)
        return said[:1] + once(said[1:].translate(self._silent))


def known_by(exact: Iterable[Term], spelling: Spelling, common: Callable[[str], bool]) -> Callable[[str], set[Term]]:
    """A function that finds the words of a list that a written word stands for.

    Args:
        exact: The words and stems.
        spelling: The same, however they are spelt.
        common: Whether a word is one that many people use, and so no misspelling.
    """
    words, stems = defaultdict[str, set[Term]](set), defaultdict[str, set[Term]](set)
    for one in exact:
        (stems if one.stem else words)[one.text].add(one)
    longest = max((len(text) for text in stems), default=0)

    def find(word: str) -> set[Term]:
        found = listed(word)
        for plain in plain_of(word):
            found |= listed(plain) or spelling.meant(plain)
        return found if found or common(word) else spelling.meant(word)

    def listed(word: str) -> set[Term]:
        found = set(words.get(word, ()))
        for length in range(1, min(len(word), longest) + 1):
            found |= stems.get(word[:length], set())
        return found

    return find


def _left(word: str, *, twice: bool = True) -> Iterator[str]:
    """A word, and what is left of it without any one letter; in a long word without any two."""
    yield word
    ones = {word[:place] + word[place + 1 :] for place in range(len(word))}
    yield from ones
    if twice and TWO_WRONG - 1 <= len(word) <= 2 * TWO_WRONG:
        yield from {one[:place] + one[place + 1 :] for one in ones for place in range(len(one))}


def _is_near(word: str, meant: str) -> bool:
    """Whether few enough letters are wrong. The first letter is right, or changed with the second."""
    if word[:1] != meant[:1] and word[:2] != meant[1::-1]:
        return False
    return _wrong(word, meant) <= (2 if len(meant) >= TWO_WRONG else 1)


def _wrong(word: str, meant: str) -> int:
    """How many letters are wrong, missing, too many or changed with their neighbour; no more than 4 are told apart."""
    if abs(len(word) - len(meant)) > FURTHEST:
        return FURTHEST + 1
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, char in enumerate(word, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(meant, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != other))
            if i > 1 and j > 1 and char == meant[j - 2] and word[i - 2] == other:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]
