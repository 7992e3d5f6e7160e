"""Reading a backup back: does it open, is it what was written, is its database sound and its key the right one?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.keeping import file as backup_file
from bot.keeping.age import Sealer
from bot.keeping.archive import DATABASE, MANIFEST, Keep, Manifest, Sum, Told, unpack
from bot.keeping.errors import DoesNotOpen
from bot.keeping.place import check_key
from store import snapshot
from store.crypto import Keys


def read_back(file: Path, keys: Keys, work: Path, told: Told = lambda _more: None) -> Manifest:
    """Reads a whole backup; only its database is written, into a folder that goes again with the caller's.

    Raises:
        DoesNotOpen: Something is not as it was written.
        StoreError: The database in it is damaged, or the key file is not its own.
    """
    work.mkdir(mode=0o700)

    def keep(name: str, pieces: Iterator[bytes]) -> None:
        if name == DATABASE:
            save(work / DATABASE, pieces)
        else:
            for _ in pieces:
                pass

    manifest = open_whole(file, keys, keep, told)
    check_database(work / DATABASE, manifest, keys)
    return manifest


def open_whole(file: Path, keys: Keys, keep: Keep, told: Told = lambda _more: None) -> Manifest:
    """Opens a backup, hands over each file in it, and compares all with the signed list at its end.

    Raises:
        DoesNotOpen: It is not whole, not ours, or not as it was written: then nothing handed over is to be trusted.
    """
    written = bytearray()

    def each(name: str, pieces: Iterator[bytes]) -> None:
        if name == MANIFEST:
            written.extend(b"".join(pieces))
        else:
            keep(name, pieces)

    with backup_file.sealed_part(file) as sealed, Sealer(keys).opened(sealed, str(file)) as clear:
        found = unpack(clear, each, told)
    manifest = Manifest.read(bytes(written), keys)
    _compare(found, manifest)
    return manifest


def check_database(path: Path, manifest: Manifest, keys: Keys) -> None:
    """Makes sure that a database is sound, holds what the list says, and belongs to these keys.

    Raises:
        DoesNotOpen: It is not so.
        StoreError: It cannot be read at all, or the key file is not its own.
    """
    held = snapshot.holds(path, key=keys.database_key(new=False) if manifest.keyed else b"")
    if held.problems:
        raise DoesNotOpen(f"The database in this backup is damaged: {held.problems[0]}.", mend="Use another backup.")
    if (held.schema, held.counts, held.log_head) != (manifest.schema, manifest.counts, manifest.log_head):
        raise DoesNotOpen("The database in this backup is not what its list says.", mend="Use another backup.")
    check_key(keys, held.key_check)


def save(file: Path, pieces: Iterator[bytes]) -> None:
    """Writes a new file for its owner only."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with file.open("xb") as out:
        file.chmod(0o600)
        for piece in pieces:
            out.write(piece)


def _compare(found: list[Sum], manifest: Manifest) -> None:
    if tuple(found) != manifest.files:
        named, there = {one.name for one in manifest.files}, {one.name for one in found}
        odd = sorted(named ^ there) or sorted({a.name for a, b in zip(found, manifest.files, strict=True) if a != b})
        what = f"This backup is not what its list says: {odd[0] if odd else 'the order of its files'}."
        raise DoesNotOpen(what, mend="Use another backup.")
