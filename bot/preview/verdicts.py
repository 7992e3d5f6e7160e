"""Reads verdicts from a file with the shape of `tried.yaml`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dialogs.faults import Fault
from dialogs.pack import PackFaults, Tried
from dialogs.pack_fit import Placed, fit
from dialogs.pack_schema import TriedSheet, VerdictsSheet
from dialogs.pack_yaml import is_blank, read_yaml

KEY = "tried"


def read_file(path: Path) -> tuple[TriedSheet, ...]:
    """The verdicts in a file; none where there is no file.

    Raises:
        PackFaults: It cannot be read, or does not hold verdicts.
    """
    try:
        return read(path.name, path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError:
        fault = Fault(path.name, 1, "P103", "", "This is not UTF-8 text.", "Save the file as UTF-8.")
        raise PackFaults([fault]) from None
    except OSError as error:
        reason = error.strerror or "no reason is given"
        fault = Fault(path.name, 1, "P103", "", f"The file cannot be read: {reason}.", "Look at its name and rights.")
        raise PackFaults([fault]) from None


def read(name: str, text: str) -> tuple[TriedSheet, ...]:
    """The verdicts in a text, in its order.

    Raises:
        PackFaults: It does not hold verdicts, or one of them is not whole.
    """
    if is_blank(text):
        return ()
    document, faults = read_yaml(name, text)
    placed, misfits = fit(VerdictsSheet, document)
    faults = [*faults, *misfits]
    faults += [_not_whole(one) for one in placed.each(placed.sheet.tried, KEY) if not _is_whole(one.sheet)]
    if faults:
        raise PackFaults(faults)
    return tuple(placed.sheet.tried)


def tried(sheet: TriedSheet) -> Tried:
    """A verdict as a pack holds it."""
    return Tried(sheet.by, sheet.on, sheet.understood, sheet.verdict or "keep", sheet.note, sheet.words)


def _is_whole(sheet: TriedSheet) -> bool:
    return bool(sheet.prompt and sheet.by and sheet.verdict) and is_day(sheet.on)


def is_day(text: str) -> bool:
    """Whether this is a day such as `2026-11-22`."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _not_whole(placed: Placed[TriedSheet]) -> Fault:
    mend = "Write the prompt, by (a group, no names), on: 2026-11-22, and the verdict."
    return placed.fault("P207", "This record of who tried it is not whole.", mend)
