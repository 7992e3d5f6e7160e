"""The preview's templates, with the words that every page uses."""

from __future__ import annotations

from bot.local import LocalPages
from bot.preview import plain
from bot.preview.shown import filled

PAGES = LocalPages("bot.preview", {**plain.FILTERS, "filled": filled}, plain=plain)
