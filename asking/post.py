"""E-mails that wait to be sent. They go through the same outbox as chat messages, sealed and in order."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import asdict, dataclass

from store import outbox, settings
from store.tx import Tx

MAIL = "mail"
"""Name of the channel in the outbox."""
READY = "mail ready"
"""Setting that says whether this installation can send e-mail: `yes` since the last start with SMTP settings."""
REPLY, REMINDER = 0, 1
"""What can wait goes after what cannot."""
NO_SUCH = "no such address"
"""In the outbox, of an e-mail whose address the mail server does not know."""
LONGEST_ADDRESS = 254
ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*")


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
        reminder: Which reminder it is: it is looked at once more before it goes (see `asking.reminding.still`); 0 for
            none.
        told: Whom it tells of which change, the same (see `asking.telling.still`); 0 for none.
        wish_answer: Which answer to a wish it tells, the same (see `asking.wish_answers.still`); 0 for none.
        due: Which member it reminds of their actions, the same (see `asking.action_reminders.still`); 0 for none.
    """

    to: str
    subject: str
    lines: tuple[str, ...]
    link: str = ""
    link_words: str = ""
    small: tuple[str, ...] = ()
    language: str = "en"
    reminder: int = 0
    told: int = 0
    due: int = 0
    wish_answer: int = 0


@dataclass(frozen=True, slots=True)
class Posted:
    """An e-mail as it waits.

    Attributes:
        number: What it is known by, to whoever gets it twice; the same each time that it is tried.
        at: When it was put.
    """

    mail: Mail
    number: str
    at: str


def is_address(text: str) -> bool:
    """Whether an e-mail can be sent there, as far as its form tells."""
    return len(text) <= LONGEST_ADDRESS and text.isprintable() and ADDRESS.fullmatch(text) is not None


def can_send(tx: Tx) -> bool:
    """Whether this installation sends e-mail."""
    return settings.get(tx, READY) == "yes"


def put(tx: Tx, mail: Mail, *, at: str, priority: int = REPLY) -> None:
    """Put an e-mail in the outbox; the caller rings the bell once the transaction is saved."""
    body = json.dumps({**asdict(mail), "number": secrets.token_hex(16), "at": at}).encode()
    outbox.put(tx, bot=MAIL, lane=lane_of(tx, mail.to), body=body, at=at, priority=priority)


def came_back(tx: Tx, to: str) -> bool:
    """Whether the latest e-mail to an address was given up, as far as the outbox still knows (three days)."""
    return outbox.last_fault(tx, MAIL, lane_of(tx, to)) != ""


def lost(tx: Tx, bot: str, lane: str, at: str) -> None:
    """Note that nobody has this address: what else waits for it is given up too."""
    outbox.drop(tx, bot, lane, at, NO_SUCH)


def forget(tx: Tx, to: str, *, at: str) -> None:
    """What waits for an address is not sent: the person was forgotten."""
    if to:
        outbox.drop(tx, MAIL, lane_of(tx, to), at, "forgotten")


def load(body: bytes) -> Mail:
    """The e-mail that `put` kept."""
    return posted(body).mail


def posted(body: bytes) -> Posted:
    """The same, with what it is known by."""
    found = json.loads(body)
    number, at = found.pop("number"), found.pop("at")
    return Posted(Mail(**{**found, "lines": tuple(found["lines"]), "small": tuple(found["small"])}), number, at)


def lane_of(tx: Tx, to: str) -> str:
    """Which lane of the outbox an address is, as a keyed hash."""
    return tx.keys.sign("mail-lane", to.strip().casefold()).hex()[:32]
