"""What no file of the project may hold, and the size that files and functions keep to."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files

FILE_LINES = 300
FUNCTION_LINES = 40
# Someone's own machine: a registry's address, a folder of one person's, a file outside the project.
PRIVATE = re.compile(
    r"pypi\.(?:org|python)|python[h]osted|registry\.[n]pmjs|(?<!-no-emit)--(?:extra-)?index-url|--find-links"
    r"|file:/{2,}|(?<![\w.])/(?:root|home|Users)/\w|\b[A-Z]:\\Users"
)
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style\b|<[^>]*\s(?:style|on[a-z]+)\s*=|javascript:|<iframe\b|<base\b", re.IGNORECASE
)
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".lock",
    ".yaml",
    ".yml",
    ".json",
    ".html",
    ".css",
    ".js",
    ".po",
    ".pot",
    ".txt",
    ".sh",
    "",
}
PYTHON = list(files(suffix=".py"))
TESTS = [path for path in files("tests", suffix=".py") if path.name.startswith("test_")]


def name(path: Path) -> str:
    """The path as a reader of the project knows it."""
    return str(path.relative_to(ROOT))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a Python file."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def private(text: str) -> list[str]:
    """What in a text speaks of one machine or one registry."""
    return [found.group() for found in PRIVATE.finditer(text)]


def test_nothing_speaks_of_one_machine() -> None:
    """No file names a package registry or a private folder: a clone works the same everywhere."""
    paths = [path for path in files() if path.suffix in TEXT and path != Path(__file__)]
    found = {name(path): hits for path in paths if (hits := private(path.read_text(encoding="utf-8")))}
    assert found == {}


@pytest.mark.parametrize(
    "text", ["https://pypi.org/simple", "file:///srv/wheels", "--find-links here", "/home/ann/plainsay", "/root/x"]
)
def test_private_places_are_seen(text: str) -> None:
    """The check above can fail: registries, local files and home folders are found."""
    assert private(text)


def test_templates_hold_no_inline_code() -> None:
    """No page has inline script or style: the content security policy would refuse it."""
    found = {name(path): INLINE.findall(path.read_text(encoding="utf-8")) for path in files("bot", suffix=".html")}
    assert {page: hits for page, hits in found.items() if hits} == {}


@pytest.mark.parametrize(
    "markup", ["<script>x</script>", "<p style='a'>", '<a href="#" onclick="x">', "<style>", '<a href="javascript:x">']
)
def test_inline_code_is_seen(markup: str) -> None:
    """The check above can fail: each sort of inline code is found."""
    assert INLINE.search(markup)


def test_files_and_functions_stay_short() -> None:
    """No file is over 300 lines and no function over 40: each stays one thing."""
    long_files = [name(path) for path in PYTHON if path.read_text(encoding="utf-8").count("\n") > FILE_LINES]
    long_functions = [
        f"{name(path)}: {function.name}"
        for path in PYTHON
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno >= FUNCTION_LINES
    ]
    assert (long_files, long_functions) == ([], [])


def test_every_test_says_what_is_promised() -> None:
    """Each test has a sentence that a reader can hold us to."""
    silent = [
        f"{name(path)}: {function.name}"
        for path in TESTS
        for function in functions(path)
        if function.name.startswith("test_") and not ast.get_docstring(function)
    ]
    assert silent == []
