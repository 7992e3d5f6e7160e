"""How findings are printed: as lines, as JSON, as notes beside the lines of a change, and counted."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType

from easyread.rule import Finding, Severity


def as_text(findings: Sequence[Finding]) -> str:
    """One line a finding."""
    return "".join(
        f"{it.file}:{it.line}:{it.column}: {it.rule} {it.severity} {it.message} {it.suggestion}".rstrip() + "\n"
        for it in findings
    )


def as_json(findings: Sequence[Finding]) -> str:
    """A list of {file, line, column, rule, severity, message, suggestion}."""
    return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1) + "\n"


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands that GitHub shows beside the changed lines."""
    return "".join(_annotation(finding) for finding in findings)


def _annotation(finding: Finding) -> str:
    level = "error" if finding.severity is Severity.ERROR else "warning"
    text = f"{finding.message} {finding.suggestion}".strip().replace("%", "%25").replace("\n", "%0A")
    file = finding.file.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    return f"::{level} file={file},line={finding.line},col={finding.column},title={finding.rule}::{text}\n"


FORMATS: Mapping[str, Callable[[Sequence[Finding]], str]] = MappingProxyType(
    {"text": as_text, "json": as_json, "github": as_github}
)


def summary(findings: Sequence[Finding], files: int) -> str:
    """One line: how much was found in how many files."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    found = f"{_many(errors, 'error')} and {_many(len(findings) - errors, 'warning')}"
    return f"{found} in {_many(files, 'file')}.\n"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
