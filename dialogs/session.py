"""One person's way through a flow: the moves that led here, and nothing that can be worked out from them.

Position, helpers, number of choices and progress are folded from the trail (`dialogs.path`), so to go back is to
take the last move off. What a person wrote or said is never in here: a session is kept in clear, words are not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from dialogs.events import Reply
from dialogs.transitions import State

FORMAT: Final = 2


class Did(StrEnum):
    """What a person did at a step. The first five are answers, with the values of `Reply`."""

    CHOSE = "chose"
    WROTE = "wrote"
    SPOKE = "spoke"
    DID_NOT_KNOW = "did_not_know"
    RATHER_NOT_SAY = "rather_not_say"
    CONTINUED = "continued"
    SKIPPED = "skipped"
    TAKEN_BACK = "taken_back"


_ANSWERS: Final = frozenset(Did(reply.value) for reply in Reply)


@dataclass(frozen=True, slots=True)
class Response:
    """What was done at a step. Yes and no to taking part, and 'carry on', are kept as choices too."""

    did: Did
    choices: tuple[str, ...] = ()

    @property
    def is_answer(self) -> bool:
        """Whether it says something, rather than only going on."""
        return self.did in _ANSWERS


@dataclass(frozen=True, slots=True)
class Move:
    """One step taken. A step can come twice in a row: practised or asked once more."""

    step: str
    response: Response


@dataclass(frozen=True, slots=True)
class Session:
    """One person's way through one flow.

    Attributes:
        turn: Grows by one at each input that changes the session; a screen carries the turn that it belongs to.
        seed: Chance for this session, used for the order of either/or choices (D05).
        trail: The moves that led here, oldest first; always in the flow's order.
        kept: Answers to steps that the person went back over, one a step. They stay stored, and are marked when
            the step is shown again, until they are changed, passed over or taken back.
        fewest: Scales have two choices from the start: so this person likes to be asked (D07).
        format: Version of this JSON.
    """

    id: str
    flow_id: str
    seed: int
    state: State
    turn: int = 0
    trail: tuple[Move, ...] = ()
    kept: tuple[Move, ...] = ()
    fewest: bool = False
    format: int = FORMAT

    def kept_for(self, step: str) -> Response | None:
        """The answer that was given at a step before the person went back over it."""
        return next((move.response for move in self.kept if move.step == step), None)

    def moved(self, step: str, response: Response) -> Session:
        """With one move more. It replaces what was kept for that step."""
        kept = tuple(move for move in self.kept if move.step != step)
        return replace(self, trail=(*self.trail, Move(step, response)), kept=kept)

    def undone(self) -> Session:
        """With one move less. An answer is kept, unless a later one to the same step already is."""
        last = self.trail[-1]
        keep = last.response.is_answer and self.kept_for(last.step) is None
        return replace(self, trail=self.trail[:-1], kept=(*self.kept, last) if keep else self.kept)

    def without(self, steps: frozenset[str]) -> Session:
        """With the answers to these steps gone. Their moves stay, empty, so that the person stays where they are."""
        trail: list[Move] = []
        for move in self.trail:
            if move.step not in steps:
                trail.append(move)
            elif not trail or trail[-1].step != move.step:
                trail.append(Move(move.step, Response(Did.TAKEN_BACK)))
        return replace(self, trail=tuple(trail), kept=self.kept_without(steps))

    def kept_without(self, steps: frozenset[str]) -> tuple[Move, ...]:
        """What is kept, but for these steps."""
        return tuple(move for move in self.kept if move.step not in steps)


class BadStored(ValueError):
    """Stored text that is not a session (or flow) that this release can read. Its code is stable.

    Attributes:
        code: `S01` not readable, `S02` written by a newer release.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(f"{code}: {sentence}")
        self.code = code


Upgrade = Callable[[dict[str, Any]], dict[str, Any]]

# From format n (the key) to n + 1. The function changes the parsed JSON, before it becomes a Session.
UPGRADES: Final[Mapping[int, Upgrade]] = {1: lambda body: {**body, "fewest": False}}

_SESSION: Final = TypeAdapter(Session)


def upgraded(text: str, newest: int, upgrades: Mapping[int, Upgrade]) -> dict[str, Any]:
    """Parse stored JSON and bring it to the newest format, one release at a time.

    Raises:
        BadStored: Not JSON with a format (S01), or of a newer format (S02).
    """
    try:
        body = from_json(text)
    except ValueError as error:
        raise BadStored("S01", f"not JSON: {error}") from error
    version = body.get("format") if isinstance(body, dict) else None
    if not isinstance(version, int):
        raise BadStored("S01", "there is no format number")
    if version > newest:
        raise BadStored("S02", f"format {version} comes from a newer release; this one reads up to {newest}")
    for older in range(version, newest):
        if older not in upgrades:
            raise BadStored("S01", f"there is no way from format {older} to {older + 1}")
        body = {**upgrades[older](body), "format": older + 1}
    return dict(body)


def dump(session: Session) -> str:
    """The session as JSON, always in this release's format."""
    return _SESSION.dump_json(session).decode()


def load(text: str) -> Session:
    """The session that `dump` wrote, by this release or an older one.

    Raises:
        BadStored: The text is not a session, or comes from a newer release.
    """
    body = upgraded(text, FORMAT, UPGRADES)
    try:
        return _SESSION.validate_python(body)
    except ValidationError as error:
        raise BadStored("S01", f"not a session: {error.error_count()} faults") from error
