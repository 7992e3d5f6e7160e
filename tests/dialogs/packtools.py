"""A tiny vocabulary for tests on packs: break one thing in the smallest whole pack and say what must be found."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest

from dialogs.faults import Fault
from dialogs.pack import PackFaults, load_pack

PACKS = Path(__file__).parent / "packs"
PICTURES = frozenset({"yes", "no", "a-bit", "tea", "people"})


def picture_names() -> frozenset[str]:
    """Names of the pictures that the product ships."""
    manifest = resources.files("easyread").joinpath("pictures", "manifest.json").read_text(encoding="utf-8")
    return frozenset(json.loads(manifest)["pictures"])


def tiny(folder: Path, *edits: tuple[str, str, str]) -> Path:
    """A copy of the tiny pack with some edits: (file, old text, new text). An empty old text adds at the end."""
    for source in (PACKS / "tiny").iterdir():
        (folder / source.name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    for file, old, new in edits:
        path = folder / file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert old in text, f"{old!r} is not in {file}: the test is wrong"
        path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")
    return folder


def faults_of(folder: Path) -> tuple[Fault, ...]:
    """Every fault of a pack; fails where there is none."""
    with pytest.raises(PackFaults) as caught:
        load_pack(folder, PICTURES)
    return caught.value.faults


def check_faults(folder: Path, *codes: str, at: tuple[str, str] | None = None) -> tuple[Fault, ...]:
    """The pack has exactly these faults; the first stands in this file, on the line that holds this text."""
    faults = faults_of(folder)
    assert sorted(fault.code for fault in faults) == sorted(codes), "\n".join(map(str, faults))
    if at:
        file, text = at
        first = next(fault for fault in faults if fault.code == codes[0])
        lines = (folder / file).read_text(encoding="utf-8").splitlines()
        assert (first.file, text in lines[first.line - 1]) == (file, True), str(first)
    return faults
