"""What a request asks for, whichever of Telegram's body forms it came in."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from bot.pretend.errors import bad

Json = dict[str, Any]
ATTACHED = "attach://"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request."""

    name: str
    data: bytes
    mime: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Params:
    """The named values of one request. Nested objects may be JSON in a string, as Telegram takes them.

    Attributes:
        values: Name → text, or anything else where the body was JSON.
        uploads: Name of the part → file.
    """

    values: Json = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A text; empty where there is none.

        Raises:
            Refused: It is no text in UTF-8.
        """
        value = self.values.get(name, "")
        if not isinstance(value, str):
            value = "" if value is None else json.dumps(value)
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise bad("strings must be encoded in UTF-8") from error
        return value

    def whole(self, name: str, default: int = 0) -> int:
        """A whole number; the default where there is none or no number, as Telegram does."""
        value = self.values.get(name, default)
        try:
            return int(value)
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """A yes or no."""
        return str(self.values.get(name, "")).lower() in ("true", "yes", "1")

    def nested(self, name: str, what: str) -> Any:
        """An object or list, or None.

        Args:
            name: The parameter.
            what: What Telegram calls it when it can't be read.

        Raises:
            Refused: It is no JSON.
        """
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad(f"can't parse {what} JSON object") from error

    def file(self, name: str) -> Upload | str:
        """A file that came along, or the id or address of one; an empty text where there is none."""
        if name in self.uploads:
            return self.uploads[name]
        return self.attached(self.text(name))

    def attached(self, value: str) -> Upload | str:
        """The file that `attach://name` points at; other values as they are.

        Raises:
            Refused: No such file came along.
        """
        if not value.startswith(ATTACHED):
            return value
        name = value.removeprefix(ATTACHED)
        if name not in self.uploads:
            raise bad(f'file "{name}" not found in the request' if name else "wrong file attachment name")
        return self.uploads[name]

    def size(self) -> int:
        """Bytes of all files that came along."""
        return sum(len(upload.data) for upload in self.uploads.values())
