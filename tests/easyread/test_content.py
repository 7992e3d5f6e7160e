"""Every text that people see or hear obeys the rules: the packs, what the program says, its pages, its pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from easyread.findings import as_text
from easyread.lint import lint_file
from easyread.rule import Severity

ROOT = Path(__file__).parents[2]
# Staff pages are not among them: they quote codes and figures, and are written for people at work.
CONTENT = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("dialogs/codes/**/*.yaml", "locales/plainsay.pot", "bot/tablet/templates/*.html")
    for path in ROOT.glob(pattern)
)


TRANSLATIONS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("locales/*/*.po"))


def test_the_content_is_found() -> None:
    """The files that are checked below are there, of each kind."""
    assert {Path(path).suffix for path in CONTENT} >= {".yaml", ".pot", ".html"}
    assert "dialogs/codes/duq/code.yaml" in CONTENT


@pytest.mark.parametrize("path", [*CONTENT, *TRANSLATIONS])
def test_content_has_no_error(path: str) -> None:
    """No sentence that ships breaks a rule."""
    found = [it for it in lint_file(ROOT / path) if it.severity is Severity.ERROR]
    assert found == [], as_text(found)


@pytest.mark.parametrize("path", CONTENT)
def test_each_warning_has_a_reason(path: str) -> None:
    """A warning that stays in what ships is accepted in its place, with a reason."""
    found = [it for it in lint_file(ROOT / path) if it.severity is Severity.WARNING]
    assert found == [], as_text(found)
