"""The linter: takes text from files, runs every rule that fits the language, prints what they find."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from babel.messages.pofile import PoFileError
from yaml import YAMLError

from easyread.accepted import Accepted, accepted
from easyread.rule import Finding, Rule, Severity
from easyread.rules import RULES
from easyread.sources import BY_ENDING, PLAIN
from easyread.text import Block


class UnreadableFileError(Exception):
    """A file cannot be read. `code` is stable: LINT-1 not there, LINT-2 not text, LINT-3 not what its name says."""

    def __init__(self, code: str, file: str, what: str) -> None:
        super().__init__(f"{code} {file}: {what}")
        self.code = code


def lint_text(text: str, lang: str = "en", file: str = "text") -> list[Finding]:
    """Checks a plain text. Findings are in the order of the text."""
    return _sorted(finding for finding, _ in _pairs(PLAIN.blocks(text), lang, file))


def lint_file(path: Path, lang: str = "en") -> list[Finding]:
    """Checks one file, read by its ending; an ending that we do not know is read as plain text.

    Raises:
        UnreadableFileError: It is not there, is not text, or is not what its ending says.
    """
    text = _read(path)
    source = BY_ENDING.get(path.suffix.lower(), PLAIN)
    try:
        blocks = source.blocks(text)
    except (YAMLError, PoFileError, ValueError, LookupError, RecursionError) as error:
        where = " ".join(str(error).split())
        raise UnreadableFileError("LINT-3", str(path), f"this is not a {path.suffix} file. {where}") from error
    comments = list(accepted(text, source.comment))
    kept = (finding for finding, block in _pairs(blocks, lang, str(path)) if not _is_accepted(finding, block, comments))
    return _sorted([*kept, *_faulty(comments, str(path))])


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError("LINT-2", str(path), "this is not UTF-8 text. Save it as UTF-8.") from error
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise UnreadableFileError("LINT-1", str(path), f"{reason}. Check the name.") from error


def _pairs(blocks: Iterable[Block], lang: str, file: str) -> Iterator[tuple[Finding, Block]]:
    rules = [rule for rule in RULES if rule.fits(lang)]
    for block in blocks:
        for rule in rules:
            yield from ((finding, block) for finding in _of_rule(rule, block, file))


def _of_rule(rule: Rule, block: Block, file: str) -> Iterator[Finding]:
    for hit in rule.check(block):
        line, column = block.place(hit.start)
        yield Finding(file, line, column, rule.id, hit.severity, hit.message, hit.suggestion)


def _is_accepted(finding: Finding, block: Block, comments: list[Accepted]) -> bool:
    return finding.severity is Severity.WARNING and any(
        finding.rule in comment.rules and comment.covers in {finding.line, block.first_line} for comment in comments
    )


def _faulty(comments: list[Accepted], file: str) -> Iterator[Finding]:
    message = "This does not accept anything: it needs a rule and a reason."
    for comment in comments:
        if not comment.rules:
            suggestion = "Write: lint: L10 ok, and then why."
            yield Finding(file, comment.line, comment.column, "L00", Severity.ERROR, message, suggestion)


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.line, finding.column, finding.rule))


def files_under(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and every file in a folder whose ending the linter knows."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix.lower() in BY_ENDING and file.is_file())
        else:
            yield path


def as_text(findings: list[Finding]) -> str:
    """One line a finding."""
    return "".join(
        f"{it.file}:{it.line}:{it.column}: {it.rule} {it.severity} {it.message} {it.suggestion}".rstrip() + "\n"
        for it in findings
    )


def as_json(findings: list[Finding]) -> str:
    """A list of {file, line, column, rule, severity, message, suggestion}."""
    return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1) + "\n"


def as_github(findings: list[Finding]) -> str:
    """Workflow commands that GitHub shows beside the changed lines."""
    return "".join(_annotation(finding) for finding in findings)


def _annotation(finding: Finding) -> str:
    level = "error" if finding.severity is Severity.ERROR else "warning"
    text = f"{finding.message} {finding.suggestion}".strip().replace("%", "%25").replace("\n", "%0A")
    file = finding.file.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    return f"::{level} file={file},line={finding.line},col={finding.column},title={finding.rule}::{text}\n"


FORMATS: dict[str, Callable[[list[Finding]], str]] = {"text": as_text, "json": as_json, "github": as_github}


def main(argv: list[str] | None = None) -> int:
    """Runs the linter. Returns 1 where an error stands, 2 for a file that cannot be read, else 0."""
    parser = argparse.ArgumentParser(prog="plainsay lint", description="Checks text against the easy-read rules.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a file or a folder")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="how findings are printed")
    parser.add_argument("--lang", default="en", help="language of the text, such as en")
    options = parser.parse_args(argv)
    try:
        findings = [found for path in files_under(options.files) for found in lint_file(path, options.lang)]
    except UnreadableFileError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    sys.stdout.write(FORMATS[options.format](findings))
    return 1 if any(finding.severity is Severity.ERROR for finding in findings) else 0


if __name__ == "__main__":
    sys.exit(main())
