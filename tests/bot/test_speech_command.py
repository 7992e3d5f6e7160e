"""`plainsay speech build`: all that can be spoken early, only what is missing, and what has no sound."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from bot.cli import run_command
from bot.commands import speech as command
from bot.commands.speech import Build, Progress
from bot.commands.speech_texts import Wanted, texts_of
from dialogs.model import Audience
from dialogs.pack import Pack
from easyread.speech import NoSound, Remembering, Sound, Speaker, SpeechCache
from locales import ENGLISH, Words
from tests.easyread.speech_tools import ToneSpeaker
from tests.support.ready import built_in_pack

QUESTION = Wanted("person, duq.1.day", "mp3", ("Did you choose?",))
SCREEN = Wanted("person, duq.1.day", "ogg", ("Did you choose?", "Yes", "No"))
UNSPEAKABLE = Wanted("staff, duq.2.odd", "mp3", ("Odd.",))


@cache
def pack() -> Pack:
    """The built-in pack."""
    return built_in_pack()


@cache
def texts() -> tuple[list[Wanted], int]:
    """All that it says."""
    return texts_of(pack(), ENGLISH)


class Picky(ToneSpeaker):
    """Cannot say 'Odd.'."""

    async def speak(self, text: str, language: str, rate_wpm: int) -> Sound:
        """A tone, or a refusal."""
        if text == "Odd.":
            raise NoSound("crashed", "As told.")
        return await super().speak(text, language, rate_wpm)


def build(folder: Path, speaker: Speaker, total: int = 3) -> Build:
    """A run over a folder."""
    return Build(SpeechCache(folder, speaker), "en", "normal", Progress(total, io.StringIO()))


def test_every_text_of_the_pack_is_there() -> None:
    """Each line, question and answer of each audience that needs no name is made for the tablet, once."""
    sounds, nameless = texts()
    said = [one.pieces for one in sounds if one.kind == "mp3"]
    assert len(said) == len(set(said))
    assert all(len(pieces) == 1 for pieces in said)
    wanted = {
        line
        for prompt in pack().prompts
        for line in (*prompt.question.text, prompt.question.ask, prompt.question.again)
        if line
    }
    wanted |= {choice.label for prompt in pack().prompts for choice in prompt.question.choices}
    for frame in pack().frames.values():
        wanted |= {line for step in (*frame.opening, *frame.before_questions, frame.closing) for line in step.text}
        wanted |= {choice.label for choice in (*frame.scale.two, *frame.scale.three, *frame.scale.five)}
        wanted |= {choice.label for company in frame.company for choice in company.choices}
    missing = wanted - {pieces[0] for pieces in said}
    assert all("{" in line for line in missing), missing
    assert nameless > 0


def test_what_waits_for_a_name_is_left_out() -> None:
    """Nothing with a gap for a name is spoken, and nothing of observers is made for Telegram, which keeps none."""
    sounds, _ = texts()
    assert not any("{" in piece for one in sounds for piece in one.pieces)
    assert not any(one.kind == "ogg" and one.place.startswith(Audience.OBSERVER) for one in sounds)


def test_both_ways_round_and_each_number_of_answers() -> None:
    """A whole screen is made for each order and each number of answers that somebody can be shown."""
    sounds, _ = texts()
    either = next(p for p in pack().prompts if p.question.kind == "either_or" and "{" not in "".join(p.question.text))
    screens = [one.pieces for one in sounds if one.kind == "ogg" and one.place.endswith(f" {either.id}")]
    first, second = (choice.label for choice in either.question.choices)
    orders = {pieces.index(first) < pieces.index(second) for pieces in screens}
    assert orders == {True, False}
    sized = next(p for p in pack().prompts if p.question.kind == "choice" and "{" not in "".join(p.question.text))
    lengths = {len(one.pieces) for one in sounds if one.kind == "ogg" and one.place.endswith(f" {sized.id}")}
    assert {length - min(lengths) for length in lengths} == {0, 1, 3}


async def test_only_what_is_missing_is_made(tmp_path: Path) -> None:
    """A second run speaks nothing; a text that changed is made anew, and only that."""
    first = build(tmp_path, ToneSpeaker())
    await first.run([QUESTION, SCREEN])
    assert (first.made, first.found) == (2, 0)
    voice = ToneSpeaker()
    again = build(tmp_path, voice)
    await again.run([QUESTION, SCREEN])
    assert (again.made, again.found, again.size_bytes, voice.spoken) == (0, 2, first.size_bytes, [])
    await build(tmp_path, voice).run([QUESTION, Wanted("person, x", "mp3", ("Did you really choose?",)), SCREEN])
    assert voice.spoken == ["Did you really choose?"]


async def test_what_has_no_sound_stops_nothing(tmp_path: Path) -> None:
    """It is listed with its place and the reason, and all the others are made."""
    run = build(tmp_path, Picky())
    await run.run([UNSPEAKABLE, QUESTION, SCREEN])
    assert (run.made, run.without) == (2, [(UNSPEAKABLE, "crashed")])


async def test_what_was_made_before_a_stop_is_kept(tmp_path: Path) -> None:
    """Stopped in the middle, the sounds that were made are there for the next run."""
    reached, other = asyncio.Event(), Wanted("person, x", "mp3", ("Yes",))

    class Stuck(ToneSpeaker):
        async def speak(self, text: str, language: str, rate_wpm: int) -> Sound:
            if text == "Odd.":
                reached.set()
                await asyncio.Event().wait()
            return await super().speak(text, language, rate_wpm)

    running = asyncio.create_task(build(tmp_path, Stuck()).run([QUESTION, other, UNSPEAKABLE]))
    await reached.wait()  # so one of the two before it is done
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    after = build(tmp_path, ToneSpeaker())
    await after.run([QUESTION, other])
    assert after.found >= 1


async def test_a_sentence_is_said_once_for_many_screens() -> None:
    """What many screens share is spoken once; what failed is tried anew; only the last ones are remembered."""
    voice = Picky()
    remembering = Remembering(voice, most=2)
    assert remembering.voice("Yes", "en", 120) == "tone"
    for text in ("Yes", "No", "Yes", "A bit", "Yes", "No"):
        await remembering.speak(text, "en", 120)
    assert voice.spoken == ["Yes", "No", "A bit", "No"]
    for _ in range(2):
        with pytest.raises(NoSound):
            await remembering.speak("Odd.", "en", 120)


def few(*sounds: Wanted) -> Callable[[Pack, Words], tuple[list[Wanted], int]]:
    """A pack that says little."""
    return lambda _pack, _words: (list(sounds), 4)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With the real voice: sounds in their folder, a summary, status 0; other rates for tablets only."""
    monkeypatch.setattr(command, "texts_of", few(Wanted("person, x", "mp3", ("Yes",)), SCREEN))
    assert run_command(["speech", "build", "--data", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "2 sounds. 4 more wait for a name" in said
    assert "Made: 2. There already: 0." in said
    kept = sorted(path.suffix for path in (tmp_path / "speech").iterdir())
    assert kept == [".mp3", ".ogg"]
    assert run_command(["speech", "build", "--rate", "faster", "--data", str(tmp_path)]) == 0
    assert "Made: 1. There already: 0." in capsys.readouterr().out


def test_the_command_lists_what_has_no_sound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the end it names the place and the text of each, and the status is 1."""
    wordless = Wanted("family, duq.3.emoji", "mp3", ("🙂",))
    monkeypatch.setattr(command, "texts_of", few(wordless, QUESTION))
    assert run_command(["speech", "build", "--data", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "Made: 1." in said
    assert said.endswith("No sound: 1.\n  no-words: family, duq.3.emoji: 🙂\n")


def test_a_language_without_talks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is refused in a sentence that says which languages there are."""
    assert run_command(["speech", "build", "--language", "de", "--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("C101: There are no talks in de. There are talks in en, ar, ")


class Terminal(io.StringIO):
    """A screen that someone looks at."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.mark.parametrize(("out", "lines"), [(Terminal(), 1), (io.StringIO(), 10)])
def test_progress(out: io.StringIO, lines: int) -> None:
    """On a terminal one line changes; in a log there are ten, however many sounds there are."""
    progress = Progress(250, out)
    for _ in range(250):
        progress.step()
    assert out.getvalue().count("\n") == lines
    assert "250 of 250" in out.getvalue()
