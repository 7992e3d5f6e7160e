"""Reads a code pack from its folder. Either the pack is whole, or `PackFaults` tells every fault at once."""

from __future__ import annotations

from collections.abc import Collection
from importlib import resources

from dialogs.faults import Fault, PackFaults
from dialogs.pack_build import build
from dialogs.pack_checks import check
from dialogs.pack_draft import Folder, read_draft
from dialogs.pack_parts import Area, CrossWalk, Frame, Pack, Prompt, RecordKind, Reflection, Scene, Standard, Tried

__all__ = [
    "Area",
    "CrossWalk",
    "Fault",
    "Folder",
    "Frame",
    "Pack",
    "PackFaults",
    "Prompt",
    "RecordKind",
    "Reflection",
    "Scene",
    "Standard",
    "Tried",
    "builtin_folder",
    "load_builtin",
    "load_pack",
]


def load_pack(folder: Folder, pictures: Collection[str]) -> Pack:
    """Read and check a pack.

    Args:
        folder: Where `code.yaml` and the other files are.
        pictures: Names of the pictures that there are.

    Raises:
        PackFaults: Something is wrong; it holds every fault with file, line and a way to mend it.
    """
    draft, faults = read_draft(folder)
    faults += check(draft, pictures)
    if faults:
        raise PackFaults(faults)
    return build(draft)


def load_builtin(name: str, pictures: Collection[str]) -> Pack:
    """Read a pack that comes with the program, such as `duq`, wherever the program is installed."""
    return load_pack(builtin_folder(name), pictures)


def builtin_folder(name: str) -> Folder:
    """Where a built-in pack is."""
    return resources.files("dialogs").joinpath("codes", name)
