"""What the person did. Each input names the turn (the screen) that it answers; an old turn changes nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Continued:
    """Went on from information, from the 'carry on?' step, or from a question answered before (the answer stays)."""

    turn: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """Said yes to taking part."""

    turn: int


@dataclass(frozen=True, slots=True)
class Declined:
    """Said no to taking part."""

    turn: int


@dataclass(frozen=True, slots=True)
class Chose:
    """Tapped one choice, or sent several."""

    turn: int
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wrote:
    """Wrote an answer of their own."""

    turn: int
    words: str


@dataclass(frozen=True, slots=True)
class Spoke:
    """Recorded an answer; `media` is the stored recording's id."""

    turn: int
    media: int


@dataclass(frozen=True, slots=True)
class DidNotKnow:
    """'I don't know': an answer of its own, never the middle (D06)."""

    turn: int


@dataclass(frozen=True, slots=True)
class RatherNotSay:
    """'I don't want to say': an answer of its own, never the middle (D06)."""

    turn: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """Went on without answering."""

    turn: int


@dataclass(frozen=True, slots=True)
class WentBack:
    """Went to the screen before."""

    turn: int


@dataclass(frozen=True, slots=True)
class Stopped:
    """Stopped for now. Everything said so far is kept."""

    turn: int


@dataclass(frozen=True, slots=True)
class Resumed:
    """Came back after stopping."""

    turn: int


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """Wanted the question once more."""

    turn: int


@dataclass(frozen=True, slots=True)
class AskedForHelp:
    """Opened the help page."""

    turn: int


@dataclass(frozen=True, slots=True)
class ToldWorry:
    """Asked for someone to be told. Never stale and never refused; `words` may be empty."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class TookBack:
    """Took back the answer to one question, or every answer (`step` empty). Never stale."""

    step: str = ""


Input = (
    Continued
    | Agreed
    | Declined
    | Chose
    | Wrote
    | Spoke
    | DidNotKnow
    | RatherNotSay
    | Skipped
    | WentBack
    | Stopped
    | Resumed
    | AskedAgain
    | AskedForHelp
    | ToldWorry
    | TookBack
)
