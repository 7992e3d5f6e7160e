"""The shape of the files of a code of ladders. As in `pack_schema`, what must be there is in `needed`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from dialogs.pack_schema import Pictured, Sheet


class LadderSheet(Pictured):
    """One ladder: what it asks, and its statements from the first to the best."""

    needed = ("id", "name", "ask", "statements", "picture", "alt")
    name: str = ""
    ask: str = ""
    speaks: list[str] = Field(default_factory=list)
    statements: list[str] = Field(default_factory=list)


class SectionSheet(Sheet):
    """A part of the code."""

    needed = ("id", "name", "ladders")
    id: str = ""
    name: str = ""
    ladders: list[LadderSheet] = Field(default_factory=list)


class CountsSheet(Sheet):
    """How many of each the published code has."""

    sections: int = 0
    ladders: int = 0
    tools: int = 0


class LadderCodeSheet(Sheet):
    """`code.yaml`."""

    needed = ("id", "name", "version", "language", "publisher", "source", "expected", "say", "sections")
    id: str = ""
    name: str = ""
    version: str = ""
    language: str = ""
    publisher: str = ""
    source: str = ""
    expected: CountsSheet | None = None
    say: str = ""
    sections: list[SectionSheet] = Field(default_factory=list)


class ToolSheet(Sheet):
    """A way of thinking with a person, and beside what it is offered."""

    needed = ("id", "name", "does", "helps", "beside")
    id: str = ""
    name: str = ""
    does: str = ""
    helps: str = ""
    beside: list[str] = Field(default_factory=list)
    ladders: list[str] = Field(default_factory=list)


class ToolsSheet(Sheet):
    """`tools.yaml`."""

    needed = ("tools",)
    tools: list[ToolSheet] = Field(default_factory=list)


class MeetingSheet(Sheet):
    """A part of the other code, and the parts of ours that speak to it: none where the source names none."""

    needed = ("id", "name")
    id: str = ""
    name: str = ""
    parts: list[str] = Field(default_factory=list)


class CrossWalkFile(Sheet):
    """A file in `crosswalks/`. `whose` says who made the mapping: the `source` that is named, or `ours`."""

    needed = ("id", "code", "version", "name", "source", "whose", "items")
    id: str = ""
    code: str = ""
    version: str = ""
    name: str = ""
    source: str = ""
    whose: Literal["", "source", "ours"] = ""
    note: str = ""
    items: list[MeetingSheet] = Field(default_factory=list)
