"""Reading a pack's YAML: the fast reader and the one that every machine has say the same."""

from __future__ import annotations

import pytest

from dialogs import pack_yaml
from dialogs.pack import builtin_folder
from dialogs.pack_yaml import read_yaml

FILES = [
    (code, item.name)
    for code in ("duq", "pfp")
    for item in sorted(builtin_folder(code).iterdir(), key=lambda item: item.name)
    if item.name.endswith(".yaml")
]
NO_YAML = ["a: [1, 2\nb: 3\n", "a: 'x\nb: 1\n", "a:\n\t- b\n", "a: b: c\n", "{", "a: \x07\n", "a: *b\n", "a: \ud800\n"]
DEEP = ["[" * 200_000, "{a: " * 4_000, "a: " + "[" * 4_900, "- " * 50_000]


@pytest.mark.parametrize(("code", "name"), FILES)
def test_both_readers_read_the_same(code: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file of the packs has the same values on the same lines, whichever reader the machine has."""
    text = (builtin_folder(code) / name).read_text(encoding="utf-8")
    fast = read_yaml(name, text)
    monkeypatch.setattr(pack_yaml, "FAST", None)
    assert read_yaml(name, text) == fast
    assert fast[0].data


@pytest.mark.parametrize("text", NO_YAML)
def test_both_readers_find_the_same_fault(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no YAML is told in the same words, with the same line, whichever reader the machine has."""
    fast = read_yaml("area.yaml", text)
    monkeypatch.setattr(pack_yaml, "FAST", None)
    assert read_yaml("area.yaml", text) == fast
    assert [fault.code for fault in fast[1]] == ["P103"]


@pytest.mark.parametrize("text", DEEP, ids=[text[:4] for text in DEEP])
def test_no_text_is_too_deep(text: str) -> None:
    """Brackets without end are a fault like any other; the fast reader alone would end the whole program."""
    document, faults = read_yaml("area.yaml", text)
    assert not document.whole
    assert [fault.code for fault in faults] in (["P103"], ["P107"])
