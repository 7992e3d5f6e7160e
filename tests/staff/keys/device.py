"""A device that makes passkeys and signs with them, in a few lines: what a phone does, and what an attacker would."""

from __future__ import annotations

import hashlib
import json
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, NEW = 0x01, 0x04, 0x40


def text(raw: bytes) -> str:
    """Bytes as browsers send them."""
    return urlsafe_b64encode(raw).decode().rstrip("=")


def raw(value: str) -> bytes:
    """And back."""
    return urlsafe_b64decode(value + "=" * (-len(value) % 4))


@dataclass
class Device:
    """One passkey.

    Attributes:
        origin: The page that the browser says it is on.
        site: What the passkey is made for.
        flags: What the device says of its holder.
        count: How often it has signed.
        handle: What it was told about whose it is.
    """

    origin: str
    site: str
    flags: int = PRESENT | VERIFIED
    count: int = 0
    credential: bytes = b"credential-of-a-test"
    handle: bytes = b""
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))

    def made(self, options: dict[str, Any], **changes: str) -> str:
        """A new passkey's answer, with changes to what its browser says, such as `type`."""
        self.handle = raw(options["user"]["id"])
        public = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: public.x.to_bytes(32, "big"), -3: public.y.to_bytes(32, "big")}
        about = bytes(16) + struct.pack(">H", len(self.credential)) + self.credential + cbor2.dumps(cose)
        said = self._about(NEW) + about
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": said})
        client = self._client("webauthn.create", options, changes)
        return self._answer(clientDataJSON=text(client), attestationObject=text(attested))

    def signed(self, options: dict[str, Any], **changes: str) -> str:
        """A signature, with changes to what its browser says."""
        self.count += 1
        said, client = self._about(), self._client("webauthn.get", options, changes)
        signature = self.key.sign(said + hashlib.sha256(client).digest(), ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=text(client),
            authenticatorData=text(said),
            signature=text(signature),
            userHandle=text(self.handle),
        )

    def _about(self, more: int = 0) -> bytes:
        return hashlib.sha256(self.site.encode()).digest() + struct.pack(">BI", self.flags | more, self.count)

    def _client(self, kind: str, options: dict[str, Any], changes: dict[str, str]) -> bytes:
        says = {"type": kind, "challenge": options["challenge"], "origin": self.origin, **changes}
        return json.dumps(says).encode()

    def _answer(self, **response: str) -> str:
        name = text(self.credential)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
