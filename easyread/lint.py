"""The linter: takes text from files, runs every rule that fits the language, prints what they find."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from babel.messages.pofile import PoFileError
from yaml import YAMLError

from easyread.accepted import Accepted, accepted
from easyread.findings import FORMATS, summary
from easyread.languages import is_english
from easyread.rule import Finding, Hit, Rule, Severity
from easyread.rule_docs import section
from easyread.rules import RULES
from easyread.rules.hard_word import RULE as HARD_WORD
from easyread.sources import BY_ENDING, PLAIN
from easyread.sources.made import Packed
from easyread.text import Block

PIPED = Path("-")
NO_LIST = " No list says how common its words are, so hard words are not found."
# What programs keep for themselves; so is every folder whose name begins with a dot.
NOT_WALKED = frozenset({"node_modules", "__pycache__"})


class UnreadableFileError(Exception):
    """A file cannot be read. `code` is stable: LINT-1 not there, LINT-2 not text, LINT-3 not what its name says."""

    def __init__(self, code: str, file: str, what: str) -> None:
        super().__init__(f"{code} {file}: {what}")
        self.code = code


def lint_text(text: str, lang: str = "en", file: str = "text", rules: Sequence[Rule] = RULES) -> list[Finding]:
    """Checks a plain text. Findings are in the order of the text."""
    return _sorted(finding for finding, _ in _pairs(PLAIN.blocks(text), lang, file, rules))


def lint_file(path: Path, lang: str = "en", rules: Sequence[Rule] = RULES) -> list[Finding]:
    """Checks one file, read by its ending; an ending that we do not know is read as plain text.

    Raises:
        UnreadableFileError: It is not there, is not text, or is not what its ending says.
    """
    blocks, comments = _taken(path)
    pairs = _pairs(blocks, lang, str(path), rules)
    kept = (finding for finding, block in pairs if not _is_accepted(finding, block, comments))
    return _sorted([*kept, *_faulty(comments, str(path))])


def _taken(path: Path) -> tuple[tuple[Block, ...], list[Accepted]]:
    """The blocks of a file, and the comments in it that accept warnings."""
    source = BY_ENDING.get(path.suffix.lower(), PLAIN)
    content = _read(path)
    try:
        if isinstance(source, Packed):
            return source.blocks(content), []
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        return source.blocks(text), list(accepted(text, source.comments))
    except UnicodeDecodeError as error:
        raise UnreadableFileError("LINT-2", str(path), "this is not UTF-8 text. Save it as UTF-8.") from error
    except (YAMLError, PoFileError, ValueError, LookupError, RecursionError) as error:
        where = " ".join(str(error).split())
        raise UnreadableFileError("LINT-3", str(path), f"this is not a {path.suffix} file. {where}") from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise UnreadableFileError("LINT-1", str(path), f"{reason}. Check the name.") from error


def _pairs(made: Iterable[Block], lang: str, file: str, rules: Sequence[Rule]) -> Iterator[tuple[Finding, Block]]:
    blocks = tuple(it if it.language else replace(it, language=lang) for it in made)
    languages = {block.language for block in blocks}
    for rule in rules:
        fitting = {language for language in languages if rule.fits(language)}
        fit = blocks if fitting == languages else tuple(it for it in blocks if it.language in fitting)
        for block, hit in hits(rule, fit):
            line, column = block.place(hit.start)
            yield Finding(file, line, column, rule.id, hit.severity, hit.message, hit.suggestion), block


def hits(rule: Rule, blocks: Sequence[Block]) -> Iterator[tuple[Block, Hit]]:
    """What one rule finds in a text, block by block and then in the whole."""
    if rule.check_other:
        others = [block for block in blocks if not is_english(block.language)]
        yield from ((block, hit) for block in others for hit in rule.check_other(block))
        blocks = [block for block in blocks if is_english(block.language)] if others else blocks
    for block in blocks:
        yield from ((block, hit) for hit in rule.check(block))
    yield from rule.check_text(blocks)


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
    """The files named, and every file in a folder whose ending the linter knows.

    Folders that belong to programs, such as `.git` and `node_modules`, are left out unless they are named themselves.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in _walk(path) if file.suffix.lower() in BY_ENDING and file.is_file())
        else:
            yield path


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        # In place: that is how os.walk learns where not to go.
        folders[:] = [name for name in folders if not name.startswith(".") and name not in NOT_WALKED]
        yield from (Path(place, name) for name in files)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the linter. Returns 1 where an error stands, 2 for a file that cannot be read, else 0."""
    parser = _parser()
    options = parser.parse_args(argv)
    if options.explain:
        sys.stdout.write("\n".join(section(rule) for rule in options.explain))
        return 0
    if not options.files:
        parser.error("name a FILE, or - to read what is piped in")
    sys.stderr.write(_known(options.lang, options.rules))
    findings: list[Finding] = []
    count, unreadable = 0, 0
    for path in files_under(options.files):
        count += 1
        try:
            findings += _checked(path, options.lang, options.rules)
        except UnreadableFileError as fault:
            unreadable += 1
            sys.stderr.write(f"{fault}\n")
    sys.stdout.write(FORMATS[options.format](findings))
    sys.stderr.write(summary(findings, count - unreadable))
    if unreadable:
        return 2
    return 1 if any(finding.severity is Severity.ERROR for finding in findings) else 0


def _known(lang: str, rules: Sequence[Rule]) -> str:
    """A line that says how many rules can check a language; nothing where all can."""
    fitting = sum(rule.fits(lang) for rule in rules)
    unlisted = any(rule is HARD_WORD and not rule.fits(lang) for rule in rules)
    said = f"{fitting} of {len(rules)} rules know this language.{NO_LIST if unlisted else ''}\n"
    return "" if fitting == len(rules) else said


def _checked(path: Path, lang: str, rules: Sequence[Rule]) -> list[Finding]:
    return lint_text(sys.stdin.read(), lang, "stdin", rules) if path == PIPED else lint_file(path, lang, rules)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="plainsay lint", description="Checks text against the easy-read rules.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="a file, a folder, or - for piped text")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="how findings are printed")
    parser.add_argument("--lang", default="en", help="language of the text, such as en")
    parser.add_argument("--rules", type=_named, default=RULES, metavar="L06,L10", help="only these rules")
    parser.add_argument("--explain", type=_named, metavar="L06", help="say why a rule is there, with examples")
    return parser


def _named(text: str) -> tuple[Rule, ...]:
    wanted = {name.strip().upper() for name in text.split(",")}
    unknown = wanted - {rule.id for rule in RULES}
    if unknown:
        raise argparse.ArgumentTypeError(f"there is no rule {', '.join(sorted(unknown))}")
    return tuple(rule for rule in RULES if rule.id in wanted)


if __name__ == "__main__":
    sys.exit(main())
