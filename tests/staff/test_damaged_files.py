"""Recordings, photos and files that are damaged or gone: a sentence on each page, and a finding of the doctor's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from asking.permissions import Role
from bot.commands.doctor_files import _looked
from store import kept_files
from tests.staff.doors import FIELDS, HERE, TABLE, asked
from tests.staff.office import Office

OPENS_A_FILE = {
    "GET /staff/pictures/{picture:int}/image": Role.MANAGER,
    "GET /staff/records/{record:int}/file": Role.MANAGER,
    "GET /staff/recordings/{recording:int}/photo": Role.LEAD,
    "GET /staff/recordings/{recording:int}/sound": Role.LEAD,
    "GET /staff/worries/{worry:int}/more/{said:int}": Role.LEAD,
    "GET /staff/worries/{worry:int}/photo": Role.LEAD,
    "GET /staff/worries/{worry:int}/sound": Role.LEAD,
}


def flip(file: Path) -> None:
    """One bit of a file is another, as a bad disk makes it."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def cut(file: Path) -> None:
    """A file has lost its end."""
    file.write_bytes(file.read_bytes()[:20])


def files_of(office: Office) -> list[Path]:
    """Every sealed file."""
    return sorted(office.files._folder.glob("*.sealed"))


async def findings(office: Office) -> list[str]:
    """What the doctor says of the files."""
    kept = await office.database.read(kept_files.every)
    return [str(one) for one in _looked(office.files, kept)]


async def test_whole_files_open(filled: Office) -> None:
    """The control: as long as nothing is damaged, each opens, and the doctor has nothing to say."""
    for address, role in OPENS_A_FILE.items():
        await filled.sign_in("Mo", role, HERE)
        assert (await asked(filled, address, FIELDS))[0] == 200
    assert await findings(filled) == []
    kept = await filled.database.read(kept_files.every)
    assert {one.file for one in kept} == {file.name for file in files_of(filled)}, (
        "a file that the doctor does not know"
    )


@pytest.mark.parametrize("damage", [flip, cut, Path.unlink], ids=["one bit", "cut off", "gone"])
async def test_a_damaged_file_is_told_and_harms_nothing_else(filled: Office, damage: Callable[[Path], None]) -> None:
    """What it stood for cannot be opened, and says why and what to do; every other page is as ever."""
    files = files_of(filled)
    for file in files:
        damage(file)
    for role in Role:
        await filled.sign_in("Mo", role, HERE)
        for address, row in TABLE.items():
            if not address.startswith("GET") or role not in row:
                continue
            status, text = await asked(filled, address, FIELDS)
            assert status == (410 if address in OPENS_A_FILE else row[role][0]), address
            assert address not in OPENS_A_FILE or "What was kept here is damaged" in text
            assert "Traceback" not in text


@pytest.mark.parametrize("damage", [flip, cut, Path.unlink], ids=["one bit", "cut off", "gone"])
async def test_the_doctor_names_each_damaged_file(filled: Office, damage: Callable[[Path], None]) -> None:
    """A finding for each, with its code and what to do; none for those that are whole."""
    files = files_of(filled)
    for number, file in enumerate(files, 1):
        damage(file)
        found = await findings(filled)
        assert len(found) == number
        assert "D102: The file of " in found[0]
        assert "Put the file back from a backup" in found[0]
