"""What is in a backup: a tar of database, recordings and the provider's own files, with a signed list at the end."""

from __future__ import annotations

import hashlib
import hmac
import json
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from bot.keeping.errors import DoesNotOpen
from store.crypto import Keys

DATABASE = "plainsay.db"
MANIFEST = "manifest.json"
FOLDERS = ("recordings", "translations", "voices")
SETTINGS_FILE = "settings.txt"
BLOCK = tarfile.BLOCKSIZE
CHUNK = 1 << 20
FORMAT = 1
PURPOSE = "backup manifest"

Told = Callable[[int], None]
"""Called with how many more bytes are done."""
Keep = Callable[[str, Iterator[bytes]], None]
"""Called with a name and a content, which it reads to its end."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something to be packed: a file, or bytes that are at hand."""

    name: str
    path: Path | None = None
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Sum:
    """One file of a backup: its name, size and SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        made_at: The moment that it holds.
        program: The release that made it.
        installation: Whose it is.
        schema: Schema version of the database.
        counts: Table → rows.
        digests: Table → hash of its rows.
        log_head: Number and hash of the newest note in the access log.
        newest: When something was written last before it.
        keyed: Whether the database file is sealed as a whole.
        gone: Recordings that rows name and that were gone when they were to be packed.
        files: Everything packed, in order.
    """

    made_at: str
    program: str
    installation: str
    schema: int
    counts: Mapping[str, int]
    digests: Mapping[str, str]
    log_head: str
    newest: str
    keyed: bool = False
    gone: int = 0
    files: tuple[Sum, ...] = ()
    format: int = FORMAT

    def written(self, keys: Keys) -> bytes:
        """The list as it stands in the file, signed with the key file."""
        body = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return json.dumps({"body": body, "signature": _signed(keys, body).hex()}).encode()

    @classmethod
    def read(cls, written: bytes, keys: Keys) -> Manifest:
        """The list of a file.

        Raises:
            DoesNotOpen: It is not what this key file signed, or a newer release wrote it.
        """
        try:
            outer = json.loads(written)
            body, signature = str(outer["body"]), bytes.fromhex(outer["signature"])
            fields = json.loads(body)
        except (ValueError, KeyError, TypeError):
            raise DoesNotOpen("The list in this backup cannot be read.", mend="Use another backup.") from None
        if not hmac.compare_digest(signature, _signed(keys, body)):
            raise DoesNotOpen("The list in this backup was not signed with this key file.", mend="Use another backup.")
        if fields.get("format") != FORMAT:
            raise DoesNotOpen("A newer release made this backup.", mend="Install that release, then restore.")
        return cls(**{**fields, "files": tuple(Sum(**one) for one in fields["files"])})


def _signed(keys: Keys, body: str) -> bytes:
    return hmac.digest(keys.derived(PURPOSE), body.encode("utf-8", "surrogatepass"), "sha256")


@dataclass
class Packing:
    """A tar that is read as a stream. Its last file is what `last` makes of the sums of all before.

    Attributes:
        sums: What was packed so far.
        gone: Names of files that had gone.
        failed: What broke it, if anything did: who reads it may only tell the text.
    """

    parts: Iterable[Part]
    last: Callable[[tuple[Sum, ...], int], bytes]
    told: Told = lambda _more: None
    sums: list[Sum] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    failed: BaseException | None = None
    _ready: bytearray = field(default_factory=bytearray)
    _pieces: Iterator[bytes] | None = None

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes; none at the end."""
        if self._pieces is None:
            self._pieces = self._tar()
        try:
            while size < 0 or len(self._ready) < size:
                piece = next(self._pieces, None)
                if piece is None:
                    break
                self._ready += piece
        except BaseException as error:
            self.failed = error
            raise
        end = len(self._ready) if size < 0 else size
        given = bytes(self._ready[:end])
        del self._ready[:end]
        return given

    def _tar(self) -> Iterator[bytes]:
        for part in self.parts:
            yield from self._file(part)
        yield from self._file(Part(MANIFEST, content=self.last(tuple(self.sums), len(self.gone))))
        yield bytes(2 * BLOCK)

    def _file(self, part: Part) -> Iterator[bytes]:
        if part.path is None:
            yield from self._entry(part.name, len(part.content), iter([part.content]))
            return
        try:
            file = part.path.open("rb")
        except FileNotFoundError:  # taken back while the others were packed
            self.gone.append(part.name)
            return
        with file:
            size = file.seek(0, 2)
            file.seek(0)
            yield from self._entry(part.name, size, _pieces(file, size))

    def _entry(self, name: str, size: int, pieces: Iterator[bytes]) -> Iterator[bytes]:
        header = tarfile.TarInfo(name)
        header.size, header.mode = size, 0o600
        yield header.tobuf(tarfile.PAX_FORMAT)
        total = hashlib.sha256()
        for piece in pieces:
            total.update(piece)
            self.told(len(piece))
            yield piece
        yield bytes(-size % BLOCK)
        self.sums.append(Sum(name, size, total.hexdigest()))


def _pieces(file: IO[bytes], size: int) -> Iterator[bytes]:
    left = size
    while left:
        piece = file.read(min(CHUNK, left))
        if not piece:
            raise OSError(5, f"A file became shorter while it was read: {file.name}")
        left -= len(piece)
        yield piece


def unpack(
    clear: IO[bytes], keep: Callable[[str, Iterator[bytes]], None], told: Told = lambda _more: None
) -> list[Sum]:
    """Goes through a clear stream file by file.

    Args:
        clear: The tar.
        keep: Gets each name and content, in order; it must read the content to its end.
        told: Told how it goes.

    Returns:
        The sums of what was there, the list itself not among them.

    Raises:
        DoesNotOpen: It is no backup, or names a file where none may be.
    """
    found: list[Sum] = []
    try:
        with tarfile.open(fileobj=clear, mode="r|") as tar:
            for entry in tar:
                _check_name(entry)
                content = tar.extractfile(entry)
                if content is None:
                    raise _no_backup()
                total = hashlib.sha256()
                keep(entry.name, _counted(content, total.update, told))
                if entry.name != MANIFEST:
                    found.append(Sum(entry.name, entry.size, total.hexdigest()))
    except tarfile.TarError:
        raise _no_backup() from None
    return found


def _counted(content: IO[bytes], seen: Callable[[bytes], None], told: Told) -> Iterator[bytes]:
    while piece := content.read(CHUNK):
        seen(piece)
        told(len(piece))
        yield piece


def _check_name(entry: tarfile.TarInfo) -> None:
    """Only files that a backup has, and none that leads out of its folder."""
    path = PurePosixPath(entry.name)
    alone = entry.name in {DATABASE, MANIFEST, SETTINGS_FILE}
    within = len(path.parts) > 1 and path.parts[0] in FOLDERS
    if not entry.isreg() or path.is_absolute() or ".." in path.parts or not (alone or within):
        raise _no_backup()


def _no_backup() -> DoesNotOpen:
    return DoesNotOpen("This is no backup of Plainsay's.", mend="Name a file that `plainsay backup` made.")
