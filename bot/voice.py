"""Which voice reads aloud: recordings by a real person first, then the voice that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.refused import CommandRefused

if TYPE_CHECKING:
    from bot.config import Config
    from easyread.speech import Speaker

ESPEAK, NEURAL = "espeak", "neural"
VOICES = (ESPEAK, NEURAL)
INSTALL = "Run: pip install 'plainsay[voice]'. Or leave PLAINSAY_VOICE empty."


def chosen(given: str) -> str:
    """The voice that a setting names.

    Raises:
        CommandRefused: There is no such voice.
    """
    voice = given.strip().lower() or ESPEAK
    if voice not in VOICES:
        raise CommandRefused(f"PLAINSAY_VOICE is no voice: {given}.", mend=f"Set it to {' or '.join(VOICES)}.")
    return voice


def speaker(config: Config) -> Speaker:
    """The voice of this installation. It loads what it needs with the first sound.

    Raises:
        CommandRefused: The settings name a voice that is not installed.
    """
    from easyread.speech import EspeakSpeaker, NeuralSpeaker, RecordedSpeaker, Recordings  # noqa: PLC0415 - slow to load

    behind: Speaker = EspeakSpeaker()
    if config.voice == NEURAL:
        check_installed(config)
        behind = NeuralSpeaker(behind)
    return RecordedSpeaker(Recordings(config.voices), behind)


def check_installed(config: Config) -> None:
    """Before anything starts: a voice that was asked for must be there.

    Raises:
        CommandRefused: It is not.
    """
    from easyread.speech.neural import installed  # noqa: PLC0415 - as above

    if config.voice == NEURAL and not installed():
        raise CommandRefused("The neural voice is not installed.", mend=INSTALL)
