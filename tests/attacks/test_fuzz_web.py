"""Anyone may send anything to any address: the answer is a page, never a fault, and never a word of the inside.

Every route is found by looking at the program, so a new one is attacked from the day on which it is added.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import HealthCheck, given, settings

from tests.attacks.naughty import naughty, wire
from tests.attacks.raw import Answer, Request, send, told_of_the_inside
from tests.attacks.site import opened
from tests.attacks.wild import Town, attacks
from tests.support.counts import count

EXAMPLES = count(350, promised=40_000)
FAULTS = {500, 501, 502, 504}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, copy_sample: Callable[[Path], Path]) -> Iterator[Town]:
    """One site for all of them: what an earlier attack left behind is part of the next."""
    with opened(copy_sample(tmp_path_factory.mktemp("town") / "data")) as (site, run):
        yield Town(site, run)


def complaint(asked: Request, answer: Answer) -> str:
    """What is wrong with an answer; '' as it should be."""
    if answer.status in FAULTS:
        return f"{answer.status}"
    if not answer.header("content-security-policy") or answer.header("x-content-type-options") != "nosniff":
        return "no safe headers"
    shown = told_of_the_inside(answer.text)
    sent = (asked.target + b"".join(asked.body)).decode("utf-8", "replace")
    return f"it shows {shown}" if shown and shown not in sent else ""


def test_every_address_answers_whatever_is_sent(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """Random methods, addresses, queries, forms, files and headers, as nobody, as each role and as a person."""
    caplog.set_level(logging.ERROR, "plainsay.http")

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(attacks(town))
    def attacked(asked: Request) -> None:
        caplog.clear()
        answer = town.attack(asked)
        wrong = complaint(asked, answer)
        assert not wrong, (wrong, caplog.text)

    attacked()


@pytest.mark.parametrize("path", ["/staff", "/staff/sign-in/{token}", "/s/{token}", "/published/{token}/tell"])
def test_each_naughty_string_stands_in_an_address(town: Town, path: str) -> None:
    """Each of the list once as a token, as a query and as a form."""
    for text in naughty():
        part = quote_from_bytes(wire(text), safe="").encode()
        target = path.encode().replace(b"{token}", part)
        form = [(b"content-type", b"application/x-www-form-urlencoded")]
        for asked in (
            Request("GET", target + b"?note=" + part + b"&done=" + part),
            Request("POST", target, form, (b"form_token=" + part + b"&words=" + part,)),
        ):
            assert not complaint(asked, town.run(send(town.site.app, asked)))


def test_the_fuzzer_sees_a_fault(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: where one page breaks, and where one page shows its inside, the fuzzer says so."""
    from bot.tablet import talk  # noqa: PLC0415 - the page that is broken here

    def broken(*_: object, **__: object) -> None:
        raise ValueError("broken on purpose")

    asked = Request("GET", b"/s/" + wire(town.tokens[0]))
    assert not complaint(asked, town.run(send(town.site.app, asked)))
    monkeypatch.setattr(talk, "page_of", broken)
    assert complaint(asked, town.run(send(town.site.app, asked))) == "500"
    safe = (("content-type", "text/html"), ("content-security-policy", "x"), ("x-content-type-options", "nosniff"))
    shown = Answer(200, safe, b"<p>ValueError at bot/app.py:12</p>")
    assert complaint(asked, shown)
