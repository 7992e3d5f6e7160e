"""Drafts are made one at a time in the background; whatever happens, the recording waits for a person."""

from __future__ import annotations

import ast
import asyncio
import logging
from pathlib import Path

import pytest

from asking.forgetting import forget
from bot.cli import run_command
from bot.config import read_config
from bot.drafting import MACHINE, Drafting
from easyread.speech.transcribing import Heard, NoDraft
from store import access_log, comments, media, transcripts
from tests.house.tree import ROOT
from tests.staff.office import AT, SOUND, Office

SAID = "I like the garden."


class Machine:
    """Hears the same in every recording, or fails as told."""

    def __init__(self, *faults: str) -> None:
        self.faults = list(faults)
        self.sounds: list[tuple[bytes, str]] = []

    async def heard(self, sound: bytes, language: str) -> Heard:
        """What was said."""
        self.sounds.append((sound, language))
        if self.faults and (fault := self.faults.pop(0)):
            raise NoDraft(fault)
        return Heard(SAID, "whisper base")


def drafting(office: Office, machine: Machine) -> Drafting:
    """The chore over an office's store."""
    return Drafting(office.database, office.files, office.clock, machine)


async def draft_of(office: Office, recording: int) -> str | None:
    """The draft of a recording; None where there is none."""
    found = await office.database.read(lambda tx: media.get(tx, recording))
    if found is None:
        return None
    kept = await office.database.read(lambda tx: transcripts.get(tx, found))
    return kept.draft if kept else None


async def test_each_recording_gets_one_draft(signed_in: Office) -> None:
    """Oldest first, opened with the person's key, in the person's language; then nothing waits. The log has it."""
    ids = [await signed_in.recording("Rose Cottage"), await signed_in.recording("Rose Cottage")]
    machine = Machine()
    chore = drafting(signed_in, machine)
    assert [await chore.next_one() for _ in range(3)] == [True, True, False]
    assert machine.sounds == [(SOUND, "en"), (SOUND, "en")]
    assert [await draft_of(signed_in, one) for one in ids] == [SAID, SAID]
    notes = [(note.who, note.did) for note in await signed_in.database.read(access_log.recent)]
    assert (MACHINE, f"made a draft of recording {ids[0]}") in notes


async def test_a_draft_is_made_in_the_language_of_its_answer(signed_in: Office) -> None:
    """Not in the one that the person, or the one who is watched, is asked in now."""
    recording = await signed_in.recording("Rose Cottage")
    await signed_in.database.write(lambda tx: tx.run("UPDATE answer SET language = 'pl' WHERE media_id IS NOT NULL"))
    machine = Machine()
    await drafting(signed_in, machine).next_one()
    assert machine.sounds == [(SOUND, "pl")]
    assert await draft_of(signed_in, recording) == SAID


@pytest.mark.parametrize("fault", ["unreadable", "timed-out", "crashed"])
async def test_a_recording_that_no_machine_can_read_is_left_to_the_listener(signed_in: Office, fault: str) -> None:
    """It is tried once, holds up no other, and still waits to be heard."""
    bad, good = await signed_in.recording("Rose Cottage"), await signed_in.recording("Rose Cottage")
    chore = drafting(signed_in, Machine(fault))
    assert [await chore.next_one() for _ in range(3)] == [True, True, False]
    assert (await draft_of(signed_in, bad), await draft_of(signed_in, good)) == (None, SAID)
    assert await signed_in.database.read(media.count_not_heard) == 2


async def test_a_machine_that_does_not_work_marks_nothing(signed_in: Office, caplog: pytest.LogCaptureFixture) -> None:
    """Where the model is missing, the log says so, and the recordings are drafted once it is back."""
    recording = await signed_in.recording("Rose Cottage")
    chore = drafting(signed_in, Machine("not-installed"))
    with caplog.at_level(logging.WARNING):
        assert await chore.next_one() is False
    assert "K203" in caplog.text
    assert await chore.next_one() is True
    assert await draft_of(signed_in, recording) == SAID


async def test_a_recording_whose_file_is_gone_stops_nothing(signed_in: Office) -> None:
    """It gets no draft, and the next one does."""
    bad, good = await signed_in.recording("Rose Cottage"), await signed_in.recording("Rose Cottage")
    found = await signed_in.database.read(lambda tx: media.get(tx, bad))
    assert found
    signed_in.files.delete(found.file)
    chore = drafting(signed_in, Machine())
    assert [await chore.next_one() for _ in range(3)] == [True, True, False]
    assert (await draft_of(signed_in, bad), await draft_of(signed_in, good)) == (None, SAID)


async def test_what_is_forgotten_while_the_machine_listens_stays_forgotten(signed_in: Office) -> None:
    """A person who is forgotten meanwhile leaves no draft behind."""
    recording = await signed_in.recording("Rose Cottage")
    found = await signed_in.database.read(lambda tx: media.get(tx, recording))
    assert found

    class Slow(Machine):
        async def heard(self, sound: bytes, language: str) -> Heard:
            await signed_in.database.write(
                lambda tx: forget(tx, signed_in.pack, person_id=found.person_id, with_answers=False, at=AT)
            )
            return await super().heard(sound, language)

    assert await drafting(signed_in, Slow()).next_one() is True
    assert await signed_in.database.read(lambda tx: tx.all("SELECT * FROM transcript")) == []


async def test_a_fault_ends_nothing(signed_in: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a fault that nobody foresaw, the next round goes on."""
    recording, gone_on = await signed_in.recording("Rose Cottage"), asyncio.Event()

    class Odd(Machine):
        async def heard(self, sound: bytes, language: str) -> Heard:
            if not self.sounds:
                self.sounds.append((sound, language))
                raise RuntimeError
            gone_on.set()
            return await super().heard(sound, language)

    monkeypatch.setattr("bot.drafting.EVERY_SECONDS", 0.0)
    running = asyncio.create_task(drafting(signed_in, Odd()).run())
    async with asyncio.timeout(20):
        await gone_on.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert recording


def test_only_the_listeners_page_reads_drafts() -> None:
    """Nothing that counts, quotes, scans, sends or exports may even import what drafts are kept with."""
    readers = set()
    for folder in ("asking", "bot", "evidence", "store", "dialogs", "easyread"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
                module = getattr(node, "module", "") or ""
                if "transcripts" in names or module == "store.transcripts":
                    readers.add(path.relative_to(ROOT).as_posix())
    assert readers == {"bot/drafting.py", "bot/commands/doctor.py", "bot/staff/drafts.py", "bot/staff/recordings.py"}


@pytest.mark.parametrize(("given", "kept"), [("", ""), ("off", ""), ("ON", "on")])
def test_drafts_are_off_unless_turned_on(given: str, kept: str) -> None:
    """A machine listens only where somebody has decided so."""
    assert read_config({"PLAINSAY_TRANSCRIBE": given}).transcribe == kept


@pytest.mark.parametrize(("name", "given"), [("PLAINSAY_TRANSCRIBE", "nowhere"), ("PLAINSAY_VOICE", "robot")])
def test_a_setting_that_cannot_be_used_is_told(
    name: str, given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong value gives one sentence and status 2, before anything starts."""
    monkeypatch.setenv(name, given)
    assert run_command(["doctor", "--data", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"C101: {name} is no ")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("setting", "where", "absent"),
    [
        ("PLAINSAY_VOICE=neural", "easyread.speech.neural.PACKAGE", "plainsay-no-such-package"),
        ("PLAINSAY_TRANSCRIBE=on", "easyread.speech.transcribing.PACKAGES", ("plainsay-no-such-package",)),
    ],
)
def test_what_is_not_installed_is_told_before_the_start(
    setting: str, where: str, absent: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An extra that is set and not installed gives the command that installs it, and status 2."""
    monkeypatch.setattr(where, absent)
    monkeypatch.setenv(*setting.split("="))
    assert run_command(["run", "--data", "no-data", "--port", "0"]) == 2
    assert "pip install 'plainsay[" in capsys.readouterr().err
    assert not Path("no-data").exists()


async def test_comments_by_voice_get_drafts_too(signed_in: Office) -> None:
    """What is added beside the answers is drafted in the same way, and goes when it is taken back."""
    recording = await signed_in.recording("Rose Cottage")
    found = await signed_in.database.read(lambda tx: media.get(tx, recording))
    assert found
    assert await drafting(signed_in, Machine()).next_one() is True
    assert await signed_in.database.read(lambda tx: comments.of_media(tx, recording)) is None
    await signed_in.database.write(lambda tx: media.delete(tx, recording))
    assert await draft_of(signed_in, recording) is None
