"""One e-mail, and what becomes of it: against a real mail server, with each fault that one can have."""

from __future__ import annotations

import logging
import ssl
from dataclasses import replace
from pathlib import Path

import aiosmtplib.smtp
import pytest

from asking.post import Mail
from bot.delivery import DeliveryError, Impossible, NotSent, Unclear, Unreachable
from bot.mail.checkup import reached
from bot.mail.server import MailServer, Private
from bot.mail.state import Condition
from bot.mail.transport import MailPost
from locales import Languages
from tests.mail.letters import body
from tests.mail.postbox import CUT, PASSWORD, USER, Postbox, certificate, serving

WORDS = Languages().words
KIM = Mail("kim@example.org", "Your link", ("Hello Kim.",))


async def sent(server: MailServer, mail: Mail = KIM) -> DeliveryError | None:
    """What became of an e-mail; None where it went."""
    try:
        await MailPost(server, WORDS).send(body(mail))
    except DeliveryError as error:
        return error
    return None


async def test_an_email_arrives(box: Postbox) -> None:
    """The server has it once, for that address only."""
    assert await sent(box.server) is None
    assert box.to == ["kim@example.org"]
    assert [mail["Subject"] for mail in box.mails] == ["Your link"]


@pytest.mark.parametrize(
    ("place", "answer", "outcome"),
    [
        ("MAIL", "421 4.3.2 Closing down", NotSent),
        ("MAIL", "550 5.7.60 Not your address", NotSent),
        ("MAIL", CUT, NotSent),
        ("RCPT", "450 4.2.0 Greylisted", NotSent),
        ("RCPT", "421 4.4.2 Too many", NotSent),
        ("RCPT", CUT, NotSent),
        ("RCPT", "550 5.1.1 No such user", Unreachable),
        ("RCPT", "550 No such user here", Unreachable),
        ("RCPT", "550 5.7.1 Not from you", Impossible),
        ("RCPT", "552 5.2.2 Mailbox full", Impossible),
        ("END", "451 4.3.0 Try later", NotSent),
        ("END", "421 4.3.2 Closing down", NotSent),
        ("END", "554 5.6.0 We do not like it", Impossible),
        ("END", CUT, Unclear),
    ],
)
async def test_what_each_answer_means(box: Postbox, place: str, answer: str, outcome: type[DeliveryError]) -> None:
    """For now: later. For good: nobody there, or never. Broken off after the text: nobody knows."""
    box.fates[place] = [answer]
    assert type(await sent(box.server)) is outcome
    assert box.taken == []
    assert len(box.lost) == (outcome is Unclear)


async def test_a_server_that_is_away_has_nothing() -> None:
    """Where nobody listens, to try again is safe."""
    assert type(await sent(MailServer("127.0.0.1", 9, Private.NO, "talk@example.org"))) is NotSent


@pytest.mark.parametrize(
    "to",
    [
        "",
        "kim",
        "kim@",
        "@example.org",
        "a b@example.org",
        "kim@example.org\r\nRCPT TO:<x@example.org>",
        "ż@example.org",
    ],
)
async def test_what_is_no_address_is_never_tried(box: Postbox, to: str) -> None:
    """Nothing is said to the server, and no second command can be put into an address."""
    assert type(await sent(box.server, replace(KIM, to=to))) is Unreachable
    assert box.visits == 0


async def test_a_wrong_password_is_not_tried_again_and_again(box: Postbox, caplog: pytest.LogCaptureFixture) -> None:
    """After a refusal there is a rest of some minutes. It is logged once, by its code, and without the password."""
    box.password = PASSWORD
    async with serving(Postbox(password=PASSWORD)) as locked:
        post = MailPost(replace(locked.server, user=USER, password="wrong"), WORDS)  # noqa: S106 - invented
        with caplog.at_level(logging.WARNING):
            for _ in range(3):
                with pytest.raises(NotSent):
                    await post.send(body(KIM))
        assert locked.visits == 1
    assert post.condition is Condition.REFUSED
    assert [record.getMessage()[:5] for record in caplog.records if record.name == "plainsay.mail"] == ["M103:"]
    assert "wrong" not in caplog.text


async def test_the_right_password_opens() -> None:
    """User and password reach the server as they were set, special signs and all."""
    async with serving(Postbox(password=PASSWORD)) as locked:
        assert await sent(replace(locked.server, user=USER, password=PASSWORD)) is None
    assert len(locked.taken) == 1


@pytest.mark.parametrize("private", [Private.TLS, Private.STARTTLS])
async def test_the_way_can_be_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, private: Private) -> None:
    """From the first byte, or by STARTTLS: the text is never readable on the way."""
    ours, theirs = certificate(tmp_path)
    monkeypatch.setattr(aiosmtplib.smtp, "_create_tls_context", lambda *_, **__: theirs, raising=False)
    monkeypatch.setattr(ssl, "create_default_context", lambda *_, **__: theirs)
    async with serving(Postbox(), context=ours, at_once=private is Private.TLS) as sealed:
        assert await sent(replace(sealed.server, host="localhost", private=private)) is None
    assert len(sealed.taken) == 1
    assert private is Private.TLS or sealed.sealed == [True]


async def test_nothing_goes_over_an_open_way_where_a_private_one_is_wanted(box: Postbox) -> None:
    """A server without STARTTLS gets neither password nor text, and the doctor says M102."""
    server = replace(box.server, private=Private.STARTTLS, user=USER, password=PASSWORD)
    assert type(await sent(server)) is NotSent
    assert (box.to, box.taken) == ([], [])
    assert [finding.code for finding in await reached(server)] == ["M102"]


async def test_a_certificate_of_someone_else_is_no_private_way(tmp_path: Path) -> None:
    """Where nobody vouches for the server's certificate, nothing is sent."""
    ours, _ = certificate(tmp_path)
    async with serving(Postbox(), context=ours) as sealed:
        server = replace(sealed.server, host="localhost", private=Private.STARTTLS)
        assert type(await sent(server)) is NotSent
        assert [finding.code for finding in await reached(server)] == ["M102"]
    assert sealed.to == []
