"""Sample data: an invented provider whose people answer by walking the real flows. `fill` makes it."""

from bot.sample.fill import fill

__all__ = ["fill"]
