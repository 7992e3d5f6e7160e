"""Sealing and signing. The master key is a file outside the database; every person has a data key of their own."""

from __future__ import annotations

import hmac
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from store import key_file
from store.errors import Tampered, WrongKey
from store.key_file import KEY_BYTES, Secrets

NONCE_BYTES = 12
CHECKED = b"chained"
"""Content of the value that shows the right key file. It was empty before the access log was a chain."""


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
    """The master key and what goes with it. Locked until the database tells whether it is new.

    Args:
        file: Where the key file is, or is made for a new database: 32 random bytes as base64 text.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened: tuple[DataKey, Secrets] | None = None

    @property
    def file(self) -> Path:
        """Where the key file is."""
        return self._file

    def unlock(self, *, new: bool, check: bytes | None = None) -> None:
        """Reads the key file; makes it first if it is absent and the database is new.

        Args:
            new: Nothing was sealed yet.
            check: What `seal_check` made; the key file must open it.

        Raises:
            WrongKey: The file is missing or damaged, cannot be made, or is another database's.
        """
        if new and not self._file.exists():
            key_file.write(self._file, Secrets.of(os.urandom(KEY_BYTES)))
        if check is None:
            self._use(key_file.read(self._file))
        else:
            self._use(key_file.read_fitting(self._file, lambda secrets: _opens(secrets, check)))

    def _use(self, secrets: Secrets) -> None:
        self._opened = DataKey(secrets.master), secrets

    def database_key(self, *, new: bool) -> bytes:
        """The key of the whole SQLite file. It stays when the key file is turned.

        Args:
            new: The database is empty: a key file that is absent is made.

        Raises:
            WrongKey: The key file is missing or damaged, or cannot be made.
        """
        if new and not self._file.exists():
            key_file.write(self._file, Secrets.of(os.urandom(KEY_BYTES)))
        return key_file.read_fitting(self._file, lambda _: True).database

    def turned(self, *, links_too: bool = False) -> Keys:
        """Writes a fresh key file beside this one and gives its keys. `key_file.put_in_place` makes it the one.

        Args:
            links_too: Personal links, walls and copies that were handed out stop working.

        Raises:
            WrongKey: It cannot be written, or these keys are still locked.
        """
        turned = self._unlocked()[1].turned(links_too=links_too)
        key_file.write(key_file.next_file(self._file), turned)
        fresh = Keys(self._file)
        fresh._use(turned)
        return fresh

    def seal_key(self, about: str, key: DataKey) -> bytes:
        """Seals a data key with the master key."""
        return key.sealed_by(self._unlocked()[0], about)

    def open_key(self, about: str, sealed: bytes) -> DataKey:
        """Opens a data key.

        Raises:
            Tampered: It was changed, moved, or sealed with another master key.
        """
        return DataKey(self._unlocked()[0].open(about, sealed))

    def seal(self, about: str, clear: bytes) -> bytes:
        """Seals something that belongs to no one person, or only for a short while."""
        return self._unlocked()[0].seal(about, clear)

    def open(self, about: str, sealed: bytes) -> bytes:
        """Opens what `seal` made.

        Raises:
            Tampered: It was changed, moved, or sealed with another master key.
        """
        return self._unlocked()[0].open(about, sealed)

    def seal_check(self) -> bytes:
        """A sealed value that shows, when it opens, that this is the right key file."""
        return self._unlocked()[0].seal(_CHECK, CHECKED)

    def open_check(self, sealed: bytes) -> bytes:
        """Opens what `seal_check` made; gives its content.

        Raises:
            Tampered: Another key sealed it.
        """
        return self._unlocked()[0].open(_CHECK, sealed)

    def sign(self, purpose: str, text: str) -> bytes:
        """A signature (HMAC-SHA256) that only this key file can make; one for a lane never fits a form."""
        return _signed(self._unlocked()[1].signing, purpose, text)

    def derived(self, purpose: str) -> bytes:
        """A key of 32 bytes for another use. It changes with the key file."""
        raw = self._unlocked()[1].master
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"plainsay {purpose}".encode()).derive(raw)

    def sign_link(self, purpose: str, text: str) -> bytes:
        """A signature of something that people hold in their hands: `plainsay rotate-key --links-too` ends those."""
        return _signed(self._unlocked()[1].links, purpose, text)

    def _unlocked(self) -> tuple[DataKey, Secrets]:
        if self._opened is None:
            raise WrongKey(f"key file {self._file}", "It was not read yet.", "Open the database first.")
        return self._opened


_CHECK = "setting/key_check"


def _opens(secrets: Secrets, check: bytes) -> bool:
    try:
        DataKey(secrets.master).open(_CHECK, check)
    except Tampered:
        return False
    return True


def _signed(key: bytes, purpose: str, text: str) -> bytes:
    # The length in front keeps purpose and text from running into each other.
    return hmac.digest(key, f"{len(purpose)}:{purpose}{text}".encode("utf-8", "surrogatepass"), "sha256")
