"""Reading aloud: a voice, files for phones and tablets, and a cache of both. Knows text, not dialogs."""

from __future__ import annotations

from easyread.speech.cache import SpeechCache, Spoken
from easyread.speech.espeak import EspeakSpeaker, speak
from easyread.speech.neural import NeuralSpeaker
from easyread.speech.recorded import RecordedSpeaker
from easyread.speech.recordings import Recorded, Recordings
from easyread.speech.remembering import Remembering
from easyread.speech.speaker import FASTEST_WPM, NORMAL_WPM, RATES_WPM, SLOWEST_WPM, NoSound, Sound, Speaker

__all__ = [
    "FASTEST_WPM",
    "NORMAL_WPM",
    "RATES_WPM",
    "SLOWEST_WPM",
    "EspeakSpeaker",
    "NeuralSpeaker",
    "NoSound",
    "Recorded",
    "RecordedSpeaker",
    "Recordings",
    "Remembering",
    "Sound",
    "Speaker",
    "SpeechCache",
    "Spoken",
    "speak",
]
