"""The access log says only what is listed: every note that the program can write is a deed that is known."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from asking.deeds import DEEDS, Deed, deed_of
from tests.support.server import ROOT

ROOMS = ("asking", "bot", "evidence", "store")


def written() -> Iterator[tuple[str, str]]:
    """File and line, and what is noted there, where that stands in the call or in the same function.

    What is put together elsewhere is checked as the tests go by it (tests/conftest.py).
    """
    for path in sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from ((f"{path.relative_to(ROOT)}:{line}", text) for line, text in _of(function))


def _of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[tuple[int, str]]:
    named = {
        target.id: one.value
        for one in ast.walk(function)
        if isinstance(one, ast.Assign)
        for target in one.targets
        if isinstance(target, ast.Name)
    }
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "access_log.add":
            did = next(each.value for each in call.keywords if each.arg == "did")
            found = named.get(did.id, did) if isinstance(did, ast.Name) else did
            yield from ((call.lineno, text) for text in _texts(found) if not text.startswith("7"))


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(each.value) if isinstance(each, ast.Constant) else "7" for each in node.values)


def test_every_note_is_known() -> None:
    """Each text that stands in a call is a deed of the list."""
    found = list(written())
    assert len(found) > 100
    assert [one for one in found if deed_of(one[1]) is None] == []


@pytest.mark.parametrize("did", ["ate the cake", "opened", "opened words", "heard Ada Example", ""])
def test_what_is_not_listed_is_not_known(did: str) -> None:
    """The check can fail: a text that is in no list is no deed."""
    assert deed_of(did) is None


@pytest.mark.parametrize(
    ("did", "deed"),
    [
        ("opened the page of a person", Deed.LOOKED),
        ("heard recording 7", Deed.HEARD),
        ("read words 12", Deed.READ),
        ("changed how a person communicates", Deed.CHANGED),
        ("made a file of all that we know of a person", Deed.COPIED),
        ("opened for print worry 3", Deed.WORRY),
        ("found worry 3 in what was said", Deed.WORRY),
        ("gave worry 3 back", Deed.WORRY),
        ("took worry 3 in a chat", Deed.WORRY),
        ("signed in to the staff pages as lead with a passkey", Deed.OFFICE),
    ],
)
def test_what_a_note_comes_to(did: str, deed: Deed) -> None:
    """Each note is told as what it is; what is about a worry is never told as anything else."""
    assert deed_of(did) is deed


def test_the_list_says_nothing_twice() -> None:
    """No text is listed twice, and each reads on from a name: it begins small and ends without a full stop."""
    texts = [text for listed in DEEDS.values() for text in listed]
    assert len(texts) == len(set(texts))
    assert [text for text in texts if not re.match(r"[a-z{]", text) or text.endswith(".")] == []


def test_no_deed_holds_a_name() -> None:
    """What is put into a text is a number or belongs to staff and services: no call puts a person's name in."""
    calls = [
        ast.unparse(part.value)
        for path in sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "access_log.add"
        for each in call.keywords
        if each.arg == "did"
        for part in ast.walk(each.value)
        if isinstance(part, ast.FormattedValue)
    ]
    assert [one for one in calls if re.search(r"person\.name|name_of|\bwords\b\.", one)] == []
