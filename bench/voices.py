"""How well and how fast each voice speaks: words that an independent recogniser understands, and time taken."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.plan import Plan
from bench.table import Table, plain
from dialogs.pack import load_builtin
from dialogs.wording import texts_of
from easyread import pictures
from easyread.speech import RATES_WPM, EspeakSpeaker, NeuralSpeaker, NoSound, Sound, Speaker
from easyread.speech.neural import PACKAGE, installed
from easyread.speech.take import wav
from easyread.speech.transcribe_child import hear, load
from easyread.speech.transcribing import missing

ROLES = frozenset({"text", "ask", "again"})
RATE = "normal"
HEADER = ("", "words wrong", "sentences all right", "time to speak, of the sound's length", "words a minute")


@dataclass(frozen=True, slots=True)
class Score:
    """One voice on all sentences. `wrong` and `right` are None where no recogniser is installed."""

    sentences: int
    words: int
    wrong: int | None
    right: int | None
    spoke_seconds: float
    sound_seconds: float


class Nobody:
    """Stands behind the neural voice, so that nothing but that voice is measured."""

    def voice(self, text: str, language: str, rate_wpm: int) -> str:
        """No voice at all."""
        raise NoSound("no-voice", f"Nobody says {len(text)} letters in {language} at {rate_wpm}.")

    async def speak(self, text: str, language: str, rate_wpm: int) -> Sound:
        """No sound at all."""
        raise NoSound("no-voice", self.voice(text, language, rate_wpm))


async def run(plan: Plan, folder: Path) -> list[Table]:  # noqa: ARG001 -- every part is called like this
    """Lets each voice say the same sentences of the pack, and the recogniser write down what it hears."""
    sentences, recogniser = _sentences(plan.sentences), None if missing() else load()
    voices: dict[str, Speaker] = {"espeak": EspeakSpeaker()}
    if installed():
        voices["neural"] = NeuralSpeaker(Nobody())
    rows = [(name, *_cells(await _score(voice, sentences, recogniser))) for name, voice in voices.items()]
    notes = [f"{len(sentences)} sentences of the built-in pack at {RATES_WPM[RATE]} words a minute, each said once."]
    if recogniser is not None:
        notes += ["The recogniser is Whisper 'base', trained on neither voice. People understand more than it does."]
    lacking = [*missing(), *(() if installed() else (PACKAGE,))]
    if lacking:
        notes += [f"Not measured without these packages: {', '.join(lacking)}."]
    return [Table("Voices, as a recogniser hears them", HEADER, tuple(rows), tuple(notes))]


def distance(said: Sequence[str], heard: Sequence[str]) -> int:
    """How many words were left out, put in or changed (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for number, word in enumerate(said, 1):
        before, row[0] = row[0], number
        for at, other in enumerate(heard, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (word != other))
    return row[-1]


def spelled(text: str) -> list[str]:
    """Words without capitals and marks, for a recogniser that spells as Americans do."""
    same = {"organisation": "organization", "favourite": "favorite", "programme": "program", "centre": "center"}
    return [same.get(word, word) for word in re.sub(r"[^a-z ]", "", text.lower().replace("-", " ")).split()]


async def _score(voice: Speaker, sentences: Sequence[str], recogniser: Any | None) -> Score:
    await voice.speak("Warm up.", "en", RATES_WPM[RATE])
    missed: list[int] = []
    spoke = lasted = 0.0
    for sentence in sentences:
        began = time.perf_counter()
        sound = await voice.speak(sentence, "en", RATES_WPM[RATE])
        spoke += time.perf_counter() - began
        lasted += sound.seconds
        if recogniser is not None:
            missed.append(distance(spelled(sentence), spelled(hear(recogniser, wav(sound), "en"))))
    words = sum(len(spelled(sentence)) for sentence in sentences)
    wrong, right = (sum(missed), missed.count(0)) if missed else (None, None)
    return Score(len(sentences), words, wrong, right, spoke, lasted)


def _cells(score: Score) -> tuple[str, ...]:
    heard = ("not measured", "not measured")
    if score.wrong is not None:
        share = 100 * score.wrong / score.words
        heard = f"{score.wrong} of {score.words} ({share:.1f}%)", f"{score.right} of {score.sentences}"
    return *heard, plain(score.spoke_seconds / score.sound_seconds), plain(60 * score.words / score.sound_seconds)


def _sentences(number: int) -> list[str]:
    """Sentences from all over the pack, without names and figures."""
    pack = load_builtin("duq", pictures.load().names)
    fit = [text.words for text in texts_of(pack) if text.role in ROLES and not re.search(r"[{\d]", text.words)]
    apart = list(dict.fromkeys(fit))
    return apart[:: max(1, len(apart) // number)][:number]
