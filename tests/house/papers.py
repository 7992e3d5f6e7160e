"""Reads the papers in docs/papers, and the code that they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from importlib import import_module
from pathlib import Path

from asking.permissions import Role
from bot.staff import DOORS
from store.migrations import MIGRATIONS
from tests.house.tree import ROOT

FOLDER = ROOT / "docs/papers"
PAPERS = {file.name: file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.md"))}
RECORD = "record-of-processing.md"
CODE = re.compile(r"`([^`]+)`")
CREATE = re.compile(r"CREATE TABLE (\w+) \((.*)\)$")
ADD = re.compile(r"ALTER TABLE (\w+) ADD COLUMN (\w+ .*)")
DROP = re.compile(r"DROP TABLE (\w+)")
BLOB = re.compile(r"(\w+) \{blob\}")
LASTS = re.compile(r"\b(\d+) (minute|hour|day|month|year)s?\b")
IN_DAYS = {"month": 30, "year": 365}
# What is bytes and yet no secret: a passkey's public key, and signatures.
NOT_SEALED = {
    ("staff_passkey", "public_key"),
    ("access_log", "link"),
    ("access_chain", "link"),
    ("access_chain", "signature"),
}


def rows(paper: str, heading: str = "") -> Iterator[tuple[str, ...]]:
    """The cells of every line of every table of a paper, or of one part of it, without the lines of titles."""
    text = PAPERS[paper].partition(f"## {heading}\n")[2].partition("\n## ")[0] if heading else PAPERS[paper]
    lines = text.splitlines()
    for number, line in enumerate(lines):
        is_title = lines[number + 1 : number + 2] and lines[number + 1].startswith("|---")
        if line.startswith("| ") and not is_title:
            yield tuple(cell.strip() for cell in line.strip("|").split("|"))


@cache
def schema() -> dict[str, set[str]]:
    """Table → its columns of bytes, after all migrations."""
    found: dict[str, set[str]] = {}
    for statement in (" ".join(one.split()) for migration in MIGRATIONS for one in migration):
        if made := CREATE.match(statement):
            found[made[1]] = set(BLOB.findall(made[2]))
        elif more := ADD.match(statement):
            found[more[1]] |= set(BLOB.findall(more[2]))
        elif gone := DROP.match(statement):
            del found[gone[1]]
    return found


def sealed() -> dict[str, set[str]]:
    """Table → the columns of it that are sealed."""
    return {
        table: {column for column in columns if (table, column) not in NOT_SEALED}
        for table, columns in schema().items()
    }


def listed() -> dict[str, set[str]]:
    """Table → the columns that the record of processing calls sealed."""
    found: dict[str, set[str]] = {}
    for cells in rows(RECORD, "Tables of the database"):
        for table in CODE.findall(cells[0]):
            assert table not in found, f"{table} is listed twice"
            found[table] = set(CODE.findall(cells[2])) if len(cells) > 2 else set()
    return found


def periods() -> dict[str, tuple[timedelta, ...]]:
    """Where a period stands in the code → how long it is in the record, said once or twice."""
    return {CODE.findall(cells[3])[0]: tuple(durations(cells[1])) for cells in rows(RECORD, "Periods")}


def durations(text: str) -> Iterator[timedelta]:
    """Every length of time that a text names in digits."""
    for number, unit in LASTS.findall(text):
        days = IN_DAYS.get(unit)
        yield timedelta(days=int(number) * days) if days else timedelta(**{f"{unit}s": int(number)})


def in_the_code(where: str) -> timedelta:
    """What stands at such a place as `asking.signin.LINK_LASTS` or `asking.retention.KINDS words`; a number is days."""
    path, _, name = where.partition(" ")
    module, _, constant = path.rpartition(".")
    value = getattr(import_module(module), constant)
    if callable(value) and not name:
        value = value()
    if isinstance(value, tuple):
        value = next(kind.days for kind in value if kind.name == name)
    elif name:  # how long something waits, in days only where its name says so
        value = getattr(value(), name)
        return timedelta(**{"days" if name == "weekly" else "minutes": value})
    return value if isinstance(value, timedelta) else timedelta(days=value)


def doors() -> dict[str, set[str]]:
    """Address of a staff page → the roles that open it; what a page does is written `POST /staff/...`."""
    named = {door: door.path if door.method == "GET" else f"{door.method} {door.path}" for door in DOORS}
    return {named[door]: {role.value for role in door.roles} for door in DOORS}


def who_sees_what() -> Iterator[tuple[str, set[str]]]:
    """Address → roles, as the assessment has them."""
    for cells in rows("dpia.md", "Who sees what"):
        said = dict(zip((role.value for role in ROLES), cells[2:], strict=True))
        assert set(said.values()) <= {"yes", "no"}, cells
        yield CODE.findall(cells[1])[0], {role for role, answer in said.items() if answer == "yes"}


ROLES = (Role.ADMINISTRATOR, Role.MANAGER, Role.KEYWORKER, Role.LEAD, Role.HELPER, Role.BOARD)
"""In the order of the assessment's table."""


def missing_test(named: str) -> bool:
    """Whether a paper names a test that is not there."""
    path, _, function = named.partition("::")
    file: Path = ROOT / path
    if not function:
        return not file.exists()
    return not file.is_file() or f"def {function}(" not in file.read_text(encoding="utf-8")
