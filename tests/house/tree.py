"""What is in the house: its files as a clone has them, its rooms, its documents."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("bot", "asking", "evidence", "store", "dialogs", "easyread", "locales")
# Made by tools and never committed; .gitignore names the same.
MADE = {".git", ".venv", "__pycache__", "data", "dist", "build"}


def files(*folders: str, suffix: str = "") -> Iterator[Path]:
    """The project's own files in these folders, or all of them where none is named."""
    for folder in folders or (".",):
        for here, inside, names in os.walk(ROOT / folder):
            inside[:] = sorted(name for name in inside if not _made(name))
            yield from (
                Path(here, name) for name in sorted(names) if name.endswith(suffix) and not name.endswith(".pyc")
            )


def documents() -> dict[Path, str]:
    """Every Markdown page that a reader may open, and its text."""
    paths = [*sorted(ROOT.glob("*.md")), *files("docs", suffix=".md")]
    return {path: path.read_text(encoding="utf-8") for path in paths}


def _made(name: str) -> bool:
    return name in MADE or name.endswith(("_cache", ".egg-info")) or name == ".hypothesis"
