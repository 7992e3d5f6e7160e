"""What the sheet 'How to talk with me' says: the person speaks, in easy read and in their language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from asking.profiles import Profile
from locales import ENGLISH, Words

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet.

    Attributes:
        picture: Name of a built-in picture.
        text: In the person's language.
        english: The same in English; '' where the person's language is English.
        own: What was written down about it; '' where nothing was.
    """

    picture: str
    text: str
    english: str
    own: str = ""


def title(_: Say) -> str:
    """What stands on top."""
    return _("How to talk with me")


def sharing(profile: Profile, _: Say) -> str:
    """Whether others may be told."""
    if profile.share == "yes":
        return _("You may share this sheet.")
    return _("Please ask me before you share this.")


def likes(profile: Profile, _: Say) -> list[tuple[str, str, str]]:
    """Picture, sentence, and what was written down, of all that the person likes."""
    notes = ". ".join(note.rstrip(".") for note in (profile.hearing, profile.sight, profile.other) if note)
    found = [("photo", _("Please show me pictures."), ""), ("time", _("Please give me time."), "")]
    for need, picture, sentence in (
        ("aloud", "listen", _("Please read things to me.")),
        ("two", "either-or", _("Please give me 2 answers to choose from.")),
        ("large", "letter", _("Please use large letters.")),
        ("signs", "interpret", _("Please use signs with me.")),
        ("objects", "own-things", _("Please show me objects or photos.")),
    ):
        if profile.has(need):
            found.append((picture, sentence, ""))
    if profile.has("someone") or profile.helper:
        found.append(("with-help", _("I like to have someone with me."), profile.helper))
    return [*found, ("notes", _("More to know"), notes)] if notes else found


def likes_in(profile: Profile, words: Words) -> list[Line]:
    """The lines in a language, each with its English."""
    both = zip(likes(profile, words.gettext), likes(profile, ENGLISH.gettext), strict=True)
    return [
        Line(picture, text, "" if text == english else english, own)
        for (picture, text, own), (_, english, _own) in both
    ]
