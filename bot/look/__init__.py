"""How questions look wherever people see them: style sheets, fonts and pictures.

The tablet page and the preview of a pack both use it, so that a group in a meeting sees what a person will see.
"""

from __future__ import annotations

from bot.http.files import Assets
from bot.look.fonts import Fonts
from bot.look.pictures import Pictures, picture_url

__all__ = ["LOOK", "Fonts", "Pictures", "picture_url"]

LOOK = Assets("bot.look", "/static/look")
"""`look.css` and `fonts.css`."""
