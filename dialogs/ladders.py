"""A code of ladders: sections with ladders of five statements, on which staff and managers rate their organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dialogs.model import Audience
from dialogs.pack_parts import Pack

STEPS: Final = 5
RATERS: Final = (Audience.STAFF, Audience.MANAGER)
BESIDE: Final = ("summary", "action")


@dataclass(frozen=True, slots=True)
class Ladder:
    """Five statements, the first of a beginner, the last of the best.

    Attributes:
        section: Name of its section.
        speaks: Standards of the other code on which people's answers tell of the same thing: our own mapping.
    """

    id: str
    section: str
    name: str
    ask: str
    statements: tuple[str, ...]
    speaks: tuple[str, ...]

    def target(self, step: int) -> str:
        """The next statement after a step; '' on the last."""
        return self.statements[step] if 0 <= step < len(self.statements) else ""


@dataclass(frozen=True, slots=True)
class Tool:
    """A way of thinking with a person.

    Attributes:
        beside: Where it is offered: `summary`, `action`.
        ladders: Ids of ladders that it helps to climb: our own choice.
    """

    id: str
    name: str
    does: str
    helps: str
    beside: tuple[str, ...]
    ladders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LadderCode:
    """The whole code, and the pack from which its talks are made."""

    pack: Pack
    ladders: tuple[Ladder, ...]
    tools: tuple[Tool, ...]

    def ladder(self, ladder_id: str) -> Ladder | None:
        """A ladder by its id."""
        return next((one for one in self.ladders if one.id == ladder_id), None)

    def tools_beside(self, where: str) -> tuple[Tool, ...]:
        """The tools that are offered beside a `summary` or an `action`."""
        return tuple(tool for tool in self.tools if where in tool.beside)


def prompt_id(ladder_id: str, audience: Audience) -> str:
    """The id of a ladder's question to an audience."""
    return f"{ladder_id}.{audience.value}"
