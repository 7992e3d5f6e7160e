"""A real mail server on this computer, that fails as it is told to, and the e-mails that it took."""

from __future__ import annotations

import asyncio
import ssl
import warnings
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.mail.server import MailServer, Private

SENDER = "talk@example.org"
USER, PASSWORD = "plainsay", "a secret / with % signs"
CUT = "cut"
"""In place of an answer: the connection breaks."""
LOOPBACK = "127.0.0.1"


@dataclass
class Postbox:
    """What the server is to do, and what it saw.

    Attributes:
        fates: `MAIL`, `RCPT`, `DATA` (before the text) or `END` (after it) → its next answers there; else it takes it.
        taken: The e-mails that it keeps, as they came.
        lost: E-mails that it had whole when the connection was cut.
        to: Every address that was named to it.
    """

    fates: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    taken: list[bytes] = field(default_factory=list)
    lost: list[bytes] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    visits: int = 0
    sealed: list[bool] = field(default_factory=list)
    port: int = 0
    password: str = ""
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def server(self) -> MailServer:
        """As the program is set to use it."""
        return MailServer(LOOPBACK, self.port, Private.NO, SENDER, "Plainsay")

    @property
    def mails(self) -> list[EmailMessage]:
        """The e-mails that it keeps, read."""
        return [cast("EmailMessage", message_from_bytes(raw, policy=default)) for raw in self.taken]

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """A client has come."""
        session.host_name = hostname
        self.visits += 1
        return responses

    async def handle_MAIL(  # noqa: N802 - as above
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Whom it is from."""
        envelope.mail_from = address
        return self._fate("MAIL", server)

    async def handle_RCPT(  # noqa: N802 - as above
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Whom it is for."""
        self.to.append(address)
        envelope.rcpt_tos.append(address)
        return self._fate("RCPT", server)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        """The whole e-mail is here."""
        content = cast("bytes", envelope.content)
        answer = self._fate("END", server)
        self.sealed.append(session.ssl is not None)
        if answer.startswith("250"):
            self.taken.append(content)
        elif answer == CUT:
            self.lost.append(content)
        return answer

    def _fate(self, place: str, server: SMTP) -> str:
        self.asked.set()
        answer = self.fates[place].pop(0) if self.fates[place] else "250 OK"
        if answer == CUT and server.transport is not None:
            server.transport.abort()
        return answer

    def check(self, _server: SMTP, _session: Session, _envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        """Whether user and password are right."""
        good = isinstance(data, LoginPassword) and data == LoginPassword(USER.encode(), self.password.encode())
        return AuthResult(success=good, handled=False, auth_data=mechanism)


@asynccontextmanager
async def serving(
    box: Postbox, *, context: ssl.SSLContext | None = None, at_once: bool = False, **options: Any
) -> AsyncIterator[Postbox]:
    """Run the server, on the port that it had before if it had one.

    Args:
        box: What it is to do.
        context: Its certificate, where it offers STARTTLS.
        at_once: Seal the connection from the first byte instead.
        options: More for aiosmtpd.
    """
    loop = asyncio.get_running_loop()
    options |= {"authenticator": box.check, "auth_required": True, "auth_require_tls": False} if box.password else {}

    def made() -> SMTP:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it would rather not have a password without TLS
            return SMTP(box, hostname="mail.test", loop=loop, tls_context=None if at_once else context, **options)

    server = await loop.create_server(made, LOOPBACK, box.port, ssl=context if at_once else None)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()
        await server.wait_closed()


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's side and a client's side of a certificate for this computer, made for one test."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    start = datetime(2020, 1, 1, tzinfo=UTC)
    alternative = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=36_500))
        .add_extension(alternative, critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = folder / "mail.pem"
    file.write_bytes(pem + key.private_bytes(*form))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cadata=pem.decode())
