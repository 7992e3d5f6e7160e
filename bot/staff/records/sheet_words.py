"""What the sheet says with which somebody is asked whether they may be quoted: in easy read and in their language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from locales import ENGLISH, Words

Say = Callable[[str], str]
SAYS, WORDS, QUESTION, CHOICE, FIELD = "says", "words", "question", "choice", "field"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the sheet.

    Attributes:
        kind: Something that is said, the words that it is about, a question, one answer to it, or a line to write on.
        picture: Name of a built-in picture; '' for none.
        text: In the person's language.
        english: The same in English; '' where that is their language.
    """

    kind: str
    picture: str = ""
    text: str = ""
    english: str = ""


def title(_: Say) -> str:
    """What stands on top."""
    return _("May we tell others?")


def rows(words: Words, *, theirs: bool, supported: bool) -> tuple[Row, ...]:
    """The whole sheet.

    Args:
        words: Of the person's language.
        theirs: The record is what they said; else it is what somebody wrote about them.
        supported: They get support: it is nobody's to fear for it.
    """
    both = zip(
        _rows(words.gettext, theirs=theirs, supported=supported),
        _rows(ENGLISH.gettext, theirs=theirs, supported=supported),
        strict=True,
    )
    return tuple(
        Row(kind, picture, words.shown(text), english if words.language != ENGLISH.language else "")
        for (kind, picture, text), (_, _, english) in both
    )


def _rows(_: Say, *, theirs: bool, supported: bool) -> tuple[tuple[str, str, str], ...]:
    return (
        (SAYS, "me", _("This is about you.")),
        (SAYS, "speech", _("You said:")) if theirs else (SAYS, "write", _("We wrote:")),
        (WORDS, "", ""),
        (SAYS, "report", _("We write a report about our support.")),
        (SAYS, "notes", _("We want to put this in the report.")),
        (QUESTION, "question", _("Do you want that?")),
        (CHOICE, "label", _("Yes, with my name.")),
        (CHOICE, "private", _("Yes, without my name.")),
        (CHOICE, "no", _("No")),
        (QUESTION, "read", _("Who may read it?")),
        (CHOICE, "staff-team", _("Only people who work with us.")),
        (CHOICE, "people", _("Everyone, also on the internet.")),
        (SAYS, "no", _("You can say no.")),
        *(((SAYS, "same", _("Your support stays the same.")),) if supported else ()),
        (SAYS, "take-back", _("You can take your yes back.")),
        (SAYS, "bin", _("Then we take it out.")),
        (SAYS, "others", _("Others may keep a copy.")),
        (FIELD, "", _("My name:")),
        (FIELD, "", _("Who asked me:")),
        (FIELD, "", _("The day:")),
    )
