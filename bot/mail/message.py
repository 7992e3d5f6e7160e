"""What an e-mail looks like: the same words as plain text and as a page, in the direction of its language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr
from functools import cache

from jinja2 import Template

from asking.post import Mail, Posted, is_address
from bot.http.pages import environment
from bot.mail.server import MailServer
from locales import Words

POLICY = compat32.clone(linesep="\r\n")
"""The newer policies lose spaces where they break a long heading in other letters (Python 3.11)."""
KEPT = "\u200c\u200d\u2066\u2068\u2069"
"""Not seen, and yet needed: the joiners of some scripts, and the marks around a name in another direction."""
TO_PROGRAMS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
"""A programme wrote it: nobody's holiday note need answer."""


class NoAddress(Exception):
    """What stands where the address should be is none."""


def build(letter: Posted, server: MailServer, words: Callable[[str], Words]) -> bytes:
    """The e-mail as it goes out. Tried again, it is the same to the byte but for the border between its parts.

    Raises:
        NoAddress: Nothing can be sent to what stands in it.
    """
    known = words(letter.mail.language)
    mail = _shown(letter.mail, known)
    made = MIMEMultipart("alternative")
    made["From"] = formataddr((server.sender_name, server.sender))
    made["To"] = reachable(mail.to)
    heading = Header(mail.subject, "us-ascii" if mail.subject.isascii() else "utf-8", header_name="Subject")
    made["Subject"] = heading  # type: ignore[assignment]  # typeshed knows the newer policies only
    made["Date"] = format_datetime(datetime.fromisoformat(letter.at))
    made["Message-ID"] = f"<{letter.number}@{server.domain}>"
    made["Content-Language"] = mail.language
    for name, value in TO_PROGRAMS.items():
        made[name] = value
    side = "right" if known.direction == "rtl" else "left"
    page = _template().render(mail=mail, direction=known.direction, side=side)
    made.attach(MIMEText(_text(mail), "plain", "utf-8"))
    made.attach(MIMEText(page, "html", "utf-8"))
    return made.as_bytes(policy=POLICY)


def reachable(address: str) -> str:
    """An address as every mail server takes it: a domain in other letters has a second name in ours.

    Raises:
        NoAddress: It is none, or its first part is in letters that many servers do not take.
    """
    name, _, domain = address.strip().rpartition("@")
    try:
        found = f"{name}@{domain.encode('idna').decode()}"
    except UnicodeError:
        raise NoAddress from None
    if not is_address(found) or not found.isascii():
        raise NoAddress
    return found


def _shown(mail: Mail, words: Words) -> Mail:
    """For the eye, and each text on one line: a line break in a heading would begin another one."""
    lines, small = (tuple(map(_line, map(words.shown, some))) for some in (mail.lines, mail.small))
    subject, label = _line(words.shown(mail.subject)), _line(words.shown(mail.link_words))
    return replace(mail, subject=subject, lines=lines, link=_line(mail.link), link_words=label, small=small)


def _line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() or sign in KEPT else " " for sign in text).split())


def _text(mail: Mail) -> str:
    link = ["", f"{mail.link_words}:" if mail.link_words else "", mail.link] if mail.link else []
    small = ["", "-- ", *mail.small] if mail.small else []
    return "\n".join([*mail.lines, *link, *small]) + "\n"


@cache
def _template() -> Template:
    return environment("bot.mail").get_template("mail.html")
