"""E-mails that wait to be sent. They go through the same outbox as chat messages, sealed and in order."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from store import outbox, settings
from store.tx import Tx

MAIL = "mail"
"""Name of the channel in the outbox."""
READY = "mail ready"
"""Setting that says whether this installation can send e-mail: `yes` since the last start with SMTP settings."""
REPLY, REMINDER = 0, 1
"""What can wait goes after what cannot."""


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail: a heading, lines of text, and one link or none. It is sent as plain text and as HTML.

    Attributes:
        to: The address.
        subject: Says nothing private: it stands on locked screens.
        lines: Paragraphs; '' leaves a gap.
        link, link_words: Where the one button leads, and what stands on it.
        small: What stands below in small letters, such as how to get no more of these.
        language: Of the words; decides the direction of the page.
    """

    to: str
    subject: str
    lines: tuple[str, ...]
    link: str = ""
    link_words: str = ""
    small: tuple[str, ...] = ()
    language: str = "en"


def can_send(tx: Tx) -> bool:
    """Whether this installation sends e-mail."""
    return settings.get(tx, READY) == "yes"


def put(tx: Tx, mail: Mail, *, at: str, priority: int = REPLY) -> None:
    """Put an e-mail in the outbox; the caller rings the bell once the transaction is saved."""
    body = json.dumps(asdict(mail)).encode()
    outbox.put(tx, bot=MAIL, lane=lane_of(tx, mail.to), body=body, at=at, priority=priority)


def load(body: bytes) -> Mail:
    """The e-mail that `put` kept."""
    found = json.loads(body)
    return Mail(**{**found, "lines": tuple(found["lines"]), "small": tuple(found["small"])})


def lane_of(tx: Tx, to: str) -> str:
    """Which lane of the outbox an address is, as a keyed hash."""
    return tx.keys.sign("mail-lane", to.strip().casefold()).hex()[:32]
