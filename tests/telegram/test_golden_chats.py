"""Whole conversations in the chat, message by message, as a person, a relative abroad and a keyworker have them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.telegram.golden_chats import golden_chats, layout, played, read, write
from tests.telegram.office import Office

EACH = pytest.mark.parametrize("path", golden_chats(), ids=lambda path: path.stem)


@EACH
async def test_a_conversation_goes_as_written(office: Office, path: Path, request: pytest.FixtureRequest) -> None:
    """Every message comes as its file has it: picture, words and buttons; and the counts are right at the end."""
    written = read(path)
    now = await played(office, written)
    if request.config.getoption("--rewrite-chats", default=False):
        write(path, now)
    else:
        assert now == written, "see `git diff` after `pytest tests/telegram --rewrite-chats`"
    assert await office.differences() == []


@EACH
def test_a_conversation_is_laid_out(path: Path) -> None:
    """A file is written by the player alone, so that a change shows only what changed."""
    assert path.read_text(encoding="utf-8") == layout(read(path))


@EACH
def test_a_conversation_has_its_end(path: Path) -> None:
    """It goes from the first screen to the thanks; each message has words or is a voice note, and 999 is named."""
    shown: list[dict[str, Any]] = [message for turn in read(path)["talk"] for message in turn["shows"]]
    lines = [line for message in shown for line in message.get("text", ())]
    assert lines[:3] == ["Telegram keeps a copy of this chat.", "We cannot delete that copy.", "Hello."]
    assert "In danger, call 999." in lines
    assert "Thank you for talking with us." in lines
    assert all(message.get("voice") or any(message["text"]) for message in shown)
