"""What an e-mail looks like: in every language, in both forms, and whatever someone puts into it."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest

from asking.post import Mail, posted
from bot.mail.message import build, reachable
from bot.mail.server import MailServer, Private
from locales import Languages
from tests.mail.letters import AT, body

SERVER = MailServer("mail.test", 587, Private.STARTTLS, "talk@example.org", "Plainsay – Źródło")
LANGUAGES = Languages()
LINK = "https://talk.example.org/s/1-2-abc?x=1&y=2"
SENTENCES = ("Hello.", "We have a question.", "Please open the link.")


def received(mail: Mail) -> EmailMessage:
    """The e-mail as a mail programme reads it."""
    raw = build(posted(body(mail)), SERVER, LANGUAGES.words)
    assert raw.isascii()
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    return cast("EmailMessage", message_from_bytes(raw, policy=default))


def form(mail: EmailMessage, kind: str) -> str:
    """Its plain text or its page."""
    part = mail.get_body((kind,))
    assert part is not None
    return cast("str", cast("EmailMessage", part).get_content())


def test_it_has_what_mail_programmes_want() -> None:
    """From, To, Subject, the moment that it was put, a number of its own, and that a programme wrote it."""
    mail = received(Mail("kim@example.org", "Your link", SENTENCES))
    assert (mail["From"], mail["To"]) == ("Plainsay – Źródło <talk@example.org>", "kim@example.org")
    assert mail["Date"].datetime == datetime.fromisoformat(AT)
    assert mail["Message-ID"] == f"<{'1' * 32}@example.org>"
    assert (mail["Auto-Submitted"], mail["Content-Language"]) == ("auto-generated", "en")


def test_both_forms_say_the_same() -> None:
    """Every line, the link and the small print stand in the text and on the page."""
    mail = received(Mail("kim@example.org", "Your link", SENTENCES, LINK, "Open it", ("No more of these?",)))
    text, page = form(mail, "plain"), form(mail, "html")
    assert all(line in text and line in page for line in (*SENTENCES, "Open it", "No more of these?"))
    assert LINK in text
    assert f'href="{LINK.replace("&", "&amp;")}"' in page


def test_an_address_among_the_lines_is_a_link() -> None:
    """On the page, where not every mail programme makes one of it by itself; in the text it stands as it is."""
    mail = received(Mail("kim@example.org", "Due", ("Action 1 is due.", LINK, "Look at https://x.example"), LINK))
    page = form(mail, "html")
    assert page.count(f'<a href="{LINK.replace("&", "&amp;")}"') == 3
    assert 'href="https://x.example' not in page
    assert form(mail, "plain").splitlines()[1] == LINK


@pytest.mark.parametrize("code", [one.code for one in LANGUAGES.offered(drafts=True)])
def test_every_language_comes_through(code: str) -> None:
    """Its letters, its direction, and a long heading; Arabic without the vowel signs that are there for the voice."""
    words = LANGUAGES.words(code)
    said = tuple(words.gettext(text) for text in ("Hello.", "You need a link of your own.", "In danger, call 999."))
    mail = received(Mail("kim@example.org", " ".join(said * 3), said, LINK, said[0], language=code))
    text, page = form(mail, "plain"), form(mail, "html")
    for sentence in map(words.shown, said):
        assert sentence in text
        assert sentence in mail["Subject"]
    assert f'lang="{code}" dir="{words.direction}"' in page


def test_nothing_in_it_becomes_a_heading_or_a_tag() -> None:
    """Line breaks in a subject begin no heading of their own, and angle brackets no element."""
    evil = "Hi\r\nBcc: all@example.org\r\n\r\n<script>x</script>\u2028\x00"
    mail = received(Mail("kim@example.org", evil, (evil,), 'https://x.test/"><b>', evil, (evil,)))
    assert mail["Bcc"] is None
    assert mail["Subject"].startswith("Hi Bcc: all@example.org")
    page = form(mail, "html")
    assert "<script>" not in page
    assert 'test/"' not in page


def test_a_domain_in_other_letters_is_reached() -> None:
    """It goes by its second name, that every server knows."""
    assert reachable(" kim@żółw.example ") == "kim@xn--w-uga1v8h.example"


def test_a_name_keeps_the_marks_around_it() -> None:
    """What joins letters, and what keeps a name from turning its line around, is no line break: it stays, unseen."""
    lines = ("نحن \u2068Fernbank\u2069.", "\u2066+44 1632 960001\u2069", "क\u200dष")
    mail = received(Mail("kim@example.org", "Your link", lines, language="ur"))
    assert all(line in form(mail, kind) for line in lines for kind in ("plain", "html"))
