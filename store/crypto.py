"""Sealing and signing. The master key is a file outside the database; every person has a data key of their own."""

from __future__ import annotations

import base64
import binascii
import hmac
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from store.errors import Tampered, WrongKey
from store.files import write_private

KEY_BYTES = 32
NONCE_BYTES = 12


class DataKey:
    """Seals values with one key (AES-256-GCM). `about` names table and row: a value moved elsewhere does not open."""

    __slots__ = ("_aes", "_raw")

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._aes = AESGCM(raw)

    @classmethod
    def new(cls) -> DataKey:
        """A fresh random key."""
        return cls(os.urandom(KEY_BYTES))

    def seal(self, about: str, clear: bytes) -> bytes:
        """Encrypts, with a fresh nonce in front."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._aes.encrypt(nonce, clear, about.encode())

    def open(self, about: str, sealed: bytes) -> bytes:
        """Decrypts what `seal` made.

        Raises:
            Tampered: It was changed, or sealed about something else or with another key.
        """
        try:
            return self._aes.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.encode())
        except (InvalidTag, ValueError):
            table = about.split("/", 1)[0]
            raise Tampered(table, "A sealed value does not open.", "Restore it from a backup.") from None

    def sealed_by(self, master: DataKey, about: str) -> bytes:
        """This key itself, encrypted with another."""
        return master.seal(about, self._raw)

    def seal_text(self, about: str, text: str) -> bytes:
        """Encrypts text. Half a surrogate pair becomes '?', since a worry must never be lost over it."""
        return self.seal(about, text.encode("utf-8", "replace"))

    def open_text(self, about: str, sealed: bytes) -> str:
        """Decrypts text."""
        return self.open(about, sealed).decode()


class Keys:
    """The master key and what is derived from it. Locked until the database tells whether it is new.

    Args:
        file: Where the key file is, or is made for a new database: 32 random bytes as base64 text.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._master: DataKey | None = None
        self._signing = b""

    def unlock(self, *, new: bool) -> None:
        """Reads the key file; makes it first if it is absent and the database is new.

        Raises:
            WrongKey: The file is missing or damaged, or cannot be made.
        """
        if new and not self._file.exists():
            self._make()
        raw = self._read()
        self._master = DataKey(raw)
        self._signing = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"plainsay signing").derive(raw)

    def _make(self) -> None:
        try:
            write_private(self._file, base64.b64encode(os.urandom(KEY_BYTES)) + b"\n")
        except OSError:
            where = f"key file {self._file}"
            raise WrongKey(where, "It cannot be written.", "Free some space, or make its folder writable.") from None

    def _read(self) -> bytes:
        where = f"key file {self._file}"
        try:
            raw = base64.b64decode(self._file.read_bytes().strip(), validate=True)
        except OSError:
            raise WrongKey(where, "It cannot be read.", "Put the key file of this database back.") from None
        except binascii.Error:
            raw = b""
        if len(raw) != KEY_BYTES:
            raise WrongKey(where, "It is damaged.", "Put the key file of this database back.")
        return raw

    def seal_key(self, about: str, key: DataKey) -> bytes:
        """Seals a data key with the master key."""
        return key.sealed_by(self._unlocked(), about)

    def open_key(self, about: str, sealed: bytes) -> DataKey:
        """Opens a data key.

        Raises:
            Tampered: It was changed, moved, or sealed with another master key.
        """
        return DataKey(self._unlocked().open(about, sealed))

    def seal(self, about: str, clear: bytes) -> bytes:
        """Seals something that belongs to no one person, or only for a short while."""
        return self._unlocked().seal(about, clear)

    def open(self, about: str, sealed: bytes) -> bytes:
        """Opens what `seal` made.

        Raises:
            Tampered: It was changed, moved, or sealed with another master key.
        """
        return self._unlocked().open(about, sealed)

    def seal_check(self) -> bytes:
        """A sealed value that shows, when it opens, that this is the right key file."""
        return self._unlocked().seal("setting/key_check", b"")

    def open_check(self, sealed: bytes) -> None:
        """Opens what `seal_check` made.

        Raises:
            Tampered: Another key sealed it.
        """
        self._unlocked().open("setting/key_check", sealed)

    def sign(self, purpose: str, text: str) -> bytes:
        """A signature (HMAC-SHA256) that only this key file can make; one for a link never fits a form."""
        self._unlocked()
        # The length in front keeps purpose and text from running into each other.
        return hmac.digest(self._signing, f"{len(purpose)}:{purpose}{text}".encode("utf-8", "surrogatepass"), "sha256")

    def _unlocked(self) -> DataKey:
        if self._master is None:
            raise WrongKey(f"key file {self._file}", "It was not read yet.", "Open the database first.")
        return self._master
