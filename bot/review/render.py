"""The review's templates, with the words that every page uses."""

from __future__ import annotations

from bot.local import LocalPages
from bot.review import plain

PAGES = LocalPages("bot.review", {"filled": plain.filled}, plain=plain)
