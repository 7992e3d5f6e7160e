"""Voices that fail on purpose, and one sentence in each language of the built-in voice."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from easyread.speech import EspeakSpeaker, NoSound, Sound
from tests.support.counts import SOAK

SENTENCE = "Do the staff listen to you?"
# Long enough for a slow machine to start Python in; a child that hangs on purpose costs all of it.
PATIENT_SECONDS = 60.0 if SOAK else 20.0

# What it does is the n-th word of its plan, for the n-th child; the last word holds for all further children.
FAKE_CHILD = """
import io, os, pathlib, signal, sys, threading, wave
folder, plan = pathlib.Path(sys.argv[1]), sys.argv[2].split(",")
number = len(list(folder.iterdir()))
(folder / f"{number}-{os.getpid()}").touch()
what = plan[min(number, len(plan) - 1)]
words = sys.stdin.buffer.read()

def wav(high, seconds):
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(22050)
        period = (high.to_bytes(2, "little", signed=True) * 50) + ((-high).to_bytes(2, "little", signed=True) * 50)
        writer.writeframes(period * round(seconds * 220.5))
    return file.getvalue()

if what == "hang":
    threading.Event().wait()
if what == "crash":
    os.kill(os.getpid(), signal.SIGKILL)
if what.isdigit():
    sys.exit(int(what))
sys.stdout.buffer.write({
    "good": lambda: wav(9000, 2.7),
    "empty": lambda: b"",
    "headonly": lambda: wav(9000, 0),
    "silent": lambda: wav(0, 2.7),
    "half": lambda: wav(9000, 0.7),
    "endless": lambda: wav(9000, 20),
    "loud": lambda: wav(32767, 2.7),
    "cut": lambda: wav(9000, 2.7)[:-1000],
    "text": lambda: b"Audio saved to file.wav",
}[what]())
"""


class FakeVoice:
    """A built-in speaker whose child is a fake, and a list of the children that were started."""

    def __init__(self, folder: Path, *plan: str, timeout_seconds: float = PATIENT_SECONDS) -> None:
        self._started = folder / "started"
        self._started.mkdir()
        program = folder / "fake_child.py"
        program.write_text(FAKE_CHILD, encoding="utf-8")
        command = (sys.executable, "-I", "-S", str(program), str(self._started), ",".join(plan))
        self.speaker = EspeakSpeaker(command=command, timeout_seconds=timeout_seconds)

    @property
    def processes(self) -> list[int]:
        """The process ids of the children so far."""
        return [int(path.name.partition("-")[2]) for path in self._started.iterdir()]


class ToneSpeaker:
    """Speaks every text as the same tone at once, and notes each and its language. Nobody speaks 'xx'."""

    def __init__(self, seconds: float = 1.0) -> None:
        self.spoken: list[str] = []
        self.languages: list[str] = []
        self._seconds = seconds

    def voice(self, text: str, language: str, rate_wpm: int) -> str:
        """The one voice there is."""
        del text, rate_wpm
        if language == "xx":
            raise NoSound("no-voice", "Nobody speaks it.")
        return "tone"

    async def speak(self, text: str, language: str, rate_wpm: int) -> Sound:
        """A tone of 200 Hz."""
        del rate_wpm
        self.spoken.append(text)
        self.languages.append(language)
        times = np.arange(round(self._seconds * 22_050)) / 22_050
        return Sound((0.3 * np.sin(2 * np.pi * 200 * times)).astype(np.float32), 22_050)


# 'Do the staff listen to you?', or near to it.
SENTENCES = {
    "am": "ሠራተኞቹ ያዳምጡዎታል?",
    "ar": "هَلْ يَسْتَمِعُ الْمُوَظَّفُونَ إِلَيْكَ؟",
    "bg": "Слуша ли ви персоналът?",
    "bn": "কর্মীরা কি আপনার কথা শোনেন?",
    "cmn": "员工听你说话吗？",
    "cs": "Poslouchá vás personál?",
    "cy": "A yw'r staff yn gwrando arnoch chi?",
    "da": "Lytter personalet til dig?",
    "de": "Hören Ihnen die Leute zu?",
    "el": "Σας ακούει το προσωπικό;",
    "en": SENTENCE,
    "es": "¿Le escucha el personal?",
    "et": "Kas töötajad kuulavad teid?",
    "fa": "آیا کارکنان به شما گوش می‌دهند؟",
    "fi": "Kuunteleeko henkilökunta sinua?",
    "fr": "Est-ce que le personnel vous écoute ?",
    "ga": "An éisteann an fhoireann leat?",
    "gd": "A bheil an luchd-obrach ag èisteachd riut?",
    "gu": "શું સ્ટાફ તમારી વાત સાંભળે છે?",
    "hi": "क्या कर्मचारी आपकी बात सुनते हैं?",
    "hr": "Sluša li vas osoblje?",
    "hu": "Meghallgatják Önt a dolgozók?",
    "it": "Il personale ti ascolta?",
    "ko": "직원이 당신의 말을 듣나요?",
    "ku": "Gelo karmend guh didin te?",
    "lt": "Ar darbuotojai jūsų klauso?",
    "lv": "Vai darbinieki jūs uzklausa?",
    "ml": "ജീവനക്കാർ നിങ്ങൾ പറയുന്നത് കേൾക്കുന്നുണ്ടോ?",
    "mt": "L-istaff jisma' lilek?",
    "nb": "Lytter personalet til deg?",
    "ne": "के कर्मचारीहरूले तपाईंको कुरा सुन्छन्?",
    "nl": "Luistert het personeel naar u?",
    "pa": "ਕੀ ਸਟਾਫ਼ ਤੁਹਾਡੀ ਗੱਲ ਸੁਣਦਾ ਹੈ?",
    "pl": "Czy personel cię słucha?",
    "pt": "Os funcionários ouvem-no?",
    "pt-br": "Os funcionários ouvem você?",
    "ro": "Te ascultă personalul?",
    "ru": "Персонал вас слушает?",
    "si": "කාර්ය මණ්ඩලය ඔබට සවන් දෙනවාද?",
    "sk": "Počúva vás personál?",
    "sl": "Vas osebje posluša?",
    "sq": "A ju dëgjon stafi?",
    "sr": "Да ли вас особље слуша?",
    "sv": "Lyssnar personalen på dig?",
    "sw": "Je, wafanyakazi wanakusikiliza?",
    "ta": "ஊழியர்கள் உங்கள் பேச்சைக் கேட்கிறார்களா?",
    "te": "సిబ్బంది మీ మాట వింటారా?",
    "ti": "ሰራሕተኛታት ይሰምዑኹም ዶ?",
    "tr": "Personel sizi dinliyor mu?",
    "uk": "Чи слухає вас персонал?",
    "ur": "کیا عملہ آپ کی بات سنتا ہے؟",
    "vi": "Nhân viên có lắng nghe bạn không?",
    "yue": "職員有冇聽你講嘢？",
}
