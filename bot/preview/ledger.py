"""Writes verdicts down, at the end of a file `tried.yaml` that people may also write in by hand.

What stands in the file stays as it is, comments included: a verdict is added below. Nothing is written unless the
result reads back as what was there and the new verdict.
"""

from __future__ import annotations

import os
import secrets
import shutil
import textwrap
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import yaml

from bot.preview.verdicts import KEY, read
from dialogs.pack import PackFaults
from dialogs.pack_schema import TriedSheet
from dialogs.pack_yaml import is_blank

INDENT = 2
WIDTH = 110


class _Plain(yaml.SafeDumper):
    """Leaves `on`, `yes` and `no` without quotation marks, as people write them: packs read every value as text."""

    yaml_implicit_resolvers: ClassVar = {  # type: ignore[misc]  # the stubs take it for an instance's own
        first: [(tag, form) for tag, form in known if tag != "tag:yaml.org,2002:bool"]
        for first, known in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }


class CannotKeep(Exception):
    """A verdict could not be written. Nothing in the file has changed."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Change:
    """What one verdict did to the file. `before` is None where there was no file."""

    prompt: str
    before: bytes | None
    after: bytes


class Ledger:
    """The file of verdicts, and what was added to it since the program started."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._changes: list[Change] = []

    @property
    def last(self) -> str:
        """The prompt of the verdict that `undo` takes back; '' where there is none."""
        return self._changes[-1].prompt if self._changes else ""

    def add(self, verdict: TriedSheet) -> None:
        """Write a verdict down. The same one twice in a row, as a double press sends it, is written once.

        Raises:
            CannotKeep: The file is damaged or cannot be written.
        """
        before = self._now()
        text = _decoded(before)
        there = _verdicts(self.path, text)
        if there[-1:] == (verdict,):
            return
        after = _with(text, verdict)
        if _verdicts_or_none(self.path, after) != (*there, verdict):
            raise CannotKeep(
                "The file has a shape that we cannot add to.", "Write each verdict in it on lines of its own."
            )
        self._write(after.encode())
        self._changes.append(Change(verdict.prompt, before, after.encode()))

    def undo(self) -> str:
        """Take the last verdict out again. Returns its prompt, or '' where there is none.

        Raises:
            CannotKeep: Someone has changed the file since, or no reason is given.
        """
        if not self._changes:
            return ""
        change = self._changes[-1]
        if self._now() != change.after:
            raise CannotKeep("Someone has changed the file since.", "Take the verdict out of it by hand.")
        self._write(change.before)
        self._changes.pop()
        return change.prompt

    def _now(self) -> bytes | None:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unwritable(error) from error

    def _write(self, content: bytes | None) -> None:
        try:
            if content is None:
                self.path.unlink()
            else:
                replace_file(self.path, content)
        except OSError as error:
            raise _unwritable(error) from error


def replace_file(path: Path, content: bytes) -> None:
    """Put a file in the place of another in one go: after a power cut there is the old one or the new one, whole.

    Raises:
        OSError: It cannot be written. The old file is untouched.
    """
    target = path.resolve()  # a link stays a link
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with fresh.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, fresh)
        fresh.replace(target)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    _flush_folder(target.parent)


def _flush_folder(folder: Path) -> None:
    """Where the system can: makes sure that the new name is on disk too."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _decoded(content: bytes | None) -> str:
    try:
        return (content or b"").decode("utf-8")
    except UnicodeDecodeError as error:
        raise CannotKeep("The file is not UTF-8 text.", "Save it as UTF-8, or choose another file.") from error


def _verdicts(path: Path, text: str) -> tuple[TriedSheet, ...]:
    try:
        return read(path.name, text)
    except PackFaults as error:
        fault = error.faults[0]
        raise CannotKeep(f"The file is damaged at line {fault.line}. {fault.message}", fault.mend) from error


def _verdicts_or_none(path: Path, text: str) -> tuple[TriedSheet, ...] | None:
    try:
        return read(path.name, text)
    except PackFaults:
        return None


def _with(text: str, verdict: TriedSheet) -> str:
    """The text with a verdict below. It is a guess where a hand wrote the file, so the result is read back."""
    fields = {name: value for name, value in verdict.model_dump().items() if value}
    block = yaml.dump([fields], Dumper=_Plain, allow_unicode=True, sort_keys=False, width=WIDTH)
    text, indent = (text + f"\n{KEY}:" if text else f"{KEY}:", INDENT) if is_blank(text) else _opened(text)
    return text.rstrip("\n") + "\n" + textwrap.indent(block, " " * indent)


def _opened(text: str) -> tuple[str, int]:
    """The text, ready for one more item, and how far items are indented in it."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    values = root.value if isinstance(root, yaml.MappingNode) else []
    items = next((value for key, value in values if key.value == KEY), None)
    if items is None:
        return f"{text.rstrip()}\n{KEY}:", INDENT
    if isinstance(items, yaml.SequenceNode) and not items.flow_style:
        return text, items.start_mark.column
    return text[: items.start_mark.index].rstrip() + text[items.end_mark.index :], INDENT


def _unwritable(error: OSError) -> CannotKeep:
    reason = error.strerror or "no reason is given"
    return CannotKeep(f"We cannot write the file: {reason}.", "Look at its rights, and how full the disk is.")
