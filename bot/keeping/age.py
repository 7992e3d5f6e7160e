"""Sealing a stream with age (age-encryption.org/v1): the way in and out of a backup file.

The key is made from the key file, so nothing new has to be kept. age seals 64 KB at a time, in order, and marks the
last piece: what is cut short, swapped or changed does not open.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Protocol

import pyrage

from bot.keeping.errors import DoesNotOpen
from store.crypto import Keys

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
PREFIX = "age-secret-key-"
PURPOSE = "backup age identity 1"
MAGIC = b"age-encryption.org/v1"


class Reader(Protocol):
    """Something that a stream is read from."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes; none at the end."""
        ...


class Sealer:
    """Seals and opens backups with the key file.

    Args:
        keys: Unlocked.
    """

    def __init__(self, keys: Keys) -> None:
        self._identity = pyrage.x25519.Identity.from_str(_bech32(keys.derived(PURPOSE)))

    def seal(self, clear: Reader, out: IO[bytes]) -> None:
        """Seals a whole stream.

        Raises:
            pyrage.EncryptError: Reading or writing failed; its text is the text of the cause.
        """
        pyrage.encrypt_io(clear, out, [self._identity.to_public()])

    @contextmanager
    def opened(self, sealed: IO[bytes], where: str) -> Iterator[IO[bytes]]:
        """The clear stream of a sealed one. At the end of the block it is read to its end, so that a cut shows.

        Raises:
            DoesNotOpen: Another key sealed it, or it was cut short or changed. What was read before that is not to be
                trusted.
        """
        reading, writing = os.pipe()
        failed: list[BaseException] = []

        def work() -> None:
            with suppress(BrokenPipeError), os.fdopen(writing, "wb") as out:
                try:
                    pyrage.decrypt_io(sealed, out, [self._identity])
                except Exception as error:  # noqa: BLE001 - told below, where somebody waits for it
                    failed.append(error)

        worker = threading.Thread(target=work, daemon=True)
        worker.start()
        clear = os.fdopen(reading, "rb")
        try:
            yield clear
            while clear.read(1 << 16):
                pass
        except Exception as error:  # noqa: BLE001 - it goes on, unless the seal explains it
            clear.close()
            worker.join()
            raise _does_not_open(where) if failed and not isinstance(failed[0], BrokenPipeError) else error from None
        clear.close()
        worker.join()
        if failed:
            raise _does_not_open(where) from None


def _does_not_open(where: str) -> DoesNotOpen:
    mend = "Check that it came over whole, and use the key file of the time when it was made (--key FILE)."
    return DoesNotOpen(f"{where} does not open: another key file sealed it, or it is damaged.", mend=mend)


def wrap_key(key_file: Path, passphrase: str) -> bytes:
    """The key file, sealed with a passphrase (scrypt)."""
    sealed: bytes = pyrage.passphrase.encrypt(key_file.read_bytes(), passphrase)
    return sealed


def unwrap_key(wrapped: bytes, passphrase: str) -> bytes:
    """The key file that `wrap_key` sealed.

    Raises:
        DoesNotOpen: It is another passphrase.
    """
    try:
        key: bytes = pyrage.passphrase.decrypt(wrapped, passphrase)
    except pyrage.DecryptError:
        raise DoesNotOpen("The passphrase does not open the key in this backup.", mend="Type it again.") from None
    return key


def _bech32(raw: bytes) -> str:
    """Bytes as age writes a secret key (BIP 173)."""
    number, bits, data = 0, 0, []
    for byte in raw:
        number, bits = number << 8 | byte, bits + 8
        while bits >= 5:  # noqa: PLR2004 - five bits a letter
            bits -= 5
            data.append(number >> bits & 31)
    if bits:
        data.append(number << 5 - bits & 31)
    spread = [*(ord(letter) >> 5 for letter in PREFIX), 0, *(ord(letter) & 31 for letter in PREFIX)]
    rest = _polymod([*spread, *data, *[0] * 6]) ^ 1
    check = [rest >> 5 * (5 - place) & 31 for place in range(6)]
    return (PREFIX + "1" + "".join(LETTERS[value] for value in data + check)).upper()


def _polymod(values: list[int]) -> int:
    rest = 1
    for value in values:
        top = rest >> 25
        rest = (rest & 0x1FFFFFF) << 5 ^ value
        for place in range(5):
            rest ^= GENERATOR[place] if top >> place & 1 else 0
    return rest


def cause_of(error: Any) -> str:
    """What lies behind an error of age's, as far as its text tells."""
    return str(error).removeprefix("OSError: ")
