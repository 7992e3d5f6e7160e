from __future__ import annotations

from pathlib import Path

from dialogs.faults import KINDS
from dialogs.pack_schema import AreaSheet, CodeSheet, PromptSheet, Sheet, TalkSheet

DOCS = (Path(__file__).parents[2] / "docs" / "packs.md").read_text(encoding="utf-8")


def test_every_fault_is_in_the_docs() -> None:
    """An author can look up each fault by its code."""
    for code, meaning in KINDS.items():
        assert f"| {code} | {meaning} |" in DOCS


def test_every_key_is_in_the_docs() -> None:
    """No key of a code, a talk, an area or a question is left to be guessed."""
    sheets: tuple[type[Sheet], ...] = (CodeSheet, TalkSheet, AreaSheet, PromptSheet)
    for name in {name for sheet in sheets for name in sheet.model_fields} - {"area"}:
        assert f"`{name}`" in DOCS, name
