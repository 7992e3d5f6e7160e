"""The audit never passes silently: what was not looked up is a failure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools import audit

CLEAN = {"name": "left", "version": "1.0", "vulns": []}
FAULTY = {"name": "right", "version": "2.0", "vulns": [{"id": "FAULT-1", "fix_versions": ["2.1"]}]}
SKIPPED = {"name": "lost", "skip_reason": "not found"}


def report(*packages: object) -> str:
    """What pip-audit prints about these packages."""
    return json.dumps({"dependencies": packages, "fixes": []})


def result(monkeypatch: pytest.MonkeyPatch, *answers: audit.Audit) -> int:
    """The exit status where the services answer so, one after the other."""
    said = iter(answers)
    monkeypatch.setattr(audit, "ask", lambda _service, _lock: next(said))
    monkeypatch.setattr(audit, "look_up", lambda _name, _version: [])
    return audit.main(Path("some.lock"))


def test_a_package_not_looked_up_is_told() -> None:
    """One package that the service does not know makes the whole answer incomplete."""
    assert audit.read(report(CLEAN, SKIPPED), "").unseen == "1 of 2 packages not looked up"


@pytest.mark.parametrize("answer", ["", "{}", report()])
def test_no_answer_is_not_a_clean_answer(answer: str) -> None:
    """A service that cannot be reached, or that says nothing, has not audited."""
    assert audit.read(answer, "no route to host").unseen


def test_faults_are_named() -> None:
    """A known fault comes with its package, its id and the version that mends it."""
    assert audit.read(report(FAULTY), "").faults == ("right 2.0: FAULT-1, mended in 2.1",)


def test_a_full_clean_answer_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Success needs one service that looked up everything and found nothing."""
    assert result(monkeypatch, audit.Audit(unseen="offline"), audit.Audit()) == 0


@pytest.mark.parametrize(
    "answers",
    [
        (audit.Audit(unseen="offline"), audit.Audit(unseen="offline")),
        (audit.Audit(faults=("FAULT-1",)),),
        (audit.Audit(faults=("FAULT-1",), unseen="half"), audit.Audit()),
    ],
)
def test_the_rest_fails(monkeypatch: pytest.MonkeyPatch, answers: tuple[audit.Audit, ...]) -> None:
    """Nobody to ask, a known fault, and a fault that only one service knew all fail."""
    assert result(monkeypatch, *answers) == 1


def test_files_by_others_say_their_version() -> None:
    """Each style sheet and script that others wrote is listed, and names the version that is looked up."""
    for name, place, says in audit.VENDORED:
        assert audit.version_in(audit.ROOT / place, says), name
    assert audit.strangers() == []


def test_a_new_file_by_others_is_seen(tmp_path: Path) -> None:
    """A script with somebody's copyright in it that nobody listed is told of."""
    folder = tmp_path / "bot" / "staff" / "static"
    folder.mkdir(parents=True)
    (folder / "ours.js").write_text("const here = 1;", encoding="utf-8")
    (folder / "theirs.js").write_text("/*! Copyright (c) Someone, MIT License */", encoding="utf-8")
    assert audit.strangers(tmp_path) == ["bot/staff/static/theirs.js"]


def test_a_fault_in_a_file_by_others_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A known fault of a style sheet or script is as bad as one of a package."""
    assert result(monkeypatch, audit.Audit()) == 0
    monkeypatch.setattr(audit, "ask", lambda _service, _lock: audit.Audit())
    monkeypatch.setattr(audit, "look_up", lambda name, _version: ["FAULT-2"] if name == "axe-core" else [])
    assert audit.main(Path("some.lock")) == 1
    assert "FAULT-2" in capsys.readouterr().out


def test_nobody_to_ask_about_them_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the service cannot be reached, the audit says so in a sentence, and fails."""

    def away(*_: str) -> list[str]:
        raise OSError("no route to host")

    monkeypatch.setattr(audit, "ask", lambda _service, _lock: audit.Audit())
    monkeypatch.setattr(audit, "look_up", away)
    assert audit.main(Path("some.lock")) == 1
    assert "NOT AUDITED. A file by others: govuk-frontend" in capsys.readouterr().out
