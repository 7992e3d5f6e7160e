"""Hands one e-mail over to the mail server, and tells what became of it."""

from __future__ import annotations

import asyncio
import logging
import re
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from aiosmtplib import SMTP
from aiosmtplib.errors import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPSenderRefused,
)

from asking.post import MAIL, posted
from bot.delivery import DeliveryError, Impossible, NotSent, Unclear, Unreachable
from bot.mail.message import NoAddress, build, reachable
from bot.mail.server import MailServer, Private
from bot.mail.state import MEANINGS, Condition
from locales import Words

LOG = logging.getLogger("plainsay.mail")
TIMEOUT_SECONDS = 30.0
REST_SECONDS = 300.0
"""After a refusal that only people can mend: whoever tries a wrong password again and again is locked out."""
FOR_GOOD = 500
"""Answers from here on stand; those below are for now."""
NOBODY = frozenset({550, 551, 553})
ENHANCED = re.compile(r"\d\.(?P<subject>\d{1,3})\.\d{1,3}\b")


class NotConnected(Exception):
    """There is no way to the server, or it does not let us in."""

    def __init__(self, condition: Condition) -> None:
        super().__init__(condition.value)
        self.condition = condition


@asynccontextmanager
async def connected(server: MailServer) -> AsyncIterator[SMTP]:
    """A connection that has signed in, over a private way where one is wanted.

    Raises:
        NotConnected: With the reason.
    """
    client = SMTP(
        hostname=server.host,
        port=server.port,
        username=server.user or None,
        password=server.password or None,
        use_tls=server.private is Private.TLS,
        start_tls={Private.STARTTLS: True, Private.WHERE_OFFERED: None}.get(server.private, False),
        local_hostname=server.domain,
        timeout=TIMEOUT_SECONDS,
    )
    try:
        await client.connect()
    except (SMTPException, OSError) as error:
        raise NotConnected(_why(error)) from None
    try:
        yield client
        with suppress(SMTPException, OSError):
            await client.quit(timeout=TIMEOUT_SECONDS)
    finally:
        client.close()


class MailPost:
    """The mail server as a transport.

    Args:
        server: Where it is.
        words: Finds the sentences, and with them the direction, of a language.
        note: Called where the condition changes.
    """

    bot = MAIL

    def __init__(
        self, server: MailServer, words: Callable[[str], Words], note: Callable[[Condition], None] = lambda _: None
    ) -> None:
        self._server, self._words, self._note = server, words, note
        self._rests_until = 0.0
        self.condition = Condition.STARTING

    async def send(self, body: bytes) -> None:
        """Send one e-mail.

        Raises:
            DeliveryError: What became of it.
        """
        letter = posted(body)
        try:
            content, to = build(letter, self._server, self._words), reachable(letter.mail.to)
        except NoAddress:
            raise Unreachable from None
        if asyncio.get_running_loop().time() < self._rests_until:
            raise NotSent
        try:
            async with connected(self._server) as client:
                await self._hand_over(client, to, content)
        except NotConnected as error:
            self._be(error.condition)
            raise NotSent from None
        self._be(Condition.WORKING)

    async def _hand_over(self, client: SMTP, to: str, content: bytes) -> None:
        try:
            await client.mail(self._server.sender)
            await client.rcpt(to)
        except SMTPSenderRefused as error:
            if error.code >= FOR_GOOD:
                self._be(Condition.SENDER_REFUSED)
            raise NotSent from None
        except SMTPRecipientRefused as error:
            raise _judged(error) from None
        except (SMTPException, OSError):
            raise NotSent from None
        try:
            await client.data(content)
        except SMTPDataError as error:
            raise (Impossible(f"refused: {error.code}") if error.code >= FOR_GOOD else NotSent()) from None
        except (SMTPException, OSError):  # the way broke: it may have arrived all the same
            raise Unclear from None

    def _be(self, condition: Condition) -> None:
        if condition in {Condition.REFUSED, Condition.SENDER_REFUSED}:
            self._rests_until = asyncio.get_running_loop().time() + REST_SECONDS
        if condition is self.condition:
            return
        self.condition = condition
        code, what, _mend = MEANINGS[condition]
        if code:
            LOG.warning("%s: E-mail: %s", code, what)
        self._note(condition)


def _why(error: SMTPException | OSError) -> Condition:
    if isinstance(error, SMTPAuthenticationError) and error.code >= FOR_GOOD:
        return Condition.REFUSED
    unsealed = isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError)
    if unsealed or "STARTTLS" in str(error):  # what the library says where the server does not offer it
        return Condition.NOT_PRIVATE
    return Condition.NOT_REACHED


def _judged(error: SMTPRecipientRefused) -> DeliveryError:
    """What a refused recipient means: for now, nobody there, or not from us."""
    if error.code < FOR_GOOD:
        return NotSent()
    told = ENHANCED.match(error.message)
    if error.code in NOBODY and (told is None or told["subject"] == "1"):
        return Unreachable()
    return Impossible(f"refused: {error.code}")
