"""The two settings of the mail server, and what is never shown of them."""

from __future__ import annotations

import pytest

from bot.commands.refused import CommandRefused
from bot.config import read_config
from bot.mail.server import MailServer, Private, read_server

FROM = "Plainsay <talk@example.org>"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.test", ("mail.test", 587, Private.STARTTLS, "", "")),
        ("smtp://kim%40x.org:a%2Fb@mail.test:587", ("mail.test", 587, Private.STARTTLS, "kim@x.org", "a/b")),
        ("smtps://kim:pw@mail.test/", ("mail.test", 465, Private.TLS, "kim", "pw")),
        ("smtp://kim:pw@mail.test:25", ("mail.test", 25, Private.STARTTLS, "kim", "pw")),
        ("smtp://relay.test:25", ("relay.test", 25, Private.WHERE_OFFERED, "", "")),
        ("smtp://localhost:1025", ("localhost", 1025, Private.NO, "", "")),
        ("smtp://[::1]:2525", ("::1", 2525, Private.NO, "", "")),
    ],
)
def test_what_an_address_means(url: str, expected: tuple[str, int, Private, str, str]) -> None:
    """Host, port, how private, user and password; over a network no password goes over an open way."""
    found = read_server(url, FROM)
    assert found == MailServer(*expected[:3], "talk@example.org", "Plainsay", *expected[3:])


@pytest.mark.parametrize(
    "url",
    ["mail.test", "http://s3cret:s3cret@mail.test", "smtp://", "smtp://s3cret:s3cret@mail.test:port", "smtp://x:99999",
     "smtp://s3cret@mail.test", "smtp://a:s3cret%0A@mail.test", "smtp://mail.test/s3cret", "smtp://[s3cret"],
)  # fmt: skip
def test_an_address_that_cannot_be_used(url: str) -> None:
    """One sentence that names the setting, and nothing of what it holds."""
    with pytest.raises(CommandRefused, match=r"^PLAINSAY_SMTP_URL") as refused:
        read_server(url, FROM)
    assert "s3cret" not in f"{refused.value} {refused.value.mend}"


@pytest.mark.parametrize("sender", ["", "Plainsay", "Plainsay <talk>", "a@x.org, b@x.org", "X\n<a@x.org>"])
def test_a_sender_is_one_address(sender: str) -> None:
    """Without one, e-mail is refused at the start, not at the first that is to go out."""
    with pytest.raises(CommandRefused, match=r"^PLAINSAY_SMTP_FROM"):
        read_server("smtp://mail.test", sender)


def test_the_password_is_never_shown() -> None:
    """Not where the settings are printed by mistake, and not in the line of the doctor's."""
    config = read_config({"PLAINSAY_SMTP_URL": "smtp://kim:s3cret@mail.test", "PLAINSAY_SMTP_FROM": FROM})
    assert config.mail is not None
    assert "s3cret" not in f"{config!r} {config.mail} {config}"


def test_without_the_setting_no_email_is_sent() -> None:
    """And a sender alone changes nothing."""
    assert read_config({"PLAINSAY_SMTP_FROM": FROM}).mail is None
