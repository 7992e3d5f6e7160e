"""The documents keep up with the program: nothing is undocumented, and nothing documented is gone."""

from __future__ import annotations

import argparse
import re

import pytest

from bot.cli import parser, run_command
from bot.config import SETTINGS
from easyread.rules import RULES
from tests.house.tree import ROOT, documents

DOCUMENTS = documents()
COMMANDS = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
SECTION = re.compile(r"^## plainsay ([a-z-]+).*?\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
# Every command has these, and the page says so once, above the first command.
EVERYWHERE = {"--data", "--help"}
# For tests only, so no settings of the program.
TEST_SETTINGS = {"PLAINSAY_SOAK", "PLAINSAY_TEST_BROWSER", "PLAINSAY_TEST_SHOTS"}


def commands() -> list[str]:
    """The commands that the program takes."""
    actions = parser()._actions
    return sorted(
        name for action in actions if isinstance(action, argparse._SubParsersAction) for name in action.choices
    )


def options(command: str, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The options that a command's own help shows."""
    with pytest.raises(SystemExit):
        run_command([command, "--help"])
    return set(OPTION.findall(capsys.readouterr().out))


def anchors(text: str) -> set[str]:
    """The names of a page's headings, as links to them are written."""
    headings = HEADING.findall(FENCE.sub("", text))
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def broken_links() -> list[str]:
    """Links between the project's own files that lead nowhere."""
    broken = []
    for page, text in DOCUMENTS.items():
        for target in LINK.findall(FENCE.sub("", text)):
            path, _, anchor = target.partition("#")
            if "://" in target or target.startswith("mailto:"):
                continue
            file = (page.parent / path).resolve() if path else page
            if not file.exists() or (anchor and anchor not in anchors(file.read_text(encoding="utf-8"))):
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    return broken


def test_every_command_has_its_section() -> None:
    """docs/commands.md has one section for each command, and none for a command that is gone."""
    assert sorted(name for name, _ in SECTION.findall(COMMANDS)) == commands()


@pytest.mark.parametrize("command", commands())
def test_every_option_is_documented(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A command's section names each of its options, and no option that it does not take."""
    documented = set(OPTION.findall(dict(SECTION.findall(COMMANDS))[command]))
    assert documented - EVERYWHERE == options(command, capsys) - EVERYWHERE
    assert set(OPTION.findall(COMMANDS.partition("\n## ")[0])) >= EVERYWHERE


def test_every_setting_is_documented() -> None:
    """docs/running.md explains exactly the settings that the program reads."""
    named = set(re.findall(r"PLAINSAY_[A-Z_]+", (ROOT / "docs/running.md").read_text(encoding="utf-8")))
    assert named == {setting.name for setting in SETTINGS}


def doctors_codes() -> dict[str, set[str]]:
    """Every code of the doctor's, and the files that give it."""
    found: dict[str, set[str]] = {}
    for path in ROOT.glob("bot/**/*.py"):
        for code in re.findall(r'[("](D[1-9]\d\d)[":]', path.read_text(encoding="utf-8")):
            found.setdefault(code, set()).add(path.name)
    return found


def test_every_finding_of_the_doctor_is_documented() -> None:
    """Whoever looks a code up finds what it means; and each is given by one file, so that it means one thing."""
    told = "\n".join(
        (ROOT / "docs" / name).read_text(encoding="utf-8")
        for name in ("commands.md", "backup.md", "rights.md", "standby.md")
    )
    codes = doctors_codes()
    assert len(codes) > 30
    assert {code for code in codes if code not in told} == set()
    assert {code: files for code, files in codes.items() if len(files) > 1} == {}


def test_no_page_names_a_setting_that_is_gone() -> None:
    """A setting named on any page is one that the program or its tests read."""
    named = {name for text in DOCUMENTS.values() for name in re.findall(r"PLAINSAY_[A-Z_]+", text)}
    assert named <= {setting.name for setting in SETTINGS} | TEST_SETTINGS


def test_every_rule_is_documented() -> None:
    """docs/rules.md has a heading for each lint rule."""
    headings = " ".join(HEADING.findall((ROOT / "docs/rules.md").read_text(encoding="utf-8")))
    assert [rule.id for rule in RULES if rule.id not in headings] == []


def test_every_make_target_is_documented() -> None:
    """Each make target is explained in README or CONTRIBUTING, and no page names another."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for_newcomers = DOCUMENTS[ROOT / "README.md"] + DOCUMENTS[ROOT / "CONTRIBUTING.md"]
    assert targets - _named(for_newcomers) == set()
    assert {name for text in DOCUMENTS.values() for name in _named(text)} <= targets


def _named(text: str) -> set[str]:
    return set(re.findall(r"(?:`|^)make ([a-z]+)", text, re.MULTILINE))


def test_links_lead_somewhere() -> None:
    """Every link from one of our pages to another, or to a heading, arrives."""
    assert broken_links() == []


def test_every_page_can_be_found() -> None:
    """Every page in docs is linked from README or from another page."""
    targets = {
        (page.parent / target.partition("#")[0]).resolve()
        for page, text in DOCUMENTS.items()
        for target in LINK.findall(text)
        if "://" not in target
    }
    linked = targets | {target / "README.md" for target in targets}
    assert [str(page.relative_to(ROOT)) for page in DOCUMENTS if page.parent != ROOT and page not in linked] == []
