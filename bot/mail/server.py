"""The mail server, as it is set: where it is, who we are there, and how the way to it is kept private."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from asking.post import is_address
from bot.commands.refused import CommandRefused

URL, FROM = "PLAINSAY_SMTP_URL", "PLAINSAY_SMTP_FROM"
NAMED = re.compile(r" *(?P<name>[^<>\"]*?) *<(?P<address>[^<>]+)> *")
PORTS = {"smtp": 587, "smtps": 465}
SUBMISSION = 587
LAST_PORT = 65535


class Private(StrEnum):
    """How the way to the server is kept private."""

    TLS = "tls"
    """From the first byte."""
    STARTTLS = "starttls"
    """Nothing is said before the server has changed over; without that nothing is sent."""
    WHERE_OFFERED = "where offered"
    NO = "no"
    """The server is on this computer."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where e-mails are handed over.

    Attributes:
        sender, sender_name: What stands in From.
        password: Never shown.
    """

    host: str
    port: int
    private: Private
    sender: str
    sender_name: str = ""
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def domain(self) -> str:
        """Of the address in From. So we call ourselves to the server: this computer's own name is nobody's matter."""
        return self.sender.rpartition("@")[2]

    def __str__(self) -> str:
        """For `plainsay doctor`: no user, no password."""
        return f"{self.host} port {self.port}"


def read_server(url: str, sender: str) -> MailServer | None:
    """The server that the two settings tell; None where no e-mail is sent.

    Raises:
        CommandRefused: One of them cannot be used. What it holds is not told: there is a password in it.
    """
    if not url.strip():
        return None
    host, port, scheme, user, password = _parts(url.strip())
    name, address = _sender(sender)
    return MailServer(host, port, _private(scheme, host, port, user), address, name, user, password)


def _parts(url: str) -> tuple[str, int, str, str, str]:
    mend = "Set it to smtp://USER:PASSWORD@HOST:587 or smtps://USER:PASSWORD@HOST, with % signs for special characters."
    try:
        found = urlsplit(url)
        port = found.port if found.port is not None else PORTS[found.scheme]
    except (ValueError, KeyError):
        raise CommandRefused(f"{URL} is no address of a mail server.", mend=mend) from None
    plain = found.path in {"", "/"} and not found.query and not found.fragment
    if found.scheme not in PORTS or not found.hostname or not plain or not 0 < port <= LAST_PORT:
        raise CommandRefused(f"{URL} is no address of a mail server.", mend=mend)
    user, password = unquote(found.username or ""), unquote(found.password or "")
    if bool(user) != bool(password) or not (user + password).isprintable():
        raise CommandRefused(f"{URL} has a user without a password, or the other way round.", mend=mend)
    return found.hostname, port, found.scheme, user, password


def _sender(given: str) -> tuple[str, str]:
    found = NAMED.fullmatch(given)
    name, address = (found["name"], found["address"]) if found else ("", given.strip())
    if not (is_address(address) and address.isascii() and name.isprintable()):
        mend = "Set it to the address that e-mails come from, such as Plainsay <talk@example.org>."
        raise CommandRefused(f"{FROM} is no e-mail address.", mend=mend)
    return name, address


def _private(scheme: str, host: str, port: int, user: str) -> Private:
    """Over a network a password never goes unsealed, and port 587 is for those who change over."""
    if scheme == "smtps":
        return Private.TLS
    if port == SUBMISSION or (user and not _is_here(host)):
        return Private.STARTTLS
    return Private.NO if _is_here(host) else Private.WHERE_OFFERED


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
