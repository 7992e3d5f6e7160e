"""The key file: 32 random bytes as base64 text. One that took another's place says on further lines what stayed."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from store.errors import WrongKey
from store.files import sync_folder, write_private

KEY_BYTES = 32
KEPT = ("signing", "links", "database")
"""What a turned key file carries on from the one before it, in this order, a line each."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What one key file holds.

    Attributes:
        master: Seals data keys, and what belongs to no one person.
        signing: Signs what is compared with the database: lanes, hashes of e-mail addresses, the access log.
        links: Signs what people hold in their hands: personal links, walls, copies.
        database: Seals the whole SQLite file, where that is set.
    """

    master: bytes
    signing: bytes
    links: bytes
    database: bytes

    @classmethod
    def of(cls, master: bytes) -> Secrets:
        """All that follows from a key file of one line."""
        signing = _derived(master, b"plainsay signing")
        return cls(master, signing, signing, _derived(master, b"plainsay database file"))

    def turned(self, *, links_too: bool) -> Secrets:
        """A fresh master key. Signatures stay, so that printed links go on to work; `links_too` ends those."""
        turned = replace(self, master=os.urandom(KEY_BYTES))
        return replace(turned, links=os.urandom(KEY_BYTES)) if links_too else turned


def _derived(master: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose).derive(master)


def next_file(file: Path) -> Path:
    """Where a key file waits to take the place of this one."""
    return file.with_name(f"{file.name}.new")


def retired(file: Path) -> list[Path]:
    """The key files whose place this one took, oldest first."""
    return sorted(file.parent.glob(f"{file.name}.until-*"))


def write(file: Path, secrets: Secrets) -> None:
    """Writes a key file, whole or not at all, and waits until it is on disk.

    Raises:
        WrongKey: It cannot be written.
    """
    lines = [base64.b64encode(secrets.master)]
    if secrets != Secrets.of(secrets.master):
        lines += [name.encode() + b" " + base64.b64encode(getattr(secrets, name)) for name in KEPT]
    try:
        write_private(file, b"\n".join(lines) + b"\n")
    except OSError:
        where = f"key file {file}"
        raise WrongKey(where, "It cannot be written.", "Free some space, or make its folder writable.") from None


def read(file: Path) -> Secrets:
    """Reads a key file.

    Raises:
        WrongKey: It is missing or damaged.
    """
    where = f"key file {file}"
    try:
        first, *more = file.read_bytes().strip().split(b"\n")
    except OSError:
        raise WrongKey(where, "It cannot be read.", "Put the key file of this database back.") from None
    try:
        secrets = Secrets.of(_key(first))
        for line in more:
            name, _, text = line.strip().partition(b" ")
            secrets = replace(secrets, **{KEPT[KEPT.index(name.decode())]: _key(text)})
    except (binascii.Error, ValueError):
        raise WrongKey(where, "It is damaged.", "Put the key file of this database back.") from None
    return secrets


def _key(text: bytes) -> bytes:
    raw = base64.b64decode(text.strip(), validate=True)
    if len(raw) != KEY_BYTES:
        raise ValueError
    return raw


def read_fitting(file: Path, fits: Callable[[Secrets], bool]) -> Secrets:
    """Reads the key file, or the one that waits to take its place where only that one fits; that then takes it.

    So a program that was killed while it turned the key starts again with whichever key the database has.

    Raises:
        WrongKey: None of them can be read, or none fits.
    """
    try:
        secrets = read(file)
        refused = WrongKey("key file", "It belongs to another database.", "Put the key file of this database back.")
        if fits(secrets):
            return secrets
    except WrongKey as error:
        refused = error
    try:
        secrets = read(next_file(file))
    except WrongKey:
        raise refused from None
    if not fits(secrets):
        raise refused
    put_in_place(file)
    return secrets


def put_in_place(file: Path) -> None:
    """Keeps the old key file with its last day in its name, and puts the one that waits in its place.

    There is a whole key file at every moment. Where the folder cannot be written both stay, and both are looked at.
    """
    with suppress(OSError, WrongKey):
        if file.exists():
            write_private(_retired_name(file), file.read_bytes())
        next_file(file).replace(file)
        sync_folder(file.parent)


def _retired_name(file: Path) -> Path:
    last_day = datetime.fromtimestamp(next_file(file).stat().st_mtime, UTC).date()
    name, number = file.with_name(f"{file.name}.until-{last_day}"), 1
    while name.exists() and name.read_bytes() != file.read_bytes():
        number += 1
        name = file.with_name(f"{file.name}.until-{last_day}.{number}")
    return name
