"""The recorder's templates."""

from __future__ import annotations

from bot.local import LocalPages

PAGES = LocalPages("bot.recorder")
