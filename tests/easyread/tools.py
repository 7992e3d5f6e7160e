"""The words that the linter's tests speak in."""

from __future__ import annotations

from pathlib import Path

from easyread import lint
from easyread.rule import Hit, Rule
from easyread.rules import RULES
from easyread.sources import PLAIN
from easyread.sources.made import Original
from easyread.text import Kind


def rule(rule_id: str) -> Rule:
    """The rule with this number."""
    return next(rule for rule in RULES if rule.id == rule_id)


def hits(rule_id: str, text: str, kind: Kind | None = None) -> list[Hit]:
    """What one rule finds in a text, read as plain text or as one block of a kind."""
    blocks = (Original(text).block(kind, [(text, 0)]),) if kind else PLAIN.blocks(text)
    return [hit for _, hit in lint.hits(rule(rule_id), tuple(blocks))]


def check_ok(rule_id: str, text: str, kind: Kind | None = None) -> None:
    """The rule finds nothing here."""
    assert hits(rule_id, text, kind) == [], text


def check_finds(rule_id: str, text: str, *severities: str, at: str = "", kind: Kind | None = None) -> None:
    """The rule finds these severities in this order (any, when none is named), the first at the words `at`."""
    found = hits(rule_id, text, kind)
    assert found, text
    if severities:
        assert [hit.severity for hit in found] == list(severities), (text, found)
    if at:
        assert found[0].start == text.index(at), (text, found)


def saved(folder: Path, name: str, text: str) -> Path:
    """A file with this text."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file
