"""NOTICE names everyone whose work is in the program, with the licence that they chose."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT, files

NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
LINE = re.compile(r"^([a-z0-9-]+), (.+), https://\S+$", re.MULTILINE)
# Work of others that is in the repository: what NOTICE calls it, its licence, and a file that shows that it is there.
VENDORED = (
    ("OpenMoji", "CC BY-SA 4.0", "easyread/pictures", ".svg"),
    ("Noto", "OFL-1.1", "easyread/fonts", ".ttf"),
    ("govuk-frontend", "MIT", "bot/staff/static", ".css"),
    ("axe-core", "MPL-2.0", "tests/browser", "axe.min.js"),
)


def runtime_packages() -> dict[str, str]:
    """Every package that an installation brings along → the licence in its metadata, '' where that has none."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [Requirement(line) for line in project["dependencies"]]
    seen: set[tuple[str, str]] = set()
    while waiting:
        wanted = waiting.pop()
        for extra in ("", *wanted.extras):
            key = (canonicalize_name(wanted.name), extra)
            if key not in seen:
                seen.add(key)
                waiting += _needs(wanted.name, extra)
    names = sorted({name for name, _ in seen})
    return {name: "".join(distribution(name).metadata.get_all("License-Expression") or ()) for name in names}


def _needs(name: str, extra: str) -> list[Requirement]:
    lines = map(Requirement, distribution(name).requires or ())
    return [line for line in lines if line.marker is None or line.marker.evaluate({"extra": extra})]


def test_every_package_is_named() -> None:
    """NOTICE lists exactly the packages that are installed with the program."""
    assert sorted(name for name, _ in LINE.findall(NOTICE)) == list(runtime_packages())


def test_each_licence_is_the_one_that_was_chosen() -> None:
    """Where a package states its licence, NOTICE says the same."""
    listed = dict(LINE.findall(NOTICE))
    stated = {name: licence for name, licence in runtime_packages().items() if licence}
    assert stated
    assert {name: listed.get(name) for name in stated} == stated


@pytest.mark.parametrize(("name", "licence", "folder", "suffix"), VENDORED)
def test_vendored_work_is_named(name: str, licence: str, folder: str, suffix: str) -> None:
    """Pictures, styles and scripts of others are in NOTICE, with their place and licence."""
    assert list(files(folder, suffix=suffix)), (
        f"{name} is no longer in {folder}: take it out of NOTICE and of this list"
    )
    assert re.search(rf"^{name} \({folder}\S*\), {licence}", NOTICE, re.MULTILINE)


def test_axe_keeps_its_notice() -> None:
    """axe-core's file still carries its copyright line and licence."""
    head = (ROOT / "tests/browser/axe.min.js").read_text(encoding="utf-8")[:600]
    assert "Deque Systems" in head
    assert "Mozilla Public" in head


def test_the_licence_is_whole() -> None:
    """LICENSE is the Apache License 2.0 from its first line to its appendix."""
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in text
    assert "APPENDIX: How to apply the Apache License to your work" in text
