"""Nothing personal is ever written to the log, whatever a library or an error would say."""

from __future__ import annotations

import io
import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from bot import logs
from tests.support.loud import listening
from tests.support.loud_program import MARK
from tests.support.server import ROOT

PATIENCE_SECONDS = 120.0


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    """What is logged at the finest level."""
    text = io.StringIO()
    before = threading.excepthook, sys.unraisablehook
    handler = logs.start("debug", text)
    yield text
    logging.getLogger().removeHandler(handler)
    logging.captureWarnings(capture=False)
    logging.getLogger("plainsay").setLevel(logging.NOTSET)
    threading.excepthook, sys.unraisablehook = before


@pytest.mark.parametrize(
    "secret",
    [
        "123456789:AAEhBOweik9ad9r_QXMENQjcrGbqCr4K-bc",
        "12-abcdefghijklmnopqrstuv",
        "ada@example.org",
        "https://bot:hunter2@mail.example.org/x",
        "-1001234567890",
        "7712345678",
        "u7Vx2mJ0s9PqL4kZr8TnYb3WcD6eFgHi5jKlMnOpQrS",
    ],
)
def test_what_looks_like_a_secret_is_masked(out: io.StringIO, secret: str) -> None:
    """Tokens, links, addresses and numbers of chats are masked, wherever they stand in a line of ours."""
    for line in ("It was %s.", "'%s'", "/x/%s?y", "a=%s"):
        logging.getLogger("plainsay.test").warning(line, secret)
    core = max(secret.replace("https://bot:hunter2@mail.example.org/x", "hunter2").split("@"), key=len)
    assert core not in out.getvalue()
    assert len(out.getvalue().splitlines()) == 4


@pytest.mark.parametrize("line", ["T301: An update waits: store-not-saved", "bot/x.py:123 name", "K101: 5 of 10,000"])
def test_other_lines_stay_as_they_are(out: io.StringIO, line: str) -> None:
    """What is no secret is not masked, so that the log is of use."""
    logging.getLogger("plainsay.test").warning(line)
    assert line in out.getvalue()


def test_an_error_is_told_by_kind_and_place(out: io.StringIO) -> None:
    """Neither an error's message nor that of the one behind it is written: kinds, files and lines are."""
    try:
        try:
            raise KeyError(MARK)  # noqa: TRY301 - to be chained
        except KeyError as error:
            raise ValueError(MARK) from error
    except ValueError:
        logging.getLogger("plainsay.test").exception("X1: It failed")
    assert MARK not in out.getvalue()
    assert "ValueError at " in out.getvalue()
    assert "KeyError at " in out.getvalue()
    assert "test_logs.py:" in out.getvalue()


def test_libraries_say_only_that_something_is_wrong(out: io.StringIO) -> None:
    """A library's warning stays as the text that it is made from; all below a warning is left out at any level."""
    logger = logging.getLogger("somelibrary")
    logger.setLevel(logging.DEBUG)
    logger.debug("Entering: %s", MARK)
    logger.info("HTTP Request: POST https://api.telegram.org/bot%s", MARK)
    logger.warning("No answer from %s", MARK)
    logger.error("Task exception was never retrieved\nfuture: <Task %s>" % MARK)  # noqa: G002, UP031 - as asyncio does
    logging.getLogger("py.warnings").warning("%s", f"/a/b.py:3: UserWarning: {MARK}\n  {MARK}")
    assert MARK not in out.getvalue()
    assert "No answer from %s" in out.getvalue()
    assert "Task exception was never retrieved" in out.getvalue()
    assert "/a/b.py:3: UserWarning" in out.getvalue()


def test_a_line_that_cannot_be_made_does_not_tell_its_parts(
    out: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python's own handler would print all the parts of such a line."""
    (handler,) = [one for one in logging.getLogger().handlers if isinstance(one, logs.CarefulHandler)]
    handler.handle(logging.LogRecord("plainsay.test", logging.WARNING, "a.py", 7, "%d of %d", (MARK,), None))
    said = out.getvalue() + capsys.readouterr().err
    assert MARK not in said
    assert "a.py:7" in said


def test_a_thread_that_fails_tells_kind_and_place(out: io.StringIO) -> None:
    """What a thread's error says is not written either."""

    def fails() -> None:
        raise LookupError(MARK)

    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
    assert MARK not in out.getvalue()
    assert "K901: A fault of ours in a thread: LookupError at " in out.getvalue()


def test_the_control_hears_it() -> None:
    """The check can fail: without the net the same records hold the mark."""
    with listening() as heard:
        logging.getLogger("somelibrary").warning("No answer from %s", MARK)
    assert MARK in heard.bare
    assert MARK not in heard.ours


@pytest.mark.parametrize("bare", [False, True], ids=["ours", "control"])
def test_the_whole_program_is_silent_about_people(
    tmp_path: Path, copy_sample: Callable[[Path], Path], *, bare: bool
) -> None:
    """With all libraries at their finest level and faults of all kinds, no mark comes out; without the net it does."""
    command = [sys.executable, "-X", "dev", "-m", "tests.support.loud_program", "run", "--port", "0"]
    options = ["--data", str(copy_sample(tmp_path / "data")), "--log-level", "debug", *(["--bare"] if bare else [])]
    process = subprocess.Popen(
        [*command, *options], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    printed: list[str] = []
    for line in process.stdout:
        printed.append(line)
        if line.startswith("Plainsay is ready at "):
            break
    else:
        pytest.fail("".join(printed))
    links = [word for line in printed for word in line.split() if word.startswith("http") and "/s" in word]
    printed.clear()
    try:
        _visit(line.split()[-1], links)
    finally:
        process.terminate()
        rest, _ = process.communicate(timeout=PATIENCE_SECONDS)
    assert "Reference " in rest  # the fault is told
    assert (MARK in rest) is bare
    if not bare:
        assert [link for link in links if link.rsplit("/", 1)[-1] in rest] == []


def _visit(base: str, links: list[str]) -> None:
    """Marked values wherever a request can hold one, and a real person's talk."""
    headers = {"X-Name": MARK, "Cookie": f"plainsay_staff={MARK}", "Referer": f"{base}/s/{MARK}", "User-Agent": MARK}
    with httpx.Client(base_url=base, timeout=PATIENCE_SECONDS, headers=headers) as client:
        for path in (f"/s/7-{MARK}", f"/{MARK}?who={MARK}@example.org", f"/staff/sign-in/{MARK}", f"/wall/1-{MARK}"):
            client.get(path)
            client.post(path, data={"words": MARK, "name": MARK}, files={"sound": (MARK, MARK.encode())})
        client.post("/staff/sign-in", content=MARK.encode() * 1000, headers={"Content-Type": f"multipart/{MARK}"})
    with httpx.Client(timeout=PATIENCE_SECONDS) as client:
        for link in links:
            client.get(link)
