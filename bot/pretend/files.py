"""Files that went up, under the ids that Telegram would give them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.pretend.errors import WRONG_FILE, bad
from bot.pretend.media import Size, is_opus, picture_mime, picture_size
from bot.pretend.params import Upload

Json = dict[str, Any]
PHOTO_BYTES = 10 * 1024 * 1024
PHOTO_SIDES = 10_000
"""Most pixels of width and height together."""
PHOTO_RATIO = 20
VOICE_BYTES = 50 * 1024 * 1024
DOWNLOAD_BYTES = 20 * 1024 * 1024
"""Most bytes that a bot can fetch."""
LINK_SECONDS = 3600
"""How long the path from getFile leads anywhere."""
SIDES = (90, 320, 800, 1280, 2560)
"""Longest sides of the copies that Telegram makes of a photo."""
KINDS = {"photo": "Photo", "voice": "VoiceNote", "sticker": "Sticker", "document": "Document"}
FOLDERS = {"photo": "photos", "voice": "voice", "sticker": "stickers", "document": "documents"}
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "audio/ogg": "oga", "image/webp": "webp"}


@dataclass(frozen=True, slots=True)
class Stored:
    """One file.

    Attributes:
        kind: `photo`, `voice`, `sticker` or `document`.
        data: Its bytes.
        mime: Its media type.
        json: What a message says of it: a list of sizes for a photo, else one object.
        ids: Every file_id that it goes by.
    """

    kind: str
    data: bytes
    mime: str
    json: Any
    ids: tuple[str, ...]


@dataclass(slots=True)
class Files:
    """All files of one pretend Telegram.

    Args:
        clock: Tells when a link has grown too old.
    """

    clock: Callable[[], float]
    _by_id: dict[str, Stored] = field(default_factory=dict)
    _links: dict[str, tuple[Stored, float]] = field(default_factory=dict)
    _made: int = 0

    def photo(self, file: Upload | str) -> Stored:
        """A photo that a request brings or names.

        Raises:
            Refused: It is no photo that Telegram would take.
        """
        if isinstance(file, str):
            return self._known(file, "photo")
        self._weigh(file.data, PHOTO_BYTES, "photo")
        size = picture_size(file.data)
        if size is None:
            raise bad("IMAGE_PROCESS_FAILED")
        long, short = max(size), min(size)
        if short < 1 or size.width + size.height > PHOTO_SIDES or long > short * PHOTO_RATIO:
            raise bad("PHOTO_INVALID_DIMENSIONS")
        return self.keep_photo(file.data, size)

    def voice(self, file: Upload | str, duration: int = 0) -> Stored:
        """A voice message that a request brings or names.

        Raises:
            Refused: It is not OGG with Opus. Telegram would send it as a document, which no one could play at a tap.
        """
        if isinstance(file, str):
            return self._known(file, "voice")
        self._weigh(file.data, VOICE_BYTES, "voice message")
        if not is_opus(file.data):
            raise bad("voice message is not OGG with OPUS and would be sent as a document")
        return self.keep(file.data, "voice", "audio/ogg", {"duration": duration})

    def keep_photo(self, data: bytes, size: Size) -> Stored:
        """Keep a photo in its several sizes."""
        long = max(size)
        sizes = [_scaled(size, side) for side in SIDES if side < long] + [size]
        faces = [
            {**self._names(data, "photo", f"{one.width}"), "width": one.width, "height": one.height} for one in sizes
        ]
        faces[-1]["file_size"] = len(data)
        return self._keep(Stored("photo", data, picture_mime(data), faces, tuple(face["file_id"] for face in faces)))

    def keep(self, data: bytes, kind: str, mime: str, about: Json) -> Stored:
        """Keep a file of any other kind.

        Args:
            data: Its bytes.
            kind: As in `KINDS`.
            mime: Its media type.
            about: What else a message says of it.
        """
        face = {**self._names(data, kind), "file_size": len(data), **about}
        if kind in ("voice", "document"):
            face["mime_type"] = mime
        return self._keep(Stored(kind, data, mime, face, (face["file_id"],)))

    def revoke(self, file_id: str) -> None:
        """Make a file_id wrong, as Telegram does now and then. Its sisters of other sizes become wrong too."""
        stored = self._by_id.pop(file_id)
        for sister in stored.ids:
            self._by_id.pop(sister, None)

    def find(self, file_id: str) -> Stored | None:
        """The file of this id."""
        return self._by_id.get(file_id)

    def link(self, file_id: str) -> Json:
        """What getFile answers. Its path leads to the bytes for an hour.

        Raises:
            Refused: No such file, or too large to fetch.
        """
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad("wrong file_id or the file is temporarily unavailable" if file_id else "file_id not specified")
        if len(stored.data) > DOWNLOAD_BYTES:
            raise bad("file is too big")
        ending = ENDINGS.get(stored.mime, "bin")
        path = f"{FOLDERS[stored.kind]}/file_{len(self._links)}.{ending}"
        self._links[path] = (stored, self.clock() + LINK_SECONDS)
        faces = stored.json if isinstance(stored.json, list) else [stored.json]
        unique = next(face["file_unique_id"] for face in faces if face["file_id"] == file_id)
        return {"file_id": file_id, "file_unique_id": unique, "file_size": len(stored.data), "file_path": path}

    def at(self, path: str) -> Stored | None:
        """The file that a path from getFile leads to, unless the path is too old."""
        stored, until = self._links.get(path, (None, 0.0))
        return stored if self.clock() < until else None

    def _known(self, file_id: str, kind: str) -> Stored:
        if not file_id:
            raise bad(f"there is no {kind} in the request")
        if file_id.startswith(("http://", "https://")):
            # Telegram would fetch it. Nothing leaves this computer, so it fails as an address without an answer does.
            raise bad("failed to get HTTP URL content")
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad(WRONG_FILE)
        if stored.kind != kind:
            raise bad(f"can't use file of type {KINDS[stored.kind]} as {KINDS[kind]}")
        return stored

    def _names(self, data: bytes, kind: str, mark: str = "") -> Json:
        self._made += 1
        digest = hashlib.sha256(data + mark.encode()).hexdigest()
        return {"file_id": f"pretend-{kind}-{self._made:06d}", "file_unique_id": f"Pu{digest[:14]}"}

    def _keep(self, stored: Stored) -> Stored:
        self._by_id.update(dict.fromkeys(stored.ids, stored))
        return stored

    @staticmethod
    def _weigh(data: bytes, most: int, what: str) -> None:
        if not data:
            raise bad("file must be non-empty")
        if len(data) > most:
            raise bad(f"file of size {len(data)} bytes is too big for a {what}; the maximum size is {most} bytes")


def _scaled(size: Size, side: int) -> Size:
    share = side / max(size)
    return Size(max(1, round(size.width * share)), max(1, round(size.height * share)))
