"""The mail server's settings, from the command line: what the doctor says, and what it never shows."""

from __future__ import annotations

import asyncio
import socket

import pytest

from asking import post
from bot.app import mail, open_rooms
from bot.clock import utc_now
from bot.config import read_config
from tests.bot.test_cli import Plainsay, plainsay

__all__ = ["plainsay"]

SECRET = "s3cret"  # noqa: S105 - invented
FROM = "Plainsay <talk@example.org>"


@pytest.fixture
def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_the_doctor_tries_to_reach_the_server(
    plainsay: Plainsay, monkeypatch: pytest.MonkeyPatch, free_port: int
) -> None:
    """M101 and status 1 where it is away; that a server is set is shown, and never user or password."""
    monkeypatch.setenv("PLAINSAY_SMTP_URL", f"smtp://{SECRET}:{SECRET}@127.0.0.1:{free_port}")
    monkeypatch.setenv("PLAINSAY_SMTP_FROM", FROM)
    status, out, err = plainsay("doctor")
    assert status == 1
    assert "M101: E-mail: the mail server cannot be reached." in out
    assert "PLAINSAY_SMTP_URL = set" in out
    assert "PLAINSAY_SMTP_FROM = talk@example.org" in out
    assert "E-mails that wait: 0." in out
    assert SECRET not in out + err


def test_a_server_that_cannot_be_used_is_told(plainsay: Plainsay, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence that names the setting, and status 2, whatever command is typed."""
    monkeypatch.setenv("PLAINSAY_SMTP_URL", f"smtp://{SECRET}@mail.example.org")
    status, out, err = plainsay("staff", "list")
    assert (status, out) == (2, "")
    assert err.startswith("C101: PLAINSAY_SMTP_URL has a user without a password")
    assert SECRET not in err


@pytest.mark.parametrize("url", ["", "smtp://127.0.0.1:9"])
def test_pages_know_whether_email_goes_out(plainsay: Plainsay, url: str) -> None:
    """Since the last start: with a server it can be chosen, and without one it cannot."""
    config = read_config({"PLAINSAY_SMTP_URL": url, "PLAINSAY_SMTP_FROM": FROM}, data=str(plainsay.data))

    async def started() -> tuple[bool, bool]:
        async with open_rooms(config, utc_now) as rooms, mail(rooms, config) as channel:
            return channel is not None, await rooms.database.read(post.can_send)

    assert asyncio.run(started()) == (bool(url), bool(url))
