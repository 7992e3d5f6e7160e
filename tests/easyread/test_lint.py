"""The linter as a command: formats, exits, accepted warnings, faults."""

from __future__ import annotations

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from easyread.lint import lint_file, lint_text, main
from easyread.rules import RULES
from tests.easyread.tools import rule, saved

FIELDS = ["file", "line", "column", "rule", "severity", "message", "suggestion"]
NO_E = "ask: Did staff not ask you?\n"


@given(st.text(), st.sampled_from(["en", "fr", "ja", "", "x-y-z"]))
@example("a\r\n\x0b\x85b; don't\u2028(c", "en")
@example("İ'n't ΐ\u0345 ﬁ% {", "en")
def test_lint_never_raises_and_stays_inside_the_text(text: str, lang: str) -> None:
    """Any text in any language is checked, and every finding stands on a character of it."""
    lines = text.split("\n")
    for finding in lint_text(text, lang):
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1])


@given(st.lists(st.sampled_from(["Do not", "utilise", ";", "\n", "\n\n", "- ", "A.", "(", "no", "'", '"', "#", ":"])))
def test_markdown_is_checked_whatever_it_holds(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    """Any Markdown is checked, and every finding stands on a character of it."""
    text = " ".join(pieces)
    file = saved(tmp_path_factory.mktemp("md"), "a.md", text)
    lines = text.split("\n")
    for finding in lint_file(file):
        assert 1 <= finding.column <= max(len(lines[finding.line - 1]), 1)


def test_findings_come_in_the_order_of_the_text() -> None:
    """Findings are sorted by line and column."""
    found = lint_text("We'll utilise it; ok.\n\nDon't.", rules=[rule(name) for name in ("L10", "L15", "L19")])
    assert [(it.line, it.column, it.rule) for it in found] == [
        (1, 1, "L15"),
        (1, 7, "L10"),
        (1, 17, "L19"),
        (3, 1, "L15"),
    ]


def test_json_has_the_promised_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON output is a list of the seven fields that other programs rely on."""
    file = saved(tmp_path, "a.txt", "I don't.\n")
    assert main(["--format", "json", str(file)]) == 1
    (finding,) = json.loads(capsys.readouterr().out)
    assert list(finding) == FIELDS
    assert finding == dict(
        zip(FIELDS, [str(file), 1, 3, "L15", "E", "'don't' is a contraction.", "do not"], strict=True)
    )


def test_json_of_a_clean_text_is_an_empty_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A clean text gives an empty list and exit 0."""
    assert main(["--format", "json", str(saved(tmp_path, "a.txt", "I know.\n"))]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_text_and_github_formats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a finding; in GitHub's form a percent sign is escaped."""
    file = saved(tmp_path, "a.txt", "5% is it.\n")
    main([str(file)])
    main(["--format", "github", str(file)])
    text, github = capsys.readouterr().out.splitlines()
    assert text.startswith(f"{file}:1:2: L17 E Percent")
    assert github.startswith(f"::error file={file},line=1,col=2,title=L17::Percent")


def test_warnings_do_not_fail(tmp_path: Path) -> None:
    """Only an error gives exit 1."""
    assert main([str(saved(tmp_path, "a.yaml", NO_E))]) == 0


def test_folders_are_walked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a folder, every file with a known ending is checked, and no other."""
    (tmp_path / "deep").mkdir()
    saved(tmp_path / "deep", "b.md", "Don't.\n")
    saved(tmp_path, "c.py", "Don't.\n")
    saved(tmp_path, "a.YAML", "label: Don't\n")
    assert main([str(tmp_path)]) == 1
    assert [line.partition(":")[0][-4:] for line in capsys.readouterr().out.splitlines()] == ["YAML", "b.md"]


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("gone.txt", None, "LINT-1"),
        ("binary.txt", b"\xff\xfe\x00\x80", "LINT-2"),
        ("broken.yaml", b"a: [1,\nb: {", "LINT-3"),
        ("control.yaml", b"a: \x01", "LINT-3"),
        ("broken.po", b"not a catalogue\n", "LINT-3"),
        ("deep.yaml", b"[" * 5000, "LINT-3"),
        ("broken.docx", b"PK not a document", "LINT-3"),
        ("gone.docx", None, "LINT-1"),
    ],
)
def test_a_file_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, body: bytes | None, code: str
) -> None:
    """Exit 2 and one clear line with a stable code and the file's name; the other files are still checked."""
    file = tmp_path / name
    if body is not None:
        file.write_bytes(body)
    good = saved(tmp_path, "other.txt", "I don't.\n")
    assert main([str(file), str(good)]) == 2
    output = capsys.readouterr()
    line, summary = output.err.splitlines()
    assert line.startswith(f"{code} {file}: ")
    assert summary == "1 error and 0 warnings in 1 file."
    assert output.out.count("L15") == 1


@pytest.mark.parametrize("form", ["# lint: L07 ok, it is about this\n{}", "{} # lint: L07 ok: it is about this"])
def test_a_reasoned_warning_is_accepted(tmp_path: Path, form: str) -> None:
    """A comment with a reason, above the line or beside it, takes a warning away."""
    assert {it.rule for it in lint_file(saved(tmp_path, "a.yaml", NO_E))} == {"L07"}
    assert not lint_file(saved(tmp_path, "b.yaml", form.format(NO_E.strip()) + "\n"))


@pytest.mark.parametrize("comment", ["lint: L07 ok", "lint: L07 ok,", "lint: ok, why", "lint: L07, why", "lint:"])
def test_an_acceptance_needs_a_rule_and_a_reason(tmp_path: Path, comment: str) -> None:
    """Without a rule or a reason nothing is accepted, and the comment itself is an error."""
    found = lint_file(saved(tmp_path, "a.yaml", f"# {comment}\n{NO_E}"))
    assert [(it.line, it.rule, it.severity) for it in found] == [(1, "L00", "E"), (2, "L07", "W")]


def test_an_error_cannot_be_accepted(tmp_path: Path) -> None:
    """A reason does not silence an error, nor the warning of another rule or text."""
    text = f"# lint: L15, L10 ok, because\nlabel: Don't\n{NO_E}"
    assert [it.rule for it in lint_file(saved(tmp_path, "a.yaml", text))] == ["L15", "L07"]


def test_acceptance_covers_a_whole_list_or_one_line(tmp_path: Path) -> None:
    """Above the key it covers every item, above an item only that item."""
    item = "  - Did staff not ask you?\n"
    whole = f"# lint: L07 ok, because\ntext:\n{item}{item}"
    one = f"text:\n{item}  # lint: L07 ok, because\n{item}"
    assert not lint_file(saved(tmp_path, "a.yaml", whole))
    assert [it.line for it in lint_file(saved(tmp_path, "b.yaml", one))] == [2]


def test_acceptance_in_markdown_and_po(tmp_path: Path) -> None:
    """An HTML comment covers the paragraph or heading below it; a translator's comment the message below it."""
    page = "<!-- lint: L07 ok, because -->\n\n# Did staff not ask you?\n\nDid staff not ask?\n"
    assert [it.line for it in lint_file(saved(tmp_path, "a.md", page))] == [5]
    catalogue = '# lint: L07 ok, because\n#: a.html:1\nmsgid "x"\nmsgstr ""\n"Did staff not "\n"ask you?"\n'
    assert not lint_file(saved(tmp_path, "a.po", catalogue))


def test_it_runs_as_a_module(tmp_path: Path) -> None:
    """`python -m easyread.lint` is the same command."""
    file = saved(tmp_path, "a.txt", "Don't.\n")
    done = subprocess.run(
        [sys.executable, "-m", "easyread.lint", str(file)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.count("L15"), done.stderr) == (1, 1, "1 error and 0 warnings in 1 file.\n")


def test_a_summary_goes_beside_the_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """How much was found is told on stderr, so that JSON stays clean."""
    saved(tmp_path, "a.txt", "I don't. We can't.\n")
    saved(tmp_path, "b.txt", "I know.\n")
    main(["--format", "json", "--rules", "L15,L26", str(tmp_path)])
    output = capsys.readouterr()
    assert output.err == "2 errors and 1 warning in 2 files.\n"
    assert [it["rule"] for it in json.loads(output.out)] == ["L15", "L26", "L15"]


def test_piped_text_is_checked(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A dash stands for text that is piped in."""
    monkeypatch.setattr("sys.stdin", StringIO("Fine.\n\nI don't.\n"))
    assert main(["-", "--rules", "L15"]) == 1
    assert capsys.readouterr().out.startswith("stdin:3:3: L15 E ")


def test_only_the_named_rules_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --rules, other rules are silent, in any spelling of the numbers."""
    file = saved(tmp_path, "a.txt", "I don't; we do.\n")
    assert main([str(file), "--rules", "l19, L01"]) == 1
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == ["L19"]
    assert main([str(file), "--rules", "L01"]) == 0


def test_a_rule_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """With --explain, a rule says why it is there, where it comes from, and shows examples; no file is needed."""
    assert main(["--explain", "L15"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("## L15 Contraction (E)")
    assert all(word in text for word in (rule("L15").why, rule("L15").source, rule("L15").bad[0], rule("L15").good[0]))


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "name a FILE"),
        (["--rules", "L99", "a.txt"], "there is no rule L99"),
        (["--explain", "word"], "there is no rule WORD"),
        (["--format", "xml", "a.txt"], "invalid choice"),
    ],
)
def test_wrong_options_are_told(argv: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No file, a rule that is not there and an unknown format end with 2 and say what is wrong."""
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_folders_of_programs_are_not_walked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Dot folders and those of package tools are left out, but a folder that is named is checked."""
    for name in (".git", ".venv", ".github", "node_modules", "__pycache__", "text"):
        (tmp_path / name / "deep").mkdir(parents=True)
        saved(tmp_path / name / "deep", "a.txt", "Don't.\n")
    main([str(tmp_path)])
    assert [Path(line.partition(":")[0]).parts[-3] for line in capsys.readouterr().out.splitlines()] == ["text"]
    assert main([str(tmp_path / ".github")]) == 1


def test_a_language_that_rules_do_not_know_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line on stderr says how many rules know the language, and if a word list is missing; English has none."""
    file = str(saved(tmp_path, "a.txt", "x\n"))
    for language, list_is_missing in (("hu", True), ("gu", True), ("pl", False)):
        known = sum(rule.fits(language) for rule in RULES)
        main([file, "--lang", language])
        line = capsys.readouterr().err.splitlines()[0]
        assert line.startswith(f"{known} of 27 rules know this language.")
        assert line.endswith("hard words are not found.") is list_is_missing
    main([file, "--lang", "en-GB"])
    assert capsys.readouterr().err.count("\n") == 1
