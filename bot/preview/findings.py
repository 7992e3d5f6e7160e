"""What the easy-read rules say of each question: the findings of its file, given to the question they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from dialogs.pack import Folder
from dialogs.pack_draft import AUDIENCES
from dialogs.pack_yaml import read_yaml
from easyread.accepted import FORM, accepted
from easyread.lint import lint_file
from easyread.rule import Finding

COMMENT = ("#",)


@dataclass(frozen=True, slots=True)
class Allowed:
    """A warning that the author has looked at and allows."""

    rules: str
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules say of one question."""

    findings: tuple[Finding, ...] = ()
    allowed: tuple[Allowed, ...] = ()


def check_file(file: Folder, language: str) -> dict[str, Checked]:
    """Check one area's file. Keys are prompt ids; a prompt without any finding has an entry too."""
    text = file.read_text(encoding="utf-8")
    starts = _starts(file.name, text)
    found: dict[str, list[Finding]] = {prompt: [] for _, prompt in starts}
    allowed: dict[str, list[Allowed]] = {prompt: [] for _, prompt in starts}
    with resources.as_file(file) as path:
        findings = lint_file(path, language)
    for finding in findings:
        if prompt := _at(starts, finding.line):
            found[prompt].append(finding)
    for line, one in _allowed(text):
        if prompt := _at(starts, line):
            allowed[prompt].append(one)
    return {prompt: Checked(tuple(found[prompt]), tuple(allowed[prompt])) for prompt in found}


def _starts(name: str, text: str) -> list[tuple[int, str]]:
    """The line where each prompt begins, in order."""
    document, _ = read_yaml(name, text)
    places = ((audience, at) for audience in AUDIENCES for at, _ in enumerate(document.data.get(audience, ())))
    return sorted((document.line(place), document.id_at(place)) for place in places)


def _at(starts: list[tuple[int, str]], line: int) -> str:
    """The prompt that a line belongs to; '' above the first."""
    at = bisect_right(starts, line, key=lambda start: start[0]) - 1
    return starts[at][1] if at >= 0 else ""


def _allowed(text: str) -> Iterator[tuple[int, Allowed]]:
    """Each comment that allows a warning, with the line that it speaks of."""
    lines = text.split("\n")
    for comment in accepted(text, COMMENT):
        form = FORM.search(lines[comment.line - 1])
        if form:
            yield comment.covers, Allowed(form["rules"], form["reason"].strip())
