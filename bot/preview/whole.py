"""Reads a pack, whatever is wrong with its files."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from dialogs.faults import Fault
from dialogs.pack import Folder, Pack, PackFaults, load_pack


def load(folder: Folder, pictures: Collection[str]) -> Pack:
    """A whole pack. Unlike `load_pack`, a file that cannot be opened is a fault among the others.

    Raises:
        PackFaults: It is not whole.
    """
    try:
        return load_pack(folder, pictures)
    except OSError as error:
        name = Path(str(error.filename or folder)).name
        message = f"This file cannot be read: {error.strerror or 'no reason is given'}."
        raise PackFaults([Fault(name, 1, "P103", "", message, "Look at its rights.")]) from error
