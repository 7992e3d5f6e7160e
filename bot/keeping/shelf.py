"""The folder of backups: their names, which of them are kept, and what broken ones leave behind."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asking.backup_policy import POLICY, Policy, kept

NAME = re.compile(r"plainsay-([0-9a-f]{8})-(\d{4}-\d\d-\d\dT\d{6})Z\.(age|tar)")
HALF = re.compile(r"plainsay-([0-9a-f]{8})-.*\.part")
STAMP = "%Y-%m-%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup on the shelf. It has its name only since it was read back and found right."""

    path: Path
    installation: str
    made: datetime

    @property
    def size_bytes(self) -> int:
        """How large it is."""
        return self.path.stat().st_size


def name_for(installation: str, made: datetime, *, with_key: bool = False) -> str:
    """What a backup of this moment is called."""
    return f"plainsay-{installation}-{made.astimezone(UTC):{STAMP}}Z.{'tar' if with_key else 'age'}"


def free_name(folder: Path, installation: str, made: datetime, *, with_key: bool = False) -> Path:
    """Where a backup of this moment goes. One of the same second is never written over."""
    while (good := folder / name_for(installation, made, with_key=with_key)).exists():
        made += timedelta(seconds=1)
    return good


def on(folder: Path, installation: str = "") -> list[Kept]:
    """The backups in a folder, of one installation or of all, newest first.

    Raises:
        OSError: The folder cannot be looked at.
    """
    found = []
    for path in folder.iterdir():
        match = NAME.fullmatch(path.name)
        if match and path.is_file() and installation in ("", match[1]):
            with suppress(ValueError):  # a thirteenth month
                found.append(Kept(path, match[1], datetime.strptime(match[2], STAMP).replace(tzinfo=UTC)))
    return sorted(found, key=lambda one: one.made, reverse=True)


def clear_halves(folder: Path, installation: str) -> int:
    """Takes away what backups that were cut off left behind. Only while none is being made. Returns how many."""
    halves = [path for path in folder.iterdir() if (match := HALF.fullmatch(path.name)) and match[1] == installation]
    for path in halves:
        path.unlink(missing_ok=True)
    return len(halves)


def age_out(folder: Path, installation: str, just_made: Path, policy: Policy = POLICY) -> list[Path]:
    """Takes away the backups that the policy no longer keeps; never the one just made. Returns those that went."""
    here = on(folder, installation)
    keeping = kept([one.made for one in here], policy)
    gone = [one.path for one in here if one.made not in keeping and one.path != just_made]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone
