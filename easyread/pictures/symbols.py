"""One emoji for a picture, for buttons that can hold only text.

Most come from the OpenMoji code that a picture was made from. `CHOSEN` has the others: drawings of our own, OpenMoji's
own symbols, emoji newer than version 13 (old phones show a box), and pictures whose first code is not the telling one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from unicodedata import east_asian_width

from easyread.pictures import Picture, PictureError, PictureSet

IN_COLOUR = "\ufe0f"
"""Follows a sign that is black and white text by default, and makes it an emoji."""

CHOSEN: Final[Mapping[str, str]] = {
    # Answers. Never faces, and never colour alone: who sees no red and green still sees the shapes apart. Like the
    # pictures, the moons show how much: nearly full, half full, nearly empty.
    "yes": "✅",
    "mostly-yes": "🌔",
    "a-bit": "🌓",
    "mostly-no": "🌒",
    "cross": "❌",  # ❎ is green on most phones
    "good-and-bad": "⚖",
    "none-of-these": "0️⃣",  # an empty square would look like a box to tick
    "empty-page": "📄",
    "rather-not": "🔐",
    "rather-not-say": "🔐",
    # Buttons that are always there.
    "carry-on": "▶",
    "pause": "⏸",
    "skip": "⏭",
    "private": "🔒",
    # Getting help, talking and telling.
    "advocate": "📣",
    "ask": "❓",
    "asked-about": "❓",
    "helper": "🤝",
    "ignored": "🔇",
    "interpret": "💬",
    "manager-talk": "💬",
    "meeting": "💬",
    "not-safe": "⚠",
    "safe": "🛡",
    "said-after": "🏁",
    "said-before": "💬",
    "speak-about": "🗣",
    "speak-with": "🤝",
    "speech": "💬",
    "talk": "💬",
    "tell-someone": "🗣",
    "thank-you": "🙏",
    "they-answer": "🗣",
    "you-said-we-did": "💬",
    # People. One person and several people stand for 'me' and 'others'; a name badge stands for staff.
    "apart": "↔",
    "by-myself": "👆",
    "choose-people": "👥",
    "choose-staff": "📛",
    "friend": "🧑‍🤝‍🧑",
    "in-charge": "🧑‍💼",
    "independent": "🧑",
    "know-me": "❤",
    "manager-beside": "🤝",
    "me": "🧑",
    "new-staff": "📛",
    "nurse": "🧑‍⚕️",
    "one-staff": "📛",
    "others": "👥",
    "partner": "💕",  # older couples are always a woman and a man
    "people": "👥",
    "people-training": "👥",
    "staff": "📛",
    "staff-enter": "🚪",
    "staff-move": "📛",
    "staff-team": "📛",
    "teach-staff": "🧑‍🏫",
    "team": "👥",
    "together": "🤝",
    "two-people": "👥",
    "what-staff": "📛",
    "with-others": "👥",
    "with-staff": "🤝",
    # Homes, places and things.
    "centre": "♿",
    "change": "🔀",
    "change-plan": "✏",
    "change-to-fit": "📦",
    "check-home": "🔍",
    "choose-day": "🗓",
    "dog": "🐕",
    "going-out": "🚶",
    "health": "🩺",
    "help-neighbour": "🛍",
    "important": "⭐",
    "look-round": "👀",
    "moving": "🚚",
    "neighbour": "🏘",
    "office": "🏢",
    "own-place": "🛋",
    "own-words": "✏",
    "same": "📌",
    "signpost": "📍",
    "small-things": "☕",
    "space": "🛏",
    "tablet": "📱",
    "tea-or-coffee": "☕",
    "town": "🏪",
    "wash-dress": "🧼",
    "words-wall": "🪧",
}


def symbol(pictures: PictureSet, name: str) -> str:
    """The emoji that stands for a picture.

    Args:
        pictures: The set that has the picture.
        name: What it is called there.

    Raises:
        KeyError: There is no picture of this name.
        PictureError: It has no emoji: none was chosen, and it was not made from one.
    """
    picture = pictures.pictures[name]
    sign = CHOSEN.get(name) or _made_from(picture)
    if not sign:
        raise PictureError(f"Picture '{name}' has no emoji. Choose one in symbols.py.")
    # Emoji that are one by default are wide; a sign of several characters says itself how it is shown.
    return sign if len(sign) > 1 or east_asian_width(sign) == "W" else sign + IN_COLOUR


def _made_from(picture: Picture) -> str:
    """The first emoji that a picture was made from; '' where there is none. OpenMoji's own codes begin with E."""
    codes = [code for code in picture.source if not code.startswith("E")]
    return "".join(chr(int(part, 16)) for part in codes[0].split("-")) if codes else ""
